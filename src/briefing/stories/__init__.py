"""Same news, same story: exact repeats, near-duplicates, retold, in either language; says why.

signature = sign(article, sentences, tokens)     once per article; keeps no text
stories = group_stories(signatures)              each article in one, the same for any order
why = compare(a, b)                              one pair: same, related, apart, or nothing to do with each other
unpack(pack(signature))                          kept for later weeks
match_stories(new, old)                          which earlier story a new article tells again or goes on with
"""

from .compare import compare
from .figures import find_figures
from .group import group_stories
from .keep import pack, unpack
from .lead import weigh_tellings
from .likeness import jaccard
from .match import Match, match_stories
from .signature import sign, sketch

__all__ = [
    "Match",
    "compare",
    "find_figures",
    "group_stories",
    "jaccard",
    "match_stories",
    "pack",
    "sign",
    "sketch",
    "unpack",
    "weigh_tellings",
]
