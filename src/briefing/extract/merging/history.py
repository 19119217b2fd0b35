"""What happened long before the news is told as background: it is listed, and not counted as this week's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ...types import Event

OLD = timedelta(days=92)
"""A quarter: what a weekly still counts as news is told within weeks; a figure of the quarter before is history."""


def mark_history(events: Iterable[Event], day: date) -> tuple[Event, ...]:
    """The same events; those dated long before `day` are background. What bears no date stays as it is, and so does
    what is still being built, however long ago it was begun.
    """
    return tuple(replace(e, is_background=True) if _is_old(e, day) else e for e in events)


def _is_old(event: Event, day: date) -> bool:
    end = last_day(event.date)
    is_under_way = event.stage == "under_construction"
    return not event.is_background and not is_under_way and end is not None and end < day - OLD


def last_day(text: str | None) -> date | None:
    """The last day that `2022`, `2022-11` or `2022-11-27` may mean."""
    if text is None:
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    if month:
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, 12, 31)
