"""Projects: infrastructure, what happens to it, whose it is and what it costs."""
