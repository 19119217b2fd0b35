"""The database, opened: created where it may be, brought to the present version, refused where it is not ours.

WAL, so that readers never wait for a writer; `synchronous` full, so that what was acknowledged outlives a power cut
too: with one transaction an issue the pause is not felt.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import ArchiveError
from .faults import in_words, no_archive, not_ours
from .fields import storable
from .lock import hold_lock
from .schema import APPLICATION, SCRIPTS
from .search.index import register


def open_database(path: Path, *, may_create: bool, wait: float, scripts: Sequence[str] = SCRIPTS) -> sqlite3.Connection:
    """A connection without implicit transactions. Raises ArchiveError."""
    with in_words(path):
        connection = sqlite3.connect(_address(path, may_create), uri=True, timeout=wait, isolation_level=None)
        try:
            _prepare(connection, path, wait, scripts)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; whatever happens inside, the connection is usable afterwards."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled it back already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Several readings of one state, whatever others store meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> int:
    """A row of a table of ours; its number."""
    marks = ", ".join(f":{column}" for column in values)
    found = connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", as_stored(values))
    return found.lastrowid or 0


def as_stored(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: storable(value) if isinstance(value, str) else value for name, value in values.items()}


def _address(path: Path, may_create: bool) -> str:
    """The file as SQLite's URI (sqlite.org/uri.html), with what may be done to it."""
    if path.is_dir():
        raise ArchiveError(f"{path}: is a folder; name a file, like {path / 'briefing.db'}")
    if not path.exists():
        if not may_create:
            raise no_archive(path)
        _make_folder(path.parent)
        return f"{path.absolute().as_uri()}?mode=rwc"
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return f"{path.absolute().as_uri()}?mode=rw"
    # On a read-only disk the files beside a WAL database cannot be made; one that was closed well can do without.
    was_closed = not path.with_name(path.name + "-wal").exists()
    return f"{path.absolute().as_uri()}?{'immutable=1' if was_closed else 'mode=ro'}"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be made ({error.strerror}); name another place for the archive") from None


def _prepare(connection: sqlite3.Connection, path: Path, wait: float, scripts: Sequence[str]) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    register(connection)  # what the triggers of the search index call
    if _read_version(connection, path, scripts) < len(scripts):
        with hold_lock(path, wait=wait):  # changing to WAL does not wait for others by itself
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, path, scripts)


def _read_version(connection: sqlite3.Connection, path: Path, scripts: Sequence[str]) -> int:
    """The database's version; 0 when it is empty. Raises ArchiveError for another program's and for a newer one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION and (application or version or tables):
        raise not_ours(path)
    if version > len(scripts):
        raise ArchiveError(
            f"{path}: is of version {version}, this program knows up to {len(scripts)}; "
            "install the newer program, or name another file"
        )
    return version


def migrate(connection: sqlite3.Connection, path: Path, scripts: Sequence[str] = SCRIPTS) -> None:
    """Run the scripts that the database has not seen yet, each in one transaction."""
    for number, script in enumerate(scripts, 1):
        with transaction(connection):
            if _read_version(connection, path, scripts) >= number:  # another process was faster
                continue
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script. `executescript` would commit the transaction first."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        if line.rstrip().endswith(";") and sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines.clear()
    if "".join(lines).strip():
        raise ValueError(f"a script ends inside a statement: {lines[0]}")
