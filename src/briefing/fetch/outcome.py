"""What has become of a source: what is remembered of it for the next run, and what is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ..types import FeedState, Problem
from .failures import Failure


@dataclass(slots=True)
class Tally:
    """What has become of a source so far."""

    unchanged: int = 0
    left: int = 0
    files: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    """Of its pages."""
    reservations: list[str] = field(default_factory=list)
    broken: Failure | None = None
    """Why the source itself gave nothing."""

    @property
    def failed(self) -> int:
        return len(self.failures) or int(self.broken is not None)

    @property
    def failure(self) -> Failure | None:
        """Why nothing at all was to be had: of the source, or of any page of it."""
        if self.files or self.unchanged or not self.failures:
            return self.broken
        return self.failures[0]


def format_time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def remember(row: FeedState, tally: Tally, now: datetime) -> FeedState:
    """The source's row for the next run."""
    time = format_time(now)
    row = replace(row, checked=time, last_new=time if tally.files else row.last_new or time)
    if tally.failure is None:
        return replace(row, failures=0, error=None)
    return replace(row, failures=row.failures + 1, error=str(tally.failure))


def find_problems(name: str, row: FeedState, tally: Tally, now: datetime, *, patience: int) -> tuple[Problem, ...]:
    """What is told of a source whose row was just remembered; `patience` is in weeks."""
    found = [Problem(name, text) for text in tally.reservations]
    if tally.failures and tally.failure is None:
        count = len(tally.failures)
        pages = "1 page was" if count == 1 else f"{count} pages were"
        found.append(Problem(name, f"{pages} not fetched: {tally.failures[0]}"))
    silence = _say_silence(row, now, patience)
    if tally.failure:
        times = "once" if row.failures == 1 else f"{row.failures} times in a row"
        long = f"failed {times} and has had {silence}: " if silence else ""
        found.append(Problem(name, f"{long}{tally.failure}", "error"))
    elif silence:
        found.append(Problem(name, f"answers but has had {silence}; see whether it is still kept, or remove it"))
    return tuple(found)


def _say_silence(row: FeedState, now: datetime, patience: int) -> str:
    """`nothing new for 5 weeks (since 2025-06-16)`; empty while that is not long."""
    assert row.last_new is not None  # `remember` sets it
    last = datetime.fromisoformat(row.last_new).astimezone(now.tzinfo)
    weeks = (now - last).days // 7
    return (
        f"nothing new for {weeks} {'week' if weeks == 1 else 'weeks'} (since {last.date()})"
        if weeks >= patience
        else ""
    )
