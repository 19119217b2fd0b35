"""Times that need the day a file states: `3小时前`, `昨天 14:30`, `7月8日`, `8日`.

They are read against a day that the file itself states and never against the clock of the machine.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo

from ...types import Moment
from .moments import CLOCK_AFTER, MONTH, NARROW, D, M, combine, month_of, numeral_of, time_of

_UNITS = {
    **dict.fromkeys(("秒", "秒钟", "秒鐘", "second", "sec"), timedelta(seconds=1)),
    **dict.fromkeys(("分钟", "分鐘", "分", "minute", "min", "m"), timedelta(minutes=1)),
    **dict.fromkeys(("小时", "小時", "个小时", "個小時", "hour", "hr", "h"), timedelta(hours=1)),
    **dict.fromkeys(("天", "日", "day", "d"), timedelta(days=1)),
    **dict.fromkeys(("周", "週", "星期", "week", "w"), timedelta(days=7)),
}
_AGO = re.compile(
    r"(?<![\d.])(?P<n>\d{1,3}|an?|半|[一二两兩三四五六七八九十])\s?"
    r"(?P<unit>秒[钟鐘]?|分[钟鐘]?|[个個]?小[时時]|[天日周週]|星期|(?:second|sec|minute|min|hour|hr|day|week)(?=s?\b)|[mhdw](?=\b))"
    r"s?\s?(?:[前]|ago\b)",
    re.IGNORECASE,
)
_NEAR = {
    **dict.fromkeys(("今天", "今日", "today"), 0),
    **dict.fromkeys(("昨天", "昨日", "yesterday"), 1),
    **dict.fromkeys(("前天", "前日"), 2),
}
_NEAR_DAY = re.compile(r"(?P<day>今天|今日|昨天|昨日|前天|前日|\b(?:today|yesterday)\b)", re.IGNORECASE)
_NOW = re.compile(r"刚刚|剛剛|\bjust now\b", re.IGNORECASE)
_YEARLESS = re.compile(
    rf"""
    (?<![\d年./-])(?P<m>{M})\s?(?:月\s?(?P<d>{D})\s?[日号號]|[-/](?P<dd>{D})(?=\s{{1,2}}\d{{1,2}}:\d\d))
  | \b(?P<em>{MONTH})[ ](?P<ed>{D})(?:st|nd|rd|th)?(?![\d,])
  | (?<![\d月])(?P<only>{D})日
    """,
    re.VERBOSE | re.IGNORECASE,
)


def parse_told(written: str, stated: Moment, zone: tzinfo) -> Moment | None:
    """A time that counts from the day a file states: `3小时前`, `昨天 14:30`, `7月8日`, `8日`; None: none is told.

    A day without its year is the last such day that is not after the stated one (a day's grace for other zones).
    """
    text = written.translate(NARROW)
    day = stated.astimezone(zone).date() if isinstance(stated, datetime) else stated
    try:
        if ago := _AGO.search(text):
            return _back(stated, _UNITS[ago["unit"].lower()] * _times(ago["n"].lower()))
        if near := _NEAR_DAY.search(text):
            clock = CLOCK_AFTER.match(text, near.end())
            day -= timedelta(days=_NEAR[near["day"].lower()])
            return combine(day, time_of(clock), clock["zone"], zone) if clock else day
        if _NOW.search(text):
            return stated
        return _last_such_day(text, day, zone)
    except (OverflowError, ValueError):
        return None


def find_told(written: str) -> tuple[int, int] | None:
    """Where a string tells a time that needs the file's day, with the time of day behind it: `昨天 14:30`."""
    text = written.translate(NARROW)
    for pattern in (_AGO, _NEAR_DAY, _NOW, _YEARLESS):
        if match := pattern.search(text):
            clock = CLOCK_AFTER.match(text, match.end())
            return match.start(), clock.end() if clock else match.end()
    return None


def _times(written: str) -> float:
    if written in ("a", "an", "半"):
        return 0.5 if written == "半" else 1
    return 2 if written in ("两", "兩") else numeral_of(written)


def _back(stated: Moment, span: timedelta) -> Moment:
    """A span before; where only a day is stated, hours before it leave it that day."""
    if span >= timedelta(days=1) and isinstance(stated, datetime):
        return (stated - span).date()
    return stated - span


def _last_such_day(text: str, day: date, zone: tzinfo) -> Moment | None:
    match = _YEARLESS.search(text)
    if not match:
        return None
    limit = day + timedelta(days=1)
    month = month_of(match["em"]) if match["em"] else int(match["m"]) if match["m"] else None
    wanted = int(match["d"] or match["dd"] or match["ed"] or match["only"])
    back = (limit - timedelta(days=n) for n in range(4 * 366 if month else 62))
    found = next((d for d in back if d.day == wanted and (month is None or d.month == month)), None)
    clock = CLOCK_AFTER.match(text, match.end()) if found else None
    return combine(found, time_of(clock), clock["zone"], zone) if found and clock else found
