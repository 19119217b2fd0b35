"""One week of the job, from its inputs to its recipients; its record in the archive is written whatever happens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..archive import Archive
from ..assembly import Issue
from ..config import Config
from ..deliver import read_facts
from ..errors import BriefingError
from ..pipeline import run
from ..types import Run
from ..verify import verify_issue
from ..week import week_period
from .gates import find_closed_gates
from .handover import send_issue
from .inputs import find_week_inputs
from .log import Log
from .report import BROKEN, BUILT, DELIVERED, EMPTY, HELD, UNDELIVERED, WeekReport, failed_deliveries


@dataclass(slots=True)
class Watch:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        begun = time.monotonic()
        try:
            yield
        finally:
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.monotonic() - begun, 3)


def do_week(
    week: str,
    config: Config,
    archive: Archive,
    *,
    log: Log,
    is_again: bool = False,
    jobs: int | None = None,
    sleep: Callable[[float], None] | None = None,
) -> WeekReport:
    """Build the week's issue, prove it, hold it against the gates, deliver it. Faults of the program are raised."""
    key = archive.begin_run(week)
    log.say("week", f"{week}: begun", week=week)
    watch = Watch()
    report = WeekReport(week=week, outcome=BROKEN, error="ended before it was done")
    try:
        report = _do(week, config, archive, watch, key, log=log, is_again=is_again, jobs=jobs, sleep=sleep)
    except BriefingError as e:
        report = WeekReport(week=week, outcome=BROKEN, error=str(e))
    finally:
        report = replace(report, seconds=watch.seconds)
        archive.end_run(key, outcome=report.outcome, report=report.as_json())
    log.week(report)
    return report


def _do(
    week: str,
    config: Config,
    archive: Archive,
    watch: Watch,
    key: int,
    *,
    log: Log,
    is_again: bool,
    jobs: int | None,
    sleep: Callable[[float], None] | None,
) -> WeekReport:
    period = week_period(week)
    inputs = tuple(find_week_inputs(config.running.inputs or (config.fetching.inbox,), period))
    if not inputs:
        return WeekReport(week=week, outcome=EMPTY)
    folder = config.running.out / week
    with watch.of("build"):
        done = run(inputs, config, out=folder, issue=Issue(period=period), archive=archive, jobs=jobs)
    report = _describe(week, folder, done)
    log.say("built", f"{week}: issue {report.issue} in {folder}", week=week, folder=str(folder))
    with watch.of("verify"):
        proof = verify_issue(folder, config)
    gates = find_closed_gates(done.briefing, proof, archive.recall(period).issues, config.gates)
    is_empty = not any(row.in_window for row in done.briefing.articles)
    if is_empty:  # the settings say what becomes of a week without news; that it is thin says nothing more
        gates = tuple(gate for gate in gates if gate.name != "thin")
    if gates:
        return replace(report, outcome=HELD, gates=gates)
    if is_empty and not config.running.send_empty:
        return replace(report, outcome=EMPTY)
    if not config.delivery.is_on:
        return replace(report, outcome=BUILT)
    with watch.of("deliver"):
        sent = send_issue(folder, config, read_facts(folder), archive, is_again=is_again, run=key, sleep=sleep)
    return replace(report, outcome=UNDELIVERED if failed_deliveries(sent) else DELIVERED, sent=sent)


def _describe(week: str, folder: Path, done: Run) -> WeekReport:
    counts = {f.key: int(f.value) for f in done.briefing.figures if not f.key.startswith("money:")}
    return WeekReport(
        week=week,
        outcome=BUILT,
        issue=done.briefing.issue,
        folder=str(folder),
        counts=counts,
        problems=done.problems,
    )
