"""Proving that the archive is whole: no damage, all counts agree, everything can be read back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from ..stories import unpack
from ..types import Problem
from .fields import load_event, load_review
from .prose import sentence_spans
from .search.index import find_unindexed
from .upkeep import FAULTS, find_damage

OF_ISSUE = ("issue_articles", "stories", "records", "corrections")
"""Tables whose rows are an issue's."""
PAIR = 8  # bytes of a sentence's span
_SIGNATURES = """
SELECT id, signature FROM articles UNION ALL
SELECT a.id, m.signature FROM issue_articles m JOIN articles a ON a.number = m.article WHERE m.signature IS NOT NULL
"""


def check(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """What is not as it must be; empty when all is well. Reads everything once."""
    damage = [Problem("database", f"{text}; put a backup in its place", "error") for text in find_damage(connection)]
    if damage:  # nothing else can be trusted
        return tuple(damage)
    return (
        *_find_orphans(connection),
        *_find_miscounts(connection),
        *_find_unreadable(connection),
        *_find_unindexed(connection),
    )


def _find_orphans(connection: sqlite3.Connection) -> Iterator[Problem]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(FAULTS):
        where = table if row is None else f"{table}, row {row}"
        yield Problem(where, f"names a row of {parent} that is not there; build that week again", "error")


def _find_miscounts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """An issue has as many rows as it was stored with, and its stories lead with articles of its own."""
    for key, number, last, counts in connection.execute("SELECT key, number, last, counts FROM issues").fetchall():
        name = f"issue {number} ({last or 'no dates'})"
        stored, there = json.loads(counts), count_rows(connection, key)
        for table in there:
            if stored.get(table) != there[table]:
                say = f"has {there[table]} rows in {table} and was stored with {stored.get(table)}; build it again"
                yield Problem(name, say, "error")
        (strays,) = connection.execute(
            "SELECT count(*) FROM stories s WHERE s.issue = ? AND NOT EXISTS "
            "(SELECT 1 FROM issue_articles m WHERE m.issue = s.issue AND m.article = s.lead)",
            (key,),
        ).fetchone()
        if strays:
            yield Problem(name, f"{strays} stories lead with an article that it does not have; build it again", "error")


def _find_unreadable(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Every signature, sentence and record can be read back."""
    for name, text, sentences in connection.execute("SELECT id, text, sentences FROM articles"):
        if len(sentences) % PAIR or any(not 0 <= s.start < s.end <= len(text) for s in sentence_spans(sentences)):
            yield Problem(f"article {name}", "a sentence lies outside its text; build its week again", "error")
    for name, signature in connection.execute(_SIGNATURES):
        try:
            unpack(signature)
        except ValueError as error:
            yield Problem(f"article {name}", f"{error}; build its week again", "error")
    for kind, name, fields in connection.execute(
        "SELECT kind, id, fields FROM records UNION ALL SELECT 'review', record, fields FROM corrections"
    ):
        try:
            load_review(fields) if kind == "review" else load_event(kind, fields)
        except (ValueError, TypeError, KeyError, ArithmeticError) as error:
            yield Problem(f"{kind} {name}", f"cannot be read ({error}); build its week again", "error")


def _find_unindexed(connection: sqlite3.Connection) -> Iterator[Problem]:
    for row in find_unindexed(connection)[:FAULTS]:
        yield Problem("search", f"the index and {row} are out of step; run `briefing archive check --reindex`", "error")


def count_rows(connection: sqlite3.Connection, issue: int) -> dict[str, int]:
    """How many rows each table has of an issue; `issues.counts` says how many there must be."""
    count = "SELECT count(*) FROM {} WHERE issue = ?"
    return {table: connection.execute(count.format(table), (issue,)).fetchone()[0] for table in OF_ISSUE}
