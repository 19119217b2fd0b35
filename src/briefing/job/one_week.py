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


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the weeks of a run are done."""

    log: Log
    is_again: bool = False
    jobs: int | None = None
    cluster: str | None = None
    sleep: Callable[[float], None] | None = None
    """Between attempts to deliver; None: the clock's."""


def do_week(week: str, config: Config, archive: Archive, manner: Manner) -> WeekReport:
    """Build the week's issue, prove it, hold it against the gates, deliver it. Faults of the program are raised."""
    key, log = archive.begin_run(week), manner.log
    log.say("week", f"{week}: begun", week=week)
    watch = Watch()
    report = WeekReport(week=week, outcome=BROKEN, error="ended before it was done")
    try:
        report = _do(week, config, archive, manner, watch, key)
    except BriefingError as e:
        report = WeekReport(week=week, outcome=BROKEN, error=str(e))
    finally:
        report = replace(report, seconds=watch.seconds)
        archive.end_run(key, outcome=report.outcome, report=report.as_json())
    log.week(report)
    return report


def _do(week: str, config: Config, archive: Archive, manner: Manner, watch: Watch, key: int) -> WeekReport:
    period = week_period(week)
    inputs = tuple(find_week_inputs(config.running.inputs or (config.fetching.inbox,), period))
    if not inputs:
        return WeekReport(week=week, outcome=EMPTY)
    folder = config.running.out / week
    with watch.of("build"):
        asked, jobs, cluster = Issue(period=period), manner.jobs, manner.cluster
        done = run(inputs, config, out=folder, issue=asked, archive=archive, jobs=jobs, cluster=cluster)
    report = _describe(week, folder, done)
    manner.log.say("built", f"{week}: issue {report.issue} in {folder}", week=week, folder=str(folder))
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
        facts, is_again = read_facts(folder), manner.is_again
        sent = send_issue(folder, config, facts, archive, is_again=is_again, run=key, sleep=manner.sleep)
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
