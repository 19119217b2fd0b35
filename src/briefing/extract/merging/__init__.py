"""One real thing, one row: records of one article and of several, and where their figures differ."""
