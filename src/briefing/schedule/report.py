"""What is said of a timer: one that would be written, and one that was found."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ..config.checks import check_zone, read_toml
from ..config.timer import format_timer
from ..errors import ConfigError, ScheduleError
from .job import Job, local_timer
from .plan import Installed, Plan
from .systems import named_system
from .times import format_run, format_span, next_run, read_machine_zone


def describe_plan(plan: Plan) -> Iterator[str]:
    """Every file with its place, the lines for the crontab, and the calls: all that an installation would do."""
    for part in plan.parts:
        yield f"# {part.place}"
        yield part.text
    if plan.lines:
        yield "# into the crontab of this user"
        yield plan.lines
    yield "# then"
    yield from (shlex.join(call) for call in plan.calls)


def environment_notes(config: Path) -> tuple[str, ...]:
    """A remark where the settings take secrets from the environment: a timer does not start in the user's shell."""
    names = sorted(set(find_environment_names(read_toml(config))))
    if not names:
        return ()
    return (f"the settings read {', '.join(names)} from the environment, which a timer does not have: use file:PATH",)


def find_environment_names(value: object) -> Iterator[str]:
    """NAME of every `env:NAME` in a table of the settings."""
    if isinstance(value, str) and value.startswith("env:"):
        yield value.removeprefix("env:")
    elif isinstance(value, dict):
        for inner in value.values():
            yield from find_environment_names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from find_environment_names(inner)


def describe_installed(found: Installed, now: datetime) -> Iterator[str]:
    """Where it is, what it runs, and when next: as computed here and, where it can be asked, as the system says."""
    zone = read_zone(found)
    run = next_run(found.timer, zone, now)
    yield f"{found.system}: {found.place}"
    yield f"  runs {found.command}"
    yield f"  at {format_timer(found.timer)} {zone.key}"
    yield f"  next {format_run(run)}, in {format_span(run - now)}"
    said = named_system(found.system).ask_next()
    if said:
        yield f"  {found.system} says {said}"
    if is_outdated(found, zone, now):
        yield "  the clocks of this machine keep another time zone than when it was installed: install it again"


def is_outdated(found: Installed, zone: ZoneInfo, now: datetime) -> bool:
    """Whether the times as written on the machine's clocks are no longer those of the zone."""
    if found.written is None:
        return False
    job = Job(timer=found.timer, zone=zone, config=Path(), now=now, program=(), machine=read_machine_zone())
    return local_timer(job, found.system).timer != found.written


def read_zone(found: Installed) -> ZoneInfo:
    try:
        return ZoneInfo(check_zone(found.zone, found.place, Path()))
    except ConfigError as e:
        raise ScheduleError(f"{e}; run `briefing schedule install` again") from None
