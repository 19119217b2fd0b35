"""The scheduled job: fetch, build, verify, pass the gates, deliver; safe to repeat.

    from briefing.job import run_job

    report = run_job(config, archive, now=datetime.now(UTC))     # report.exit_code, report.weeks

`weeks` says which weeks are due, `gates` what holds an issue back, `one_week` does a week and leaves a record of it in
the archive, `handover` delivers and notes who has what, `run` goes over the weeks, `log` writes what happens.
"""

from .gates import Gate, find_closed_gates
from .handover import send_issue
from .report import JobReport, WeekReport
from .run import run_job
from .weeks import find_due_weeks, last_whole_week

__all__ = [
    "Gate",
    "JobReport",
    "WeekReport",
    "find_closed_gates",
    "find_due_weeks",
    "last_whole_week",
    "run_job",
    "send_issue",
]
