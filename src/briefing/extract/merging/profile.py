"""What comparing needs of a record, read once: a record is held against hundreds of others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from ...types import Deal, Event
from .history import last_day
from .likeness import counts_in, is_weak, name_keys, phases
from .sums import Rates, Sum, read_sum, stakes


class Profile:
    """A record with what its name, its sum and its sentences say, and who tells it."""

    def __init__(self, event: Event, stories: Iterable[str], days: Iterable[date], rates: Rates) -> None:
        self.event = event
        self.is_deal = isinstance(event, Deal)
        self.articles = frozenset(e.article for e in event.evidence)
        self.stories = frozenset(stories)
        self.keys = name_keys(event)
        self.phases = phases(event.name)
        self.counts = counts_in(event)
        self.sum: Sum | None = read_sum(event.money, rates)
        self.days = _days(event, tuple(days))

    @cached_property
    def is_weak(self) -> bool:
        return is_weak(self.event)

    @cached_property
    def stakes(self) -> frozenset[Decimal]:
        """The shares of a company that its sentences speak of."""
        return stakes(" ".join(e.text for e in self.event.evidence))


def _days(event: Event, told: tuple[date, ...]) -> tuple[date, date] | None:
    """The first and last day on which it may have happened: its own date, else the day it is told as news."""
    if last := last_day(event.date):
        size = len(event.date or "")
        return (last if size > 7 else last.replace(day=1) if size > 4 else last.replace(month=1, day=1)), last
    return None if event.is_background or not told else (min(told), max(told))
