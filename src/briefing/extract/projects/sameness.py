"""Whether two names of an article mean one project: equal, one in the other, or one a shortening of the other."""

from __future__ import annotations

import re

from ...text import simplify
from ..facilities.names import is_shortened, normal_form
from .candidates import Candidate
from .quantities import find_quantities


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
    if "branch" in (a.origin, b.origin) and (x[-6:] == y[-6:] or is_told_without_place(a, b)):
        return True
    if a.origin == b.origin == "branch" and x[:2] == y[:2] and (a.name.head in y or b.name.head in x):
        return True
    if a.type == b.type and min(a.line.index, b.line.index) < 0 <= max(a.line.index, b.line.index) and is_retold(x, y):
        return True
    if is_told_by_place(a, b) or is_told_by_place(b, a):
        return True
    return x == y or (len(x) >= shortest and is_part(x, y, a.type == b.type)) or (len(x) >= 6 and is_shortened(x, y))


def is_told_without_place(a: Candidate, b: Candidate) -> bool:
    """在甲地设立创新中心, and 芯片创新中心 elsewhere in the article."""
    branch, other = (a, b) if a.origin == "branch" else (b, a)
    has_place = any(p.start < other.name.end and other.name.start < p.end for p in other.line.places)
    return a.type == b.type and not has_place and other.name.weight <= 1 and branch.text[-4:] == other.text[-4:]


LEAST_SHARED = 0.5


def is_retold(short: str, full: str) -> bool:
    """A title cuts a name short or turns it round: most pairs of characters are the same."""
    if len(short) >= 4 and is_shortened(short, full):
        return True
    pairs = [{words[i : i + 2] for i in range(len(words) - 1)} for words in (short, full)]
    return 2 * len(pairs[0] & pairs[1]) >= LEAST_SHARED * (len(pairs[0]) + len(pairs[1])) > 0


def is_told_by_place(title: Candidate, body: Candidate) -> bool:
    """A title calls by its country what the text calls by its name: 甲国油田, 青岩油田."""
    if title.line.index >= 0 or body.line.index < 0 or title.name.head != body.name.head or title.name.count:
        return False
    front = title.line.simple[title.name.start : title.name.end - len(title.name.head)]
    return any(p.start == title.name.start and p.end - p.start == len(front) for p in title.line.places)


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
