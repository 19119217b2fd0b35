"""Full-text search in the archive.

`index` is the tables and triggers, `fold` what is the same to a search; `query` parses the words, `candidates` asks the
index, `match` finds the words in a text and weighs it, `articles` and `records` make hits, `snippet` the marked
sentences; `find` puts it together.
"""
