"""`briefing schedule`: the system's timer for `briefing run`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import CONFIG, find_settings

if TYPE_CHECKING:
    from ..schedule import Job

SYSTEM_NAMES = ("systemd", "cron", "launchd", "windows")

_AT = click.option("--at", metavar="TIMES", help='Like "Mon 07:30" or "daily 07:30"; default: [schedule] at.')
_SYSTEM = click.option("--system", type=click.Choice(SYSTEM_NAMES), help="This one; default: what the machine has.")


@click.group()
def schedule() -> None:
    """Let the system's own timer run `briefing run` every week.

    Times are those of `timezone` in the settings, wherever the machine stands.
    """


@schedule.command()
@_AT
@_SYSTEM
@click.option("--print", "is_print", is_flag=True, help="Write nothing: print what would be written, and where.")
@CONFIG
def install(at: str | None, system: str | None, is_print: bool, config: Path | None) -> int:
    """Write and start the timer. A second time replaces the first."""
    from ..schedule import choose_system, describe_installed, describe_plan, environment_notes, find_installed

    job = _job(at, config)
    chosen = choose_system(system)
    plan = chosen.make_plan(job)
    if is_print:
        for line in describe_plan(plan):
            click.echo(line)
        remarks = plan.notes
    else:
        remarks = (*plan.notes, *chosen.install(plan))
        for found in find_installed(chosen.NAME):
            for line in describe_installed(found, job.now):
                click.echo(line)
    for remark in (*remarks, *environment_notes(job.config)):
        click.echo(f"note: {remark}", err=True)
    return 0


@schedule.command()
@_SYSTEM
def show(system: str | None) -> int:
    """What is installed, and when it runs next."""
    from ..schedule import describe_installed, find_installed

    installed = find_installed(system)
    for found in installed:
        for line in describe_installed(found, datetime.now(UTC)):
            click.echo(line)
    if not installed:
        click.echo("no timer is installed")
    if len(installed) > 1:
        click.echo("more than one timer: take one away with `briefing schedule remove --system NAME`")
    return 0


@schedule.command()
@_SYSTEM
def remove(system: str | None) -> int:
    """Take the timer away, from every system that has one."""
    from ..schedule import SYSTEMS

    removed = [s.NAME for s in SYSTEMS if system in (None, s.NAME) and s.remove()]
    click.echo(f"removed: {', '.join(removed)}" if removed else "no timer was installed")
    return 0


@schedule.command()
@_AT
@click.option("--once", "is_once", is_flag=True, help="Run once, at the next time if within 3 hours, else at once.")
@CONFIG
def wait(at: str | None, is_once: bool, config: Path | None) -> int:
    """Wait in the foreground and run at every time, for containers. SIGTERM ends it with code 0."""
    from ..schedule import Stopped, ending_on_sigterm, next_run, run_command, wait_for_runs

    job = _job(at, config)
    try:
        with ending_on_sigterm():
            return wait_for_runs(
                lambda: run_command(job.command),
                next_time=lambda now: next_run(job.timer, job.zone, now),
                say=click.echo,
                is_once=is_once,
            )
    except Stopped:
        click.echo("stopped")
        return 0


def _job(at: str | None, config: Path | None) -> Job:
    from zoneinfo import ZoneInfo

    from ..config import load_config
    from ..config.checks import check_zone
    from ..config.timer import check_at
    from ..schedule import make_job

    file = find_settings(config)
    chosen = load_config(file)
    zone = ZoneInfo(check_zone(chosen.timezone, f"{file.name}: timezone", file.parent))
    timer = check_at(at, "--at") if at is not None else chosen.schedule
    return make_job(timer, zone, file, now=datetime.now(UTC))
