"""What a week's run reads of the folders that it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from ..types import Period

MARGIN = timedelta(days=9)
"""Days around the week whose folders are read: the week before is compared with, and a page may bear another day than
the one it was stored under."""


def find_week_inputs(places: Iterable[Path], period: Period) -> Iterator[str]:
    """The files and folders to read: an inbox keeps what was fetched in a folder a day, of which years pile up."""
    assert period.first is not None and period.last is not None
    first, last = period.first - MARGIN, period.last + MARGIN
    for place in places:
        if not place.is_dir():
            yield str(place)
            continue
        for child in sorted(place.iterdir()):
            day = parse_day(child.name) if child.is_dir() else None
            if not child.name.startswith(".") and (day is None or first <= day <= last):
                yield str(child)


def parse_day(name: str) -> date | None:
    """`2025-07-18` as a day."""
    try:
        return date.fromisoformat(name) if len(name) == len("2025-07-18") else None
    except ValueError:
        return None
