"""Projects told by the money raised for them: 募集资金将用于甲生产基地项目、研发中心建设项目及补充流动资金.

Every purpose that is a thing to build is one project of the company that raises; what is left (loans to repay, brands,
drugs, software) is none. Each bears the sum that the sentence gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...config import read_table
from ...types import Money
from ..facilities.happenings import Happening
from ..facilities.names import LONGEST_LINE, Name
from ..reading.context import Line
from ..reading.literals import one_of

LONGEST_PURPOSE, SHORTEST_PURPOSE = 44, 6
_PURPOSES = re.compile(
    r"(?:募集(?:的)?资金|募资|募投|所募|所得款项|融资资金|发行[^，。；]{0,12}资金)[^。；]{0,60}?"
    r"(?:用于|投资于|投向|投入到?|用途为|用途包括|分别为|项目为|项目包括)(?:以下项目|如下项目)?[：:]?(?P<list>[^。；]{6,400})"
)
# 和 and 及 part two purposes only behind a whole one: 扩建及提标改造项目 is one.
_SPLIT = re.compile(
    r"[、，,]|以及|(?:(?<=项目)|(?<=工程)|(?<=建设)|(?<=基地)|(?<=中心)|(?<=产线)|(?<=资金)|(?<=贷款)|(?<=[”」）)]))(?:及其?|和|与|并)"
)
_SUM_IN_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_EDGE = re.compile(
    r"^(?:其中|主要|包括|投资|建设(?=年产)|实施|用于|投入|拟|将|[0-9一二三四五]+[.、）)])+|[“”\"「」]|(?:等|上)$"
)
_EACH = re.compile(r"(?:分别|各)(?:拟?(?:投入|使用|为))?")


@lru_cache(maxsize=1)
def words() -> dict[str, list[str]]:
    return dict(read_table("projects.toml")["proceeds"])


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(words()['ends'])})(?:[（(][一二三四\d]{{1,2}}期[）)])?$")


def find_purposes(line: Line) -> list[tuple[Name, Happening, Money | None]]:
    """What the money is to build, with the sum of each as far as the sentence gives it."""
    match = _PURPOSES.search(line.simple, 0, LONGEST_LINE)
    told = list(_told_by_sum(line)) if _RAISED.search(line.simple) else []
    if match is None or told:
        return told
    start, end = match.span("list")
    purposes = list(_purposes(line.simple, start, end))
    sums = _sums(line, purposes, end)
    happening = Happening("planned", "募集资金", match.start(), "before", True, False)
    found = []
    for at, (left, right) in enumerate(purposes):
        if is_built(line.simple[left:right]):
            found.append((Name(left, right, "项目", "project", False, 2), happening, sums.get(at)))
    return found


_RAISED = re.compile("募集|募资|募投|IPO|定增|融资")
# 其中3.5亿元用于甲扩产项目，1.2亿元用于乙中心升级项目: each sum before its purpose.
_SUM_FIRST = re.compile(
    r"元(?:人民币)?(?:将|拟|计划)?(?:用于|投入|投向|投资于)(?:建设)?[“「]?(?P<purpose>[^，。；、“”」]{6,44})"
)


def _told_by_sum(line: Line) -> Iterator[tuple[Name, Happening, Money | None]]:
    for match in _SUM_FIRST.finditer(line.simple, 0, LONGEST_LINE):
        left, right = match.span("purpose")
        money = next((m for m in line.money if m.span.end in (match.start() + 1, match.start("purpose"))), None)
        money = money or next((m for m in line.money if m.span.start < match.start() + 1 <= m.span.end), None)
        if money is not None and is_built(line.simple[left:right]):
            happening = Happening("planned", "募集资金", match.start(), "before", True, False)
            yield Name(left, right, "项目", "project", False, 2), happening, money


def _purposes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The purposes in order, whether something is built or not: the sums follow in the same order."""
    cuts = [m.span() for m in _SPLIT.finditer(text, start, end) if not _in_bracket(text, start, m.start())]
    for left, right in zip([start, *(c[1] for c in cuts)], [*(c[0] for c in cuts), end], strict=True):
        bracket = _SUM_IN_BRACKET.search(text, left, right)
        stop = bracket.start() if bracket and re.search(r"\d", bracket.group()) else right
        while (edge := _EDGE.match(text[left:stop])) and edge.end():
            left += edge.end()
        stop = left + len(text[left:stop].rstrip('”"」等项目上') + _tail(text[left:stop]))
        if stop - left >= 3 and not re.match(r"[\d约人民币]", text[left]):
            yield left, stop


def _tail(words: str) -> str:
    """What stripping marks and 等 must not take with it: the closing 项目."""
    plain = words.rstrip('”"」等上')
    return plain[len(plain.rstrip("项目")) :]


def _in_bracket(text: str, start: int, at: int) -> bool:
    opened = max(text.rfind("（", start, at), text.rfind("(", start, at))
    return opened >= 0 and not re.search("[）)]", text[opened:at])


def _sums(line: Line, purposes: list[tuple[int, int]], end: int) -> dict[int, Money]:
    """Each purpose's own sum: right behind it, or of a row that says 分别为."""
    found: dict[int, Money] = {}
    for at, (_, right) in enumerate(purposes):
        limit = purposes[at + 1][0] if at + 1 < len(purposes) else min(end, right + 24)
        own = [m for m in line.money if right <= m.span.start < limit and m.span.start - right <= 16]
        if own and len(purposes) > 1 and not _EACH.search(line.simple, right, own[0].span.start):
            found[at] = own[0]
    each = _EACH.search(line.simple, purposes[0][1] if purposes else end)
    listed = [m for m in line.money if each and m.span.start >= each.end()]
    wanted = [p for p in purposes if p[0] < (each.start() if each else 0)]
    real = [i for i, p in enumerate(purposes) if p in wanted and _is_purpose(line.simple[p[0] : p[1]])]
    return found if len(listed) != len(real) or not real else dict(zip(real, listed, strict=True))


def _is_purpose(purpose: str) -> bool:
    return bool(re.search("项目|资金|建设|基地|中心|贷款|债务|研发|网络|系统", purpose)) and "投入金额" not in purpose


def is_built(purpose: str) -> bool:
    """A plant, a centre, a line; no loans, brands, drugs in trial, software."""
    if not SHORTEST_PURPOSE <= len(purpose) <= LONGEST_PURPOSE or not _ends().search(purpose):
        return False
    table = words()
    return any(w in purpose for w in table["built"]) and not any(w in purpose for w in table["paper"])
