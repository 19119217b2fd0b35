"""A mention: a name, place or date where it stands in a line."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """Something named in a line, in positions of that line."""

    start: int
    end: int
    text: str
    """As written."""
    key: str
    """A name normalised for matching, a place as written in Simplified characters, a date in ISO form."""


def nearest(mentions: tuple[Mention, ...], at: int) -> Mention | None:
    """The mention closest to a position; the earlier of two that are equally near."""
    return min(mentions, key=lambda m: (max(m.start - at, at - m.end, 0), m.start), default=None)
