"""Whether a phrase is whole, by the words that stand right beside it in its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from .phrases import Uses
from .terms import Kind, is_miscut, kind_of, may_stand, phrase_words
from .weights import stop_words

# A phrase that one word precedes or follows in this share of its places is part of a longer one; a figure, of a count.
_BOUND = 0.6
# Who speaks in this share of the places is a speaker.
_SPEAKS = 0.25


def stands_free(uses: Uses) -> bool:
    """False for a scrap of a longer phrase or of a count (大湾 before 区, 颗卫星 behind a figure) and for a speaker."""
    bound, speaks = max(2, _BOUND * uses.total), max(2, _SPEAKS * uses.total)
    # The end of a place's name (县, 市) stands before many names and is part of none.
    before = {word: times for word, times in uses.before.items() if word not in phrase_words()["bodies"]}
    if max(_binds(before), _binds(uses.behind)) >= bound:
        return False
    said = sum(uses.behind.get(word, 0) for word in phrase_words()["sayings"])
    named = sum(times for word, times in uses.before.items() if word.endswith(phrase_words()["offices"]))
    return max(said, named) < speaks


def _binds(beside: Mapping[str, int]) -> int:
    """The places in which one word, a figure, or some scrap of a word stands on that side."""
    binding: dict[str, int] = defaultdict(int)
    for word, times in beside.items():
        if word[0].isdigit():
            binding["0"] += times
        elif _is_scrap(word) and kind_of(word) is not Kind.PREFIX:
            binding["?"] += times
        elif may_stand(word):
            binding[word.removesuffix("s")] += times  # drug and drugs
    return max(binding.values(), default=0)


def _is_scrap(word: str) -> bool:
    return is_miscut(word) or (len(word) == 1 and not word.isascii() and word not in stop_words())
