"""Names by their head noun (parks, plants, funds) and what happens to them: what funds and projects share."""
