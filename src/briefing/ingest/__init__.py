"""Bytes to documents, documents to articles: one file per form.

`read_inputs` finds the files, reads each by what its bytes are, and gives documents in the order of the files' names,
whatever the order of the arguments. One bad input is a `Problem` and costs no other its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ..config import Config
from ..errors import InputError
from ..types import Document, Problem, SourceFile
from .contents import Contents, Passage, Unreadable
from .find import MAX_ARCHIVE_DEPTH, Found, find_inputs, open_archive, read_content, read_members
from .split import choose_form, make_document

__all__ = ["Intake", "read_inputs"]


@dataclass(frozen=True, slots=True)
class Intake:
    """All that came in: every file, whatever became of it, and the documents of those that could be read."""

    files: tuple[SourceFile, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def read_inputs(inputs: Sequence[str], config: Config, *, base: Path | None = None) -> Intake:
    """Files, folders, archives and `-` to documents. Raises `InputError` when there is nothing to read at all."""
    founds = find_inputs(inputs, base=base)
    if not founds:
        raise InputError(_nothing(inputs))
    if all(found.path and found.trouble and not found.path.exists() for found in founds):
        raise InputError("; ".join(f"{found.location}: {found.trouble}" for found in founds))
    takes = [take for found in founds for take in _read_found(found, config)]
    takes.sort(key=lambda take: take.source.file)
    return Intake(
        files=tuple(take.source for take in takes),
        documents=tuple(document for take in takes for document in take.documents),
        problems=tuple(problem for take in takes for problem in take.problems),
    )


def _nothing(inputs: Sequence[str]) -> str:
    if not inputs:
        return "nothing to read; name files or folders, or - for standard input"
    return f"{', '.join(inputs)}: no file to read in there; name a folder that holds articles"


@dataclass(frozen=True, slots=True)
class _Take:
    """One file and what it gave."""

    source: SourceFile
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()


def _read_found(found: Found, config: Config) -> Iterator[_Take]:
    source = SourceFile(found.name, found.location, 0, None)
    try:
        content = read_content(found)
    except Unreadable as reason:
        yield _refuse(source, reason)
        return
    yield from _read_bytes(source, content, config, depth=0)


def _read_bytes(source: SourceFile, content: bytes, config: Config, *, depth: int) -> Iterator[_Take]:
    """A file, or an archive and its members."""
    source = replace(source, size=len(content), sha256=hashlib.sha256(content).hexdigest())
    try:
        if not content:
            raise Unreadable("is empty; get a whole copy or delete it")
        from .read import read_contents, recognise_bytes

        kind = recognise_bytes(content)
        if kind == "zip":
            yield from _read_archive(source, content, config, depth=depth)
        else:
            yield _take(source, read_contents(content, kind, source.file, config.zone))
    except Unreadable as reason:
        yield _refuse(source, reason)


def _read_archive(source: SourceFile, content: bytes, config: Config, *, depth: int) -> Iterator[_Take]:
    if depth >= MAX_ARCHIVE_DEPTH:
        raise Unreadable("is an archive in an archive in an archive; unpack it first")
    members = read_members(open_archive(content))
    takes: list[_Take] = []
    for member in members:
        inner = SourceFile(f"{source.file}/{member.name}", f"{source.location}!{member.name}", 0, None)
        if member.trouble:
            takes.append(_refuse(inner, member.trouble))
        else:
            takes.extend(_read_bytes(inner, member.content, config, depth=depth + 1))
    if not takes:
        raise Unreadable("is an archive without a file to read")
    yield _Take(replace(source, form="zip", why_form=f"zip archive of {len(takes)} files"))
    yield from takes


def _refuse(source: SourceFile, reason: Unreadable | str) -> _Take:
    problem = Problem(source.file, str(reason), "error")
    return _Take(replace(source, problem=problem), problems=(problem,))


def _take(source: SourceFile, contents: Contents) -> _Take:
    documents = tuple(_make_document(source.file, passage) for passage in contents.passages)
    problems = tuple(Problem(source.file, reservation) for reservation in contents.reservations)
    form, why = contents.form, contents.why
    if form is None:
        form, why = documents[0].form, choose_form(documents[0].raw)[1]
    source = replace(
        source, form=form, encoding=contents.encoding, why_form=why, problem=problems[0] if problems else None
    )
    return _Take(source, documents, problems)


def _make_document(file: str, passage: Passage) -> Document:
    return make_document(
        passage.raw,
        id=file if passage.label is None else f"{file}#{passage.label}",
        doc=passage.doc or PurePosixPath(file).stem,
        file=file,
        form=passage.form,
        extracted=passage.extracted,
        title=passage.title,
        source=passage.source,
        author=passage.author,
        published=passage.published,
        url=passage.url,
    )
