"""Things that run already and that an article is about: 青岩光伏电站…年发电量218万千瓦时, 某院区累计接诊….

No event happens to them, so three signs are asked for: the name is the subject of its clause, figures of its working
follow, and the article comes back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facilities.happenings import Happening
from ..facilities.names import Name, find_names, is_landmark
from ..reading.context import Context, Line
from ..reading.guards import Guarded

REACH = 70
TYPES = ("energy", "plant", "logistics", "data_center", "science_facility", "park", "other")
_WORKS = Guarded(
    r"""
      年(?:均)?发电量?|日均?发电|年均?(?:处理|供|吞吐|产(?!值)|生产|输送)[^，。；]{0,8}\d|日均?(?:处理|产(?!值)|供|输送|吞吐)[^，。；]{0,8}\d
    | (?:原油|天然气|煤炭|年)产量[^，。；]{0,6}\d
    | 累计(?:发电|处理|生产|接待|输送|供应|开展|门急?诊|接诊|外送|完成货物)[^，。；]{0,12}\d
    | (?:现有|已?入驻|已?集聚|拥有)[^，。；]{0,14}\d+[余多]?(?:家|座|条|栋|台|口|个标准)
    | (?:投产|投运|建成|运营|开园|并网)以来
    """,
    re.VERBOSE,
)
# The name opens its clause, behind a word of introduction at most.
OPENS = re.compile(r"(?:^|[，。；：、“（\s]|据介绍|据了解|据悉|目前|截至目前|其中|[\u4e00-\u9fff]{2,8}的)$")
# 规划建设年产10GWh电池生产线, 建成后年发电量将达…: figures of what is to come.
_TO_COME = re.compile(
    r"规划|计划|拟|将|预计|有望|力争|可实现|设计|(?:建成|达产|投产|完工|竣工|投运)[^，。；]{0,2}后|(?:建设|新建|扩建)$"
)
LEAST_TIMES = 2
TAIL = 4


def find_standing(context: Context) -> Iterator[tuple[Line, Name, Happening]]:
    """Every thing of the article that works, with the line that says so."""
    text = context.article.text
    for line in context.lines:
        if line.is_latin:
            continue
        yield from visited(context, line)
        if not _WORKS.search(line.simple):
            continue
        for name in find_names(line.simple):
            match = works_behind(line, name)
            if match is not None and comes_back(text, line.text[name.start : name.end], name.weight):
                yield line, name, Happening("operating", match.group()[:8], match.start(), "after", False, False)


# 走进位于甲新区的乙数据中心…“投运两年来，已入驻企业137家”: a visit that the article tells the figures of.
_VISIT = re.compile(r"(?:走进|来到|步入|走入)(?:位于[^，。；]{2,14}的)?[“「]?$")
_ENTERS = re.compile("走进|来到|步入|走入")
VISIT_LINES, VISIT_REACH = 2, 24


def visited(context: Context, line: Line) -> Iterator[tuple[Line, Name, Happening]]:
    """The thing that a reporter walks into and of whose working the next sentences tell."""
    if not _ENTERS.search(line.simple):
        return
    after = context.lines[line.index : line.index + 1 + VISIT_LINES]
    works = next((m for each in after if (m := _WORKS.search(each.simple))), None)
    if works is None:
        return
    for name in find_names(line.simple):
        ahead = line.simple[max(0, name.start - VISIT_REACH) : name.start]
        is_one = name.type in TYPES and name.weight >= 1 and name.count is None and bool(_VISIT.search(ahead))
        if is_one and context.article.text.count(line.text[name.start : name.end]) >= LEAST_TIMES:
            yield line, name, Happening("operating", works.group()[:8], name.start, "after", False, False)


def comes_back(text: str, name: str, weight: int) -> bool:
    """The article speaks of it again, by its last words at least; of one with a short name by all of it."""
    return text.count(name[-TAIL:]) >= LEAST_TIMES if weight > 1 else text.count(name) > LEAST_TIMES


def works_behind(line: Line, name: Name) -> re.Match[str] | None:
    """The figures of its working, said of this name and no other."""
    if name.type not in TYPES or name.weight < 1 or name.count is not None:
        return None
    before = line.simple[max(0, name.start - 10) : name.start]
    if is_landmark(line.simple, name.start, name.end) or not OPENS.search(before):
        return None
    stop = re.compile("[。；]").search(line.simple, name.end)
    limit = min(stop.start() if stop else len(line.simple), name.end + REACH)
    match = _WORKS.search(line.simple, name.end, limit)
    if match is None or _TO_COME.search(line.simple, name.end, match.start()):
        return None
    others = (n for n in find_names(line.simple) if n.start > name.end and n.weight)
    return None if any(n.start < match.start() for n in others) else match
