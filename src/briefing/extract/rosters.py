"""Projects that are told in a row, without a head noun of their own.

`甲、乙、丙等7个工业项目开工` names three projects; `在甲地、乙地设立创新中心` founds one in each place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .context import Line
from .facilities import Name
from .happenings import Happening
from .mentions import Mention
from .name_bounds import has_own_words, is_a_clause, walk_left

# An element of a row is a name: longer than a common word, shorter than a clause.
SHORTEST_ELEMENT = 3
LONGEST_ELEMENT = 24
LONGEST_ROW = 160

_ROW_END = re.compile(r"等(?:(?P<count>\d{1,3})个)?(?P<tail>[\u4e00-\u9fff]{0,8}?(?:项目|工程))")
_BREAK = re.compile(r"[。；！？，：:\n]")
_JOIN = re.compile(r"、|以及|(?<=[\u4e00-\u9fff])[和及](?=[\u4e00-\u9fff])")
_NOT_ELEMENT = re.compile(r"^(?:其他|有关|相关|部分|一批|重点|多个)|[的了]$")


def find_row(line: Line, name: Name) -> list[Name]:
    """The elements in front of 等…项目, when `name` is that 项目; the row itself is `name`."""
    text = line.simple
    ends = _ROW_END.finditer(text, max(0, name.start - 12), name.end + 1)
    match = next((m for m in ends if m.end() <= name.end), None)
    if match is None:
        return []
    breaks = [m.end() for m in _BREAK.finditer(text, max(0, match.start() - LONGEST_ROW), match.start())]
    start = breaks[-1] if breaks else max(0, match.start() - LONGEST_ROW)
    return list(_elements(text, start, match.start(), name))


def _elements(text: str, start: int, end: int, name: Name) -> Iterator[Name]:
    cuts = [m.span() for m in _JOIN.finditer(text, start, end)]
    if not cuts and not re.search(r"[A-Za-z]{2}", text[begin_of(text, end, start) : end]):
        return
    edges = [start, *(c[1] for c in cuts)]
    if any(is_a_clause(text[edge:end].split("、")[0]) for edge in edges[1:]):
        return
    for left, right in zip(edges, [*(c[0] for c in cuts), end], strict=True):
        begin = begin_of(text, right, left) if left == start else left
        words = text[begin:right].strip('“”"「」 ')
        fits = SHORTEST_ELEMENT <= len(words) <= LONGEST_ELEMENT and not _NOT_ELEMENT.search(words)
        if fits and has_own_words(words):
            begin = text.index(words, begin)
            yield Name(begin, begin + len(words), "", name.type, False, 1)


def begin_of(text: str, end: int, floor: int) -> int:
    """Where the first element begins: behind the verb that governs the row."""
    start, words = walk_left(text, end)
    return max(start, floor) if words else floor


_FOUNDS = re.compile(
    r"(?:均|都|已|先后|分别|相继|陆续|布局|投资|共同|合作){0,4}(?:设立|建立|成立|建设|建成|开设|新建|投建|兴建|建造|布局|设有|建有)[了有]?$"
)


def find_branches(line: Line, name: Name, happening: Happening) -> list[tuple[Mention, str]]:
    """The places in which a nameless 创新中心 is founded, each with the name it gets by its place."""
    text = line.simple
    if happening.side != "before" or name.weight > 0 or name.is_quoted or name.count:
        return []
    verb = _FOUNDS.search(text, max(0, name.start - 16), name.start)
    row = _places_before(line, verb.start()) if verb else []
    label = line.text[name.start : name.end]
    return [(place, place.text + label) for place in row]


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
        row.insert(0, place._replace(end=stop, text=line.text[place.start : stop]))
    founded = row and line.simple[max(0, row[0].start - 1) : row[0].start] in ("在", "于")
    return row if founded else []
