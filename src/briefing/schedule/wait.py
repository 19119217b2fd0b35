"""The timer of a container: sleep in the foreground until the next time, run the job, go on."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

from .times import format_run, format_span

LONGEST_SLEEP = 30.0  # seconds; a clock that is set anew or a machine that slept is noticed within this
CHILD_PATIENCE = 5.0  # seconds between asking the job to end and ending it; containers give ten in all
EARLY = timedelta(hours=3)  # two zones of which one keeps summer time differ by two hours over the year at most


class Stopped(BaseException):
    """SIGTERM came. No Exception, so that nothing between takes it for a failure of the job."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def wait_for_runs(
    job: Callable[[], int],
    *,
    next_time: Callable[[datetime], datetime],
    clock: Callable[[], datetime] = utc_now,
    sleep: Callable[[float], Any] = time.sleep,
    say: Callable[[str], Any] = print,
    is_once: bool = False,
) -> int:
    """Runs `job`, which gives an exit code, whenever the `next_time` after now has come; ends only by an exception.

    With `is_once` the job runs one time, at the next time if that is less than three hours away, at once otherwise;
    its exit code is the answer. A time that passes while the job runs is not made up for.
    """
    while True:
        now = clock()
        moment = next_time(now)
        if not is_once or moment - now < EARLY:
            say(f"next run: {format_run(moment)}, in {format_span(moment - now)}")
            sleep_until(moment, clock=clock, sleep=sleep)
        code = job()
        say(f"run ended with code {code}")
        if is_once:
            return code


def sleep_until(
    moment: datetime, *, clock: Callable[[], datetime] = utc_now, sleep: Callable[[float], Any] = time.sleep
) -> None:
    """By the wall clock, looked at again and again: a long sleep would not notice that it was set."""
    while (left := (moment - clock()).total_seconds()) > 0:
        sleep(min(left, LONGEST_SLEEP))


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """SIGTERM raises Stopped, wherever the program is; only in the main thread."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def run_command(command: tuple[str, ...]) -> int:
    """The exit code of a command. When this process is stopped, the command is asked to end, then ended."""
    child = subprocess.Popen(command)
    try:
        return child.wait()
    except BaseException:
        child.terminate()
        try:
            child.wait(CHILD_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        raise
