"""The order of work; the file to read first.

    run(inputs)                                   acts: reads, remembers, writes, accounts
      read_inputs        bytes -> documents       ingest
      read_articles      documents -> readings    split, sentences, tokens, themes, key sentences, records:
                                                  once per article, in parallel
      Archive.recall     what earlier issues said archive
      make_briefing      pure: same input and memory, same briefing
        part_by_period   this week, the week before, outside
        group_stories    who tells the same news  stories
        merge_records    one thing, one record    extract
        apply_corrections  what editors said      corrections
        find_standings   new, updated, repeated   memory
        plan_chapters    weights, what is printed chapters
        choose_picks     the sentences, no fact twice  summarize
        assemble         numbers, tables          compose
      write_issue        Briefing -> files        write
      Archive.remember   the issue, for the next  archive

`make_briefing` takes the configuration, the period and the memory as values: no clock, disk, network, randomness or
global settings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from . import compose
from .analysis import Progress, read_all
from .archive import Archive
from .assembly import Issue, assemble, settle_issue
from .chapters import plan_chapters, weigh_story
from .config import Config
from .corrections import Applied, apply_corrections, correct_readings, load_corrections
from .errors import InputError
from .ingest import Intake
from .memory import Known, find_standings
from .types import NO_MEMORY, Briefing, Memory, Reading, Review, Run
from .week import find_told, part_by_period, tellers_of, think
from .write import write_issue

REASONS = 5  # inputs named in one sentence when none could be read


def run(
    inputs: Sequence[str],
    config: Config,
    *,
    out: Path,
    issue: Issue | None = None,
    archive: Archive | None = None,
    jobs: int | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
    paginate: bool = False,
) -> Run:
    """Build one issue from files into the folder `out`. `paginate`: page numbers as LibreOffice lays them out.

    `archive`: what earlier issues said is read from it, and the issue is stored in it when its files are written.

    Raises TemplateError for an unusable Word template before anything is read, InputError when there is nothing to
    read, OutputError when `out` cannot be written, ArchiveError when the issue cannot be stored; what goes wrong with a
    single input is in `Run.problems`.
    """
    from .write.docx import check_template

    check_template(config.template, lang=config.lang)  # before the work, not after it
    intake, readings = read_all(inputs, config, jobs=jobs, cluster=cluster, progress=progress)
    if not intake.documents:
        raise InputError(_nothing_read(intake))
    tell = progress or _say_nothing
    tell("compose", 0, 1)
    issue, memory = _remembered(issue or Issue(), readings, archive)
    briefing = make_briefing(
        intake, readings, config, issue=issue, corrections=load_corrections(config.corrections), memory=memory
    )
    tell("compose", 1, 1)
    reread = {"timezone": config.timezone, "outlets": dict(sorted(config.outlets.items()))}
    total = None if config.issues_before is None else config.issues_before + briefing.issue
    files = write_issue(briefing, out, template=config.template, settings=reread, total=total, paginate=paginate)
    tell("write", 1, 1)
    if archive is not None and any(row.in_window for row in briefing.articles):  # an empty week takes no number
        archive.remember(briefing, readings)  # last: killed before, it is built again
    return Run(briefing=briefing, files=files, problems=briefing.problems)


def _say_nothing(stage: str, done: int, total: int) -> None:
    """Of a run that nobody watches."""


def _remembered(issue: Issue, readings: Sequence[Reading], archive: Archive | None) -> tuple[Issue, Memory]:
    """The issue numbered after the earlier ones, and what those said."""
    if archive is None:
        return issue, NO_MEMORY
    period = settle_issue(issue, part_by_period(readings, issue.period)[0]).period
    number = archive.next_number(period) if issue.number is None else issue.number
    return replace(issue, number=number), archive.recall(period)


def _nothing_read(intake: Intake) -> str:
    """Why there is no issue: an empty one must not take the place of the last."""
    reasons = "; ".join(f"{p.subject}: {p.message}" for p in intake.problems[:REASONS])
    more = f"; and {len(intake.problems) - REASONS} more" if len(intake.problems) > REASONS else ""
    return f"none of the inputs could be read, nothing was written: {reasons}{more}"


def make_briefing(
    intake: Intake,
    readings: Sequence[Reading],
    config: Config,
    *,
    issue: Issue,
    corrections: Mapping[str, Review] | None = None,
    memory: Memory = NO_MEMORY,
) -> Briefing:
    """The whole of the thinking over articles: same input and memory, same briefing."""
    this, before = part_by_period(readings, issue.period)
    worth = {r.currency: r.cny for r in config.rates}
    week = think(this, files=len({r.article.file for r in this}), rates=worth, lang=config.lang)
    last_week = think(before, files=0, rates=worth, lang=config.lang) if before else None
    read, (week, edited) = week.events, _corrected(week, corrections or {}, config.lang)
    if last_week is not None:
        last_week, _ = _corrected(last_week, corrections or {}, config.lang)
    issue = settle_issue(issue, week.readings)
    readings = correct_readings(readings, read, edited)
    by_id = {r.article.id: r for r in readings}
    rates = {r.currency: r for r in config.rates}
    standings = find_standings(_known(week, worth, issue), memory)
    told = find_told(week, last_week) if last_week is not None else frozenset()
    updated, repeated = (
        frozenset(s.id for s in week.stories if standings[s.id].state == state) for state in ("updated", "repeated")
    )
    is_dated = issue.period is not None and issue.period.is_asked
    weights = {
        s.id: weigh_story(s, by_id, rates, told=told, updated=updated, is_dated=is_dated)
        for s in week.stories
    }
    chapters = plan_chapters(week.stories, by_id, weights, config.themes, repeated=repeated)
    return assemble(
        config, issue, intake, readings, week, last_week, chapters, weights, edited, standings, memory.issues,
    )  # fmt: skip


def _corrected(week: compose.Week, corrections: Mapping[str, Review], lang: str) -> tuple[compose.Week, Applied]:
    """The week as its editors left it: totals and tables are made of that."""
    applied = apply_corrections(week.events, corrections, lang=lang)
    return replace(week, events=applied.events), applied


def _known(week: compose.Week, rates: Mapping[str, Decimal], issue: Issue) -> Known:
    assert issue.number is not None  # `settle_issue` gives one
    return Known(
        stories=week.stories,
        events=week.events,
        signatures={r.article.id: r.signature for r in week.readings},
        tellers=tellers_of(week.readings, week.stories),
        rates=rates,
        issue=issue.number,
    )
