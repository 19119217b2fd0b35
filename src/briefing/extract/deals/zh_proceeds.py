"""What a company raises on a market: the sum beside 募资, never a price a share, a project's cost or a market value.

The sum often stands in a sentence of its own (`本次发行拟募资5亿元`); it then goes with the issue spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...types import Money
from ..reading.amounts import place_amount
from ..reading.context import Context, Line
from ..reading.cues import clause_of, is_background
from .drafts import Draft

_RAISED = r"(?:募集资金|募集|募资|集资|筹资|筹集|融资|净筹|筹得|募得|所得款项|发行规模|发行总额|发行金额|融资额)"
_AHEAD = re.compile(
    rf"""
    {_RAISED}(?:总额|净额|总规模|规模|金额|款项|资金|额|得|净)*      # 募集资金总额, 集资净额
    (?:扣除[^，。；]{{0,12}}后|[（(][^）)]{{0,12}}[）)])?
    (?:将|预计|合计|拟|共|可达|约为|不超过|不超|不低于|上限|最多|最高|至多|介乎|达到?|逾|超过?|近|约|为|是|仅|：|:|\s){{0,4}}$
    """,
    re.VERBOSE,
)
_BEHIND = re.compile(
    r"(?:的)?(?:首次公开(?:募股|发行)|IPO|股票)?(?:的)?(?:募资(?!款|用|投)|募集资金(?!用|投|项)|集资额?|融资额|资金募集)"
)
_USED = re.compile(
    "(?<!募集资金)(?<!募资)合计|两项|投入|投向|用于|投资(?!者)|项目|累计|此前|曾|年内|今年以来"
    "|家企业|家公司|买入|偿还|余额"
)
_NEVER = frozenset(("valuation", "per_unit", "converted", "revenue", "profit", "cumulative", "assets"))


def choose_proceeds(line: Line, start: int, end: int) -> Money | None:
    """The sum that the clause of an issue, or one close behind it, says to be raised."""
    for m in line.money:
        if start <= m.span.start < end + 60 and _is_raised(line, m):
            return place_amount(line, m)
    return None


def _is_raised(line: Line, m: Money) -> bool:
    if m.role in _NEVER or (m.value or 0) < SMALLEST or _is_market_total(line, m.span.start):
        return False
    ahead = line.simple[max(0, m.span.start - 30) : m.span.start]
    clause = ahead[max(ahead.rfind(c) for c in "，。；") + 1 :]
    if _AHEAD.search(ahead):
        return not _USED.search(clause)
    return bool(_BEHIND.match(line.simple, m.span.end)) and not _USED.search(clause)


_PERIOD = (
    r"(?:[一二三四1-4]季度|[上下]半年|全年|前[一二三四五六七八九十\d]+个?月|\d{1,2}月份?|上周|本周|上月|今年以来"
    r"|年内|去年|\d{4}年)"
)
_MARKET_TOTAL = re.compile(
    rf"{_PERIOD}[^，。；]{{0,16}}?(?:发行|募资|募集资金|融资|集资|成交)(?:总?金额|总?规模|总?额|量)[^，。；]{{0,8}}$"
)


def _is_market_total(line: Line, at: int) -> bool:
    """`第二季度债券发行金额约为8500亿`: a market's total over a time; no company is named with it."""
    start = clause_of(line.simple, at)[0]
    told = _MARKET_TOTAL.search(line.simple, start, at)
    return told is not None and not any(told.start() <= n.start < at for n in line.names)


SMALLEST = 1_000_000
"""Plain units: nobody raises less on a market."""
_KINDS = {
    "ipo": re.compile("IPO|首发|首次公开|招股|新股|上市|全球发售|公开发售"),
    "follow_on": re.compile("定增|向[^，。；]{0,12}特定|非公开发行|配售|配股|增发|供股|现金增资|认购"),
    "bond": re.compile("债|票据|中票|短融"),
}
"""Words that say which kind of issue a sum is of."""


def find_proceeds(line: Line, context: Context) -> Iterator[Draft]:
    """`本次发行预计募集资金总额5.26亿元`: the sum of the issue spoken of, whichever kind that is."""
    money = choose_proceeds(line, 0, len(line.simple))
    if money is None:
        return
    at = money.span.start - line.span.start
    told = _nearest_kind(line.simple, at) or kinds_of(line.simple)
    for kind in told:
        yield Draft(
            type=kind,
            line=line,
            rule=f"zh.{kind}.proceeds",
            at=at,
            money=money,
            is_background=is_background(line, at, context),
            confidence=0.5,
        )


def _nearest_kind(simple: str, at: int) -> list[str]:
    """Of two issues in one sentence the sum is that of the one named last before it."""
    spots = {kind: max((m.start() for m in cue.finditer(simple, 0, at)), default=-1) for kind, cue in _KINDS.items()}
    told = [kind for kind in ("follow_on", "bond") if spots[kind] >= 0]
    return [max(told, key=lambda kind: spots[kind])] if len(told) > 1 else []


def kinds_of(simple: str) -> list[str]:
    """The kinds of issue a sentence speaks of; all of them when it does not say."""
    told = [kind for kind, cue in _KINDS.items() if cue.search(simple)]
    if "bond" in told or "follow_on" in told:
        told = [kind for kind in told if kind != "ipo"]  # 债券上市, 新股配售
    return told or list(_KINDS)
