"""`briefing build`: one issue."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .progress import WHOLE_ISSUE, progress_bar
from .shared import (
    ARCHIVE,
    CLUSTER,
    CONFIG,
    INPUTS,
    JOBS,
    STRICT,
    load_settings_here,
    open_archive,
    parse_day_option,
    parse_week_option,
    report_problems,
)

if TYPE_CHECKING:
    from ..types import Period


@click.command()
@INPUTS
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Folder to write.")
@click.option("--week", metavar="2025-W29", help="Only articles of this ISO week (Monday to Sunday).")
@click.option("--from", "first", metavar="DATE", help="Only articles from this day on (2025-07-14).")
@click.option("--to", "last", metavar="DATE", help="Only articles up to this day.")
@click.option("--title", help="Title on the masthead.")
@click.option("--issue", type=click.IntRange(min=0), metavar="N", help="Issue number; default: the week's number.")
@click.option(
    "--template", type=click.Path(path_type=Path), help="Word template: weekly, official, or a file (`briefing init`)."
)
@click.option("--paginate", is_flag=True, help="Page numbers of the contents from LibreOffice, not estimated.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the labels.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Corrections that `briefing review` stored; default: corrections.toml beside the settings.",
)
@STRICT
@ARCHIVE
@click.option("--no-archive", is_flag=True, help="Neither compare with past issues nor remember this one.")
@CONFIG
@JOBS
@CLUSTER
def build(
    inputs: tuple[str, ...],
    out: Path,
    week: str | None,
    first: str | None,
    last: str | None,
    title: str | None,
    issue: int | None,
    template: Path | None,
    paginate: bool,
    lang: str | None,
    corrections: Path | None,
    is_strict: bool,
    archive: Path | None,
    no_archive: bool,
    config: Path | None,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """Build one issue: briefing.docx, appendix.xlsx, briefing.json, briefing.md, manifest.json."""
    from dataclasses import replace

    from ..assembly import Issue
    from ..parallel import count_workers
    from ..pipeline import run
    from ..write.counts import count_reviews
    from ..write.word.paginate import find_program

    chosen = load_settings_here(config)
    chosen = replace(chosen, template=template or chosen.template, lang=lang or chosen.lang)
    chosen = replace(chosen, corrections=corrections or chosen.corrections)
    asked = Issue(title=title, number=issue, period=_period(week, first, last))
    if paginate:
        find_program()  # before the work, not after it
    if archive and no_archive:
        raise UsageError("--archive and --no-archive exclude each other; give one of them")
    opening = nullcontext(None) if no_archive else open_archive(archive or chosen.archive)
    bar = progress_bar(WHOLE_ISSUE, workers=count_workers(jobs))
    with bar as progress, opening as opened:
        done = run(
            inputs, chosen, out=out, issue=asked, archive=opened,
            jobs=jobs, cluster=cluster, progress=progress, paginate=paginate,
        )  # fmt: skip
    b = done.briefing
    click.echo(f"{out}: " + ", ".join(done.files))
    counts = {f.key: f.value for f in b.figures}
    click.echo(
        "{files} files, {articles} articles ({off_subject} off the subject), {stories} stories, "
        "{deals} deals, {funds} funds, {projects} projects".format(**counts)
    )
    if b.reviews:
        said = count_reviews(b)
        click.echo("reviewed: {confirmed} confirmed, {changed} changed, {rejected} rejected".format_map(said))
    return report_problems(done.problems, is_strict=is_strict)


def _period(week: str | None, first: str | None, last: str | None) -> Period | None:
    from ..types import Period

    if week and (first or last):
        raise UsageError("--week and --from/--to exclude each other; give one of them")
    if week:
        return parse_week_option(week)
    if not first and not last:
        return None
    begin = parse_day_option("--from", first) if first else None
    end = parse_day_option("--to", last) if last else None
    if begin and end and begin > end:
        raise UsageError(f"--from {begin} lies after --to {end}; exchange them")
    return Period(first=begin, last=end, is_asked=True)
