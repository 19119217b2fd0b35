"""Full dates as sources write them, in every usual wording, with the time of day and its zone.

`07/08/2025` may be July or August and is not read; `25/07/2025` and `08.07.2025` are.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ...types import Moment

NARROW = str.maketrans("０１２３４５６７８９：／－．（），", "0123456789:/-.(),")
"""Full width to half, length kept."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
M, D = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_NUMERAL = "〇零○Ｏ一二三四五六七八九"

# ---------------------------------------------------------------- days

_DAY = re.compile(
    rf"""
    # 2025-07-08, 2025年7月8日
    (?<!\d)(?P<y>{_YEAR})\s?(?:年\s?(?P<m>{M})\s?月|(?P<sep>[-/.])\s?(?P<m2>{M})\s?(?P=sep))
    \s?(?P<d>{D})(?!\d)\s?[日号號]?
  | # 20250708, 202507081430
    (?<!\d)(?P<cy>{_YEAR})(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])
    (?: [T_-]?(?P<ch>[01]\d|2[0-3])(?P<cmin>[0-5]\d)(?P<cs>[0-5]\d)?(?P<cz>Z)? )?(?!\d)
  | # 民國114年7月8日
    (?:民[國国]\s?(?P<ry>\d{{2,3}}|[{_NUMERAL}十]{{2,4}})|(?<!\d)(?P<by>1[01]\d))
    \s?年\s?(?P<rm>{M}|[一二三四五六七八九十]{{1,2}})\s?月\s?(?P<rd>{D}|[一二三四五六七八九十]{{1,3}})\s?日
  | # 114/07/08
    (?<![\d./-])(?P<sy>1[01]\d)(?P<ss>[/.-])(?P<sm>0[1-9]|1[0-2])(?P=ss)(?P<sd>0[1-9]|[12]\d|3[01])(?![\d./])
  | # 二〇二五年七月八日
    (?P<hy>[{_NUMERAL}]{{4}})年(?P<hm>[一二三四五六七八九十]{{1,2}})月(?P<hd>[一二三四五六七八九十]{{1,3}})[日号號]
  | # July 8th, 2025
    \b(?P<em>{MONTH})[ -]{{1,2}}(?P<ed>{D})(?:st|nd|rd|th)?,?[ -]{{1,2}}(?P<ey>{_YEAR})(?!\d(?!\d?:[0-5]\d))
  | # Tue Jul 08 14:30:00 CST 2025
    \b(?P<jm>{MONTH})[ ]{{1,2}}(?P<jd>{D})[ ](?P<jt>\d\d:\d\d:\d\d)(?:[ ](?P<jz>[A-Z]{{3,4}}))?[ ](?P<jy>{_YEAR})
  | # 8 July 2025
    (?<!\d)(?P<fd>{D})(?:st|nd|rd|th)?(?:[ ]of)?[ -]{{1,2}}(?P<fm>{MONTH}),?[ -]{{1,2}}(?P<fy>{_YEAR})(?!\d)
  | (?<!\d)(?P<ny>{_YEAR})[ ,-]{{1,2}}(?P<nm>{MONTH})[ ,-]{{1,2}}(?P<nd>{D})(?!\d)                     # 2025 Jul 8
  | (?<![\d/.-])(?P<a>\d{{1,2}})(?P<as>[/.-])(?P<b>\d{{1,2}})(?P=as)(?P<uy>{_YEAR})(?!\d)             # 25/07/2025
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = {**{c: n for n, c in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "Ｏ": 0}
ROC = 1911
"""Year 1 of the Republic's calendar is 1912."""


def numeral_of(written: str) -> int:
    """`114`, `一一四`, `七`, `十二`, `二十八`, `三十`."""
    if written.isdecimal():
        return int(written)
    if "十" not in written:
        return int("".join(str(_DIGITS[c]) for c in written))
    tens, ones = written.split("十", 1)
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def month_of(written: str) -> int:
    return _MONTHS.index(written[:3].lower()) + 1


def _day_of(match: re.Match[str]) -> date | None:
    """The day that a match of `_DAY` means; None: there is no such day, or it may be two."""
    found = match.groupdict()
    try:
        if found["y"]:
            return date(int(found["y"]), int(found["m"] or found["m2"]), int(found["d"]))
        if found["cy"]:
            return date(int(found["cy"]), int(found["cm"]), int(found["cd"]))
        for year, month, day in (("ey", "em", "ed"), ("jy", "jm", "jd"), ("fy", "fm", "fd"), ("ny", "nm", "nd")):
            if found[year]:
                return date(int(found[year]), month_of(found[month]), int(found[day]))
        if found["hy"]:
            return date(*(numeral_of(found[part]) for part in ("hy", "hm", "hd")))
        if found["uy"]:
            return _ordered(int(found["a"]), int(found["b"]), int(found["uy"]), is_day_first=found["as"] == ".")
        year_, month_, day_ = (
            ("sy", "sm", "sd") if found["sy"] else ("ry", "rm", "rd") if found["ry"] else ("by", "rm", "rd")
        )
        return date(ROC + numeral_of(found[year_]), numeral_of(found[month_]), numeral_of(found[day_]))
    except (ValueError, KeyError):
        return None


def _ordered(first: int, second: int, year: int, *, is_day_first: bool) -> date | None:
    if is_day_first or first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


# ---------------------------------------------------------------- times of day

_HALF = r"(?:上午|下午|早上|早晨|清晨|凌晨|中午|傍晚|晚上|晚间|晚間|午后|[上下]午|[ap]\.?m\b\.?)"
_ZONE = r"(?:(?:UTC|GMT)(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d|Z\b|[A-Z]{2,4}\b|北京时间|北京時間|台北時間)"
_CLOCK = (
    rf"(?P<half>{_HALF})?\s?(?P<hour>2[0-3]|[01]?\d)"
    rf"(?:\s?[:时時点點]\s?(?P<minute>[0-5]\d)(?:[:分](?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?秒?)?分?"
    rf"|[时時点點](?!\d)|(?=\s?[ap]\.?m\b))"
    rf"\s?(?P<after>[ap]\.?m\b\.?)?\s?[(（]?(?P<zone>{_ZONE})?"
)
_WEEKDAY = r"[(（]?(?:(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?)[)）]?"
CLOCK_AFTER = re.compile(
    rf"[T\s,，|·_-]{{0,3}}(?:at\s|{_WEEKDAY})?[\s,，|·_-]{{0,3}}"
    rf"(?:北京时间\s?|(?P<gmt>格林(?:尼治|威治)(?:标准|標準)?(?:时间|時間)\s?))?{_CLOCK}",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(
    rf"(?<![\d:-]){_CLOCK}[)）]?[\s,，|·]{{0,3}}(?:on\s)?(?:{_WEEKDAY})?[\s,，]{{0,3}}$", re.IGNORECASE
)
_EASTERN = "America/New_York"
_HOURS = {
    **dict.fromkeys(("Z", "UTC", "GMT"), 0),
    **dict.fromkeys(("BST", "CET"), 1),
    **dict.fromkeys(("HKT", "SGT", "北京时间", "北京時間", "台北時間"), 8),
    **dict.fromkeys(("JST", "KST"), 9),
    **dict.fromkeys(("EDT",), -4),
    **dict.fromkeys(("EST", "CDT"), -5),
    **dict.fromkeys(("MDT",), -6),
    **dict.fromkeys(("MST", "PDT"), -7),
    **dict.fromkeys(("PST",), -8),
}
"""Hours from UTC. CST is China's as often as Chicago's, IST one of three: both are left to the zone of the settings."""
_PLACED = {
    "ET": _EASTERN,
    "PT": "America/Los_Angeles",
    "CT": "America/Chicago",
    "美东时间": _EASTERN,
    "美東時間": _EASTERN,
}
_REACH = 40
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])\s?(\d{1,2}):?(\d\d)?")


class Stated(NamedTuple):
    """A time and where it is written."""

    moment: Moment
    start: int
    end: int


def parse_moment(written: str, zone: tzinfo) -> Moment | None:
    """The first full date of a string: aware, in `zone`, with a time of day; a `date` without one; else None."""
    stated = find_moment(written, zone)
    return stated.moment if stated else _parse_mail_date(written, zone)


def find_moment(written: str, zone: tzinfo) -> Stated | None:
    """The first full date of a string, with its time of day, and the stretch that states both."""
    if not _YEARLIKE.search(written):
        return None
    text = written.translate(NARROW)
    for match in _DAY.finditer(text):
        day = _day_of(match)
        if day is not None:
            return _with_clock(text, match, day, zone)
    return None


_YEARLIKE = re.compile(r"\d{3}|年|\d ?:")
_MAIL_DATE = re.compile(r"\s*[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d\d \d\d:\d\d")


def _parse_mail_date(written: str, zone: tzinfo) -> Moment | None:
    """`Tue, 08 Jul 25 14:30:00 GMT`: old feeds have two digits of the year."""
    if not _MAIL_DATE.match(written):
        return None
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone)


def _with_clock(text: str, match: re.Match[str], day: date, zone: tzinfo) -> Stated:
    start, end = match.span()
    if match["ch"]:
        clock = time(int(match["ch"]), int(match["cmin"]), int(match["cs"] or 0))
        return Stated(combine(day, clock, match["cz"], zone), start, end)
    if match["jt"]:
        return Stated(combine(day, time.fromisoformat(match["jt"]), match["jz"], zone), start, end)
    after = CLOCK_AFTER.match(text, end)
    reach = max(0, start - _REACH)
    before = None if after else _CLOCK_BEFORE.search(text[reach:start])
    found = after or before
    if found is None:
        return Stated(day, start, end)
    placed = next((name for name in _PLACED if len(name) > 2 and text[:start].rstrip().endswith(name)), None)
    gmt = "GMT" if after and after["gmt"] else None
    moment = combine(day, time_of(found), found["zone"] or placed or gmt, zone)
    return Stated(moment, reach + before.start() if before else start, after.end() if after else end)


def time_of(clock: re.Match[str]) -> time:
    hour, half = int(clock["hour"]), (clock["half"] or clock["after"] or "").lower()
    if half[:1] == "p" or half in ("下午", "晚上", "晚间", "晚間", "傍晚", "午后") or (half == "中午" and hour < 4):
        hour = hour + 12 if hour < 12 else hour
    elif (half[:1] == "a" or half in ("凌晨", "上午")) and hour == 12:
        hour = 0
    return time(hour, int(clock["minute"] or 0), int(clock["second"] or 0))


def combine(day: date, clock: time, stated: str | None, zone: tzinfo) -> datetime:
    try:
        return datetime.combine(day, clock, _zone_of(stated) or zone).astimezone(zone)
    except OverflowError:
        return datetime.combine(day, clock, zone)


def _zone_of(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written in _PLACED:
        return ZoneInfo(_PLACED[written])
    if written.upper() in _HOURS:
        return timezone(timedelta(hours=_HOURS[written.upper()])) if _HOURS[written.upper()] else UTC
    match = _OFFSET.fullmatch(written)
    if not match:
        return None
    shift = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-shift if match[1] == "-" else shift) if shift < timedelta(hours=24) else None
