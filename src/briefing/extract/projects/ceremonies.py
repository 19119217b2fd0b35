"""What an article's ceremony says of the projects it names later: 某区举行重大项目集中开工仪式。… 甲项目总投资2亿元.

A joint start, signing or opening is told once, for all; each project is then told by its figures or in a list. Those
without an event of their own take the ceremony's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..facilities.happenings import Happening
from ..reading.context import Context, Line
from .candidate import Candidate

_STAGES = {
    "开工": "started", "动工": "started", "奠基": "started", "启动": "started", "签约": "signed", "签署": "signed",
    "竣工": "completed", "落成": "completed", "投产": "operating", "投用": "operating", "启用": "operating",
    "揭牌": "established",
}  # fmt: skip
_WORD = "|".join(_STAGES)
_JOINT = re.compile(
    rf"""
      (?:集中|集体|联合|同步|同时|统一)(?P<joint>{_WORD})                     # 集中开工
    | (?:项目|工程)[^，。；：]{{0,8}}?(?P<held>{_WORD})(?:仪式|活动|大会|动员)   # 重大项目开工仪式
    | (?:会上|现场|活动中|仪式上|当[天日])[^。；]{{0,16}}?(?P<signed>签约)了?(?=\d+[余多]?[个项])   # 会上签约9个项目
    | \d+[余多]?[个项][^，。；：]{{0,12}}?(?:项目|工程)(?:现场|当天|正式|成功|同时|顺利)*(?P<all>{_WORD})
    """,
    re.VERBOSE,
)
# 即将集中开工, 上季度集中开工: another day's ceremony.
_OTHER_DAY = re.compile(r"(?:将|拟|计划|上季度|上半年|去年|此前|曾|前[两几]次|今年以来)[^，。；]{0,12}$")
OTHER_REACH = 20
# So many sentences ahead of the list a ceremony may be told.
AHEAD_LINES = 14
# Told in lists and by figures; an event word of its own is better than the ceremony's.
_TAKES = ("name", "row", "later")


def with_ceremony(context: Context, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates; those that have no stage take that of the ceremony told before them."""
    told = list(candidates)
    if not any(is_open(c) for c in told):
        return told
    held = [(line, event) for line in context.all_lines() if (event := read_ceremony(line)) is not None]
    return [with_event(c, held) if is_open(c) else c for c in told]


def is_open(c: Candidate) -> bool:
    return not c.happening.stage and c.happening.side == "beside" and c.origin in _TAKES and not c.name.count


def with_event(c: Candidate, held: list[tuple[Line, Happening]]) -> Candidate:
    """The nearest ceremony ahead, or in the title."""
    near = [(line, event) for line, event in held if line.index < 0 or 0 <= c.line.index - line.index <= AHEAD_LINES]
    return replace(c, happening=near[-1][1], event_line=near[-1][0]) if near else c


def read_ceremony(line: Line) -> Happening | None:
    """集中开工仪式举行: what happens to every project of a joint start."""
    for match in _JOINT.finditer(line.simple):
        key = next(k for k, v in match.groupdict().items() if v)
        if not _OTHER_DAY.search(line.simple, max(0, match.start() - OTHER_REACH), match.start()):
            return Happening(_STAGES[match[key]], match[key], match.start(key), "beside", False, False)
    return None


def is_of_ceremony(c: Candidate) -> bool:
    """Told one by one after a ceremony, or on a list: the bundle that sums them up is told already."""
    return c.origin == "row" or (c.happening.side == "beside" and c.happening.words in _STAGES)
