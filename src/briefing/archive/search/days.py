"""Days as a user writes them: a year, a month, a day, an ISO week."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from ...days import parse_week

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date


def parse_days(text: str) -> Days | None:
    """`2025`, `2025-07`, `2025-07-14`, `2025-W29` (ISO 8601: Monday to Sunday); None: it is none of them."""
    if week := parse_week(text):
        return Days(*week)
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        if found[3]:
            return Days(date(year, month, day), date(year, month, day))
        first, last = (month, month) if found[2] else (1, 12)
        return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    except (ValueError, IndexError):  # the 31st of June, month 13
        return None
