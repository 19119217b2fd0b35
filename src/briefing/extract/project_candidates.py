"""What one line says of projects: names with what happens to them, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ..config import read_table
from .context import Line
from .english_names import Finding, find_english, grammar_of
from .facilities import LONGEST_LINE, Name, find_names, is_landmark, overlaps
from .happenings import Happening, Verbs, chain, next_rival, read_happening
from .name_bounds import has_own_words
from .rosters import find_branches, find_row

LEAST_CONFIDENCE = 0.5
# Names read from a row have no head noun to vouch for them; branches of a founder are plain.
ROW_CONFIDENCE, BRANCH_CONFIDENCE = 0.55, 0.6
# Parts of a plant: several of them are no bundle of projects.
_PARTS = ("生产线", "产线", "厂房", "仓库", "机组", "工作站")
_BUILT = ("data_center", "energy", "transport", "logistics", "plant")
# How far behind a name the sum that it is said to cost may stand, in characters.
COST_REACH = 80


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    return read_table("projects.toml")


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
    origin: str = "name"
    """`name`, `row` (甲、乙等项目), `branch` (在甲地、乙地设立…) or `english`."""


def find_candidates(line: Line, before: Line | None = None) -> list[Candidate]:
    """Every project that the line itself vouches for."""
    if line.is_latin:
        return [read_english(line, finding) for finding in find_english(line, grammar_of("projects"))]
    if not verbs().any_word.search(line.simple):
        return []
    names = [n for n in find_names(line.simple) if n.type != "fund"]
    found: list[Candidate] = []
    for row in chain(names, line.simple):
        found.extend(read_row(line, row[-1], before))
        limit = next_rival(names, row[-1].end, line.simple)
        found.extend(read_chain(line, row, limit, has_project=bool(found)))
    return found or read_bundle(line)


def read_chain(line: Line, row: list[Name], limit: int | None, *, has_project: bool) -> list[Candidate]:
    """The names of a chain share an event; 主要建设 behind a project tells its parts."""
    happening = read_happening(line.simple, row[0].start, row[-1].end, verbs(), limit=limit)
    if happening is None and len(row) == 1:
        happening = read_cost(line, row[0])
    if happening is None or (has_project and line.simple.startswith("主要", happening.start - 2)):
        return []
    branches = read_branches(line, row[0], happening) if len(row) == 1 else []
    return branches or [c for name in row if (c := read_candidate(line, name, happening)) is not None]


def read_candidate(line: Line, name: Name, happening: Happening) -> Candidate | None:
    """The name as a project, when it is particular enough for what is said of it."""
    if is_excluded(line, name, happening):
        return None
    confidence = score_candidate(line, name, happening)
    if confidence < LEAST_CONFIDENCE:
        return None
    return Candidate(line, name, line.text[name.start : name.end], project_type(line, name), happening, confidence)


def read_english(line: Line, finding: Finding) -> Candidate:
    text = finding.label or line.text[finding.name.start : finding.name.end]
    return Candidate(line, finding.name, text, finding.name.type, finding.happening, finding.confidence, "english")


# ---------------------------------------------------------------- rows and branches

_BUNDLE = re.compile(
    r"(?P<verb>集中(?:开工|竣工|投产|动工))[^。；]{0,30}?(?P<name>(?P<ahead>\d{1,4})个[^，。；]{0,8}项目|项目(?P<behind>\d{1,4})个)"
)


def read_bundle(line: Line) -> list[Candidate]:
    """举行集中开工仪式，共32个项目; 集中开工项目56个: one row with its count."""
    match = _BUNDLE.search(line.simple[:LONGEST_LINE])
    count = int(match["ahead"] or match["behind"]) if match else 0
    if match is None or count < 2:
        return []
    name = Name(*match.span("name"), "项目", "project", False, 0, count)
    stage = _COMMON[match["verb"][2:]]
    happening = Happening(stage, match["verb"], match.start("verb"), "before", False, False)
    text = line.text[name.start : name.end]
    return [Candidate(line, name, text, project_type(line, name), happening, ROW_CONFIDENCE, "bundle")]


def read_row(line: Line, name: Name, before: Line | None) -> list[Candidate]:
    """甲、乙、丙等7个工业项目开工: each of them; a signing of many is a deal and left to it."""
    elements = find_row(line, name) if name.type == "project" else []
    if not elements or any(word in line.simple[name.start : name.end] for word in table()["not_rows"]["words"]):
        return []
    happening = read_happening(line.simple, elements[0].start, name.end, verbs())
    if happening is None and name.count:
        happening = read_common_event(before)
    if happening is None or happening.stage == "signed":
        return []
    kind = project_type(line, name)
    return [Candidate(line, e, line.text[e.start : e.end], kind, happening, ROW_CONFIDENCE, "row") for e in elements]


_COMMON = {"开工": "started", "奠基": "started", "动工": "started", "竣工": "completed", "投产": "operating"}


def read_common_event(before: Line | None) -> Happening | None:
    """What happens to a whole row is often told in the sentence before: 集中开工仪式举行。甲、乙等7个项目…."""
    match = re.search("|".join(_COMMON), before.simple) if before else None
    return Happening(_COMMON[match.group()], match.group(), 0, "beside", False, False) if match else None


def read_branches(line: Line, name: Name, happening: Happening) -> list[Candidate]:
    """在甲地、乙地设立创新中心: one in each place, called by it."""
    found = []
    for place, label in find_branches(line, name, happening):
        spot = replace(name, start=place.start, end=place.end)
        found.append(Candidate(line, spot, label, name.type, happening, BRANCH_CONFIDENCE, "branch"))
    return found


_OF_SUM = re.compile(r"(?:左右|以上)?的?[“「『\"]?")
_SAID_OF = re.compile(
    r"(?:[^。；！？]{0,12}(?:位于|坐落|占地|总投资|规划|计划|投资|由|建筑面积|项目)[^。；！？]{0,60})?"
    r"(?:总投资|投资额|投资总额|计划投资|规划投资)"
)


def read_cost(line: Line, name: Name) -> Happening | None:
    """A facility that is said to cost so much exists or is to come: 园区位于…，规划总投资25亿元."""
    sums = [m for m in line.money if m.role == "investment"]
    behind = [m for m in sums if name.end <= m.span.start <= name.end + COST_REACH]
    if behind and _SAID_OF.match(line.simple, name.end, behind[0].span.start):
        words = line.simple[name.end : behind[0].span.start]
        return Happening("", "总投资", name.end, "beside", bool(re.search(r"规划|计划|拟|预计|将", words)), False)
    if any(_OF_SUM.fullmatch(line.simple, m.span.end, name.start) for m in sums):
        return Happening("", "总投资", name.start, "beside", False, False)
    return None


# ---------------------------------------------------------------- what is no project

# What may follow a name that an event word in front of it governs; anything else makes it an attribute (园区企业).
_CLOSED = re.compile(
    r"""[”」』"]?(?:
        $ | [\s，。；、！？）)《（(,;.!?:：—|】] | [等和与及在于并将已为后时来由从以]
      | 建设|签约|战略|合作|正式|项目|工程|开工|落成|落户|投产|启用|进行|进度|意向|框架|共同|位于|总|全[线长面]|占地
      | 成为|成立|两|三|今
      | 的(?:签约|合作|协议|建设|战略|基础|同时|方式|步伐|进程)
    )""",
    re.VERBOSE,
)
# After a word of mere haste only its own noun: 加快X建设.
_HASTENED = re.compile(
    r"[”」』\"]?(?:$|[，。；、！？]|建设|等|和|与|及|落地|投产|施工|开工|前期|进度|项目|工程|扩|竣工|建成)"
)
# A name behind one of these is where something else happens, or whom it concerns.
_LOCATIVE = re.compile(
    r"(?:在|于|位于|落户|入驻|落地|走进|赴|到|至|从|向|坐落于?|地处|抵达|来到|参观|考察|毗邻|走访|前往|进驻|对|为|给|与|同)"
    r"[“「『\"]?$"
)


# So many since some year: a total over time, not news of a bundle.
_SUMMED = re.compile(r"累计|合计|共有|总共|历年")


def is_excluded(line: Line, name: Name, happening: Happening) -> bool:
    words = line.simple[name.start : name.end]
    if name.count and _SUMMED.search(line.simple[max(0, name.start - 12) : name.start]):
        return True
    if name.count == 0 or (name.count and (happening.stage == "signed" or name.head in _PARTS)):
        return True
    if (not name.count and _SOME.match(words)) or is_vague(line, name, happening):
        return True
    if any(word in words for word in table()["not_projects"]["words"]):
        return True
    if happening.side == "before" and not closes(line, name, happening):
        return True
    if is_landmark(line.simple, name.start, name.end):
        return True
    if _LOCATIVE.search(line.simple[max(0, name.start - 4) : name.start]):
        return True
    districts = table()["districts"]
    if any(words.endswith(word) for word in districts["words"]):
        return happening.words not in districts["events"]
    return name.type == "project" and is_only_a_place(line, name)


# 有七大生产基地, 两座工厂: several without a name.
_SOME = re.compile(
    r"(?:有|共|共有|拥有)?(?:[两二三四五六七八九十多数几]{1,3}|\d{1,3}余?)(?:大|个|座|家|条|处)(?!学|型|道|桥)"
)


def is_vague(line: Line, name: Name, happening: Happening) -> bool:
    """打造上海市级特色产业园: a place and a general noun are no project until something plain happens to it."""
    is_talk = happening.is_plan or happening.stage in ("planned", "under_construction")
    if not is_talk or name.is_quoted or name.count or any(m.role == "investment" for m in line.money):
        return False
    rest = line.simple[name.start : name.end - len(name.head)]
    for place in line.places:
        if overlaps(place, name):
            rest = rest.replace(line.simple[place.start : place.end], "", 1)
    is_named = bool(re.search(r"\d|[A-Z]", rest)) or has_own_words(re.sub(r"[^\u4e00-\u9fff]|[省市区县]级", "", rest))
    return name.type in _GENERAL and not is_named


_GENERAL = ("park", "center", "plant", "logistics")


def closes(line: Line, name: Name, happening: Happening) -> bool:
    hasty = happening.is_weak and ("推进" in happening.words or "加快" in happening.words)
    return bool((_HASTENED if hasty else _CLOSED).match(line.simple, name.end))


_EMPTY = re.compile(r"项目|工程|市|省|区|县|建设|重点|重大|外资|内资|产业|招商|主体结构|[一二三四]期|[、和]")


def is_only_a_place(line: Line, name: Name) -> bool:
    """西安市项目 names a city, not a project."""
    rest = line.simple[name.start : name.end]
    for place in line.places:
        if overlaps(place, name):
            rest = rest.replace(line.simple[place.start : place.end], "", 1)
    return len(_EMPTY.sub("", rest)) < 2


# ---------------------------------------------------------------- what it is, and how sure


def project_type(line: Line, name: Name) -> str:
    """By the head noun; a plain 项目, 工程 or 基地 by what it is made of."""
    words = line.simple[name.start : name.end]
    if name.type in ("project", "other") or name.head == "基地":
        for kind, marks in table()["kinds"].items():
            if any(mark in words for mark in marks):
                return str(kind)
    return "other" if name.type == "project" else name.type


_AGREED = re.compile(r"签署|签约|签订|协议|备忘录|战略合作|达成")
_SUPERLATIVE = re.compile(r"(?:首[个座家条批只支]|最[大高长早快]的?|第一[个座家条])$")
_PHASE = re.compile(r"[一二三四五六]期|扩区|扩建")


def score_candidate(line: Line, name: Name, happening: Happening) -> float:
    """How sure it is that this is a project and that this happens to it."""
    cost = any(m.role == "investment" for m in line.money)
    if name.type == "project" and not (is_physical(line, name, happening) or cost):
        return 0.0
    anchored = is_anchored(line, name)
    score = 0.4 + 0.12 * min(name.weight, 2) + 0.18 * anchored + 0.1 * cost - 0.05 * (name.type == "project")
    score -= (0.1 if cost else 0.2) * happening.is_weak + 0.08 * happening.is_plan
    if happening.is_plan or happening.stage == "planned":
        score += 0.15 * bool(_AGREED.search(line.simple) and (anchored or line.names or line.places or cost))
    if not anchored:
        score -= doubt(line, name, happening)
    if name.count:
        score += 0.1 * cost + 0.1 * is_ceremony(happening) - 0.1 * happening.is_weak
        score -= 0.4 * (happening.stage == "terminated")
        # 今年将有5家电池工厂投产: nobody's, nowhere.
        score -= 0.2 * (not cost and not line.places and not line.names)
    return round(max(0.0, min(score, 0.95)), 2)


def doubt(line: Line, name: Name, happening: Happening) -> float:
    """What a name without a known proper noun in it loses."""
    if name.weight == 0:
        return 0.1 if name.count else 0.3
    if name.weight > 1:
        return 0.0
    # 全球首座核电站 describes; the name comes elsewhere.
    is_superlative = bool(_SUPERLATIVE.search(line.simple[max(0, name.start - 5) : name.start]))
    # A ceremony is held for one particular thing, even when neither gazetteer nor suffix knows its name.
    cost = any(m.role == "investment" for m in line.money)
    is_told = cost or bool(line.names or line.places) or (happening.side == "after" and is_ceremony(happening))
    return 0.12 * (not is_told) + 0.1 * is_superlative


def is_ceremony(happening: Happening) -> bool:
    return happening.words in table()["physical"]["ceremonies"]


def is_physical(line: Line, name: Name, happening: Happening) -> bool:
    """Something built: by its event, or by what its name says it is."""
    if any(word in happening.words for word in table()["physical"]["words"]):
        return True
    words = line.simple[name.start : name.end]
    return any(mark in words for kind in _BUILT for mark in table()["kinds"][kind])


def is_anchored(line: Line, name: Name) -> bool:
    """It has a proper name in it: of a place or company, in quotes, or a figure or phase."""
    words = line.simple[name.start : name.end]
    if name.is_quoted or (not name.count and re.search(r"[A-Za-z0-9]", words)) or _PHASE.search(words):
        return True
    if any(overlaps(place, name) for place in line.places):
        return True
    return any(m.start <= name.start < m.end < name.end - len(name.head) for m in line.names)
