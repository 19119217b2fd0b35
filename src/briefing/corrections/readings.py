"""What single articles tell, as editors left it: stories are weighed by that.

A correction is of a record put together of several reports; a report is known as its by the sentence that it was
read from. Only what an editor took away or changed is touched: a confirmed record weighs what it weighed before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..types import Event, Reading, Span
from .apply import Applied
from .columns import kind_of

Places = Mapping[tuple[str, Span], Sequence[Event]]
"""Article and sentence: the week's records that were read there."""


def correct_readings(readings: Iterable[Reading], events: Iterable[Event], applied: Applied) -> list[Reading]:
    """The readings without rejected records and with corrected amounts; `events` are the week's before corrections."""
    left: dict[str, Event | None] = {event.id: event for event in applied.events if _is_changed(event)}
    left |= {event.id: None for event in applied.rejected}
    if not left:
        return list(readings)
    places: dict[tuple[str, Span], list[Event]] = defaultdict(list)
    for event in events:
        for piece in event.evidence:
            places[piece.article, piece.span].append(event)
    return [replace(r, records=_correct(r.records, places, left)) if r.records else r for r in readings]


def _is_changed(event: Event) -> bool:
    return event.review is not None and bool(event.review.changes)


def _correct(records: Iterable[Event], places: Places, left: Mapping[str, Event | None]) -> tuple[Event, ...]:
    found = ((record, _record_of(record, places)) for record in records)
    now = (_as_left(record, left[whole.id]) if whole and whole.id in left else record for record, whole in found)
    return tuple(record for record in now if record is not None)


def _as_left(report: Event, record: Event | None) -> Event | None:
    """The record's values; where it was read, and whether it is told in passing, is the report's own."""
    return record and replace(record, evidence=report.evidence, is_background=report.is_background)


def _record_of(report: Event, places: Places) -> Event | None:
    """The record that a report became part of. A sentence may tell of several: the name decides, then the sum."""
    near = [e for piece in report.evidence for e in places.get((piece.article, piece.span), ())]
    alike = [e for e in near if kind_of(e) == kind_of(report)]
    named = [e for e in alike if report.name in (e.name, *e.aliases)]
    told = named or [e for e in alike if report.money and e.money and e.money.value == report.money.value] or alike
    return told[0] if told and all(e.id == told[0].id for e in told) else None
