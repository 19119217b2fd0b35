"""What a timer runs, where and when."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from ..config import Timer
from ..config.timer import format_timer
from ..errors import ScheduleError
from .times import find_missing_days, find_shifts, read_machine_zone, shift_timer


@dataclass(frozen=True, slots=True)
class Job:
    """`briefing run` with one settings file, at the times of a timer in a zone.

    `now` is the instant of asking, `machine` the zone of the machine's clocks (None: this process's).
    """

    timer: Timer
    zone: ZoneInfo
    config: Path
    now: datetime
    program: tuple[str, ...]
    machine: tzinfo | None

    @property
    def command(self) -> tuple[str, ...]:
        return (*self.program, "run", "--config", str(self.config))

    @property
    def waiting_command(self) -> tuple[str, ...]:
        """For a timer that can only start early: it waits for the time and then runs the job once."""
        at = ("--at", format_timer(self.timer))
        return (*self.program, "schedule", "wait", "--once", *at, "--config", str(self.config))

    @property
    def folder(self) -> Path:
        return self.config.parent

    @property
    def words(self) -> str:
        """`Mon 07:30 Asia/Shanghai`: what the timers carry, so that `show` can read it back."""
        return f"{format_timer(self.timer)} {self.zone.key}"


@dataclass(frozen=True, slots=True)
class LocalTimer:
    """A job's times on the machine's clocks, for systems that know no other zone."""

    timer: Timer
    command: tuple[str, ...]
    notes: tuple[str, ...]


def make_job(timer: Timer, zone: ZoneInfo, config: Path, *, now: datetime) -> Job:
    """The job of this installation, its settings' path absolute. Raises ScheduleError for a path no timer can carry."""
    program, machine = find_program(), read_machine_zone()
    job = Job(timer=timer, zone=zone, config=config.absolute(), now=now, program=program, machine=machine)
    for word in job.command:
        check_word(word)
    return job


def find_program() -> tuple[str, ...]:
    """The words that start this very installation from anywhere, whatever PATH says."""
    if not sys.executable:
        raise ScheduleError("the Python that runs briefing is not known; start it with the path of the program")
    script = Path(sys.executable).with_name("briefing.exe" if sys.platform == "win32" else "briefing")
    # -P: the working directory holds an editor's files, and a `calendar.py` there must not be imported.
    return (str(script),) if script.is_file() else (sys.executable, "-P", "-m", "briefing")


def check_word(word: str) -> None:
    """Line breaks end a line in every form of timer, and bytes that are no UTF-8 cannot be written in any."""
    try:
        word.encode()
    except UnicodeEncodeError:
        raise ScheduleError(f"{word!r}: a timer cannot carry this path, which is not UTF-8; rename it") from None
    if any(unicodedata.category(character) == "Cc" for character in word):
        raise ScheduleError(f"{word!r}: a timer cannot carry a path with control characters; rename it")


def local_timer(job: Job, system: str) -> LocalTimer:
    """The job's times for a system that knows only the machine's zone.

    Where the difference between both zones changes over the year, the timer starts at the earliest of the times and
    waits for the right one. Dropped: a line for each of the times, guarded by `date` in the shell; it misses the hour
    that summer time leaves out, and Task Scheduler has no shell.
    """
    shifts = find_shifts(job.timer, job.zone, job.machine, job.now)
    timer = shift_timer(job.timer, shifts[0])
    here = str(job.machine) if job.machine else "the time zone of this machine"
    words = f"{job.words} is {format_timer(timer)} in {here}"
    if len(shifts) > 1:
        late = format_timer(shift_timer(job.timer, shifts[-1]))
        note = f"{words} at one time of the year and {late} at another: it starts at the earlier and waits"
        return LocalTimer(timer=timer, command=job.waiting_command, notes=(note,))
    notes = (f"{system} knows only the machine's clocks: {words}",) if shifts[0] else ()
    return LocalTimer(timer=timer, command=job.command, notes=notes)


def missing_notes(job: Job, outcome: str) -> tuple[str, ...]:
    """A remark where summer time leaves out the time of a run within the next year."""
    day = next(find_missing_days(job.timer, job.zone, job.now), None)
    if day is None:
        return ()
    clock = f"{job.timer.hour:02}:{job.timer.minute:02}"
    return (f"{clock} does not exist on {day} in {job.zone.key}, where the clocks go forward: {outcome}",)
