"""One writer at a time: a lock file beside the database, `briefing.db.lock`, that says who holds it.

The lock is the operating system's (flock; on Windows a locked byte), so that it is gone with the process that held it,
however that ended. The file stays and means nothing by itself. SQLite locks too, but only for one transaction, and
cannot say who waits for whom. Where a file system has no such locks, SQLite's own are what is left: a second
writer is still kept out, but not named.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ..errors import ArchiveError

PAUSE = 0.1  # seconds between two attempts
BYTE = 1 << 30  # Windows: which byte is locked; far behind the text, which others must be able to read
_UNABLE = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


class Holder(NamedTuple):
    """Who writes to an archive."""

    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host} since {self.since}"


@contextmanager
def hold_lock(database: Path, *, wait: float) -> Iterator[None]:
    """Be the one who writes to `database`; waits up to `wait` seconds. Raises ArchiveError that says who does."""
    file = _open(database)
    try:
        deadline = time.monotonic() + wait
        while not _lock(file):
            if time.monotonic() >= deadline:
                raise ArchiveError(f"{database}: {_say_holder(database)}; wait until that has ended and run again")
            time.sleep(PAUSE)
        _sign(file)
        yield
    finally:
        os.close(file)  # and with it the lock


def read_holder(database: Path) -> Holder | None:
    """Who writes to the archive at this moment; None: nobody, or it cannot be told."""
    try:
        file = os.open(_place(database), os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _lock(file) else parse_holder(_place(database))
    finally:
        os.close(file)


def parse_holder(place: Path) -> Holder | None:
    """What a lock file says; None when its holder has not signed yet."""
    try:
        return Holder(**json.loads(place.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _say_holder(database: Path) -> str:
    holder = parse_holder(_place(database))
    return f"{holder or 'another run'} is writing to it"


def _place(database: Path) -> Path:
    return database.with_name(database.name + ".lock")


def _open(database: Path) -> int:
    try:
        return os.open(_place(database), os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise ArchiveError(
            f"{_place(database)}: cannot be written ({error.strerror}); the archive's folder must be writable"
        ) from None


def _sign(file: int) -> None:
    """Who holds it. A disk without room for that does not stop a run by itself: the database will say so."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    with suppress(OSError):
        os.ftruncate(file, 0)
        os.write(file, json.dumps(Holder(os.getpid(), socket.gethostname(), since)._asdict()).encode())


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        os.lseek(file, BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(file, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _UNABLE:
                return True
            raise
        return True
