"""Looking after the archive: what is in it, taking old issues out, proving that it is whole."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ..errors import ArchiveError
from .connect import snapshot, transaction
from .faults import FULL, IOERR
from .lock import Holder, read_holder

TABLES = (
    "issues", "articles", "documents", "stories", "records", "corrections", "runs", "deliveries", "feeds", "pages",
)  # fmt: skip
FAULTS = 20  # of one kind that are listed
_ISSUES = "SELECT number, title, first, last, built, inputs, counts FROM issues ORDER BY last, first"
_HELD = "SELECT article FROM issue_articles UNION SELECT lead FROM stories"
_READ = "SELECT document FROM articles WHERE document IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Status:
    """What the archive holds."""

    path: str
    version: int
    bytes: int
    """Of the database and the changes that are not merged into it yet."""
    first: str | None
    """First day of the earliest issue; None: no issue has dates."""
    last: str | None
    counts: dict[str, int]
    """Rows, by table."""
    writer: Holder | None
    """Who writes to it at this moment."""
    is_whole: bool
    """SQLite finds no damage; `check` looks closer."""


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """A row of the list of issues."""

    number: int
    title: str
    first: str | None
    last: str | None
    built: str
    inputs: int
    articles: int
    stories: int
    records: int


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was taken out, or would be."""

    issues: tuple[StoredIssue, ...]
    articles: int
    """That no issue holds any more."""
    documents: int
    freed: int = 0
    """Bytes."""


NOTHING_PRUNED = Pruned((), 0, 0)


def read_status(connection: sqlite3.Connection, path: Path) -> Status:
    first, last = connection.execute("SELECT min(nullif(first, '')), max(nullif(last, '')) FROM issues").fetchone()
    counts = {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}
    return Status(
        path=str(path),
        version=connection.execute("PRAGMA user_version").fetchone()[0],
        bytes=size_of(path),
        first=first,
        last=last,
        counts=counts,
        writer=read_holder(path),
        is_whole=not find_damage(connection, "quick_check"),
    )


def find_damage(connection: sqlite3.Connection, pragma: str = "integrity_check") -> list[str]:
    """What SQLite finds wrong in the file."""
    return [text for (text,) in connection.execute(f"PRAGMA {pragma}({FAULTS})") if text != "ok"]


def size_of(path: Path) -> int:
    """Bytes on the disk."""
    parts = (path.with_name(path.name + end) for end in ("", "-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())


def list_issues(connection: sqlite3.Connection) -> tuple[StoredIssue, ...]:
    """Ascending by period; those without dates first."""
    return tuple(_stored_issue(*row) for row in connection.execute(_ISSUES))


def _stored_issue(number: int, title: str, first: str, last: str, built: str, inputs: int, counts: str) -> StoredIssue:
    rows = json.loads(counts)
    sizes = (rows.get(table, 0) for table in ("issue_articles", "stories", "records"))
    return StoredIssue(number, title, first or None, last or None, built, inputs, *sizes)


# ---------------------------------------------------------------- taking out


def limit_of(connection: sqlite3.Connection, weeks: int) -> date | None:
    """The first day that is kept when the last `weeks` are, counted back from the latest issue's last day."""
    (last,) = connection.execute("SELECT max(last) FROM issues").fetchone()
    return date.fromisoformat(last) - timedelta(days=7 * weeks - 1) if last else None


def prune(connection: sqlite3.Connection, before: date, *, path: Path, is_trial: bool) -> Pruned:
    """Take out the issues that ended before a day, then the articles that no issue holds and files without articles.

    Issues without dates stay, and what was run and delivered: it keeps anything from being sent twice. A trial says
    what would go and changes nothing. Giving the room back needs as much free space as the archive takes.
    """
    size = size_of(path)
    gone = tuple(_stored_issue(*row) for row in connection.execute(_ISSUES) if "" < row[3] < before.isoformat())
    with snapshot(connection) if is_trial else transaction(connection):
        connection.execute("DELETE FROM issues WHERE last <> '' AND last < ?", (before.isoformat(),))
        articles = connection.execute(f"DELETE FROM articles WHERE number NOT IN ({_HELD})").rowcount
        documents = connection.execute(f"DELETE FROM documents WHERE number NOT IN ({_READ})").rowcount
    if is_trial:
        return Pruned(gone, articles, documents)
    _give_back(connection, path)
    return Pruned(gone, articles, documents, freed=size - size_of(path))


def _give_back(connection: sqlite3.Connection, path: Path) -> None:
    try:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (FULL, IOERR):
            raise
        raise ArchiveError(
            f"{path}: the old issues were taken out, but giving their room back needs "
            f"{size_of(path) / 1e6:.0f} MB of free space; free that and prune again"
        ) from error
