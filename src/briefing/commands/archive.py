"""`briefing archive`: what is remembered, and looking after it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import OutputError, UsageError
from .shared import ARCHIVE, CONFIG, form_option, load_settings_here, open_archive, print_rows

if TYPE_CHECKING:
    from ..archive import Archive

ISSUE_COLUMNS = ("number", "first", "last", "title", "inputs", "articles", "stories", "records", "built")
FAULTS_SHOWN = 20
MEGABYTE = 1_000_000


@click.group()
def archive() -> None:
    """What all issues said: one SQLite file that `briefing build` adds each issue to."""


@archive.command()
@ARCHIVE
@CONFIG
def status(archive: Path | None, config: Path | None) -> int:
    """What the archive holds, how large it is, who writes to it."""
    with _open(archive, config) as opened:
        found = opened.status()
    weeks = f"{found.first} to {found.last}" if found.first else "no issue with dates"
    click.echo(f"{found.path}: {found.bytes / MEGABYTE:.1f} MB, version {found.version}, {weeks}")
    click.echo(", ".join(f"{count:,} {table}" for table, count in found.counts.items()))
    click.echo(f"{found.writer} is writing to it" if found.writer else "nobody is writing to it")
    click.echo("whole" if found.is_whole else "damaged: see `briefing archive check`")
    return 0 if found.is_whole else 1


@archive.command("list")
@ARCHIVE
@form_option("table", "jsonl", "csv")
@CONFIG
def list_issues(archive: Path | None, form: str, config: Path | None) -> int:
    """The issues it holds."""
    from dataclasses import asdict

    with _open(archive, config) as opened:
        print_rows(form, map(asdict, opened.issues()), ISSUE_COLUMNS)
    return 0


@archive.command()
@ARCHIVE
@click.option("--out", type=click.Path(path_type=Path), help="File to write; default: standard output.")
@CONFIG
def export(archive: Path | None, out: Path | None, config: Path | None) -> int:
    """Everything in it as JSON lines: one row of a table each, its name under "table"."""
    with _open(archive, config) as opened:
        if out is None:
            for line in opened.export():
                click.echo(line, nl=False)
            return 0
        count = _write_lines(out, opened.export())
    click.echo(f"{out}: {count:,} rows")
    return 0


@archive.command()
@click.option("--before", metavar="DATE", help="Issues that ended before this day (2025-01-06) go.")
@click.option("--keep", type=click.IntRange(1, 5200), metavar="WEEKS", help="Issues of the last so many weeks stay.")
@click.option("--yes", "is_meant", is_flag=True, help="Do it; without this, only say what would go.")
@ARCHIVE
@CONFIG
def prune(before: str | None, keep: int | None, is_meant: bool, archive: Path | None, config: Path | None) -> int:
    """Take old issues out, and the articles that no other issue holds. Weeks count back from the latest issue."""
    from dataclasses import asdict

    if (before is None) == (keep is None):
        raise UsageError("prune takes either --before DATE or --keep WEEKS; give one of them")
    limit = None if before is None else _day("--before", before)
    with _open(archive, config) as opened:
        done = opened.prune(before=limit, keep=keep, is_trial=not is_meant)
    if done.issues:
        print_rows("table", map(asdict, done.issues), ISSUE_COLUMNS)
    verb = "were taken out" if is_meant else "would go; give --yes to take them out"
    click.echo(f"{len(done.issues)} issues, {done.articles:,} articles, {done.documents:,} files {verb}")
    if is_meant:
        click.echo(f"{done.freed / MEGABYTE:.1f} MB freed")
    return 0


@archive.command()
@click.option("--reindex", is_flag=True, help="Make the search index anew first.")
@ARCHIVE
@CONFIG
def check(reindex: bool, archive: Path | None, config: Path | None) -> int:
    """Prove that it is whole: no damage, all counts agree, everything can be read back."""
    with _open(archive, config) as opened:
        if reindex:
            opened.reindex()
        faults = opened.check()
    for fault in faults[:FAULTS_SHOWN]:
        click.echo(f"{fault.severity}: {fault.subject}: {fault.message}", err=True)
    click.echo(f"{len(faults)} faults" if faults else "whole: no damage, all counts agree, everything can be read")
    return 1 if faults else 0


# ---------------------------------------------------------------- shared


def _open(place: Path | None, config: Path | None) -> AbstractContextManager[Archive]:
    """The archive that is asked for; it must be there. Raises ArchiveError."""
    return open_archive(place or load_settings_here(config).archive, may_create=False)


def _write_lines(out: Path, lines: Iterable[str]) -> int:
    """Write a file under another name first: a killed export leaves no half file. Raises OutputError."""
    beside, count = out.with_name(out.name + ".part"), 0
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(line)
                count += 1
        os.replace(beside, out)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); name another file with --out") from None
    return count


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'{option} is "{text}"; write a day like 2025-07-14') from None
