"""`briefing run`, the scheduled job, and `briefing runs`, what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .shared import (
    ARCHIVE,
    CLUSTER,
    CONFIG,
    FAILED,
    JOBS,
    STRICT,
    WITH_PROBLEMS,
    form_option,
    load_settings_here,
    open_archive,
    open_past,
    parse_week_option,
    print_rows,
)

if TYPE_CHECKING:
    from ..archive.runs import Delivery, PastRun

RUN_COLUMNS = ("week", "started", "ended", "outcome", "issue", "articles", "stories", "problems", "sent")


@click.command()
@click.option("--week", metavar="2025-W29", help="This week; default: the last whole one, and those that were missed.")
@click.option("--again", "is_again", is_flag=True, help="Build and send again what is done already.")
@click.option("--no-fetch", is_flag=True, help="Ask no source; read what lies in the inbox.")
@click.option("--log", "log_form", type=click.Choice(["plain", "json"]), default="plain", show_default=True)
@STRICT
@ARCHIVE
@CONFIG
@JOBS
@CLUSTER
def run(
    week: str | None,
    is_again: bool,
    no_fetch: bool,
    log_form: str,
    is_strict: bool,
    archive: Path | None,
    config: Path | None,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """The scheduled job: fetch, build, verify, pass the gates, deliver. Safe to repeat.

    A week that is done is left alone; one that was missed is made up for. An issue that does not pass a gate is
    written and not sent (exit code 4).
    """
    from ..days import name_week
    from ..job import run_job
    from ..job.log import Log

    asked = parse_week_option(week).first if week else None
    chosen = load_settings_here(config, must_be=True)
    log = Log(lambda line: click.echo(line, err=True), log_form)
    with open_archive(archive or chosen.archive) as opened:
        report = run_job(
            chosen, opened, now=datetime.now(UTC), week=name_week(asked) if asked else None, is_again=is_again,
            is_fetching=not no_fetch, log=log, jobs=jobs, cluster=cluster,
        )  # fmt: skip
    for one in report.weeks:
        where = f" in {one.folder}" if one.folder else ""
        sent = f", sent to {sum(s.state == 'sent' for s in one.sent)}" if one.sent else ""
        click.echo(f"{one.week}: {one.outcome}{where}{sent}")
    return FAILED if is_strict and report.exit_code == WITH_PROBLEMS else report.exit_code


@click.command()
@click.option(
    "-n", "count", type=click.IntRange(min=1), default=20, show_default=True, help="So many, the latest first."
)
@click.option("--deliveries", "is_of_deliveries", is_flag=True, help="What was sent to whom, instead.")
@form_option("table", "jsonl")
@ARCHIVE
@CONFIG
def runs(count: int, is_of_deliveries: bool, form: str, archive: Path | None, config: Path | None) -> int:
    """What the scheduled job did: weeks, times, counts, problems, and what was sent to whom."""
    with open_past(archive, config) as opened:
        if is_of_deliveries:
            rows = [_delivery_row(delivery) for delivery in reversed(opened.deliveries())][:count]
            print_rows(form, rows, ("at", "week", "channel", "recipient", "state", "error"))
        else:
            past = opened.list_runs(count)
            print_rows(form, _run_rows(past, form), RUN_COLUMNS)
    return 0


def _run_rows(past: tuple[PastRun, ...], form: str) -> Iterator[dict[str, Any]]:
    for one in past:
        report = dict(one.report)
        counts = report.get("counts", {})
        row = {
            "week": one.week, "started": one.started, "ended": one.ended,
            "outcome": one.outcome or "did not come to its end", "issue": report.get("issue"),
            "articles": counts.get("articles"), "stories": counts.get("stories"),
            "problems": len(report.get("problems", ())),
            "sent": sum(s["state"] == "sent" for s in report.get("sent", ())),
        }  # fmt: skip
        yield {**row, "report": report} if form == "jsonl" else row


def _delivery_row(delivery: Delivery) -> dict[str, Any]:
    return {name: getattr(delivery, name) for name in delivery.__slots__}
