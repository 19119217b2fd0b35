"""A deal as one line tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...types import Money
from ..reading.context import Line
from ..reading.names import normalize_name

TRANSFERS = ("acquisition", "equity")
"""Types of deal by which a share of a company changes hands."""
MOST_VERBS = 16
"""Verbs of one kind read in a line: no sentence tells more deals, and a line that does is a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one line says of one deal."""

    type: str
    line: Line
    rule: str
    at: int
    """Where its verb stands in the line."""
    name: str | None = None
    """None: the deal spoken of before (`本轮融资由…领投`)."""
    parties: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    money: Money | None = None
    valuation: Money | None = None
    round: str | None = None
    stage: str | None = None
    place: str | None = None
    date: str | None = None
    is_background: bool = False
    is_weak: bool = False
    """The name is a guess: no organisation by its form, and named once only."""
    confidence: float = 0.7
    share: float | None = None
    """Per cent of the company that changes hands, where the line says so."""
    reach: int | None = None
    """Of a draft without a name: it goes with a deal told at most so many lines before; None: with the nearest."""


def same_name(a: str, b: str, aliases: Mapping[str, str]) -> bool:
    """Two spellings of one name: equal when normalised, paired by the article, or one holding the other."""
    x, y = normalize_name(aliases.get(a, a)), normalize_name(aliases.get(b, b))
    if x == y:
        return True
    short, long = sorted((x, y), key=len)
    return len(short) >= 2 and (short in long)
