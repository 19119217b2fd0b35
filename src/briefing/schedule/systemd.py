"""systemd user units: a timer with its own time zone that makes up for a missed run by itself.

Forms: systemd.timer(5), systemd.time(7), systemd.service(5); quoting as in systemd.syntax(7) and `COMMAND LINES` of
systemd.service(5). A zone in `OnCalendar=` needs systemd 235 (2017).
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from ..config import read_table
from .job import Job, missing_notes
from .plan import Installed, Part, Plan, delete, read_text, read_words, written
from .programs import has_program, run_program, try_program

NAME = "systemd"
TIMER, SERVICE = "briefing.timer", "briefing.service"
SYSTEMCTL = ("systemctl", "--user")
HINT = "log in as this user (not with su or sudo), or use --system cron"

TIMER_UNIT = """\
# Written by `briefing schedule install`; `briefing schedule remove` takes it away.
[Unit]
Description=When the weekly briefing is made

[Timer]
OnCalendar={calendar}
# A run that was missed while the machine was off is made up for at its start.
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""

# Left out: what needs a mount namespace (ProtectSystem, PrivateTmp); where a distribution forbids user namespaces, the
# service of a user does not start with it. MemoryDenyWriteExecute: LibreOffice, which may be called, compiles.
SERVICE_UNIT = """\
# Written by `briefing schedule install`; `briefing schedule remove` takes it away.
[Unit]
Description=The weekly briefing

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
# 3: done, but some of the input could not be read.
SuccessExitStatus=3
TimeoutStartSec=12h
Nice=10
UMask=0027
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
"""


def is_here() -> bool:
    return sys.platform == "linux" and Path("/run/systemd/system").is_dir() and has_program("systemctl")


def make_plan(job: Job) -> Plan:
    service = SERVICE_UNIT.format(folder=escape_folder(job.folder), command=escape_command(job.command))
    parts = (
        Part(place=unit_folder() / SERVICE, text=service),
        Part(place=unit_folder() / TIMER, text=TIMER_UNIT.format(calendar=calendar(job))),
    )
    linger = "it runs only while you are logged in, until you allow it once with: loginctl enable-linger"
    skipped = missing_notes(job, "systemd leaves that run out, and the next one catches up")
    calls = ((*SYSTEMCTL, "daemon-reload"), (*SYSTEMCTL, "enable", TIMER), (*SYSTEMCTL, "restart", TIMER))
    return Plan(system=NAME, parts=parts, calls=calls, notes=(linger, *skipped))


def install(plan: Plan) -> tuple[str, ...]:
    """Writes the units and starts the timer; remarks for the user. As it was before when systemd refuses."""
    if not has_program("systemctl"):
        with written(plan.parts):
            return ("systemctl is not here: the units are written, but nothing starts them",)
    with written(plan.parts):
        for call in plan.calls:
            run_program(call, hint=HINT)
    return ()


def read_installed() -> Installed | None:
    text = read_text(unit_folder() / TIMER)
    if text is None:
        return None
    place = str(unit_folder() / TIMER)
    found = re.search(r"^OnCalendar=(?:(\S+) )?\*-\*-\* (\d\d:\d\d):00 (\S+)$", text, re.MULTILINE)
    words = f"{found[1] or read_table('weekdays.toml')['daily'][0]} {found[2]} {found[3]}" if found else "OnCalendar"
    timer, zone = read_words(words, place)
    command = re.search(r"^ExecStart=(.*)$", read_text(unit_folder() / SERVICE) or "", re.MULTILINE)
    return Installed(system=NAME, place=place, timer=timer, zone=zone, command=command[1] if command else "nothing")


def ask_next() -> str | None:
    """When systemd itself says that it starts the job next; None where it cannot be asked."""
    if not has_program("systemctl"):
        return None
    done = try_program((*SYSTEMCTL, "show", TIMER, "--property=NextElapseUSecRealtime", "--value"))
    said = " ".join((done.stdout or done.stderr).decode(errors="replace").split())
    if done.returncode:
        return f"nothing ({said})"
    return said or "that the timer is not running: install it again"


def remove() -> bool:
    """Whether there was one."""
    places = (unit_folder() / TIMER, unit_folder() / SERVICE)
    if not any(place.exists() for place in places):
        return False
    if has_program("systemctl"):
        run_program((*SYSTEMCTL, "disable", "--now", TIMER), hint=HINT)
    delete(places)
    if has_program("systemctl"):
        run_program((*SYSTEMCTL, "daemon-reload"), hint=HINT)
    return True


def unit_folder() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "systemd" / "user"


def calendar(job: Job) -> str:
    """`Mon,Thu *-*-* 07:30:00 Asia/Shanghai`; without days it means all of them."""
    names = read_table("weekdays.toml")["days"]
    days = "" if len(job.timer.days) == 7 else ",".join(names[day][0] for day in job.timer.days) + " "
    return f"{days}*-*-* {job.timer.hour:02}:{job.timer.minute:02}:00 {job.zone.key}"


def escape_command(command: tuple[str, ...]) -> str:
    """Every word in quotes. The program's own path is no argument: `$` stands in it for itself."""
    if re.search(r"""["'\\]""", command[0]):  # systemd takes no program with one of these in its path, quoted or not
        command = ("/bin/sh", "-c", 'exec "$0" "$@"', *command)
    program, *arguments = (re.sub(r'([\\"])', r"\\\1", word).replace("%", "%%") for word in command)
    return " ".join(f'"{word}"' for word in (program, *(a.replace("$", "$$") for a in arguments)))


def escape_folder(folder: Path) -> str:
    """The rest of the line is the path, without quotes; a slash keeps a space or backslash at its end."""
    text = str(folder).replace("%", "%%")
    return f"{text}/" if text[-1] in " \\" else text
