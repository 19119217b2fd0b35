"""Files that are written whole or not at all: under another name first, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

TAIL = 20
"""Characters of a file's name that its unfinished one keeps: a name may have 255 bytes, and some have them."""


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Put the pieces into a file, in the place of what it held, all of them or none; raises OSError.

    The unfinished file lies beside it, hidden and named .part: `ingest` passes over what a killed run leaves behind.
    """
    part = path.with_name(f".{path.name[-TAIL:]}-{os.getpid()}.part")
    try:
        write_synced(part, pieces)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_synced(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file and wait until the disk has it; raises OSError."""
    with path.open("wb") as stream:
        stream.writelines(pieces)
        stream.flush()
        os.fsync(stream.fileno())
