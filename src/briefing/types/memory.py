"""What earlier issues said: the archive gives it, the next issue is compared with it."""

from __future__ import annotations

from dataclasses import dataclass

from .article import Signature
from .issue import Figure, Period
from .record import Event


@dataclass(frozen=True, slots=True)
class PastIssue:
    """An issue that ended before this one begins."""

    number: int
    """As it was printed."""
    period: Period
    figures: tuple[Figure, ...]
    """Its 数据一览."""


@dataclass(frozen=True, slots=True)
class PastStory:
    """A story as an issue told it."""

    id: str
    """Of the story in its issue."""
    title: str
    issue: int
    """Number of the issue that told it."""
    first_issue: int
    """Number of the issue in which it first appeared: of the earliest story that it repeats or goes on with."""
    signature: Signature
    """Of its lead."""


@dataclass(frozen=True, slots=True)
class PastRecord:
    """A record as the latest issue before this one has it."""

    event: Event
    """As its sources have it: without the editor's corrections."""
    issue: int
    first_issue: int


@dataclass(frozen=True, slots=True)
class Memory:
    """Empty where nothing is remembered."""

    issues: tuple[PastIssue, ...] = ()
    """Ascending by period."""
    stories: tuple[PastStory, ...] = ()
    """Of the last weeks, ascending by issue, then by id."""
    records: tuple[PastRecord, ...] = ()
    """All there are, by id: the latest telling of each."""


NO_MEMORY = Memory()
