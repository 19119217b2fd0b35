"""What SQLite reports, in words that say what to do. What is not listed here is a bug and shows its traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

from ..errors import ArchiveError

# Primary result codes (sqlite.org/rescode.html); Python 3.11 names only some of them.
BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
SAYINGS = {
    BUSY: "another program is writing to it; wait until that has ended and run again",
    LOCKED: "another program is writing to it; wait until that has ended and run again",
    READONLY: "cannot be written; give yourself the right to write the file and its folder, or name another archive",
    IOERR: "cannot be read or written ({detail}); what was in it still is; check the disk and its free space",
    CORRUPT: "is damaged ({detail}); put a backup in its place, or move it away to begin a new one",
    FULL: "the disk is full; what was in it still is, what was being stored is not; free some space and run again",
    CANTOPEN: "cannot be opened; check that its folder is there and may be written",
    NOTADB: "is no archive ({detail}); move it away or name another one",
}


_UNDECODED = "Could not decode to UTF-8"  # what Python says of a text that SQLite took for sound; it has no code
_DETAIL = 80  # characters; Python repeats the whole text


def no_archive(path: Path) -> ArchiveError:
    return ArchiveError(f"{path}: there is no archive yet; build an issue first, or name another file")


def not_ours(path: Path) -> ArchiveError:
    return ArchiveError(f"{path}: is a database of another program; name another file for the archive")


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Raises ArchiveError for what can befall a database on a disk. Inside only what was stored may be decoded."""
    try:
        yield
    except (sqlite3.DatabaseError, JSONDecodeError, UnicodeDecodeError) as error:
        saying = SAYINGS.get(_code_of(error))
        if saying is None:
            raise
        raise ArchiveError(f"{path}: {saying.format(detail=str(error)[:_DETAIL])}") from error


def _code_of(error: Exception) -> int:
    if not isinstance(error, sqlite3.DatabaseError) or str(error).startswith(_UNDECODED):
        return CORRUPT
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
