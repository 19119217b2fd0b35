"""Dates as written, as precise as the article allows.

`近日` and its like give nothing; `今年`, `昨日`, `本月29日`, `on Tuesday` need the article's day. A month and day
without a year take the year of the frame: of publication, else the one the article itself is dated by.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

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
  | (?<!\d)(?P<iy>20\d\d)[-./](?P<im>1[0-2]|0?[1-9])[-./](?P<id>3[01]|[12]\d|0?[1-9])(?!\d)
  | (?P<ry>今年|去年|前年|明年|本年)(?P<part>年?[初底末中]|以来|前|上半年|下半年|全年)?
      (?:(?P<rm>1[0-2]|0?[1-9])\s?月(?:份|底|初|中旬)?(?:(?P<rd>3[01]|[12]\d|0?[1-9])\s?[日号])?)?
  | (?P<tm>本月|上月|上个月|下月|下个月)(?P<td>3[01]|[12]\d|0?[1-9])?[日号]?
  | (?<![\d年.])(?P<mm>1[0-2]|0?[1-9])\s?月\s?(?P<md>3[01]|[12]\d|0?[1-9])\s?[日号]
  | (?P<today>今天|今日|今晨|今晚|昨天|昨日|昨晚|前天|前日|明天|明日)(?!头条|资本|报)
  | (?P<ed>\b[0-3]?\d(?:st|nd|rd|th)?)\s(?P<em>{_MONTH}),?\s(?P<ey>(?:19|20)\d\d)\b
  | \b(?P<em2>{_MONTH})\s(?P<ed2>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s(?P<ey2>(?:19|20)\d\d))?\b
      (?!\s?(?:percent|%|million|billion))
  | \b(?P<em3>{_MONTH}),?\s(?:of\s)?(?P<ey3>(?:19|20)\d\d)\b
  | \b(?:in|In|since|by|during|Since|By|early|late|mid)[\s-](?P<ey4>(?:19|20)\d\d)\b(?!\s?(?:percent|%|million|billion))
  | \b(?P<word>yesterday|today|last\syear|this\syear|next\syear|last\smonth|this\smonth)\b
  | \b[Oo]n\s(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b
    """,
    re.VERBOSE,
)
_DATED = re.compile(r"(?<!\d)(20\d\d)年(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日")
_YEAR = re.compile(
    r"(?<!\d)(?<!成立于)(?<!创立于)(?<!创办于)(?<!建于)(20[0-3]\d)(?!年(?:\d{1,2}月)?(?:，|在[^，。]{1,8})?(?:成立|创立|创办|始建))(?=年(?!代)|中国|世界|全球|国际|年度)"
)
# A year that a plan names says nothing of when it is told: 计划于2027年底投产, 到2030年, 2028年建成后.
_PLAN_AHEAD = re.compile(
    r"(?:计划|预计|预期|力争|有望|争取|拟|将|可望|预定|目标|展望|规划|(?<!年)[至到])(?:项目|工程|[一二三四]期)?(?:于|在|到|至)?(?:今后)?$"
)
_PLAN_BEHIND = re.compile(
    r"年?(?:\d{1,2}月)?(?:年?[初底末中]|上半年|下半年|[一二三四]季度)?(?:前|之前|以前)?"
    r"(?:将|计划|预计|力争|有望|争取|拟|到期|(?:前|底|末)[^，。；]{0,8}(?:建成|投产|投用|竣工|完工|交付|完成|达到|实现|投入))"
)
_UP_TO_NOW = re.compile("截至|截止(?:至|到)?$")
_DAYS_BACK = {"今": 0, "昨": 1, "前": 2, "明": -1}
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1}


def frame_day(simple: str, published: date | None) -> tuple[date | None, date | None]:
    """The day that relative words count from, and the day that a bare month and day lies at or after.

    Without a day of publication the article's own full dates tell the year: they lie before what it reports.
    """
    if published is not None:
        return published, None
    head = simple[:20000]
    dated = [_date_of(m) for m in _DATED.finditer(head) if not _is_planned(head, m)]
    years = {int(m[1]) for m in _YEAR.finditer(head) if not _is_planned(head, m)}
    if dated and all(dated):
        latest = max(d for d in dated if d)
        return (None, latest) if max(years, default=latest.year) == latest.year else (None, None)
    if len(years) == 1:
        return None, date(years.pop(), 1, 1)
    return None, None


def _is_planned(simple: str, m: re.Match[str]) -> bool:
    """The year belongs to what is yet to come."""
    before = simple[max(0, m.start() - 10) : m.start()]
    if _UP_TO_NOW.search(before):
        return False
    return bool(_PLAN_AHEAD.search(before) or _PLAN_BEHIND.match(simple, m.end(1)))


def _date_of(m: re.Match[str]) -> date | None:
    try:
        return date(int(m[1]), int(m[2]), int(m[3]))
    except ValueError:
        return None


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
    return m["m"] is None and bool(_PLAN_AHEAD.search(simple, max(0, m.start() - 10), m.start()))


def _read_date(m: re.Match[str], day: date | None, year: int | None, after: date | None) -> str | None:
    if m["y"]:
        return _iso(int(m["y"]), m["m"], m["d"])
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
    if m["today"]:
        return (day - timedelta(days=_DAYS_BACK[m["today"][0]])).isoformat() if day else None
    return _read_english(m, day, year, after)


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
    if m["weekday"]:
        back = (day.weekday() - _WEEKDAYS.index(m["weekday"])) % 7
        return (day - timedelta(days=back)).isoformat()
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
        return day.year - 1 if month - day.month > 6 else day.year
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
