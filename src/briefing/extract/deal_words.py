"""The vocabulary of deals, compiled from `data/deals.toml`, and small readings that both languages share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..config import read_table
from .context import Context, Line
from .mentions import nearest
from .places import is_wide

_TABLE = read_table("deals.toml")
_WORDS = _TABLE["words"]
_ROUNDS = [(row["round"], re.compile("|".join(row["patterns"]))) for row in _TABLE["rounds"]]
_LETTERS = [re.compile(pattern) for pattern in _TABLE["letters"].values()]


def any_of(patterns: Iterable[str]) -> str:
    """An alternation of patterns, the longest first."""
    return "|".join(sorted(set(patterns), key=lambda w: (-len(w), w)))


def words(name: str) -> str:
    """A group of `[words]` as one alternation."""
    return any_of(_WORDS[name])


def _cue_pattern(cues: list[str]) -> re.Pattern[str]:
    parts = [rf"\b{c}\b" if c[0].isascii() and c[0].isalpha() else c for c in cues]
    return re.compile(any_of(parts))


_STAGES = {stage: _cue_pattern(cues) for stage, cues in _TABLE["stages"].items()}
_BACKGROUND = _cue_pattern(_TABLE["background"]["cues"])
_CLAUSE_MARK = re.compile(r"[，。；！？,;!?]|\.\s")


def read_round(text: str) -> str | None:
    """The round a stretch of text names: `A轮` a, `A+轮` a_plus, `Series B` b."""
    for name, pattern in _ROUNDS:
        if pattern.search(text):
            return name
    for pattern in _LETTERS:
        if m := pattern.search(text):
            return m[1].lower() + ("_plus" if m[2] else "")
    return None


def clause_of(simple: str, at: int) -> tuple[int, int]:
    """The clause around a position."""
    start = max((m.end() for m in _CLAUSE_MARK.finditer(simple, max(0, at - 120), at)), default=max(0, at - 120))
    end = _CLAUSE_MARK.search(simple, at, min(len(simple), at + 120))
    return start, end.start() if end else min(len(simple), at + 120)


def read_stage(text: str, stages: Iterable[str], default: str | None) -> str | None:
    """The first of `stages` that has a cue in the text."""
    return next((s for s in stages if _STAGES[s].search(text)), default)


def is_background(line: Line, at: int, context: Context) -> bool:
    """Earlier history: a cue of the past before the verb, or a year before the article's own."""
    if line.index < 0:
        return False
    start = clause_of(line.simple, at)[0]
    sentence_start = max(0, at - 60)
    if _BACKGROUND.search(line.simple, start, at + 2):
        return True
    years = [int(d.key[:4]) for d in line.dates if sentence_start <= d.start and d.end <= at + 1]
    early = context.day is not None and context.day.month <= 2
    return bool(context.year and years and years[-1] < context.year - early)


def choose_date(line: Line, at: int) -> str | None:
    """The date that goes with a verb: the nearest before it in the sentence, else right behind it."""
    before = [d for d in line.dates if d.end <= at]
    if before:
        return before[-1].key
    after = [d for d in line.dates if at <= d.start <= at + (60 if line.is_latin else 30)]
    return after[0].key if after else None


def choose_place(line: Line, at: int, name: str | None, context: Context) -> str | None:
    """Where it happens: a place after 在/于/落户, else inside the name, else in the full name the article pairs."""
    places = [p for p in line.places if not is_wide(p)]
    stated = [
        p for p in places if line.simple[max(0, p.start - 4) : p.start].endswith(("在", "于", "落户", " in ", " at "))
    ]
    if stated and (found := nearest(tuple(stated), at)):
        return found.text
    owned = [p for p in places if name and line.simple.startswith(("'s " + name, "’s " + name), p.end)]
    if owned:
        return owned[0].text
    full = context.aliases.get(name or "", name or "")
    for p in places:
        if name and (p.key in name or p.key in full):
            return p.text
    return None
