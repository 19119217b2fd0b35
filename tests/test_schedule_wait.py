"""`briefing schedule`: the commands, and the wait in the foreground with a real clock and real signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.commands.schedule import SYSTEM_NAMES, schedule
from briefing.config.timer import check_at
from briefing.errors import ConfigError, UsageError
from briefing.schedule import SYSTEMS, next_run, run_command, wait_for_runs
from briefing.schedule.wait import sleep_until
from tests.schedule_jobs import job_at
from tests.test_schedule_systems import CRONTAB, put

COMMAND = (
    "import sys; from briefing.commands.schedule import schedule;"
    "sys.exit(schedule.main(standalone_mode=False, prog_name='briefing schedule'))"
)
# Waits for a moment one second ahead, again and again; the job says when it ran.
EVERY_SECOND = """
import sys, time
from datetime import timedelta
from briefing.schedule import Stopped, ending_on_sigterm, run_command, wait_for_runs
job = sys.argv[1:]
try:
    with ending_on_sigterm():
        wait_for_runs(
            lambda: run_command(tuple(job)),
            next_time=lambda now: now + timedelta(seconds=1),
            say=lambda line: print(line, flush=True),
        )
except Stopped:
    print("stopped", flush=True)
"""


class Ended(Exception):
    """Ends a wait that has no end."""


class Clock:
    """A clock that goes only while somebody sleeps, and then a little further than asked."""

    def __init__(self, start: str) -> None:
        self.now = datetime.fromisoformat(start)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds <= 60  # a clock that is set meanwhile is noticed
        self.now += timedelta(seconds=seconds + 0.2)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings, a home and a crontab of its own."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "briefing.toml").write_text('[schedule]\nat = "Fri 18:00"\n', encoding="utf-8")
    put(tmp_path, "crontab", CRONTAB)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("XDG_CONFIG_HOME", "LOCALAPPDATA", "CRON_VERSION", "CRON_BROKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: str) -> Result:
    result = CliRunner().invoke(schedule, list(words), standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def started(*words: str, cwd: Path | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


# ---------------------------------------------------------------- the commands


def test_install_show_and_remove(folder: Path):
    for _ in range(2):
        said = call("install", "--system", "cron", "--at", "周一 07:30").output
        assert "cron: crontab" in said and "at Mon 07:30 Asia/Shanghai" in said
    assert (folder / "table").read_text().count("--config") == 1
    assert f"--config {folder / 'briefing.toml'}" in (folder / "table").read_text()
    assert "next Mon " in call("show").output
    assert call("remove").output == "removed: cron\n"
    assert call("remove").output == "no timer was installed\n"
    assert call("show").output == "no timer is installed\n"


def test_the_time_comes_from_the_settings_unless_given(folder: Path):
    assert "at Fri 18:00 Asia/Shanghai" in call("install", "--system", "cron").output
    (folder / "other.toml").write_text('[briefing]\ntimezone = "Europe/Berlin"\n', encoding="utf-8")
    said = call("install", "--system", "cron", "--config", "other.toml").output
    assert "at Mon 07:30 Europe/Berlin" in said and str(folder / "other.toml") in said


@pytest.mark.parametrize("name", SYSTEM_NAMES)
def test_print_writes_nothing(name: str, folder: Path):
    before = sorted(folder.rglob("*"))
    said = call("install", "--print", "--system", name).output
    assert str(folder / "briefing.toml") in said and "note: " in said
    assert sorted(folder.rglob("*")) == before


def test_two_timers_are_remarked_on(folder: Path):
    call("install", "--system", "cron")
    call("install", "--system", "launchd")
    assert "more than one timer" in call("show").output
    assert call("remove", "--system", "launchd").output == "removed: launchd\n"
    assert "more than one timer" not in call("show").output


def test_secrets_from_the_environment_are_remarked_on(folder: Path):
    lines = ["[delivery.chat]", 'team = "env:TEAM_ADDRESS"', 'others = "file:/srv/secret"']
    (folder / "briefing.toml").write_text("\n".join(lines), encoding="utf-8")
    assert "read TEAM_ADDRESS from the environment" in call("install", "--print", "--system", "cron").output
    (folder / "briefing.toml").write_text("\n".join(lines).replace("env:", "file:/"), encoding="utf-8")
    assert "environment" not in call("install", "--print", "--system", "cron").output


def test_what_cannot_work_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ConfigError, match='--at: "Mun" is no day'):
        call("install", "--at", "Mun 07:30")
    with pytest.raises(ConfigError, match="cannot be read"):
        call("install", "--config", "none.toml")
    (folder / "briefing.toml").unlink()
    for command in ("install", "wait"):
        with pytest.raises(UsageError, match="is not in this folder"):
            call(command)


def test_the_command_knows_every_system():
    assert sorted(SYSTEM_NAMES) == sorted(system.NAME for system in SYSTEMS)


# ---------------------------------------------------------------- waiting


def test_the_job_runs_at_its_times_and_at_no_other():
    job = job_at(Path("/srv/briefing.toml"), check_at("Mon,Thu 07:30", ""))
    clock, ran = Clock("2026-11-22T12:00:00+00:00"), []

    def work() -> int:
        ran.append(clock.now)
        clock.now += timedelta(hours=1) if len(ran) != 3 else timedelta(days=4)  # the third one takes over Thursday
        if len(ran) == 5:
            raise Ended
        return 3

    said: list[str] = []
    with pytest.raises(Ended):
        wait_for_runs(
            work,
            next_time=lambda now: next_run(job.timer, job.zone, now),
            clock=clock,
            sleep=clock.sleep,
            say=said.append,
        )
    wanted = [
        datetime(2026, month, day, 23, 30, tzinfo=UTC)
        for month, day in [(11, 22), (11, 25), (11, 29), (12, 6), (12, 9)]
    ]
    assert all(timedelta(0) <= at - due <= timedelta(seconds=1) for at, due in zip(ran, wanted, strict=True)), ran
    assert said[:2] == ["next run: Mon 2026-11-23 07:30 (Asia/Shanghai), in 11 h 30 min", "run ended with code 3"]


@pytest.mark.parametrize(
    ("started_at", "ran_at"),
    [
        ("2026-11-22T22:29:59+00:00", "2026-11-22T23:30:00+00:00"),  # an hour early: it waits
        ("2026-11-22T23:30:01+00:00", "2026-11-22T23:30:01+00:00"),  # at the time: it does not wait for a week
        ("2026-11-23T09:00:00+00:00", "2026-11-23T09:00:00+00:00"),  # the machine was asleep
    ],
)
def test_once_waits_for_a_near_time_or_runs_at_once(started_at: str, ran_at: str):
    job, ran, clock = job_at(Path("/srv/briefing.toml")), [], Clock(started_at)

    def work() -> int:
        ran.append(clock.now)
        return 4

    code = wait_for_runs(
        work,
        next_time=lambda now: next_run(job.timer, job.zone, now),
        clock=clock,
        sleep=clock.sleep,
        say=str,
        is_once=True,
    )
    assert code == 4 and len(ran) == 1
    assert timedelta(0) <= ran[0] - datetime.fromisoformat(ran_at) <= timedelta(seconds=1)


def test_sleeping_really_sleeps():
    begin = time.monotonic()
    sleep_until(datetime.now(UTC) + timedelta(seconds=0.5))
    assert 0.49 <= time.monotonic() - begin < 1.5
    sleep_until(datetime.now(UTC) - timedelta(days=1))


def test_it_fires_on_the_second_again_and_again(tmp_path: Path):
    job = [sys.executable, "-c", "import time; print(time.time(), flush=True)"]
    process, seen = started("-c", EVERY_SECOND, *job), []
    try:
        while len(seen) < 2:
            line = line_of(process)
            if line.startswith("next run"):
                announced = time.time()
            elif not line.startswith("run ended"):
                seen.append(float(line) - announced)
    finally:
        process.terminate()
    out, _ = process.communicate(timeout=5)
    assert all(0.9 <= late < 2.5 for late in seen), seen
    assert process.returncode == 0 and out.endswith("stopped\n")


def test_sigterm_ends_the_wait_at_once_with_code_0(tmp_path: Path):
    (tmp_path / "briefing.toml").write_text("", encoding="utf-8")
    at = (datetime.now(UTC) + timedelta(days=2)).strftime("%a 12:00")
    process = started("-c", COMMAND, "wait", "--at", at, cwd=tmp_path)
    assert line_of(process).startswith("next run: ")
    begin = time.monotonic()
    process.send_signal(signal.SIGTERM)
    out, error = process.communicate(timeout=5)
    assert time.monotonic() - begin < 1
    assert (process.returncode, out, error) == (0, "stopped\n", "")


def test_sigterm_during_the_run_ends_the_run_too():
    process = started(
        "-c", EVERY_SECOND, sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    )
    assert line_of(process).startswith("next run: ")
    child = int(line_of(process))
    begin = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=5)
    assert process.returncode == 0 and time.monotonic() - begin < 1
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_the_code_of_a_command_is_handed_on():
    assert run_command((sys.executable, "-c", "raise SystemExit(4)")) == 4
