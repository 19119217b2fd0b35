"""Sources that take turns: what each of them cost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .clock import Clock
from .exchange import Fetcher
from .report import SourceReport
from .source import Steps


@dataclass(slots=True)
class Turn:
    """A source at work, with the bytes and seconds of its own steps."""

    steps: Steps
    is_done: bool = False
    _bytes: int = 0
    _seconds: float = 0.0

    def step(self, fetcher: Fetcher, clock: Clock) -> SourceReport | None:
        """Go on to the next page; the report after the last one."""
        began, received, report = clock.elapsed(), fetcher.received, None
        try:
            next(self.steps)
        except StopIteration as end:
            self.is_done, report = True, end.value
        self._bytes += fetcher.received - received
        self._seconds += clock.elapsed() - began
        return report and replace(report, bytes=self._bytes, seconds=self._seconds)
