"""Dates as written, as precise as the article allows.

`近日` and its like give nothing; `今年`, `昨日`, `27日`, `上周五`, `本月29日`, `said Tuesday` need the article's day. A
month and day without a year take the year of the frame (`day_frame.py`).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from .day_frame import PLAN_AHEAD
from .mentions import Mention

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?:January|Jan|February|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|August|Aug|September|Sept|Sep"
    r"|October|Oct|November|Nov|December|Dec)\.?"
)
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

_DATE = re.compile(
    rf"""
    (?<!\d)(?P<y>(?:19|20)\d\d)\s?年\s?(?:(?P<m>1[0-2]|0?[1-9])\s?月(?:\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?[日号])?)?(?!代)
  | (?:民国\s?|(?<![\d第满近超逾共约.])(?=1[01]\d\s?年\s?\d{{1,2}}\s?月))(?P<roc>1[01]\d|\d\d)\s?年
      (?:\s?(?P<rocm>1[0-2]|0?[1-9])\s?月(?:\s?(?P<rocd>3[01]|[12]\d|0?[1-9])\s?日)?)?  # 112年10月: of the Republic
  | (?<!\d)(?P<iy>20\d\d)[-./](?P<im>1[0-2]|0?[1-9])[-./](?P<id>3[01]|[12]\d|0?[1-9])(?!\d)
  | (?P<ry>今年|去年|前年|明年|本年)(?P<part>年?[初底末中]|以来|前|上半年|下半年|全年)?
      (?:(?P<rm>1[0-2]|0?[1-9])\s?月(?:份|底|初|中旬)?(?:(?P<rd>3[01]|[12]\d|0?[1-9])\s?[日号])?)?
  | (?P<tm>本月|上月|上个月|下月|下个月)(?P<td>3[01]|[12]\d|0?[1-9])?[日号]?
  | (?<![\d年.])(?P<mm>1[0-2]|0?[1-9])\s?月\s?(?P<md>3[01]|[12]\d|0?[1-9])\s?[日号]
  | (?<![\d年.\-—–~至])(?P<bm>1[0-2]|[1-9])\s?月
      (?:份|[初底末]|[上中下]旬|(?=[，,]|发行|完成|宣布|签[署订约]|获|正式|开工|投产|上市|启动|成立|收购))
  | [今昨前明]\s?[（(]\s?(?P<bd>3[01]|[12]\d|0?[1-9])\s?[)）]\s?日                   # 昨（12）日
  | (?P<today>今天|今日|今早|今晨|今晚|今午|昨天|昨日|昨晚|昨夜|昨早|昨晨|昨午|前天|前日|前晚|明天|明日)
      (?!头条|资本|报)
  | (?<![如现当至迄从古而于])(?P<brief>今|昨)(?=[于在公宣发签举召获与和向完透表起将推]|[上下]午)  # 某某昨公布, 今于中环
  | (?<![每一两二三四五六七八九十几数双单逢个\d])(?P<week>[上下本这]?)(?:周|星期|礼拜)
      (?P<zday>[一二三四五六日天])(?![围期福年岁至到])
  | (?<![\d近前后每期时共过续满第足约逾达隔未来月年.T+至到\-—–~/、个超为])
      (?<![近前后每共过满第足约逾达隔月年至到个超]\s)
      (?P<day>3[01]|[12]\d|0?[1-9])\s?日(?![均内线游龄产间元以之前后照本K])  # 27日晚间
  | (?P<ed>\b[0-3]?\d(?:st|nd|rd|th)?)\s(?P<em>{_MONTH}),?\s(?P<ey>(?:19|20)\d\d)\b
  | \b(?P<em2>{_MONTH})\s(?P<ed2>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s(?P<ey2>(?:19|20)\d\d))?\b
      (?!\s?(?:percent|%|million|billion))
  | \b(?P<em3>{_MONTH}),?\s(?:of\s)?(?P<ey3>(?:19|20)\d\d)\b
  | \b(?:in|In|since|by|during|Since|By|early|late|mid)[\s-](?P<ey4>(?:19|20)\d\d)\b(?!\s?(?:percent|%|million|billion))
  | \b(?:[Ii]n|[Ss]ince|[Ll]ast|early|late|mid)[\s-](?P<em4>{_MONTH})(?=[\s,.;)](?!\d)|$)
  | \b(?P<word>yesterday|today|last\syear|this\syear|next\syear|last\smonth|this\smonth)\b
  | (?<!next\s)(?<!every\s)(?<!until\s)(?<!from\s)(?<!through\s)(?<!by\s)(?<!Black\s)(?<!to\s)(?<!before\s)
    \b(?P<past>last\s)?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?!['’]s|\s(?:Inc|Group|Ltd))
    """,
    re.VERBOSE,
)
REPUBLIC = 1911
"""The year before the first of the Republic, by which Taiwan counts."""
MONTHS_AHEAD = 6
"""A bare month further ahead of the article than this lies behind it: December read in January."""
_WEEK = "一二三四五六日天"
_DAYS_BACK = {"今": 0, "昨": 1, "前": 2, "明": -1}
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1}


def find_dates(simple: str, text: str, day: date | None, after: date | None = None) -> tuple[Mention, ...]:
    """Dates of a line in ISO form; those that cannot be placed are left out."""
    found = []
    last_year: int | None = None
    for m in _DATE.finditer(simple):
        iso = _read_date(m, day, last_year, after)
        if iso:
            found.append(Mention(m.start(), m.end(), text[m.start() : m.end()], iso))
            last_year = int(iso[:4]) if m["ry"] or (m["y"] and not _is_distant(simple, m)) else last_year
    return tuple(found)


def _is_distant(simple: str, m: re.Match[str]) -> bool:
    """到2030年, 计划2027年底: a planned year alone; one with its month goes on (2027年3月开工，6月5日投产)."""
    return m["m"] is None and bool(PLAN_AHEAD.search(simple, max(0, m.start() - 10), m.start()))


def _read_date(m: re.Match[str], day: date | None, year: int | None, after: date | None) -> str | None:
    if m["y"]:
        return _iso(int(m["y"]), m["m"], m["d"])
    if m["roc"]:
        return _iso(int(m["roc"]) + REPUBLIC, m["rocm"], m["rocd"])
    if m["iy"]:
        return _iso(int(m["iy"]), m["im"], m["id"])
    if m["ry"]:
        base = day.year if day else None
        return _iso(base + _YEARS[m["ry"]], m["rm"], m["rd"]) if base else None
    if m["tm"]:
        return _read_month_word(m["tm"], m["td"], day)
    if m["mm"]:
        known = _year_of(int(m["mm"]), int(m["md"]), day, year, after)
        return _iso(known, m["mm"], m["md"]) if known else None
    if word := m["today"] or m["brief"]:
        return (day - timedelta(days=_DAYS_BACK[word[0]])).isoformat() if day else None
    if m["bm"]:
        return _read_bare_month(int(m["bm"]), day, year)
    if m["bd"] or m["day"]:
        return _read_bare_day(int(m["bd"] or m["day"]), day)
    if m["zday"]:
        return _read_weekday(min(_WEEK.index(m["zday"]), 6), m["week"], day)
    return _read_english(m, day, year, after)


def _read_bare_month(month: int, day: date | None, year: int | None) -> str | None:
    """`3月，`: of the sentence's own year, else the one that has just been."""
    if year is None and day is not None:
        year = day.year - (month - day.month > MONTHS_AHEAD)
    return f"{year:04d}-{month:02d}" if year else None


def _read_bare_day(number: int, day: date | None) -> str | None:
    """`27日`: of the months around the article's day the one that brings it nearest."""
    if day is None:
        return None
    months = [_shift_month(day, step) for step in (-1, 0, 1)]
    fit = [date(m.year, m.month, number) for m in months if _iso(m.year, str(m.month), str(number))]
    return min(fit, key=lambda d: _distance(day, d)).isoformat() if fit else None


def _distance(day: date, other: date) -> int:
    """News tells of what has been; a day to come must be three times as near."""
    days = (other - day).days
    return days * 3 if days > 0 else -days


def _read_weekday(weekday: int, week: str, day: date | None) -> str | None:
    """`周二`: the last one; `上周五`, `本周四`, `下周三`: of that week, which begins on Monday."""
    if day is None:
        return None
    monday = day - timedelta(days=day.weekday())
    if week:
        shift = {"上": -7, "下": 7}.get(week, 0)
        return (monday + timedelta(days=shift + weekday)).isoformat()
    return (day - timedelta(days=(day.weekday() - weekday) % 7)).isoformat()


def _read_english(m: re.Match[str], day: date | None, year: int | None, after: date | None) -> str | None:
    if m["em"]:
        return _iso(int(m["ey"]), _month(m["em"]), re.sub(r"\D", "", m["ed"]))
    if m["em2"]:
        month = _month(m["em2"])
        known = int(m["ey2"]) if m["ey2"] else _year_of(int(month), int(m["ed2"]), day, year, after)
        return _iso(known, month, m["ed2"]) if known else None
    if m["em3"]:
        return _iso(int(m["ey3"]), _month(m["em3"]), None)
    if m["ey4"]:
        return m["ey4"]
    if day is None:
        return None
    if m["em4"]:
        return _read_bare_month(int(_month(m["em4"])), day, year)
    if m["weekday"]:
        back = (day.weekday() - _WEEKDAYS.index(m["weekday"])) % 7
        return (day - timedelta(days=back or 7 * bool(m["past"]))).isoformat()
    return _read_english_word(m["word"], day)


def _read_english_word(word: str, day: date) -> str:
    first, _, unit = word.partition(" ")
    if not unit:
        return (day - timedelta(days=word == "yesterday")).isoformat()
    step = {"last": -1, "this": 0, "next": 1}[first]
    if unit == "year":
        return str(day.year + step)
    return f"{_shift_month(day, step):%Y-%m}"


def _read_month_word(word: str, number: str | None, day: date | None) -> str | None:
    if day is None:
        return None
    step = {"本": 0, "上": -1, "下": 1}[word[0]]
    month = _shift_month(day, step)
    return _iso(month.year, str(month.month), number)


def _shift_month(day: date, step: int) -> date:
    index = day.year * 12 + day.month - 1 + step
    return date(index // 12, index % 12 + 1, 1)


def _year_of(month: int, number: int, day: date | None, year: int | None, after: date | None) -> int | None:
    """The year of a bare month and day: the sentence's own, else the one that brings it nearest before publication."""
    if year is not None:
        return year
    if day is not None:  # 12月30日 read on 3 January is last year's
        return day.year - 1 if month - day.month > MONTHS_AHEAD else day.year
    if after is not None:
        return after.year + ((month, number) < (after.month, after.day))
    return None


def _month(word: str) -> str:
    return str(_MONTHS[word.rstrip(".").lower()])


def _iso(year: int, month: str | None, number: str | None) -> str | None:
    """`2025`, `2025-07`, `2025-07-20`; None for a day that does not exist."""
    if not month:
        return f"{year:04d}"
    if not number:
        return f"{year:04d}-{int(month):02d}"
    try:
        return date(year, int(month), int(number)).isoformat()
    except ValueError:
        return None
