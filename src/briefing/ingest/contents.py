"""What one input file held, before it becomes documents; shared by the readers of all containers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..types import Moment


class Unreadable(Exception):
    """One input gives nothing. Its text ends the sentence that begins with the file's name."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside another: of an archive, or attached to a mail."""

    name: str
    content: bytes
    trouble: str | None = None
    """Why it cannot be read, known before its content is looked at."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a file: all of it, or one row or entry, with what is stated beside it."""

    raw: str
    label: str | None = None
    """The number of its row or entry as people count them (a sheet's header is row 1); None: the whole file."""
    form: str | None = None
    """The text form; None: to be recognised from the text."""
    extracted: bool = False
    doc: str | None = None
    """The row's own id."""
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: Moment | None = None
    url: str | None = None
    told: str | None = None
    """A time that needs the day of the file, as written: `3小时前`."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The texts of a file, and how it was read."""

    form: str | None
    """None: the text form of its only passage."""
    why: str
    passages: tuple[Passage, ...]
    encoding: str | None = None
    reservations: tuple[str, ...] = ()
    """What was read with a reservation; each ends the sentence that begins with the file's name."""
    members: tuple[Member, ...] = ()
    """Files that it carries, to be read as files of their own: what a mail has attached."""


MAX_LISTED = 12
"""Row numbers named in one sentence; more are counted."""


def list_numbers(labels: Sequence[str], one: str = "row", many: str = "rows") -> str:
    """`row 3`, `rows 3, 7 and 9`, `rows 1, 2, ... and 40 more`."""
    if len(labels) == 1:
        return f"{one} {labels[0]}"
    if len(labels) > MAX_LISTED:
        return f"{many} {', '.join(labels[:MAX_LISTED])} and {len(labels) - MAX_LISTED} more"
    return f"{many} {', '.join(labels[:-1])} and {labels[-1]}"
