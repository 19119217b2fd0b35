"""What earlier issues said comes out.

Only of issues that ended before a period begins: rebuilding a week gives the same bytes, whatever was built after it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ..errors import ArchiveError
from ..stories import unpack
from ..types import NO_MEMORY, Memory, PastIssue, PastRecord, PastStory, Period, Signature
from .connect import snapshot
from .fields import load_event

STORY_WEEKS = 8  # news that is older is seldom told again, and each story's signature takes part in the comparison

_ISSUES = "SELECT number, first, last, figures, themes FROM issues WHERE last <> '' AND last < ? ORDER BY last, first"
_STORIES = """
SELECT s.id, s.thread, s.title, i.number, s.first_issue,
  coalesce(m.signature, a.signature), m.names, m.outlet, m.published
FROM issues i JOIN stories s ON s.issue = i.key
JOIN issue_articles m ON m.issue = i.key AND m.article = s.lead JOIN articles a ON a.number = s.lead
WHERE i.last < ? AND i.last >= ? ORDER BY i.last, i.first, s.id
"""
# The latest first; of one issue's, the lowest id.
_RECORDS = """
SELECT r.kind, r.fields, i.number, r.first_issue, r.thread, i.last
FROM issues i JOIN records r ON r.issue = i.key
WHERE i.last <> '' AND i.last < ? ORDER BY i.last DESC, i.first DESC, r.id
"""
_BEFORE = "SELECT number FROM issues WHERE last <> '' AND last < ? ORDER BY last DESC, first DESC LIMIT 1"


def recall(connection: sqlite3.Connection, period: Period | None) -> Memory:
    """What the issues before `period` said; nothing when it has no first day."""
    if period is None or period.first is None:
        return NO_MEMORY
    first = period.first.isoformat()
    since = (period.first - timedelta(weeks=STORY_WEEKS)).isoformat()
    with snapshot(connection):
        return Memory(
            issues=tuple(_past_issue(*row) for row in connection.execute(_ISSUES, (first,))),
            stories=tuple(_past_story(*row) for row in connection.execute(_STORIES, (first, since))),
            records=_latest(connection.execute(_RECORDS, (first,))),
        )


def next_number(connection: sqlite3.Connection, period: Period | None) -> int | None:
    """The number that an issue of this period has, or else the one after the latest issue before it."""
    if period is None or period.first is None:
        return None
    first, last = period.first.isoformat(), period.last.isoformat() if period.last else ""
    own = connection.execute("SELECT number FROM issues WHERE first = ? AND last = ?", (first, last)).fetchone()
    if own is not None:
        return own[0]
    before = connection.execute(_BEFORE, (first,)).fetchone()
    return None if before is None else before[0] + 1


@contextmanager
def _readable(what: str, number: int) -> Iterator[None]:
    """Raises ArchiveError for what an older program wrote in a way that this one cannot read."""
    try:
        yield
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        raise ArchiveError(
            f"archive: {what} of issue {number} cannot be read ({error}); build that issue again"
        ) from error


def _latest(rows: Iterable[tuple[Any, ...]]) -> tuple[PastRecord, ...]:
    """Of each thread the first row, by id."""
    latest: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        latest.setdefault(row[4], row)
    return tuple(sorted((_past_record(*row) for row in latest.values()), key=lambda r: (r.event.id, r.thread)))


def _past_issue(number: int, first: str, last: str, figures: str, themes: str) -> PastIssue:
    return PastIssue(
        number=number,
        first=date.fromisoformat(first or last),
        last=date.fromisoformat(last),
        figures=tuple((key, Decimal(value)) for key, value, _ in json.loads(figures)),
        themes=tuple((key, articles, stories) for key, articles, stories in json.loads(themes)),
    )


def _past_story(
    id: str, thread: str, title: str, number: int, first_issue: int, signature: bytes, *coming: Any
) -> PastStory:
    with _readable(f'story "{title}"', number):
        restored = _signature(signature, *coming)
    return PastStory(id, thread, title, number, first_issue, restored)


def _signature(packed: bytes, names: str, outlet: str | None, published: str | None) -> Signature:
    """The signature as it was when that issue was built."""
    moment = datetime.fromisoformat(published) if published else None
    return replace(
        unpack(packed),
        article=json.loads(names)[0],
        outlet=outlet,
        day=moment and moment.date(),
        hour=moment.time() if moment and published and "T" in published else None,
    )


def _past_record(kind: str, fields: str, number: int, first_issue: int, thread: str, last: str) -> PastRecord:
    with _readable(f"record {thread}", number):
        event = load_event(kind, fields)
    return PastRecord(
        event=event,
        issue=number,
        first_issue=first_issue,
        thread=thread,
        told=date.fromisoformat(last),
    )
