"""Who acts and who signs, read from all the likely names of a sentence where the nearer readings find nobody."""

from __future__ import annotations

import re

from ..reading.context import Context, Line
from ..reading.cues import clause_of
from ..reading.likely_names import Likely, find_likely_names

_TOGETHER = re.compile(r"[^，。；：]{0,10}?(?:、|和|与|及|以及|同|联合|携手|牵手|联手)[^，。；：]{0,16}")


def likely_sides(line: Line, at: int, context: Context) -> list[str]:
    """The names in front of a verb of signing that 与 and its like join: `中东基金某某与某某能源订立备忘录`."""
    start = clause_of(line.simple, at - 1)[0]
    names = [n for n in find_likely_names(line, context) if n.is_sure and start <= n.start and n.end <= at]
    places = [p for p in line.places if start <= p.start and p.end <= at]
    for p in places:
        is_side = line.simple[p.end : p.end + 1] in tuple("与和同、及") or p.end == at
        if is_side and not any(n.start <= p.start < n.end for n in names):
            names.append(Likely(p.start, p.end, True))
    names.sort()
    kept: list[Likely] = []
    for name in names:
        if kept and not _TOGETHER.fullmatch(line.simple, kept[-1].end, name.start):
            if len(kept) > 1:
                break
            kept = []
        kept.append(name)
    return [line.text[n.start : n.end] for n in kept[:MOST]] if len(kept) > 1 else []


MOST = 6


_NOT_ACTING = re.compile(r"(?:[向从自与和同对把被由给据]|来自|位于|旗下的?)[^，。；：]{0,8}$")


def likely_actor(line: Line, at: int, context: Context) -> str | None:
    """Who acts: the first sure name of the sentence before a verb, that no preposition makes another party."""
    for name in find_likely_names(line, context):
        if name.end > at:
            return None
        if name.is_sure and not _NOT_ACTING.search(line.simple, max(0, name.start - 10), name.start):
            return line.text[name.start : name.end]
    return None
