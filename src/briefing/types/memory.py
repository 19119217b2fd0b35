"""What earlier issues said: the archive gives it, the next issue is compared with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .article import Signature
from .record import Cell, Event


class Update(NamedTuple):
    """What a record says that its earlier telling said otherwise or not at all."""

    field: str
    """`stage`, `money`, `valuation`, `first_close`, `committed`, `paid_in`, `capacity`, `step` (of an application that
    is still `filed`, in the words of its sources), or names that are new: `parties`, `leads`, `managers`, `sponsors`,
    `owners`."""
    was: Cell
    """The earlier issue's value, amounts in the words of its source; None: it had none."""
    now: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a story or a record stands to earlier issues."""

    state: str
    """`new`, `updated`, `repeated`."""
    first_issue: int
    """Number of the issue in which it first appeared; this one's when it is new."""
    thread: str
    """Id of its first appearance: one real thing over the weeks."""
    last_issue: int | None = None
    """Number of the latest earlier issue that told it; of a new story, of one that it goes on with."""
    title: str | None = None
    """Of a story: the title under which that issue told it."""
    updates: tuple[Update, ...] = ()


@dataclass(frozen=True, slots=True)
class PastIssue:
    """An issue that ended before this one begins."""

    number: int
    """As it was printed."""
    first: date
    last: date
    figures: tuple[tuple[str, Decimal], ...]
    """Its 数据一览: key and value."""
    themes: tuple[tuple[str, int, int], ...] = ()
    """Key, articles and stories of each row of 主题, `off` too."""


@dataclass(frozen=True, slots=True)
class PastStory:
    """A story as an issue told it."""

    id: str
    thread: str
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
    """As that issue printed it, with the editor's corrections: the next issue tells its readers what changed since."""
    issue: int
    first_issue: int
    thread: str
    """Id of its first appearance."""
    told: date
    """Last day of the issue's period: stands for the day of a telling."""


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
