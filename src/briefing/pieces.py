"""Pieces of the reading: which files go to one worker, and large files in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from .config import Config
from .ingest import Found, Opened, open_content, open_file
from .ingest.contents import Unreadable
from .ingest.find import read_content
from .types import Article, Document, PackedSentences, Problem, Reading, SourceFile

PIECE = 128 * 1024
"""Bytes of files, or characters of texts, in one piece: a quarter of a second of work, two dozen articles."""
SHARED_OUT = 4 * PIECE
"""Characters in the texts of one file (a table, a feed, an archive) from which others help who opened it."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one worker reads at a time: files, or texts of a file that another opened."""

    founds: tuple[Found, ...] = ()
    contents: tuple[bytes | None, ...] = ()
    """One a file; None: the worker reads it itself."""
    opened: tuple[Opened, ...] = ()
    size: int = 0
    """Bytes or characters."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file, or a part of it, read."""

    source: SourceFile
    problems: tuple[Problem, ...]
    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    is_first: bool


def size_of(found: Found) -> int:
    """Bytes of a file; 0 where that cannot be said."""
    try:
        return found.path.stat().st_size if found.path is not None and not found.trouble else 0
    except OSError:
        return 0


def cut_files(founds: Iterable[Found]) -> list[Piece]:
    """Neighbouring files in pieces of about `PIECE` bytes."""
    groups = _in_groups((found, size_of(found)) for found in founds)
    return [Piece(founds=own, contents=(None,) * len(own), size=size) for own, size in groups]


def cut_texts(opened: Iterable[Opened]) -> list[Piece]:
    """The texts of large files in pieces of about `PIECE` characters."""
    parts = (part for whole in opened for part in whole.cut(PIECE))
    groups = _in_groups((part, sum(len(p.raw) for p in part.passages)) for part in parts)
    return [Piece(opened=own, size=size) for own, size in groups]


def _in_groups(things: Iterable[tuple[Thing, int]]) -> Iterator[tuple[tuple[Thing, ...], int]]:
    group: list[Thing] = []
    filled = 0
    for thing, size in things:
        if group and filled + size > PIECE:
            yield tuple(group), filled
            group, filled = [], 0
        group.append(thing)
        filled += size
    if group:
        yield tuple(group), filled


def load_contents(piece: Piece, *, are_all: bool) -> Piece:
    """The piece with the bytes of its files: of all, or of what only this process can read (standard input)."""
    loaded = [_load(found) if are_all or found.path is None else (found, None) for found in piece.founds]
    return replace(piece, founds=tuple(f for f, _ in loaded), contents=tuple(c for _, c in loaded))


def _load(found: Found) -> tuple[Found, bytes | None]:
    try:
        return found, read_content(found)
    except Unreadable as reason:
        return replace(found, trouble=str(reason)), None


def open_piece(piece: Piece, config: Config) -> tuple[list[Opened], list[Opened]]:
    """The files of a piece, opened: those to read on here, and those whose texts are to be shared out."""
    here, shared = list(piece.opened), list[Opened]()
    for found, content in zip(piece.founds, piece.contents, strict=True):
        own = list(open_file(found, config) if content is None else open_content(found, content, config))
        (shared if _is_large(own) else here).extend(own)
    return here, shared


def _is_large(opened: Sequence[Opened]) -> bool:
    sizes = [len(passage.raw) for part in opened for passage in part.passages]
    return len(sizes) > 1 and sum(sizes) > SHARED_OUT


def rename(reading: Reading, id: str) -> Reading:
    """The reading of an exact repeat under an id of its own: as if its article had been read under it."""
    renamed: Reading = _renamed(reading, id)
    return renamed


def _renamed(thing: Any, id: str) -> Any:
    if isinstance(thing, Article):
        return replace(thing, id=id)
    if isinstance(thing, PackedSentences):
        return thing.under(id)
    if is_dataclass(thing) and not isinstance(thing, type):
        held = {f.name: getattr(thing, f.name) for f in fields(thing)}
        new = {name: id if name == "article" and isinstance(x, str) else _renamed(x, id) for name, x in held.items()}
        changed = {name: x for name, x in new.items() if x is not held[name]}
        return replace(thing, **changed) if changed else thing
    if type(thing) is tuple:
        new_things = tuple(_renamed(x, id) for x in thing)
        return new_things if any(a is not b for a, b in zip(thing, new_things, strict=True)) else thing
    return thing
