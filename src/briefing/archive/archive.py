"""The archive as its callers see it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ..types import Briefing, FeedState, Memory, PageState, Period, Problem, Reading
from . import feeds, runs
from .connect import open_database, snapshot, transaction
from .faults import in_words
from .lock import hold_lock

if TYPE_CHECKING:
    from .history import History
    from .upkeep import Pruned, Status, StoredIssue

WAIT = 10.0  # seconds for a writer that is just storing an issue; one that takes longer is named


class Archive:
    """What all issues said, in one SQLite file.

        with Archive(Path("briefing.db")) as archive:
            memory = archive.recall(period)
            archive.remember(briefing, readings)

    Everything that changes it is one transaction: done as a whole when the method returns, or not at all. Only one
    program writes at a time; another waits up to `wait` seconds. Every method raises ArchiveError, in words, for a
    disk that is full or read-only, a damaged file, another writer. For one thread.
    """

    def __init__(self, path: Path | str, *, may_create: bool = True, wait: float = WAIT) -> None:
        """Open the file; `may_create`: where there is none, an empty archive is made. Raises ArchiveError."""
        self.path = Path(path)
        self._wait = wait
        self._holds = 0
        self._connection = open_database(self.path, may_create=may_create, wait=wait)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one who writes until the block ends: for what must not happen twice, like a delivery.

        Raises ArchiveError that names who writes. The methods that write do this for themselves.
        """
        if self._holds:
            yield
            return
        with hold_lock(self.path, wait=self._wait):
            self._holds += 1
            try:
                yield
            finally:
                self._holds -= 1

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self.writing(), in_words(self.path):
            yield self._connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with in_words(self.path):
            yield self._connection

    # ------------------------------------------------------------ issues

    def remember(self, briefing: Briefing, readings: Iterable[Reading]) -> None:
        """Store an issue; one of the same period is replaced. `readings`: at least those of `briefing.articles`."""
        from .remember import remember

        with self._changing() as connection:
            remember(connection, briefing, readings, built=_now())

    def recall(self, period: Period | None) -> Memory:
        """What the issues that ended before `period` said: stories of eight weeks, records without limit."""
        from .recall import recall

        with self._reading() as connection:
            return recall(connection, period)

    def next_number(self, period: Period | None) -> int | None:
        """The issue's number: its own when it is built again, else one more than the latest before; None: not known."""
        from .recall import next_number

        with self._reading() as connection:
            return next_number(connection, period)

    def histories(self, name: str) -> tuple[History, ...]:
        """Deals, funds and projects by a part of a name or an id, each as all issues told it."""
        from .history import find_histories

        with self._reading() as connection, snapshot(connection):
            return find_histories(connection, name)

    # ------------------------------------------------------------ upkeep

    def status(self) -> Status:
        """What it holds, how large it is, who writes to it."""
        from .upkeep import read_status

        with self._reading() as connection:
            return read_status(connection, self.path)

    def issues(self) -> tuple[StoredIssue, ...]:
        """The issues it holds, ascending by period."""
        from .upkeep import list_issues

        with self._reading() as connection:
            return list_issues(connection)

    def export(self) -> Iterator[str]:
        """Every row as a line of JSON, with its line end."""
        from .export import export_rows

        with self._reading() as connection:
            yield from export_rows(connection)

    def prune(self, *, before: date | None = None, keep: int | None = None, is_trial: bool = False) -> Pruned:
        """Take out the issues that ended before a day, or all but the last `keep` weeks, and what only they held.

        Weeks count back from the latest issue. `is_trial`: say what would go and change nothing.
        """
        from .upkeep import NOTHING_PRUNED, limit_of, prune

        with self._changing() as connection:
            limit = before if keep is None else limit_of(connection, keep)
            if limit is None:
                return NOTHING_PRUNED
            return prune(connection, limit, path=self.path, is_trial=is_trial)

    def check(self) -> tuple[Problem, ...]:
        """Prove that it is whole: no damage, all counts agree, everything can be read back. Empty: all is well."""
        from .check import check

        with self._reading() as connection:
            return check(connection)

    def reindex(self) -> None:
        """Make the search index anew, as `check` may ask for: some seconds for 1,000 articles."""
        from .search.index import rebuild

        with self._changing() as connection, transaction(connection):
            rebuild(connection)

    # ------------------------------------------------------------ runs and deliveries

    def begin_run(self, week: str) -> int:
        """Note that a run of a week (`2025-W29`) begins; the key for `end_run`. A run without an end was killed."""
        with self._changing() as connection:
            return runs.begin_run(connection, week, started=_now())

    def end_run(self, key: int, *, outcome: str, report: Mapping[str, Any]) -> None:
        """Note how it ended; `report` is kept as JSON."""
        with self._changing() as connection:
            runs.end_run(connection, key, outcome=outcome, report=report, ended=_now())

    def list_runs(self, limit: int = 20) -> tuple[runs.PastRun, ...]:
        """The latest first."""
        with self._reading() as connection:
            return runs.list_runs(connection, limit)

    def note_delivery(
        self,
        *,
        week: str,
        channel: str,
        recipient: str,
        state: str,
        run: int | None = None,
        message_id: str | None = None,
        content: str | None = None,
        error: str | None = None,
    ) -> None:
        """Note that an issue was handed over (`sent`), or was not (`failed`, with the error in words)."""
        delivery = runs.Delivery(
            week=week, channel=channel, recipient=recipient, state=state, at=_now(), run=run,
            message_id=message_id, content=content, error=error,
        )  # fmt: skip
        with self._changing() as connection:
            runs.note_delivery(connection, delivery)

    def deliveries(self, week: str | None = None) -> tuple[runs.Delivery, ...]:
        """Of one week or of all, in the order in which they were made."""
        with self._reading() as connection:
            return runs.list_deliveries(connection, week)

    # ------------------------------------------------------------ feeds

    def read_feed(self, url: str) -> FeedState | None:
        with self._reading() as connection:
            return feeds.read_feed(connection, url)

    def write_feed(self, state: FeedState) -> None:
        with self._changing() as connection:
            feeds.write_feed(connection, state)

    def read_page(self, url: str) -> PageState | None:
        """None: the page was never taken."""
        with self._reading() as connection:
            return feeds.read_page(connection, url)

    def write_page(self, state: PageState) -> None:
        with self._changing() as connection:
            feeds.write_page(connection, state)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
