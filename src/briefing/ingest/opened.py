"""One input file opened: its texts, not yet recognised and cleaned, so that this can be done in another process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..types import Document, Problem, SourceFile
from .contents import Contents, Passage
from .split import choose_form, make_document


@dataclass(frozen=True, slots=True)
class Opened:
    """One file and the texts it holds; of a large one, some of them."""

    source: SourceFile
    """Its form is None where it is the text form of its only passage."""
    passages: tuple[Passage, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_first: bool = True
    """False for the second and later parts of a file that was cut into parts."""

    def cut(self, size: int) -> Iterator[Opened]:
        """The same in parts of about `size` characters, in order."""
        part: list[Passage] = []
        room, is_first = size, True
        for passage in self.passages:
            if part and len(passage.raw) > room:
                yield replace(self, passages=tuple(part), is_first=is_first)
                part, room, is_first = [], size, False
            part.append(passage)
            room -= len(passage.raw)
        yield replace(self, passages=tuple(part), is_first=is_first)


def take_apart(source: SourceFile, contents: Contents) -> Opened:
    """What a reader found in a file, with the file."""
    problems = tuple(Problem(source.file, reservation) for reservation in contents.reservations)
    source = replace(
        source, form=contents.form, encoding=contents.encoding, why_form=contents.why,
        problem=problems[0] if problems else None,
    )  # fmt: skip
    return Opened(source, contents.passages, problems)


def make_documents(opened: Opened) -> tuple[SourceFile, tuple[Document, ...]]:
    """The documents of its texts, and the file with its form settled: recognised once a text."""
    source, passages = opened.source, opened.passages
    if source.form is None and passages:
        form, why = choose_form(passages[0].raw)
        form = passages[0].form or form
        source = replace(source, form=form, why_form=why)
        passages = (replace(passages[0], form=form), *passages[1:])
    return source, tuple(_make_document(source.file, passage) for passage in passages)


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
