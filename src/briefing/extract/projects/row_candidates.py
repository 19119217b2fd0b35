"""Projects of a row: its elements (甲、乙等7个项目开工), its bundle (共32个项目), its branches (在甲地、乙地设立…)."""

from __future__ import annotations

import re
from dataclasses import replace

from ..facilities.happenings import Happening, read_happening
from ..facilities.names import LONGEST_LINE, Name
from ..reading.context import Line
from ..reading.names import is_common
from .candidate import Candidate
from .rosters import Row, find_branches
from .words import project_kind, project_type, table, verbs

# Names read from a row have no head noun to vouch for them; branches of a founder are plain.
ROW_CONFIDENCE, BRANCH_CONFIDENCE = 0.55, 0.6

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
    if happening is None or is_no_news(line, row):
        return []
    fit = (e for e in row.elements if is_fit_element(line, e, happening))
    tail = project_kind(row.tail, "other")
    told = ((e, line.text[e.start : e.end], row_type(line, e, tail)) for e in fit)
    return [Candidate(line, e, text, kind, happening, ROW_CONFIDENCE, "row") for e, text, kind in told]


# 实施六大重点工程，包括甲工程、乙工程: what a plan calls its parts; 禁止新建甲类、乙类项目: a rule.
_PARTS_OF_PLAN = re.compile(
    r"(?:实施|开展|推进|部署|启动|提出|聚焦)[^，。；]{0,10}?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[大项个]"
    r"(?:重点|专项|提升|主要|关键|行动|重大)*(?:工程|行动|任务)"
)
_BANNED = re.compile(r"(?:禁止|严禁|不得|不予|限制|准入)[^。]*$")
BANNED_REACH = 90


def is_no_news(line: Line, row: Row) -> bool:
    """The parts of a policy, or what a rule forbids."""
    if _BANNED.search(line.simple, max(0, row.start - BANNED_REACH), row.start):
        return True
    is_plan = bool(_PARTS_OF_PLAN.search(line.simple, max(0, row.start - BANNED_REACH), row.start))
    return is_plan and all(line.simple.endswith("工程", e.start, e.end) for e in row.elements)


# What is done, not what is built: 清洁取暖, 综合治理.
_DEED = re.compile("[“”]|(?:治理|改造|取暖|整治|提升|建设|行动|保护|修复|服务|推广|应用|培育)$")


# 眉岩县太白山、经开区等60个重点项目: where they are.
_PLACE_ONLY = re.compile(r"[山县市镇乡村]$")


def is_fit_element(line: Line, element: Name, happening: Happening) -> bool:
    """No charity; without a head noun it must be a name, of something that is built: a signing of brands is a deal."""
    words = line.simple[element.start : element.end]
    if not element.head and _PLACE_ONLY.search(words):
        return False
    if words in table()["districts"]["words"]:
        return False
    if not element.head and (happening.stage == "signed" or is_common(words) or _DEED.search(words)):
        return False
    is_talk = (happening.is_plan or happening.stage == "planned") and not (line.places or line.names)
    return not (is_talk and not element.head) and not any(w in words for w in table()["not_projects"]["words"])


# 95项重点项目…包括甲、乙: what a plan lists is to come.
_PROGRAMME = re.compile(r"重点项目|重大项目|计划|规划|方案|清单|拟|将")


def event_of_row(line: Line, row: Row, before: Line | None) -> Happening | None:
    """What happens to all of a row: said of the listing, before or behind the row, or in the sentence before."""
    if row.event:
        stage = verbs().after.get(row.event, "announced")
        return Happening(stage, row.event, max(0, row.start - 1), "before", False, False)
    if row.is_list:
        common = read_common_event(before) or read_happening(line.simple, row.start, row.end, verbs())
        is_plan = bool(_PROGRAMME.search(line.simple, 0, row.start))
        return common or Happening("", "包括", max(0, row.start - 1), "beside", is_plan, False)
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
