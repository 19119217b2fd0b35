"""Works that are begun and not finished: 已完成总进度的98%, 六大装置中四大已建成, 开工多年.

What the verb tells of one day (开工 in 2019) or of a part (四大装置已建成) is then no stage of the whole: it is under
way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..facilities.happenings import Happening
from ..reading.context import Line
from .candidate import Candidate

_WORKS = "进度|工程量|工作量|建设|施工|投资|任务|形象|工程"
_SHARE = re.compile(
    rf"""
      (?P<a>完成)(?:了)?[^，。；\d]{{0,14}}?(?:{_WORKS})[^，。；\d]{{0,8}}(?<!\d)\d{{1,2}}(?:\.\d+)?[%％]
    | (?P<b>进度|完成率|进展)(?:已|均|为|达到?|约|超过?|近|完成|至)*\d{{1,2}}(?:\.\d+)?[%％]
    | (?P<c>完成)(?:了|约|近|超过?)*\d{{1,2}}(?:\.\d+)?[%％](?:的)?(?:{_WORKS})
    | (?:建设|施工|工程|主体|土建)(?:已|均|现|目前)*(?P<e>完成)(?:了|约|近|超过?|逾|达|过)*\d{{1,2}}(?:\.\d+)?[%％]
    | (?P<d>开工|动工|施工)(?:建设)?(?:已|了|已经)?(?:有|近|超)?
        (?:[一二两三四五六七八九十数\d]{{1,2}}[余多]?|多)年(?!度|底|初|前|内|来的)
    """,
    re.VERBOSE,
)
_N = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
_PIECES = "装置|机组|标段|车间|厂房|栋|楼|塔|泊位|隧道|桥梁|生产线|产线|单体|站点|车站|区块"
_PIECE = re.compile(
    rf"(?P<n>{_N})(?:大|套|个|座|台|条|幢|处)?(?:主|核心|生产|关键)?(?:{_PIECES})[^，。；\d]{{0,8}}?"
    r"(?P<verb>建成|完工|投产|封顶|中交|中间交接|竣工|交付)"
)
_OF = re.compile(
    rf"(?:共计?有?|总共|合计|全部|规划|计划建设|包括|包含|建设|的)?(?P<n>{_N})(?:大|套|个|座|台|条|幢|处)(?:主|核心|生产|关键)?(?:{_PIECES})"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
_OVERTAKEN = ("started", "completed", "established", "signed", "announced", "planned")
REACH = 160
"""Characters behind the name in which its progress may stand."""


def unfinished(group: list[Candidate], lines: Iterable[Line]) -> Happening | None:
    """What says that the whole is still being built, behind its name or in the sentences that go on about it."""
    tails = [(c.line, c.name.end) for c in group if c.origin not in ("row", "contract", "english") and not c.name.count]
    for line, at in (*tails, *((line, 0) for line in lines)):
        found = next(_told(line.simple, at), None)
        if found is not None:
            return found
    return None


def _told(simple: str, at: int) -> Iterator[Happening]:
    end = min(len(simple), at + REACH)
    if m := _SHARE.search(simple, at, end):
        word = next(v for v in m.groupdict().values() if v)
        yield Happening("under_construction", word, m.start(), "after", False, False)
    for m in _PIECE.finditer(simple, at, end):
        if any(number(whole["n"]) > number(m["n"]) for whole in _OF.finditer(simple, at, end)):
            yield Happening("under_construction", m["verb"], m.start("verb"), "after", False, False)


def number(text: str) -> int:
    """四 4, 十二 12, 二十 20, 58 58; 0 for what is none."""
    if text.isdigit():
        return int(text)
    tens, _, ones = text.partition("十")
    if "十" not in text:
        return _DIGITS.get(text, 0)
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)


def overtakes(told: Happening) -> bool:
    """A day's event or a part's end gives way; what runs, or was called off, does not."""
    return told.stage in _OVERTAKEN
