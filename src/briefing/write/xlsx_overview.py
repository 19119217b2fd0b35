"""Rows of 概览: how many records of each kind, and their money, by type, theme, region and currency.

Every figure is a sum of rows of 交易, 基金 and 项目: the counts of those that are no background, the money of
those that say 是 under 计入合计. The rows of one dimension add up to the line 合计. The three kinds stand in
columns of their own and are never added to each other: a fund's size and a round of funding are different things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..types import Briefing, Event
from .counts import all_events, printed_records
from .labels import Labels
from .xlsx_desk import Desk, region_of, theme_key
from .xlsx_layout import Row, allowed_codes
from .xlsx_values import in_millions, in_yuan

KINDS = ("deal", "fund", "project")
Group = str | None
"""What a record is counted under: a code, a region, or None where nothing is stated."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to divide the records."""

    key: str
    group_of: Callable[[Event], Group]
    name_of: Callable[[Group], str]
    order: tuple[str, ...] | None
    """The groups in the order of their table; None: the fullest first."""


def overview_rows(briefing: Briefing, desk: Desk) -> tuple[Row, ...]:
    """合计, then a line for each group of each dimension that has a record; empty without records."""
    events = printed_records(all_events(briefing), briefing)
    if not events:
        return ()
    labels = desk.labels
    whole = {"dimension": labels["dimension.total"], "group": labels["text.all"], **_figures(events, desk)}
    return (whole, *(row for dimension in _dimensions(desk) for row in _rows(dimension, events, desk)))


def _dimensions(desk: Desk) -> Iterator[Dimension]:
    labels, themes = desk.labels, desk.themes
    types = tuple(dict.fromkeys(code for kind in KINDS for code in allowed_codes(f"{kind}_type", labels)))
    yield Dimension("type", lambda e: e.type, lambda code: _type_name(code, labels), types)
    yield Dimension("theme", lambda e: theme_key(e, desk), lambda key: themes.get(key or "", key or ""), tuple(themes))
    yield Dimension("place", lambda e: region_of(e, desk), lambda region: region or "", None)
    yield Dimension("currency", _currency, lambda code: code or "", allowed_codes("currency", labels))


def _type_name(code: Group, labels: Labels) -> str:
    """Types of two kinds may share a code (`other`); they share its name too."""
    return next((name for kind in KINDS if (name := labels.words.get(f"{kind}_type.{code}"))), code or "")


def _currency(event: Event) -> Group:
    return event.money.currency if event.money else None


def _rows(dimension: Dimension, events: Iterable[Event], desk: Desk) -> Iterator[Row]:
    groups: dict[Group, list[Event]] = {}
    for event in events:
        groups.setdefault(dimension.group_of(event) or None, []).append(event)
    for group in _ordered(groups, dimension):
        yield {
            "dimension": desk.labels[f"dimension.{dimension.key}"],
            "group": dimension.name_of(group) if group else desk.labels["text.not_stated"],
            **_figures(groups[group], desk),
            **(_own_amounts(groups[group], desk) if dimension.key == "currency" else {}),
        }


def _ordered(groups: Mapping[Group, list[Event]], dimension: Dimension) -> list[Group]:
    """By the table, or the fullest first; what is not stated comes last, ties end at the name."""
    if dimension.order is None:
        return sorted(groups, key=lambda g: (g is None, -len(groups[g]), g or ""))
    place = {group: n for n, group in enumerate(dimension.order)}
    return sorted(groups, key=lambda g: (g is None, place.get(g or "", len(place)), g or ""))


def _figures(events: Iterable[Event], desk: Desk) -> Row:
    """Counts and yuan of each kind; a kind without a record, or without money, has an empty cell."""
    found: dict[str, int | Decimal | None] = {}
    for kind, members in _by_kind(events).items():
        yuan = [y for e in members if (y := _yuan(e, desk)) is not None]
        found[f"{kind}_count"] = len(members) or None
        found[f"{kind}_cny"] = sum(yuan, Decimal(0)) if yuan else None
    return found


def _own_amounts(events: Iterable[Event], desk: Desk) -> Row:
    """Of one currency, the money in that currency, in millions."""
    found: dict[str, Decimal | None] = {}
    for kind, members in _by_kind(events).items():
        added = [e.money for e in members if e.money and e.id in desk.added]
        amounts = [amount for money in added if (amount := in_millions(money.value)) is not None]
        found[f"{kind}_own"] = sum(amounts, Decimal(0)) if amounts else None
    return found


def _by_kind(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {kind: [] for kind in KINDS}
    for event in events:
        found[type(event).__name__.lower()].append(event)
    return found


def _yuan(event: Event, desk: Desk) -> Decimal | None:
    return in_yuan(event.money, desk.rates) if event.money and event.id in desk.added else None
