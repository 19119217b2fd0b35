"""One deal told in two languages within one story: the English record takes the Chinese one's name, and so becomes one
row with it.

Only inside a story, only with equal sums (of one currency, or near the rate of two), and only when a single Chinese
record fits: a name alone says nothing across scripts, and a sum alone would join two rounds of one week.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from ...text import HAN
from ...types import Deal, Event
from .sums import Rates, compare_sums

_HAN = re.compile(f"[{HAN}]")
_SAME_SUM = Decimal("0.02")
"""Share by which a sum may differ between two languages: 8亿元 and 802 million yuan are one, 8亿 and 8.5亿 are not."""


def unite_tellings(stories: Iterable[Sequence[Event]], rates: Rates | None = None) -> list[Event]:
    """The events of all stories; those told again in another script bear one name."""
    return [event for events in stories for event in _unite(events, rates or {})]


def _unite(events: Sequence[Event], rates: Rates) -> list[Event]:
    chinese = [e for e in events if _is_chinese(e)]
    return [event if _is_chinese(event) else _renamed(event, chinese, rates) for event in events]


def _is_chinese(event: Event) -> bool:
    """By the sentence it was read from: the name may hold both spellings."""
    return bool(_HAN.search(event.evidence[0].text))


def _renamed(event: Event, chinese: Sequence[Event], rates: Rates) -> Event:
    twins = {twin.name: twin for twin in chinese if _tells_the_same(event, twin, rates)}
    if len(twins) != 1:
        return event
    (twin,) = twins.values()
    changes: dict[str, object] = {"name": twin.name, "aliases": (*event.aliases, event.name)}
    if twin.parties:  # the same parties in another spelling
        changes["parties"] = ()
        if isinstance(event, Deal):
            changes["leads"] = ()
    return replace(event, **changes)  # type: ignore[arg-type]


def _tells_the_same(a: Event, b: Event, rates: Rates) -> bool:
    if type(a) is not type(b) or a.type != b.type or a.is_background != b.is_background:
        return False
    if isinstance(a, Deal) and isinstance(b, Deal) and a.round != b.round:
        return False
    x, y = a.money, b.money
    if x is None or y is None or x.value is None or y.value is None:
        return False
    if x.currency != y.currency:
        return bool(compare_sums(x, y, rates))
    return abs(x.value - y.value) <= _SAME_SUM * max(x.value, y.value)
