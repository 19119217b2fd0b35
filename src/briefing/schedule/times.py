"""When the job runs: times of day in a zone as instants, and the same times on a machine that keeps another zone.

A time that a zone leaves out when summer time begins is taken as if the clocks had not been changed: 02:30 in
Europe/Berlin is 03:30 on that day. One that comes twice is taken the first time only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

from ..config import Timer
from ..errors import ScheduleError

DAY_MINUTES = 24 * 60
YEAR = timedelta(days=370)  # holds both changes of the clocks in every zone
LOCALTIME = Path("/etc/localtime")


def next_run(timer: Timer, zone: ZoneInfo, after: datetime) -> datetime:
    """The first run after an instant (aware, not itself included), as a time in `zone`."""
    return next(find_runs(timer, zone, after))


def find_runs(timer: Timer, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """Every run after an instant, in order, without end."""
    # Two times of one zone compare by their clock faces, which go back when summer time ends: compared in UTC.
    last = after.astimezone(UTC)
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        run = _instant(timer, zone, day)
        if day.weekday() in timer.days and run > last:
            last = run
            yield run.astimezone(zone)
        day += timedelta(days=1)


def find_missing_days(timer: Timer, zone: ZoneInfo, after: datetime) -> Iterator[date]:
    """The days of the next year on which the zone's clocks never show the time of the run."""
    for run in takewhile(lambda run: run < after + YEAR, find_runs(timer, zone, after)):
        if (run.hour, run.minute) != (timer.hour, timer.minute):
            yield run.date()


def find_shifts(timer: Timer, zone: ZoneInfo, machine: tzinfo | None, after: datetime) -> tuple[int, ...]:
    """Minutes by which the machine's clocks are ahead of the zone's at the runs of the next year, ascending.

    One value where the difference never changes, more where only one of both keeps summer time, or on other days.
    `machine` None: the zone of this process.
    """
    shifts = set()
    for run in takewhile(lambda run: run < after + YEAR, find_runs(timer, zone, after)):
        there, here = run.utcoffset(), run.astimezone(machine).utcoffset()
        assert there is not None and here is not None  # both are aware
        shifts.add(round((here - there).total_seconds()) // 60)
    return tuple(sorted(shifts))


def shift_timer(timer: Timer, minutes: int) -> Timer:
    """The same times on clocks that are `minutes` ahead; the day of the week may change."""
    days, minute = divmod(timer.hour * 60 + timer.minute + minutes, DAY_MINUTES)
    return Timer(days=tuple(sorted((d + days) % 7 for d in timer.days)), hour=minute // 60, minute=minute % 60)


def read_machine_zone(place: Path = LOCALTIME) -> tzinfo | None:
    """The zone that the machine's clocks show, whatever TZ says in this shell: cron and launchd do not see it.

    UTC where the file is missing, as the C library has it; None on Windows: what the system says to this process.
    """
    import sys

    if sys.platform == "win32":
        return None
    if not place.exists():
        return ZoneInfo("UTC")
    try:
        with place.open("rb") as file:
            return ZoneInfo.from_file(file, key=_zone_name(place))
    except (OSError, ValueError) as e:
        raise ScheduleError(f"{place}: cannot be read as a time zone ({e}); set the machine's time zone") from None


def format_run(run: datetime) -> str:
    """`Mon 2026-11-23 07:30 (Asia/Shanghai)`."""
    from ..config import read_table

    day = read_table("weekdays.toml")["days"][run.weekday()][0]
    return f"{day} {run:%Y-%m-%d %H:%M} ({run.tzinfo})"


def format_span(span: timedelta) -> str:
    """`2 days 3 h`, `3 h 5 min`, `5 min`, `12 s`."""
    seconds = max(0, round(span.total_seconds()))
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return f"{days} {'day' if days == 1 else 'days'} {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{seconds} s"


def _instant(timer: Timer, zone: ZoneInfo, day: date) -> datetime:
    # fold=0, Python's default: the first of two, and in a gap the offset from before it.
    return datetime.combine(day, time(timer.hour, timer.minute), zone).astimezone(UTC)


def _zone_name(place: Path) -> str:
    _, found, name = place.resolve().as_posix().partition("zoneinfo/")
    return name if found else "the machine's time zone"
