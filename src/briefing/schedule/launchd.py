"""A launchd agent of the user, macOS. launchd knows only the machine's own time zone.

Form: launchd.plist(5). The domain `gui/UID` and the verbs bootstrap and bootout: launchctl(1), macOS 10.11 and later.
"""

from __future__ import annotations

import os
import plistlib
import shlex
import sys
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from ..config import Timer
from ..errors import ScheduleError
from .job import Job, local_timer, missing_notes
from .plan import Installed, Part, Plan, delete, read_text, read_words, written
from .programs import has_program, run_program, try_program

NAME = "launchd"
LABEL = "briefing.schedule"
WORDS = "BRIEFING_SCHEDULE"  # the environment variable that carries the time and its zone
LAUNCHCTL = "launchctl"
HINT = "log in at the screen as this user, not over ssh"


def is_here() -> bool:
    return sys.platform == "darwin" and has_program(LAUNCHCTL)


def make_plan(job: Job) -> Plan:
    local = local_timer(job, NAME)
    log = str(Path.home() / "Library" / "Logs" / "briefing.log")
    agent = {
        "Label": LABEL,
        "ProgramArguments": list(local.command),
        "WorkingDirectory": str(job.folder),
        "StartCalendarInterval": intervals(local.timer),
        "StandardOutPath": log,
        "StandardErrorPath": log,
        "EnvironmentVariables": {WORDS: job.words},
        "ProcessType": "Background",
    }
    behind = "launchd makes up for a run missed asleep, not for one missed switched off; the next run catches up"
    notes = (*local.notes, behind, f"what the run says goes to {log}")
    skipped = missing_notes(job, "launchd may leave that run out, and the next one catches up")
    calls = ((LAUNCHCTL, "bootstrap", domain(), str(agent_place())),)
    part = Part(place=agent_place(), text=plistlib.dumps(agent).decode())
    return Plan(system=NAME, parts=(part,), calls=calls, notes=(*notes, *skipped))


def install(plan: Plan) -> tuple[str, ...]:
    """Writes the agent and loads it; remarks for the user. As it was before when launchd refuses."""
    with written(plan.parts):
        if not has_program(LAUNCHCTL):
            return ("launchctl is not here: the file is written, but nothing has loaded it",)
        unload()
        for call in plan.calls:
            run_program(call, hint=HINT)
    return ()


def read_installed() -> Installed | None:
    text = read_text(agent_place())
    if text is None:
        return None
    place = str(agent_place())
    try:
        agent: dict[str, Any] = plistlib.loads(text.encode())
        timer, zone = read_words(agent["EnvironmentVariables"][WORDS], place)
        command, times = shlex.join(agent["ProgramArguments"]), agent["StartCalendarInterval"]
        shown = parse_intervals(times)
    except (plistlib.InvalidFileException, ExpatError, ValueError, LookupError, TypeError, AttributeError):
        raise ScheduleError(f"{place}: was changed by hand; run `briefing schedule install` again") from None
    return Installed(system=NAME, place=place, timer=timer, zone=zone, command=command, written=shown)


def ask_next() -> str | None:
    """launchd tells nobody when it starts an agent next."""
    return None


def remove() -> bool:
    """Whether there was one."""
    if not agent_place().exists():
        return False
    if has_program(LAUNCHCTL):
        unload()
    return delete((agent_place(),))


def unload() -> None:
    target = f"{domain()}/{LABEL}"
    if try_program((LAUNCHCTL, "print", target)).returncode == 0:
        run_program((LAUNCHCTL, "bootout", target), hint=HINT)


def agent_place() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"


def domain() -> str:
    return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"


def intervals(timer: Timer) -> list[dict[str, int]]:
    """launchd counts the days from Sunday, 0."""
    return [{"Weekday": (day + 1) % 7, "Hour": timer.hour, "Minute": timer.minute} for day in timer.days]


def parse_intervals(times: list[dict[str, int]]) -> Timer:
    days = tuple(sorted((time["Weekday"] - 1) % 7 for time in times))
    return Timer(days=days, hour=times[0]["Hour"], minute=times[0]["Minute"])
