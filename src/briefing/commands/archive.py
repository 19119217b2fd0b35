"""`briefing archive`: what is remembered, and looking after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ..errors import OutputError, UsageError
from .shared import ARCHIVE, CONFIG, form_option, open_past, parse_day_option, print_rows, report_faults

ISSUE_COLUMNS = ("number", "first", "last", "title", "inputs", "articles", "stories", "records", "built")
MEGABYTE = 1_000_000


@click.group()
def archive() -> None:
    """What all issues said: one SQLite file that `briefing build` adds each issue to."""


@archive.command()
@ARCHIVE
@CONFIG
def status(archive: Path | None, config: Path | None) -> int:
    """What the archive holds, how large it is, who writes to it."""
    with open_past(archive, config) as opened:
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

    with open_past(archive, config) as opened:
        print_rows(form, map(asdict, opened.issues()), ISSUE_COLUMNS)
    return 0


@archive.command()
@ARCHIVE
@click.option("--out", type=click.Path(path_type=Path), help="File to write; default: standard output.")
@CONFIG
def export(archive: Path | None, out: Path | None, config: Path | None) -> int:
    """Everything in it as JSON lines: one row of a table each, its name under "table"."""
    with open_past(archive, config) as opened:
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
    limit = None if before is None else parse_day_option("--before", before)
    with open_past(archive, config) as opened:
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
    with open_past(archive, config) as opened:
        if reindex:
            opened.reindex()
        faults = opened.check()
    report_faults(f"{fault.severity}: {fault.subject}: {fault.message}" for fault in faults)
    click.echo(f"{len(faults)} faults" if faults else "whole: no damage, all counts agree, everything can be read")
    return 1 if faults else 0


def _write_lines(out: Path, lines: Iterable[str]) -> int:
    """How many there were. Raises OutputError."""
    from ..files import write_whole

    count = 0

    def encoded() -> Iterator[bytes]:
        nonlocal count
        for line in lines:
            count += 1
            yield line.encode("utf-8")

    try:
        write_whole(out, encoded())
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); name another file with --out") from None
    return count
