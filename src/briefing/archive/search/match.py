"""Where the words of a query stand in one text, and how well the text fits them.

The score is BM25's sum over the words (Robertson and Zaragoza 2009) with the title as a field of its own weight, times
how near the words stand to each other, times how new the text is:

    sum over words of  rarity * (tf / (tf + K * length / USUAL) + TITLE_WEIGHT * [in the title])
    * (1 + 1 / (1 + stretch / NEAR))        the shortest stretch that holds all words; a title counts as 0
    * (1 + 2 ** (-age / HALF_LIFE)) / 2     age in days, counted from the newest text found
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from ...types import Span
from .fold import fold
from .query import Query, Term

K = 1.2
USUAL_LENGTH = 800  # characters of an article
TITLE_WEIGHT = 2.0
NEAR = 40  # characters: about one sentence
HALF_LIFE = 365  # days
_MOST_PLACES = 50  # of one word in one text: more change neither score nor passages


@dataclass(frozen=True, slots=True)
class Sight:
    """A text that holds the query's words. Group by group, as in the query."""

    number: int
    day: str | None
    length: int
    title: tuple[tuple[Span, ...], ...]
    """Where each group stands in the title."""
    text: tuple[tuple[Span, ...], ...]


def look(query: Query, number: int, *, title: str, text: str, day: str | None) -> Sight | None:
    """The places of the words in an entry; None when it lacks one, or has one that is excluded."""
    folded_title, folded = fold(title), fold(text)
    if any(_has(term, folded_title) or _has(term, folded) for term in query.excluded):
        return None
    in_title, in_text = [], []
    for group in query.groups:
        in_title.append(find_places(group, folded_title))
        in_text.append(find_places(group, folded))
        if not in_title[-1] and not in_text[-1]:
            return None
    return Sight(number, day, len(text), tuple(in_title), tuple(in_text))


def find_places(group: Iterable[Term], folded: str) -> tuple[Span, ...]:
    """Where any of the terms stands, ascending and not overlapping."""
    found = sorted(
        (span for term in group for span in islice(term.find(folded), _MOST_PLACES)), key=lambda s: (s.start, -s.end)
    )
    return apart(found)


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Of ascending spans those that do not overlap one before them."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _has(term: Term, folded: str) -> bool:
    return next(term.find(folded), None) is not None


# ---------------------------------------------------------------- score


def score_sights(sights: Sequence[Sight], rarities: Sequence[float]) -> Mapping[int, float]:
    """The score of each, by number. `rarities`: of each group, as `rarity` gives it."""
    newest = max((sight.day for sight in sights if sight.day), default=None)
    return {sight.number: _score(sight, rarities, newest) for sight in sights}


def _score(sight: Sight, rarities: Sequence[float], newest: str | None) -> float:
    damping = K * max(sight.length, 1) / USUAL_LENGTH
    total = 0.0
    for weight, title, text in zip(rarities, sight.title, sight.text, strict=True):
        total += weight * (len(text) / (len(text) + damping) + TITLE_WEIGHT * bool(title))
    return total * (1 + _nearness(sight)) * (1 + _newness(sight.day, newest)) / 2


def _nearness(sight: Sight) -> float:
    if len(sight.text) < 2:
        return 0.0
    if all(sight.title):
        return 1.0
    stretch = shortest_stretch(sight.text)
    return 0.0 if stretch is None else 1 / (1 + stretch / NEAR)


def shortest_stretch(groups: Sequence[Sequence[Span]]) -> int | None:
    """Characters from the first to the last of the nearest places of all groups; None: one has no place."""
    if not all(groups):
        return None
    places = sorted((span.start, span.end, n) for n, spans in enumerate(groups) for span in spans)
    last: dict[int, tuple[int, int]] = {}
    best: int | None = None
    for start, end, n in places:
        last[n] = (start, end)
        if len(last) == len(groups):
            length = max(e for _, e in last.values()) - min(s for s, _ in last.values())
            best = length if best is None else min(best, length)
    return best


def _newness(day: str | None, newest: str | None) -> float:
    if day is None or newest is None:
        return 0.0
    age = (date.fromisoformat(newest) - date.fromisoformat(day)).days
    return 2 ** (-age / HALF_LIFE)
