"""Projects: one identifiable piece of infrastructure, and what happens to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...text import simplify
from ...types import Project, Quantity
from ..facilities.alike import group_alike
from ..facilities.attribution import find_date, find_place, is_future, is_past
from ..facilities.frame_places import is_broad
from ..facilities.happenings import Happening
from ..facilities.names import Name, normal_form
from ..facilities.sequels import lines_about
from ..reading.amounts import with_bounds
from ..reading.context import Context, Line, make_evidence
from ..reading.parties import with_real_parties
from ..reading.passing import is_told_in_passing
from .called import is_nameless, without_echo
from .candidate import Candidate
from .candidates import find_candidates, find_introduced, find_told_of
from .ceremonies import is_of_ceremony, with_ceremony
from .contracts import contract_parties, contract_site, contract_sum
from .costs import cost_of
from .doubts import STANDING, is_described
from .english import find_english_projects, is_english
from .parties import actors_of, is_itself, owners_of, parties_of, told_of_company
from .quantities import find_capacity, find_stated_capacity
from .rosters import place_of_list
from .sameness import is_same, phase, simple_name
from .stages import firm_of, stage_of
from .thing_sums import is_among

# Longer names are rather a clause that slipped in than the full name.
LONGEST_NAME = 40
SURE = 0.97
# What a candidate's points are worth: of those that pass with the fewest (0.5), some nine in ten are right on labelled
# texts that no rule was written on, of those with 0.9 all but a few.
_BASE, _SLOPE = 0.45, 0.55
# An article that names a thing so often is about it, whenever it was begun.
TOPIC_TIMES = 3
# … unless that is so many years ago: the founding of a laboratory in a film's year is history.
LONG_AGO = 10


def find_projects(context: Context) -> list[Project]:
    """The projects that an article reports on, each once, in order of appearance."""
    if is_english(context):
        return find_english_projects(context)
    lines = context.all_lines()
    candidates = [c for i, line in enumerate(lines) for c in find_candidates(line, lines[i - 1] if i else None)]
    candidates.extend(find_told_of(context))
    candidates.extend(find_introduced(context))
    # A bundle whose projects are told one by one is told already.
    candidates = with_ceremony(context, candidates)
    has_row = any(is_of_ceremony(c) for c in candidates)
    told = [c for c in candidates if simple_name(c) not in context.aliases and not (has_row and c.name.count)]
    groups = group_alike(told, is_same)
    made = [
        (group, with_bounds(with_real_parties(make_project(context, group, told), context), context))
        for group in groups
    ]
    found = [(group, without_echo(project)) for group, project in made if not is_nameless(project.name)]
    owned = ((group, with_owner(group, project)) for group, project in found)
    return list(unite_rows([(group, project) for group, project in owned if project is not None]))


# 印度|工厂, 韩国|新工厂: what may stand behind the name of a country.
_ANY_WORKS = re.compile(
    r"(?:新|首座|首家|第[二三四五][座家]?)?(?:工厂|新厂|厂|基地|生产基地|制造基地|超级工厂|研发中心|生产线|产线)"
)


def with_owner(group: list[Candidate], project: Project) -> Project | None:
    """甲公司印度工厂: what is called by its country alone bears its owner's name too; nobody's is left out."""
    if any(c.origin != "branch" for c in group) or not _is_called_by_country(group, project.name):
        return project
    owner = next(iter((*project.owners, *project.parties)), None)
    if owner is None:
        return project if project.money or project.capacity else None
    return project if owner in project.name else replace(project, name=f"{owner}{project.name}")


def _is_called_by_country(group: list[Candidate], name: str) -> bool:
    wide = {p.text for c in group for p in c.line.places if is_broad(p)}
    return any(name.startswith(w) and _ANY_WORKS.fullmatch(simplify(name[len(w) :])) for w in wide)


def unite_rows(found: list[tuple[list[Candidate], Project]]) -> Iterator[Project]:
    """甲公司 of a row of openings and the base that 甲公司 builds are one: the row gives stage and day."""
    rows = {p.name: p for group, p in found if all(c.origin == "row" and not c.name.head for c in group)}
    told: set[str] = set()
    merged: list[Project] = []
    for _, project in found:
        name = next((n for n in rows if n != project.name and n in project.parties), None)
        if name is None or project.name in rows:
            merged.append(project)
            continue
        told.add(name)
        row = rows[name]
        merged.append(
            replace(project, stage=row.stage, date=row.date or project.date, place=project.place or row.place)
        )
    yield from (p for p in merged if p.name not in told)


# ---------------------------------------------------------------- one project from its mentions


def make_project(context: Context, group: list[Candidate], rivals: list[Candidate]) -> Project:
    """One project from all its mentions; `rivals` are all candidates of the article."""
    best = max(group, key=lambda c: (c.line.index >= 0, c.confidence, -c.line.index))
    named = name_of(context, group, best)
    sequels = sequels_of(context, group, rivals)
    echoes = echoes_of(context, group, sequels)
    firm = firm_of(group, (*sequels, *echoes))
    works = [c.line for c in group if c.origin == "contract"]
    money = (contract_sum(context, works) if works else None) or cost_of(context, best, group, sequels)
    told = next((c for c in group if c.happening is firm), best)
    date = date_of(context, group, told, best)
    others = tuple(c.name for c in rivals if c.line is best.line and c not in group)
    owners = owners_of(context, best, group, (*sequels, *echoes))
    parties = tuple(dict.fromkeys((*parties_of(context, best, others), *owners)))
    is_won = bool(works) and best.origin == "contract"
    won = contract_parties(context, works, best.happening.start) if is_won else ()
    told_parties = won if is_won else actors_of(context, best, parties)
    told_parties = told_parties or told_of_company(context, [c.line for c in group] + list(echoes))
    is_old = is_past(context, date) and firm.stage != "under_construction"
    is_topic = context.article.text.count(best.text) >= TOPIC_TIMES
    is_recent = bool(date and context.day and int(date[:4]) >= context.day.year - LONG_AGO)
    if is_old and ((is_topic and is_recent) or any(c.origin == "standing" for c in group)):
        is_old, date = False, None  # when it was founded is no date of what the article tells of it now
    ahead, behind = best.line.simple[: best.name.start], best.line.simple[best.name.end :]
    stage = stage_of(firm, best.type, simplify(best.text), behind, is_future=is_future(context, date), ahead=ahead)
    return Project(
        type=named.type if best.type == "other" else best.type,
        name=named.text,
        parties=tuple(n for n in told_parties if not is_itself(n, best)),
        money=money,
        stage=stage,
        place=place_of(context, best, works, others),
        date=date,
        is_background=is_old or all(c.happening.is_background or _is_in_passing(c, firm, context) for c in group),
        confidence=_sureness(best, is_told_again=len(group) > 1, has_sum=money is not None, has_day=date is not None),
        evidence=(make_evidence(context, best.line, f"project:{best.origin}:{firm.side}:{firm.words}"),),
        stage_text=firm.words,
        owners=owners,
        capacity=capacity_of(group, sequels),
        bundle=best.name.count,
    )


def date_of(context: Context, group: list[Candidate], told: Candidate, best: Candidate) -> str | None:
    """The day of what happens to it: where it is told, else where another mention tells it, else beside the best one.

    A day to come beside a fact is of something else: 开工…，计划明年年底投产.
    """
    same = (c for c in group if c is not told and c.happening.stage == told.happening.stage)
    for c in (told, *same):
        if (date := find_date(context, c.event_line or c.line, c.happening.start)) is not None:
            return date
    date = find_date(context, best.line, best.happening.start)
    return None if told.happening.firmness()[0] and is_future(context, date) else date


def _is_in_passing(c: Candidate, firm: Happening, context: Context) -> bool:
    """今年1月，甲项目开工, told beside other news; what is under way goes on."""
    is_over = not firm.is_plan and firm.stage not in ("planned", "under_construction", "operating")
    return is_over and is_told_in_passing(c.line, c.happening.start, context, name=c.text)


def name_of(context: Context, group: list[Candidate], best: Candidate) -> Candidate:
    """The mention with the fullest name that is no clause."""
    body = context.article.text
    return max(group, key=lambda c: (c is best or c.text in body, len(c.text) <= LONGEST_NAME, len(c.text)))


SHORTEST_ECHO = 5


def echoes_of(context: Context, group: list[Candidate], sequels: tuple[Line, ...]) -> tuple[Line, ...]:
    """Other lines that name it again, if only without its phase."""
    known = {line.index for line in (*sequels, *(c.line for c in group))}
    words = normal_form(simple_name(group[0]))
    short = words.replace(phase(words), "") if phase(words) else words
    if len(short) < SHORTEST_ECHO or group[0].line.is_latin:
        return ()
    spelt = {short, simple_name(group[0])}  # with its quotation marks, which the normal form leaves off
    return tuple(line for line in context.lines if line.index not in known and any(w in line.simple for w in spelt))


def place_of(context: Context, best: Candidate, works: list[Line], others: tuple[Name, ...]) -> str | None:
    if best.origin == "branch":
        return best.line.text[best.name.start : best.name.end]
    if best.origin == "row" and (headed := place_of_list(best.line, best.name.start)) is not None:
        return headed
    site = contract_site(context, works) if works else None
    return site.text if site else find_place(context, best.line, best.name, others)


def sequels_of(context: Context, group: list[Candidate], rivals: list[Candidate]) -> tuple[Line, ...]:
    """The sentences that go on about the project without its name, in order."""
    if any(c.origin in ("row", "branch") or c.name.count for c in group):
        return ()
    told = {c.line.index for c in rivals if c not in group}
    alone = [c for c in group if not is_among(c.line, c.name)]
    found = {line.index: line for c in alone for line in lines_about(context, c.line, c.name, told)}
    return tuple(found[index] for index in sorted(found))


def capacity_of(group: list[Candidate], sequels: tuple[Line, ...]) -> Quantity | None:
    """The size, from the lines that name the project, then from those that go on about it."""
    sizes = (q for c in group if (q := own_capacity(c)) is not None)
    return next(sizes, None) or next((q for line in sequels if (q := find_stated_capacity(line)) is not None), None)


def own_capacity(c: Candidate) -> Quantity | None:
    """What the line says of its size; of one among several (甲水电站等5座…总装机300万千瓦) what its name says."""
    size = find_capacity(c.line, c.name)
    is_joint = size is not None and is_among(c.line, c.name) and size.text not in c.text
    return None if is_joint else size


def _sureness(best: Candidate, *, is_told_again: bool, has_sum: bool, has_day: bool) -> float:
    """The record's confidence, from its best candidate's points and what else the article says of it."""
    is_mere = not (has_sum or has_day) and is_described(best.line, best.name, best.happening)
    points = _BASE + _SLOPE * best.confidence + 0.03 * is_told_again + 0.03 * has_sum
    return round(min(SURE, points) - STANDING * is_mere, 2)
