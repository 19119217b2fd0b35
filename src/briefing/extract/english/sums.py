"""Which sum of an English sentence is its news': not one that stands in an aside folded away."""

from __future__ import annotations

from collections.abc import Iterable

from ...types import Money
from ..reading.amounts import NEVER, choose_amount
from .outline import Outline


def choose_sum(o: Outline, at: int, *, roles: Iterable[str] = (), never: frozenset[str] = NEVER) -> Money | None:
    """The sum nearest to a position of the outline; `Foo, which paid $2 billion for Bar, sold …`: those are past.

    When the sentence has no other, the aside's sum it is: `… has bought Bar, a deal worth $2 billion`.
    """
    roles = tuple(roles)
    best = choose_amount(o.line, o.at(at), roles=roles, never=never)
    if best is None or not _is_folded(o, best):
        return best
    start, end = (x - o.line.span.start for x in (best.span.start, best.span.end))
    around = (
        choose_amount(o.line, o.at(at), roles=roles, never=never, end=start),
        choose_amount(o.line, o.at(at), roles=roles, never=never, start=end),
    )
    return next((m for m in around if m is not None and not _is_folded(o, m)), best)


def _is_folded(o: Outline, money: Money) -> bool:
    return money.span.start - o.line.span.start not in set(o.origins)
