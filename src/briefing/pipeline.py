"""The order of work; the file to read first.

    run(inputs)                                   acts: reads, writes, accounts
      read_inputs        bytes -> documents       ingest
      make_briefing      pure: same input, same briefing
        read_articles    documents -> readings    split, sentences, tokens, themes, key sentences, records:
                                                  once per article, in parallel
        part_by_period   this week, the week before, outside
        group_stories    who tells the same news  stories
        merge_records    one thing, one record    extract
        apply_corrections  what editors said      corrections
        plan_chapters    weights, what is printed chapters
        choose_picks     the sentences, no fact twice  summarize
        assemble         numbers, tables          compose
      write_issue        Briefing -> files        write

`make_briefing` takes the configuration and the period as values: no clock, disk, network, randomness or
global settings.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from . import compose
from .assembly import Issue, assemble, day_of
from .chapters import plan_chapters, weigh_story
from .config import Config, load_config
from .corrections import Applied, apply_corrections, load_corrections
from .errors import InputError
from .ingest import Intake, read_inputs
from .ingest.split import split_articles
from .stories import group_stories, match_stories, sign
from .summarize import choose, score_article
from .text import cut_articles
from .themes import classify, load_themes
from .types import (
    Article,
    Briefing,
    Document,
    Event,
    Period,
    Problem,
    Reading,
    Review,
    Run,
    Sentence,
    SourceFile,
    Story,
    Tokens,
)
from .write import write_issue

if TYPE_CHECKING:
    from .extract import Teller

# The grammar of records takes over a second to load: it is, when the first article is read for records.
KEY_SENTENCES = 3  # chosen of each article
BATCH = 64  # articles a task: large enough to hide the hand-over, small enough for an even load
REASONS = 5  # inputs named in one sentence when none could be read
WORTH_A_POOL = 1500  # articles; below that, starting workers costs more than it saves

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """How an article's key sentences are chosen, and whether it is read for records too."""

    ranker: str = "coverage"
    sentences: int | None = KEY_SENTENCES
    characters: int | None = None
    records: bool = True


def settings(path: Path | None = None) -> Config:
    """The configuration of a file, or the defaults, with the themes it names."""
    config = load_config(path)
    return replace(config, themes=load_themes(config.themes_file))


def run(
    inputs: Sequence[str],
    config: Config,
    *,
    out: Path,
    issue: Issue | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    paginate: bool = False,
) -> Run:
    """Build one issue from files into the folder `out`. `paginate`: page numbers as LibreOffice lays them out.

    Raises InputError when there is nothing to read, OutputError when `out` cannot be written; what goes wrong
    with a single input is in `Run.problems`.
    """
    intake = read_inputs(inputs, config)
    if not intake.documents:
        raise InputError(_nothing_read(intake))
    with pool_for(len(intake.documents), jobs) as executor:
        briefing = make_briefing(
            intake.documents, config, issue=issue or Issue(), files=intake.files, problems=intake.problems,
            corrections=load_corrections(config.corrections), executor=executor, progress=progress,
        )  # fmt: skip
    reread = {"timezone": config.timezone, "outlets": dict(sorted(config.outlets.items()))}
    total = None if config.issues_before is None else config.issues_before + briefing.issue
    files = write_issue(briefing, out, template=config.template, settings=reread, total=total, paginate=paginate)
    return Run(briefing=briefing, files=files, problems=briefing.problems)


def _nothing_read(intake: Intake) -> str:
    """Why there is no issue: an empty one must not take the place of the last."""
    reasons = "; ".join(f"{p.subject}: {p.message}" for p in intake.problems[:REASONS])
    more = f"; and {len(intake.problems) - REASONS} more" if len(intake.problems) > REASONS else ""
    return f"none of the inputs could be read, nothing was written: {reasons}{more}"


def make_briefing(
    documents: Sequence[Document],
    config: Config,
    *,
    issue: Issue,
    files: Sequence[SourceFile] = (),
    problems: Sequence[Problem] = (),
    corrections: Mapping[str, Review] | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Briefing:
    """The whole of the thinking: same input, same briefing."""
    readings = read_articles(documents, config, executor=executor, progress=progress)
    this, before = part_by_period(readings, issue.period)
    worth = {r.currency: r.cny for r in config.rates}
    week = think(this, files=len({r.article.file for r in this}), rates=worth, lang=config.lang)
    last_week = think(before, files=0, rates=worth, lang=config.lang) if before else None
    week, edited = _corrected(week, corrections or {}, config.lang)
    if last_week is not None:
        last_week, _ = _corrected(last_week, corrections or {}, config.lang)
    by_id = {r.article.id: r for r in this}
    rates = {r.currency: r for r in config.rates}
    told = find_told(week, last_week) if last_week is not None else frozenset()
    weights = {s.id: weigh_story(s, by_id, rates, told=told) for s in week.stories}
    chapters = plan_chapters(week.stories, by_id, weights, config.themes)
    return assemble(
        config, issue, documents, files, (*problems, *edited.problems), readings, week, last_week, chapters, weights,
        edited.reviews,
    )  # fmt: skip


def _corrected(week: compose.Week, corrections: Mapping[str, Review], lang: str) -> tuple[compose.Week, Applied]:
    """The week as its editors left it: totals and tables are made of that."""
    applied = apply_corrections(week.events, corrections, lang=lang)
    return replace(week, events=applied.events), applied


# ---------------------------------------------------------------- once per article


def read_articles(
    documents: Sequence[Document],
    config: Config,
    *,
    choosing: Choosing | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> tuple[Reading, ...]:
    """Every article of the documents, read: in the documents' order."""
    articles = split_all(documents, config)
    work = partial(_read_batch, config=config, choosing=choosing or Choosing())
    batches = [articles[i : i + BATCH] for i in range(0, len(articles), BATCH)]
    done = executor.map(work, batches) if executor is not None else map(work, batches)
    readings: list[Reading] = []
    for batch in done:
        readings.extend(batch)
        if progress is not None:
            progress("read", len(readings), len(articles))
    return tuple(readings)


def _read_batch(articles: Sequence[Article], config: Config, choosing: Choosing) -> list[Reading]:
    cut = cut_articles(articles)
    return [analyse(a, *c, config, choosing=choosing) for a, c in zip(articles, cut, strict=True)]


def analyse(
    article: Article, sentences: tuple[Sentence, ...], tokens: Tokens, config: Config, *, choosing: Choosing
) -> Reading:
    """All that can be thought about one article by itself; its words were cut once."""
    scores = score_article(article, sentences, tokens, ranker=choosing.ranker)
    return Reading(
        article=article,
        sentences=sentences,
        tokens=tokens,
        themes=classify(article, tokens, sentences, config.themes),
        summary=choose(
            article, sentences, tokens, scores,
            n=choosing.sentences, chars=choosing.characters, ranker=choosing.ranker,
        ),
        records=_read_records(article, sentences, tokens) if choosing.records else (),
        signature=sign(article, sentences, tokens),
    )  # fmt: skip


def _read_records(article: Article, sentences: tuple[Sentence, ...], tokens: Tokens) -> tuple[Event, ...]:
    from .extract import extract_records
    from .extract.merging.history import mark_history

    records = extract_records(article, sentences, tokens)
    day = day_of(article)
    return mark_history(records, day) if day is not None else records


def split_all(documents: Iterable[Document], config: Config) -> list[Article]:
    """The articles of all documents, each id once: later copies get `-2`, `-3`."""
    articles = [a for d in documents for a in split_articles(d, config)]
    times: Counter[str] = Counter()
    named = []
    for article in articles:
        times[article.id] += 1
        n = times[article.id]
        named.append(article if n == 1 else replace(article, id=f"{article.id}-{n}"))
    return named


@contextmanager
def pool_for(articles: int, jobs: int | None) -> Iterator[Executor | None]:
    """A pool of processes where the work is worth it; None otherwise. The result is the same either way."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or articles < WORTH_A_POOL:
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as executor:
        yield executor


# ---------------------------------------------------------------- over articles


def part_by_period(
    readings: Sequence[Reading], period: Period | None
) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """The readings inside the period, and those of the equally long stretch before it.

    An article without a date counts as inside: it lies in the folder of this week.
    """
    if period is None:
        return tuple(readings), ()
    first, last = period.first or date.min, period.last or date.max
    is_bounded = period.first is not None and period.last is not None
    before_first = first - (last - first + timedelta(days=1)) if is_bounded else first
    inside, before = [], []
    for reading in readings:
        day = day_of(reading.article)
        if day is None or first <= day <= last:
            inside.append(reading)
        elif before_first <= day < first:
            before.append(reading)
    return tuple(inside), tuple(before)


def think(
    readings: Sequence[Reading], *, files: int, rates: Mapping[str, Decimal] | None = None, lang: str = "zh"
) -> compose.Week:
    """Stories and records of one window. An exact repeat counts where another outlet carries it."""
    from .extract import Press, merge_records
    from .extract.merging.history import mark_history
    from .extract.merging.tellings import unite_tellings

    rates = rates or {}
    stories = group_stories([r.signature for r in readings], lang=lang)
    by_id = {r.article.id: r for r in readings}
    tellings = [[e for a in _tellers_of(s, by_id) for e in by_id[a].records] for s in stories]
    press = Press({a: _teller(by_id[a].article, s.id) for s in stories for a in s.articles}, rates)
    events = merge_records(unite_tellings(tellings, rates), press)
    first = min((d for r in readings if (d := day_of(r.article)) is not None), default=None)
    if first is not None:  # for articles that bear no date themselves
        events = mark_history(events, first)
    return compose.Week(files=files, readings=tuple(readings), stories=stories, events=events)


def find_told(week: compose.Week, last_week: compose.Week) -> frozenset[str]:
    """The stories of a week that a story of the week before tells in the same way; by id."""
    this, before = ({r.article.id: r.signature for r in w.readings} for w in (week, last_week))
    story_of = {s.lead: s.id for s in week.stories}
    matches = match_stories([this[lead] for lead in story_of], {s.id: [before[s.lead]] for s in last_week.stories})
    return frozenset(story_of[a] for a, match in matches.items() if match.why.relation != "related")


def _tellers_of(story: Story, readings: Mapping[str, Reading]) -> tuple[str, ...]:
    """The tellings, and of the repeats one of each outlet that is not among them."""
    told = (story.lead, *story.also)
    copies = {readings[a].article.outlet: a for a in reversed(story.repeats)}
    known = {readings[a].article.outlet for a in told} | {None}
    return (*told, *(a for a in story.repeats if a in copies.values() and readings[a].article.outlet not in known))


def _teller(article: Article, story: str) -> Teller:
    from .extract import Teller

    return Teller(story=story, outlet=article.outlet, day=day_of(article), title=article.title)


def records_by_article(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Event]]:
    """Every record with the article it was read in; an exact repeat of an article is passed over."""
    from .extract import merge_records

    repeats = {a for s in group_stories([r.signature for r in readings]) for a in s.repeats}
    for reading in readings:
        if reading.article.id not in repeats:
            for event in merge_records(reading.records):
                yield reading, event


def week_period(text: str) -> Period:
    """`2025-W29` as a period, Monday to Sunday. Raises ValueError."""
    year, _, week = text.upper().partition("-W")
    first = date.fromisocalendar(int(year), int(week), 1)
    return Period(first=first, last=first + timedelta(days=6), is_asked=True)
