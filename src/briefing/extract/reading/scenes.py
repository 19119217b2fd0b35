"""Where an event is held and where an article plays: what its sentence says, what the lead says, what both agree on."""

from __future__ import annotations

import re
from functools import lru_cache

from .context import Context, Line
from .mentions import Mention
from .places import is_before_firm, is_wide
from .seats import is_stated

LEAD = 2
"""Sentences from the head that set the scene."""


def choose_scene(line: Line) -> str | None:
    """Where a ceremony of the line is held: said as its place, else whose authority acts, else any place that is not
    part of a firm's name."""
    free = [p for p in line.places if not is_wide(p) and not _is_of_a_firm(line, p) and not _is_elsewhere(line, p)]
    said = next((p for p in free if is_stated(line, p)), None)
    acts = next((p for p in free if _AUTHORITY.match(line.simple, p.end)), None)
    best = said or acts or next(iter(free), None)
    return best.text if best else None


_AUTHORITY = re.compile(r"(?:[\u4e00-\u9fff]{1,8}[镇乡县区市])?(?:人民)?(?:政府|管委会|管理委员会|党委|[县区市]委)")


def _is_elsewhere(line: Line, p: Mention) -> bool:
    """除印尼外, 来自北京: named for what is not held there."""
    return bool(_FROM.search(line.simple, max(0, p.start - 4), p.start))


_FROM = re.compile("(?:除了?|来自|面向|不含|继)$")


def _is_of_a_firm(line: Line, p: Mention) -> bool:
    """浙江 of 浙江某某科技有限公司 and of 浙江某某; not of 浙江省政府."""
    if _AUTHORITY.match(line.simple, p.end):
        return False
    return any(n.start <= p.start and p.end < n.end for n in line.names) or is_before_firm(line.simple, p.end)


@lru_cache(maxsize=16)
def home_place(context: Context) -> str | None:
    """The one place that the title and the lead state; None where they state two that do not hold each other."""
    scene = context.first_lines(LEAD + bool(context.title))
    places = [p for line in scene for p in line.places if _is_scene(line, p)]
    if not places:
        return None
    widest = min(places, key=lambda p: len(p.key))
    if all(widest.key in p.key or p.key in widest.key for p in places):
        return max(places, key=lambda p: len(p.key)).text
    return None


EVENT_LINES = 4
"""Sentences from the head that say where the event of the news is held."""
_HELD = re.compile(
    r"[^，。；：！？]{0,14}?(?:举行|举办|召开|[开启闭落]幕|拉开帷幕|启动|签约|签署|签订|揭牌|成立|上演|亮相)"
)


@lru_cache(maxsize=16)
def event_place(context: Context) -> str | None:
    """Where the lead says that the event is held: 峰会3日在沈阳开幕, 在陕西汉中举行."""
    for line in context.lines[:EVENT_LINES]:
        for p in line.places if not line.is_latin else ():
            if is_stated(line, p) and _HELD.match(line.simple, p.end) and not _is_of_a_firm(line, p):
                return p.text
    return None


def is_said_at(place: str, line: Line) -> bool:
    """Whether the line itself says 在 of a place."""
    return any(p.text == place and is_stated(line, p) for p in line.places)


def _is_scene(line: Line, p: Mention) -> bool:
    """A stated place; in a title any place that no company's name holds."""
    if line.index < 0 and not line.is_latin:
        return not is_wide(p) and not any(n.start <= p.start and p.end <= n.end for n in line.names)
    return is_stated(line, p)
