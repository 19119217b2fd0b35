"""A cheap look before a dear pattern: most lines hold none of the words without which it cannot match.

The words are read from the pattern itself, so that no second list has to be kept beside it: one of them stands in
whatever the pattern matches, or the pattern is asked without further ado.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from .literals import one_of

MOST_FORMS = 300
"""Forms of one stretch that are still written out: (?:完成|获得)(?:新)?(?:融资|投资) has eight."""
MOST_SINGLE = 12
"""Words of one character: more of them stand in nearly every line and tell nothing."""

Forms = frozenset[str]
_NOTHING: Forms = frozenset({""})


class Guarded:
    """A pattern that is asked only where one of its words stands. Made for patterns that rarely match."""

    __slots__ = ("_pattern", "_words")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = re.compile(pattern, flags)
        self._words: re.Pattern[str] | None = None

    @property
    def pattern(self) -> str:
        return self._pattern.pattern

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        stop = len(text) if end is None else end
        return self._pattern.finditer(text, start, stop) if self._may(text, start, stop) else iter(())

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        stop = len(text) if end is None else end
        return self._pattern.search(text, start, stop) if self._may(text, start, stop) else None

    def _may(self, text: str, start: int, stop: int) -> bool:
        if self._words is None:
            self._words = _look(self._pattern)
        return self._words.search(text, start, stop) is not None


def _look(pattern: re.Pattern[str]) -> re.Pattern[str]:
    words = words_needed(pattern)
    return re.compile(one_of(words) if words else "")


@lru_cache(maxsize=256)
def words_needed(pattern: re.Pattern[str]) -> Forms:
    """One of these stands in every match; empty where no such words can be told."""
    if pattern.flags & re.IGNORECASE:
        return frozenset()
    found = _shortest(_needed(parser.parse(pattern.pattern, pattern.flags)))
    return found if sum(len(word) == 1 for word in found) <= MOST_SINGLE else frozenset()


def _shortest(words: Forms) -> Forms:
    """上市 says all that 上市申请 says: only the words that hold no other one."""
    return frozenset(w for w in words if not any(part in words for part in _parts(w)))


def _parts(word: str) -> Iterator[str]:
    size = len(word)
    return (word[a:b] for a in range(size) for b in range(a + 1, size + 1) if b - a < size)


def _needed(items: Iterable[tuple[Any, Any]]) -> Forms:
    """The most telling of the words that the stretches of a sequence ask for."""
    best: Forms = frozenset()
    run = _NOTHING
    for item in items:
        forms = _forms(item)
        joined = _join(run, forms)
        if joined:
            run = joined
            continue
        best = max(best, _asked(run), _inside(item), key=_worth)
        run = forms or _NOTHING
    return max(best, _asked(run), key=_worth)


def _asked(run: Forms) -> Forms:
    return frozenset() if "" in run else run


def _worth(words: Forms) -> tuple[int, int]:
    """Long words tell most, then few."""
    return (min(map(len, words)), -len(words)) if words else (0, 0)


def _join(ahead: Forms, behind: Forms) -> Forms:
    """Every form of one stretch with every form of the next; empty where these are too many."""
    if len(ahead) * len(behind) > MOST_FORMS:
        return frozenset()
    return frozenset(a + b for a in ahead for b in behind)


def _inside(item: tuple[Any, Any]) -> Forms:
    """What a part asks for that has no written-out forms: all its branches ask for something, or it is in vain."""
    code, value = item
    if code is op.SUBPATTERN and not value[1]:
        return _needed(value[3])
    if code is op.BRANCH:
        each = [_needed(branch) for branch in value[1]]
        return frozenset().union(*each) if all(each) else frozenset()
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0]:
        return _needed(value[2])
    return frozenset()


def _forms(item: tuple[Any, Any]) -> Forms:
    """All the forms of a part, written out; empty where they are without end or too many."""
    code, value = item
    if code is op.LITERAL:
        return frozenset({chr(value)})
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return _NOTHING
    if code is op.IN:
        letters = [chr(v) for c, v in value if c is op.LITERAL]
        return frozenset(letters) if len(letters) == len(value) else frozenset()
    if code is op.SUBPATTERN and not value[1]:
        return _all_forms(value[3])
    if code is op.BRANCH:
        each = [_all_forms(branch) for branch in value[1]]
        return frozenset().union(*each) if all(each) and sum(map(len, each)) <= MOST_FORMS else frozenset()
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[1] == 1:
        once = _all_forms(value[2])
        return once if value[0] or not once else once | _NOTHING
    return frozenset()


def _all_forms(items: Iterable[tuple[Any, Any]]) -> Forms:
    forms = _NOTHING
    for item in items:
        forms = _join(forms, _forms(item))
        if not forms:
            break
    return forms
