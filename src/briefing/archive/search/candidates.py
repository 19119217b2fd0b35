"""Which articles and records the index gives for a query, and the reading of them, newest first."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from .fold import fold
from .hits import Filters
from .match import Sight
from .query import Query, Term

RANKED = 200
"""Texts that are compared with each other: so many of the newest with the words,"""
RANKED_TITLES = 100
"""and so many of the newest with one of them in the title."""
MOST_READ = 20_000
"""Texts that are read for a phrase that the index cannot tell from its parts, before the search ends without it."""
_BATCH = 100
_COUNTED = 5_000
"""Up to here entries of a word are counted: a word in more of them says little in any case."""

# Each outlet by one look into the index: DISTINCT reads all of it, 5 to 30 ms.
_OUTLETS = """
WITH RECURSIVE outlets (name) AS (
  SELECT min(outlet) FROM articles
  UNION ALL SELECT (SELECT min(outlet) FROM articles WHERE outlet > name) FROM outlets WHERE name IS NOT NULL
)
SELECT name FROM outlets WHERE name IS NOT NULL
"""

Reader = Callable[[Sequence[int]], Mapping[int, Sight]]
"""Reads entries by number; those that hold the query's words."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Entries that were found to hold the words."""

    sights: tuple[Sight, ...]
    total: int
    """Of all entries; where not all were read, of those that the index gives."""
    is_exact: bool


class Condition(NamedTuple):
    """A query that gives the numbers of the entries that are allowed."""

    select: str
    """Ends in its WHERE clause."""
    column: str
    """What it selects."""
    values: tuple[object, ...]

    def allows(self, connection: sqlite3.Connection, number: int) -> bool:
        select = f"{self.select} AND {self.column} = ?"
        return connection.execute(select, (*self.values, number)).fetchone() is not None


def find_candidates(
    connection: sqlite3.Connection, index: str, query: Query, conditions: Sequence[Condition], read: Reader
) -> Candidates:
    """The newest entries with the words, and the newest with one of them in the title."""
    asked = _Asked(connection, index, conditions)
    sights: dict[int, Sight] = {}
    looked, is_all = 0, False
    numbers = asked.newest(query.expression(), limit=MOST_READ)
    while len(sights) < RANKED and looked < MOST_READ and not is_all:
        batch = list(islice(numbers, _BATCH))
        sights |= read(batch)
        looked += len(batch)
        is_all = len(batch) < _BATCH
    if is_all:
        return Candidates(tuple(sights.values()), len(sights), True)
    titled = asked.newest(query.expression(is_titled=True), limit=RANKED_TITLES) if query.groups else iter(())
    sights |= read([number for number in titled if number not in sights])
    return Candidates(tuple(sights.values()), asked.count(query.expression()), query.is_settled)


class _Asked:
    """An index, and which of its entries are allowed: worked out once, for several questions."""

    def __init__(self, connection: sqlite3.Connection, index: str, conditions: Sequence[Condition]) -> None:
        self._connection = connection
        self._found = f"FROM {index} WHERE {index} MATCH ?"
        if conditions:
            allowed = " INTERSECT ".join(condition.select for condition in conditions)
            values = [value for condition in conditions for value in condition.values]
            connection.execute(f"CREATE TEMP TABLE allowed_{index} (number INTEGER PRIMARY KEY)")
            connection.execute(f"INSERT INTO allowed_{index} {allowed}", values)
            # Without the plus SQLite asks the index anew for each allowed number: 10 seconds instead of 20 ms.
            self._found += (
                f" AND rowid BETWEEN (SELECT min(number) FROM allowed_{index})"
                f" AND (SELECT max(number) FROM allowed_{index}) AND +rowid IN (SELECT number FROM allowed_{index})"
            )

    def newest(self, expression: str, *, limit: int) -> Iterator[int]:
        select = f"SELECT rowid {self._found} ORDER BY rowid DESC LIMIT {limit}"
        return (row[0] for row in self._connection.execute(select, (expression,)))

    def count(self, expression: str) -> int:
        return int(self._connection.execute(f"SELECT count(*) {self._found}", (expression,)).fetchone()[0])


def article_conditions(connection: sqlite3.Connection, filters: Filters) -> list[Condition]:
    """Which articles are allowed, as queries that read nothing but an index."""
    wanted: dict[str, object] = {"day >= ?": filters.since, "day <= ?": filters.until, "theme = ?": filters.theme}
    if filters.outlet is not None:
        wanted["outlet IN (SELECT value FROM json_each(?))"] = _outlets_like(connection, filters.outlet)
    wanted = {clause: value for clause, value in wanted.items() if value is not None}
    found: list[Condition] = []
    if wanted:
        select = f"SELECT number FROM articles WHERE {' AND '.join(wanted)}"
        found.append(Condition(select, "number", tuple(wanted.values())))
    if filters.issue is not None:
        of_issue = "SELECT m.article FROM issues i JOIN issue_articles m ON m.issue = i.key WHERE i.number = ?"
        found.append(Condition(of_issue, "m.article", (filters.issue,)))
    return found


def _outlets_like(connection: sqlite3.Connection, name: str) -> str:
    """The outlets whose names hold this one, as JSON."""
    part = fold(name.strip())
    return json.dumps([name for (name,) in connection.execute(_OUTLETS) if part in fold(name)])


def rarities(connection: sqlite3.Connection, index: str, query: Query, entries: int) -> tuple[float, ...]:
    """How telling each group is: BM25's inverse document frequency."""
    return tuple(_rarity(_count(connection, index, group), entries) for group in query.groups)


def _rarity(count: int, entries: int) -> float:
    return math.log(1 + max(entries - count, 0) / (count + 0.5) + 0.5)


def _count(connection: sqlite3.Connection, index: str, group: tuple[Term, ...]) -> int:
    select = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {_COUNTED})"
    return int(connection.execute(select, (Query((group,)).expression(),)).fetchone()[0])
