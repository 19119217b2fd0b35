"""How far a command is and how long it will still take, over all of its stages."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

READ_ONLY = {"read": 1.0}
WHOLE_ISSUE = {"read": 0.80, "compose": 0.10, "write": 0.10}
"""Share of each stage of the work on one core: news of 300 to 2,000 characters, measured by `bench/bench_large.py`."""
SHARED = "read"
"""The stage that many processes share; the others are one process's."""
WORDS = {"read": "reading", "compose": "putting together", "write": "writing"}
SURE = 0.02
"""Share of the whole from which the time that is left is said: before it, workers are still starting."""

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Estimate:
    """The done share of all stages, and the seconds that are left by what the done ones took."""

    shares: Mapping[str, float]
    """Share of each stage on one core."""
    workers: int = 1
    clock: Callable[[], float] = time.monotonic
    _began: float | None = None
    _done: dict[str, float] = field(default_factory=dict)

    def note(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` of a stage. What is more to do than it seemed takes nothing back."""
        self._began = self.clock() if self._began is None else self._began
        self._done[stage] = max(self._done.get(stage, 0.0), done / total if total else 1.0)

    @property
    def share(self) -> float:
        """Of the time that all stages take: 0 to 1."""
        costs = {stage: s / self.workers if stage == SHARED else s for stage, s in self.shares.items()}
        return sum(cost * self._done.get(stage, 0.0) for stage, cost in costs.items()) / sum(costs.values())

    @property
    def seconds_left(self) -> float | None:
        """None: too early to say."""
        if self._began is None or self.share < SURE:
            return None
        return (self.clock() - self._began) * (1 - self.share) / self.share


def format_left(seconds: float | None) -> str:
    """In steps as fine as the estimate is."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"about {max(1, round(seconds))} s left"
    return f"about {round(seconds / 60)} min left"


@contextmanager
def progress_bar(shares: Mapping[str, float] = READ_ONLY, *, workers: int = 1) -> Iterator[Progress | None]:
    """A progress bar on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[left]}"))
    estimate = Estimate(shares, workers)
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(WORDS[SHARED], total=1.0, left="")

        def advance(stage: str, done: int, total: int) -> None:
            estimate.note(stage, done, total)
            left = format_left(estimate.seconds_left)
            bar.update(task, description=WORDS[stage], completed=estimate.share, left=left)

        yield advance
