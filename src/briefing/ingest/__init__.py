"""Bytes to documents, documents to articles: one file per form.

`read_inputs` finds the files, reads each by what its bytes are, and gives documents in the order of the files' names,
whatever the order of the arguments. One bad input is a `Problem` and costs no other its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..config import Config
from ..errors import InputError
from ..types import Document, Problem, SourceFile
from .contents import Member, Unreadable
from .find import Found, find_inputs, read_content
from .opened import Opened, make_documents, take_apart
from .zips import MAX_ARCHIVE_DEPTH, Allowance, open_archive, read_members

__all__ = ["Found", "Intake", "Opened", "find_files", "make_documents", "open_content", "open_file", "read_inputs"]

MAX_NESTING = 5
"""Mails and archives one in the other, before what they hold is refused."""


@dataclass(frozen=True, slots=True)
class Intake:
    """All that came in: every file, whatever became of it, and the documents of those that could be read."""

    files: tuple[SourceFile, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def read_inputs(inputs: Sequence[str], config: Config, *, base: Path | None = None) -> Intake:
    """Files, folders, archives and `-` to documents. Raises `InputError` when there is nothing to read at all."""
    opened = [part for found in find_files(inputs, base=base) for part in open_file(found, config)]
    opened.sort(key=lambda part: part.source.file)
    made = [make_documents(part) for part in opened]
    return Intake(
        files=tuple(source for source, _ in made),
        documents=tuple(document for _, documents in made for document in documents),
        problems=tuple(problem for part in opened for problem in part.problems),
    )


def find_files(inputs: Sequence[str], *, base: Path | None = None) -> tuple[Found, ...]:
    """The files to read, by name. Raises `InputError` when there is none, or none of those named exists."""
    founds = find_inputs(inputs, base=base)
    if not founds:
        raise InputError(_nothing(inputs))
    if all(found.path and found.trouble and not found.path.exists() for found in founds):
        raise InputError("; ".join(f"{found.location}: {found.trouble}" for found in founds))
    return founds


def _nothing(inputs: Sequence[str]) -> str:
    if not inputs:
        return "nothing to read; name files or folders, or - for standard input"
    return f"{', '.join(inputs)}: no file to read in there; name a folder that holds articles"


def open_file(found: Found, config: Config) -> Iterator[Opened]:
    """A file, and the files it holds."""
    try:
        content = read_content(found)
    except Unreadable as reason:
        yield _refuse(SourceFile(found.name, found.location, 0, None), reason)
        return
    yield from open_content(found, content, config)


def open_content(found: Found, content: bytes, config: Config) -> Iterator[Opened]:
    """The same for bytes that were read already, by another process or on another machine."""
    source = SourceFile(found.name, found.location, 0, None)
    yield from _read_bytes(source, content, config, _Nesting(Allowance()))


@dataclass(frozen=True, slots=True)
class _Nesting:
    """How deep a file stands in others, and what may still be unpacked from the outermost one."""

    allowance: Allowance
    depth: int = 0

    def within(self) -> _Nesting:
        return replace(self, depth=self.depth + 1)


def _read_bytes(source: SourceFile, content: bytes, config: Config, nesting: _Nesting) -> Iterator[Opened]:
    """A file; an archive and its members; a mail and what is attached to it."""
    source = replace(source, size=len(content), sha256=hashlib.sha256(content).hexdigest())
    try:
        if not content:
            raise Unreadable("is empty; get a whole copy or delete it")
        from .read import read_contents, recognise_bytes

        kind = recognise_bytes(content)
        if kind == "zip":
            yield from _read_archive(source, content, config, nesting)
            return
        contents = read_contents(content, kind, source.file, config.zone)
    except Unreadable as reason:
        yield _refuse(source, reason)
        return
    yield take_apart(source, contents)
    yield from _read_members(source, contents.members, config, nesting)


def _read_archive(source: SourceFile, content: bytes, config: Config, nesting: _Nesting) -> Iterator[Opened]:
    if nesting.depth >= MAX_ARCHIVE_DEPTH:
        raise Unreadable("is an archive in an archive in an archive; unpack it first")
    takes = list(_read_members(source, read_members(open_archive(content), nesting.allowance), config, nesting))
    if not takes:
        raise Unreadable("is an archive without a file to read")
    yield Opened(replace(source, form="zip", why_form=f"zip archive of {len(takes)} files"))
    yield from takes


def _read_members(source: SourceFile, members: Iterable[Member], config: Config, nesting: _Nesting) -> Iterator[Opened]:
    taken: set[str] = set()
    for member in members:
        name = member.name
        while name in taken:  # two attachments of one name
            name += "~"
        taken.add(name)
        inner = SourceFile(f"{source.file}/{name}", f"{source.location}!{name}", 0, None)
        is_too_deep = nesting.depth > MAX_NESTING
        trouble = member.trouble or ("stands in too many others; save it apart" if is_too_deep else None)
        if trouble:
            yield _refuse(inner, trouble)
        else:
            yield from _read_bytes(inner, member.content, config, nesting.within())


def _refuse(source: SourceFile, reason: Unreadable | str) -> Opened:
    problem = Problem(source.file, str(reason), "error")
    return Opened(replace(source, problem=problem), problems=(problem,))
