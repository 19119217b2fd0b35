"""An amount as found, before its surroundings are read."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..types import Span


class Sum(NamedTuple):
    """A sum with its currency; `high` only where the wording itself gives an upper bound."""

    span: Span
    value: Decimal
    high: Decimal | None
    currency: str | None
    precision: str
    is_bare: bool = False
    """No currency is named: 3亿 beside a word of money."""
    is_plain_yuan: bool = False
    """Only 元 or nothing is said: another currency may be assumed from the article."""


def longest_first(sums: list[Sum]) -> list[Sum]:
    """In order of the text; of sums that overlap, the one that begins first, and of those the longest."""
    kept: list[Sum] = []
    for s in sorted(sums, key=lambda s: (s.span.start, -s.span.end)):
        if not kept or s.span.start >= kept[-1].span.end:
            kept.append(s)
    return kept
