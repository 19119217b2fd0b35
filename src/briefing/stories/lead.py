"""Which telling of a story leads it: the fullest, earliest and best-sourced, by a sum of named parts.

The parts, each from 0 to its weight, so that `explain` can show them:

- `full`: how long it is, up to `ENOUGH` characters: what goes on longer tells more of the background, not of the news;
- `early`: 1 within `FRESH` hours of the first telling, falling to 0 in `STALE`; half where no hour is known;
- `source`: an agency, a paper of record, the institution's own site before others, and those before portals that
  print what others wrote (`data/stories.toml`);
- `title`: it has one of its own;
- `language`: it is written in the reader's language.

A round-up leads nothing, because it is in no story. Who is grouped with whom is settled before: the lead changes what
is printed first, never what a story holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from functools import lru_cache

from ..config import read_table
from ..types import Signature

ENOUGH, LATIN_FACTOR = 1200, 2.5  # characters; Latin letters say less each
FRESH, STALE = 6, 72  # hours
FULL, EARLY, SOURCE, TITLE, LANGUAGE = 1.0, 0.4, 0.4, 0.1, 1.0
KNOWN, UNKNOWN = 1.0, 0.5  # of `SOURCE`: an outlet of standing, one that is in neither list

Parts = tuple[tuple[str, float], ...]


def choose_lead(tellings: Sequence[Signature], *, lang: str = "zh") -> Signature:
    """The telling that leads; of equals the one whose id comes first."""
    parts = weigh_tellings(tellings, lang=lang)
    return max(sorted(tellings, key=lambda s: s.article), key=lambda s: sum(v for _, v in parts[s.article]))


def weigh_tellings(tellings: Sequence[Signature], *, lang: str = "zh") -> dict[str, Parts]:
    """The parts of each telling's weight, by article id."""
    moments = [m for s in tellings if (m := _moment(s)) is not None]
    first = min(moments, default=None)
    return {s.article: _weigh(s, first, lang) for s in tellings}


def _weigh(s: Signature, first: datetime | None, lang: str) -> Parts:
    enough = ENOUGH * (LATIN_FACTOR if s.language == "en" else 1)
    return (
        ("full", round(FULL * min(1.0, s.length / enough), 3)),
        ("early", round(EARLY * _earliness(s, first), 3)),
        ("source", SOURCE * score_standing(s.outlet)),
        ("title", TITLE if s.title else 0.0),
        ("language", LANGUAGE if (s.language == "en") == (lang == "en") else 0.0),
    )


def _earliness(s: Signature, first: datetime | None) -> float:
    moment = _moment(s)
    if moment is None or first is None:
        return 0.5
    hours = (moment - first).total_seconds() / 3600
    return min(1.0, max(0.0, (STALE - hours) / (STALE - FRESH)))


def _moment(s: Signature) -> datetime | None:
    """When it was published, by the clock of its place; noon where only the day is known."""
    if s.day is None:
        return None
    return datetime.combine(s.day, s.hour if s.hour is not None else time(12))


@lru_cache(maxsize=4096)
def score_standing(outlet: str | None) -> float:
    """How good a source an outlet is: 1 an agency, a paper of record, an institution; 0 a portal; between: others."""
    table = _standing()
    if outlet in table["portals"]:
        return 0.0
    return KNOWN if outlet in table["first_hand"] else UNKNOWN


@lru_cache(maxsize=1)
def _standing() -> dict[str, frozenset[str]]:
    return {kind: frozenset(names) for kind, names in read_table("stories.toml")["standing"].items()}
