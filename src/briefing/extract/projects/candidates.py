"""What one line says of projects: names with what happens to them, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...types import Money
from ..facilities.english_names import Finding, find_english, grammar_of
from ..facilities.happenings import Happening, read_happening
from ..facilities.name_joins import without_descriptions
from ..facilities.name_rows import chain, next_rival
from ..facilities.names import Name, find_names, heads, overlaps
from ..reading.context import Context, Line
from .candidate import Candidate
from .contracts import find_contracts
from .doubts import is_anchored, score_candidate
from .exclusions import is_excluded, is_no_infrastructure
from .figures import read_cost, read_installed, read_rank, read_size
from .frames import find_nameless_works, read_made_by, read_recognised, read_scene, read_since
from .meant import as_meant
from .proceeds import find_purposes
from .rosters import find_rows
from .row_candidates import BRANCH_CONFIDENCE, read_branches, read_bundle, read_founded, read_row
from .sequence import last_fact
from .standing import find_standing
from .told_later import find_told_later
from .words import project_kind, project_type, table, verbs

LEAST_CONFIDENCE = 0.5
PURPOSE_CONFIDENCE, CONTRACT_CONFIDENCE = 0.7, 0.75
STANDING_CONFIDENCE = 0.52


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
        told = read_chain(line, row, limit, has_project=bool(found))
        found.extend(with_bearer(c, names) for c in told)
    return found or [*read_bundle(line), *(read_works_at(line, *works) for works in find_nameless_works(line))]


def read_works_at(line: Line, spot: Name, label: str, happening: Happening) -> Candidate:
    """将在甲国建造两座工厂: called by its place."""
    return Candidate(line, spot, label, spot.type, happening, BRANCH_CONFIDENCE, "branch")


# A contract or an issue of shares tells its projects without an event word.
_OTHER_CUES = re.compile(
    "名称|由|总投资|用地|占地|面积|全长|装机|包括|分别|投资额|总造价|在.{2,40}(?:厂|基地|中心)"
    "|公示|重点|重大|IPO|定增|募集|募资|募投|所得款项"
)


def read_purpose(line: Line, name: Name, happening: Happening, money: Money | None) -> Candidate:
    words = line.simple[name.start : name.end]
    kind = "center" if _CENTER.search(words) else project_kind(words, "other")
    text = line.text[name.start : name.end]
    return Candidate(line, name, text, kind, happening, PURPOSE_CONFIDENCE, "purpose", money)


_CENTER = re.compile(r"(?:研发|技术|创新|检测|工程|设计)[^，]{0,4}中心")


def read_contract(line: Line, name: Name, happening: Happening) -> Candidate:
    text, words = line.text[name.start : name.end], line.simple[name.start : name.end]
    kind = project_kind(words, head_kind(words))
    return Candidate(line, name, text, kind, happening, CONTRACT_CONFIDENCE, "contract")


def head_kind(words: str) -> str:
    """Of a contract's name that ends in 项目: what the noun in front of it makes of it (检验中心项目)."""
    plain = re.sub(r"(?:新建|扩建|建设|改造)?(?:项目|工程)+$", "", words)
    kind = next((heads()[plain[at:]] for at in range(max(0, len(plain) - 8), len(plain)) if plain[at:] in heads()), "")
    return kind if kind not in ("", "project", "fund") else "other"


def read_chain(line: Line, row: list[Name], limit: int | None, *, has_project: bool) -> list[Candidate]:
    """The names of a chain share an event; 主要建设 behind a project tells its parts."""
    if len(row) == 1 and (founded := read_founded(line, row[0])) is not None:
        return [founded]
    happening = read_happening(line.simple, row[0].start, row[-1].end, verbs(), limit=limit)
    happening = as_meant(line, row, happening) if happening is not None else None
    if happening is not None and happening.is_weak and len(row) == 1:
        happening = read_recognised(line, row[0]) or happening
    scene = read_scene(line, row[0]) if len(row) == 1 else None
    if scene is not None and (seen := read_candidate(line, row[0], scene)) is not None:
        return [seen]
    if happening is None and len(row) > 1:
        costs = ((name, read_cost(line, name)) for name in row)
        return [c for name, cost in costs if cost is not None and (c := read_candidate(line, name, cost)) is not None]
    if happening is not None and _COSTING.match(line.simple, happening.start):
        happening = read_cost(line, row[0]) or happening
    if happening is None:
        readers = (read_cost, read_made_by, read_size, read_installed, read_rank, read_recognised, read_since)
        happening = next((told for read in readers if (told := read(line, row[0])) is not None), None)
    if happening is None or (has_project and line.simple.startswith("主要", happening.start - 2)):
        return []
    if has_project and describes_it(line, row, happening):
        return []
    if happening.side == "before" and happening.words in verbs().builds and _OF_IT.match(line.simple):
        return []  # 该项目…将建设研发中心: its parts
    branches = read_branches(line, row[0], happening) if len(row) == 1 and happening is not None else []
    return branches or [with_last_fact(c) for c in read_together(line, row, happening)]


def with_last_fact(candidate: Candidate) -> Candidate:
    """3月开工，6月封顶: how far it has come by the end of the sentence."""
    return replace(candidate, happening=last_fact(candidate.line, candidate.happening))


# What one name of a row is sure of holds for those beside it that are nearly as sure.
NEARLY = 0.35


def read_together(line: Line, row: list[Name], happening: Happening) -> list[Candidate]:
    """甲项目和乙项目获批: the names of a row vouch for each other."""
    found = [(name, read_candidate(line, name, happening)) for name in row]
    is_told = any(c is not None for _, c in found)
    least = NEARLY if is_told else LEAST_CONFIDENCE
    return [c for name, each in found if (c := each or read_candidate(line, name, happening, least)) is not None]


_MOST = re.compile(r"最[大高长北深早快]|首[座个条家]|第一[座个条家]")
LEAD = 12


def with_bearer(candidate: Candidate, names: list[Name]) -> Candidate:
    """甲改造工程取得进展，…至此，我国最长隧道贯通: the description happens to what the sentence opens with."""
    line, name = candidate.line, candidate.name
    is_described = bool(_MOST.search(line.simple, max(0, name.start - 5), name.start + 2)) and not is_anchored(
        line, name
    )
    opener = next((n for n in names if n.end < name.start and n.weight and may_open(line, n)), None)
    if not is_described or opener is None or opener.start > LEAD or candidate.happening.side != "after":
        return candidate
    text = line.text[opener.start : opener.end]
    return replace(candidate, name=opener, text=text, type=project_type(line, opener))


def may_open(line: Line, name: Name) -> bool:
    return line.simple.endswith(("项目", "工程"), name.start, name.end) or is_anchored(line, name)


# 投资8亿元的甲项目: what it costs, no event.
_COSTING = re.compile(r"投资[^，。；、的]{1,12}元(?:人民币)?的")
_MEANT = re.compile(r"(?:打造|建成|建设)[^，。；]{2,30}的$")
MEANT_REACH = 30


def describes_it(line: Line, row: list[Name], happening: Happening) -> bool:
    """甲公司拟投资乙更新项目，打造符合…的购物中心: what the project is to become has no name of its own."""
    clause = max(line.simple.rfind(mark, 0, row[0].start) for mark in "。；，") + 1
    is_meant = bool(_MEANT.search(line.simple, max(clause, row[0].start - MEANT_REACH), row[0].start))
    return is_meant and happening.side != "after" and not any(is_anchored(line, name) for name in row)


_OF_IT = re.compile(
    r"(?:据悉|据了解|据介绍|其中|目前|此外)?[，,]?(?:该|本|此|这一|整个)?(?:项目|工程|园区|基地|工厂)(?!组)"
)


def read_candidate(line: Line, name: Name, happening: Happening, least: float = LEAST_CONFIDENCE) -> Candidate | None:
    """The name as a project, when it is particular enough for what is said of it."""
    if is_excluded(line, name, happening):
        return None
    confidence = score_candidate(line, name, happening)
    if confidence < least:
        return None
    confidence = max(confidence, LEAST_CONFIDENCE)
    return Candidate(line, name, line.text[name.start : name.end], project_type(line, name), happening, confidence)


def find_told_of(context: Context) -> Iterator[Candidate]:
    """Things that run already and that the article is about."""
    for line, name, happening in find_standing(context):
        words = line.simple[name.start : name.end]
        district = any(words.endswith(word) for word in table()["districts"]["words"])
        if not district and not is_no_infrastructure(words, happening):
            text = line.text[name.start : name.end]
            yield Candidate(line, name, text, project_type(line, name), happening, STANDING_CONFIDENCE, "standing")


def find_introduced(context: Context) -> Iterator[Candidate]:
    """Things whose news stands in the sentences behind their name."""
    for line, name, happening in find_told_later(context):
        if not is_excluded(line, name, happening):
            text = line.text[name.start : name.end]
            yield Candidate(line, name, text, project_type(line, name), happening, STANDING_CONFIDENCE, "later")


def read_english(line: Line, finding: Finding) -> Candidate:
    text = finding.label or line.text[finding.name.start : finding.name.end]
    return Candidate(line, finding.name, text, finding.name.type, finding.happening, finding.confidence, "english")
