"""From stories, weights and records to an issue: which sentences, numbered and set together.

The stages below do not know each other; here summarize chooses and compose arranges.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from . import __version__, compose
from .chapters import Chapter, Weight, first_theme
from .config import Config
from .corrections import Applied
from .ingest import Intake
from .reach import find_overlong
from .summarize import (
    Candidate,
    Choice,
    Keywords,
    Telling,
    find_addition,
    find_keywords,
    pick_readable,
    summarize_theme,
)
from .types import (
    Article,
    Briefing,
    Deal,
    Document,
    Fund,
    Keyword,
    PastIssue,
    Period,
    Problem,
    Project,
    Reading,
    Section,
    Standing,
    Story,
)

HIGHLIGHTS = (5, 8)
SUMMARY = (3, 5)
ENTRY_SENTENCES = (3, 2)  # printed under a story in a thin week, and in a thick one
THICK_WEEK = 30  # stories
KEYWORDS = (6, 12)  # of a theme, of the week
FIRST_WORDS = 40  # characters of a text that gave no article, to be recognised by


@dataclass(frozen=True, slots=True)
class Issue:
    """Which issue is asked for."""

    title: str | None = None
    number: int | None = None
    """None: continues from the archive; without one, the ISO week of the period's last day."""
    period: Period | None = None
    """None: whatever the articles' dates span."""


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
    chapters: Sequence[Chapter], readings: Mapping[str, Reading], weights: Mapping[str, Weight], *, lang: str = "zh"
) -> Picks:
    """First the week's sentences, then each theme's, then each story's, none twice."""
    printed: list[Choice] = []
    choose = partial(_choose, readings=readings, weights=weights, printed=printed, lang=lang)
    stories = [s for c in chapters for s in c.stories]
    low, high = HIGHLIGHTS
    highlights = choose(stories, n=min(high, max(low, len(stories) // 4)), are_of_one_theme=False)
    summaries = {c.theme.key: choose(c.stories, n=min(SUMMARY[1], max(SUMMARY[0], len(c.printed)))) for c in chapters}
    n = ENTRY_SENTENCES[len(stories) > THICK_WEEK]
    used = {c.sentence.text for c in printed}
    entries = {s.id: _of_story(s, readings, n, used) for c in chapters for s in c.printed}
    return Picks(highlights=highlights, summaries=summaries, stories=entries)


def _choose(
    stories: Iterable[Story],
    *,
    readings: Mapping[str, Reading],
    weights: Mapping[str, Weight],
    n: int,
    printed: list[Choice],
    lang: str,
    are_of_one_theme: bool = True,
) -> tuple[compose.Pick, ...]:
    """The weightiest sentences of these stories; `printed` grows with them."""
    candidates = [
        Candidate(
            readings[a], s.id, weights[s.id].total, weights[s.id].by_records,
            None if are_of_one_theme else first_theme(s, readings),
        )
        for s in stories
        for a in (s.lead, *s.also)
    ]
    choices = summarize_theme(candidates, n=n, printed=printed, lang=lang)
    printed.extend(choices)
    return tuple(compose.Pick(c.sentence, c.why) for c in choices)


def _of_story(story: Story, readings: Mapping[str, Reading], n: int, used: set[str]) -> tuple[compose.Pick, ...]:
    """The leading telling's key sentences, and one of another that adds a figure; none printed already, or nearly."""
    lead = readings[story.lead]
    chosen = pick_readable(lead, n=n, printed={*used, compose.display_title(lead)})
    used.update(s.text for s in chosen)
    addition = find_addition(lead, [readings[a] for a in story.also], used)
    if addition is not None:
        used.add(addition.text)
        chosen = (*chosen, addition)
    return tuple(map(compose.Pick, chosen))


# ---------------------------------------------------------------- putting it together


def assemble(
    config: Config,
    issue: Issue,
    intake: Intake,
    readings: Sequence[Reading],
    week: compose.Week,
    last_week: compose.Week | None,
    chapters: Sequence[Chapter],
    weights: Mapping[str, Weight],
    edited: Applied,
    standings: Mapping[str, Standing],
    earlier: Sequence[PastIssue],
) -> Briefing:
    """`issue` as `settle_issue` gives it; `earlier`: the archive's issues before it, ascending."""
    from .extract import list_conflicts  # the grammar is loaded only where records are read

    by_id = {r.article.id: r for r in readings}
    raw = compose.RawSpans(by_id, {d.id: d for d in intake.documents})
    numbering = compose.Numbering(by_id)
    picks = choose_picks(chapters, by_id, weights, lang=config.lang)
    highlights = tuple(compose.quote(p, numbering, raw) for p in picks.highlights)
    repeated = frozenset(s.id for s in week.stories if standings[s.id].state == "repeated")
    words = _keywords(week, last_week, repeated)
    sections = tuple(_section(c, picks, by_id, numbering, raw, words.themes.get(c.theme.key, ())) for c in chapters)
    rates = {r.currency: r.cny for r in config.rates}
    events = compose.largest_first(compose.locate_events(week.events, raw), rates)
    compose.number_records(events, standings, numbering)
    deals = tuple(e for e in events if isinstance(e, Deal))
    funds = tuple(e for e in events if isinstance(e, Fund))
    projects = tuple(e for e in events if isinstance(e, Project))
    assert issue.period is not None and issue.number is not None
    past = find_week_before(issue.period, earlier)
    inside = frozenset(r.article.id for r in week.readings)
    return Briefing(
        title=issue.title or config.title,
        desk=config.desk,
        issue=issue.number,
        period=issue.period,
        lang=config.lang,
        version=__version__,
        highlights=highlights,
        figures=compose.figures(week, last_week, standings, past),
        sections=sections,
        deals=deals,
        funds=funds,
        projects=projects,
        sources=numbering.sources(),
        articles=compose.article_rows(readings, week.stories, inside, raw),
        stories=week.stories,
        themes=compose.theme_rows(config.themes, week, last_week, words.themes, past),
        coverage=compose.coverage_rows(intake.files, readings, week.stories, inside),
        rates=config.rates,
        problems=_problems(intake, edited, issue.period, week, readings),
        keywords=words.week,
        conflicts=list_conflicts((*deals, *funds, *projects)),
        reviews=edited.reviews,
        rejected=compose.largest_first(compose.locate_events(edited.rejected, raw), rates),
        standings=standings,
    )


def _problems(
    intake: Intake, edited: Applied, period: Period, week: compose.Week, readings: Iterable[Reading]
) -> tuple[Problem, ...]:
    unsplit = find_unsplit(intake.documents, (r.article for r in readings))
    return (*intake.problems, *edited.problems, *find_undated(period, week.readings), *unsplit)


def _section(
    chapter: Chapter,
    picks: Picks,
    readings: Mapping[str, Reading],
    numbering: compose.Numbering,
    raw: compose.RawSpans,
    words: tuple[Keyword, ...],
) -> Section:
    titles = {s.id: compose.display_title(readings[s.lead]) for s in chapter.printed}
    summary = tuple(compose.quote(p, numbering, raw) for p in picks.summaries[chapter.theme.key])
    entries = tuple(
        compose.story_entry(s, picks.stories[s.id], readings, numbering, raw, titles) for s in chapter.printed
    )
    stories = (*chapter.stories, *chapter.repeated)
    return compose.section(chapter.theme, stories, entries, summary, words, len(chapter.repeated))


def _keywords(week: compose.Week, last_week: compose.Week | None, repeated: Collection[str]) -> Keywords:
    """Key phrases of what is on the subject and not `repeated`, counted against the week before where there is one."""
    n, n_week = KEYWORDS
    this = [telling for telling in _tellings(week) if telling.story not in repeated]
    before = None if last_week is None else _tellings(last_week)
    inside = {telling.reading.article.id for telling in this}
    off = [reading for reading in week.readings if reading.article.id not in inside]
    return find_keywords(this, before, off=off, n=n, n_week=n_week)


def _tellings(week: compose.Week) -> list[Telling]:
    themes = compose.story_themes(week.readings, week.stories)
    stories = {a: s.id for s in week.stories for a in s.articles}
    ids = ((reading, reading.article.id) for reading in week.readings)
    return [Telling(reading, stories[a], themes[a]) for reading, a in ids if themes[a] != compose.OFF]


def settle_issue(issue: Issue, readings: Iterable[Reading]) -> Issue:
    """The issue with its period, or else what its articles' dates span, and its number, or else the ISO week."""
    period = issue.period or spanned(readings)
    week = period.last.isocalendar().week if period.last is not None else 1
    return replace(issue, period=period, number=week if issue.number is None else issue.number)


def find_week_before(period: Period, earlier: Sequence[PastIssue]) -> PastIssue | None:
    """The issue of the equally long stretch that ends on the day before the period."""
    if period.first is None or period.last is None:
        return None
    last = period.first - timedelta(days=1)
    first = last - (period.last - period.first)
    return next((i for i in reversed(earlier) if (i.first, i.last) == (first, last)), None)


def day_of(article: Article) -> date | None:
    moment = article.published
    return moment.date() if isinstance(moment, datetime) else moment


def spanned(readings: Iterable[Reading]) -> Period:
    """The period that the articles' own dates span."""
    days = [d for r in readings if (d := day_of(r.article)) is not None]
    return Period(first=min(days, default=None), last=max(days, default=None))


MANY_UNDATED = 0.5
"""Share of articles without a date from which a week rests rather on them than on what is known to be of it."""


def find_undated(period: Period | None, readings: Sequence[Reading]) -> tuple[Problem, ...]:
    """A warning when none or less than half of the articles bear a date of the period that was asked for."""
    undated = sum(day_of(r.article) is None for r in readings)
    if period is None or not period.is_asked or undated <= MANY_UNDATED * len(readings):
        return ()
    if undated == len(readings):
        say = f"no article bears a date inside it; {undated} without any were taken for it: is it the right week?"
    else:
        of = f"{undated} of {len(readings)} articles"
        say = f"{of} bear no date and were taken for it: look whether they are of this week"
    return (Problem(f"{period.first} to {period.last}", say),)


def find_unsplit(documents: Iterable[Document], articles: Iterable[Article]) -> tuple[Problem, ...]:
    """A warning for each file that has text and gave no article, or of which some texts gave none, with the first
    words; and for each article that is too long to be read to its end."""
    articles = tuple(articles)
    with_articles = {a.document for a in articles}
    told = {a.file for a in articles}
    silent: dict[str, list[str]] = {}
    for document in documents:
        if document.id not in with_articles:
            silent.setdefault(document.file, []).append(" ".join(document.text.split())[:FIRST_WORDS])
    unsplit = tuple(Problem(file, _silence(texts, is_partly=file in told)) for file, texts in silent.items())
    return (*unsplit, *find_overlong(articles))


def _silence(texts: Sequence[str], *, is_partly: bool) -> str:
    words = next(filter(None, texts), "")
    if is_partly:
        return f'{len(texts)} of its texts gave no article; the first begins with "{words}"'
    if not words:
        return "holds nothing that prints; get a whole copy or delete it"
    return f'no article was found in it; it begins with "{words}"'
