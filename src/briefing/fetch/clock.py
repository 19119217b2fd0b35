"""Time, as values: when it is, how long something took, and waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The system's clock unless others are given."""

    now: Callable[[], datetime] = _now
    """Aware."""
    elapsed: Callable[[], float] = time.monotonic
    """Seconds that only grow."""
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class Pace:
    """One polite rate per host: the requests to it begin at least its pause apart."""

    clock: Clock
    _free: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, pause: float) -> None:
        """Sleep until the host may be asked again, and count its pause from then."""
        now = self.clock.elapsed()
        free = self._free.get(host, now)
        if free > now:
            self.clock.sleep(free - now)
        self._free[host] = max(now, free) + pause
