"""When the job runs: what `--at` takes, the next run in every kind of zone, the same times on other clocks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.config import Timer, load_config
from briefing.config.timer import check_at, format_timer, parse_clock, parse_day
from briefing.errors import ConfigError, ScheduleError
from briefing.schedule.systemd import calendar
from briefing.schedule.times import (
    find_missing_days,
    find_runs,
    find_shifts,
    format_run,
    format_span,
    next_run,
    read_machine_zone,
    shift_timer,
)
from briefing.schedule.wait import EARLY
from tests.schedule_jobs import job_at

# Summer time north and south, of half an hour, none; offsets of half and quarter hours; both ends of the date line.
ZONES = (
    "Asia/Shanghai", "UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns", "Asia/Kathmandu",
    "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago",
    "Africa/Casablanca", "America/Santiago", "Africa/Cairo",
)  # fmt: skip

timers = st.builds(
    Timer,
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
)
zones = st.sampled_from(ZONES).map(ZoneInfo)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY_0230 = Timer(days=(6,), hour=2, minute=30)


# ---------------------------------------------------------------- what may be written


@pytest.mark.parametrize(
    ("text", "timer"),
    [
        ("Mon 07:30", Timer((0,), 7, 30)),
        ("Mon,Thu 07:30", Timer((0, 3), 7, 30)),
        ("thursday, MON 7:30", Timer((0, 3), 7, 30)),
        ("daily 07:30", Timer((0, 1, 2, 3, 4, 5, 6), 7, 30)),
        ("周一 07:30", Timer((0,), 7, 30)),
        ("周一、星期四 23:59", Timer((0, 3), 23, 59)),
        ("礼拜天０：０５", Timer((6,), 0, 5)),
        ("每天 00:00", Timer((0, 1, 2, 3, 4, 5, 6), 0, 0)),
        ("Mon Mon 07:30", Timer((0,), 7, 30)),
    ],
)
def test_times_are_read(text: str, timer: Timer):
    assert check_at(text, "--at") == timer


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mun 07:30", '"Mun" is no day'),
        ("周八 07:30", '"周八" is no day'),
        ("Mon-Fri 07:30", '"Mon-Fri" is no day'),
        ("Mon 24:00", '"24:00" is no time'),
        ("Mon 07:60", '"07:60" is no time'),
        ("Mon 07.30", '"07.30" is no time'),
        ("Mon 07:30:00", '"07:30:00" is no time'),
        ("07:30", "names no day"),
        (", 07:30", "names no day"),
        ("Mon", "no time of day"),
        ("Mon 07:30 Europe/Berlin", "no time of day"),
        ("", "give a text"),
        (730, "give a text"),
    ],
)
def test_what_is_not_understood_is_named(text: object, named: str):
    with pytest.raises(ConfigError, match=re.escape(named)) as caught:
        check_at(text, "--at")
    assert str(caught.value).startswith("--at") and "\n" not in str(caught.value)


@given(timers)
def test_a_timer_reads_back_from_its_words(timer: Timer):
    assert check_at(format_timer(timer), "--at") == timer


@given(st.text(max_size=8))
def test_parsers_give_a_value_or_none(text: str):
    assert parse_clock(text) is None or ":" in text
    assert parse_day(text) is None or text.strip()


def test_the_settings_hold_the_time(tmp_path: Path):
    file = tmp_path / "briefing.toml"
    file.write_text('[schedule]\nat = "周五 18:05"\n', encoding="utf-8")
    assert load_config(file).schedule == Timer((4,), 18, 5)
    assert load_config().schedule == Timer((0,), 7, 30)


@pytest.mark.parametrize(("line", "named"), [('at = "Fri"', "[schedule]: at"), ('time = "Fri 07:30"', '"time"')])
def test_wrong_settings_are_refused(tmp_path: Path, line: str, named: str):
    file = tmp_path / "briefing.toml"
    file.write_text(f"[schedule]\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(named)):
        load_config(file)


# ---------------------------------------------------------------- the next run


def exists(timer: Timer, run: datetime) -> bool:
    """Whether the zone's clocks show the timer's time on the day of the run at all."""
    wanted = run.replace(hour=timer.hour, minute=timer.minute, fold=0)
    back = wanted.astimezone(UTC).astimezone(run.tzinfo)
    return (back.hour, back.minute) == (timer.hour, timer.minute)


@given(timers, zones, instants)
@example(SUNDAY_0230, BERLIN, datetime(2027, 3, 27, 23, tzinfo=UTC))
@example(SUNDAY_0230, BERLIN, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
@example(SUNDAY_0230, BERLIN, datetime(2026, 10, 25, 1, 0, tzinfo=UTC))
def test_the_next_run_is_ahead_on_a_right_day_at_the_right_time(timer: Timer, zone: ZoneInfo, after: datetime):
    run = next_run(timer, zone, after)
    assert timedelta(0) < run - after <= timedelta(days=8)
    assert run.weekday() in timer.days
    if exists(timer, run):
        assert (run.hour, run.minute, run.second) == (timer.hour, timer.minute, 0)
    else:
        assert (
            timedelta(0)
            < run.replace(tzinfo=None) - run.replace(hour=timer.hour, minute=timer.minute, tzinfo=None)
            <= timedelta(hours=1)
        )


@given(timers, zones, instants)
def test_no_time_is_passed_over(timer: Timer, zone: ZoneInfo, after: datetime):
    """Every quarter of an hour up to the run: the clocks show the time only where it comes for the second time."""
    run = next_run(timer, zone, after).astimezone(UTC)
    at = after.replace(minute=timer.minute % 15, second=0, microsecond=0)
    while at < run:
        local = at.astimezone(zone)
        if at > after and local.weekday() in timer.days and (local.hour, local.minute) == (timer.hour, timer.minute):
            assert local.fold == 1, local
        at += timedelta(minutes=15)


@given(timers, zones, instants)
def test_runs_follow_each_other(timer: Timer, zone: ZoneInfo, after: datetime):
    runs = [run.astimezone(UTC) for run in islice(find_runs(timer, zone, after), 12)]
    assert all(a < b for a, b in pairwise(runs))
    assert [next_run(timer, zone, run).astimezone(UTC) for run in runs[:-1]] == runs[1:]


@pytest.mark.parametrize(
    ("at", "zone", "after", "run"),
    [
        ("Mon 07:30", "Asia/Shanghai", "2026-11-22T23:29:59+00:00", "2026-11-23T07:30:00+08:00"),
        ("Mon 07:30", "Asia/Shanghai", "2026-11-22T23:30:00+00:00", "2026-11-30T07:30:00+08:00"),
        ("daily 00:00", "Asia/Shanghai", "2026-12-31T15:59:00+00:00", "2027-01-01T00:00:00+08:00"),
        ("Sun 02:30", "Europe/Berlin", "2027-03-28T00:00:00+00:00", "2027-03-28T03:30:00+02:00"),  # left out
        ("Sun 02:30", "Europe/Berlin", "2026-10-24T12:00:00+00:00", "2026-10-25T02:30:00+02:00"),  # twice: the first
        ("Sun 02:30", "Europe/Berlin", "2026-10-25T00:30:00+00:00", "2026-11-01T02:30:00+01:00"),  # and not again
        ("Sun 02:15", "Australia/Lord_Howe", "2026-10-03T12:00:00+00:00", "2026-10-04T02:45:00+11:00"),  # half an hour
        ("Sat 23:30", "America/Nuuk", "2025-03-30T01:10:00+00:00", "2025-03-30T00:30:00-01:00"),  # left out at midnight
        ("Mon 07:30", "America/New_York", "2026-10-26T12:00:00+00:00", "2026-11-02T07:30:00-05:00"),
    ],
)
def test_runs_of_known_days(at: str, zone: str, after: str, run: str):
    found = next_run(check_at(at, "--at"), ZoneInfo(zone), datetime.fromisoformat(after))
    assert found.isoformat() == run


def test_a_day_that_a_zone_left_out_has_no_run_of_its_own():
    runs = find_runs(check_at("daily 07:30", "--at"), ZoneInfo("Pacific/Apia"), datetime(2011, 12, 28, 20, tzinfo=UTC))
    assert [run.day for run in islice(runs, 3)] == [29, 31, 1]  # 30 December 2011 was not


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"])
@pytest.mark.parametrize("at", ["Mon 07:30", "Sun,Wed 00:05", "daily 23:59"])
@pytest.mark.parametrize("after", ["2026-03-28 12:00:00", "2026-10-24 23:30:00"])
def test_systemd_finds_the_same_time(at: str, zone: str, after: str):
    timer = check_at(at, "--at")
    spec = calendar(job_at(Path("/nowhere/briefing.toml"), timer, zone))
    call = ["systemd-analyze", "calendar", f"--base-time={after} UTC", spec]
    said = subprocess.run(
        call, capture_output=True, text=True, env={**os.environ, "TZ": "UTC", "LC_ALL": "C"}, check=True
    )
    found = re.search(r"Next elapse: \w+ (.*) UTC", said.stdout)
    assert found, said.stdout
    base = datetime.fromisoformat(f"{after}+00:00")
    assert datetime.fromisoformat(f"{found[1]}+00:00") == next_run(timer, ZoneInfo(zone), base)


# ---------------------------------------------------------------- other clocks


@given(timers, zones, zones, instants)
def test_on_other_clocks_it_is_one_of_the_shifted_times(timer: Timer, zone: ZoneInfo, machine: ZoneInfo, now: datetime):
    shifts = find_shifts(timer, zone, machine, now)
    shown = [shift_timer(timer, minutes) for minutes in shifts]
    for run in islice(find_runs(timer, zone, now), 60):
        local = run.astimezone(machine)
        if exists(timer, run):
            assert any(local.weekday() in t.days and (local.hour, local.minute) == (t.hour, t.minute) for t in shown)
    # A timer at the earliest of them has to wait less than `wait --once` is ready to.
    assert timedelta(minutes=shifts[-1] - shifts[0]) < EARLY


@pytest.mark.parametrize(
    ("at", "minutes", "shown"),
    [
        ("Mon 07:30", -480, "Sun 23:30"),  # Shanghai on clocks that show UTC
        ("Mon,Thu 07:30", -480, "Wed,Sun 23:30"),
        ("Sun 23:30", 480, "Mon 07:30"),
        ("daily 07:30", -480, "daily 23:30"),
        ("Mon 07:30", 0, "Mon 07:30"),
    ],
)
def test_the_day_changes_with_the_clock(at: str, minutes: int, shown: str):
    assert format_timer(shift_timer(check_at(at, "--at"), minutes)) == shown


def test_differences_over_the_year():
    now, monday = datetime(2026, 11, 22, tzinfo=UTC), Timer()
    assert find_shifts(monday, ZoneInfo("Asia/Shanghai"), UTC, now) == (-480,)
    assert find_shifts(monday, BERLIN, UTC, now) == (-120, -60)
    assert find_shifts(monday, BERLIN, ZoneInfo("Europe/London"), now) == (-60,)
    assert find_shifts(monday, BERLIN, ZoneInfo("America/New_York"), now) == (-360, -300)


def test_days_without_the_time_are_found():
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert [str(day) for day in find_missing_days(SUNDAY_0230, BERLIN, now)] == ["2027-03-28"]
    assert not list(find_missing_days(SUNDAY_0230, ZoneInfo("Asia/Shanghai"), now))
    assert not list(find_missing_days(Timer(), BERLIN, now))


def test_the_zone_of_the_machine(tmp_path: Path):
    assert read_machine_zone(tmp_path / "none") == ZoneInfo("UTC")
    (tmp_path / "broken").write_text("no zone")
    with pytest.raises(ScheduleError, match="cannot be read as a time zone"):
        read_machine_zone(tmp_path / "broken")
    source = Path("/usr/share/zoneinfo/Europe/Berlin")
    if source.is_file():
        (tmp_path / "localtime").symlink_to(source)
        zone = read_machine_zone(tmp_path / "localtime")
        assert str(zone) == "Europe/Berlin"
        assert datetime(2026, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=2)


def test_words_for_times():
    assert format_run(datetime(2026, 11, 23, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai"))) == (
        "Mon 2026-11-23 07:30 (Asia/Shanghai)"
    )
    spans = {12: "12 s", 300: "5 min", 11100: "3 h 5 min", 86400: "1 day 0 h", 183600: "2 days 3 h", -5: "0 s"}
    assert {n: format_span(timedelta(seconds=n)) for n in spans} == spans
