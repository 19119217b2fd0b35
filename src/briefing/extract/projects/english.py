"""Projects of an English article: the sites its lines tell, gathered, each with its cost, place, day and owners."""

from __future__ import annotations

import re
from dataclasses import replace

from ...config import read_table
from ...types import Project
from ..deals.en_draft import is_fresh
from ..english.cast import LONGEST
from ..english.outline import read_outline
from ..english.stage import lies_back
from ..facilities.alike import group_alike
from ..facilities.attribution import find_date
from ..facilities.english_names import find_english, grammar_of
from ..reading.amounts import with_bounds
from ..reading.context import Context, Line, make_evidence
from ..reading.parties import with_real_parties
from .english_fields import cost_of, find_sequels, owners_of, place_of, site_of
from .english_happenings import TABLE, Told
from .english_sites import SITE, Site, find_sites, kind_told

MOSTLY = 0.9
"""Share of English lines that makes an article English."""
SURE = 0.97
NEAR = 2
"""Sentences between a thing described (a new campus in Ohio) and its name (the Foo campus)."""
# a $40 million loan facility: money, no site
_MONEY_FACILITY = re.compile(
    r"\b(?:loan|credit|financing|lending|borrowing|revolving)\sfacilit(?:y|ies)\b", re.IGNORECASE
)
_BARE = frozenset(TABLE["names"]["plain"])
"""Hubs in Lima and Cusco: said of many, with no word of what they are."""
_WIDE = frozenset(
    name for group in ("countries", "provinces", "states") for name in read_table("places.toml")["english"][group]
)
_GENERIC = frozenset(TABLE["names"]["generic"])
_AT_SITE = re.compile(rf"(?:{SITE.pattern})$", re.VERBOSE)
_RUNS = frozenset(("energy", "plant", "transport", "logistics", "data_center"))
"""To launch one of these is to let it run; a centre or a laboratory is launched when it is set up."""


def is_english(context: Context) -> bool:
    """Told in English throughout: a Chinese title or text is read by the other grammar."""
    lines = context.all_lines()
    return bool(lines) and lines[0].is_latin and sum(line.is_latin for line in lines) >= MOSTLY * len(lines)


def find_english_projects(context: Context) -> list[Project]:
    """The projects that an English article reports on, each once, in order of appearance."""
    lines = [line for line in context.all_lines() if line.is_latin and len(line.simple) <= LONGEST]
    sites = [s for line in lines for s in _sites(line)]
    groups = group_alike(sorted(sites, key=lambda s: s.line.index < 0), _is_same)
    made = [_project(context, group, groups) for group in groups]
    return [with_bounds(with_real_parties(p, context), context) for p in made if p is not None]


def _sites(line: Line) -> list[Site]:
    """What either grammar finds, the longer reading first."""
    found = list(find_sites(line))
    read = tuple(found)
    for f in find_english(line, grammar_of("projects")):
        is_many = f.label is None and re.search(
            rf"\b{re.escape(f.name.head)}s\b", line.simple[f.name.start : f.name.end]
        )
        is_told = f.label is not None and (
            any(s.told.at <= f.happening.start <= s.end for s in read) or f.label.split(" in ")[0].lower() in _BARE
        )
        is_told = is_told or bool(_MONEY_FACILITY.search(line.simple[f.name.start : f.name.end]))
        if not is_many and not is_told and not any(s.start < f.name.end and f.name.start < s.end for s in found):
            text = f.label or line.text[f.name.start : f.name.end]
            site = _AT_SITE.search(text)
            told = Told(f.happening.stage, f.happening.is_plan, f.happening.words, f.happening.start, f.happening.side)
            place, proper = site["site"] if site else None, text[:1].isupper()
            span = (f.name.start, f.name.end)
            found.append(Site(line, *span, text, f.name.head, f.name.type, told, place, proper, f.confidence))
    return sorted(found, key=lambda s: s.start)


def _tokens(site: Site) -> frozenset[str]:
    words = re.findall(r"[a-z0-9][\w'’-]*", f"{site.name} {site.place or ''}".lower())
    return frozenset(w.removesuffix("'s").removesuffix("’s") for w in words) - _GENERIC


def _is_same(a: Site, b: Site) -> bool:
    """One kind of thing, and a telling word in common; a headline says it in other words."""
    if a.type != b.type and "other" not in (a.type, b.type):
        return False
    x, y = _tokens(a), _tokens(b)
    elsewhere = a.place and b.place and a.place != b.place and not a.is_proper
    is_wide = bool({a.place, b.place} & _WIDE)
    if x & y and not elsewhere:
        return True
    if (not x or not y) and not elsewhere and a.type == b.type and a.is_proper == b.is_proper:
        return True  # a factory near Lima; $500 million in the plant
    same_head = a.head.split()[-1] == b.head.split()[-1]
    if a.is_proper != b.is_proper and same_head and abs(a.line.index - b.line.index) <= NEAR:
        return True  # a new campus in Ohio; the Foo campus
    return min(a.line.index, b.line.index) < 0 and (is_wide or not elsewhere) and (not x or not y or a.type == b.type)


# ---------------------------------------------------------------- one project from its mentions


def _project(context: Context, group: list[Site], groups: list[list[Site]]) -> Project | None:
    best = max(group, key=lambda s: (s.line.index >= 0, s.is_proper, not s.told.is_plan, s.confidence, -s.line.index))
    sequels = find_sequels(context, group, {s.line.index for g in groups if g is not group for s in g})
    owners = owners_of(context, group, sequels)
    money, place = cost_of(group, sequels), place_of(context, best, group, sequels)
    if not _is_particular(best, group, bool(owners), bool(place or money)):
        return None
    told, date = _firm(group, best.type), find_date(context, best.line, best.told.at)
    stage = "planned" if told.is_plan and told.stage not in ("terminated", "signed") else told.stage
    outline = read_outline(best.line, context)
    at = outline.where(best.told.at)
    is_old = lies_back(outline, at, at + 1, context)
    if not is_old and not is_fresh(date, context):
        date = None  # of an aside: on land that it bought in 2019
    return Project(
        type=_kind(best, group, context),
        name=best.name,
        parties=tuple(n for n in owners if n != best.name),
        money=money,
        stage=stage,
        place=place,
        date=None if stage == "planned" and date and len(date) == 4 else date,
        is_background=is_old,
        confidence=round(min(SURE, best.confidence + 0.05 * (len(group) > 1) + 0.05 * (money is not None)), 2),
        evidence=(make_evidence(context, best.line, f"project:english:{told.side}:{told.words}"),),
        stage_text=told.words,
        owners=owners,
    )


def _is_particular(best: Site, group: list[Site], is_owned: bool, has_field: bool) -> bool:
    """Named, or somebody's, or somewhere; a center or a campus that is nobody's and nowhere is a manner of speaking."""
    if best.is_proper or is_owned:
        return True
    return has_field and (best.type not in ("center", "other") or any(site_of(s) for s in group))


def _firm(group: list[Site], kind: str) -> Told:
    """What is stopped is stopped; else a plain fact before a plan, the body before the title."""
    stopped = [s for s in group if s.told.stage == "terminated" and not s.told.is_plan]

    def order(s: Site) -> tuple[bool, bool, int]:
        return (s.told.is_plan or s.told.stage == "planned", s.line.index < 0, s.line.index)

    told = min(stopped or group, key=order).told
    is_run = told.stage == "established" and told.words.lower().startswith("launch") and kind in _RUNS
    return replace(told, stage="operating") if is_run else told


def _kind(best: Site, group: list[Site], context: Context) -> str:
    """A facility or campus is what its other mentions, the headline or the lead call it."""
    told = [s.type for s in (best, *group) if s.type != "other"]
    scene = (line.simple for line in context.first_lines(2))
    return told[0] if told else next((kind for text in scene if (kind := kind_told(text))), "other")
