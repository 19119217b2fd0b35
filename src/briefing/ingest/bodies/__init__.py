"""What of an article's lines is its body, and what sticks to it, stands beside it or hangs on its edges."""
