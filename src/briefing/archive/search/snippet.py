"""The sentences of a text that show its words, and the words marked in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...types import Span
from .match import apart

GAP = " … "
"""Between two passages; each of them stands verbatim in the source."""
_REACH = 60  # characters beside a word that stands in no sentence
_MOST_PASSAGES = 2


class Passage(NamedTuple):
    """A text with marked words."""

    text: str
    spans: tuple[Span, ...] = ()


def make_passage(text: str, sentences: Sequence[Span], groups: Sequence[Sequence[Span]]) -> Passage:
    """The sentence with most of the groups, and where it lacks some, the one with most of these; in reading order.

    Where the words stand only in the title, the first sentence.
    """
    held = groups_by_sentence(sentences, groups)
    held |= {place: {n} for place, n in _outside(text, held, groups)}
    chosen: list[Span] = []
    missing = {n for n, spans in enumerate(groups) if spans}
    while missing and len(chosen) < _MOST_PASSAGES:
        best = max(held, key=lambda place: (len(missing & held[place]), -place.start))
        if not held[best] & missing:
            break
        chosen.append(best)
        missing -= held[best]
    return mark_places(text, sorted(chosen or sentences[:1]), groups)


def groups_by_sentence(sentences: Sequence[Span], groups: Sequence[Sequence[Span]]) -> dict[Span, set[int]]:
    """Of each sentence that holds a place of a group whole: which groups, in reading order."""
    starts = [sentence.start for sentence in sentences]
    held: dict[int, set[int]] = {}
    for n, spans in enumerate(groups):
        for span in spans:
            k = bisect_right(starts, span.start) - 1
            if k >= 0 and span.end <= sentences[k].end:
                held.setdefault(k, set()).add(n)
    return {sentences[k]: held[k] for k in sorted(held)}


def _outside(text: str, held: Mapping[Span, set[int]], groups: Sequence[Sequence[Span]]) -> Iterator[tuple[Span, int]]:
    """Stretches around the words that no sentence holds: of a text without sentences, or a phrase across two."""
    inside = {n for found in held.values() for n in found}
    for n, spans in enumerate(groups):
        if spans and n not in inside:
            yield Span(max(0, spans[0].start - _REACH), min(len(text), spans[0].end + _REACH)), n


def mark_places(text: str, places: Sequence[Span], groups: Sequence[Sequence[Span]]) -> Passage:
    """These places of a text as one, the words marked."""
    marked = merge_places(groups)
    pieces: list[str] = []
    spans: list[Span] = []
    at = 0
    for place in places:
        inside = (s for s in marked if place.start <= s.start and s.end <= place.end)
        spans += [Span(s.start - place.start + at, s.end - place.start + at) for s in inside]
        pieces.append(text[place.start : place.end])
        at += place.end - place.start + len(GAP)
    return Passage(GAP.join(pieces), tuple(spans))


def merge_places(groups: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """The places of all groups, ascending; of two that overlap the first, of two that begin together the longer."""
    return apart(sorted((s for spans in groups for s in spans), key=lambda s: (s.start, -s.end)))


def shorten(passage: Passage, width: int) -> Passage:
    """The passage cut to about `width` characters around its first word, with `…` where something is left out."""
    text, spans = passage
    if len(text) <= width:
        return passage
    first = spans[0].start if spans else 0
    start = max(0, min(first - width // 3, len(text) - width))
    end = min(len(text), start + width)
    shift = len("…") * (start > 0) - start
    kept = tuple(Span(s.start + shift, s.end + shift) for s in spans if start <= s.start and s.end <= end)
    return Passage("…" * (start > 0) + text[start:end] + "…" * (end < len(text)), kept)


def mark(passage: Passage, style: Callable[[str], str]) -> str:
    """The text with every marked word as `style` makes it."""
    pieces = []
    at = 0
    for span in _joined(passage.spans):
        pieces += [passage.text[at : span.start], style(passage.text[span.start : span.end])]
        at = span.end
    return "".join([*pieces, passage.text[at:]])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Words that touch each other are marked as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
