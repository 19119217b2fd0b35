"""What the commands share: options, settings, the archive, printing, progress."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import ConfigError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from ..analysis import Choosing
    from ..archive import Archive
    from ..config import Config
    from ..types import Document, Period, Problem, Reading

WITH_PROBLEMS = 3
NOTHING_FOUND = 1
FAULTS_SHOWN = 20
FAILED = 1
"""With `--strict`: what is a warning elsewhere fails the command."""

INPUTS = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
CONFIG = click.option(
    "--config", type=click.Path(path_type=Path), help="Settings file; default: ./briefing.toml where there is one."
)
ARCHIVE = click.option(
    "--archive", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Archive of past issues; default: briefing.db beside the settings.",
)  # fmt: skip
STRICT = click.option(
    "--strict", "is_strict", is_flag=True, help="Exit with code 1 where anything was wrong with an input (else 3)."
)
JOBS = click.option("--jobs", type=click.IntRange(min=1), help="Processes; default: the cores.")
CLUSTER = click.option(
    "--cluster", metavar="ADDRESS", help="Read on the workers of this dask scheduler (tcp://HOST:8786) instead."
)


def form_option(*names: str) -> Callable[..., Any]:
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True, help="Form of the output."
    )


def parse_day_option(option: str, text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'{option} is "{text}"; write a day like 2025-07-14') from None


def parse_week_option(text: str) -> Period:
    from ..week import week_period

    try:
        return week_period(text)
    except ValueError:
        raise UsageError(f'--week is "{text}", which is no week; write year and number like 2025-W29') from None


# ---------------------------------------------------------------- settings and archive


def find_settings(path: Path | None) -> Path:
    """The settings file that is named, or ./briefing.toml. Raises ConfigError where there is none."""
    from ..config import FILE_NAME

    file = path or Path(FILE_NAME)
    if path is None and not file.is_file():
        raise ConfigError(f"{file}: is not in this folder; run `briefing init`, or name the settings with --config")
    return file


def load_settings_here(path: Path | None, *, must_be: bool = False) -> Config:
    """The settings of a file, of ./briefing.toml, or the defaults; archive and corrections lie beside it.

    Raises ConfigError, also where there is no file and one `must_be`.
    """
    from dataclasses import replace

    from .. import corrections
    from ..config import ARCHIVE_NAME, FILE_NAME
    from ..settings import load_settings

    here = Path(FILE_NAME)
    file = find_settings(path) if must_be else path or (here if here.is_file() else None)
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


def open_past(path: Path | None, config: Path | None) -> AbstractContextManager[Archive]:
    """The archive that is named, or that of the settings; it must be there. Raises ArchiveError."""
    return open_archive(path or load_settings_here(config).archive, may_create=False)


# ---------------------------------------------------------------- inputs


def read_inputs_here(
    inputs: Sequence[str],
    config: Config,
    *,
    choosing: Choosing | None = None,
    jobs: int | None = None,
    cluster: str | None = None,
) -> tuple[tuple[Reading, ...], dict[str, Document], tuple[Problem, ...]]:
    """Readings of all articles, the documents by id, and the problems."""
    from ..analysis import read_all
    from ..assembly import find_unsplit
    from ..parallel import count_workers
    from .progress import progress_bar

    with progress_bar(workers=count_workers(jobs)) as progress:
        intake, readings = read_all(inputs, config, choosing=choosing, jobs=jobs, cluster=cluster, progress=progress)
    unsplit = find_unsplit(intake.documents, (r.article for r in readings))
    return readings, {d.id: d for d in intake.documents}, (*intake.problems, *unsplit)


# ---------------------------------------------------------------- what is said


def print_rows(form: str, rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    from .. import show

    for piece in show.WRITERS[form](rows, columns):
        click.echo(piece, nl=False)


def report_problems(problems: Sequence[Problem], *, is_strict: bool = False) -> int:
    """Say on standard error what could not be read; the exit code for it."""
    for problem in problems:
        click.echo(make_plain(f"{problem.severity}: {problem.subject}: {problem.message}"), err=True)
    if not problems:
        return 0
    return FAILED if is_strict else WITH_PROBLEMS


def report_faults(faults: Iterable[str]) -> None:
    """The first ones on standard error, and how many there are besides."""
    lines = list(faults)
    for line in lines[:FAULTS_SHOWN]:
        click.echo(make_plain(line), err=True)
    if len(lines) > FAULTS_SHOWN:
        click.echo(f"and {len(lines) - FAULTS_SHOWN} more", err=True)


def make_plain(line: str) -> str:
    """A text of the same length on one line that a terminal cannot take for commands, nor show in another order than it
    stands: names and first words of files come from outside."""
    return "".join(c if c.isprintable() or c == "\u3000" else " " if c.isspace() else "\ufffd" for c in line)
