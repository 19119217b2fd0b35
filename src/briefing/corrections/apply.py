"""Corrections applied to the records of a week.

A correction holds for the record it was made of and no longer: the id of a record is made of its name and type, so that
a company's next round has the id of the last. Where the sources now give another amount, currency or round than the
analyst saw, or another value than the one that was corrected, nothing is applied and the issue says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..types import Cell, Event, Problem, Review
from .change import with_changes
from .columns import COLUMNS, cells_of, is_same, kind_of


@dataclass(frozen=True, slots=True)
class Applied:
    events: tuple[Event, ...]
    """Without the rejected ones."""
    reviews: tuple[Review, ...]
    """What was applied, by id."""
    problems: tuple[Problem, ...]
    """Corrections that no longer fit."""
    rejected: tuple[Event, ...] = ()
    """As they were read, with what was said of them."""


def apply_corrections(events: Iterable[Event], corrections: Mapping[str, Review], *, lang: str = "zh") -> Applied:
    """Every record as its editor left it, each found by the id that its sources give it."""
    kept, reviews, problems, rejected = [], [], [], []
    for event in events:
        review = corrections.get(event.id)
        reason = review and _misfit(event, review)
        if review is None or reason:
            kept.append(event)
            problems += [Problem(f"{event.id} {event.name}", reason)] if reason else []
            continue
        review = _still_needed(event, review)
        reviews.append(review)
        if review.state == "rejected":
            rejected.append(replace(event, review=review))
        else:
            kept.append(replace(with_changes(event, review.changes, lang=lang), review=review))
    return Applied(tuple(kept), tuple(sorted(reviews, key=lambda r: r.record)), tuple(problems), tuple(rejected))


def _misfit(event: Event, review: Review) -> str | None:
    """Why a correction is not for this record, in words."""
    if review.kind != kind_of(event):
        return f"the correction is of a {review.kind}; remove it from the corrections"
    cells = cells_of(event)
    columns = {column.key: column for column in COLUMNS[review.kind]}
    for key, value in review.seen:
        if cells[key] is not None and not is_same(cells[key], value, columns[key]):
            return _differs(key, value, cells[key])
    for change in review.changes:
        now = cells[change.column]
        if not any(is_same(now, value, columns[change.column]) for value in (change.was, change.now)):
            return _differs(change.column, change.was, now)
    return None


def _differs(column: str, was: Cell, now: Cell) -> str:
    return (
        f"not corrected: {column} was {format_cell(was)} when it was reviewed and is {format_cell(now)} in this week's "
        "sources; review it again"
    )


def _still_needed(event: Event, review: Review) -> Review:
    """Without the changes that the sources have come to say themselves."""
    cells = cells_of(event)
    columns = {column.key: column for column in COLUMNS[review.kind]}
    changes = (c for c in review.changes if not is_same(cells[c.column], c.now, columns[c.column]))
    return replace(review, changes=tuple(changes))


def format_cell(value: Cell) -> str:
    """A value in words for a report."""
    if value is None or value == ():
        return "empty"
    return "、".join(value) if isinstance(value, tuple) else f'"{value}"'
