"""Who helps a company to its money: sponsors, underwriters, advisers, and the cornerstones that take shares beforehand.

`保荐机构为某某证券`, `某某、某某为联席保荐人`, `由某某保荐`, `某某资本担任独家财务顾问`: they are parties of the issue
spoken of, and the adviser of a funding round is one of that round. A sponsor told alone makes no record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..reading.context import Context, Line
from ..reading.cues import is_background
from .drafts import Draft
from .zh_name_lists import read_list
from .zh_proceeds import kinds_of

_ROLE = (
    r"(?:保荐(?:机构|人|券商|商)|主承销商|主要?承销商|承销商|承销团|全球协调人|账簿管理人|簿记管理人|牵头经办人|整体协调人|配售代理"
    r"|辅导(?:机构|券商)|上市推荐人|主办券商)"
)
_ADVISER = r"(?:财务顾问|融资顾问|FA)"
_HOW = (
    r"(?:联席|联合|独家|牵头|共同|首席|唯一|主办|本次|此次|其|该公司|公司|发行|上市|的|及|和|、|长期|融资|交易|本轮|此轮"
    r"|[（(][^）)]{0,8}[）)])"
)
_NAMED = re.compile(
    rf"""
    # 保荐机构为某某
    (?P<told>{_ROLE})(?:[（(][^）)]{{0,12}}[）)])?(?:及{_ROLE}|、{_ROLE})*(?:分别|依次|均)?(?:为|是|系|：|:|包括|由)+
        (?P<behind>(?:[^，。；！？\s]|\s(?=[A-Za-z&])|，(?=以及|和)){{2,60}}?)(?=(?:担任|出任|负责)|[，。；！？\s]|$)
    # 某某、某某担任联席保荐人
  | (?P<ahead>(?:[^，。；：！？\s]|(?<=[A-Za-z.&])\s(?=[A-Za-z&])){{2,60}}?)
        (?:为|担任|任|出任|获委任为|获委为){_HOW}*(?P<role>{_ROLE})
  | 由(?P<by>[^，。；：由]{{2,40}}?)(?:{_HOW})*(?:保荐|主承销|承销|簿记)
  | (?P<witness>[\u4e00-\u9fff]{{2,8}}证券)(?:[^，。；、]{{0,16}}[、，]?)?保荐代表人
  | (?:与|和|同|跟)(?P<tutor>[\u4e00-\u9fff]{{2,14}}?)(?:签署|签订)[^，。；]{{0,12}}辅导协议
  | (?P<led>[\u4e00-\u9fff]{{2,10}}(?:银行|证券))(?:牵头|独家|联席)?主承销的
  | 正与(?P<talks>[^，。；]{{2,40}}?)(?:就此|等)?(?:合作|商讨|接洽)
    """,
    re.VERBOSE,
)
_CUE = re.compile("保荐|承销|辅导|协调人|账簿|簿记|经办人|主办券商|上市推荐|配售代理|基石|正与")
"""A line without one of these names no sponsor: it is passed over at the cost of one search."""
_CORNERSTONES = re.compile(
    r"基石(?:投资者|投资人|股东)(?:，|[^，。；：]{0,6})?(?:包括|为|有|分别为|：)+(?P<names>[^。；！？]{2,80}?)(?=(?:合共|合计|共)?认购|[。；！？]|等|$)"
)
_ADVISERS = re.compile(
    rf"""
    (?P<ahead>[^，。；：！？]{{2,40}}?)(?:继续|长期|再次|将|持续)*(?:担任|为|任|出任|作为)[^，。；]{{0,16}}?{_ADVISER}
  | {_ADVISER}(?:分别)?(?:为|是|系|：|由)+(?P<behind>[^，。；！？]{{2,40}}?)(?=担任|[，。；！？]|$)
    """,
    re.VERBOSE,
)
_NO_SPONSOR = re.compile(r"机构$|保荐|承销|顾问|律师|会计师|^(?:本|该|其)?公司$|联席|\d")


_ON_MARKET = re.compile("IPO|上市|发行|招股|募|集资|筹资")
_GROUPS = ("behind", "ahead", "by", "witness", "tutor", "led", "talks")
_LAST_ONLY = ("witness", "led", "tutor")
"""Parts of `_NAMED` that reach back to a single name: the last of what stands there."""


def find_sponsors(line: Line, context: Context) -> Iterator[Draft]:
    """Sponsors, underwriters and cornerstones of the issue spoken of."""
    if not _CUE.search(line.simple):
        return
    for m in _CORNERSTONES.finditer(line.simple):
        yield from _drafts(line, m.start(), _names(line, *m.span("names")), ["ipo"], context)
    names: list[str] = []
    at = len(line.simple)
    for m in _NAMED.finditer(line.simple):
        for group in (g for g in _GROUPS if m[g] and (g != "talks" or _ON_MARKET.search(line.simple))):
            names += _names(line, *m.span(group))[-1 if group in _LAST_ONLY else 0 :]
            at = min(at, m.start())
    yield from _drafts(line, at, names, kinds_of(line.simple), context)


def find_advisers(line: Line, context: Context) -> Iterator[Draft]:
    """The financial adviser of a funding round."""
    if not re.search(_ADVISER, line.simple):
        return
    for m in _ADVISERS.finditer(line.simple):
        group = "ahead" if m["ahead"] else "behind"
        names = _names(line, *m.span(group))
        if names:
            yield from _drafts(line, m.start(), names, ["funding"], context)


def _names(line: Line, start: int, end: int) -> list[str]:
    return [n for n in read_list(line, start, end) if not _NO_SPONSOR.search(n)]


def _drafts(line: Line, at: int, names: list[str], kinds: list[str], context: Context) -> Iterator[Draft]:
    for kind in kinds if names else ():
        yield Draft(
            type=kind,
            line=line,
            rule=f"zh.{kind}.sponsors",
            at=at,
            parties=tuple(dict.fromkeys(names)),
            is_background=is_background(line, at, context),
            confidence=0.5,
        )
