"""Which place, day, party and sum of money belong to a named fund or project.

The line that names it comes first, then the lines that set the scene before it or go on about it after it.
"""

from __future__ import annotations

import re

from ..types import Money
from .amounts import place_amount
from .context import Context, Line
from .facilities import Name, find_names, overlaps
from .mentions import Mention, nearest

# A place or day that an article has set holds for the next few sentences, and not longer.
HELD_LINES = 2
# Lines after the one that names a project in which its cost may follow (项目总投资…).
FOLLOWING_LINES = 3
# A sum of no stated role must stand this near to the name, in characters.
CLOSE = 12
# In a line that names the project again, its cost stands at most this far behind.
NEAR = 40
# Parties further behind the name than this belong to another statement.
PARTY_REACH = 40

_AT = re.compile(r"(?:在|位于|落户|落地|坐落于?|于|地处|入驻|in|at|near)\s?$")
_VAGUE = re.compile(r"近日|日前|近期|不久前|近年|目前|当前|截至|如今|将|计划|拟")
_JOINT = re.compile(r"(?:合计|共计|总计|累计|全部项目|所有项目|共)(?:实现|完成|预计)?(?:总投资|投资)?[^，。；]{0,4}$")
_GOES_ON = re.compile(
    r"(?:(?:据悉|据了解|据介绍|目前)，)?(?:[该本此]|这[个一]?|整个)?(?:项目|工程|园区|基地|工厂|产业园|中心)[^，。；]{0,12}投资"
    r"|(?:计划|预计)?总投资"
)
_OWN_ROLES = frozenset({"investment", "total", "price", None})


def find_place(context: Context, line: Line, name: Name) -> str | None:
    """Where it stands: said with 在 or 位于 first, then in its name, then near it, then in the sentences before."""
    places = [p for p in line.places if overlaps(p, name) or not in_a_party(line, p)]
    inside = tuple(p for p in places if overlaps(p, name))
    said = tuple(p for p in places if is_said_at(line, p) and in_one_sentence(line, p, name))
    choice = nearest(said, name.start) or (inside[0] if inside else nearest(tuple(places), name.start))
    if choice is None:
        scene = (*lines_before(context, line), *((context.title,) if context.title else ()))
        choice = next((p for before in scene for p in before.places if not in_a_party(before, p)), None)
    return choice.text if choice else None


def is_said_at(line: Line, place: Mention) -> bool:
    return bool(_AT.search(line.simple[max(0, place.start - 5) : place.start]))


def in_a_party(line: Line, place: Mention) -> bool:
    """苏州 in 某某（苏州）有限公司 says little of where its plant is."""
    return any(n.start <= place.start and place.end < n.end for n in line.names)


def in_one_sentence(line: Line, place: Mention, name: Name) -> bool:
    return not re.search("[。；]", line.simple[min(place.end, name.end) : max(place.start, name.start)])


def lines_before(context: Context, line: Line) -> list[Line]:
    """The few lines before this one, the nearest first."""
    first = max(0, line.index - HELD_LINES)
    return list(reversed(context.lines[first : max(line.index, 0)]))


def find_date(context: Context, line: Line, at: int) -> str | None:
    """The date nearest to the event; when the line has none, a full one that the sentences before have set."""
    mention = nearest(line.dates, at)
    if mention is None and not line.is_latin and not _VAGUE.search(line.simple):
        mention = next((d for before in lines_before(context, line) for d in before.dates if len(d.key) > 7), None)
    return mention.key if mention else None


def is_past(context: Context, day: str | None) -> bool:
    """Told of a year well before the article's own: history, not news."""
    return bool(day and context.day and int(day[:4]) < context.day.year - 1)


def find_parties(line: Line, name: Name) -> tuple[str, ...]:
    """The organisations of the line that take part: the one the name begins with, and those before or close behind."""
    found: dict[str, str] = {}
    for mention in line.names:
        if overlaps(mention, name):
            takes_part = mention.start <= name.start and mention.end < name.end - len(name.head)
        else:
            takes_part = mention.start <= name.end + PARTY_REACH
        if takes_part:
            found.setdefault(mention.key, mention.text)
    return tuple(found.values())


# ---------------------------------------------------------------- money


def find_cost(line: Line, name: Name) -> Money | None:
    """The total investment that the line gives for this project."""
    fit = fitting_sums(line, name)
    return place_amount(line, fit[0]) if fit else None


def fitting_sums(line: Line, name: Name) -> list[Money]:
    """Sums of the line that may be this project's, the best first: no joint sums, none beyond another project."""
    others = [n for n in find_names(line.simple) if is_rival(line, n) and not overlaps(n, name)]
    fit = [m for m in line.money if m.role in _OWN_ROLES and may_be_its(line, name, m, others)]
    return sorted(fit, key=lambda m: (m.role != "investment", abs(m.span.start - name.start)))


def is_rival(line: Line, name: Name) -> bool:
    """Another thing that money could be spent on; a district (八里台工业区) only says where."""
    is_district = line.simple[name.start : name.end].endswith("区") and not name.head.endswith("园区")
    return name.type != "fund" and name.weight > 0 and not is_district


def may_be_its(line: Line, name: Name, money: Money, others: list[Name]) -> bool:
    left, right = sorted(((money.span.start, money.span.end), (name.start, name.end)))
    between = range(left[1], right[0])
    if "；" in line.simple[left[1] : right[0]] or any(n.start in between and n.end <= right[0] for n in others):
        return False
    if not name.count and _JOINT.search(line.simple[max(0, money.span.start - 14) : money.span.start]):
        return False
    return money.role == "investment" or len(between) < CLOSE


def find_cost_elsewhere(context: Context, line: Line, words: str) -> Money | None:
    """项目总投资… in one of the next lines, or a line that names the project again with what it costs."""
    for after in context.lines[line.index + 1 : line.index + 1 + FOLLOWING_LINES] if line.index >= 0 else ():
        sums = [m for m in after.money if m.role == "investment"]
        if sums and _GOES_ON.match(after.simple):
            return place_amount(after, sums[0])
        if any(n.weight > 1 for n in find_names(after.simple)):
            break
    for other in context.lines if len(words) >= 4 else ():
        at = other.simple.find(words)
        if at < 0 or other is line:
            continue
        sums = [m for m in other.money if m.role == "investment" and 0 <= m.span.start - at - len(words) <= NEAR]
        if sums:
            return place_amount(other, sums[0])
    return None
