"""Sizes that are not money: 1 GW, 500 MWh, 10万吨/年, 100亩."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ...config import read_table
from ...types import Quantity
from ..facilities.names import Name
from ..reading.context import Line
from ..reading.literals import one_of

# How far from its name a size may stand, in characters of the same line.
REACH = 70
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
# An area or a length is the size of a project only when it is said of the ground or the line.
_SURFACES = frozenset(["km²", "m²", "ha", "mu", "km", "ft²", "acres"])
_GROUND = re.compile(r"占地|面积|用地|全长|总长|长约|长度|长$|里程|规模|area|cover|span|long|length", re.IGNORECASE)
_COUNTS = frozenset(["wafers", "vehicles", "t"])
_OUTPUT = re.compile(r"产能|年产|规模|能力|生产|项目|产量|装机|吞吐|annual|capacity|produc", re.IGNORECASE)


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    read = read_table("projects.toml")
    return dict(read["capacity"])


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.,×])(?:(?P<times>\d{{1,2}})\s?[×x*]\s?)?(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,9}}(?:\.\d{{1,6}})?)\s?"
        rf"(?P<scale>百万|千万|百|千|万|亿)?(?:\s|-)?(?P<unit>{one_of(_units())})(?P<year>/年)?(?![A-Za-z])"
    )


def find_quantities(text: str) -> list[tuple[int, Quantity]]:
    """Every size in a line, with its position."""
    return list(_quantities(text))


@lru_cache(maxsize=128)
def _quantities(text: str) -> tuple[tuple[int, Quantity], ...]:
    """Kept for a moment: every name of a line asks for its sizes."""
    found = []
    for match in _pattern().finditer(text):
        unit = _units()[match["unit"]]
        value = Decimal(match["number"].replace(",", "")) * _SCALE[match["scale"] or ""] * int(match["times"] or 1)
        if match["year"] and unit == "t":
            unit = "t/a"
        found.append((match.start(), Quantity(match.group().strip(), value, unit)))
    return tuple(found)


def find_capacity(line: Line, name: Name) -> Quantity | None:
    """The size of the project that the line gives: in its name, else the nearest that is said of it."""
    best: tuple[tuple[bool, bool, bool, int], Quantity] | None = None
    for at, quantity in find_quantities(line.simple):
        inside = name.start <= at < name.end
        gap = 0 if inside else min(abs(at - name.end), abs(name.start - at))
        if gap > REACH or not (inside or _is_said_of_it(line.simple, at, quantity)):
            continue
        rank = (not inside, is_part(line.simple, at), quantity.unit in _SURFACES, gap)
        if best is None or rank < best[0]:
            best = (rank, _as_written(line, at, quantity))
    return best[1] if best else None


# The size of a first phase is not that of the whole.
_PART = re.compile(r"(?:首期|[一二三四]期|其中|首批|目前|新增)[^，。；]{0,8}$")


def is_part(text: str, at: int) -> bool:
    return bool(_PART.search(text[max(0, at - 12) : at]))


def find_stated_capacity(line: Line) -> Quantity | None:
    """The size that a sentence about a project gives without naming it: what it turns out before what it covers."""
    stated = [(at, q) for at, q in find_quantities(line.simple) if _is_said_of_it(line.simple, at, q)]
    ranked = sorted(stated, key=lambda p: (is_part(line.simple, p[0]), p[1].unit in _SURFACES, p[0]))
    best = ranked[0] if ranked else None
    return _as_written(line, *best) if best else None


def _is_said_of_it(text: str, at: int, quantity: Quantity) -> bool:
    near = text[max(0, at - 14) : at]
    if quantity.unit in _SURFACES:
        return bool(_GROUND.search(near))
    if quantity.unit in _COUNTS or quantity.unit == "t/a":
        return bool(_OUTPUT.search(near))
    return True


def _as_written(line: Line, at: int, quantity: Quantity) -> Quantity:
    return Quantity(line.text[at : at + len(quantity.text)], quantity.value, quantity.unit)
