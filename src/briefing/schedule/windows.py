"""A task of the Windows Task Scheduler, as XML for `schtasks`.

Form: Task Scheduler schema 1.2 (Microsoft Learn, "Task Scheduler Schema"); the order of elements is part of it. The
file is UTF-16, which `schtasks /XML` reads in every version. Words are quoted as CommandLineToArgvW takes them apart.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

from ..config import Timer
from ..errors import ScheduleError
from .job import Job, local_timer, missing_notes
from .plan import Installed, Part, Plan, delete, read_text, read_words, written
from .programs import has_program, run_program
from .times import next_run

NAME = "windows"
TASK = "briefing"
SCHTASKS = "schtasks"
ENCODING = "utf-16"
SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")  # names of elements
HINT = "look at the task in the Task Scheduler"
EXPANDED = re.compile(r"%[^%]+%|\$\(")  # Task Scheduler puts a variable's value here and has no way to stop it

SETTINGS = (
    ("MultipleInstancesPolicy", "IgnoreNew"),
    ("DisallowStartIfOnBatteries", "false"),
    ("StopIfGoingOnBatteries", "false"),
    ("StartWhenAvailable", "true"),  # makes up for a run that was missed while the machine was off
    ("ExecutionTimeLimit", "PT12H"),
)


def is_here() -> bool:
    return sys.platform == "win32" and has_program(SCHTASKS)


def make_plan(job: Job) -> Plan:
    local = local_timer(job, "Task Scheduler")
    for word in (*local.command, str(job.folder)):
        if EXPANDED.search(word):
            raise ScheduleError(f"{word}: Task Scheduler would replace the part with % or $(; rename it")
    text = task_xml(job, local.timer, local.command, first_start(job, local.timer).isoformat())
    calls = ((SCHTASKS, "/Create", "/TN", TASK, "/XML", str(task_place()), "/F"),)
    logged_on = "it runs only while you are logged on; a run missed while the machine was off is made up for"
    skipped = missing_notes(job, "Task Scheduler may leave that run out, and the next one catches up")
    part = Part(place=task_place(), text=text, encoding=ENCODING)
    return Plan(system=NAME, parts=(part,), calls=calls, notes=(*local.notes, logged_on, *skipped))


def install(plan: Plan) -> tuple[str, ...]:
    """Writes the task and hands it over; remarks for the user. As it was before when Windows refuses."""
    with written(plan.parts):
        if not has_program(SCHTASKS):
            return ("schtasks is not here: the file is written, but nothing has read it",)
        for call in plan.calls:
            run_program(call, hint=HINT)
    return ()


def read_installed() -> Installed | None:
    text = read_text(task_place(), ENCODING)
    if text is None:
        return None
    place, names = str(task_place()), {"t": SPACE}
    try:
        task = ElementTree.fromstring(text.encode(ENCODING))
    except ElementTree.ParseError:
        raise ScheduleError(f"{place}: was changed by hand; run `briefing schedule install` again") from None
    timer, zone = read_words(task.findtext("t:RegistrationInfo/t:Source", "", names), place)
    start = task.findtext("t:Triggers/t:CalendarTrigger/t:StartBoundary", "", names)
    clock = re.search(r"T(\d\d):(\d\d):", start)
    found = {element.tag.rpartition("}")[2] for element in task.iterfind(".//t:DaysOfWeek/*", names)}
    days = tuple(n for n, day in enumerate(DAYS) if day in found)
    shown = Timer(days=days, hour=int(clock[1]), minute=int(clock[2])) if clock else None
    words = (task.findtext(f".//t:Exec/t:{part}", "", names) for part in ("Command", "Arguments"))
    return Installed(system=NAME, place=place, timer=timer, zone=zone, command=" ".join(words), written=shown)


def ask_next() -> str | None:
    """`schtasks /Query` answers in the user's language and form of dates; it is not read."""
    return None


def remove() -> bool:
    """Whether there was one."""
    if not task_place().exists():
        return False
    if has_program(SCHTASKS):
        run_program((SCHTASKS, "/Delete", "/TN", TASK, "/F"), hint=HINT)
    return delete((task_place(),))


def task_place() -> Path:
    base = os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / "AppData" / "Local") / "briefing" / "schedule.xml"


def first_start(job: Job, timer: Timer) -> datetime:
    """When the task starts first, on the machine's clocks: at the run or, waiting for it, up to two hours before."""
    run = next_run(job.timer, job.zone, job.now).astimezone(job.machine).replace(tzinfo=None)
    start = run.replace(hour=timer.hour, minute=timer.minute)
    return start if start <= run else start - timedelta(days=1)


def task_xml(job: Job, timer: Timer, command: tuple[str, ...], start: str) -> str:
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": SPACE})
    about = _add(task, "RegistrationInfo")
    _add(about, "Source", job.words)
    _add(about, "Description", "The weekly briefing; `briefing schedule remove` takes this task away.")
    trigger = _add(_add(task, "Triggers"), "CalendarTrigger")
    _add(trigger, "StartBoundary", start)
    week = _add(trigger, "ScheduleByWeek")
    days = _add(week, "DaysOfWeek")
    for day in timer.days:
        _add(days, DAYS[day])
    _add(week, "WeeksInterval", "1")
    settings = _add(task, "Settings")
    for name, value in SETTINGS:
        _add(settings, name, value)
    run = _add(_add(task, "Actions"), "Exec")
    _add(run, "Command", command[0])
    _add(run, "Arguments", subprocess.list2cmdline(command[1:]))
    _add(run, "WorkingDirectory", str(job.folder))
    ElementTree.indent(task)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ElementTree.tostring(task, encoding="unicode")}\n'


def _add(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = text
    return element
