"""Whether two names of an article mean one project: equal, one in the other, or one a shortening of the other."""

from __future__ import annotations

import re

from ...text import simplify
from ..facilities.names import is_shortened, normal_form
from .candidate import Candidate
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
    if a.origin == b.origin == "branch" and x[:2] == y[:2] and (a.name.head in b.text or b.name.head in a.text):
        return True
    if a.type == b.type and min(a.line.index, b.line.index) < 0 <= max(a.line.index, b.line.index) and is_retold(x, y):
        return True
    if a.origin == b.origin == "contract" and x[-2:] == y[-2:] and is_spread_in(x, y):
        return True  # 灵溪垃圾发电项目, 云山市灵溪县生活垃圾焚烧发电项目: both won
    if is_title_of_branch(a, b) or is_title_of_branch(b, a):
        return True
    if is_branch_of_title(a, b) or is_branch_of_title(b, a):
        return True
    if is_told_anew(a, b) or is_told_anew(b, a):
        return True
    if is_short_project(a, b) or is_short_project(b, a):
        return True
    if is_told_by_place(a, b) or is_told_by_place(b, a):
        return True
    return x == y or (len(x) >= shortest and is_part(x, y, a.type == b.type)) or (len(x) >= 6 and is_shortened(x, y))


def is_spread_in(short: str, full: str) -> bool:
    """The characters of the short name stand in the full one in order."""
    rest = iter(full)
    return all(character in rest for character in short)


def is_title_of_branch(title: Candidate, branch: Candidate) -> bool:
    """台积电美国首座工厂 in the title, 其在美国亚利桑那州的首座工厂 in the text."""
    if title.line.index >= 0 or title.origin != "name" or branch.origin != "branch" or title.type != branch.type:
        return False
    inside = (p for p in title.line.places if p.start < title.name.end and title.name.start < p.end)
    spot = branch.line.simple[branch.name.start : branch.name.end]
    return any(title.line.simple[p.start : p.end] in spot for p in inside)


FIRST_LINES = 3


def is_branch_of_title(title: Candidate, body: Candidate) -> bool:
    """在甲国建厂，投资20亿元 in the title; in the lead, in a state of that country, 建设一座新的电子元件工厂."""
    if title.line.index >= 0 or title.origin != "branch" or title.type != body.type or body.name.count:
        return False
    if not 0 <= body.line.index < FIRST_LINES or body.origin not in ("name", "branch"):
        return False
    spot = title.line.simple[title.name.start : title.name.end]
    sums = [{(m.currency, m.value) for m in c.line.money if m.role == "investment"} for c in (title, body)]
    is_there = any(spot in body.line.simple[p.start : p.end] for p in body.line.places)
    return is_there and not (all(sums) and sums[0].isdisjoint(sums[1]))


def is_told_anew(plain: Candidate, named: Candidate) -> bool:
    """英特尔…建立芯片创新中心; 英特尔大湾区科技创新中心启动: the one without a name of its own, by the same company."""
    is_plain = plain.origin == named.origin == "name" and plain.name.weight <= 1 and not plain.name.is_quoted
    is_alike = plain.type == named.type == "center" and plain.text[-LONG_END:] == named.text[-LONG_END:]
    owners = [m for m in named.line.names if m.start == named.name.start or m.text in named.text]
    has_place = any(p.start < plain.name.end and plain.name.start < p.end for p in plain.line.places)
    return is_plain and is_alike and not has_place and any(m.text in plain.line.text for m in owners)


SHORTEST_STEM = 3


def is_short_project(short: Candidate, full: Candidate) -> bool:
    """桃山湖项目 of 某市桃山湖治理PPP项目: a project called by what is its own in the name."""
    words, whole = simple_name(short), simple_name(full)
    stem = re.sub(r"(?:项目|工程)$", "", words)
    is_told = short.origin == "later" and full.origin != "later"
    is_place = any(p.start == short.name.start and p.end - p.start >= len(stem) for p in short.line.places)
    is_long = len(stem) >= SHORTEST_STEM and not is_place
    return words != stem and (is_told or is_long) and len(whole) > len(words) and stem in whole


def is_told_without_place(a: Candidate, b: Candidate) -> bool:
    """在甲地设立创新中心, and 芯片创新中心 elsewhere in the article."""
    branch, other = (a, b) if a.origin == "branch" else (b, a)
    has_place = any(p.start < other.name.end and other.name.start < p.end for p in other.line.places)
    spot = branch.line.simple[branch.name.start : branch.name.end]
    is_alike = a.type == b.type and other.text[-LONG_END:] == branch.text[-LONG_END:]
    # 在甲市设立创新中心…与甲市乙区启动某某科技创新中心
    is_there = other.origin == "name" and spot in other.line.simple
    return is_alike and (is_there or (not has_place and other.name.weight <= 1))


# How much of two names must be alike at the end.
LONG_END = 4
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
