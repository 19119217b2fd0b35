"""What the commands share: options, settings, the archive, printing, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..archive import Archive
    from ..config import Config
    from ..types import Problem, Reading

WITH_PROBLEMS = 3

INPUTS = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
CONFIG = click.option(
    "--config", type=click.Path(path_type=Path), help="Settings file; default: ./briefing.toml where there is one."
)
ARCHIVE = click.option(
    "--archive", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Archive of past issues; default: briefing.db beside the settings.",
)  # fmt: skip
JOBS = click.option("--jobs", type=click.IntRange(min=1), help="Processes; default: the cores.")


def form_option(*names: str) -> Callable[..., Any]:
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True, help="Form of the output."
    )


def load_settings_here(path: Path | None) -> Config:
    """The settings of a file, of ./briefing.toml, or the defaults; archive and corrections lie beside it."""
    from dataclasses import replace

    from .. import corrections
    from ..config import ARCHIVE_NAME, FILE_NAME
    from ..settings import load_settings

    here = Path(FILE_NAME)
    file = path or (here if here.is_file() else None)
    config = load_settings(file)
    beside = file or here
    return replace(
        config,
        corrections=config.corrections or beside.with_name(corrections.FILE_NAME),
        archive=config.archive or beside.with_name(ARCHIVE_NAME),
    )


@contextmanager
def open_archive(path: Path | None, *, may_create: bool = True) -> Iterator[Archive]:
    """The archive of the settings. Raises ArchiveError."""
    from ..archive import Archive

    assert path is not None  # `load_settings_here` names one
    with Archive(path, may_create=may_create) as archive:
        yield archive


def read_inputs_here(inputs: Sequence[str], config: Config, *, choosing: Any = None, jobs: int | None = None):
    """Readings of all articles, the documents by id, and the problems."""
    from ..analysis import pool_for, read_articles
    from ..assembly import find_unsplit
    from ..ingest import read_inputs

    intake = read_inputs(inputs, config)
    with pool_for(len(intake.documents), jobs) as executor, progress_bar() as progress:
        readings: tuple[Reading, ...] = read_articles(
            intake.documents, config, choosing=choosing, executor=executor, progress=progress
        )
    unsplit = find_unsplit(intake.documents, (r.article for r in readings))
    return readings, {d.id: d for d in intake.documents}, (*intake.problems, *unsplit)


def print_rows(form: str, rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    from .. import show

    for piece in show.WRITERS[form](rows, columns):
        click.echo(piece, nl=False)


def report_problems(problems: Sequence[Problem]) -> int:
    """Say on standard error what could not be read; the exit code for it."""
    for problem in problems:
        click.echo(f"{problem.severity}: {problem.subject}: {problem.message}", err=True)
    return WITH_PROBLEMS if problems else 0


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield advance
