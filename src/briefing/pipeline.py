"""The order of work; the file to read first.

    run(inputs)                                   acts: reads, writes, accounts
      read_inputs        bytes -> documents       ingest
      make_briefing      pure: same input, same briefing
        read_articles    documents -> readings    split, sentences, tokens, themes, key sentences, records:
                                                  once per article, in parallel
        part_by_period   this week, the week before, outside
        group_stories    who tells the same news  stories
        merge_records    one thing, one record    extract
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
from datetime import date, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from . import __version__, compose
from .chapters import Chapter, Weight, plan_chapters, weigh_story
from .config import Config, load_config
from .extract import extract_records, merge_records
from .ingest import read_inputs
from .ingest.split import split_articles
from .stories import group_stories, sign
from .summarize import Candidate, choose, is_repeat, keywords, score_article, summarize_theme
from .text import cut_article
from .themes import classify, load_themes
from .types import (
    Article,
    Briefing,
    Deal,
    Document,
    Event,
    Fund,
    Period,
    Problem,
    Project,
    Reading,
    Run,
    SourceFile,
    Story,
)
from .write import write_issue

HIGHLIGHTS = (5, 8)
SUMMARY = (3, 5)
KEY_SENTENCES = 3
ENTRY_SENTENCES = 2  # printed under a story in a thick week; three in a thin one
THICK_WEEK = 30  # stories
KEYWORDS = 6
BATCH = 64  # articles a task: large enough to hide the hand-over, small enough for an even load
FIRST_WORDS = 40  # characters of a text that gave no article, to be recognised by
WORTH_A_POOL = 1500  # articles; below that, starting workers costs more than it saves

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Which issue is asked for."""

    title: str | None = None
    number: int | None = None
    """None: the ISO week of the period's last day."""
    period: Period | None = None
    """None: whatever the articles' dates span."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """How an article's key sentences are chosen."""

    ranker: str = "coverage"
    sentences: int | None = KEY_SENTENCES
    characters: int | None = None


def settings(path: Path | None = None) -> Config:
    """The configuration of a file, or the defaults, with the themes it names."""
    config = load_config(path)
    return replace(config, themes=load_themes(config.themes_file))


def find_unsplit(documents: Iterable[Document], articles: Iterable[Article]) -> tuple[Problem, ...]:
    """A warning for each file that has text and gave no article, with the text's first words."""
    with_articles = {a.document for a in articles}
    silent: dict[str, str] = {}
    for document in documents:
        if document.id not in with_articles and document.text.strip():
            silent.setdefault(document.file, " ".join(document.text.split())[:FIRST_WORDS])
    return tuple(
        Problem(file, f'no article was found in it; it begins with "{words}"') for file, words in silent.items()
    )


def run(
    inputs: Sequence[str],
    config: Config,
    *,
    out: Path,
    issue: Issue | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Build one issue from files into the folder `out`.

    Raises InputError when there is nothing to read, OutputError when `out` cannot be written; what goes wrong
    with a single input is in `Run.problems`.
    """
    intake = read_inputs(inputs, config)
    with pool_for(len(intake.documents), jobs) as executor:
        briefing = make_briefing(
            intake.documents, config, issue=issue or Issue(), files=intake.files, problems=intake.problems,
            executor=executor, progress=progress,
        )  # fmt: skip
    reread = {"timezone": config.timezone, "outlets": dict(sorted(config.outlets.items()))}
    files = write_issue(briefing, out, template=config.template, settings=reread)
    return Run(briefing=briefing, files=files, problems=briefing.problems)


def make_briefing(
    documents: Sequence[Document],
    config: Config,
    *,
    issue: Issue,
    files: Sequence[SourceFile] = (),
    problems: Sequence[Problem] = (),
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Briefing:
    """The whole of the thinking: same input, same briefing."""
    readings = read_articles(documents, config, executor=executor, progress=progress)
    this, before = part_by_period(readings, issue.period)
    week = think(this, files=len({r.article.file for r in this}))
    last_week = think(before, files=0) if before else None
    by_id = {r.article.id: r for r in this}
    rates = {r.currency: r for r in config.rates}
    weights = {s.id: weigh_story(s, by_id, rates) for s in week.stories}
    chapters = plan_chapters(week.stories, by_id, weights, config.themes)
    return assemble(
        config, issue, documents, files, problems, readings, week, last_week, chapters, weights
    )  # fmt: skip


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
    return [analyse(a, config, choosing=choosing) for a in articles]


def analyse(article: Article, config: Config, *, choosing: Choosing) -> Reading:
    """All that can be thought about one article by itself; its words are cut once."""
    sentences, tokens = cut_article(article)
    scores = score_article(article, sentences, tokens, ranker=choosing.ranker)
    records = extract_records(article, sentences, tokens)
    return Reading(
        article=article,
        sentences=sentences,
        tokens=tokens,
        themes=classify(article, tokens, sentences, config.themes),
        summary=choose(
            article, sentences, tokens, scores,
            n=choosing.sentences, chars=choosing.characters, ranker=choosing.ranker,
        ),
        records=records,
        signature=sign(article, sentences, tokens),
    )  # fmt: skip


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


def day_of(article: Article) -> date | None:
    moment = article.published
    return moment.date() if isinstance(moment, datetime) else moment


def think(readings: Sequence[Reading], *, files: int) -> compose.Week:
    """Stories and records of one window. Records of an exact repeat are the original's and not read again."""
    stories = group_stories([r.signature for r in readings])
    repeats = {a for s in stories for a in s.repeats}
    events = merge_records(e for r in readings if r.article.id not in repeats for e in r.records)
    return compose.Week(files=files, readings=tuple(readings), stories=stories, events=events)


def records_by_article(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Event]]:
    """Every record with the article it was read in; an exact repeat of an article is passed over."""
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


def spanned(readings: Iterable[Reading]) -> Period:
    """The period that the articles' own dates span."""
    days = [d for r in readings if (d := day_of(r.article)) is not None]
    return Period(first=min(days, default=None), last=max(days, default=None))


# ---------------------------------------------------------------- the sentences


@dataclass(frozen=True, slots=True)
class Picks:
    """All sentences of an issue: none stands twice."""

    highlights: tuple[compose.Pick, ...]
    summaries: Mapping[str, tuple[compose.Pick, ...]]
    """By theme."""
    stories: Mapping[str, tuple[compose.Pick, ...]]
    """By story."""


def choose_picks(
    chapters: Sequence[Chapter], readings: Mapping[str, Reading], weights: Mapping[str, Weight]
) -> Picks:
    """First the week's sentences, then each theme's, then each story's, none twice."""
    used: set[str] = set()
    stories = [s for c in chapters for s in c.stories]
    low, high = HIGHLIGHTS
    highlights = _choose(stories, readings, weights, n=min(high, max(low, len(stories) // 4)), used=used)
    summaries = {}
    for chapter in chapters:
        n = min(SUMMARY[1], max(SUMMARY[0], len(chapter.printed)))
        summaries[chapter.theme.key] = _choose(chapter.stories, readings, weights, n=n, used=used)
    n = KEY_SENTENCES if len(stories) <= THICK_WEEK else ENTRY_SENTENCES
    entries = {s.id: _of_story(readings[s.lead], n, used) for c in chapters for s in c.printed}
    return Picks(highlights=highlights, summaries=summaries, stories=entries)


def _choose(
    stories: Iterable[Story],
    readings: Mapping[str, Reading],
    weights: Mapping[str, Weight],
    *,
    n: int,
    used: set[str],
) -> tuple[compose.Pick, ...]:
    candidates = [
        Candidate(reading=readings[a], story=s.id, weight=weights[s.id].total)
        for s in stories
        for a in (s.lead, *s.also)
    ]
    picks = tuple(compose.Pick(c.sentence, c.why) for c in summarize_theme(candidates, n=n, used=frozenset(used)))
    used.update(p.sentence.text for p in picks)
    return picks


def _of_story(reading: Reading, n: int, used: set[str]) -> tuple[compose.Pick, ...]:
    """The story's key sentences that do not stand in the issue already, in the same words or nearly."""
    fresh: list[compose.Pick] = []
    for index in reading.summary.chosen:
        sentence = reading.sentences[index]
        if len(fresh) < n and not is_repeat(sentence.text, used):
            used.add(sentence.text)
            fresh.append(compose.Pick(sentence))
    return tuple(fresh)


# ---------------------------------------------------------------- putting it together


def assemble(
    config: Config,
    issue: Issue,
    documents: Sequence[Document],
    files: Sequence[SourceFile],
    problems: Sequence[Problem],
    readings: Sequence[Reading],
    week: compose.Week,
    last_week: compose.Week | None,
    chapters: Sequence[Chapter],
    weights: Mapping[str, Weight],
) -> Briefing:
    by_id = {r.article.id: r for r in readings}
    raw = compose.RawSpans(by_id, {d.id: d for d in documents})
    numbering = compose.Numbering(by_id)
    picks = choose_picks(chapters, by_id, weights)
    highlights = tuple(compose.quote(p, numbering, raw) for p in picks.highlights)
    words = _keywords(chapters, by_id)
    sections = tuple(_section(c, picks, by_id, numbering, raw, words[c.theme.key]) for c in chapters)
    rates = {r.currency: r.cny for r in config.rates}
    events = compose.largest_first(compose.locate_events(week.events, raw), rates)
    period = issue.period or spanned(week.readings)
    inside = frozenset(r.article.id for r in week.readings)
    return Briefing(
        title=issue.title or config.title,
        desk=config.desk,
        issue=issue.number if issue.number is not None else _issue_number(period),
        period=period,
        lang=config.lang,
        version=__version__,
        highlights=highlights,
        figures=compose.figures(week, last_week),
        sections=sections,
        deals=tuple(e for e in events if isinstance(e, Deal)),
        funds=tuple(e for e in events if isinstance(e, Fund)),
        projects=tuple(e for e in events if isinstance(e, Project)),
        sources=numbering.sources(),
        articles=compose.article_rows(readings, week.stories, inside, raw),
        stories=week.stories,
        themes=compose.theme_rows(config.themes, week, last_week, words),
        coverage=compose.coverage_rows(files, readings, week.stories, inside),
        rates=config.rates,
        problems=(*problems, *find_unsplit(documents, (r.article for r in readings))),
    )


def _section(
    chapter: Chapter,
    picks: Picks,
    readings: Mapping[str, Reading],
    numbering: compose.Numbering,
    raw: compose.RawSpans,
    words: tuple[str, ...],
):
    titles = {s.id: compose.display_title(readings[s.lead]) for s in chapter.printed}
    summary = tuple(compose.quote(p, numbering, raw) for p in picks.summaries[chapter.theme.key])
    entries = tuple(
        compose.story_entry(s, picks.stories[s.id], readings, numbering, raw, titles) for s in chapter.printed
    )
    return compose.section(chapter.theme, chapter.stories, entries, summary, words)


def _keywords(chapters: Sequence[Chapter], readings: Mapping[str, Reading]) -> dict[str, tuple[str, ...]]:
    background = tuple(r.tokens for r in readings.values())
    return {
        c.theme.key: keywords([readings[s.lead].tokens for s in c.stories], n=KEYWORDS, background=background)
        for c in chapters
    }


def _issue_number(period: Period) -> int:
    return period.last.isocalendar().week if period.last is not None else 1
