"""The folder of an issue: all its files change together, and a killed run leaves the last issue whole.

The new files are written beside the old ones, in a hidden folder of their own on the same disk. Only when all
of them are complete is that folder renamed to `.issue-ready`, in one step: from here on the new issue is the
valid one, and its files are moved into place. A run that is killed before the rename has changed nothing; one
killed in the few microseconds of the moves has left `.issue-ready` behind, and `finish_issue` (called by the
next build and by `verify`) moves the rest. A move that fails puts the old files back.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ..errors import OutputError
from ..files import write_synced

READY = ".issue-ready"
PART = ".issue-part-"
KEPT = "kept"  # in the hidden folder: the old files, until all new ones are in place
STALE = 3600  # seconds after which the hidden folder of another run is one that was killed, not one at work

REASONS = {
    errno.ENOSPC: "the disk is full; free some space or choose another folder",
    errno.EDQUOT: "your quota of the disk is used up; free some space or choose another folder",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.EACCES: "it may not be written to; change its permissions, close its files in Word and Excel, "
    "or choose another folder",
    errno.EEXIST: "there is a file of that name; choose another folder",
    errno.ENOTDIR: "a part of this path is a file, not a folder; choose another folder",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put all the files into the folder, or none of them. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        finish_issue(folder)
        _drop_stale(folder)
        part = Path(tempfile.mkdtemp(prefix=PART, dir=folder))
        try:
            _write_all(part, files)
            part.rename(folder / READY)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        finish_issue(folder)
    except OSError as error:
        raise OutputError(f"{folder}: {why(error)}") from error


def why(error: OSError) -> str:
    """What is wrong and what to do, in words."""
    code = errno.EACCES if error.errno == errno.EPERM else error.errno
    return REASONS.get(code or 0) or f"cannot be written ({error.strerror}); choose another folder"


def finish_issue(folder: Path) -> bool:
    """Complete an issue whose files were all written but not all moved into place; True when there was one."""
    ready = folder / READY
    if not ready.is_dir():
        return False
    try:
        _move_all(ready, folder)
    except KeyboardInterrupt:  # pressed in the middle: the moves take less time than asking back
        _move_all(ready, folder)
        raise
    finally:
        shutil.rmtree(ready, ignore_errors=True)
    return True


def _write_all(part: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        write_synced(part / name, (content,))


def _move_all(ready: Path, folder: Path) -> None:
    """Move every file that is still there; when one cannot be moved, put the old ones back."""
    names = sorted(path.name for path in ready.iterdir() if path.is_file())
    kept = ready / KEPT
    kept.mkdir(exist_ok=True)
    _keep(folder, kept, names)
    try:
        for name in names:
            os.replace(ready / name, folder / name)
    except OSError:
        _put_back(folder, kept, names)
        raise


def _keep(folder: Path, kept: Path, names: Iterable[str]) -> None:
    for name in names:
        if (folder / name).is_file() and not (kept / name).exists():
            try:
                os.link(folder / name, kept / name)
            except OSError:  # a disk without hard links
                shutil.copy2(folder / name, kept / name)


def _put_back(folder: Path, kept: Path, names: Iterable[str]) -> None:
    for name in sorted({*names, *(path.name for path in kept.iterdir())}):
        with suppress(OSError):
            if (kept / name).exists():
                os.replace(kept / name, folder / name)
            elif (folder / name).is_file():
                (folder / name).unlink()


def _drop_stale(folder: Path) -> None:
    """Hidden folders of runs that were killed long ago."""
    for path in folder.glob(PART + "*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > STALE:
                shutil.rmtree(path, ignore_errors=True)
