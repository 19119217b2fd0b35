"""The lines of an article put together: one record a deal, each field from the line that tells it best.

`groups` finds which drafts tell one deal, `retellings` which groups do, `fields` writes the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ...text import simplify
from ...types import Deal
from ..reading.context import Context
from .drafts import Draft, same_name
from .fields import write_deal
from .groups import Board
from .retellings import unite

WEAKEST = 0.6
"""A draft with a guessed name below this is dropped: miss rather than invent."""


def gather(drafts: Iterable[Draft], context: Context) -> list[Deal]:
    """One record a deal, with the fields of all its drafts."""
    board = Board(context.aliases, "\n".join(line.text for line in context.first_lines(1)))
    loose = []
    for draft in drafts:
        if draft.name is None or draft.is_weak:
            loose.append(draft)
        elif not board.join(draft):
            board.open(draft)
    for draft in sorted(loose, key=lambda d: d.reach is not None):
        if not board.join(replace(draft, name=None)) and draft.name and draft.confidence >= WEAKEST:
            board.open(draft)
    united = unite([group.drafts for group in board.groups], context)
    return _without_echoes([write_deal(group, context) for group in united], context)


_ECHO_OF = {"equity": ("acquisition", "funding"), "follow_on": ("acquisition",)}
"""A deal told a second time in the words of another kind: 入股 of the company that is bought."""


def _without_echoes(deals: list[Deal], context: Context) -> list[Deal]:
    return [d for d in deals if not any(_is_echo(d, other, context) for other in deals)]


def _is_echo(deal: Deal, other: Deal, context: Context) -> bool:
    if deal.type == "agreement":
        return _is_same_signing(deal, other, context)
    if other.type not in _ECHO_OF.get(deal.type or "", ()) or deal.is_background != other.is_background:
        return False
    if deal.type == "follow_on" and deal.money and deal.money != other.money:
        return False  # what a buyer raises for itself is a deal of its own
    if deal.type == "equity" and (_is_paid_in(deal, other) or _is_sold_twice(deal, other, context)):
        return False
    told = (other.name, *other.parties) if deal.type == "follow_on" else (other.name,)
    return any(same_name(deal.name, name, context.aliases) for name in told)


_PAID_IN = re.compile("(?:还|另|再|同时|并)(?:将|拟|计划|会)?[^，。；]{0,40}?(?:增资|注资)")


def _is_paid_in(deal: Deal, other: Deal) -> bool:
    """`收购完成后，甲还将向乙增资3000万元`: money for the company itself, beside the price of its shares."""
    told = any(_PAID_IN.search(simplify(e.text)) for e in deal.evidence)
    is_other = deal.money and (other.money is None or deal.money.value != other.money.value)
    return bool(told and is_other)


def _is_sold_twice(deal: Deal, other: Deal, context: Context) -> bool:
    """Another stake of the company, to another buyer at another price."""
    if not deal.parties or not other.parties or not deal.money or not other.money or deal.money == other.money:
        return False
    buyer, first = deal.parties[0], other.parties[0]
    return not any(same_name(buyer, p, context.aliases) for p in other.parties) and not any(
        same_name(first, p, context.aliases) for p in deal.parties
    )


def _is_same_signing(deal: Deal, other: Deal, context: Context) -> bool:
    """The agreement by which a licence is given or a company is bought is no deal of its own."""
    if other.type not in ("license", "acquisition", "equity", "funding"):
        return False
    lines = {e.span for e in deal.evidence} & {e.span for e in other.evidence}
    sides = (other.name, *other.parties)
    return bool(lines) and all(any(same_name(p, q, context.aliases) for q in sides) for p in deal.parties)
