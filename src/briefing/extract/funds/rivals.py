"""The other funds of a line: whose sum each is, in a row in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...types import Money
from ..facilities.names import Name, overlaps
from ..reading.context import Line
from .names import fund_names, is_generic

# How far before a sum the words that say whose it is may stand.
CUE_REACH = 30

# 甲基金、乙基金，规模依次为30亿元、20亿元.
_IN_TURN = re.compile(
    r"(?:规模|金额|总额|额度?|出资)(?:依次|分别)(?:约|达|各)?[为是达]?(?:约|人民币)?$"
    r"|(?:依次|分别)(?:完成|募集|募得|募资|达到|认缴)(?:约|人民币)?$"
)
_NEXT = re.compile(r"(?:元|币|圆)?(?:、|，|和|及|以及|与)(?:约|人民币)?")
_ROW = re.compile(r"[”」』\"]?(?:、|和|及|以及|与|，)[“「『\"]?")


def rivals_of(line: Line, name: Name) -> tuple[Name, ...]:
    """The other funds that the line names; a bare 基金 or 该基金 is none."""
    return tuple(
        n for n in fund_names(line.simple)
        if not overlaps(n, name) and is_own_name(line, n) and not is_short_form(line, name, n)
    )  # fmt: skip


# 某某产业投资基金（以下简称“某某基金”）: the same fund.
_CALLED_SHORT = re.compile(r"[”」』\"]?[（(](?:以下|下称|以下称|简称|又称|即|下文称)*[“「『\"]?$")


def is_short_form(line: Line, name: Name, other: Name) -> bool:
    return name.end <= other.start and bool(_CALLED_SHORT.fullmatch(line.simple, name.end, other.start))


def is_own_name(line: Line, name: Name) -> bool:
    is_pointed_at = line.simple.startswith(("该", "本", "此", "其"), name.start)
    return (
        not is_pointed_at
        and name.end - name.start > len(name.head) + 1
        and not is_generic(line.simple[name.start : name.end])
    )


def own_before(line: Line, at: int) -> Iterator[Name]:
    """The funds with a name of their own in front of a place."""
    yield from (n for n in fund_names(line.simple) if n.end <= at and n.count is None and is_own_name(line, n))


MOST_IN_ROW = 50
"""Sums of a line looked at for a row of funds: a line with more is a table."""


def size_in_row(line: Line, name: Name) -> Money | None:
    """The sum that has the same place in its row as the fund in the row of names before it."""
    sums = enumerate(line.money[:MOST_IN_ROW])
    firsts = [i for i, m in sums if _IN_TURN.search(line.simple, max(0, m.span.start - CUE_REACH), m.span.start)]
    names = [n for n in fund_names(line.simple) if n.count is None and is_own_name(line, n)] if firsts else []
    for first in firsts:
        row = run_before([n for n in names if n.end <= line.money[first].span.start], line.simple)
        told = list(line.money[first : first + len(row)])
        gaps = (line.simple[a.span.end : b.span.start] for a, b in pairwise(told))
        if name in row and len(told) == len(row) > 1 and all(map(_NEXT.fullmatch, gaps)):
            return told[row.index(name)]
    return None


def run_before(names: list[Name], text: str) -> list[Name]:
    """The last names that stand in one row, with nothing but commas between."""
    first = len(names) - 1
    while first > 0 and _ROW.fullmatch(text, names[first - 1].end, names[first].start):
        first -= 1
    return names[max(first, 0) :]
