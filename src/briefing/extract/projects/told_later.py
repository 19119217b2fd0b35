"""Things whose news stands in the sentences behind their name: 走进甲小学项目现场…。目前，项目主体结构已封顶.

The name is the subject of its clause or the scene of the report; a sentence that goes on about it tells how far the
works are, or what they cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..facilities.happenings import Happening
from ..facilities.name_joins import without_descriptions
from ..facilities.names import Name, find_names, is_landmark
from ..facilities.sequels import FOLLOWING_LINES, lines_about
from ..reading.context import Context, Line
from .stages import NEWS_WORDS, told_fact
from .standing import OPENS

# The news follows soon, or it is another's.
SOON, OPENING = 3, 60
_SCENE = re.compile(r"[”」』\"]?(?:施工|建设|项目)*(?:现场|工地|一线)")
_STANDS = re.compile(
    r"[”」』\"]?(?:[（(][^（()）]{1,20}[）)])?(?:位于|坐落于?|地处|选址|占地|是|由|总?建筑面积|全长|规划|分"
    r"|，总?(?:装机|规模|建筑面积|占地))"
)
_COST = re.compile(r"总投资|投资总额|总造价|计划投资|概算")
_NEWS = re.compile(f"{_COST.pattern}|{'|'.join(NEWS_WORDS)}")
_NO_WORKS = ("fund", "science_facility")


def find_told_later(context: Context) -> Iterator[tuple[Line, Name, Happening]]:
    """Every name that is only introduced where it stands and has its news in what follows."""
    tells = [_NEWS.search(line.simple) is not None for line in context.lines]
    for line in context.lines:
        if line.is_latin or not any(tells[line.index + 1 : line.index + 1 + FOLLOWING_LINES]):
            continue
        for name in without_descriptions(find_names(line.simple), line.simple):
            if is_introduced(line, name) and has_news(context, line, name):
                yield line, name, Happening("", "目前", name.end, "beside", False, False)


def is_introduced(line: Line, name: Name) -> bool:
    """It opens its clause and is said to stand somewhere, or a reporter is on its site."""
    if name.type in _NO_WORKS or name.weight < 1 or name.count is not None:
        return False
    if is_landmark(line.simple, name.start, name.end):
        return False
    ahead = line.simple[max(0, name.start - 10) : name.start]
    is_subject = bool(OPENS.search(ahead) and _STANDS.match(line.simple, name.end))
    return is_subject or bool(_SCENE.match(line.simple, name.end))


def has_news(context: Context, line: Line, name: Name) -> bool:
    """A sentence soon behind says how far the works are or what they cost, and stands by its opening for this thing."""
    words = line.simple[name.start : name.end]
    return any(
        told_fact(after) is not None or (_COST.search(after.simple[:OPENING]) and after.money)
        for after in islice(lines_about(context, line, name), SOON)
        if words not in after.simple[: len(words) + OPENING // 4]  # it is named again: that sentence tells its own
    )
