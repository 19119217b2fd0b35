"""The commands of the program, a module each or one for a few that belong together; `shared` has what all use."""

import click

from .archive import archive
from .build import build
from .deliver import deliver
from .fetch import fetch
from .history import history
from .init import init
from .look import articles, explain, extract, stories, summarize
from .review import review
from .run import run, runs
from .schedule import schedule
from .search import search
from .verify import verify

COMMANDS: tuple[click.Command, ...] = (
    build, articles, summarize, extract, stories, explain, verify, review, init,
    run, runs, fetch, deliver, schedule, search, history, archive,
)  # fmt: skip
