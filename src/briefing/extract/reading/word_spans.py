"""The words of a line with their positions, cut once a line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from ...text import cut_words

_cut_already: dict[str, tuple[str, ...]] = {}
"""The words of the article at hand, as `text.cut_article` cut them: equal to what `cut_words` would say again."""


def take_words(lines: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """The lines of the article that is read next, with their words. Only to spare the cutter: it changes no answer."""
    _cut_already.clear()
    _cut_already.update(lines)


def find_words(piece: str) -> list[tuple[int, int]]:
    """The words of a line with their positions."""
    return list(_words_of(piece))


def words_between(piece: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The words that touch a stretch, found by halving: a long line is not walked again for every verb in it."""
    spans = _words_of(piece)
    first = bisect_left(spans, (start, 0))
    if first and spans[first - 1][1] > start:
        first -= 1
    return spans[first : bisect_left(spans, (end, 0))]


@lru_cache(maxsize=8192)
def _words_of(piece: str) -> tuple[tuple[int, int], ...]:
    lower = piece.lower()
    if len(lower) != len(piece):
        return ()
    spans, at = [], 0
    for word in _cut_already.get(piece) or cut_words(piece):
        found = lower.find(word, at)
        if found < 0:
            continue
        spans.append((found, found + len(word)))
        at = found + len(word)
    return tuple(spans)
