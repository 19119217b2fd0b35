"""The timers as written: read back by what reads them, installed twice, shown, taken away."""

from __future__ import annotations

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config.timer import check_at
from briefing.errors import ScheduleError
from briefing.schedule import cron, launchd, systemd, windows
from briefing.schedule.job import find_program, local_timer, make_job
from briefing.schedule.plan import Plan
from briefing.schedule.report import describe_installed, describe_plan
from briefing.schedule.systems import SYSTEMS, choose_system, find_installed
from tests.schedule_jobs import NOW, job_at

# A crontab and a systemctl that keep what they are given in files: real programs, run as the real ones are.
CRONTAB = """\
#!/bin/sh
PATH=/usr/bin:/bin
case "$1" in
-V) echo "$CRON_VERSION" >&2 ;;
-l) [ -z "$CRON_BROKEN" ] || { echo "you (nobody) are not allowed to use this program" >&2; exit 1; }
    [ -f "$HOME/table" ] || { echo "no crontab for nobody" >&2; exit 1; }
    cat "$HOME/table" ;;
-) cat > "$HOME/table"; echo write >> "$HOME/calls" ;;
esac
"""
LOGGED = """\
#!/bin/sh
echo "$(/usr/bin/basename "$0") $*" >> "$HOME/calls"
case "$*" in
*"$REFUSED"*) [ -z "$REFUSED" ] || { echo "bus is gone" >&2; exit 1; } ;;
esac
case "$*" in
*"show briefing.timer"*) echo "Mon 2026-11-23 07:30:00 CST" ;;
esac
"""

ODD_NAMES = (
    "plain", "with space", "100%", "50%h %d", "it's", 'say "so"', "$HOME ${A}", "周报 科技", "全角　空格", "a;b&c|d", "#x",
    "tail ", "~", "-x", "*?[a]", "%%", "a=b",
)  # fmt: skip
SPECIAL = "$%\\\"'` {}()~=!#&;*-"  # to the shell, to cron, to systemd or to Windows
anything = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="/\0")
names = st.one_of(
    st.sampled_from(ODD_NAMES), st.text(st.one_of(st.sampled_from(SPECIAL), anything), min_size=1, max_size=12)
).filter(lambda name: name not in (".", ".."))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and no program but those that `put` puts there."""
    home = tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", str(home / "bin"))
    for name in ("XDG_CONFIG_HOME", "LOCALAPPDATA", "CRON_VERSION", "CRON_BROKEN", "REFUSED"):
        monkeypatch.delenv(name, raising=False)
    return home


def put(machine: Path, name: str, text: str) -> None:
    program = machine / "bin" / name
    program.write_text(text)
    program.chmod(0o755)


def calls(machine: Path) -> list[str]:
    file = machine / "calls"
    return file.read_text().splitlines() if file.exists() else []


# ---------------------------------------------------------------- systemd


def unquote_exec(line: str) -> list[str]:
    """The words of ExecStart= as systemd.service(5) has them; the program's path knows no variables."""
    words = [re.sub(r"\\(.)", r"\1", word) for word in re.findall(r'"((?:[^"\\]|\\.)*)"', line)]
    words = [re.sub("%%|%.?", lambda m: "%" if m[0] == "%%" else "<specifier>", word) for word in words]
    variables = (re.sub(r"\$\$|\$", lambda m: "$" if m[0] == "$$" else "<variable>", word) for word in words[1:])
    return [words[0], *variables]


def service_line(plan: Plan, key: str) -> str:
    (text,) = (part.text for part in plan.parts if part.place.name == systemd.SERVICE)
    (line,) = re.findall(rf"^{key}=(.*)$", text, re.MULTILINE)
    return line


@given(names)
def test_systemd_reads_the_words_that_were_meant(name: str):
    job = job_at(Path("/srv") / name / "briefing.toml", program=(f"/opt/{name}/briefing",))
    plan = systemd.make_plan(job)
    words = unquote_exec(service_line(plan, "ExecStart"))
    if words[0] == "/bin/sh":
        assert words[1:3] == ["-c", 'exec "$0" "$@"']
        words = words[3:]
    assert words == list(job.command)
    assert service_line(plan, "WorkingDirectory").replace("%%", "%") in (str(job.folder), f"{job.folder}/")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("name", [*ODD_NAMES, "back\\slash", "end\\"])
def test_systemd_itself_takes_the_units(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`verify` knows what a unit's words mean: the program must be found under its odd name."""
    folder, runtime = tmp_path / name, tmp_path / "runtime"
    folder.mkdir()
    runtime.mkdir(mode=0o700)
    program = folder / "briefing"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    plan = systemd.make_plan(job_at(folder / "briefing.toml", program=(str(program),)))
    with systemd.written(plan.parts):
        done = subprocess.run(
            ["systemd-analyze", "--user", "verify", *(str(part.place) for part in plan.parts)],
            env={**os.environ, "XDG_RUNTIME_DIR": str(runtime), "SYSTEMD_LOG_LEVEL": "debug"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if "Failed to initialize manager" in done.stderr:
        pytest.skip("systemd cannot check units here")
    assert done.returncode == 0, done.stderr
    assert "WorkingDirectory: " + str(folder) in done.stdout + done.stderr
    assert "OnCalendar: Mon *-*-* 07:30:00 Asia/Shanghai" in done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("systemctl"), reason="systemd is not installed")
def test_the_units_can_be_enabled_by_systemctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with systemd.written(systemd.make_plan(job_at(tmp_path / "briefing.toml")).parts):
        call = ["systemctl", "--user", "enable", systemd.TIMER]
        subprocess.run(call, env={**os.environ, "SYSTEMD_OFFLINE": "1"}, capture_output=True, check=True)
    assert (systemd.unit_folder() / "timers.target.wants" / systemd.TIMER).is_symlink()


def test_systemd_is_told_and_keeps_one_timer(machine: Path):
    put(machine, "systemctl", LOGGED)
    plan = systemd.make_plan(job_at(machine / "briefing.toml"))
    assert systemd.install(plan) == () == systemd.install(plan)
    told = [
        "systemctl --user daemon-reload",
        "systemctl --user enable briefing.timer",
        "systemctl --user restart briefing.timer",
    ]
    assert calls(machine) == told * 2
    assert sorted(p.name for p in systemd.unit_folder().iterdir()) == ["briefing.service", "briefing.timer"]
    found = systemd.read_installed()
    assert found and (found.timer, found.zone, found.written) == (check_at("Mon 07:30", ""), "Asia/Shanghai", None)
    assert systemd.ask_next() == "Mon 2026-11-23 07:30:00 CST"
    assert systemd.remove() and not systemd.remove()
    assert systemd.read_installed() is None and not list(systemd.unit_folder().iterdir())


def test_a_refusal_of_systemd_is_told_in_words_and_leaves_what_was(machine: Path, monkeypatch: pytest.MonkeyPatch):
    put(machine, "systemctl", LOGGED)
    systemd.install(systemd.make_plan(job_at(machine / "briefing.toml")))
    before = {p: p.read_bytes() for p in systemd.unit_folder().iterdir()}
    monkeypatch.setenv("REFUSED", "enable")
    with pytest.raises(
        ScheduleError, match=r"enable briefing.timer failed with code 1 \(bus is gone\); log in as this user"
    ):
        systemd.install(systemd.make_plan(job_at(machine / "other.toml", check_at("Fri 08:00", ""))))
    assert {p: p.read_bytes() for p in systemd.unit_folder().iterdir()} == before
    shutil.rmtree(systemd.unit_folder())
    with pytest.raises(ScheduleError):
        systemd.install(systemd.make_plan(job_at(machine / "briefing.toml")))
    assert not list(systemd.unit_folder().iterdir())


def test_units_changed_by_hand_are_not_guessed_at(machine: Path):
    systemd.install(systemd.make_plan(job_at(machine / "briefing.toml")))
    unit = systemd.unit_folder() / systemd.TIMER
    unit.write_text(unit.read_text().replace("Mon *-*-*", "monthly"))
    with pytest.raises(ScheduleError, match="changed by hand"):
        systemd.read_installed()


# ---------------------------------------------------------------- cron


def cron_words(line: str) -> list[str]:
    """What the shell gets of a crontab's command: cron takes the backslash from before a percent sign."""
    command = line.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)  # would be a line break
    return shlex.split(command.replace("\\%", "%"))


@given(names)
def test_cron_gives_the_shell_the_words_that_were_meant(name: str):
    job = job_at(Path("/srv") / name / "briefing.toml", program=(f"/opt/{name}/briefing",))
    if "\\" in name:
        with pytest.raises(ScheduleError, match="backslash"):
            cron.escape_command(job, job.command)
        return
    line = "30 7 * * 1 " + cron.escape_command(job, job.command)
    assert "\n" not in line
    assert cron_words(line) == ["cd", str(job.folder), "&&", *job.command]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_shell_runs_the_line_in_the_folder(name: str, tmp_path: Path):
    folder = tmp_path / name
    folder.mkdir()
    program = folder / "briefing"
    program.write_text('#!/bin/sh\n/bin/pwd\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    job = job_at(folder / "set 5%.toml", program=(str(program),))
    command = cron.escape_command(job, job.command).replace("\\%", "%")
    done = subprocess.run(["/bin/sh", "-c", command], cwd="/", capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(folder), "run", "--config", str(folder / "set 5%.toml")]


@given(
    st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line and b"briefing" not in line), max_size=6),
    st.booleans(),
)
def test_other_lines_of_the_crontab_stay_as_they_are(lines: list[bytes], ends: bool):
    table = b"\n".join(lines) + (b"\n" if ends else b"")
    block = f"{cron.BEGIN}Mon 07:30 Asia/Shanghai\n30 23 * * 0 x\n{cron.END}\n".encode()
    once = cron.with_block(table, block)
    assert cron.with_block(once, block) == once and once.count(block) == 1
    assert cron.without_block(once) in (table, table + b"\n")
    later = once + b"5 4 * * * after\n"
    assert cron.without_block(later) in (table + b"5 4 * * * after\n", table + b"\n5 4 * * * after\n")


def test_a_crontab_is_written_shown_and_given_back(machine: Path):
    put(machine, "crontab", CRONTAB)
    mine = b"MAILTO=desk@example.org\n# \xe5\x91\xa8\xff\n*/5 * * * * /bin/true 100\\%\n"
    (machine / "table").write_bytes(mine)
    job = job_at(machine / "briefing.toml", check_at("Mon,Thu 07:30", ""))
    assert cron.install(cron.make_plan(job)) == () == cron.install(cron.make_plan(job))
    table = (machine / "table").read_bytes()
    assert table.startswith(mine) and table.count(b"briefing.toml") == 1
    assert calls(machine) == ["write"]  # the second time nothing had to change
    assert b"\n30 23 * * 0,3 cd " in table and b"CRON_TZ" not in table
    found = cron.read_installed()
    assert found and (found.timer, found.zone) == (job.timer, "Asia/Shanghai")
    assert found.written == check_at("Wed,Sun 23:30", "")
    assert cron.remove() and not cron.remove()
    assert (machine / "table").read_bytes() == mine and cron.read_installed() is None


def test_no_crontab_yet(machine: Path):
    put(machine, "crontab", CRONTAB)
    assert cron.read_installed() is None and not cron.remove()
    cron.install(cron.make_plan(job_at(machine / "briefing.toml")))
    assert cron.remove() and (machine / "table").read_bytes() == b""


def test_only_cronie_is_given_the_zone(machine: Path, monkeypatch: pytest.MonkeyPatch):
    put(machine, "crontab", CRONTAB)
    monkeypatch.setenv("CRON_VERSION", "cronie 1.7.2")
    (machine / "table").write_bytes(b"1 1 * * * /bin/true\n")
    plan = cron.make_plan(job_at(machine / "briefing.toml"))
    cron.install(plan)
    table = (machine / "table").read_text()
    assert "\nCRON_TZ=Asia/Shanghai\n30 7 * * 1 cd " in table
    assert table.index("/bin/true") < table.index("CRON_TZ")  # it holds for what stands below
    assert not any("knows only" in note for note in plan.notes)
    found = cron.read_installed()
    assert found and found.written is None


def test_a_crontab_that_cannot_be_read_is_not_written(machine: Path, monkeypatch: pytest.MonkeyPatch):
    put(machine, "crontab", CRONTAB)
    (machine / "table").write_bytes(b"1 1 * * * /bin/true\n")
    monkeypatch.setenv("CRON_BROKEN", "1")
    with pytest.raises(ScheduleError, match=r"crontab -l failed with code 1 \(you .* not allowed.*cron.allow"):
        cron.install(cron.make_plan(job_at(machine / "briefing.toml")))
    assert (machine / "table").read_bytes() == b"1 1 * * * /bin/true\n"


def test_half_a_block_is_not_touched(machine: Path):
    put(machine, "crontab", CRONTAB)
    cron.install(cron.make_plan(job_at(machine / "briefing.toml")))
    table = (machine / "table").read_text().replace(f"{cron.END}\n", "")
    (machine / "table").write_text(table)
    for act in (cron.remove, cron.read_installed, lambda: cron.install(Plan(system="cron", lines="x\n"))):
        with pytest.raises(ScheduleError, match="marks"):
            act()
    assert (machine / "table").read_text() == table


def test_a_zone_set_by_the_user_is_remarked_on(machine: Path):
    put(machine, "crontab", CRONTAB)
    (machine / "table").write_text("CRON_TZ=America/New_York\n1 1 * * * /bin/true\n")
    (note,) = cron.install(cron.make_plan(job_at(machine / "briefing.toml")))
    assert "CRON_TZ=America/New_York" in note


def test_a_path_too_long_for_cron_is_refused():
    with pytest.raises(ScheduleError, match="cron takes 998"):
        job = job_at(Path("/" + "周/" * 200 + "briefing.toml"))
        cron.escape_command(job, job.command)


def test_zones_that_drift_apart_start_early_and_wait():
    """Berlin keeps summer time and UTC does not: one line at the earlier time, which waits for the right one."""
    job = job_at(Path("/srv/briefing.toml"), check_at("Mon 00:30", ""), "Europe/Berlin")
    local = local_timer(job, "cron")
    assert local.timer == check_at("Sun 22:30", "")
    words = list(local.command)
    assert words[words.index("schedule") :] == [
        "schedule",
        "wait",
        "--once",
        "--at",
        "Mon 00:30",
        "--config",
        "/srv/briefing.toml",
    ]
    assert "Sun 23:30" in local.notes[0]


# ---------------------------------------------------------------- launchd and Task Scheduler


@given(names)
def test_launchd_reads_the_words_that_were_meant(name: str):
    job = job_at(Path("/Users") / name / "briefing.toml", check_at("Mon,Sat 07:30", ""), machine="Asia/Tokyo")
    (part,) = launchd.make_plan(job).parts
    agent = plistlib.loads(part.text.encode(part.encoding))
    assert agent["ProgramArguments"] == list(job.command) and agent["WorkingDirectory"] == str(job.folder)
    assert agent["StartCalendarInterval"] == [{"Weekday": d, "Hour": 8, "Minute": 30} for d in (1, 6)]


@given(names)
def test_task_scheduler_reads_the_words_that_were_meant(name: str):
    job = job_at(Path("/Users") / name / "briefing.toml")
    if windows.EXPANDED.search(f"/{name}/"):
        with pytest.raises(ScheduleError, match="Task Scheduler would replace"):
            windows.make_plan(job)
        return
    (part,) = windows.make_plan(job).parts
    task = ElementTree.fromstring(part.text.encode(part.encoding))
    space = {"t": windows.SPACE}
    assert task.findtext(".//t:Command", None, space) == job.command[0]
    assert task.findtext(".//t:Arguments", None, space) == subprocess.list2cmdline(job.command[1:])
    assert task.findtext(".//t:WorkingDirectory", None, space) == str(job.folder)


@pytest.mark.parametrize("name", ["%TEMP%", "a %x% b", "$(Arg0)"])
def test_task_scheduler_is_given_no_path_it_would_change(name: str):
    with pytest.raises(ScheduleError, match="Task Scheduler would replace"):
        windows.make_plan(job_at(Path("/Users") / name / "briefing.toml"))


@pytest.mark.parametrize(
    ("at", "zone", "machine", "start"),
    [
        ("Mon 07:30", "Asia/Shanghai", "Asia/Shanghai", "2026-11-23T07:30:00"),
        ("Mon 07:30", "Asia/Shanghai", "UTC", "2026-11-22T23:30:00"),
        # In winter Berlin's 00:30 is 23:30 UTC, in summer 22:30: it starts then and waits.
        ("Mon 00:30", "Europe/Berlin", "UTC", "2026-11-22T22:30:00"),
        ("Mon 00:30", "Asia/Shanghai", "Europe/London", "2026-11-22T16:30:00"),
        ("Mon 01:30", "Europe/London", "UTC", "2026-11-23T00:30:00"),
        # In winter London's 00:30 is 00:30 UTC, in summer 23:30 of the day before.
        ("Mon 00:30", "Europe/London", "UTC", "2026-11-22T23:30:00"),
    ],
)
def test_the_task_starts_no_later_than_the_run(at: str, zone: str, machine: str, start: str):
    job = job_at(Path("/srv/briefing.toml"), check_at(at, ""), zone, machine=machine)
    first = windows.first_start(job, local_timer(job, "x").timer)
    assert first.isoformat() == start
    assert first.weekday() in local_timer(job, "x").timer.days


@pytest.mark.parametrize(
    ("system", "program"), [(launchd, "launchctl"), (windows, "schtasks")], ids=["launchd", "windows"]
)
def test_other_systems_are_written_loaded_shown_and_taken_away(system, program: str, machine: Path):
    job = job_at(machine / "briefing.toml", check_at("Mon,Thu 07:30", ""))
    (note,) = system.install(system.make_plan(job))
    assert f"{program} is not here" in note
    put(machine, program, LOGGED)
    assert system.install(system.make_plan(job)) == ()
    assert calls(machine)[-1] == f"{program} {shlex.join(system.make_plan(job).calls[-1][1:])}"
    found = system.read_installed()
    assert found and (found.timer, found.zone) == (job.timer, "Asia/Shanghai")
    assert found.written == check_at("Wed,Sun 23:30", "") and str(job.config) in found.command
    assert system.remove() and not system.remove() and system.read_installed() is None
    words = [line.split()[1] for line in calls(machine)]  # the old one is unloaded before the new one is loaded
    assert words == (
        ["print", "bootout", "bootstrap", "print", "bootout"] if system is launchd else ["/Create", "/Delete"]
    )


def test_a_refusal_of_launchd_leaves_nothing(machine: Path, monkeypatch: pytest.MonkeyPatch):
    put(machine, "launchctl", LOGGED)
    monkeypatch.setenv("REFUSED", "bootstrap")
    with pytest.raises(ScheduleError, match="not over ssh"):
        launchd.install(launchd.make_plan(job_at(machine / "briefing.toml")))
    assert launchd.read_installed() is None


@pytest.mark.parametrize("system", [launchd, windows], ids=["launchd", "windows"])
def test_files_changed_by_hand_are_not_guessed_at(system, machine: Path):
    (part,) = system.make_plan(job_at(machine / "briefing.toml")).parts
    part.place.parent.mkdir(parents=True)
    for text in ("", part.text.replace("Mon 07:30", "Monthly"), part.text[: len(part.text) // 2]):
        part.place.write_text(text, encoding=part.encoding)
        with pytest.raises(ScheduleError, match="changed by hand"):
            system.read_installed()


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.NAME)
def test_a_plan_writes_nothing_and_prints_all(system, machine: Path):
    put(machine, "crontab", CRONTAB)
    text = "\n".join(describe_plan(system.make_plan(job_at(machine / "briefing.toml"))))
    assert str(machine / "briefing.toml") in text and "then" in text
    assert sorted(p.name for p in machine.iterdir()) == ["bin"]


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.NAME)
def test_a_time_left_out_by_summer_time_is_remarked_on(system, machine: Path):
    odd = job_at(machine / "briefing.toml", check_at("Sun 02:30", ""), "Europe/Berlin", machine="Europe/Berlin")
    assert any("02:30 does not exist on 2027-03-28" in note for note in system.make_plan(odd).notes)
    assert not any("does not exist" in note for note in system.make_plan(job_at(machine / "briefing.toml")).notes)


def test_what_is_shown(machine: Path, monkeypatch: pytest.MonkeyPatch):
    put(machine, "systemctl", LOGGED)
    systemd.install(systemd.make_plan(job_at(machine / "briefing.toml")))
    (found,) = find_installed()
    lines = list(describe_installed(found, NOW))
    assert lines[0] == f"systemd: {systemd.unit_folder() / systemd.TIMER}"
    assert lines[2:] == [
        "  at Mon 07:30 Asia/Shanghai",
        "  next Mon 2026-11-23 07:30 (Asia/Shanghai), in 11 h 30 min",
        "  systemd says Mon 2026-11-23 07:30:00 CST",
    ]
    assert find_installed("systemd") == (found,) and find_installed("launchd") == ()
    monkeypatch.setenv("REFUSED", "show")
    assert list(describe_installed(found, NOW))[-1] == "  systemd says nothing (bus is gone)"
    put(machine, "systemctl", "#!/bin/sh\n")
    assert "not running" in list(describe_installed(found, NOW))[-1]


def test_a_machine_that_moved_is_told_to_install_again(machine: Path):
    """The written time is another than the zone would give on this machine's clocks."""
    real = make_job(check_at("Mon 07:30", ""), job_at(machine).zone, machine / "briefing.toml", now=NOW)
    launchd.install(launchd.make_plan(real))
    (found,) = find_installed()
    assert "install it again" not in "\n".join(describe_installed(found, NOW))
    assert found.written
    moved = replace(found, written=replace(found.written, hour=(found.written.hour + 3) % 24))
    assert "install it again" in "\n".join(describe_installed(moved, NOW))
    with pytest.raises(ScheduleError, match="no time zone"):
        list(describe_installed(replace(found, zone="Mars/Olympus"), NOW))


def test_the_choice_of_a_system(machine: Path):
    if sys.platform == "linux" and not Path("/run/systemd/system").is_dir():
        with pytest.raises(ScheduleError, match="briefing schedule wait"):
            choose_system()
        put(machine, "crontab", CRONTAB)
        assert choose_system() is cron
    assert [choose_system(system.NAME) for system in SYSTEMS] == list(SYSTEMS)


@pytest.mark.parametrize("name", ["line\nbreak", "tab\there", "bell\a", "\udcff"])
def test_paths_that_no_timer_can_carry_are_refused(name: str, machine: Path):
    with pytest.raises(ScheduleError, match="cannot carry"):
        make_job(check_at("Mon 07:30", ""), job_at(machine).zone, Path("/srv") / name, now=NOW)


def test_the_program_is_this_installation():
    program = find_program()
    assert Path(program[0]).is_absolute() and os.access(program[0], os.X_OK)
    said = subprocess.run([*program, "--version"], cwd="/", capture_output=True, text=True, check=True).stdout
    assert said.startswith("briefing")


def test_a_program_that_is_not_there_is_named(machine: Path):
    with pytest.raises(ScheduleError, match="crontab: cannot be started"):
        cron.install(Plan(system="cron", lines="x\n"))
