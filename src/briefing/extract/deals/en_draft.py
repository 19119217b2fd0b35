"""What all English rules of deals share: the draft, with its sum, stage, place and day; lists of names."""

from __future__ import annotations

import re
from datetime import timedelta

from ...types import Money
from ..english.outline import Outline
from ..english.seats import seats_of, sits_elsewhere
from ..english.stage import lies_back
from ..english.words import GROUP, NATION
from ..reading.context import Context
from ..reading.cues import choose_date, choose_place
from .drafts import Draft

_NATION = re.compile(NATION)
LIST = rf"{GROUP}"


def make_draft(
    kind: str,
    o: Outline,
    rule: str,
    span: tuple[int, int],
    context: Context,
    *,
    name: str | None,
    parties: tuple[str | None, ...] = (),
    money: Money | None = None,
    stage: str | None = None,
    leads: tuple[str, ...] = (),
    round: str | None = None,
    place: str | None = None,
    valuation: Money | None = None,
    share: float | None = None,
    confidence: float = 0.8,
) -> Draft:
    """A draft of a deal whose verb stands at `span` of the outline."""
    at = o.at(span[0])
    place = place or (_place_of(kind, o, at, name, context) if kind != "ipo" else None)
    is_back = lies_back(o, *span, context)
    day = choose_date(o.line, at)
    others = tuple(dict.fromkeys(p for p in parties if p and p != name))
    return Draft(
        type=kind,
        line=o.line,
        rule=rule,
        at=at,
        name=name,
        parties=others,
        leads=leads,
        money=money,
        valuation=valuation,
        round=round,
        stage=stage,
        place=None if place in others else place,
        date=day if is_back or is_fresh(day, context) else None,
        is_background=is_back,
        share=share,
        confidence=confidence,
    )


def _place_of(kind: str, o: Outline, at: int, name: str | None, context: Context) -> str | None:
    """The seat of the company it is about; for an agreement where it happens."""
    seat = seats_of(context).get(name or "") if kind != "agreement" else None
    told = choose_place(o.line, at, name, context)
    return seat or (None if told and (sits_elsewhere(o.line, told) or _NATION.fullmatch(told)) else told)


FRESH = 60
"""Days that what is told as news may lie back."""


def is_fresh(day: str | None, context: Context) -> bool:
    """Not the year of an aside: `X, bought by Y in 2015, has agreed to …`."""
    if day is None or context.day is None:
        return True
    return day >= (context.day - timedelta(days=FRESH)).isoformat()[: len(day)]
