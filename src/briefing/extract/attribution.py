"""Which place, day, party and sum of money belong to a named fund or project.

The line that names it comes first, then the lines that set the scene before it or go on about it after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..types import Money
from .amounts import place_amount
from .context import Context, Line
from .facilities import Name, find_names, is_landmark, overlaps
from .mentions import Mention, nearest

# A place or day that an article has set holds for the next few sentences, and not longer.
HELD_LINES = 2
# A sum of no stated role must stand this near to the name, in characters.
CLOSE = 12
# In a line that names the project again, its cost stands at most this far behind.
NEAR = 40
# Parties further behind the name than this belong to another statement.
PARTY_REACH = 40
# The owner stands at the front of a name, behind a place at most, in characters.
OWNER_REACH = 4
# A sentence that says where the thing stands says so early.
PLACE_REACH = 40

_AT = re.compile(r"(?:在|位于|落户|落地|坐落于?|于|地处|入驻|in|at|near)\s?$")
_VAGUE = re.compile(r"近日|日前|近期|不久前|近年|目前|当前|截至|如今|将|计划|拟")
_JOINT = re.compile(r"(?:合计|共计|总计|累计|全部项目|所有项目|共)(?:实现|完成|预计)?(?:总投资|投资)?[^，。；]{0,4}$")
# X是省重点项目, X作为…工程: what it is called besides, no other thing.
_APPOSED = re.compile(
    r"[”」』\"]?[，,]?(?:项目)?(?:是|为|系|属于?|作为|被列[为入]|被评为|列入|入选|纳入)[^，,。；]{0,60}"
)
_OF = re.compile(r"[^，。；、]{0,3}的[“「『\"]?")
_OWN_ROLES = frozenset({"investment", "total", "price", None})


def find_place(context: Context, line: Line, name: Name, rivals: tuple[Name, ...] = ()) -> str | None:
    """Where it stands: said with 在 or 位于 first, then in its name, then near it, then in the sentences about it.

    `rivals` are the other things that the line names; a place in one of their names is not this one's.
    """
    inside = tuple(p for p in line.places if overlaps(p, name))
    if line.is_latin:
        behind = (p for p in line.places if 0 <= p.start - name.end < CLOSE and is_said_at(line, p))
        spot = next(behind, inside[-1] if inside else None)
        if spot is not None:
            return spot.text
    places = [p for p in line.places if p in inside or not (in_a_party(line, p) or any(overlaps(p, r) for r in rivals))]
    said = tuple(p for p in places if is_said_at(line, p) and in_one_sentence(line, p, name))
    choice = nearest(said, name.start) or (inside[0] if inside else nearest(tuple(places), name.start))
    choice = choice or place_told_later(context, line.simple[name.start : name.end]) or place_held(context, line)
    return choice.text if choice else None


def place_told_later(context: Context, words: str) -> Mention | None:
    """…电站位于四川省甘孜州: a sentence that begins with the name or its end and says where."""
    for line in context.lines:
        match = re.search("位于|坐落于?|地处", line.simple[:PLACE_REACH])
        subject = line.simple[: match.start()] if match else ""
        if match and len(subject) >= 4 and (words.endswith(subject) or subject.endswith(words)):
            return next((p for p in line.places if p.start >= match.end()), None)
    return None


def place_held(context: Context, line: Line) -> Mention | None:
    """The place that the sentences before, or the title, have set."""
    scene = (*lines_before(context, line), *((context.title,) if context.title else ()))
    return next((p for before in scene for p in before.places if not in_a_party(before, p)), None)


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
    beside = tuple(d for d in line.dates if "；" not in line.simple[min(d.end, at) : max(d.start, at)])
    # A day at the head of the sentence holds for all of it.
    mention = nearest(beside, at) or nearest(tuple(d for d in line.dates if d.end <= at), at)
    if mention is None and not line.is_latin and not _VAGUE.search(line.simple):
        mention = next((d for before in lines_before(context, line) for d in before.dates if len(d.key) > 7), None)
    return mention.key if mention else None


def is_future(context: Context, day: str | None) -> bool:
    """Dated after the article itself, as far as both dates tell."""
    return bool(day and context.day and day > context.day.isoformat()[: len(day)])


def is_past(context: Context, day: str | None) -> bool:
    """Told of a year well before the article's own: history, not news."""
    return bool(day and context.day and int(day[:4]) < context.day.year - 1)


def find_parties(context: Context, line: Line, name: Name, rivals: tuple[Name, ...] = ()) -> tuple[str, ...]:
    """The organisations of the line that take part, and the article's company that the name begins with.

    Of the line: the one the name begins with, and those before it or close behind; not the other things it names.
    """
    found: dict[str, str] = {}
    for mention in line.names:
        if overlaps(mention, name):
            takes_part = mention.start <= name.start and mention.end < name.end - len(name.head)
        else:
            takes_part = mention.start <= name.end + PARTY_REACH
        is_other = any(overlaps(mention, r) for r in rivals) or any(p[:2] == mention[:2] for p in line.places)
        if takes_part and not is_other and not is_no_party(line, mention, name):
            found.setdefault(mention.key, mention.text)
    for mention in owners_of(context, line.simple[name.start : name.end]):
        found.setdefault(mention.key, mention.text)
    return tuple(found.values())


_NO_PARTY = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[kMG]Wh?|(?:Core\s)?(?:Insights|Viewpoint))$"
    r"|^(?:本|该|此|《)|委员会$(?<![资委会]委员会)|[》]$|^(?:国家)?高新区$|^项目|项目$"
)


def is_no_party(line: Line, mention: Mention, name: Name) -> bool:
    """A short form of the thing itself, a place, a document."""
    words = line.simple[mention.start : mention.end]
    is_itself = words in line.simple[name.start : name.end] and not line.simple.startswith(words, name.start)
    return is_itself or bool(_NO_PARTY.search(words)) or any(p.text == mention.text for p in line.places)


_SUFFIX = re.compile(r"(?:集团|控股|股份|有限|责任|公司|科技|企业)+$|\s(?:Group|Inc|Corp|Ltd|Co)\.?$")


def owners_of(context: Context, words: str) -> list[Mention]:
    """Companies of the article whose short name stands at the front of the project's name: 海尔集团, 海尔…产业园."""
    found = []
    for line in context.all_lines():
        for mention in line.names:
            short = _SUFFIX.sub("", line.simple[mention.start : mention.end])
            if len(short) >= 2 and short in words[: len(short) + OWNER_REACH] and short != words:
                found.append(mention)
    return found[:1]


# ---------------------------------------------------------------- money


def find_cost(line: Line, name: Name) -> Money | None:
    """The total investment that the line gives for this project."""
    fit = fitting_sums(line, name)
    return place_amount(line, fit[0]) if fit else None


def fitting_sums(line: Line, name: Name) -> list[Money]:
    """Sums of the line that may be this project's, the best first: no joint sums, none beyond another project."""
    others = [n for n in find_names(line.simple) if not overlaps(n, name)]
    fit = [m for m in line.money if m.role in _OWN_ROLES and may_be_its(line, name, m, others)]
    return sorted(fit, key=lambda m: (m.role != "investment", is_part_of_cost(line, m), abs(m.span.start - name.start)))


def is_rival(line: Line, name: Name) -> bool:
    """Another thing that money could be spent on; a district (八里台工业区) only says where."""
    is_district = line.simple[name.start : name.end].endswith("区") and not name.head.endswith("园区")
    is_spot = is_landmark(line.simple, name.start, name.end)
    return name.type != "fund" and name.weight > 0 and not is_district and not is_spot


def may_be_its(line: Line, name: Name, money: Money, others: list[Name]) -> bool:
    left, right = sorted(((money.span.start, money.span.end), (name.start, name.end)))
    between = range(left[1], right[0])
    gap = line.simple[left[1] : right[0]]
    said = _APPOSED.match(gap) if name.end == left[1] else None
    others = [n for n in others if not (said and n.start < left[1] + said.end())]
    if "；" in gap or any(is_rival(line, n) and n.start in between and n.end <= right[0] for n in others):
        return False
    if any(_OF.fullmatch(line.simple, money.span.end, n.start) for n in others if n.start >= money.span.end):
        return False  # 总投资65亿元的另一项目
    if not name.count and _JOINT.search(line.simple[max(0, money.span.start - 14) : money.span.start]):
        return False
    return money.role == "investment" or (len(between) < CLOSE and not re.search("[，,]", gap))


def find_cost_elsewhere(context: Context, line: Line, words: str, sequels: Sequence[Line] = ()) -> Money | None:
    """项目总投资… in one of the sentences that go on about it, or a line that names the project again with its cost."""
    for after in sequels:
        sums = whole_sums(after)
        if sums:
            return place_amount(after, sums[0])
    for other in context.lines if len(words) >= 4 else ():
        at = other.simple.find(words)
        if at < 0 or other is line:
            continue
        sums = [m for m in other.money if m.role == "investment" and 0 <= m.span.start - at - len(words) <= NEAR]
        if sums:
            return place_amount(other, sums[0])
    return None


# A part of the cost, or what others are to put in behind it.
_PART = re.compile(
    r"(?:[一二三四首]期(?:工程|项目)?|其中[^，。；]{0,10}|带动|撬动|拉动|吸引|累计(?:完成)?|已完成|年度|今年(?:计划)?|追加)"
    r"[^，。；总]{0,6}$"
)


def is_part_of_cost(line: Line, money: Money) -> bool:
    """其中一期投资12亿元, 今年计划投资3亿元: not what the whole costs."""
    return bool(_PART.search(line.simple[max(0, money.span.start - 18) : money.span.start]))


def whole_sums(line: Line) -> list[Money]:
    """The sums of a line that can be what a project costs as a whole."""
    return [m for m in line.money if m.role == "investment" and not is_part_of_cost(line, m)]
