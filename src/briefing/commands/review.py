"""`briefing review`: an analyst's corrections come back."""

from __future__ import annotations

from pathlib import Path

import click

from .shared import CONFIG, load_settings_here, report_problems


@click.command()
@click.argument("workbook", type=click.Path(path_type=Path), metavar="WORKBOOK")
@click.option(
    "--corrections", type=click.Path(path_type=Path), metavar="FILE",
    help="Where to store them; default: corrections.toml beside the settings.",
)  # fmt: skip
@CONFIG
def review(workbook: Path, corrections: Path | None, config: Path | None) -> int:
    """Read an analyst's corrections from an edited appendix.xlsx and store them for every later build.

    What counts is the column 复核 (Review): 确认 confirms a record, 修改 takes the cells edited in its row,
    驳回 takes it out of tables and totals and puts it on the sheet 驳回 (Rejected), where 复核 set back to 待复核 or
    确认 brings it back. A row with a cell that does not fit its column is refused, and the cell named; so is an
    edited cell that the program fills in itself.
    """
    from ..review import describe, review_workbook

    place = corrections or load_settings_here(config).corrections
    assert place is not None  # `load_settings_here` names one
    found = review_workbook(workbook, place)
    for finding in found.findings:
        for line in describe(finding):
            click.echo(line)
    missing = f", {found.missing} not in the workbook any more (nothing was done with them)" if found.missing else ""
    click.echo(f"{len(found.findings)} reviewed, {found.rows_refused} refused, {found.untouched} untouched{missing}")
    click.echo(f"{place}: {found.stored} corrections")
    return report_problems((*found.refused, *found.idle))
