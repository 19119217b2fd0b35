"""Which place, day and party belong to a named fund or project.

The line that names it comes first, then the lines that set the scene before it or go on about it after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..reading.context import Context, Line
from ..reading.days import is_aside
from ..reading.mentions import Mention, nearest
from .frame_places import frame_place, is_broad, is_of_a_company, narrows, place_by_stem
from .names import Name, find_names, overlaps
from .no_party import is_no_party

# A place or day that an article has set holds for the next few sentences, and not longer.
HELD_LINES = 2
# What is said with `in` stands this close behind an English name, in characters.
CLOSE = 12
# Parties further behind the name than this belong to another statement.
PARTY_REACH = 40
# The owner stands at the front of a name, behind a place at most, in characters.
OWNER_REACH = 4
# A sentence that says where the thing stands says so early.
PLACE_REACH = 40

_AT = re.compile(r"(?:在|位于|落户|落地|坐落于?|于|地处|入驻|in|at|near)\s?$")
_VAGUE = re.compile(r"近日|日前|近期|不久前|近年|目前|当前|截至|如今|将|计划|拟")


def find_place(context: Context, line: Line, name: Name, rivals: tuple[Name, ...] = ()) -> str | None:
    """Where it stands: said with 在 or 位于 first, then in its name, then near it, then in the sentences about it.

    `rivals` are the other things that the line names; a place in one of their names is not this one's. A province or
    a region gives way to the city that the article is about.
    """
    inside = tuple(p for p in line.places if overlaps(p, name) and not is_of_a_company(line, p))
    if line.is_latin:
        behind = (p for p in line.places if 0 <= p.start - name.end < CLOSE and is_said_at(line, p))
        spot = next(behind, inside[-1] if inside else None)
        if spot is not None:
            return spot.text
    choices = list(places_by_worth(context, line, name, rivals, inside))
    narrower = (p for p in choices if not is_broad(p) and (p is choices[0] or not is_of_dateline(context, p)))
    best = next((p for p in narrower if narrows(context, choices[0], p)), next(iter(choices), None))
    return best.text if best else district_ahead(line, name)


_DATELINE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日?[电讯]")


def is_of_dateline(context: Context, place: Mention) -> bool:
    """中新社甲市7月25日电: where the reporter sits narrows no province that the sentence names, unless told again."""
    text = context.article.text
    at = text.find(place.text)
    return text.count(place.text) == 1 and bool(_DATELINE.match(text, at + len(place.text)))


def places_by_worth(
    context: Context, line: Line, name: Name, rivals: tuple[Name, ...], inside: tuple[Mention, ...]
) -> Iterator[Mention]:
    """What may be its place, the surest first."""
    own = [p for p in line.places if p in inside or is_free(line, p, rivals)]
    said = tuple(p for p in own if is_said_at(line, p) and in_one_sentence(line, p, name))
    if said:
        yield nearest(said, name.start)  # type: ignore[misc]
    yield from inside[:1]
    by_stem = None if line.is_latin else place_by_stem(context, line.simple[name.start : name.end])
    if by_stem is not None:
        yield by_stem
    later = place_told_later(context, line.simple[name.start : name.end])
    frame = None if line.is_latin else frame_place(context)
    near = nearest(tuple(own), name.start)
    held = place_held(context, line, line.simple[name.start : name.end])
    beside = place_of_scene(line, name)
    for place in (later, near if near and in_one_sentence(line, near, name) else None, held, frame, near, beside):
        if place is not None:
            yield place


def place_of_scene(line: Line, name: Name) -> Mention | None:
    """在甲市乙产业园，丙项目开工: the place in the name of the one that only says where."""
    ahead = (p for p in line.places if p.end <= name.start and in_one_sentence(line, p, name))
    return next((p for p in ahead if not in_a_party(line, p) and not is_of_a_company(line, p)), None)


def is_free(line: Line, place: Mention, rivals: tuple[Name, ...]) -> bool:
    """Neither in a company's name nor in that of another thing."""
    is_own = is_said_at(line, place) and any(n.start == place.start and n.end - place.end == 1 for n in line.names)
    return not (
        (in_a_party(line, place) and not is_own)
        or is_of_a_company(line, place)
        or any(overlaps(place, r) for r in rivals)
    )


_DISTRICT = re.compile(
    r"[\u4e00-\u9fff]{2,4}?(?:新区|新城|高新区|[县镇乡市区])(?<!园区)(?<!社区)(?<!校区)(?<!厂区)(?<!院区)(?!域)"
)


def district_ahead(line: Line, name: Name) -> str | None:
    """云禾镇 in 云禾镇食用菌产业园: a township that no list of places has."""
    match = _DISTRICT.match(line.simple, name.start, name.end - len(name.head))
    return line.text[match.start() : match.end()] if match else None


def place_told_later(context: Context, words: str) -> Mention | None:
    """…电站位于四川省甘孜州: a sentence that begins with the name or its end and says where."""
    for line in context.lines:
        match = re.search("位于|坐落于?|地处", line.simple[:PLACE_REACH])
        subject = line.simple[: match.start()] if match else ""
        if match and len(subject) >= 4 and (words.endswith(subject) or subject.endswith(words)):
            return next((p for p in line.places if p.start >= match.end()), None)
    return None


def place_held(context: Context, line: Line, words: str) -> Mention | None:
    """The place that the sentences before, or the title, have set."""
    scene = (*lines_before(context, line), *((context.title,) if context.title else ()))
    found = (p for before in scene for p in before.places if is_free(before, p, _others_in(before, words)))
    return next((p for p in found if not is_broad(p)), None)


SHORTEST_KIN = 3


def _others_in(line: Line, words: str) -> tuple[Name, ...]:
    """The other things that a line before names: a place in 甲市北站 is that station's, no scene for what follows."""
    if line.is_latin or line.index < 0:
        return ()
    pairs = {words[i : i + SHORTEST_KIN] for i in range(len(words) - SHORTEST_KIN + 1)}
    return tuple(n for n in find_names(line.simple) if not any(p in line.simple[n.start : n.end] for p in pairs))


_BORDER = re.compile("边境|边界|交界")


def is_said_at(line: Line, place: Mention) -> bool:
    return not _BORDER.match(line.simple, place.end) and bool(
        _AT.search(line.simple[max(0, place.start - 5) : place.start])
    )


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
    dates = [d for d in line.dates if not is_aside(line, d)] or line.dates
    beside = tuple(d for d in dates if "；" not in line.simple[min(d.end, at) : max(d.start, at)])
    # A day at the head of the sentence holds for all of it.
    mention = by_clause(line, beside, at) or nearest(tuple(d for d in dates if d.end <= at), at)
    if mention is None and not line.is_latin and not _VAGUE.search(line.simple):
        mention = next((d for before in lines_before(context, line) for d in before.dates if len(d.key) > 7), None)
    return mention.key if mention else None


def by_clause(line: Line, dates: tuple[Mention, ...], at: int) -> Mention | None:
    """The date of the event's own clause, else the one before it, else the one behind it (…贯通，计划明年通车)."""

    def rank(day: Mention) -> tuple[bool, bool, int]:
        apart = bool(re.search("[，,。]", line.simple[min(day.end, at) : max(day.start, at)]))
        return apart, apart and day.start > at, max(day.start - at, at - day.end, 0)

    return min((day for day in dates if not is_later_plan(line, day, at)), key=rank, default=None)


_PLANNED_FOR = re.compile(r"(?:预计|计划|拟|将|力争|有望|确保|争取|届时)[^，。；]{0,6}$")


def is_later_plan(line: Line, day: Mention, at: int) -> bool:
    """…已完工，预计10月试生产: the day of the next step is not that of this one."""
    gap = line.simple[at : day.start]
    return "，" in gap and bool(_PLANNED_FOR.search(gap))


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
            takes_part = mention.end <= name.start or is_joined_behind(line, name, mention)
        is_other = any(overlaps(mention, r) for r in rivals) or any(p[:2] == mention[:2] for p in line.places)
        is_other = is_other or not in_one_sentence(line, mention, name)
        if takes_part and not is_other and not is_no_party(line, mention, name):
            found.setdefault(mention.key, mention.text)
    for mention in owners_in_name(context, line.simple[name.start : name.end]):
        found.setdefault(mention.key, mention.text)
    return tuple(found.values())


_WITH = re.compile(r"由|联合|携手|与|和|、|业主|投资方|承建|单位|方为|落户|入驻")


def is_joined_behind(line: Line, name: Name, mention: Mention) -> bool:
    """Close behind the name, in its clause or behind a word that says what part it has."""
    gap = line.simple[name.end : mention.start]
    return mention.start <= name.end + PARTY_REACH and (not re.search("[，,]", gap) or bool(_WITH.search(gap)))


_SUFFIX = re.compile(r"(?:集团|控股|股份|有限|责任|公司|科技|企业)+$|\s(?:Group|Inc|Corp|Ltd|Co)\.?$")


def owners_in_name(context: Context, words: str) -> list[Mention]:
    """Companies of the article whose short name stands at the front of the project's name: 海尔集团, 海尔…产业园."""
    found = []
    for line in context.all_lines():
        for mention in line.names:
            short = _SUFFIX.sub("", line.simple[mention.start : mention.end])
            if len(short) >= 2 and short in words[: len(short) + OWNER_REACH] and short != words:
                found.append(mention)
    return found[:1]
