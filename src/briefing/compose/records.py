"""Records as they are listed: with their places in the files, the largest first; which of them enter a total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from ..types import (
    Deal,
    Event,
    Evidence,
    Fund,
    Project,
    Standing,
)
from .stories import Numbering, RawSpans

NO_FACT = frozenset({"planned", "rumoured", "filed", "terminated"})
"""Stages whose amounts are not added up: a plan is never counted as a fact."""

NOT_ADDED = frozenset({"contract", "part", "to_date"})
"""Roles of sums that add to no total: a contractor's pay, a share of a sum counted already, what came over years."""
SIGNINGS = frozenset({"agreement", "batch_signing"})


def locate_events(events: Iterable[Event], raw: RawSpans) -> tuple[Event, ...]:
    """The same events, each piece of evidence with its place in the file."""

    def located(piece: Evidence) -> Evidence:
        return replace(piece, raw=raw.of(piece.article, piece.span))

    return tuple(
        replace(
            e,
            evidence=tuple(located(v) for v in e.evidence),
            claims=tuple(replace(c, evidence=located(c.evidence)) for c in e.claims),
        )
        for e in events
    )


def largest_first(events: Iterable[Event], rates: Mapping[str, Decimal]) -> tuple[Event, ...]:
    """News before background, then by amount in yuan, then by how many tell it and how surely, then by id."""

    def order(event: Event) -> tuple[bool, Decimal, int, float, str]:
        money = event.money
        value = money.value * rates.get(money.currency or "", Decimal(0)) if money and money.value else Decimal(0)
        tellings = len({piece.article for piece in event.evidence})
        return event.is_background, -value, -tellings, -event.confidence, event.id

    return tuple(sorted(events, key=order))


TABLE_ROWS = 10
"""Records of a kind in the short tables: what a reader takes in at a glance; the rest stands in the appendix."""


def number_records(events: Iterable[Event], standings: Mapping[str, Standing], numbering: Numbering) -> None:
    """Number the sources of what the short tables show, behind those that the text cites: each row can be traced."""
    printed = [e for e in events if not e.is_background and not is_repeated(e, standings)]
    for kind in (Deal, Fund, Project):
        for event in [e for e in printed if isinstance(e, kind)][:TABLE_ROWS]:
            numbering.of(event.evidence[0].article)


def counted_once(events: Iterable[Event], standings: Mapping[str, Standing] | None = None) -> list[Event]:
    """The records whose sums add up to one total: neither plans nor what came to nothing, nor (by `standings`) what an
    earlier issue told and added up, where nothing of it has changed since.

    Where an article tells of a signing and of the project or fund that is signed for, with one sum, that is the
    investment or the size: it counts there, if at all, and not with the signing as well.
    """
    events = [e for e in events if not is_repeated(e, standings or {})]
    things = {key for e in events if not isinstance(e, Deal) for key in _sums_by_article(e)}
    facts = (e for e in events if e.stage not in NO_FACT and not (e.money and e.money.role in NOT_ADDED))
    return [e for e in facts if e.type not in SIGNINGS or things.isdisjoint(_sums_by_article(e))]


def is_repeated(event: Event, standings: Mapping[str, Standing]) -> bool:
    """Whether an earlier issue told it and nothing of it has changed since."""
    return event.id in standings and standings[event.id].state == "repeated"


def _sums_by_article(event: Event) -> set[tuple[str, str | None, Decimal]]:
    money = event.money
    if money is None or money.value is None:
        return set()
    return {(piece.article, money.currency, money.value) for piece in event.evidence}
