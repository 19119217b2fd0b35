"""Coined names: a made-up word and a word of trade, 晶眸 + 科技: names even where an article gives them once."""

from __future__ import annotations

import re
from functools import lru_cache

from ...config import read_table
from .names import is_generic
from .word_spans import find_words

_TABLE = read_table("names.toml")["coined"]
_TRADES = tuple(sorted(_TABLE["trades"], key=lambda w: (-len(w), w)))
_FIELDS = frozenset(_TABLE["fields"])
_LONGEST = 12
"""Characters: a longer run with a word of trade at its end is a phrase."""
_PARTICLE = re.compile("[向与由被将拟的在于给]")
_PARTICULAR = re.compile(r"[\u4e00-\u9fff]{2,3}|[A-Z][A-Za-z0-9]*")


def is_field(word: str) -> bool:
    """电商, 储能: the word of a field, no name."""
    return word in _FIELDS


@lru_cache(maxsize=8192)
def is_coined(name: str) -> bool:
    """Ends in a word of trade, and no word before it is a common one or a field's."""
    trade = next((t for t in _TRADES if name.endswith(t) and len(name) - len(t) >= 2), None)
    if trade is None or len(name) > _LONGEST or _PARTICLE.search(name):
        return False
    head = name[: -len(trade)]
    words = [head[a:b] for a, b in find_words(head)]
    telling = [w for w in words if _PARTICULAR.fullmatch(w) and not is_generic(w) and w not in _FIELDS]
    # The segmenter cuts an unknown word into characters: 泽 + 源.
    is_unknown = len(head) <= 4 and all(len(w) == 1 for w in words) and not is_generic(head)
    return bool(telling and words[0] in telling) or is_unknown
