"""An issue goes in: one transaction, and all of it or nothing.

An article is known by what it says and stored once, however often and under whatever name it comes. What another build
reads differently in it (another splitting, a corrected comma) takes the place of its text. Its signature stays that of
the first coming, and an issue that has another one keeps its own: what an issue recalls must not change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from ..compose import OFF, display_title
from ..types import Briefing, Event, Reading, Standing
from ..write.counts import all_events
from .articles import Numbers, put_articles, put_documents
from .check import OF_ISSUE, count_rows
from .connect import as_stored, insert, transaction
from .fields import dump_fields, dump_json, kind_of


def remember(connection: sqlite3.Connection, briefing: Briefing, readings: Iterable[Reading], *, built: str) -> int:
    """Store an issue in the place of an earlier one of the same period; the key of its row."""
    by_name = {reading.article.id: reading for reading in readings}
    with transaction(connection):
        issue = _put_issue(connection, briefing, built)
        documents = put_documents(connection, (row.source for row in briefing.coverage))
        numbers = put_articles(connection, issue, briefing.articles, by_name, documents)
        _put_stories(connection, issue, briefing, by_name, numbers)
        for event in all_events(briefing):
            _put_record(connection, issue, event, briefing)
        for review in briefing.reviews:
            values = {"issue": issue, "record": review.record, "state": review.state, "fields": dump_fields(review)}
            insert(connection, "corrections", values)
        counts = dump_json(count_rows(connection, issue))
        connection.execute("UPDATE issues SET counts = ? WHERE key = ?", (counts, issue))
    return issue


# ---------------------------------------------------------------- the issue


def _put_issue(connection: sqlite3.Connection, briefing: Briefing, built: str) -> int:
    """The issue's row; the key of the one that it takes the place of, whose other rows are gone."""
    values = _issue_values(briefing, built)
    period = (values["first"], values["last"])
    old = connection.execute("SELECT key FROM issues WHERE first = ? AND last = ?", period).fetchone()
    if old is None:
        return insert(connection, "issues", values)
    for table in OF_ISSUE:
        connection.execute(f"DELETE FROM {table} WHERE issue = ?", old)
    changes = ", ".join(f"{column} = :{column}" for column in values)
    connection.execute(f"UPDATE issues SET {changes} WHERE key = :key", as_stored({**values, "key": old[0]}))
    return old[0]


def _issue_values(briefing: Briefing, built: str) -> dict[str, Any]:
    period = briefing.period
    figures = [[f.key, str(f.value), None if f.previous is None else str(f.previous)] for f in briefing.figures]
    themes = [[OFF if t.theme is None else t.theme.key, t.articles, t.stories] for t in briefing.themes]
    return {
        "number": briefing.issue,
        "title": briefing.title,
        "desk": briefing.desk,
        "first": period.first.isoformat() if period.first else "",
        "last": period.last.isoformat() if period.last else "",
        "lang": briefing.lang,
        "version": briefing.version,
        "built": built,
        "inputs": len(briefing.coverage),
        "figures": dump_json(figures),
        "themes": dump_json(themes),
        "counts": "{}",  # when all rows are in
    }


# ---------------------------------------------------------------- stories and records


def _put_stories(
    connection: sqlite3.Connection,
    issue: int,
    briefing: Briefing,
    readings: Mapping[str, Reading],
    numbers: Numbers,
) -> None:
    themes = {row.article.id: row.theme for row in briefing.articles}
    for story in briefing.stories:
        values = {
            "issue": issue,
            "id": story.id,
            "lead": numbers[story.lead],
            "title": display_title(readings[story.lead]),
            "theme": themes[story.lead],
            **_standing_values(briefing, story.id, "new"),
        }
        insert(connection, "stories", values)


def _put_record(connection: sqlite3.Connection, issue: int, event: Event, briefing: Briefing) -> None:
    money = event.money
    values = {
        "issue": issue,
        "id": event.id,
        "kind": kind_of(event),
        **{name: getattr(event, name) for name in ("name", "type", "stage", "date", "place")},
        "currency": money and money.currency,
        "amount": None if money is None or money.value is None else float(money.value),
        **_standing_values(briefing, event.id, "background" if event.is_background else "new"),
        "fields": dump_fields(event),
    }
    insert(connection, "records", values)


def _standing_values(briefing: Briefing, id: str, unless: str) -> dict[str, Any]:
    """How a story or record stands to earlier issues; `unless`: its state where nothing is said of it."""
    standing = briefing.standings.get(id) or Standing(state=unless, first_issue=briefing.issue, thread=id)
    return {"state": standing.state, "first_issue": standing.first_issue, "thread": standing.thread}
