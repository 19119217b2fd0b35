"""The job over its weeks: safe to repeat, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..archive import Archive
from ..config import Config
from ..fetch import FetchReport, fetch_sources
from .log import Log
from .one_week import Manner, do_week
from .report import DONE_BEFORE, FINAL, JobReport, WeekReport
from .weeks import find_due_weeks

RUNS_LOOKED_AT = 400
"""Past runs that say which weeks are done: years of them."""


def run_job(
    config: Config,
    archive: Archive,
    *,
    now: datetime,
    week: str | None = None,
    is_again: bool = False,
    is_fetching: bool = True,
    log: Log,
    jobs: int | None = None,
    cluster: str | None = None,
    sleep: Callable[[float], None] | None = None,
) -> JobReport:
    """Fetch, then do each week that is due, or `week` alone; a week that is done is not done again unless asked.

    Holds the archive for its whole length: a second job waits or says who is at work (ArchiveError).
    """
    with archive.writing():
        done = {run.week: run.outcome for run in reversed(archive.list_runs(RUNS_LOOKED_AT)) if run.outcome}
        final = [name for name, outcome in done.items() if outcome in FINAL]
        due = (week,) if week else find_due_weeks(now, config.zone, final, catch_up=config.running.catch_up)
        if not is_again and all(done.get(name) in FINAL for name in due):
            return JobReport(tuple(_done_before(name, log) for name in due))
        fetched = _fetch(config, archive, log) if is_fetching and config.fetching.sources else None
        manner = Manner(log=log, is_again=is_again, jobs=jobs, cluster=cluster, sleep=sleep)
        reports = []
        for name in due:
            if done.get(name) in FINAL and not is_again:
                reports.append(_done_before(name, log))
            else:
                reports.append(do_week(name, config, archive, manner))
    return JobReport(tuple(reports), fetched)


def _done_before(week: str, log: Log) -> WeekReport:
    log.say("skip", f"{week}: done before; nothing was changed (--again does it again)", week=week)
    return WeekReport(week=week, outcome=DONE_BEFORE)


def _fetch(config: Config, archive: Archive, log: Log) -> FetchReport:
    report = fetch_sources(config.fetching, archive, zone=config.zone)
    for source in report.sources:
        words = f"{source.name}: {source.new} new, {source.unchanged} unchanged, {source.failed} failed"
        log.say("fetched", words, source=source.name, new=source.new, failed=source.failed)
    for problem in report.problems:
        log.say("problem", f"{problem.subject}: {problem.message}", level=problem.severity, subject=problem.subject)
    return report
