"""The command line: options, exit codes, words for the user. Every command is a thin caller of the library.

Results go to standard output, progress and problems to standard error. Exit codes: 0 done, 1 failed, 2 wrong
usage or settings, 3 done with problems. The library is imported inside the commands, so that `--help` answers
at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .errors import UsageError

if TYPE_CHECKING:
    from .config import Config
    from .types import Period, Problem, Reading

RANKERS = ("coverage", "textrank", "textrank4zh", "lead")
WITH_PROBLEMS = 3
FAULTS_SHOWN = 20


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def commands() -> None:
    """Read a week of Chinese and English news and write a Word briefing and an Excel appendix.

    INPUT is any mix of files and folders (txt, md, html, docx, pdf, RSS/Atom/JSON feeds, csv, xlsx, jsonl, zip);
    `-` is standard input. Every sentence that is printed stands verbatim in a source. Nothing is fetched.

    \b
      briefing build news/ --out out/      the two documents
      briefing verify out/                 prove that every sentence stands in its source
      briefing explain news/item.txt       why it was read that way
    """


_INPUTS = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
_CONFIG = click.option(
    "--config", type=click.Path(path_type=Path), help="Settings file; default: ./briefing.toml where there is one."
)
_JOBS = click.option("--jobs", type=click.IntRange(min=1), help="Processes; default: the cores.")


def _format(*names: str) -> Callable[..., Any]:
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True, help="Form of the output."
    )


# ---------------------------------------------------------------- build


@commands.command()
@_INPUTS
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
    "--corrections", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
    help="Corrections that `briefing review` stored; default: corrections.toml beside the settings.",
)
@_CONFIG
@_JOBS
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
    config: Path | None,
    jobs: int | None,
) -> int:
    """Build one issue: briefing.docx, appendix.xlsx, briefing.json, briefing.md, manifest.json."""
    from dataclasses import replace

    from .assembly import Issue
    from .pipeline import run
    from .write.counts import count_reviews
    from .write.word.paginate import find_program

    chosen = _settings(config)
    chosen = replace(chosen, template=template or chosen.template, lang=lang or chosen.lang)
    chosen = replace(chosen, corrections=corrections or chosen.corrections)
    asked = Issue(title=title, number=issue, period=_period(week, first, last))
    if paginate:
        find_program()  # before the work, not after it
    with _progress() as progress:
        done = run(inputs, chosen, out=out, issue=asked, jobs=jobs, progress=progress, paginate=paginate)
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
    return _report(done.problems)


def _period(week: str | None, first: str | None, last: str | None) -> Period | None:
    from .pipeline import week_period
    from .types import Period

    if week and (first or last):
        raise UsageError("--week and --from/--to exclude each other; give one of them")
    if week:
        try:
            return week_period(week)
        except (ValueError, IndexError):
            raise UsageError(f'--week is "{week}"; write it like 2025-W29') from None
    if not first and not last:
        return None
    begin, end = _day("--from", first), _day("--to", last)
    if begin and end and begin > end:
        raise UsageError(f"--from {begin} lies after --to {end}; exchange them")
    return Period(first=begin, last=end, is_asked=True)


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'{option} is "{text}"; write a day like 2025-07-14') from None


# ---------------------------------------------------------------- looking at the stages


@commands.command()
@_INPUTS
@_format("table", "jsonl")
@_CONFIG
def articles(inputs: tuple[str, ...], form: str, config: Path | None) -> int:
    """What was read: the articles of each file, with title, outlet, time and body."""
    from . import show
    from .assembly import find_unsplit
    from .ingest import read_inputs
    from .pipeline import split_all

    chosen = _settings(config)
    intake = read_inputs(inputs, chosen)
    found = split_all(intake.documents, chosen)
    documents = {d.id: d for d in intake.documents}
    _print(form, (show.article_fields(a, documents[a.document]) for a in found), show.ARTICLE_COLUMNS)
    return _report((*intake.problems, *find_unsplit(intake.documents, found)))


@commands.command()
@_INPUTS
@click.option("-n", "sentences", type=click.IntRange(min=1), help="Sentences an article.  [default: 3]")
@click.option("--chars", type=click.IntRange(min=20), help="Whole sentences up to this many characters an article.")
@click.option("--ranker", type=click.Choice(RANKERS), default="coverage", show_default=True)
@_format("text", "json", "jsonl")
@_CONFIG
@_JOBS
def summarize(
    inputs: tuple[str, ...],
    sentences: int | None,
    chars: int | None,
    ranker: str,
    form: str,
    config: Path | None,
    jobs: int | None,
) -> int:
    """Key sentences of every article, verbatim and in reading order."""
    if sentences and chars:
        raise UsageError("-n and --chars exclude each other; give one of them")
    from . import show
    from .pipeline import Choosing

    choosing = Choosing(
        ranker=ranker, sentences=None if chars else sentences or 3, characters=chars, records=False
    )
    readings, documents, problems = _read(inputs, _settings(config), choosing=choosing, jobs=jobs)
    rows = (show.summary_fields(r, documents[r.article.document]) for r in readings)
    if form == "text":
        for row in rows:
            click.echo(show.summary_text(row))
    else:
        _print(form, rows, ())
    return _report(problems)


@commands.command()
@_INPUTS
@click.option("--kind", type=click.Choice(["deal", "fund", "project"]), help="Only this kind of record.")
@_format("table", "jsonl", "csv")
@_CONFIG
@_JOBS
def extract(inputs: tuple[str, ...], kind: str | None, form: str, config: Path | None, jobs: int | None) -> int:
    """Deals, funds and projects, each with the sentence that says so. Exact repeats of an article are read once."""
    from . import show
    from .pipeline import records_by_article

    readings, documents, problems = _read(inputs, _settings(config), jobs=jobs)
    rows = (
        show.record_fields(event, reading, documents[reading.article.document])
        for reading, event in records_by_article(readings)
    )
    _print(form, (row for row in rows if kind in (None, row["kind"])), show.RECORD_COLUMNS)
    return _report(problems)


@commands.command()
@_INPUTS
@_format("table", "jsonl")
@_CONFIG
@_JOBS
def stories(inputs: tuple[str, ...], form: str, config: Path | None, jobs: int | None) -> int:
    """Which articles tell the same news, and why."""
    from . import show
    from .pipeline import think

    readings, _, problems = _read(inputs, _settings(config), jobs=jobs)
    titles = {r.article.id: show.headline(r) for r in readings}
    found = think(readings, files=0).stories
    _print(form, (show.story_fields(s, titles, table=form == "table") for s in found), show.STORY_COLUMNS)
    return _report(problems)


@commands.command()
@_INPUTS
@_CONFIG
def explain(inputs: tuple[str, ...], config: Path | None) -> int:
    """What was cleaned, split, merged, matched, scored and extracted, and why."""
    from .explain import explain_inputs

    problems = explain_inputs(inputs, _settings(config), say=click.echo)
    return _report(problems)


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--inputs", "places", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
    help="Where the inputs lie now, if they have moved (a file or folder; may be given again).",
)  # fmt: skip
@_CONFIG
def verify(folder: Path, places: tuple[Path, ...], config: Path | None) -> int:
    """Prove that every sentence and cell of the issue in DIR stands in its source."""
    from .verify import verify_issue

    proof = verify_issue(folder, _settings(config), places=places)
    for fault in proof.faults[:FAULTS_SHOWN]:
        click.echo(f"{fault.subject}: {fault.message}", err=True)
    if len(proof.faults) > FAULTS_SHOWN:
        click.echo(f"and {len(proof.faults) - FAULTS_SHOWN} more", err=True)
    editors = f", {proof.edited} values are an editor's" if proof.edited else ""
    click.echo(f"{proof.checked} sentences, quotes and figures checked, {len(proof.faults)} faults{editors}")
    return 1 if proof.faults else 0


@commands.command()
@click.argument("workbook", type=click.Path(path_type=Path), metavar="WORKBOOK")
@click.option(
    "--corrections", type=click.Path(path_type=Path), metavar="FILE",
    help="Where to store them; default: corrections.toml beside the settings.",
)  # fmt: skip
@_CONFIG
def review(workbook: Path, corrections: Path | None, config: Path | None) -> int:
    """Read an analyst's corrections from an edited appendix.xlsx and store them for every later build.

    What counts is the column 复核 (Review): 确认 confirms a record, 修改 takes the cells edited in its row,
    驳回 takes it out of tables and totals. A row with a cell that does not fit its column is refused, and the
    cell named.
    """
    from .review import describe, review_workbook

    place = corrections or _settings(config).corrections
    assert place is not None  # `_settings` names one
    found = review_workbook(workbook, place)
    for finding in found.findings:
        for line in describe(finding):
            click.echo(line)
    missing = f", {found.missing} not in the workbook any more (nothing was done with them)" if found.missing else ""
    click.echo(f"{len(found.findings)} reviewed, {found.rows_refused} refused, {found.untouched} untouched{missing}")
    click.echo(f"{place}: {found.stored} corrections")
    return _report(found.refused)


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", default=Path("."))
def init(folder: Path) -> int:
    """Write a commented briefing.toml, the themes table and the Word templates, to be edited. Overwrites nothing."""
    from .starter import write_starter

    for name in write_starter(folder):
        click.echo(f"wrote {folder / name}")
    return 0


# ---------------------------------------------------------------- shared


def _settings(path: Path | None) -> Config:
    from dataclasses import replace

    from . import corrections
    from .config import FILE_NAME
    from .pipeline import settings

    here = Path(FILE_NAME)
    file = path or (here if here.is_file() else None)
    config = settings(file)
    beside = (file or here).with_name(corrections.FILE_NAME)
    return config if config.corrections else replace(config, corrections=beside)


def _read(inputs: Sequence[str], config: Config, *, choosing: Any = None, jobs: int | None = None):
    """Readings of all articles, the documents by id, and the problems."""
    from .assembly import find_unsplit
    from .ingest import read_inputs
    from .pipeline import pool_for, read_articles

    intake = read_inputs(inputs, config)
    with pool_for(len(intake.documents), jobs) as executor, _progress() as progress:
        readings: tuple[Reading, ...] = read_articles(
            intake.documents, config, choosing=choosing, executor=executor, progress=progress
        )
    unsplit = find_unsplit(intake.documents, (r.article for r in readings))
    return readings, {d.id: d for d in intake.documents}, (*intake.problems, *unsplit)


def _print(form: str, rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    from . import show

    for piece in show.WRITERS[form](rows, columns):
        click.echo(piece, nl=False)


def _report(problems: Sequence[Problem]) -> int:
    """Say on standard error what could not be read; the exit code for it."""
    for problem in problems:
        click.echo(f"{problem.severity}: {problem.subject}: {problem.message}", err=True)
    return WITH_PROBLEMS if problems else 0


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None] | None]:
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
