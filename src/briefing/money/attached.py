"""What stands beside a sum: words bound to it from the left, and the noun right behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from .words import CODES, HAN_CODE_WORDS, HAN_CUES, HEADS, ROLES, TABLE, any_of

WINDOW = 40
"""Characters on the left in which a cue is looked for: a long clause of Chinese."""
_GENERIC = frozenset(TABLE["generic"]["words"])
_WEAK = frozenset(TABLE["weak"]["words"])
_BOUNDS = [w for words in TABLE["bounds"].values() for w in words if not w.isascii()]

_CUE = re.compile(any_of(HAN_CUES))
# Words between a cue and its sum that change nothing: 总投资(含税)预计将达到约…
_LINK = re.compile(rf"(?:{any_of([*TABLE['links']['chinese'], *_BOUNDS])}|\([^()]{{0,14}}\)|[:：\s\"“”‘’\-+]){{0,7}}")
# 估值10亿美元完成5000万美元融资: behind a verb the cue on the left may belong to another sum.
_VERB = re.compile("完成|实现|获得|获")
# The noun right behind: 的A轮融资, (约合…)战略投资, 现金收购.
_ROUND = r"[A-Za-z][A-Za-z+\-]{0,6}\d?\+{0,2}\s?轮次?|天使\+?轮?|种子轮?"
_HEAD = re.compile(
    r"\s?(?:左右|以上|以内|现金|整|余)?(?:\([^()]{0,30}\))?的?"
    rf"(?:{_ROUND}|{any_of(TABLE['describing']['words'])}){{0,6}}的?"
    rf"(?P<head>{any_of(w for w in HEADS if not w.isascii())})(?![者人方家会日所额率量]|经理|管理人|公司|金额|机构)"
)
_UNCERTAIN = frozenset(TABLE["uncertain"]["words"])
_COUNTED = re.compile(rf"\s?(?:的|级)?[{TABLE['counted']['letters']}]")
_OF_CAPITAL = re.compile("(?:基金|资金|投资|融资|募)[^，。；]{0,8}(?:规模|总额|合计|共计|目标)[^，。；]{0,6}$")
_THOUSANDS = re.compile(r"\s?千[瓦克米卡]")
_HEADLINE_HEADS = re.compile(r"\s?(?:现金|注册资本|市值|估值|天价|罚单|大单|入股|增持)")
_SPENT = re.compile(r"(?:斥|募|掷|罚|赚|亏|卖|花|砸近?|套现|涉资|报价|净增|净赚|蒸发|成交)(?:约|近|超|了|逾|超过)?$")
_IN_BRACKETS = re.compile(rf"\s?\((?P<code>{any_of(HAN_CODE_WORDS)})(?:[,，、]?\s?(?:单位)?下同)?\)")


class Cue(NamedTuple):
    """A word that gives a sum its role."""

    role: str
    is_weak: bool = False
    """A verb of paying, which what is paid for may overrule."""


def cues_before(before: str) -> list[re.Match[str]]:
    return list(_CUE.finditer(before))


def bound_cue(before: str, cues: list[re.Match[str]]) -> Cue | None:
    """The cue tied to the sum by nothing but links; of 发行规模 the first word says what it is, not the second."""
    found = None
    for m in reversed(cues):
        if not _LINK.fullmatch(before, m.end()):
            break
        word = m.group()
        if found is None or word not in _GENERIC:
            found = m
        if word not in _GENERIC:
            break
    if found is None:
        return None
    is_weak = found.group() in _WEAK or bool(_VERB.search(before, found.end()))
    return Cue(_with_history(before, cues, found), is_weak)


_SO_FAR = re.compile(r"(?<!期)(?:累计|累积|历史|历年|迄今|历次)[\u4e00-\u9fff]{0,6}$")
_A_YEAR = re.compile(r"(?:每年|年均|逐年|按年)[\u4e00-\u9fff]{0,4}$")


def _with_history(before: str, cues: list[re.Match[str]], m: re.Match[str]) -> str:
    """累计融资, 累计完成投资: what has come together over time is not this event's; 每年投入 is no whole."""
    role = ROLES[m.group().lower()]
    is_this_one = m.group().startswith(("总投资", "发行", "计划", "投资总"))
    if role in ("raised", "investment", "grant", "loan") and not is_this_one:
        front = before[max(0, m.start() - 8) : m.start()]
        return "cumulative" if _SO_FAR.search(front) else "annual" if _A_YEAR.search(front) else role
    return role


def head_behind(after: str) -> str | None:
    """The role that the noun right behind a sum gives it: 3亿元的B轮融资, 5亿元收购."""
    m = _HEAD.match(after)
    if m is None:
        return None
    role = HEADS[m["head"]]
    return "raised" if role == "investment" and "轮" in m.group() else role


def is_money_without_currency(plain: str, start: int, end: int, unit: str) -> bool:
    """`总投资50亿`, `3亿A轮融资`; never `用户达3亿` or `3亿人次`."""
    if not ("亿" in unit or "万" in unit):
        return False
    after = plain[end : end + 24]
    if head_behind(after) or _HEADLINE_HEADS.match(after) or _IN_BRACKETS.match(after):
        return not after.startswith("股")
    if _COUNTED.match(after) or _THOUSANDS.match(after):
        return False
    before = plain[max(0, start - WINDOW) : start]
    if _SPENT.search(before):
        return True
    cues = cues_before(before)
    said = [m for m in cues if _LINK.fullmatch(before, m.end())]
    return any(m.group() not in _UNCERTAIN for m in said) or bool(said and _OF_CAPITAL.search(before))


def code_in_brackets(plain: str, end: int) -> str | None:
    """`26亿(港元，下同)`: the currency that a bracket behind a bare sum states."""
    m = _IN_BRACKETS.match(plain, end)
    return CODES[m["code"]] if m else None
