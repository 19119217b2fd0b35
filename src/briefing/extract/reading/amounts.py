"""Which amount belongs to which record.

An amount counts only for its own record. A rule says which roles it takes (`raised` for a funding round, `investment`
for a project) and where the record's verb stands; amounts that are a valuation, a revenue, a price a share or the same
sum in another currency are never taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from ...money import with_bound
from ...types import Deal, Fund, Money, Project, Span
from .context import Context, Line

NEVER = frozenset(
    (
        "valuation",
        "revenue",
        "profit",
        "output",
        "assets",
        "capital",
        "per_unit",
        "converted",
        "fee",
        "grant",
        "cumulative",
        "annual",
        "matching",
        "cost",
        "trade",
        "buyback",
        "dividend",
        "threshold",
    )
)
"""Roles that are never the main figure of a record."""


SMALLEST = 10_000
"""Plain units: a smaller sum is the price of a share or a thing, never the sum of a record."""


def choose_amount(
    line: Line,
    at: int,
    *,
    roles: Iterable[str] = (),
    start: int = 0,
    end: int | None = None,
    never: frozenset[str] = NEVER,
) -> Money | None:
    """The amount of the line that fits best: first by role, in the order of `roles`, then the nearest to `at`.

    Its span is in positions of the document, as records want it.
    """
    stop = len(line.text) if end is None else end
    order = {role: rank for rank, role in enumerate(roles)}
    fit = [
        m
        for m in line.money
        if start <= m.span.start and m.span.end <= stop and m.role not in never and (m.value or 0) >= SMALLEST
    ]
    best = min(
        fit,
        key=lambda m: (order.get(m.role or "", len(order)), max(m.span.start - at, at - m.span.end, 0), m.span.start),
        default=None,
    )
    return place_amount(line, best) if best else None


def place_amount(line: Line, money: Money) -> Money:
    """The amount with its span in the document."""
    return replace(money, span=line.span_of(*money.span))


_FIELDS = ("money", "valuation", "first_close", "committed", "paid_in")
Record = TypeVar("Record", Deal, Fund, Project)


def with_bounds(record: Record, context: Context) -> Record:
    """The record with each amount as its sentence writes it: 近亿元, 约11亿港元, more than $30 million.

    Done last: the rules look for what stands beside the bare sum.
    """
    sums = ((field, money) for field in _FIELDS if (money := getattr(record, field, None)) is not None)
    changes: dict[str, Any] = {field: _as_written(money, context) for field, money in sums}
    return replace(record, **changes) if changes else record


def _as_written(money: Money, context: Context) -> Money:
    for line in context.all_lines():
        if line.span.start <= money.span.start and money.span.end <= line.span.end:
            start, end = (at - line.span.start for at in money.span)
            if line.text[start:end] == money.text:
                whole = with_bound(line.text, replace(money, span=Span(start, end)))
                return replace(whole, span=line.span_of(*whole.span))
    return money
