"""Zip archives to the bytes of their members, within bounds that are checked before anything is unpacked.

Nothing is written to disk; names stay inside the archive.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from .contents import Member, Unreadable
from .find import is_passed_over, plain_name, too_large

MAX_MEMBERS = 20_000
"""Files in one archive: ten times a large week of single articles."""
MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
"""All members of one archive together."""
MAX_RATIO = 200
"""Unpacked to packed size of one member. Text packs 3 to 20 times, repeated table rows up to 100."""
MAX_ARCHIVE_DEPTH = 2
"""A zip in a zip is read, deeper ones are refused."""


def open_archive(content: bytes) -> zipfile.ZipFile:
    """A zip from its bytes, its bounds checked before anything is unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError, OSError, NotImplementedError):
        raise Unreadable(
            "is a zip archive (as .docx and .xlsx are) that is cut short or damaged; get a whole copy"
        ) from None
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise Unreadable(f"holds {len(members)} files, more than {MAX_MEMBERS}; split the archive")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise Unreadable(f"unpacks to more than {MAX_UNPACKED_BYTES // 1024 // 1024} MB; split the archive")
    return archive


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked from one input, archives inside its archives included."""

    size: int = MAX_UNPACKED_BYTES
    members: int = MAX_MEMBERS

    def take(self, member: zipfile.ZipInfo) -> None:
        """Count a member off; raises `Unreadable` when it does not fit any more."""
        self.size -= member.file_size
        self.members -= 1
        if self.size < 0 or self.members < 0:
            bounds = f"{MAX_MEMBERS} files or {MAX_UNPACKED_BYTES // 1024 // 1024} MB"
            raise Unreadable(f"lies beyond the first {bounds} of the archive; split the archive")


def read_members(archive: zipfile.ZipFile, allowance: Allowance) -> Iterator[Member]:
    """The files of an archive, sorted by name; hidden and temporary ones are passed over."""
    named = sorted(((_member_name(member), member) for member in archive.infolist()), key=lambda pair: pair[0])
    names = frozenset(name for name, _ in named)
    taken: set[str] = set()
    for name, member in named:
        if member.is_dir() or not name or any(is_passed_over(part, names) for part in _parents_and_name(name)):
            continue
        while name in taken:
            name += "~"
        taken.add(name)
        yield _read_member(archive, member, name, allowance)


def _member_name(member: zipfile.ZipInfo) -> str:
    """Its name in POSIX form, inside the archive only. Chinese Windows writes names in GBK and does not say so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        name = _mend_name(name)
    parts = [part for part in re.split(r"[\\/]", name) if part not in ("", ".", "..") and not part.endswith(":")]
    return plain_name("/".join(parts))


def _mend_name(name: str) -> str:
    try:
        written = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for codec in ("utf-8", "gb18030"):
        try:
            return written.decode(codec)
        except UnicodeDecodeError:
            continue
    return name


def _parents_and_name(name: str) -> Iterator[str]:
    """`a/b/c.txt`: `a`, `a/b`, `a/b/c.txt`."""
    parts = name.split("/")
    yield from ("/".join(parts[: count + 1]) for count in range(len(parts)))


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, allowance: Allowance) -> Member:
    try:
        allowance.take(member)
        return Member(name, unpack(archive, member))
    except Unreadable as problem:
        return Member(name, b"", str(problem))


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of one member; never more than it declares, nor more than the bounds."""
    if member.flag_bits & 0x1:
        raise Unreadable("is locked with a password; unlock the archive")
    if trouble := too_large(member.file_size):
        raise Unreadable(trouble)
    check_ratio(member)
    try:
        with archive.open(member) as stream:
            return stream.read(member.file_size + 1)
    except Exception as error:  # zipfile, zlib, lzma and bz2 each raise their own on damaged bytes
        raise Unreadable(f"is damaged inside the archive ({type(error).__name__}); get a whole copy") from None


def check_ratio(member: zipfile.ZipInfo) -> None:
    """Raises `Unreadable` for a member that unpacks to far more than it is."""
    if member.file_size > MAX_RATIO * max(member.compress_size, 1024):
        raise Unreadable(f"unpacks to more than {MAX_RATIO} times its size, as no news does; unpack it by hand")
