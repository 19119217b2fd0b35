"""Names beside each other: rows that share an event (甲、乙和丙开工), and rivals that take one for themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .names import Name


def next_rival(names: Sequence[Name], at: int, text: str) -> int | None:
    """Where the next name begins that could take an event for itself.

    A district (江州高新区) only says where; 等一批亿元项目 sums up what was named before.
    """
    for name in names:
        is_district = text[name.end - 1] == "区" and not name.head.endswith("园区")
        is_sum = bool(_SUMMED_UP.fullmatch(text, at, name.start)) if 0 <= name.start - at <= SUM_REACH else False
        is_said = bool(_IS.match(text, at, max(at, name.start)) and not re.search("[，。；]", text[at : name.start]))
        is_site = bool(_AT.search(text, max(at, name.start - SITE_REACH), name.start)) and not _OF.match(text, name.end)
        in_title = text.rfind("《", at, name.start) > text.rfind("》", at, name.start)
        is_aside = in_title or is_district or is_sum or is_site or is_said
        if name.start >= at and name.weight and not is_aside:
            return name.start
    return None


# 甲项目在乙产业园开工, 甲项目于乙路350号奠基: the second only says where; 在乙产业园的丙厂 does not.
_AT = re.compile(r"(?:在|于|至|落户|入驻|落地|位于)[^，。；、的]{0,12}$")
# 甲基地是乙区的首个影视项目，于…启动: what it is, no other thing.
_IS = re.compile(r"[”」』\"]?(?:[（(][^（()）]{1,20}[）)])?(?:是|系|作为|成为|属于?|被列入)")
_OF = re.compile(r"[”」』\"]?(?:内|里)?的")
SITE_REACH = 20


_SUMMED_UP = re.compile(r"[”」』\"]?等[^，。；、]{0,12}")
SUM_REACH = 14


def chain(names: Sequence[Name], text: str) -> list[list[Name]]:
    """Names in a row (A、B和C) share what happens to them."""
    chains: list[list[Name]] = []
    for name in names:
        if chains and _JOINED.fullmatch(text, chains[-1][-1].end, name.start):
            chains[-1].append(name)
        else:
            chains.append([name])
    return chains


# A thing without a head noun may stand between two that have one: 甲基地、乙村及丙产业园.
# Quotations need nothing between them (“甲”“乙”揭牌), and each may say what it costs: 、投资2亿元的乙工程.
_JOINED = re.compile(
    r"""
    [”」』"]?(?:、[^，。；、（）()“”]{2,12}?)?
    (?:、|和|与|及|以及|,|(?<=[”」』])(?=[“「『]))
    (?:(?:总?投资|投入|耗资)(?:额|约|近|超)*[\d.]+[万亿]元的)?
    [“「『"]?(?:[一二三]个|\d个)?
    """,
    re.VERBOSE,
)
