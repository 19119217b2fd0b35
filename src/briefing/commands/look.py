"""`briefing articles`, `summarize`, `extract`, `stories`, `explain`: what each stage makes of the inputs."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError
from .shared import (
    CLUSTER,
    CONFIG,
    INPUTS,
    JOBS,
    STRICT,
    form_option,
    load_settings_here,
    print_rows,
    read_inputs_here,
    report_problems,
)

RANKERS = ("coverage", "textrank", "textrank4zh", "lead")


@click.command()
@INPUTS
@form_option("table", "jsonl")
@STRICT
@CONFIG
def articles(inputs: tuple[str, ...], form: str, is_strict: bool, config: Path | None) -> int:
    """What was read: the articles of each file, with title, outlet, time and body."""
    from .. import show
    from ..analysis import split_all
    from ..assembly import find_unsplit
    from ..ingest import read_inputs

    chosen = load_settings_here(config)
    intake = read_inputs(inputs, chosen)
    found = split_all(intake.documents, chosen)
    documents = {d.id: d for d in intake.documents}
    print_rows(form, (show.article_fields(a, documents[a.document]) for a in found), show.ARTICLE_COLUMNS)
    return report_problems((*intake.problems, *find_unsplit(intake.documents, found)), is_strict=is_strict)


@click.command()
@INPUTS
@click.option("-n", "sentences", type=click.IntRange(min=1), help="Sentences an article.  [default: 3]")
@click.option("--chars", type=click.IntRange(min=20), help="Whole sentences up to this many characters an article.")
@click.option("--ranker", type=click.Choice(RANKERS), default="coverage", show_default=True)
@form_option("text", "json", "jsonl")
@STRICT
@CONFIG
@JOBS
@CLUSTER
def summarize(
    inputs: tuple[str, ...],
    sentences: int | None,
    chars: int | None,
    ranker: str,
    form: str,
    is_strict: bool,
    config: Path | None,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """Key sentences of every article, verbatim and in reading order."""
    if sentences and chars:
        raise UsageError("-n and --chars exclude each other; give one of them")
    from .. import show
    from ..analysis import Choosing

    choosing = Choosing(ranker=ranker, sentences=None if chars else sentences or 3, characters=chars, records=False)
    readings, documents, problems = read_inputs_here(
        inputs, load_settings_here(config), choosing=choosing, jobs=jobs, cluster=cluster
    )
    rows = (show.summary_fields(r, documents[r.article.document]) for r in readings)
    if form == "text":
        for row in rows:
            click.echo(show.summary_text(row))
    else:
        print_rows(form, rows, ())
    return report_problems(problems, is_strict=is_strict)


@click.command()
@INPUTS
@click.option("--kind", type=click.Choice(["deal", "fund", "project"]), help="Only this kind of record.")
@form_option("table", "jsonl", "csv")
@STRICT
@CONFIG
@JOBS
@CLUSTER
def extract(
    inputs: tuple[str, ...],
    kind: str | None,
    form: str,
    is_strict: bool,
    config: Path | None,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """Deals, funds and projects, each with the sentence that says so. Exact repeats of an article are read once."""
    from .. import show
    from ..week import records_by_article

    readings, documents, problems = read_inputs_here(inputs, load_settings_here(config), jobs=jobs, cluster=cluster)
    rows = (
        show.record_fields(event, reading, documents[reading.article.document])
        for reading, event in records_by_article(readings)
    )
    print_rows(form, (row for row in rows if kind in (None, row["kind"])), show.RECORD_COLUMNS)
    return report_problems(problems, is_strict=is_strict)


@click.command()
@INPUTS
@form_option("table", "jsonl")
@STRICT
@CONFIG
@JOBS
@CLUSTER
def stories(
    inputs: tuple[str, ...], form: str, is_strict: bool, config: Path | None, jobs: int | None, cluster: str | None
) -> int:
    """Which articles tell the same news, and why."""
    from .. import show
    from ..week import think

    readings, _, problems = read_inputs_here(inputs, load_settings_here(config), jobs=jobs, cluster=cluster)
    titles = {r.article.id: show.headline(r) for r in readings}
    found = think(readings, files=0).stories
    print_rows(form, (show.story_fields(s, titles, table=form == "table") for s in found), show.STORY_COLUMNS)
    return report_problems(problems, is_strict=is_strict)


@click.command()
@INPUTS
@STRICT
@CONFIG
def explain(inputs: tuple[str, ...], is_strict: bool, config: Path | None) -> int:
    """What was cleaned, split, merged, matched, scored and extracted, and why."""
    from ..explain import explain_inputs

    problems = explain_inputs(inputs, load_settings_here(config), say=click.echo)
    return report_problems(problems, is_strict=is_strict)
