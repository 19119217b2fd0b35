"""Who acts in a purchase where the first name of the clause does not: the name right before the verb
(`监管机构反对甲收购乙`), and the company that a headline names only behind the deal (`拟收购乙，甲涨超6%`).
"""

from __future__ import annotations

import re

from ..reading.actor_names import is_name, is_weak
from ..reading.context import Context, Line
from ..reading.cues import clause_of, transfer_words
from ..reading.names import is_common, is_generic, name_after, name_before, segments
from .names import is_phrase

# 甲|正在寻求以约1亿美元现金|收购: how and with what one buys stands between who acts and the verb.
_HOW = re.compile(
    rf"""
    (?:{transfer_words("manners")}
      | (?:以|斥资|耗资|作价|出价|豪掷|斥)(?![及来外内上下])[^，。；：]{{1,24}}?
        (?:元|现金|价格|价|对价|代价|股票|换股|方式|[万亿千百]) )*$
    """,
    re.VERBOSE,
)
# 反对甲收购, 就甲收购…一事, 据悉甲收购: what governs the clause of the deal stands right before who acts.
_GOVERNS = re.compile(rf"(?:{transfer_words('governs')})(?:了|过)?$")
_JOINED = re.compile("[、与和同及跟向从由被给]$")
_SINCE = re.compile("以来|之后|以后|后$")
# 对某某交易所|以…: the segmenter reads the end of the name and the preposition as 所以.
_EXCHANGE = re.compile(r"(?P<name>[\u4e00-\u9fffA-Z]{1,6}?(?:证券交易|证交|交易|交|研究|事务)所)$")
REACH = 60
"""Characters before the verb in which who acts may stand."""


def acting_beside(line: Line, at: int, context: Context) -> str | None:
    """The name that stands right before the verb of a deal which another only watches; None where none does."""
    simple = line.simple
    start = max(clause_of(simple, at)[0], at - REACH)
    span = _institute(simple, start, at) or _governed(line, start, at, context)
    return line.text[slice(*span)] if span else None


def _end_of_actor(simple: str, start: int, at: int) -> int:
    """Where the words of manner before the verb begin."""
    for left in range(start, at + 1):
        m = _HOW.match(simple, left, at)
        if m and m.end() == at:
            return left
    return at


def _institute(simple: str, start: int, at: int) -> tuple[int, int] | None:
    m = _EXCHANGE.search(simple, start, _end_of_actor(simple, start, at))
    if m is None:
        return None
    inside = [g.end() for g in _GOVERNS_INSIDE.finditer(simple, m.start(), m.end() - LEAST)]
    first = max(inside, default=m.start())
    return (first, m.end()) if m.end() - first > LEAST and first > start else None


LEAST = 2
LONG = 4
"""Characters of a name given once that stands where only a name can."""


def _governed(line: Line, start: int, at: int, context: Context) -> tuple[int, int] | None:
    simple = line.simple
    end = _end_of_actor(simple, start, at)
    span = name_before(simple, end, floor=start)
    if span is None or span[1] < end - 1 or span[0] <= start:
        return None
    first = span[0]
    if (inside := _GOVERNS_INSIDE.match(simple, *span)) and span[1] - inside.end() >= LEAST:
        first = inside.end()
    elif not _GOVERNS.search(simple, max(0, first - 8), first):
        return None
    name = simple[first : span[1]]
    if simple[first - 1] == "自" and not _SINCE.search(simple, at, clause_of(simple, at)[1]):
        return None  # 自甲收购乙: 甲 sells
    is_known = not is_weak(name, line, context) or (len(name) >= LONG and not is_phrase(name))
    is_sure = is_name(name) and not _CODE.search(name) and is_known and not is_common(name)
    return (first, span[1]) if is_sure and not _JOINED.search(simple, 0, first) else None


_CODE = re.compile("[A-Z]-?\\d")
_GOVERNS_INSIDE = re.compile(rf"(?:{transfer_words('governs')})")


# ---------------------------------------------------------------- pronouns

_PRONOUN = re.compile(
    r"(?:^|[，。；：\s])(?:但是?|而|不过|之前|此前|随后|后来|目前|当时|并|同时|据悉)*(?:他们|她们|它们|它|该公司|这家公司|后来者)(?![的们])"
)


def acting_as_it(line: Line, at: int, context: Context) -> str | None:
    """`高某的芯片用…，但是之前他们斥资14亿美元收购了…`: the first name of the sentence, where a pronoun acts."""
    start = clause_of(line.simple, at)[0]
    if not _PRONOUN.search(line.simple, max(0, start - 1), at):
        return None
    for left, right in segments(line.simple, 0, start)[:MOST_NAMES]:
        name = line.simple[left:right]
        if is_name(name) and not is_weak(name, line, context) and not is_common(name) and not _CODE.search(name):
            return line.text[left:right]
    return None


MOST_NAMES = 3


# ---------------------------------------------------------------- headlines that name the company last

_MOVES = re.compile(rf"[（(][^（）()]{{2,24}}[)）]|(?:{transfer_words('moves')})")


def acting_behind(line: Line, at: int) -> str | None:
    """`拟12亿元收购乙，甲一字涨停`: the clause has no subject and the next one begins with a share that moves."""
    simple = line.simple
    end = clause_of(simple, at)[1]
    if end + 1 >= len(simple):
        return None
    span = name_after(simple, end + 1, limit=end + 24)
    if span is None or span[0] > end + 2 or is_generic(simple[slice(*span)]):
        return None
    m = _MOVES.search(simple, span[0] + LEAST, span[1] + MOVE_WITHIN)
    if m is None or m.start() > span[1]:
        return None
    name = line.text[span[0] : m.start()].strip()
    return name if is_name(name) else None


MOVE_WITHIN = 30
"""Characters behind the name: a code or a price in brackets may stand between."""
