"""Which weeks are due: the last whole one, and those that were missed since the last run that came to an end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from ..days import name_week, parse_week

WEEK = timedelta(weeks=1)


def last_whole_week(now: datetime, zone: tzinfo) -> str:
    """The ISO week that ended before today, `2025-W29`: on Monday that of yesterday."""
    return name_week(now.astimezone(zone).date() - WEEK)


def find_due_weeks(now: datetime, zone: tzinfo, done: Iterable[str], *, catch_up: int) -> tuple[str, ...]:
    """The weeks to be done, ascending; the last whole one is always among them.

    `done`: the weeks whose runs came to an end. Missed are those after the latest of them, at most `catch_up`; without
    any nothing is missed, since nobody had asked for a week before.
    """
    last = last_whole_week(now, zone)
    earlier = [week for week in done if week < last]
    if not earlier:
        return (last,)
    missed: list[str] = []
    day = _monday(max(earlier)) + WEEK
    while (week := name_week(day)) < last:
        missed.append(week)
        day += WEEK
    return (*(missed[-catch_up:] if catch_up else ()), last)


def _monday(week: str) -> date:
    days = parse_week(week)
    assert days is not None  # the archive holds none but these
    return days[0]
