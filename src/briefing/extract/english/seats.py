"""Where an English article says that a company sits: `Austin-based Foo`, `Foo, based in Austin`, `the Austin firm`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..reading.context import Context, Line
from .cast import LONGEST, Named, read_cast
from .outline import read_outline
from .words import DESCRIBER, FIRM, NATION

_CITY = r"[A-Z][\w’'.]+(?:\s[A-Z][\w’'.]+)?"
_AHEAD = re.compile(rf"\b(?P<seat>{_CITY})-(?:based|headquartered)\s(?:[a-z][\w&-]*\s){{0,7}}$")
_IN = r"(?:the\s)?(?:(?:[a-z-]+\s){0,3}(?:city|town|province|state|hub)\sof\s|[a-z]*(?:ern|central)\s)?"
_OPENING = re.compile(rf"\b(?:headquartered|based)\sin\s{_IN}(?P<seat>{_CITY})(?:,\s[A-Z][\w’' ]+)?,\s$")
_BEHIND = re.compile(
    rf"(?:\s?\([^()]{{0,60}}\))?(?:,\s(?:an?|the)\s(?P<seat>{_CITY})-(?:based|headquartered)\b"
    rf"|,?\s(?:which\sis\s|is\s|and\sis\s)?(?:based|headquartered)\sin\s{_IN}(?P<seat2>{_CITY})|\sof\s(?P<seat3>[A-Z][a-z]+)(?=[,.]|$))"
)
_NATION = re.compile(NATION)
# , a Shenzhen startup building robots,
_CALLED = re.compile(rf",\san?\s(?P<seat>{_CITY})\s(?:[a-z-]+\s){{0,3}}?{FIRM}\b")
_POINTER = re.compile(
    rf"\b[Tt]he\s(?P<seat>{_CITY}?)(?:-based|-headquartered|(?=\s{FIRM}\b))\s(?:[a-z][\w-]*\s){{0,4}}?{DESCRIBER}\b"
)


@lru_cache(maxsize=8)
def seats_of(context: Context) -> Mapping[str, str]:
    """Company -> the place where the article first says that it sits."""
    seats: dict[str, str] = {}
    for line in context.lines:
        if line.is_latin and len(line.simple) <= LONGEST:
            for name, seat in (*_beside(line, read_cast(context).named(line)), *_pointed(line, context)):
                if not _NATION.fullmatch(seat):
                    seats.setdefault(name, seat)
    return seats


def _beside(line: Line, named: tuple[Named, ...]) -> Iterator[tuple[str, str]]:
    for n in named:
        ahead = line.simple[max(0, n.start - 90) : n.start]
        if m := _AHEAD.search(ahead) or _OPENING.search(ahead):
            yield n.name, m["seat"]
        if m := _BEHIND.match(line.simple, n.end):
            yield n.name, m["seat"] or m["seat2"] or m["seat3"]
        elif (m := _CALLED.match(line.simple, n.end)) and any(p.text == m["seat"] for p in line.places):
            yield n.name, m["seat"]


def _pointed(line: Line, context: Context) -> Iterator[tuple[str, str]]:
    """`The Shenzhen-based maker`: a slot of the outline stands there."""
    for m in _POINTER.finditer(line.simple):
        known = "-" in m.group() or any(p.start == m.start("seat") and p.end == m.end("seat") for p in line.places)
        if not known:
            continue
        outline = read_outline(line, context)
        slot = next((k for k in re.finditer(r"‹(\d+)›", outline.text) if outline.at(k.start()) == m.start()), None)
        if slot is not None:
            yield outline.slots[int(slot[1])][0], m["seat"]


def sits_elsewhere(line: Line, place: str) -> bool:
    """`Chicago-based Bar` says nothing of where Foo sits."""
    return bool(re.search(rf"\b{re.escape(place)}-(?:based|listed|backed|headquartered)\b", line.simple))
