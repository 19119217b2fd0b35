"""The day an article counts from: of publication, else of its dateline, else what its own dates tell of the year.

Without a day of publication the latest moment that the article dates with a year (a signing, a quarter's figures) lies
before what it reports; what it plans, and when a company was founded or listed, says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

READ = 20_000
"""Characters looked at: the rest of a long page is other articles' links."""
HEAD = 400
"""Where a dateline stands, behind a title and a credit."""

_MOMENT = re.compile(
    r"""
    (?<!\d)(?P<y>20[0-3]\d)\s?
    (?:年\s?(?:
        (?:1[0-2]|0?[1-9])\s?[-—–~至]\s?(?P<to>1[0-2]|0?[1-9])\s?月            # 2020年1-4月
      | (?P<m>1[0-2]|0?[1-9])\s?月(?:\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?日)?
      | (?P<part>上半年|(?:第?一|首)季度?|半年度|前三季度|三季度)
      )
    | [-/.](?P<im>1[0-2]|0?[1-9])[-/.](?P<id>3[01]|[12]\d|0?[1-9])(?!\d)
    )
    """,
    re.VERBOSE,
)
# A year that an event of the year bears: 2022中国…论坛, 2019年第一次临时股东大会, 2022年度, `2022年，某地将…`.
_EVENT_YEAR = re.compile(
    r"(?<!\d)(20[0-3]\d)(?:年?(?=中国|世界|全球|国际|年度|度[“「]|第[一二三四五]次|[\u4e00-\u9fff·“”]{2,14}(?:论坛|大会|峰会|博览会|洽谈会|评选|大赛|年会))"
    r"|年(?=，[^，。；]{2,14}(?:将|要|计划)))"
)
# A year whose figures are in has passed: 2019年年报, 2021年营收.
_FIGURES = re.compile(
    r"(?<!\d)(20[0-3]\d)年(?:年报|年度报告|度?(?:公司)?(?:全年)?(?:实现)?(?:营业?收入?|净利润?|归母净利))"
)
_BARE_YEAR = re.compile(
    r"(?<!\d)(20[0-3]\d)年(?!代|\s?\d{1,2}\s?[月\-—–~至]|上半年|半年度|前三季|[第首]?[一二三四]?季)"
)
_PARTS = {"上": 6, "半": 6, "第": 3, "一": 3, "首": 3, "前": 9, "三": 9}
"""The last month of a part of a year, by its first character."""

# A year that a plan names says nothing of when it is told: 计划于2027年底投产, 到2030年, 2028年建成后.
PLAN_AHEAD = re.compile(
    r"(?:计划|预计|预期|力争|有望|争取|拟|将|可望|预定|目标|展望|规划|(?<!年)[至到])(?:项目|工程|[一二三四]期)?(?:于|在|到|至)?(?:今后)?$"
)
_PLAN_BEHIND = re.compile(
    r"年?(?:\d{1,2}月)?(?:年?[初底末中]|上半年|下半年|[一二三四]季度)?(?:前|之前|以前)?"
    r"(?:将|计划|预计|力争|有望|争取|拟|到期|(?:前|底|末)[^，。；]{0,8}(?:建成|投产|投用|竣工|完工|交付|完成|达到|实现|投入))"
)
# 2020年1-9月，公司预计实现…: a span whose figures are yet to come.
_FORECAST = re.compile("，?(?:公司|本公司)?(?:预计|预期)")
SOON = 60
"""Days before a day that the article dates fully (定于9月27日召开) within which its dateline lies in the same year."""
_UP_TO_NOW = re.compile("截至|截止(?:至|到)?$")
_FOUNDED_AHEAD = re.compile("(?:成立|创立|创办|创建|建校|始建|建|生|上市|毕业)(?:日期|时间)?(?:于|[为：:])$")
_FOUNDED_BEHIND = re.compile(
    r"年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:，|在[^，。]{1,8}|正式)?(?:注册|发起)?(?:成立|设立|创立|创办|创建|始建|出生|挂牌上市|上市|毕业|加入|入选)"
)
_STATED = re.compile(
    r"(?:发布时间|发布日期|发表时间|日期|时间)[:：]\s?(?P<y>20[0-3]\d)(?:[-/.](?P<im>1[0-2]|0?[1-9])[-/.](?P<id>3[01]|[12]\d|0?[1-9])"
    r"|年(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])日)(?P<to>)(?P<part>)"
)
_DATELINE = re.compile(
    r"""
    (?:(?P<y>20[0-3]\d)\s?年\s?|(?<![\d年.]))(?P<m>1[0-2]|0?[1-9])\s?月\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?日
    (?:[上下]午|晚间?|早间|午间|盘后)?\s?
    (?:电(?!视|力|子|动)|讯|消息|报道|[丨|｜]|公告|公布|发布公告|宣布|，[^，。\d]{2,10}(?:讯|消息|APP获悉)[，,])
    """,
    re.VERBOSE,
)


def frame_day(simple: str, published: date | None) -> tuple[date | None, date | None]:
    """The day that relative words count from, and the day that a bare month and day lies at or after."""
    if published is not None:
        return published, None
    if stated := _STATED.search(simple[:HEAD]):
        return _read_moment(stated), None
    head = simple[:READ]
    dated = [d for m in _MOMENT.finditer(head) if not _is_aside(head, m) and (d := _read_moment(m))]
    dated += [date(int(m[1]), 1, 1) for m in _EVENT_YEAR.finditer(head) if not _is_aside(head, m)]
    dated += [date(int(m[1]) + 1, 1, 1) for m in _FIGURES.finditer(head) if not _is_aside(head, m)]
    bare = [int(m[1]) for m in _BARE_YEAR.finditer(head) if not _is_aside(head, m)]
    after = max(dated, default=None)
    if after is None or max(bare, default=after.year) > after.year:
        return None, None  # a year without a month is history, or nothing says which part of it is meant
    return _dateline_day(simple, after), after


def _is_aside(simple: str, m: re.Match[str]) -> bool:
    """The year belongs to what is yet to come, or to how a company began."""
    before = simple[max(0, m.start() - 10) : m.start()]
    behind = m.end(1)
    if _FOUNDED_AHEAD.search(before) or _FOUNDED_BEHIND.match(simple, behind):
        return True
    if _UP_TO_NOW.search(before):
        return False
    is_forecast = bool(m.lastindex and _FORECAST.match(simple, m.end()))
    return is_forecast or bool(PLAN_AHEAD.search(before) or _PLAN_BEHIND.match(simple, behind))


def _read_moment(m: re.Match[str]) -> date | None:
    year = int(m["y"])
    try:
        if m["to"] or m["part"]:
            return date(year, int(m["to"] or _PARTS[m["part"][0]]), 28)
        return date(year, int(m["m"] or m["im"]), int(m["d"] or m["id"] or 1))
    except ValueError:
        return None


def find_datelines(simple: str) -> Iterator[re.Match[str]]:
    """`某某社北京7月16日电`, `某某汇7月16日丨`, `某某7月16日公告`: when the message was sent."""
    return _DATELINE.finditer(simple[:HEAD])


def _dateline_day(simple: str, after: date) -> date | None:
    """The day of the dateline, in the year that brings it at or after what the article dates fully."""
    for m in find_datelines(simple):
        month, number = int(m["m"]), int(m["d"])
        try:
            day = date(int(m["y"] or after.year), month, number)
        except ValueError:
            continue
        is_behind = m["y"] or day >= after or ((after - day).days <= SOON and _is_set_for(simple, after))
        return day if is_behind else _next_year(day)
    return None


def _is_set_for(simple: str, day: date) -> bool:
    """定于2019年9月27日: the latest day that the article gives is one that it looks forward to."""
    written = rf"(?:定于|将于|拟于|将在|定在|于){day.year}年0?{day.month}月0?{day.day}日"
    return bool(re.search(rf"{written}[^，。；]{{0,12}}(?:召开|举行|上市|开幕|审议|审核|起|申购|生效)", simple[:READ]))


def _next_year(day: date) -> date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return None
