"""Projects: one identifiable piece of infrastructure, and what happens to it."""

from __future__ import annotations

import re
from dataclasses import replace

from ..text import simplify
from ..types import Money, Project, Quantity
from .alike import group_alike
from .attribution import (
    find_cost,
    find_cost_elsewhere,
    find_date,
    find_parties,
    find_place,
    is_future,
    is_part_of_cost,
    is_past,
)
from .coined import is_field
from .context import Context, Line, make_evidence
from .facilities import Name, is_shortened, normal_form
from .happenings import Happening
from .parties import with_real_parties
from .project_candidates import Candidate, find_candidates
from .quantities import find_capacity, find_quantities, find_stated_capacity
from .roles import both_sides, find_owners
from .sequels import lines_about

# Longer names are rather a clause that slipped in than the full name.
LONGEST_NAME = 40
SURE = 0.97


def find_projects(context: Context) -> list[Project]:
    """The projects that an article reports on, each once, in order of appearance."""
    lines = context.all_lines()
    candidates = [c for i, line in enumerate(lines) for c in find_candidates(line, lines[i - 1] if i else None)]
    # A bundle whose projects are told one by one is told already.
    has_row = any(c.origin == "row" for c in candidates)
    told = [c for c in candidates if simple_name(c) not in context.aliases and not (has_row and c.name.count)]
    made = (with_real_parties(make_project(context, group, told), context) for group in group_alike(told, is_same))
    return [project for project in map(without_echo, made) if not is_nameless(project.name)]


_TWICE = re.compile("(项目|項目|工程|基地|中心|园区|園區)\\1$")


def without_echo(project: Project) -> Project:
    """某某项目项目: the head noun once."""
    return replace(project, name=_TWICE.sub(r"\1", project.name))


_COUNTED = re.compile(
    r"(?:[现共设建拥]?有)?(?P<count>[\d一二两三四五六七八九十多数几]+[座大个家处条])?(?P<field>[\u4e00-\u9fff]{0,3}?)(?:生产|制造|研发)?(?:工厂|基地|厂)"
)


def is_nameless(name: str) -> bool:
    """有七大基地, 两座工厂, 芯片工厂: how many and of which field, but not which."""
    m = _COUNTED.fullmatch(simplify(name))
    return m is not None and (not m["field"] or is_field(m["field"]))


def is_same(a: Candidate, b: Candidate) -> bool:
    """Whether two names mean one project: equal, one in the other, or one a shortening of the other."""
    if a.name.count != b.name.count or not one_size(a, b):
        return False
    if a.line.is_latin != b.line.is_latin:  # a title in another language than the text
        return min(a.line.index, b.line.index) < 0 and a.type == b.type
    x, y = sorted(bare_names(a, b), key=len)
    shortest = 4 if x in (normal_form(simple_name(a)), normal_form(simple_name(b))) else 2
    if phase(x) and phase(x) != phase(y):
        return False
    if "branch" in (a.origin, b.origin) and x[-6:] == y[-6:]:
        return True
    return x == y or (len(x) >= shortest and is_part(x, y, a.type == b.type)) or (len(x) >= 6 and is_shortened(x, y))


# 2GWh储能基地 and 规模2GWh的电网侧储能基地; 年产5万吨…项目 and 万吨级…项目.
_SIZE = re.compile(
    r"(?:年产能?|规模|总?装机(?:容量)?|日产|日处理)?约?[\d.百千]*[万亿]?(?:GWh|MWh|GW|MW|吉瓦时|兆瓦时|吉瓦|兆瓦|万?千瓦时?|吨|平方米|[套台辆件片只颗支])(?:/年)?级?的?"
)


def bare_names(a: Candidate, b: Candidate) -> tuple[str, str]:
    """Both names for comparison; where the title tells one of them, without its size."""
    x, y = normal_form(simple_name(a)), normal_form(simple_name(b))
    if (a.line.index < 0) == (b.line.index < 0):
        return x, y
    return (_SIZE.sub("", x, count=1) or x), (_SIZE.sub("", y, count=1) or y)


def one_size(a: Candidate, b: Candidate) -> bool:
    """Not 100MW and 200MW of one kind."""
    sizes = [{(q.unit, q.value) for _, q in find_quantities(simple_name(c))} for c in (a, b)]
    return not all(sizes) or bool(sizes[0] & sizes[1]) or {u for u, _ in sizes[0]}.isdisjoint(u for u, _ in sizes[1])


def is_part(short: str, full: str, of_one_type: bool) -> bool:
    """甲市产业园, 产业园二期: a park's name may stand at either end; in the middle it names where another thing is."""
    return full.endswith(short) or (of_one_type and full.startswith(short))


def simple_name(c: Candidate) -> str:
    """The name for comparison; one put together from a place and a noun is taken as it is called."""
    if c.origin == "english":
        return c.text.lower()
    return simplify(c.text) if c.origin == "branch" else c.line.simple[c.name.start : c.name.end]


def phase(words: str) -> str:
    match = re.search(r"[一二三四五六七八九十\d]+期", words)
    return match.group() if match else ""


# ---------------------------------------------------------------- one project from its mentions


def make_project(context: Context, group: list[Candidate], rivals: list[Candidate]) -> Project:
    """One project from all its mentions; `rivals` are all candidates of the article."""
    best = max(group, key=lambda c: (c.line.index >= 0, c.confidence, -c.line.index))
    body = context.article.text
    named = max(group, key=lambda c: (c is best or c.text in body, len(c.text) <= LONGEST_NAME, len(c.text)))
    firm = max(group, key=lambda c: (*c.happening.firmness(), c.confidence)).happening
    sequels = sequels_of(context, group, rivals)
    money = cost_of(context, best, group, sequels)
    date = find_date(context, best.line, best.happening.start)
    others = tuple(c.name for c in rivals if c.line is best.line and c not in group)
    owners = owners_of(context, best, group, sequels)
    return Project(
        type=named.type if best.type == "other" else best.type,
        name=named.text,
        parties=tuple(dict.fromkeys((*parties_of(context, best, others), *owners))),
        money=money,
        stage=stage_of(firm, is_future=is_future(context, date)),
        place=best.line.text[best.name.start : best.name.end]
        if best.origin == "branch"
        else find_place(context, best.line, best.name, others),
        date=date,
        is_background=all(c.happening.is_background for c in group) or is_past(context, date),
        confidence=round(min(SURE, best.confidence + 0.05 * (len(group) > 1) + 0.05 * (money is not None)), 2),
        evidence=(make_evidence(context, best.line, f"project:{best.origin}:{firm.side}:{firm.words}"),),
        stage_text=firm.words,
        owners=owners,
        capacity=capacity_of(group, sequels),
        bundle=best.name.count,
    )


def sequels_of(context: Context, group: list[Candidate], rivals: list[Candidate]) -> tuple[Line, ...]:
    """The sentences that go on about the project without its name, in order."""
    if any(c.origin in ("row", "branch") or c.name.count for c in group):
        return ()
    told = {c.line.index for c in rivals if c not in group}
    found = {line.index: line for c in group for line in lines_about(context, c.line, c.name, told)}
    return tuple(found[index] for index in sorted(found))


def owners_of(context: Context, best: Candidate, group: list[Candidate], sequels: tuple[Line, ...]) -> tuple[str, ...]:
    """由甲投资建设, 甲承建X; both sides of an agreement to build it."""
    if best.origin in ("row", "branch") or best.name.count:
        return ()
    if best.line.is_latin:
        return builders_of(best)
    lines = [c.line for c in group if not shares_line(c, group)]
    front = best.line.simple[: best.name.start]
    return find_owners((*lines, *sequels), front, best.line) or both_sides(context, best.line, best.name.start)


def shares_line(c: Candidate, group: list[Candidate]) -> bool:
    """A title says little of who builds; its words are a clipping of the sentence's."""
    return c.line.index < 0 and any(other.line.index >= 0 for other in group)


def builders_of(best: Candidate) -> tuple[str, ...]:
    """Acme will build a plant: the company in front of the verb."""
    if best.happening.side != "before":
        return ()
    before = [n for n in best.line.names if n.end <= best.happening.start]
    return (before[-1].text,) if before else ()


def capacity_of(group: list[Candidate], sequels: tuple[Line, ...]) -> Quantity | None:
    """The size, from the lines that name the project, then from those that go on about it."""
    sizes = (q for c in group if (q := find_capacity(c.line, c.name)) is not None)
    return next(sizes, None) or next((q for line in sequels if (q := find_stated_capacity(line)) is not None), None)


def parties_of(context: Context, best: Candidate, others: tuple[Name, ...]) -> tuple[str, ...]:
    """Of a row of plants each bears its company's name."""
    if best.origin == "row" and best.type == "plant":
        return (best.text,)
    return find_parties(context, best.line, best.name, others)


def stage_of(happening: Happening, *, is_future: bool) -> str | None:
    """A plan, or what has a date to come, never appears as a fact; a signed plan is signed."""
    if (happening.is_plan or is_future) and happening.stage not in ("signed", "terminated"):
        return "planned"
    return happening.stage or None


def cost_of(context: Context, best: Candidate, group: list[Candidate], sequels: tuple[Line, ...]) -> Money | None:
    """The total investment: in the lines of the project, then in lines that name it again or go on about it."""
    part: Money | None = None
    for candidate in sorted(group, key=lambda c: c is not best):
        money = None if candidate.origin == "row" else find_cost(candidate.line, candidate.name)
        if money is not None and not says_part(candidate, money):
            return money
        part = part or money
    if best.name.count:
        return part
    return find_cost_elsewhere(context, best.line, normal_form(simple_name(best)), sequels) or part


def says_part(candidate: Candidate, money: Money) -> bool:
    """The cost of a first phase, when the project as a whole is named."""
    if phase(simple_name(candidate)):
        return False
    line = candidate.line
    start = money.span.start - line.span.start
    return any(m.span.start == start and is_part_of_cost(line, m) for m in line.money)
