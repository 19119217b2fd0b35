"""The job's log on standard error: a line an event, for people or as JSON for a collector."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .report import BROKEN, HELD, UNDELIVERED, WeekReport

FORMS = ("plain", "json")


@dataclass(frozen=True, slots=True)
class Log:
    """Writes each event as a line, `plain` or `json`."""

    write: Callable[[str], None]
    form: str = "plain"
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def say(self, event: str, text: str, *, level: str = "info", **facts: Any) -> None:
        """An event with its words for people and its facts for machines."""
        at = self.now().isoformat(timespec="seconds")
        if self.form == "json":
            line = {"time": at, "level": level, "event": event, "message": text, **facts}
            self.write(json.dumps(line, ensure_ascii=False))
        else:
            self.write(f"{at} {level}: {text}")

    def week(self, report: WeekReport) -> None:
        """How a week ended, and everything that an operator has to know of it."""
        for problem in report.problems:
            self.say(
                "problem", f"{report.week}: {problem.subject}: {problem.message}", level=problem.severity,
                week=report.week, subject=problem.subject,
            )  # fmt: skip
        for gate in report.gates:
            self.say("gate", f"{report.week}: not sent, {gate.name}: {gate.reason}", level="error", week=report.week)
        for sent in report.sent:
            state = f"{report.week}: {sent.channel}: {sent.recipient}: {sent.state}"
            level = "error" if sent.state == "failed" else "info"
            words = ": ".join(filter(None, (state, sent.error or sent.note)))
            self.say("sent", words, level=level, week=report.week, channel=sent.channel, recipient=sent.recipient)
        is_bad = report.outcome in (BROKEN, HELD, UNDELIVERED)
        text = f"{report.week}: {report.outcome}" + (f": {report.error}" if report.error else "")
        self.say("end", text, level="error" if is_bad else "info", week=report.week, outcome=report.outcome)
