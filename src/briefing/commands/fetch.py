"""`briefing fetch`: the configured sources into the inbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import ARCHIVE, CONFIG, load_settings_here, open_archive, report_problems

if TYPE_CHECKING:
    from ..fetch import FetchReport, SourceReport


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@ARCHIVE
@CONFIG
def fetch(names: tuple[str, ...], archive: Path | None, config: Path | None) -> int:
    """Fetch what is new at the sources of the settings into the inbox, or only at those named.

    The one command that uses the network. What was fetched before is not fetched again.
    """
    from ..fetch import choose_sources, fetch_sources

    chosen = load_settings_here(config, must_be=True)
    choose_sources(chosen.fetching, names)  # before an archive is made for nothing
    with open_archive(archive or chosen.archive) as ledger:
        report = fetch_sources(chosen.fetching, ledger, zone=chosen.zone, names=names)
    for line in describe_report(report):
        click.echo(line)
    return report_problems(report.problems)


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
