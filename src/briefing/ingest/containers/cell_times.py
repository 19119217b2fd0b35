"""Times in the cells of tables: dates, seconds since 1970, the days of spreadsheets, digits run together."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from ...types import Moment
from ..stated.metadata import parse_moment


def to_moment(value: Any, zone: tzinfo) -> Moment | None:
    """A date cell, an ISO or spoken date, or seconds or milliseconds since 1970."""
    if isinstance(value, datetime):
        if value.time() == time() and value.tzinfo is None:
            return value.date()
        return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(zone)
    if isinstance(value, date):
        return value
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        return parse_moment(value, zone)
    if isinstance(value, str) and (match := _DIGITS_ONLY.fullmatch(value.strip())):
        return parse_moment("{}-{}-{} {}:{}".format(*match.groups()), zone)
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    day = parse_moment(str(int(number)), zone) if 19e6 < number < 21e6 else None
    return _from_epoch(number, zone) or _from_serial(number, zone) or day


_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,20})?")
_DIGITS_ONLY = re.compile(
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])([0-5]\d)(?:\d\d)?",
)
_SERIAL_ZERO = datetime(1899, 12, 30)
"""Day 0 of Excel's calendar, which has a 29 February 1900."""


def _from_serial(number: float, zone: tzinfo) -> Moment | None:
    """Excel's days since 1900 (ECMA-376 part 1, 18.17.4), as they stay behind when a date cell loses its format."""
    if not 30_000 < number < 80_000:  # 1982 to 2119
        return None
    moment = _SERIAL_ZERO + timedelta(minutes=round(number * 24 * 60))
    return moment.date() if float(number).is_integer() else moment.replace(tzinfo=zone)


def _from_epoch(number: float, zone: tzinfo) -> Moment | None:
    seconds = number / 1000 if number > 1e11 else number
    if not 6e8 < seconds < 4.2e9:  # 1989 to 2103: nothing else that stands in such a column is a moment
        return None
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
