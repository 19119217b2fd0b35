"""Projects that are told in a row, without a head noun of their own.

`甲、乙、丙等7个工业项目开工` names three projects; `在甲地、乙地设立创新中心` founds one in each place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..facilities.happenings import Happening
from ..facilities.name_bounds import walk_left
from ..facilities.name_words import has_own_words, is_a_clause
from ..facilities.names import LONGEST_LINE, Name
from ..reading.context import Line
from ..reading.mentions import Mention

# An element of a row is a name: longer than a common word, shorter than a clause.
SHORTEST_ELEMENT = 3
LONGEST_ELEMENT = 24
# So long a name is a particular one, though all its words are general: 智慧交通创新实验室.
LONG_ENOUGH = 8
LONGEST_ROW = 160

_ROW_END = re.compile(
    r"""
    等
    (?P<sum>一大?批|一系列|系列|多个|多项|若干|(?P<count>[\d一二三四五六七八九十两]{1,4})[余多]?[个大项座处])?
    (?P<tail>(?:[^，。；：！？等]{0,24}的)?[^，。；、：！？]{0,16}?)
    (?P<noun>项目|工程|平台|地标|载体|园区)
    (?:\d+[余多]?[个项])?                                     # 等项目40余个
    """,
    re.VERBOSE,
)
# 此次签约的项目包括甲项目、乙项目…: what a ceremony was held for, one by one.
_LISTED = re.compile(
    r"(?:签约|签订|签署|开工|动工|奠基|竣工|投产|启动|中标|集中\S{2})的?[^，。；：]{0,16}?(?:项目|工程)(?:主要|，其中|中|，)?"
    r"(?:包括|有(?=[^\d])|分别[为是]|涵盖|涉及(?=.{2,24}(?:项目|工程)、))[：:]?"
)
# 青岩区的3个项目分别是甲、乙; 95项重点项目涵盖…，总投资…，包括甲、乙: a list of projects, whatever happens to them.
_NAMED_ONE_BY_ONE = re.compile(
    r"(?:\d{1,4}|[两二三四五六七八九十])[余多]?[个项大][^，。；：、]{0,12}?(?:项目|工程)(?:名单)?"
    r"(?:主要|，?其中|中|，|涵盖[^。；：]{4,60}?，)?(?:总投资[^，。；]{2,14}元，)?"
    r"(?:分别[是为]|(?:主要)?包括|依次[是为])[：:]?"
)
# 联合实验室包括：甲实验室、乙实验室: a list of one kind of house.
_HOUSES = re.compile(
    r"(?:联合|首批|共建|新建|新设|这些|(?:\d{1,3}|[两二三四五六七八九十])[余多]?[个家座大])[^，。；：、]{0,8}?"
    r"(?:实验室|创新中心|研究中心|研究院|研发中心|工厂|基地|产业园|园区|电站|平台)(?:主要)?(?:包括|分别[是为])[：:]?"
)
_BREAK = re.compile(r"[。；！？，：:\n]")
_STOP = re.compile(r"[。；！？\n]|$")
_JOIN = re.compile(r"、|以及|(?<=[\u4e00-\u9fff])[和及](?=[\u4e00-\u9fff])")
_NOT_ELEMENT = re.compile(r"^(?:其他|有关|相关|部分|一批|重点|多个)|[的了]$")
# What stands for infrastructure when the row is summed up as 平台 or 地标.
_FACILITY_END = re.compile(r"[谷城园区港湾站厂馆院]$|中心|基地|项目|工程|实验室")


@dataclass(frozen=True, slots=True)
class Row:
    """Names in a row and what sums them up."""

    elements: tuple[Name, ...]
    start: int
    end: int
    tail: str
    """The words that sum them up: 7个工业项目."""
    has_count: bool
    event: str = ""
    """Of a listing: the word of what happened to all of them."""
    is_list: bool = False
    """Named one by one as projects, without a word of what happens to them."""


def find_rows(line: Line, names: Iterable[Name]) -> list[Row]:
    """Every row of the line: 甲、乙等7个项目; 签约项目包括甲项目、乙项目."""
    known = {name.end: name for name in names}
    rows: list[Row] = []
    floor = 0
    for match in _ROW_END.finditer(line.simple, 0, LONGEST_LINE):
        row = _summed_row(line, match, known, floor)
        rows.extend([row] if row else [])
        floor = match.end()
    listed = [row for m in _LISTED.finditer(line.simple, 0, LONGEST_LINE) if (row := _listed_row(line, m, known))]
    told = [m for cue in (_NAMED_ONE_BY_ONE, _HOUSES) for m in cue.finditer(line.simple, 0, LONGEST_LINE)]
    plain = [row for m in told if (row := _plain_list(line, m, known))]
    taken = rows + listed
    return taken + [row for row in plain if not any(r.start < row.end and row.start < r.end for r in taken)]


def _summed_row(line: Line, match: re.Match[str], known: Mapping[int, Name], floor: int) -> Row | None:
    """`floor` is where the row before it ends: 甲等一批项目和乙等一批项目."""
    text, end = line.simple, match.start()
    breaks = [m.end() for m in _BREAK.finditer(text, max(0, end - LONGEST_ROW), end)]
    start = max(breaks[-1] if breaks else max(0, end - LONGEST_ROW), floor)
    start += text[start : start + 1] in tuple("和及与、")
    elements = tuple(_elements(text, start, end, known))
    is_work = match["noun"] in ("项目", "工程")
    if not is_work:
        elements = tuple(e for e in elements if e.head or _FACILITY_END.search(text[e.start : e.end]))
        if match["sum"] is None or len(elements) < 2:
            return None
    elif match["sum"] is None and len(match["tail"]) > LONGEST_TAIL:
        return None
    if not elements:
        return None
    listed = list(_LISTED.finditer(text, max(0, start - LONGEST_ROW), elements[0].start))
    event = _event_of(listed[-1]) if listed and elements[0].start - listed[-1].end() <= 2 else ""
    return Row(elements, elements[0].start, match.end(), match.group(), bool(match["count"]), event)


def _event_of(match: re.Match[str]) -> str:
    """集中开工 or 签约: the word of a listing that says what happened."""
    word = match.group()
    return word[2:4] if word.startswith("集中") else word[:2]


def _listed_row(line: Line, match: re.Match[str], known: Mapping[int, Name]) -> Row | None:
    """Each thing of a listing ends in a noun of its own."""
    text, start = line.simple, match.end()
    end = _STOP.search(text, start, start + LONGEST_ROW * 2)
    stop = end.start() if end else min(len(text), start + LONGEST_ROW * 2)
    elements = tuple(e for e in _elements(text, start, stop, known) if e.head)
    return Row(elements, elements[0].start, stop, "", False, _event_of(match)) if len(elements) > 1 else None


_SUM_OF_LIST = re.compile(
    r"等(?:一[大]?批|一系列|多个|[\d一二三四五六七八九十]+[余多]?[个项]|[^，。；、]{0,10}(?:项目|工程))|等$"
)
# Half of a list ends in nouns that we know; the rest are projects because the list says so.
LEAST_HEADS = 0.5


def _plain_list(line: Line, match: re.Match[str], known: Mapping[int, Name]) -> Row | None:
    text, start = line.simple, match.end()
    stop = _STOP.search(text, start, start + LONGEST_ROW * 2)
    end = stop.start() if stop else min(len(text), start + LONGEST_ROW * 2)
    summed = _SUM_OF_LIST.search(text, start, end)
    elements = tuple(_elements(text, start, summed.start() if summed else end, known, is_sharp=True))
    headed = sum(1 for e in elements if e.head)
    if headed < 2 or headed < LEAST_HEADS * len(elements):
        return None
    return Row(elements, elements[0].start, end, re.split("项目|工程", match.group())[0], False, "", True)


_HAS = re.compile(r"(?:的|有|共有|共)?(?:\d{1,4}|[两二三四五六七八九十])[余多]?[个项][^，。；：、]{0,12}?(?:项目|工程)")


def place_of_list(line: Line, at: int) -> str | None:
    """青岩区的3个项目分别是甲、乙: where the things of the list stand."""
    floor = max(line.simple.rfind("；", 0, at), line.simple.rfind("。", 0, at)) + 1
    heads = [p for p in line.places if floor <= p.start < at and _HAS.match(line.simple, p.end)]
    return heads[-1].text if heads else None


LONGEST_TAIL = 8


def _elements(text: str, start: int, end: int, known: Mapping[int, Name], *, is_sharp: bool = False) -> Iterator[Name]:
    """The things between two positions; of a list `is_sharp` the first begins where the list does."""
    cuts = [m.span() for m in _JOIN.finditer(text, start, end)]
    if not cuts and end not in known and not re.search(r"[A-Za-z]{2}", text[begin_of(text, end, start) : end]):
        return
    edges = [start, *(c[1] for c in cuts)]
    if any(is_a_clause(text[edge:end].split("、")[0]) and not _ends_known(text, edge, known) for edge in edges[1:]):
        return
    found: list[Name] = []
    for left, right in zip(edges, [*(c[0] for c in cuts), end], strict=True):
        element = _element(text, left, right, known, is_first=left == start and not is_sharp)
        if element is not None and element.head and left < element.start and is_a_clause(text[left : element.start]):
            found = []  # 张某、李某分别考察了甲项目、乙项目: the row begins behind the verb
        found.extend([element] if element else [])
    yield from found


def _ends_known(text: str, edge: int, known: Mapping[int, Name]) -> bool:
    """A clause only by its words (绿色转型发展项目): a facility's name ends where the element does."""
    stop = text.find("、", edge)
    return (stop if stop >= 0 else len(text)) in known or any(edge < end <= edge + LONGEST_ELEMENT for end in known)


def _element(text: str, left: int, right: int, known: Mapping[int, Name], *, is_first: bool) -> Name | None:
    name = known.get(right)
    if name is not None and not name.count:
        begin = name.start if is_first or is_a_clause(text[left : name.start]) else min(left, name.start)
        is_own = name.weight or right - begin >= LONG_ENOUGH
        return replace(name, start=begin) if is_own and right - begin <= LONGEST_ELEMENT * 2 else None
    begin = begin_of(text, right, left) if is_first else left
    words = text[begin:right].strip('“”"「」 ')
    fits = SHORTEST_ELEMENT <= len(words) <= LONGEST_ELEMENT and not _NOT_ELEMENT.search(words)
    if not (fits and has_own_words(words)):
        return None
    begin = text.index(words, begin)
    return Name(begin, begin + len(words), "", "project", False, 1)


def begin_of(text: str, end: int, floor: int) -> int:
    """Where the first element begins: behind the verb that governs the row."""
    start, words = walk_left(text, end)
    return max(start, floor) if words else floor


_FOUNDS = re.compile(
    r"(?:均|都|已|先后|分别|相继|陆续|布局|投资|共同|合作){0,4}(?:设立|建立|成立|建设|建成|开设|新建|投建|兴建|建造|布局|设有|建有)[了有]?"
    r"(?:(?:第?[一二三四五首])?[家座个条](?:新的?)?|(?:其|自己)[^，。；、]{0,8}的|新的?)?$"
)


def find_branches(line: Line, name: Name, happening: Happening) -> list[tuple[Mention, str]]:
    """The places in which a nameless 创新中心 is founded, each with the name it gets by its place."""
    text = line.simple
    if happening.side != "before" or name.weight > 0 or name.is_quoted or name.count or name.type == "project":
        return []
    verb = _FOUNDS.search(text, max(0, name.start - 24), name.start)
    row = _places_before(line, verb.start()) if verb else []
    label = line.text[name.start : name.end]
    return [(place, _NEAR.sub("", place.text) + label) for place in row]


_NEAR = re.compile(r"(?:附近|周边|境内|等地|一带)$")


_GAP = re.compile(
    r"(?P<more>(?:(?!等|均|都|国家|已|也|城市|多地|分别|先后|陆续|共|合作)[\u4e00-\u9fff]){0,5}?)(?:[、和及与]|以及|等[地国]?|)"
)


def _places_before(line: Line, end: int) -> list[Mention]:
    """The row of places that ends at a position (在甲、乙、丙|设立), each with what of its name the gazetteer lacks."""
    row: list[Mention] = []
    for place in reversed([p for p in line.places if p.end <= end]):
        gap = _GAP.fullmatch(line.simple, place.end, row[0].start if row else end)
        if gap is None:
            break
        stop = gap.end("more")
        if row and stop == row[0].start:  # 甲国东部|乙城: one place
            row[0] = row[0]._replace(start=place.start, text=line.text[place.start : row[0].end])
            continue
        row.insert(0, place._replace(end=stop, text=line.text[place.start : stop]))
    founded = row and line.simple[max(0, row[0].start - 1) : row[0].start] in ("在", "于")
    return row if founded else []
