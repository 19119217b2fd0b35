"""What kind of pool a fund is, which level of government set it up, what it invests in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from ...config import read_table
from ..facilities.event_words import Verbs
from ..reading.context import Line

# The place that sets a fund up stands at the very front of its name.
LEVEL_REACH = 8
# So far from the name its manager is described (早期投资机构「某某」), in characters.
TRADE_REACH = 70


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    return read_table("funds.toml")


@lru_cache(maxsize=1)
def verbs() -> Verbs:
    return Verbs(table())


_SHORT = {"equity": "private_equity", "early": "venture"}


def fund_type(words: str) -> str:
    """By the first list with a word in the name; 股权投资 without 产业 is private equity whatever it invests in."""
    for kind, marks in table()["types"].items():
        if any(mark in words for mark in marks) and not (kind == "equity" and "产业" in words):
            return _SHORT.get(kind, str(kind))
    return "other"


_VENTURE = re.compile(r"venture\scapital|early[\s-]stage|\bseed\b|\bVC\b", re.IGNORECASE)
# The name goes on before its own description: 首支S基金——某某一号基金.
_TRADES = (
    ("secondary", re.compile(r"S基金|二手份额|份额转让|secondar(?:y|ies)\b", re.IGNORECASE)),
    (
        "venture",
        re.compile(
            r"创投|创业投资|风险投资|风投|早期投资|天使投资|种子轮|VC机构|初创|新创|venture\scapital|\bVC\b|early[\s-]stage"
            r"|seed\s(?:and|to|stage|funding)|start-?ups?\b|\bVentures\b",
            re.IGNORECASE,
        ),
    ),
    ("buyout", re.compile(r"并购|控股型投资|buyouts?\b|buy-out", re.IGNORECASE)),
    (
        "private_equity",
        re.compile(
            r"私募股权|PE机构|股权投资|private[\s-]equity|growth[\s-]equity|middle[\s-]market|纾困", re.IGNORECASE
        ),
    ),
    ("industry", re.compile(r"产业(?!投资集团|集团|有限)|semiconductor|clean\senergy|technology\scompanies")),
)


def type_of(name: str, told: Sequence[str], founders: Iterable[str], focus: str | None) -> str:
    """By the name; when it says nothing by the words beside it, the trade of its founders, what it invests in."""
    kind = fund_type(name)
    if kind == "industry" and name.isascii() and any(_VENTURE.search(text) for text in told):
        return "venture"  # a theme of a venture firm, as Western funds are named
    texts = (*told, " ".join(founders), focus or "") if kind == "other" else ()
    return next((trade for text in texts for trade, mark in _TRADES if mark.search(text)), kind)


def beside(line: Line, start: int, end: int) -> str:
    """The words around a name that can say what it is."""
    return line.simple[max(0, start - TRADE_REACH) : end + TRADE_REACH]


# A region or a park is no level of government.
_NOT_A_LEVEL = re.compile(r"湾区|园区|地区|社区|片区|山区|特区|景区|库区|引领区|区域|区块|市场|省级以上")


def level_of(words: str) -> str | None:
    """National, provincial, municipal or county, by what the name begins with."""
    front = _NOT_A_LEVEL.sub("", words[:LEVEL_REACH])
    for level, marks in table()["level"].items():
        if any(mark in front for mark in marks):
            return str(level)
    return None


_FOUNDING_PLACE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{1,8}?(?:省|自治区|市|州|区|县))(?:人民政府|政府|国资委|财政[局厅])?"
    r"(?:近日|日前|将|拟|正式|已|计划|宣布|牵头|发起|出资|联合|\d{1,2}月|\d{1,2}日)*$"
)


def founding_place(text: str, at: int) -> tuple[int, int] | None:
    """滨海市设立…基金: where the government stands in front of the verb, which stands at `at`."""
    start = max(at - 40, *(text.rfind(mark, 0, at) + 1 for mark in "。；，！？"))
    match = _FOUNDING_PLACE.search(text, start, at)
    return match.span("place") if match else None


_FOCUS = re.compile(
    r"(?:重点投向|主要投向|投向|投资于|聚焦于?|重点布局|重点投资于?|专注于?|主要投资于?|重点支持|重点关注|围绕|锁定"
    r"|投资方向为|投资领域为|用于投资)"
    r"(?P<focus>[^。；，]{3,50}?(?:领域|方向|产业链|产业集群|产业|赛道|环节|项目|企业|行业|板块|公司|阶段|新创|团队))"
)
_FOCUS_ENGLISH = re.compile(
    r"(?:focus(?:es|ed|ing)?\son|invest(?:s|ing)?\s(?:mainly\s|primarily\s)?in|to\sback|will\sback|backs)\s(?P<focus>[^.,;]{3,80})"
)


def focus_of(line: Line, at: int, sequels: tuple[Line, ...]) -> str | None:
    """What the fund invests in, verbatim, from its line behind its name or those that go on about it."""
    for each in (line, *sequels):
        pattern = _FOCUS_ENGLISH if each.is_latin else _FOCUS
        match = pattern.search(each.simple, at if each is line else 0)
        if match:
            return each.text[match.start("focus") : match.end("focus")]
    return None
