"""Same news, same story: exact repeats, near-duplicates, retold, in either language; says why.

signature = sign(article, sentences, tokens)     once per article; keeps no text
stories = group_stories(signatures)              each article in one, the same for any order
why = compare(a, b)                              one pair: same, related, apart, or nothing to do with each other
"""

from .compare import compare, jaccard
from .figures import find_figures
from .group import group_stories
from .signature import sign, sketch

__all__ = ["compare", "find_figures", "group_stories", "jaccard", "sign", "sketch"]
