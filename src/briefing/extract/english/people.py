"""The persons of an English article: named with an office, or as who says something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..reading.context import Line
from .runs import Span
from .words import LEGAL, OFFICE_WORD

_OFFICE_AHEAD = re.compile(rf"{OFFICE_WORD}\s(?:of\s\S+\s)?$|\b(?:Mr|Ms|Mrs|Dr|Sir|Mme)\.?\s$")
_OFFICE_BEHIND = re.compile(
    rf",\s(?:(?:(?!(?:that|which|said|says|will|would|has|had|was|is|as)\b)[a-z’'\-]+\s){{0,4}}?{OFFICE_WORD}\b"
    r"|who\s(?:heads|leads|runs|founded)|M\.D|Ph\.D|an?\sanalyst)"
)
# , a senior vice president; but not , a move that its chief executive …
_SAID_BY = re.compile(r"[\"”,]\s(?:said|says)\s$")
OFFICE = re.compile(rf"(?:^|.*\s){OFFICE_WORD}(?:\s(?:[A-Z][\w.’'-]+\s?){{1,4}})?$")
"""Foo Chief Executive Jane Roe: a run that holds an office is a person's."""


def find_people(lines: list[Line], spans: Mapping[int, list[Span]]) -> Iterator[str]:
    """Their names, and their last names alone unless a company's name begins so."""
    runs = [(line, start, end) for line in lines for start, end in spans[line.index]]
    heads = {line.simple[a:b].split()[0] for line, a, b in runs if " " in line.simple[a:b]}
    for line, start, end in runs:
        name = line.simple[start:end]
        words = name.split()
        if not LEGAL.search(name) and _is_person(line, start, end, words):
            yield name
            if len(words) > 1 and words[-1] not in heads:
                yield words[-1]


def _is_person(line: Line, start: int, end: int, words: list[str]) -> bool:
    name = line.simple[start:end]
    ahead = line.simple[max(0, start - 48) : start]
    if len(words) > 1 and OFFICE.match(name):
        return True
    if len(words) in (2, 3) and _SAID_BY.search(ahead) and line.simple[end : end + 1] in (",", "."):
        return True
    return bool(_OFFICE_AHEAD.search(ahead) or _OFFICE_BEHIND.match(line.simple, end))
