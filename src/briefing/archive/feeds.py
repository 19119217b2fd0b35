"""What fetching keeps between two runs: of each feed how it answered last, of each page that it was taken."""

from __future__ import annotations

import sqlite3

from ..types import FeedState, PageState
from .connect import transaction


def read_feed(connection: sqlite3.Connection, url: str) -> FeedState | None:
    found = connection.execute(f"SELECT {_columns(FeedState)} FROM feeds WHERE url = ?", (url,)).fetchone()
    return None if found is None else FeedState(*found)


def read_page(connection: sqlite3.Connection, url: str) -> PageState | None:
    found = connection.execute(f"SELECT {_columns(PageState)} FROM pages WHERE url = ?", (url,)).fetchone()
    return None if found is None else PageState(*found)


def write_feed(connection: sqlite3.Connection, state: FeedState) -> None:
    _write(connection, "feeds", state)


def write_page(connection: sqlite3.Connection, state: PageState) -> None:
    _write(connection, "pages", state)


def _write(connection: sqlite3.Connection, table: str, state: FeedState | PageState) -> None:
    """The row of this url, new or in the place of the old one."""
    values = [getattr(state, name) for name in type(state).__slots__]
    marks = ", ".join("?" * len(values))
    with transaction(connection):
        connection.execute(f"INSERT OR REPLACE INTO {table} ({_columns(type(state))}) VALUES ({marks})", values)


def _columns(kind: type[FeedState] | type[PageState]) -> str:
    return ", ".join(kind.__slots__)
