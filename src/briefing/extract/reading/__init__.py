"""What all finders share: an article's lines with names, places, dates and sums in them, and who acts."""
