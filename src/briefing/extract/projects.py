"""Projects: one identifiable piece of infrastructure, and what happens to it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from ..types import Money, Project, Quantity
from .amounts import place_amount
from .context import Context, Line, make_evidence
from .english_names import Finding, find_english, grammar_of
from .facilities import Name, find_names, is_shortened, normal_form, overlaps
from .happenings import Happening, Verbs, chain, read_happening
from .mentions import nearest
from .quantities import find_capacity
from .rosters import find_branches, find_row

# How far an amount may stand from the name it belongs to, in lines.
FOLLOWING_LINES = 3
# Names read from a row have no head noun to vouch for them; branches of a founder are plain.
ROSTER, BRANCH = 0.55, 0.6
_NOT_BUILT = ("公益", "科研", "研发", "合作", "文化", "比赛", "体育", "民生", "试点", "课题", "服务", "消费", "惠民", "教育", "体验", "后续", "配套", "附属")
_OWN_MONEY = frozenset({"investment", "total", "price", None})


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    return tomllib.loads(resources.files("briefing.data").joinpath("projects.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def verbs() -> Verbs:
    return Verbs(table())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name with what happens to it, in one line."""

    line: Line
    name: Name
    text: str
    type: str
    happening: Happening
    confidence: float


def find_projects(context: Context) -> list[Project]:
    """The projects that an article reports on, each once, in order of appearance."""
    candidates = [c for line in context.all_lines() for c in find_candidates(line)]
    return [make_project(context, group) for group in gather(candidates)]


def find_candidates(line: Line) -> list[Candidate]:
    """Every project that the line itself vouches for."""
    if line.is_latin:
        return [english_candidate(line, finding) for finding in find_english(line, grammar_of("projects"))]
    if not verbs().any_word.search(line.simple):
        return []
    names = [n for n in find_names(line.simple) if n.type != "fund"]
    found: list[Candidate] = []
    for row in chain(names, line.simple):
        found.extend(roster_candidates(line, row[-1]))
        happening = read_happening(line.simple, row[0].start, row[-1].end, verbs())
        if happening is None and len(row) == 1:
            happening = read_investment(line, row[0])
        if happening is not None and len(row) == 1 and (branches := branch_candidates(line, row[0], happening)):
            found.extend(branches)
        elif happening is not None:
            found.extend(c for name in row if (c := read_candidate(line, name, happening)) is not None)
    return found


def roster_candidates(line: Line, name: Name) -> list[Candidate]:
    """甲、乙、丙等7个工业项目开工: each of them; a signing of many is a deal and left to it."""
    if name.type != "project":
        return []
    elements = find_row(line, name)
    start = elements[0].start if elements else name.start
    happening = read_happening(line.simple, start, name.end, verbs()) if elements else None
    words = line.simple[name.start : name.end]
    if happening is None or happening.stage == "signed" or any(w in words for w in _NOT_BUILT):
        return []
    kind = project_type(words, name)
    return [Candidate(line, e, line.text[e.start : e.end], kind, happening, ROSTER) for e in elements]


def branch_candidates(line: Line, name: Name, happening: Happening) -> list[Candidate]:
    """在甲地、乙地设立创新中心: one in each place, called by it."""
    found = []
    for place, label in find_branches(line, name, happening):
        spot = replace(name, start=place.start, end=place.end)
        found.append(Candidate(line, spot, label, name.type, happening, BRANCH))
    return found


def english_candidate(line: Line, finding: Finding) -> Candidate:
    text = finding.label or line.text[finding.name.start : finding.name.end]
    return Candidate(line, finding.name, text, finding.name.type, finding.happening, finding.confidence)


_OF_SUM = re.compile(r"(?:左右|以上)?的?[“「『\"]?")
_SAID_OF = re.compile(r"(?:[^。；！？]{0,12}(?:位于|坐落|占地|总投资|规划|计划|投资|由|建筑面积|项目)[^。；！？]{0,60})?(?:总投资|投资额|投资总额|计划投资|规划投资)")


def read_investment(line: Line, name: Name) -> Happening | None:
    """A facility that is said to cost so much: 园区位于…，规划总投资25亿元."""
    sums = [m for m in line.money if m.role == "investment" and name.end <= m.span.start <= name.end + 80]
    if sums and _SAID_OF.match(line.simple, name.end, sums[0].span.start):
        words = line.simple[name.end : sums[0].span.start]
        return Happening("", "总投资", name.end, "beside", bool(re.search(r"规划|计划|拟|预计|将", words)), False)
    before = [m for m in line.money if m.role == "investment" and _OF_SUM.fullmatch(line.simple, m.span.end, name.start)]
    if before:
        return Happening("", "总投资", before[-1].span.start, "beside", False, False)
    return None


def read_candidate(line: Line, name: Name, happening: Happening) -> Candidate | None:
    """The name as a project, when it is particular enough for what is said of it."""
    words = line.simple[name.start : name.end]
    kind = project_type(words, name)
    if name.count and name.head in ("生产线", "产线", "厂房", "仓库", "机组", "工作站"):
        return None
    if name.count == 0 or (name.count and happening.stage == "signed") or is_excluded(words, name):
        return None
    if happening.side == "before" and not closes(line, name, happening):
        return None
    if name.type == "project" and is_only_a_place(line, name):
        return None
    if _LOCATIVE.search(line.simple, 0, name.start):
        return None
    if is_district(words) and happening.words not in table()["districts"]["events"]:
        return None
    confidence = score_candidate(line, name, happening)
    if confidence < 0.5:
        return None
    return Candidate(line, name, line.text[name.start : name.end], kind, happening, confidence)


# What may follow a name that an event word in front of it governs; anything else makes it an attribute (园区企业).
_CLOSED = re.compile(
    r"[”」』\"]?(?:$|[\s，。；、！？）)《（(,;.!?:：—|】]|[等和与及在于并将已为后时来由从以，]|以及|建设|签约|战略|合作|正式|项目|工程|开工|落成|落户|投产|启用|进行|进度|意向|框架|共同|位于|总|全[线长面]|占地|成为|成立|两|三|今|的(?:签约|合作|协议|建设|战略|基础|同时|方式|步伐|进程))"
)
# After a word of mere haste only its own noun: 加快X建设.
_HASTENED = re.compile(r"[”」』\"]?(?:$|[，。；、！？]|建设|等|和|与|及|落地|投产|施工|开工|前期|进度|项目|工程|扩|竣工|建成)")


def closes(line: Line, name: Name, happening: Happening) -> bool:
    hasty = happening.is_weak and ("推进" in happening.words or "加快" in happening.words)
    return bool((_HASTENED if hasty else _CLOSED).match(line.simple, name.end))


def is_only_a_place(line: Line, name: Name) -> bool:
    """西安市项目 names a city, not a project."""
    rest = line.simple[name.start : name.end]
    for place in line.places:
        if overlaps(place, name):
            rest = rest.replace(line.simple[place.start : place.end], "", 1)
    return len(re.sub(r"项目|工程|市|省|区|县|建设|重点|重大", "", rest)) < 2


# A name behind one of these is where something else happens.
_LOCATIVE = re.compile(
    r"(?:在|位于|落户|入驻|落地|走进|赴|到|至|从|向|坐落于?|地处|抵达|来到|参观|考察|毗邻|走访|前往|进驻|对|为|给|与|和|同)[“「『\"]?$"
)


def is_excluded(words: str, name: Name) -> bool:
    return any(word in words for word in table()["not_projects"]["words"])


def is_district(words: str) -> bool:
    return any(words.endswith(word) for word in table()["districts"]["words"])


def project_type(words: str, name: Name) -> str:
    """By the head noun; a plain 项目, 工程 or 基地 by what it is made of."""
    if name.type == "project" or name.head == "基地" or name.type == "other":
        for kind, marks in table()["kinds"].items():
            if any(mark in words for mark in marks):
                return str(kind)
    return "other" if name.type == "project" else name.type


def score_candidate(line: Line, name: Name, happening: Happening) -> float:
    """How sure it is that this is a project and an event: 0.5 is the least that is printed."""
    money = any(m.role == "investment" for m in line.money)
    anchored = is_anchored(line, name)
    if name.type == "project" and not (is_physical(line, name, happening) or money):
        return 0.0
    score = 0.4 + 0.12 * min(name.weight, 2) + 0.18 * anchored + 0.1 * money
    score -= (0.1 if money and line.places else 0.2) * happening.is_weak + 0.08 * happening.is_plan + 0.05 * (name.type == "project")
    if happening.is_plan or happening.stage == "planned":
        score += 0.15 * bool(_AGREED.search(line.simple))
    if not anchored and name.weight < 2:
        known = bool(line.names or line.places)
        score -= 0.3 if name.weight == 0 else 0.12 * (not known) + 0.1 * is_superlative(line, name)
    if name.count:
        score += 0.1 * money - 0.1 * happening.is_weak - 0.4 * (happening.stage == "terminated")
    return round(max(0.0, min(score, 0.95)), 2)


def is_superlative(line: Line, name: Name) -> bool:
    """全球首座核电站: a description, the name comes elsewhere."""
    return bool(re.search(r"(?:首[个座家条批只支]|最[大高长早快]的?|第一[个座家条])$", line.simple[max(0, name.start - 5) : name.start]))


_AGREED = re.compile(r"签署|签约|签订|协议|备忘录|战略合作|达成")
_BUILT = ("data_center", "energy", "transport", "logistics", "plant")


def is_physical(line: Line, name: Name, happening: Happening) -> bool:
    """Something built: by its event, or by what its name says it is."""
    if any(word in happening.words for word in table()["physical"]["words"]):
        return True
    words = line.simple[name.start : name.end]
    return any(mark in words for kind in _BUILT for mark in table()["kinds"][kind])


def is_anchored(line: Line, name: Name) -> bool:
    """It has a proper name in it: of a place or company, in quotes, or a figure."""
    if name.is_quoted or has_figure(line, name):
        return True
    if any(overlaps(place, name) for place in line.places):
        return True
    return any(m.start <= name.start < m.end < name.end - len(name.head) for m in line.names)


def has_figure(line: Line, name: Name) -> bool:
    return bool(re.search(r"[A-Za-z0-9]", line.simple[name.start : name.end]))


# ---------------------------------------------------------------- one project from its mentions


def gather(candidates: list[Candidate]) -> list[list[Candidate]]:
    """Mentions of one thing, together."""
    groups: list[list[Candidate]] = []
    for candidate in candidates:
        for group in groups:
            if any(is_same(candidate, other) for other in group):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    return groups


def is_same(a: Candidate, b: Candidate) -> bool:
    x, y = sorted((normal_form(simple_name(c)) for c in (a, b)), key=len)
    if a.name.count != b.name.count or (phase(x) and phase(x) != phase(y)):
        return False
    return x == y or (len(x) >= 4 and x in y) or (len(x) >= 6 and is_shortened(x, y))


def simple_name(c: Candidate) -> str:
    """The name for comparison; one put together from a place and a noun is taken as it is called."""
    if c.line.is_latin or c.confidence == BRANCH:
        return c.text.lower()
    return c.line.simple[c.name.start : c.name.end]


def phase(words: str) -> str:
    match = re.search(r"[一二三四五六七八九十\d]+期", words)
    return match.group() if match else ""


_FIRMNESS = ("operating", "completed", "under_construction", "started", "terminated", "established", "signed")


def make_project(context: Context, group: list[Candidate]) -> Project:
    best = max(group, key=lambda c: (c.line.index >= 0, c.confidence, -c.line.index))
    longest = max(group, key=lambda c: (c.line.index >= 0 or c is best, len(c.text) <= 40, len(c.text)))
    stage_from = max(group, key=lambda c: (not c.happening.is_plan, not c.happening.is_weak, c.confidence))
    money = next((m for c in group if (m := money_of(context, c)) is not None), None)
    happening = stage_from.happening
    line = best.line
    return Project(
        type=longest.type if best.type == "other" else best.type,
        name=longest.text,
        parties=parties_of(best),
        money=money,
        stage="planned" if happening.is_plan and happening.stage != "signed" else happening.stage or None,
        place=place_of(best),
        date=date_of(best),
        is_background=all(c.happening.is_background for c in group),
        confidence=min(0.97, best.confidence + 0.05 * (len(group) > 1) + 0.05 * (money is not None)),
        evidence=(make_evidence(context, line, f"project:{happening.side}:{happening.words}"),),
        stage_text=happening.words,
        capacity=capacity_of(best),
        bundle=best.name.count,
    )


def parties_of(candidate: Candidate) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for mention in candidate.line.names:
        inside = overlaps(mention, candidate.name)
        if inside and mention.start > candidate.name.start:
            continue
        if not inside and mention.start > candidate.name.end + 40:
            continue
        found.setdefault(mention.key, mention.text)
    return tuple(found.values())


_AT = re.compile(r"(?:在|位于|落户|落地|坐落于?|于|地处|入驻)$")


def place_of(candidate: Candidate) -> str | None:
    places = candidate.line.places
    simple, name = candidate.line.simple, candidate.name
    said = tuple(p for p in places if _AT.search(simple, max(0, p.start - 4), p.start) and not re.search("[。；]", simple[min(p.end, name.end) : max(p.start, name.start)]))
    inside = tuple(p for p in places if overlaps(p, name))
    choice = nearest(said, name.start) or (inside[0] if inside else nearest(places, name.start))
    return choice.text if choice else None


def date_of(candidate: Candidate) -> str | None:
    mention = nearest(candidate.line.dates, candidate.happening.start)
    return mention.key if mention else None


def money_of(context: Context, candidate: Candidate) -> Money | None:
    """The total investment: in the line itself, else in the lines that go on about it."""
    own = [m for m in candidate.line.money if m.role in _OWN_MONEY]
    if not own:
        return None
    chosen = min(own, key=lambda m: (m.role != "investment", abs(m.span.start - candidate.name.start)))
    return place_amount(candidate.line, chosen)


def capacity_of(candidate: Candidate) -> Quantity | None:
    return find_capacity(candidate.line, candidate.name)
