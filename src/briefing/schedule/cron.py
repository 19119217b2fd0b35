"""A marked block in the user's crontab; every other line stays as it is, byte by byte.

Form: crontab(5). In the command of a line `%` means a line break unless a backslash stands before it, and cron
implementations differ in what a backslash before anything else means, so that a path with one is refused. Only cronie
(Fedora, Arch, Red Hat) is known to heed CRON_TZ and can be told by its `-V`; Debian's cron does not heed it.
"""

from __future__ import annotations

import re
import shlex
import sys

from ..config import Timer
from ..errors import ScheduleError
from .job import Job, LocalTimer, local_timer, missing_notes
from .plan import Installed, Plan, read_words
from .programs import failure, has_program, run_program, try_program

NAME = "cron"
CRONTAB = "crontab"
BEGIN, END = "# >>> briefing schedule: ", "# <<< briefing schedule"
LONGEST_COMMAND = 998  # bytes; Vixie's cron and Debian's read 1000 with the end of line
HINT = "see whether you may use cron (/etc/cron.allow, /etc/cron.deny)"
NO_TABLE = re.compile(rb"no crontab|can't open .*: No such file")
BLOCK = re.compile(rf"^{BEGIN}(?P<words>.*?)\n(?P<lines>.*?)^{END}(?:\n|\Z)".encode(), re.MULTILINE | re.DOTALL)


def is_here() -> bool:
    return sys.platform not in ("darwin", "win32") and has_program(CRONTAB)


def make_plan(job: Job) -> Plan:
    heeds = heeds_zone()
    zone = f"# CRON_TZ holds for every line below it: keep this block last.\nCRON_TZ={job.zone.key}\n" if heeds else ""
    local = LocalTimer(job.timer, job.command, ()) if heeds else local_timer(job, NAME)
    lines = f"{BEGIN}{job.words}\n{zone}{time_fields(local.timer)} {escape_command(job, local.command)}\n{END}\n"
    behind = "cron makes up for nothing missed while the machine was off; the next run catches up with the week"
    skipped = missing_notes(job, "cron may leave that run out, and the next one catches up")
    return Plan(system=NAME, lines=lines, calls=((CRONTAB, "-"),), notes=(*local.notes, behind, *skipped))


def install(plan: Plan) -> tuple[str, ...]:
    table, block = read_table(), plan.lines.encode()
    new = with_block(table, block)
    if new != table:
        write_table(new)
    own = re.search(rb"^\s*CRON_TZ\s*=.*$", without_block(table), re.MULTILINE)
    if own and b"\nCRON_TZ=" not in block:
        said = own[0].decode(errors="replace").strip()
        return (f"your crontab says {said}: a cron that heeds it would shift this line too",)
    return ()


def read_installed() -> Installed | None:
    found = find_block(read_table()) if has_program(CRONTAB) else None
    if found is None:
        return None
    place = "crontab"
    timer, zone = read_words(found["words"].decode(errors="replace"), place)
    line = re.search(r"^(\d+) (\d+) \* \* (\S+) (.*)$", found["lines"].decode(errors="replace"), re.MULTILINE)
    if line is None:
        raise ScheduleError(f"{place}: the line of briefing was changed by hand; run `briefing schedule install` again")
    shown = None if b"\nCRON_TZ=" in b"\n" + found["lines"] else parse_fields(line[1], line[2], line[3])
    return Installed(system=NAME, place=place, timer=timer, zone=zone, command=line[4], written=shown)


def ask_next() -> str | None:
    """cron says of no line when it comes."""
    return None


def remove() -> bool:
    """Whether there was one."""
    if not has_program(CRONTAB):
        return False
    table = read_table()
    rest = without_block(table)
    if rest != table:
        write_table(rest)
    return rest != table


def read_table() -> bytes:
    """The user's crontab; empty where there is none. Any other failure is an error: writing would then lose it."""
    call = (CRONTAB, "-l")
    done = try_program(call)
    if done.returncode and not NO_TABLE.search(done.stderr):
        raise failure(call, done, HINT)
    return b"" if done.returncode else done.stdout


def write_table(table: bytes) -> None:
    run_program((CRONTAB, "-"), given=table, hint=HINT)


def find_block(table: bytes) -> re.Match[bytes] | None:
    found = BLOCK.search(table)
    if found is None and re.search(rf"^({BEGIN}|{END})".encode(), table, re.MULTILINE):
        raise ScheduleError("crontab: one of the two marks of briefing's lines is gone; delete these lines by hand")
    return found


def without_block(table: bytes) -> bytes:
    found = find_block(table)
    return table[: found.start()] + table[found.end() :] if found else table


def with_block(table: bytes, block: bytes) -> bytes:
    """The block at the end, where nothing in it can touch another line."""
    rest = without_block(table)
    return rest + (b"\n" if rest and not rest.endswith(b"\n") else b"") + block


def heeds_zone() -> bool:
    if not has_program(CRONTAB):
        return False
    done = try_program((CRONTAB, "-V"))
    return b"cronie" in done.stdout + done.stderr


def time_fields(timer: Timer) -> str:
    """`30 7 * * 1`; cron counts the days from Sunday, 0."""
    days = "*" if len(timer.days) == 7 else ",".join(str(d) for d in sorted((day + 1) % 7 for day in timer.days))
    return f"{timer.minute} {timer.hour} * * {days}"


def parse_fields(minute: str, hour: str, days: str) -> Timer | None:
    if not re.fullmatch(r"\*|[0-7](,[0-7])*", days) or int(minute) > 59 or int(hour) > 23:
        return None
    named = range(7) if days == "*" else {(int(day) - 1) % 7 for day in days.split(",")}
    return Timer(days=tuple(sorted(named)), hour=int(hour), minute=int(minute))


def escape_command(job: Job, command: tuple[str, ...]) -> str:
    for word in (*command, str(job.folder)):
        if "\\" in word:
            raise ScheduleError(f"{word}: cron cannot carry a path with a backslash; rename it")
    line = f"cd {shlex.quote(str(job.folder))} && {shlex.join(command)}".replace("%", "\\%")
    size = len(line.encode())
    if size > LONGEST_COMMAND:
        raise ScheduleError(
            f"{job.config}: the command is {size} bytes long, cron takes {LONGEST_COMMAND}; use a shorter path"
        )
    return line
