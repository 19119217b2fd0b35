"""Articles of a new week and the stories of earlier ones, met by their signatures alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..types import Signature, Why
from .compare import compare
from .index import Keys, Leads
from .why import make_why

DAYS = 56  # eight weeks back
_RANK = {"repeat": 2, "same": 1, "related": 0}


class Match(NamedTuple):
    """An earlier story that a new article repeats, tells again or goes on with."""

    story: str
    why: Why
    """`why.a` is the new article, `why.b` the earlier one; `repeat`, `same` or `related`."""


def match_stories(
    new: Iterable[Signature], old: Mapping[str, Sequence[Signature]], *, days: int = DAYS
) -> dict[str, Match]:
    """For each new article that has one, the earlier story nearest to it; by article id.

    `old`: the signatures of each story, by its id. A story is spoken for by all that is given of it, so its lead is
    enough. Work: each new article looks at a bounded number of entries of the index, however much is kept.
    """
    kept = [(story, s) for story in sorted(old) for s in old[story]]
    fresh = sorted(new, key=lambda s: s.article)
    keys = Keys([*fresh, *(s for _, s in kept)], reach=days)
    leads = Leads(reach=days)
    texts: dict[bytes, int] = {}
    for number, (_, s) in enumerate(kept):
        leads.add(keys.of(s), s, number)
        texts.setdefault(s.digest, number)
    found = {s.article: _nearest(s, kept, leads.near(keys.of(s), s), texts.get(s.digest), days) for s in fresh}
    return {article: match for article, match in found.items() if match is not None}


def _nearest(
    s: Signature, kept: Sequence[tuple[str, Signature]], near: Sequence[int], repeated: int | None, days: int
) -> Match | None:
    if repeated is not None:
        story, told = kept[repeated]
        return Match(story, make_why(s, told, "repeat", 1.0, ("the same text",)))
    matches = [
        Match(kept[n][0], why)
        for n in near
        if (why := compare(s, kept[n][1], reach=days)) is not None and why.relation != "apart"
    ]
    return max(matches, key=lambda m: (_RANK[m.why.relation], m.why.score, m.story), default=None)
