"""The archive opened for reading: nothing is changed, no writer is waited for."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ...errors import ArchiveError
from ..faults import in_words, no_archive, not_ours
from ..schema import APPLICATION, SCRIPTS


@contextmanager
def open_reader(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write. Raises ArchiveError where there is no archive, or one of another version."""
    if not path.is_file():
        raise no_archive(path)
    with in_words(path), closing(sqlite3.connect(_address(path), uri=True, timeout=0)) as connection:
        _check(connection, path)
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("BEGIN")  # one state of the archive for all that is read
        yield connection


def _address(path: Path) -> str:
    """On a read-only disk the files beside a WAL database cannot be made; one that was closed well does without."""
    is_closed = not path.with_name(path.name + "-wal").exists()
    is_fixed = is_closed and not os.access(path.parent, os.W_OK)
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if is_fixed else ''}"


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        raise not_ours(path)
    if version != len(SCRIPTS):
        say = "run `briefing archive status` once" if version < len(SCRIPTS) else "install the newer program"
        raise ArchiveError(f"{path}: is of version {version}, the search reads {len(SCRIPTS)}; {say}")
