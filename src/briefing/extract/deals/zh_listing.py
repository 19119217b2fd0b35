"""Listings in Chinese: a company's way to the exchange, step by step (`[listing]` of `data/deals.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import any_of, choose_date, choose_place, clause_of, is_background, listing_words, read_stage
from ..reading.guards import Guarded
from ..reading.names import name_after
from ..reading.subject_bounds import VENUE
from ..reading.subjects import NOT_DONE, find_raiser, find_subject, is_guess, is_name
from .drafts import MOST_VERBS, Draft
from .zh_capital_frames import read_frame
from .zh_name_lists import read_list
from .zh_proceeds import choose_proceeds

_STEPS = ("terminated", "filed", "announced", "planned", "listed")
"""The order in which a place is read: 终止上市辅导 before 上市辅导, 拟在港交所上市 before 在港交所上市."""


def _patterns(step: str) -> str:
    ipo = f"(?:{any_of(listing_words('ipo'))})"
    return "|".join(p.replace("{venue}", VENUE).replace("{ipo}", ipo) for p in listing_words(step))


_LISTING = Guarded("|".join(f"(?P<{step}>{_patterns(step)})" for step in _STEPS))
_NOT_LISTING = re.compile(any_of(listing_words("not_listings")))
POLICY = re.compile("支持|鼓励|推动|允许|符合条件|引导")
MARKET_WIDE = re.compile(
    r"(?<!银行间)(?<!债券)(?<!资本)市场|统计|计价|全国(?!首|第)|共发行|房企|企业共|整个(?:板块|行业|市场)|板块合[共计]|全行业|各地|累计|同比|环比|行业|合计发行|年内|今年以来|家公司|家企业|家上市|基金份额"
)
_MANY_COMPANIES = re.compile(r"(?:[\d一二三四五六七八九十两数多几]+)\s?(?:多|余)?家")
_NO_ISSUER = re.compile(
    f"交易所|联交所|证监会|证监局|证券$|指数|上市委|投资者$|网[上下]|配售|获配|顺序|保荐|发售|^(?:新股)?N[\u4e00-\u9fff]|^(?:{VENUE})$"
)


def find_listings(line: Line, context: Context) -> Iterator[Draft]:
    """A company's way to the exchange, step by step."""
    found = list(_find_listings(line, context))
    listed = list(_approved_together(line, context))
    found = listed or found
    yield from found
    if not listed:
        yield from read_frame("ipo", line, context, found)


# 证监会同意以下企业科创板首次公开发行股票注册：甲股份有限公司、乙股份有限公司
_TOGETHER = re.compile(
    "(?:同意|核准|受理|审议)[^，。；：:]{0,8}以下(?:企业|公司)[^，。；：:]{0,40}[：:](?P<names>[^。；]{4,200})"
)


def _approved_together(line: Line, context: Context) -> Iterator[Draft]:
    m = _TOGETHER.search(line.simple)
    for name in read_list(line, *m.span("names")) if m else ():
        yield Draft(
            type="ipo",
            line=line,
            rule="zh.ipo.filed",
            at=m.start() if m else 0,
            name=name,
            stage="filed",
            place=choose_place(line, line.text.find(name), name, context),
            date=choose_date(line, m.start() if m else 0),
            confidence=0.8,
        )


def _find_listings(line: Line, context: Context) -> Iterator[Draft]:
    for m in islice(_LISTING.finditer(line.simple), MOST_VERBS):
        start, end = clause_of(line.simple, m.start())
        if _is_no_listing(line, m, start, end):
            continue
        name = _object_of(line, m) or _behind_step(line, m, context) or find_raiser(line, m.start(), context)
        if name is None or MARKET_WIDE.search(name) or _NO_ISSUER.search(name):
            continue
        yield Draft(
            type="ipo",
            is_weak=is_guess(name, line, m.start(), context),
            line=line,
            rule=f"zh.ipo.{m.lastgroup}",
            at=m.start(),
            name=_of_unit(line, m, name),
            parties=_parent(line, m, name, context),
            money=choose_proceeds(line, start, end),
            stage=_stage_of(line, m, start),
            place=_venue_city(line) or choose_place(line, m.start(), name, context),
            date=choose_date(line, m.start()),
            is_background=is_background(line, m.start(), context) or _is_past_case(line, name, m.start(), context),
            confidence=0.85,
        )


_UNIT = re.compile(
    r"(?:了|其|旗下的?|将|把)(?P<unit>[\u4e00-\u9fffA-Za-z]{2,10}?(?:部门|事业部|业务|板块|单元))(?:的|拆分|分拆|独立|单独)*"
    r"(?:首次公开|IPO|上市|公开募股)"
)


def _of_unit(line: Line, m: re.Match[str], name: str) -> str:
    """`甲推迟了电动汽车部门的首次公开募股`: it is the part of the company that was to be listed."""
    start, end = clause_of(line.simple, m.start())
    unit = _UNIT.search(line.simple, start, min(len(line.simple), end))
    return f"{name}{line.text[slice(*unit.span('unit'))]}" if unit and unit["unit"] not in name else name


def _is_no_listing(line: Line, m: re.Match[str], start: int, end: int) -> bool:
    """Other goods that come to a market, what is denied or only wished for, many companies, a document's title."""
    simple = line.simple
    if _NOT_LISTING.search(simple, start, min(len(simple), end + 10)) or NOT_DONE.search(
        simple, max(0, m.start() - 8), m.start()
    ):
        return True
    if re.search(r"[Pp]re-?\s?(?:IPO|$)", simple[max(0, m.start() - 5) : m.start()] + m.group()):
        return True
    if m.lastgroup != "terminated" and POLICY.search(simple, max(0, m.start() - 30), m.end()):
        return True
    if _TIME_OF.match(simple, m.end()) and m.lastgroup in ("planned", "listed"):
        return True
    return bool(_MANY_COMPANIES.search(simple, start, m.end())) or _in_title_marks(simple, m.start(), m.group())


def _venue_city(line: Line) -> str | None:
    """A listing in Hong Kong is told as one there; a mainland exchange says nothing of where a company is."""
    return "香港" if re.search("港交所|联交所|香港", line.simple) else None


_TIME_OF = re.compile(r"(?:资本市场|市场|交易所|主板)?(?:之日|时|前|后|之后|以来|之前|当时|当日)(?!市场|公开|发行)")
"""计划上市时的估值: the listing only tells the time of something else."""
_RESOLVED = re.compile("公开发行股票|首次公开|发行.{0,10}上市")


def _in_title_marks(simple: str, at: int, told: str) -> bool:
    """Inside 《》: a document is named and nothing happens; a resolution's title says what is resolved."""
    if simple.rfind("《", max(0, at - 120), at) <= simple.rfind("》", max(0, at - 120), at):
        return False
    opened = simple.rfind("《", max(0, at - 120), at)
    is_resolved = _RESOLVED.search(told) and re.search("审议|通过|同意|披露|公告", simple[max(0, opened - 12) : opened])
    return not is_resolved


_INTENDED = re.compile(
    "择机|有望|最快|最早|力争|有意|拟|计划|考虑|寻求|(?<!已)将(?!于?成为)|欲|申请|预期|预计|即将|谋求|筹备|准备"
)
# 预计于今年底|递交招股书: the application is still to come.
_TO_FILE = re.compile(
    r"(?:拟|计划|打算|预计|预期|有望|最快|最早|准备|筹备|考虑|即将|可能|目标|(?<!已)将(?!于?成为))[^，。；已]{0,18}$"
)
_SUBMITS = re.compile(
    "(?:秘密|保密|私下|以保密形式)?[^，。；]{0,6}(?:递交|提交|呈交|报送|递表|送件|送交|送出|申报)(?!了)"
)
_RESOLUTION = re.compile("[^，。；]{0,6}(?:议案|方案|预案)")
# 赴港上市|传闻
_TALK_BEHIND = re.compile("(?:计划)?的?(?:市场)?(?:传闻|传言)")


def _stage_of(line: Line, m: re.Match[str], start: int) -> str:
    """The step; a listing that is only intended is planned, and a plan that only insiders tell a rumour."""
    stage = m.lastgroup or "listed"
    ahead = line.simple[start : m.start()]
    if stage == "filed" and _TO_FILE.search(ahead) and _SUBMITS.match(m.group()):
        stage = "planned"
    if stage == "listed" and (_INTENDED.search(ahead) or _RESOLUTION.match(line.simple, m.end())):
        stage = "filed" if "申请" in ahead else "planned"
    is_talk = _TALK_BEHIND.match(line.simple, m.end())
    if stage == "planned" and (is_talk or read_stage(line.simple[: m.end()], ("rumoured",), None)):
        return "rumoured"
    return stage


_ACTED_ON = re.compile(
    r"(?:审议|审核)?(?:通过(?:了)?|终止(?:了)?对?|同意|中止对?|受理(?:了)?|接纳)(?=[^，。；]{2,30}?(?:的|首|I|创|科|北|上|主))"
)


def _object_of(line: Line, m: re.Match[str]) -> str | None:
    """`暂缓X原定的上市`, `审议通过X的首发申请`: whose listing it is stands behind the verb."""
    if acted := _ACTED_ON.match(line.simple, m.start()):
        span = name_after(line.simple, acted.end(), limit=m.end())
        if span and span[0] <= acted.end() + 2:
            name = line.simple[slice(*_before_venue(line.simple, *span))]
            if is_coined(name) or any(n.start <= span[0] < n.end for n in line.names) or _is_titled(name, line):
                return line.text[span[0] : span[0] + len(name)]
    if m.lastgroup != "terminated":
        return None
    for n in line.names:
        if m.start() <= n.start and n.end <= m.end() and not _NO_ISSUER.search(n.text):
            return n.text
    return None


_SPLIT_OFF = re.compile(
    r"(?:分拆|拆分)(?:所属|旗下|控股|全资)*(?:子公司|孙公司|附属公司|附属|业务)?(?P<name>[^，。；]{2,20}?)(?:赴|至|到|在|于|独立|上市|并|境外)"
)
_FOR = re.compile(r"对(?P<name>[^，。；]{2,24}?)(?:的)?(?:出具|首次|境外|发行|IPO|上市|科创板|创业板)")


_ABOUT = re.compile(
    r"关于(?P<name>[^，。；《》]{2,30}?)(?:首次公开|IPO|境外|上市辅导|辅导备案|(?:并)?在(?:{VENUE}))".replace(
        "{VENUE}", VENUE
    )
)


_NO_OBJECT = re.compile("^(?:其|该|公司)|业务$|部门$")


def _behind_step(line: Line, m: re.Match[str], context: Context) -> str | None:
    """`拟分拆子公司X上市`, `对X出具境外上市反馈意见`: whose listing it is stands inside the clause."""
    start = clause_of(line.simple, m.start())[0]
    for pattern in (_SPLIT_OFF, _FOR, _ABOUT):
        told = pattern.search(line.simple, start, m.end())
        span = name_after(line.simple, told.start("name"), limit=told.end("name")) if told else None
        if span and is_name(line.simple[slice(*span)]) and not _NO_OBJECT.search(line.simple[slice(*span)]):
            return line.text[slice(*span)]
    return None


def _parent(line: Line, m: re.Match[str], name: str, context: Context) -> tuple[str, ...]:
    """Who splits off the company that lists."""
    told = _SPLIT_OFF.search(line.simple, clause_of(line.simple, m.start())[0], m.end())
    parent = find_subject(line, told.start(), context) if told else None
    return (parent,) if parent and parent != name and is_name(parent) else ()


def _before_venue(simple: str, start: int, end: int) -> tuple[int, int]:
    cut = re.search(VENUE, simple[start + 2 : end])
    return (start, start + 2 + cut.start()) if cut else (start, end)


def _is_titled(name: str, line: Line) -> bool:
    return line.index < 0 and is_name(name)


_SPONSORED = re.compile("(?:保荐|主承销|辅导)的[^。；]{0,80}$")


def _is_past_case(line: Line, name: str, at: int, context: Context) -> bool:
    """`某证券保荐的X过会`, told of the sponsor: history, unless X is what the article opens with."""
    if line.index < 2 or not _SPONSORED.search(line.simple[max(0, at - 90) : at]):
        return False
    return not any(name in x.text for x in context.first_lines(2))
