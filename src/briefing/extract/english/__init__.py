"""The English grammar: sentences as runs of names and words, who is meant, tense and mood."""
