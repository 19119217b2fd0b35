"""What a run of the job came to: values for the exit code, the archive and the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..deliver import FAILED, Sent
from ..fetch import FetchReport
from ..types import Problem
from .gates import Gate

DELIVERED, BUILT, EMPTY, HELD, UNDELIVERED, BROKEN, DONE_BEFORE = (
    "delivered", "built", "empty", "held", "undelivered", "failed", "done before",
)  # fmt: skip
FINAL = frozenset({DELIVERED, BUILT, EMPTY})
"""Outcomes of a week that is done and is not done again unless asked for; what was held or failed is."""

FAILED_CODE, WITH_PROBLEMS, HELD_CODE = 1, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekReport:
    """One week of a run."""

    week: str
    outcome: str
    """`delivered`; `built`: no delivery is set; `empty`: no article; `held` by a gate; `undelivered`: not to all;
    `failed`; `done before`."""
    issue: int | None = None
    folder: str | None = None
    counts: Mapping[str, int] | None = None
    """Of 数据一览, without sums of money."""
    seconds: Mapping[str, float] | None = None
    """By stage."""
    gates: tuple[Gate, ...] = ()
    sent: tuple[Sent, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: str | None = None
    """Why it failed."""

    def as_json(self) -> dict[str, Any]:
        """For the archive and the JSON log."""
        return {
            "week": self.week,
            "outcome": self.outcome,
            "issue": self.issue,
            "folder": self.folder,
            "counts": dict(self.counts or {}),
            "seconds": dict(self.seconds or {}),
            "gates": [{"name": g.name, "reason": g.reason} for g in self.gates],
            "sent": [
                {"channel": s.channel, "recipient": s.recipient, "state": s.state, "error": s.error} for s in self.sent
            ],
            "problems": [{"subject": p.subject, "message": p.message, "severity": p.severity} for p in self.problems],
            "error": self.error,
        }


@dataclass(frozen=True, slots=True)
class JobReport:
    """A run of the job."""

    weeks: tuple[WeekReport, ...]
    fetched: FetchReport | None = None

    @property
    def exit_code(self) -> int:
        """0 done, 1 a week failed or did not reach everyone, 4 held by a gate, 3 done with problems."""
        outcomes = {week.outcome for week in self.weeks}
        if outcomes & {BROKEN, UNDELIVERED}:
            return FAILED_CODE
        if HELD in outcomes:
            return HELD_CODE
        has_problems = any(week.problems for week in self.weeks) or bool(self.fetched and self.fetched.problems)
        return WITH_PROBLEMS if has_problems else 0


def failed_deliveries(sent: tuple[Sent, ...]) -> tuple[Sent, ...]:
    return tuple(s for s in sent if s.state == FAILED)
