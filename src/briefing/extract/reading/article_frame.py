"""What a record takes from the article as a whole: the day of the news and the place of it, when all signs agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...types import Deal, Event
from .context import Context, Line
from .days import FULL, LEAD, VAGUE, home_day, is_aside
from .scenes import event_place, home_place, is_said_at

REACH = 12
"""Sentences behind the head for which the lead's day holds; a round-up goes on to other news."""
_HAPPENED = frozenset(("signed", "established", "started", "announced", "closed", "filed", "listed", "terminated"))
"""What happens on a day; a plan for a plant and work that goes on have none."""
_LASTS = frozenset(("completed", "operating"))
"""What happened on a day too, and stays true: dated by the article only where the lead tells it."""


def set_scene(record: Event, context: Context) -> Event:
    """The record with the article's day and place where it has none of its own."""
    if record.is_background:
        return record
    line = _told_in(record, context)
    if line is None:
        return record
    if record.date is None and _is_dated_by_article(record, line, context):
        record = replace(record, date=home_day(context))
    if _is_local(record):
        return replace(record, place=_place_of(record, line, context))
    return record


def _place_of(record: Event, line: Line, context: Context) -> str | None:
    """Where its own sentence says; for a signing, where the lead says that the event is held; else the article's."""
    own = record.place
    held = event_place(context) if isinstance(record, Deal) else None
    if own is None:
        return held or home_place(context)
    is_kept = held is None or held in own or own in held or is_said_at(own, line)
    return own if is_kept else held


def _told_in(record: Event, context: Context) -> Line | None:
    spans = {e.span for e in record.evidence}
    return next((line for line in context.lines if line.span in spans), None)


def _is_dated_by_article(record: Event, line: Line, context: Context) -> bool:
    """An event near the head, told without a vague word, and no other day in between."""
    if line.index > REACH or VAGUE.search(line.simple):
        return False
    is_lead = line.index < LEAD and record.stage in _LASTS
    if not (isinstance(record, Deal) or record.stage in _HAPPENED or is_lead):
        return False
    day = home_day(context)
    return day is not None and all(key == day for key in _days_between(line, context))


def _days_between(line: Line, context: Context) -> Iterator[str]:
    """The full days that the sentence itself and those right before it give."""
    for before in context.lines[max(1, line.index - 1) : line.index + 1]:
        yield from (d.key for d in before.dates if len(d.key) == FULL and not is_aside(before, d))


def _is_local(record: Event) -> bool:
    """A signing and a project happen where the article says; a company raises money anywhere."""
    return not isinstance(record, Deal) or record.type in ("agreement", "batch_signing")
