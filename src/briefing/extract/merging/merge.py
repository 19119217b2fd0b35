"""One real thing, one row: records of different articles put together.

`clusters` gathers the reports of one thing; here they become one record, each field from the report that tells it best:

- the amount is the figure that most outlets give, ties by the best evidence; where reports differ by more than
  rounding, all readings are kept as `claims` (see `conflicts`);
- the stage is the most advanced one told, since news do not go back: a plan told on Monday and a closing told on
  Friday are a closing, and so are they when Friday's recapitulation speaks of the plan. Before anything is done,
  between rumour, plan and announcement, the latest day decides, and on one day the more careful word. `terminated`
  wins unless a later day tells of the thing going on. How sure a report is decides nothing here;
- the name is the one that most outlets use, a weak one (华为's kind) only where none has better;
- the evidence begins with the sentence that carries most of the record's fields.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from ...text import HAN
from ...types import Deal, Event, Evidence, Fund, Project
from .clusters import Cluster, gather_alike, order
from .conflicts import MONEY_FIELDS, settle
from .likeness import is_weak, name_key, same_company
from .press import Press, Teller

__all__ = ["Press", "Teller", "merge_records", "name_key", "record_id"]

_HAN = re.compile(f"[{HAN}]")
_LETTER = {Deal: "D", Fund: "F", Project: "P"}
_STAGES = (
    "terminated", "rumoured", "planned", "announced", "signed", "filed", "established", "started",
    "under_construction", "completed", "closed", "operating", "listed",
)  # fmt: skip
"""From the first word of a thing to its end; `terminated` stands apart."""
_NAMES = ("parties", "leads", "managers", "sponsors", "owners")
_OWN = frozenset({"id", "name", "aliases", "claims", "evidence", "is_background", "confidence", "stage", "stage_text"})


def merge_records(events: Iterable[Event], press: Press | None = None) -> tuple[Event, ...]:
    """Equal things over articles become one, with the evidence of each; ids are given."""
    press = press or Press()
    merged = [_fold(cluster, press) for cluster in gather_alike(events, press)]
    return _with_ids(sorted(merged, key=order))


# ---------------------------------------------------------------- one record of its reports


def _fold(cluster: Cluster, press: Press) -> Event:
    if len(cluster) == 1:
        return replace(cluster[0], evidence=order_evidence(cluster[0], cluster, press))
    ranked = sorted(cluster, key=lambda e: (e.is_background, not _is_in_chinese(e), -e.confidence, order(e)))
    best = ranked[0]
    changes: dict[str, Any] = {
        field.name: _first_stated(ranked, field.name)
        for field in fields(best)
        if field.name not in _OWN and field.name not in MONEY_FIELDS.values() and field.name not in _NAMES
    }
    changes |= {key: _union(ranked, key) for key in _NAMES if hasattr(best, key)}
    changes |= settle(ranked, press)
    changes |= _latest_stage(ranked, press)
    changes["date"] = _date_of(changes["date"], ranked)
    changes["type"] = _type_of(ranked, press)
    changes["name"] = name = _name_of(ranked, press)
    changes["aliases"] = _aliases(ranked, name)
    record = replace(best, **changes)
    return replace(record, evidence=order_evidence(record, ranked, press))


def _is_in_chinese(event: Event) -> bool:
    """Of one thing told in two languages the Chinese telling is the first: what it says stands beside Chinese names."""
    return not event.evidence or bool(_HAN.search(event.evidence[0].text))


def _first_stated(ranked: Sequence[Event], key: str) -> object:
    return next((value for e in ranked if (value := getattr(e, key)) is not None), None)


def _union(ranked: Sequence[Event], key: str) -> tuple[str, ...]:
    """Each name once, the first spelling kept: 上海甲影业 and 甲影业 are one."""
    kept: list[str] = []
    for name in (n for e in ranked for n in getattr(e, key)):
        if not any(same_company(name, other) for other in kept):
            kept.append(name)
    return tuple(kept)


def _outlets(events: Iterable[Event], press: Press) -> int:
    return len({press.outlet(e.article) for event in events for e in event.evidence})


def _date_of(first: str | None, ranked: Sequence[Event]) -> str | None:
    """The best report's date, as precisely as any other gives it: 2015, and 2015-08."""
    return max((e.date for e in ranked if first and e.date and e.date.startswith(first)), key=len, default=first)


def _type_of(ranked: Sequence[Event], press: Press) -> str | None:
    """As most outlets call it: 入股 or 收购."""
    types = dict.fromkeys(e.type for e in ranked if e.type)
    return max(types, key=lambda t: _outlets([e for e in ranked if e.type == t], press), default=None)


def _name_of(ranked: Sequence[Event], press: Press) -> str:
    strong = [e for e in ranked if not is_weak(replace(e, aliases=()))] or list(ranked)
    keys = dict.fromkeys(name_key(e) for e in strong)
    chosen = max(keys, key=lambda k: _outlets([e for e in strong if name_key(e) == k], press))
    return next(e.name for e in strong if name_key(e) == chosen)


def _aliases(ranked: Sequence[Event], name: str) -> tuple[str, ...]:
    names = sorted({n for e in ranked for n in (e.name, *e.aliases)} - {name})
    return tuple(names)


def _latest_stage(ranked: Sequence[Event], press: Press) -> dict[str, Any]:
    """The stage, and for a project its words; see the module's first lines."""
    told = [e for e in ranked if e.stage]
    if not told:
        return {}
    best = max(told, key=lambda e: (advance(e), _day(e, press), -_STAGES.index(e.stage or ""), -ranked.index(e)))
    ended = [e for e in told if e.stage == "terminated"]
    if ended and max(_day(e, press) for e in ended) >= _day(best, press):
        best = ended[0]
    return {"stage": best.stage} | ({"stage_text": best.stage_text} if isinstance(best, Project) else {})


def advance(event: Event) -> int:
    """How far it has come; what is only spoken of has not begun, and `terminated` is judged apart."""
    at = _STAGES.index(event.stage or "")
    return -1 if event.stage == "terminated" else max(at - _STAGES.index("announced"), 0)


def _day(event: Event, press: Press) -> date:
    return max((day for e in event.evidence if (day := press.teller(e.article).day)), default=date.min)


# ---------------------------------------------------------------- evidence


def order_evidence(record: Event, ranked: Sequence[Event], press: Press) -> tuple[Evidence, ...]:
    """All pieces once: those that hold the record's figure, which the first has to prove; then body before title, whole
    before cut off, then what carries most of the record's fields.
    """
    pieces = list(dict.fromkeys(piece for e in ranked for piece in e.evidence))
    found = {(p.article, p.span): p for p in reversed(pieces)}
    once = [p for p in pieces if found[p.article, p.span] is p]
    return tuple(sorted(once, key=lambda p: (not _proves(record, p), *_faults(p, press), -_carried(record, p))))


def _proves(record: Event, piece: Evidence) -> bool:
    return record.money is None or record.money.text in piece.text


def _faults(piece: Evidence, press: Press) -> tuple[bool, bool]:
    title = press.teller(piece.article).title
    return piece.text == title, piece.text.rstrip("”\"’'）)").endswith(("...", "…"))


def _carried(record: Event, piece: Evidence) -> int:
    text = piece.text
    named = any(name in text for name in (record.name, *record.aliases))
    return (
        2 * named + min(3, sum(party in text for party in record.parties)) + bool(record.place and record.place in text)
    )


# ---------------------------------------------------------------- ids


def record_id(event: Event) -> str:
    """`D-`, `F-` or `P-` and eight hex digits of what the record is."""
    key = f"{type(event).__name__.lower()}|{name_key(event)}|{event.type or ''}"
    return f"{_LETTER[type(event)]}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _with_ids(events: list[Event]) -> tuple[Event, ...]:
    counts: dict[str, int] = defaultdict(int)
    named = []
    for event in events:
        identity = record_id(event)
        counts[identity] += 1
        named.append(replace(event, id=identity if counts[identity] == 1 else f"{identity}-{counts[identity]}"))
    return tuple(named)
