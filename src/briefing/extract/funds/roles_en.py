"""Who raised an English fund and who put money in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..facilities.names import LONGEST_LINE
from ..facilities.roles import find_english_sponsors
from ..reading.context import Line
from .names import Candidate

_BACKED = (
    r"(?:backing\sfrom|backed\sby|support\sfrom|commitments?\sfrom|investors\s(?:in\s[^.;]{3,70}?\s)?(?:include|including|were)d?"
    r"|limited\spartners\s(?:include|including)d?|LPs\s(?:include|including)d?|anchored\sby|anchor\sinvestors?\s(?:include)?d?"
    r"|participation\sfrom|capital\sfrom|financed\sby|contributions?\sfrom)"
)
_BACKERS = re.compile(rf"\b{_BACKED}\s(?P<row>[^.;]{{3,160}})", re.IGNORECASE)
_PUTS_UP = re.compile(
    r"(?P<row>[^.;]{3,80}?)\s(?:is|are|will\sbe|has|have)?\s?(?:putting\sup|contributing|committing|committed)\b"
)
_OF_COUNTRY = re.compile(r"^(?:[A-Z]\w+\s){0,2}[A-Z]\w+['’]s?\s(?=[A-Z])")
_NOBODY = re.compile(r"^(?:Fund|Firm|Company|Partnership|GP|LPs?|Series|AI|CEO|[IVX]+)(?:\s[IVX]+)?$|^(?:Fund|Funds)\s")


def english_sponsors(group: list[Candidate], sequels: tuple[Line, ...]) -> tuple[str, ...]:
    """Who raised it, in front of the verb, and who put money in."""
    found: list[str] = []
    for candidate in group:
        is_before = candidate.happening.side == "before"
        at = candidate.happening.start if is_before else candidate.name.start
        found.extend(find_english_sponsors(candidate.line, at))
        found.extend(_subject_row(candidate.line, at))
    for line in (*(c.line for c in group), *sequels):
        for pattern in (_BACKERS, _PUTS_UP):
            for match in pattern.finditer(line.simple, 0, LONGEST_LINE):
                start, end = match.span("row")
                found.extend(n.text for n in line.names if start <= n.start and n.end <= end)
    return tidy_english(found, group)


# A and B have agreed to …; A, of Norway, together with B.
_AND = re.compile(
    r"(?:,\s|,?\sand\s|\salong\swith\s|\stogether\swith\s|\swith\s)(?:[A-Z]\w+(?:\s[A-Z]\w+)?['’]s\s)?(?:the\s)?"
)
ROW_REACH = 60


def _subject_row(line: Line, at: int) -> Iterator[str]:
    """The names in a row right before the verb."""
    before = [n for n in line.names if n.end <= at]
    if not before or at - before[-1].end > ROW_REACH or re.search(r"[.;]\s", line.simple[before[-1].end : at]):
        return
    row = [before[-1]]
    for name in reversed(before[:-1]):
        if not _AND.fullmatch(line.simple, name.end, row[-1].start):
            break
        row.append(name)
    if len(row) > 1:
        yield from (n.text for n in reversed(row))


def tidy_english(names: Iterable[str], group: list[Candidate]) -> tuple[str, ...]:
    """Without the country in front (Japan's …), places and the fund itself."""
    places = {p.text for c in group for p in c.line.places}
    plain = dict.fromkeys(_OF_COUNTRY.sub("", name) for name in names)
    own = {c.text for c in group}
    return tuple(n for n in plain if n not in places and not _NOBODY.search(n) and not any(t.endswith(n) for t in own))
