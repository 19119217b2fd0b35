"""What a text states of itself: title, outlet, author, time, address."""
