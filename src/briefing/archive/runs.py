"""What `briefing run` did, and what was handed to whom: the book that keeps anything from being sent twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .connect import insert, transaction
from .fields import dump_json

_RUNS = "SELECT key, week, started, ended, outcome, report FROM runs ORDER BY key DESC LIMIT ?"
_DELIVERIES = """
SELECT week, channel, recipient, state, at, run, message_id, content, error FROM deliveries
WHERE ? IN (week, '') ORDER BY key
"""


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run of the job."""

    key: int
    week: str
    """`2025-W29`."""
    started: str
    """UTC, like all times here."""
    ended: str | None
    """None: it still runs, or was killed."""
    outcome: str | None
    report: Mapping[str, Any]
    """Times by stage, counts, problems, gates: what the job gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An issue handed to one recipient, or the attempt."""

    week: str
    channel: str
    recipient: str
    state: str
    """`sent`, `failed`."""
    at: str
    run: int | None = None
    message_id: str | None = None
    content: str | None = None
    """sha256 of what was sent."""
    error: str | None = None


def begin_run(connection: sqlite3.Connection, week: str, *, started: str) -> int:
    with transaction(connection):
        return insert(connection, "runs", {"week": week, "started": started})


def end_run(connection: sqlite3.Connection, key: int, *, outcome: str, report: Mapping[str, Any], ended: str) -> None:
    with transaction(connection):
        values = (ended, outcome, dump_json(report), key)
        connection.execute("UPDATE runs SET ended = ?, outcome = ?, report = ? WHERE key = ?", values)


def list_runs(connection: sqlite3.Connection, limit: int) -> tuple[PastRun, ...]:
    """The latest first."""
    rows = connection.execute(_RUNS, (limit,))
    return tuple(PastRun(k, w, s, e, o, json.loads(report)) for k, w, s, e, o, report in rows)


def note_delivery(connection: sqlite3.Connection, delivery: Delivery) -> None:
    with transaction(connection):
        insert(connection, "deliveries", {name: getattr(delivery, name) for name in Delivery.__slots__})


def list_deliveries(connection: sqlite3.Connection, week: str | None) -> tuple[Delivery, ...]:
    """In the order in which they were made; of all weeks when none is named."""
    found = connection.execute(_DELIVERIES, (week or "",))
    names = [column[0] for column in found.description]
    return tuple(Delivery(**dict(zip(names, row, strict=True))) for row in found)
