"""One real thing, one row: records of different articles put together.

Records are equal when kind, type and normalised name agree (or one name holds the other) and their amounts do not
contradict each other. The result does not depend on the order in which records come.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ..text import simplify
from ..types import Deal, Event, Fund, Money, Project
from .names import normalize_name

_LETTER = {Deal: "D", Fund: "F", Project: "P"}
_SHORTEST_HELD = 4
"""Characters a name needs to count as held by a longer one; 华为 stands in too many names."""
_SAME_SUM = Decimal("0.1")
"""Share by which two reports of one sum may differ (rounding: 近10亿 and 9.6亿)."""


def merge_records(events: Iterable[Event]) -> tuple[Event, ...]:
    """Equal things over articles become one, with the evidence of each; ids are given."""
    groups: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in sorted(events, key=_order):
        groups[type(event).__name__, name_key(event)].append(event)
    merged: list[Event] = []
    for group in _join_held_names(groups):
        merged.extend(_fold(cluster) for cluster in _clusters(group))
    return _with_ids(sorted(merged, key=_order))


def name_key(event: Event) -> str:
    return normalize_name(simplify(event.name))


def _order(event: Event) -> tuple:
    """A total order that does not look at where the records stood in the input."""
    money = event.money
    return (
        type(event).__name__,
        name_key(event),
        event.type or "",
        event.is_background,
        -event.confidence,
        event.evidence[0].article if event.evidence else "",
        tuple(event.evidence[0].span) if event.evidence else (),
        str(money.value) if money else "",
        event.name,
        event.stage or "",
        event.date or "",
        event.parties,
    )


def _join_held_names(groups: dict[tuple[str, str], list[Event]]) -> list[list[Event]]:
    """A group whose name ends or begins a longer one joins it: 某某智能 and 青岛某某智能机器."""
    keys = sorted(groups, key=lambda k: (k[0], -len(k[1]), k[1]))
    index: dict[tuple[str, str], tuple[str, str]] = {}
    home: dict[tuple[str, str], tuple[str, str]] = {}
    for key in keys:
        kind, name = key
        target = index.get((kind, name)) if len(name) >= _SHORTEST_HELD else None
        home[key] = home[target] if target else key
        for size in range(_SHORTEST_HELD, len(name)):
            for part in (name[:size], name[-size:], name[2 : 2 + size]):
                index.setdefault((kind, part), key)
    joined: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for key in keys:
        joined[home[key]].extend(groups[key])
    return [joined[key] for key in sorted(joined)]


def _clusters(group: list[Event]) -> list[list[Event]]:
    clusters: list[list[Event]] = []
    for event in sorted(group, key=_order):
        for cluster in clusters:
            if all(_is_same(event, other) for other in cluster):
                cluster.append(event)
                break
        else:
            clusters.append([event])
    return clusters


def _is_same(a: Event, b: Event) -> bool:
    if (a.type and b.type and a.type != b.type) or a.is_background != b.is_background:
        return False
    if isinstance(a, Deal) and isinstance(b, Deal) and a.round and b.round and a.round != b.round:
        return False
    return _may_be_one_sum(a.money, b.money)


def _may_be_one_sum(a: Money | None, b: Money | None) -> bool:
    if a is None or b is None or a.value is None or b.value is None or a.currency != b.currency:
        return True
    if "magnitude" in (a.precision, b.precision):
        return max(a.value, b.value) < min(a.value, b.value) * 10
    return abs(a.value - b.value) <= _SAME_SUM * max(a.value, b.value)


def _fold(cluster: list[Event]) -> Event:
    """One record: each field from the most trusted report that has it."""
    ranked = sorted(cluster, key=lambda e: (-e.confidence, _order(e)))
    best = ranked[0]
    changes: dict = {}
    for field in (
        "type",
        "money",
        "stage",
        "place",
        "date",
        "round",
        "valuation",
        "level",
        "first_close",
        "committed",
        "paid_in",
        "focus",
        "stage_text",
        "capacity",
        "bundle",
    ):
        if hasattr(best, field) and getattr(best, field) is None:
            changes[field] = next((getattr(e, field) for e in ranked if getattr(e, field) is not None), None)
    for field in ("parties", "leads", "managers", "sponsors", "owners"):
        if hasattr(best, field):
            changes[field] = _union(name for e in ranked for name in getattr(e, field))
    seen, evidence = set(), []
    for item in (x for e in ranked for x in e.evidence):
        if (item.article, item.span) not in seen:
            seen.add((item.article, item.span))
            evidence.append(item)
    changes["evidence"] = tuple(evidence)
    return replace(best, **changes)


def _union(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once by its normalised form, the first spelling kept."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(normalize_name(simplify(name)), name)
    return tuple(kept.values())


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
