"""Over articles: which lie in the window, who tells the same news, which records are one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from . import compose
from .assembly import day_of
from .days import parse_week
from .stories import group_stories, match_stories
from .types import Event, Period, Reading, Story

if TYPE_CHECKING:
    from .extract import Teller


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
    press = Press(tellers_of(readings, stories), rates)
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


def tellers_of(readings: Sequence[Reading], stories: Sequence[Story]) -> dict[str, Teller]:
    """What merging records needs to know of each article, by its id."""
    from .extract import Teller

    story_of = {a: s.id for s in stories for a in s.articles}
    articles = (r.article for r in readings)
    return {a.id: Teller(story=story_of[a.id], outlet=a.outlet, day=day_of(a), title=a.title) for a in articles}


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
    days = parse_week(text)
    if days is None:
        raise ValueError(f'"{text}" is no week')
    return Period(*days, is_asked=True)
