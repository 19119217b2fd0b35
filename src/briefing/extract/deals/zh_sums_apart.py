"""Sums of a sentence that are not the deal's: what a plant costs, what another company pays or raises.

`甲收购乙，丙也计划投资5亿美元`, `甲被乙收购，投资30亿美元的工厂因此搁置`: the sum stands near the verb of the deal and
belongs to another act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...text import simplify
from ...types import Money
from ..reading.actor_names import is_name, is_weak
from ..reading.context import Context, Line
from ..reading.cues import clause_of
from ..reading.subject_bounds import subject_segments
from .drafts import same_name

# What is built with the money; where shares or a price are spoken of as well, it is the thing that is bought.
_BUILDS = re.compile(
    r"建[设造厂立成]|[兴新扩筹改]建|扩产|投产|产能|研发中心|工程中心|研发基地|生产基地|[工新晶][厂圆]|厂房|产线|生产线|园区|(?:投资|建设|工程|扩建)项目|新厂"
)
_CHANGES_HANDS = re.compile(
    r"收购|并购|购[买入得]|受让|竞得|拿下|买下|股[权份票]|入股|参股|持股|增资|认购|作价|对价|代价|价款|[总售定底价]价|价格|转让|出售|出让|剥离|卖"
)
_PRICE = re.compile(r"作价|对价|代价|价款|总价|交易价|转让价|收购价|交易总?[金额]")
_PAYS = re.compile(
    r"投资(?!者|人|方|机构)|斥资|出资|耗资|豪掷|砸下|收购|并购|购买|融资(?!租赁)|募[资集得]|筹[资集得]|获得?|完成|注资|增资|入股|参股|出售|转让|拍下|拿下"
)
_ACT = re.compile(r"收购|并购|购买|入股|参股|融资(?!租赁)|出售|转让|增资|注资|受让")
HEAD = 16
"""Characters of a clause in which its subject begins: 而竞争对手某某, 另一家公司某某."""


def sums_apart(line: Line, verb: tuple[int, int], own: Iterable[str], context: Context) -> list[Money]:
    """The sums of the line that belong to another act than the verb's; `own` are the names of the deal."""
    names = [simplify(name) for name in own]
    return [m for m in line.money if _is_apart(line, m, verb, names, context)]


def _is_apart(line: Line, m: Money, verb: tuple[int, int], own: list[str], context: Context) -> bool:
    start, end = clause_of(line.simple, m.span.start)
    clause = line.simple[start:end]
    if is_of_works(clause):
        return True
    if start <= verb[0] < end or start < verb[1] <= end or _PRICE.search(clause):
        return False
    return bool(_PAYS.search(clause)) and _is_anothers(line, m, verb, own, context)


def is_of_works(clause: str) -> bool:
    """`原计划投资30亿美元的工厂已被搁置`: it tells of something that is built, and of nothing that changes hands."""
    return bool(_BUILDS.search(clause)) and not _CHANGES_HANDS.search(clause)


def _is_anothers(line: Line, m: Money, verb: tuple[int, int], own: list[str], context: Context) -> bool:
    """The subject of the sum's clause, or of one between it and the verb, is no side of the deal."""
    at = m.span.start
    if at < verb[0]:  # before the verb only an act of its own tells the sum off: 甲斥资3亿元，由乙收购丙 is one deal
        start, end = clause_of(line.simple, at)
        return bool(_ACT.search(line.simple, start, end)) and _names_another(line, start, at, own, context) is True
    while at > verb[1]:
        start = clause_of(line.simple, at)[0]
        if start <= verb[1]:
            return False
        if (another := _names_another(line, start, at, own, context)) is not None:
            return another
        at = start - 1
    return False


def _names_another(line: Line, start: int, end: int, own: list[str], context: Context) -> bool | None:
    """Whether the clause's subject is another company than the deal's; None when it names none."""
    spans = [s for s in subject_segments(line, start, end, context) if is_name(line.simple[slice(*s)])]
    if not spans or spans[0][0] - start > HEAD:
        return None
    if any(same_name(line.simple[slice(*s)], name, context.aliases) for s in spans for name in own):
        return False
    sure = [s for s in spans if not is_weak(line.simple[slice(*s)], line, context)]
    return True if sure else None
