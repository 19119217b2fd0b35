"""One real thing over the issues: a project's stages, a fund's closings, a company's rounds.

Records of several issues are one thing by their thread, which `memory` has given them when each issue was built.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..types import Event
from .fields import load_event
from .search.fold import fold

_NAMES = "SELECT DISTINCT thread, name, json_extract(fields, '$.aliases') FROM records"
_TELLINGS = """
SELECT i.number, i.first, i.last, r.kind, r.state, r.fields FROM records r JOIN issues i ON r.issue = i.key
WHERE r.thread = ? ORDER BY i.last, i.first, r.id
"""


@dataclass(frozen=True, slots=True)
class Telling:
    """A record as one issue has it."""

    issue: int
    first: date | None
    last: date | None
    state: str
    """`new`, `updated`, `repeated`, `background`."""
    event: Event


@dataclass(frozen=True, slots=True)
class History:
    """One thing, its tellings ascending by issue."""

    thread: str
    kind: str
    """`deal`, `fund`, `project`."""
    name: str
    """As the latest issue has it."""
    tellings: tuple[Telling, ...]


def find_histories(connection: sqlite3.Connection, name: str) -> tuple[History, ...]:
    """The things one of whose names holds `name` (Traditional or Simplified, any width and case), or whose id it is.

    Ascending by the day of their first issue, then by thread.
    """
    wanted = fold(name.strip())
    threads = {
        thread
        for thread, *names in connection.execute(_NAMES)
        if wanted and (thread == name.strip() or any(wanted in fold(said) for said in _names(*names)))
    }
    found = (_history(thread, connection) for thread in threads)
    return tuple(sorted(found, key=lambda h: (h.tellings[0].last or date.min, h.thread)))


def _names(name: str, aliases: str | None) -> Iterator[str]:
    yield name
    yield from json.loads(aliases or "[]")


def _history(thread: str, connection: sqlite3.Connection) -> History:
    rows = connection.execute(_TELLINGS, (thread,)).fetchall()
    told = tuple(
        Telling(number, _day(first), _day(last), state, load_event(kind, fields))
        for number, first, last, kind, state, fields in rows
    )
    return History(thread=thread, kind=rows[0][3], name=told[-1].event.name, tellings=told)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
