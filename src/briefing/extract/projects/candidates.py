"""What one line says of projects: names with what happens to them, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...types import Money
from ..facilities.english_names import Finding, find_english, grammar_of
from ..facilities.happenings import Happening, chain, next_rival, read_happening
from ..facilities.name_joins import without_descriptions
from ..facilities.names import LONGEST_LINE, Name, find_names, overlaps
from ..reading.context import Context, Line
from ..reading.names import is_common
from .contracts import find_contracts
from .doubts import is_excluded, is_no_infrastructure, score_candidate
from .frames import find_works_abroad, read_made_by
from .proceeds import find_purposes
from .rosters import Row, find_branches, find_rows
from .standing import find_standing
from .words import project_kind, project_type, table, verbs

LEAST_CONFIDENCE = 0.5
# Names read from a row have no head noun to vouch for them; branches of a founder are plain.
ROW_CONFIDENCE, BRANCH_CONFIDENCE, PURPOSE_CONFIDENCE, CONTRACT_CONFIDENCE = 0.55, 0.6, 0.7, 0.75
STANDING_CONFIDENCE = 0.52
# How far behind a name the sum that it is said to cost may stand, in characters.
COST_REACH = 80


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
    """`name`, `row` (甲、乙等项目), `branch` (在甲地、乙地设立…), `contract` (中标X项目), `purpose` (募集资金用于X),
    `standing` (X年发电量…) or `english`."""
    money: Money | None = None
    """The sum that the sentence gives this one of several."""


def find_candidates(line: Line, before: Line | None = None) -> list[Candidate]:
    """Every project that the line itself vouches for."""
    if line.is_latin:
        return [read_english(line, finding) for finding in find_english(line, grammar_of("projects"))]
    if not verbs().any_word.search(line.simple) and not _OTHER_CUES.search(line.simple):
        return []
    names = [n for n in without_descriptions(find_names(line.simple), line.simple) if n.type != "fund"]
    found = [read_contract(line, *contract) for contract in find_contracts(line)]
    found.extend(read_purpose(line, *purpose) for purpose in find_purposes(line))
    names = [n for n in names if not any(overlaps(n, c.name) for c in found)]
    for listed in find_rows(line, names):
        told = read_row(line, listed, before)
        found.extend(told)
        names = [n for n in names if not told or not listed.start <= n.start < listed.end]
    for row in chain(names, line.simple):
        limit = next_rival(names, row[-1].end, line.simple)
        found.extend(read_chain(line, row, limit, has_project=bool(found)))
    return found or [*read_bundle(line), *(read_works_at(line, *works) for works in find_works_abroad(line))]


def read_works_at(line: Line, spot: Name, label: str, happening: Happening) -> Candidate:
    """将在甲国建造两座工厂: called by its place."""
    return Candidate(line, spot, label, spot.type, happening, BRANCH_CONFIDENCE, "branch")


# A contract or an issue of shares tells its projects without an event word.
_OTHER_CUES = re.compile("名称|由|总投资|投资额|总造价|在.{2,40}(?:厂|基地|中心)|公示|IPO|定增|募集|募资|募投|所得款项")


def read_purpose(line: Line, name: Name, happening: Happening, money: Money | None) -> Candidate:
    words = line.simple[name.start : name.end]
    kind = "center" if _CENTER.search(words) else project_kind(words, "other")
    text = line.text[name.start : name.end]
    return Candidate(line, name, text, kind, happening, PURPOSE_CONFIDENCE, "purpose", money)


_CENTER = re.compile(r"(?:研发|技术|创新|检测|工程|设计)[^，]{0,4}中心")


def read_contract(line: Line, name: Name, happening: Happening) -> Candidate:
    text = line.text[name.start : name.end]
    kind = project_kind(line.simple[name.start : name.end], "other")
    return Candidate(line, name, text, kind, happening, CONTRACT_CONFIDENCE, "contract")


def read_chain(line: Line, row: list[Name], limit: int | None, *, has_project: bool) -> list[Candidate]:
    """The names of a chain share an event; 主要建设 behind a project tells its parts."""
    if len(row) == 1 and (founded := read_founded(line, row[0])) is not None:
        return [founded]
    happening = read_happening(line.simple, row[0].start, row[-1].end, verbs(), limit=limit)
    if happening is None and len(row) == 1:
        happening = read_cost(line, row[0]) or read_made_by(line, row[0])
    if happening is None or (has_project and line.simple.startswith("主要", happening.start - 2)):
        return []
    if happening.side == "before" and happening.words in verbs().builds and _OF_IT.match(line.simple):
        return []  # 该项目…将建设研发中心: its parts
    branches = read_branches(line, row[0], happening) if len(row) == 1 and happening is not None else []
    return branches or [c for name in row if (c := read_candidate(line, name, happening)) is not None]


_OF_IT = re.compile(
    r"(?:据悉|据了解|据介绍|其中|目前|此外)?[，,]?(?:该|本|此|这一|整个)?(?:项目|工程|园区|基地|工厂)(?!组)"
)


def read_candidate(line: Line, name: Name, happening: Happening) -> Candidate | None:
    """The name as a project, when it is particular enough for what is said of it."""
    if is_excluded(line, name, happening):
        return None
    confidence = score_candidate(line, name, happening)
    if confidence < LEAST_CONFIDENCE:
        return None
    return Candidate(line, name, line.text[name.start : name.end], project_type(line, name), happening, confidence)


def find_told_of(context: Context) -> Iterator[Candidate]:
    """Things that run already and that the article is about."""
    for line, name, happening in find_standing(context):
        words = line.simple[name.start : name.end]
        district = any(words.endswith(word) for word in table()["districts"]["words"])
        if not district and not is_no_infrastructure(words, happening):
            text = line.text[name.start : name.end]
            yield Candidate(line, name, text, project_type(line, name), happening, STANDING_CONFIDENCE, "standing")


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


def read_row(line: Line, row: Row, before: Line | None) -> list[Candidate]:
    """甲、乙、丙等7个工业项目开工: each of them."""
    if any(word in row.tail for word in table()["not_rows"]["words"]):
        return []
    happening = event_of_row(line, row, before)
    if happening is None:
        return []
    fit = (e for e in row.elements if is_fit_element(line, e, happening))
    tail = project_kind(row.tail, "other")
    told = ((e, line.text[e.start : e.end], row_type(line, e, tail)) for e in fit)
    return [Candidate(line, e, text, kind, happening, ROW_CONFIDENCE, "row") for e, text, kind in told]


# What is done, not what is built: 清洁取暖, 综合治理.
_DEED = re.compile("[“”]|(?:治理|改造|取暖|整治|提升|建设|行动|保护|修复|服务|推广|应用|培育)$")


def is_fit_element(line: Line, element: Name, happening: Happening) -> bool:
    """No charity; without a head noun it must be a name, of something that is built: a signing of brands is a deal."""
    words = line.simple[element.start : element.end]
    if not element.head and (happening.stage == "signed" or is_common(words) or _DEED.search(words)):
        return False
    is_talk = (happening.is_plan or happening.stage == "planned") and not (line.places or line.names)
    return not (is_talk and not element.head) and not any(w in words for w in table()["not_projects"]["words"])


def event_of_row(line: Line, row: Row, before: Line | None) -> Happening | None:
    """What happens to all of a row: said of the listing, before or behind the row, or in the sentence before."""
    if row.event:
        stage = verbs().after.get(row.event, "announced")
        return Happening(stage, row.event, max(0, row.start - 1), "before", False, False)
    happening = read_happening(line.simple, row.start, row.end, verbs())
    if happening is None and row.has_count:
        happening = read_common_event(before)
    return happening


def row_type(line: Line, element: Name, tail: str) -> str:
    """By its own head noun, by what it is made of, else by what sums the row up."""
    kind = project_type(line, element)
    return tail if kind == "other" and element.type == "project" else kind


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


_FOUND = re.compile(r"(?P<more>[\u4e00-\u9fff]{0,6}?)(?:投资)?(?P<verb>扩建|新建|兴建|建设|建造|改建|设立|建立)$")


def read_founded(line: Line, name: Name) -> Candidate | None:
    """在甲地扩建工厂: the cutter took place, verb and noun for one name."""
    place = next((p for p in line.places if p.start == name.start), None)
    at_place = place is not None and line.simple[name.start - 1 : name.start] in ("在", "于")
    verb = _FOUND.fullmatch(line.simple, place.end, name.end - len(name.head)) if at_place and place else None
    if place is None or verb is None or name.type == "project":
        return None
    bare = replace(name, start=verb.end(), weight=0)
    happening = read_happening(line.simple, bare.start, bare.end, verbs(), limit=bare.end)
    if happening is None or happening.side != "before":
        return None
    spot = replace(name, start=place.start, end=verb.end("more"))
    where = line.text[spot.start : spot.end]
    return Candidate(line, spot, where + name.head, name.type, happening, BRANCH_CONFIDENCE, "branch")


_OF_SUM = re.compile(r"(?:左右|以上)?的?[“「『\"]?")
_SAID_OF = re.compile(
    r"(?:[^。；！？]{0,24}(?:位于|坐落|占地|总投资|规划|计划|投资|由|建筑面积|项目)[^。；！？]{0,60})?"
    r"(?:预估|估算|预计|计划|概算|动态|静态)*(?:总投资|投资额|投资总额|计划投资|规划投资|总造价|概算投资)"
)


# 某研究院今日与某集团签约，双方将共建…项目总投资: the sum is that of what they agree on.
_OF_ANOTHER = re.compile(r"签约|签署|签订|双方|合作共建|共同建设")


def read_cost(line: Line, name: Name) -> Happening | None:
    """A facility that is said to cost so much exists or is to come: 园区位于…，规划总投资25亿元."""
    sums = [m for m in line.money if m.role == "investment"]
    behind = [m for m in sums if name.end <= m.span.start <= name.end + COST_REACH]
    if behind and _SAID_OF.match(line.simple, name.end, behind[0].span.start):
        words = line.simple[name.end : behind[0].span.start]
        if _OF_ANOTHER.search(words):
            return None
        return Happening("", "总投资", name.end, "beside", bool(re.search(r"规划|计划|拟|预计|将", words)), False)
    if any(_OF_SUM.fullmatch(line.simple, m.span.end, name.start) for m in sums):
        return Happening("", "总投资", name.start, "beside", False, False)
    return None
