"""`briefing fetch`: the configured sources into the inbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..fetch import FetchReport, SourceReport

WITH_PROBLEMS = 3


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file; default: ./briefing.toml.")
@click.option(
    "--archive", "place", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="The archive that remembers what was fetched; default: briefing.db beside the settings.",
)  # fmt: skip
def fetch(names: tuple[str, ...], config: Path | None, place: Path | None) -> int:
    """Fetch what is new at the sources of the settings into the inbox, or only at those named.

    The one command that uses the network. What was fetched before is not fetched again.
    """
    from ..archive import Archive
    from ..config import ARCHIVE_NAME, FILE_NAME, load_config
    from ..errors import ConfigError
    from ..fetch import choose_sources, fetch_sources

    file = config or Path(FILE_NAME)
    if config is None and not file.is_file():
        raise ConfigError(
            f"{FILE_NAME}: is not in this folder; run `briefing init`, or name the settings with --config"
        )
    chosen = load_config(file)
    choose_sources(chosen.fetching, names)  # before an archive is made for nothing
    with Archive(place or chosen.archive or file.with_name(ARCHIVE_NAME)) as archive:
        report = fetch_sources(chosen.fetching, archive, zone=chosen.zone, names=names)
    for line in describe_report(report):
        click.echo(line)
    for problem in report.problems:
        click.echo(f"{problem.severity}: {problem.subject}: {problem.message}", err=True)
    return WITH_PROBLEMS if report.problems else 0


def describe_report(report: FetchReport) -> Iterator[str]:
    """A line a source."""
    yield from map(_describe_source, report.sources)
    if len(report.sources) > 1:
        seconds = sum(source.seconds for source in report.sources)
        yield f"{len(report.sources)} sources: {report.new} new, {seconds:.1f} s"


def _describe_source(source: SourceReport) -> str:
    waiting = f", {source.left} left for the next time" if source.left else ""
    return (
        f"{source.name}: {source.new} new, {source.unchanged} unchanged, {source.failed} failed{waiting}; "
        f"{source.bytes / 1024:.0f} KB, {source.seconds:.1f} s"
    )
