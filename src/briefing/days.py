"""Weeks as they are named: `2025-W29`, Monday to Sunday (ISO 8601)."""

from __future__ import annotations

import re
from datetime import date

_WEEK = re.compile(r"(\d{4})-W(\d{1,2})", re.IGNORECASE | re.ASCII)


def name_week(day: date) -> str:
    """The week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def parse_week(text: str) -> tuple[date, date] | None:
    """First and last day of a named week; None: it is no week."""
    found = _WEEK.fullmatch(text.strip())
    if found is None:
        return None
    year, week = int(found[1]), int(found[2])
    try:
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:  # week 54; the last one of the year 9999
        return None
