"""The system's own timer that runs `briefing run`, and the wait of a container that has none.

`times` says when the job runs next; `systemd`, `cron`, `launchd` and `windows` each write, read and take away the timer
of one system; `systems` chooses among them; `wait` sleeps in the foreground. What the four modules give is alike:
`NAME`, `is_here()`, `make_plan(job)`, `install(plan)`, `read_installed()`, `ask_next()`, `remove()`.
"""

from .job import Job, make_job
from .plan import Installed, Plan
from .report import describe_installed, describe_plan, environment_notes
from .systems import SYSTEMS, choose_system, find_installed, named_system
from .times import format_run, next_run
from .wait import Stopped, ending_on_sigterm, run_command, wait_for_runs

__all__ = [
    "SYSTEMS",
    "Installed",
    "Job",
    "Plan",
    "Stopped",
    "choose_system",
    "describe_installed",
    "describe_plan",
    "ending_on_sigterm",
    "environment_notes",
    "find_installed",
    "format_run",
    "make_job",
    "named_system",
    "next_run",
    "run_command",
    "wait_for_runs",
]
