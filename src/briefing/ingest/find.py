"""What there is to read: arguments and folders to named bytes, the same for any order of arguments.

Nothing is written to disk, nothing fetched; a file is opened only when its bytes are asked for.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import category

from .contents import Unreadable

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "stdin"

MAX_FILE_BYTES = 200 * 1024 * 1024
"""A week of articles is some 10 MB; what is 20 times larger is a mistake or an attack."""
_PASSED_OVER = re.compile(
    r"""
    \..*                                    # hidden: .DS_Store, .git, .~lock.x.docx#
  | ~\$.*                                   # Word's and Excel's lock files
  | (?:thumbs\.db|desktop\.ini|__macosx)    # what Windows and macOS leave behind
  | .*(?:~|\.tmp|\.part|\.crdownload|\.swp) # backups and unfinished downloads
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAVED_PAGE_FOLDER = re.compile(r"(?P<stem>.+)(?:_files|\.files|_文件)")


@dataclass(frozen=True, slots=True)
class Found:
    """One file to read."""

    name: str
    """Unique, in POSIX form, never absolute."""
    path: Path | None
    """None: standard input."""
    trouble: str | None = None
    """Why it cannot be read, known before opening it."""

    @property
    def location(self) -> str:
        return STANDARD_INPUT if self.path is None else _printable(str(self.path))

    @property
    def _key(self) -> str:
        return str(self.path)


def find_inputs(inputs: Sequence[str], *, base: Path | None = None) -> tuple[Found, ...]:
    """Every file that the arguments name, once each, sorted by name."""
    candidates: dict[str, tuple[tuple[int, str, str], Found]] = {}
    for given in inputs:
        for key, found in _expand(given, base or Path.cwd()):
            # Named twice (a file and its folder): the shorter name stands, whatever the order of arguments.
            rank = (len(found.name), found.name, found.location)
            if key not in candidates or rank < candidates[key][0]:
                candidates[key] = rank, found
    return tuple(sorted(_name_apart(found for _, found in candidates.values()), key=lambda found: found.name))


def _expand(given: str, base: Path) -> Iterator[tuple[str, Found]]:
    """The files of one argument, each with a key that is equal for equal files."""
    if given == STANDARD_INPUT:
        yield STANDARD_INPUT, Found(STANDARD_INPUT_NAME, None)
        return
    path = Path(os.path.abspath(base / given))
    if not os.path.lexists(path):
        yield str(path), Found(plain_name(path.name or given), path, "does not exist; check the path")
    elif path.is_dir():
        yield from _walk(path)
    else:
        yield os.path.realpath(path), Found(plain_name(path.name), path, _trouble_of(path, is_named=True))


def _walk(folder: Path) -> Iterator[tuple[str, Found]]:
    """Every file under a folder. A folder that a link leads back to is entered once."""
    refused: list[OSError] = []
    entered: set[str] = set()
    for here, folders, files in os.walk(folder, followlinks=True, onerror=refused.append):
        if os.path.realpath(here) in entered:
            folders.clear()
            continue
        entered.add(os.path.realpath(here))
        folders[:] = sorted(name for name in folders if not is_passed_over(name, files))
        for name in sorted(files):
            if not is_passed_over(name):
                path = Path(here, name)
                yield os.path.realpath(path), Found(_posix(path.relative_to(folder)), path, _trouble_of(path))
    for error in refused:
        path = Path(error.filename or folder)
        name = _posix(path.relative_to(folder)) if path != folder else folder.name
        yield str(path), Found(name, path, f"cannot be opened ({_reason(error)}); give yourself the right to read it")


def is_passed_over(name: str, files: Collection[str] = ()) -> bool:
    """Hidden and temporary things, and the folder of pictures and scripts beside a saved web page."""
    if _PASSED_OVER.fullmatch(name.rpartition("/")[2]):
        return True
    page = _SAVED_PAGE_FOLDER.fullmatch(name)
    return page is not None and any(f"{page['stem']}{end}" in files for end in (".html", ".htm"))


def _trouble_of(path: Path, *, is_named: bool = False) -> str | None:
    """Why a file cannot be read, without opening it. A pipe is read only where it was named."""
    try:
        status = path.stat()
    except OSError as error:
        return f"cannot be read ({_reason(error)}); check the link or the path"
    if stat.S_ISFIFO(status.st_mode) and is_named:
        return None
    if not stat.S_ISREG(status.st_mode):
        return "is no ordinary file (a device, socket or pipe); leave it out"
    return too_large(status.st_size)


def too_large(size: int) -> str | None:
    """What is wrong with a file of so many bytes; None: nothing."""
    if size <= MAX_FILE_BYTES:
        return None
    return f"is larger than {MAX_FILE_BYTES // 1024 // 1024} MB ({size // 1024 // 1024} MB); split it"


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _posix(path: Path) -> str:
    return plain_name(path.as_posix())


def plain_name(name: str) -> str:
    """A name that stays on its line and reads as it is stored: what no page shows becomes question marks."""
    return "".join(c if c.isprintable() or category(c) == "Zs" else "?" for c in _printable(name))


def _printable(name: str) -> str:
    """A name that any output can print: undecodable bytes of it become question marks."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _name_apart(founds: Iterable[Found]) -> list[Found]:
    """Names made unique by the names of the folders above, as many as it takes."""
    named = {found._key: found for found in founds}
    while clashing := _clashing(named.values()):
        for found in clashing:
            longer = _one_folder_more(found)
            named[found._key] = Found(longer, found.path, found.trouble)
    return list(named.values())


def _clashing(founds: Iterable[Found]) -> list[Found]:
    by_name: dict[str, list[Found]] = {}
    for found in founds:
        by_name.setdefault(found.name, []).append(found)
    return [found for group in by_name.values() if len(group) > 1 for found in group if found.path is not None]


def _one_folder_more(found: Found) -> str:
    parts = [part for part in PurePosixPath(_posix(found.path or Path())).parts if part != "/"]
    count = len(PurePosixPath(found.name).parts)
    if count < len(parts):
        return "/".join(parts[-count - 1 :])
    return found.name + "~"


def read_content(found: Found) -> bytes:
    """The bytes of a file; raises `Unreadable` when there are none to be had."""
    if found.trouble:
        raise Unreadable(found.trouble)
    try:
        if found.path is None:
            content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        else:
            with found.path.open("rb") as stream:
                content = stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise Unreadable("vanished while the inputs were read; run again when the folder is at rest") from None
    except OSError as error:
        raise Unreadable(f"cannot be read ({_reason(error)}); check its rights and its disk") from None
    if trouble := too_large(len(content)):
        raise Unreadable(trouble)
    return content
