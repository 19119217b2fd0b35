"""What an issue says, and the settings that stages need for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .article import Article
from .memory import Standing
from .reading import Story
from .record import Conflict, Deal, Event, Fund, Project, Review
from .source import Moment, Problem, SourceFile, Span


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of `themes.toml`."""

    key: str
    name: str
    name_en: str
    cues: tuple[tuple[str, float], ...]
    """Words and their weights, Chinese in Simplified characters, English in lower case."""
    exclude: tuple[tuple[str, float], ...] = ()
    """Words that speak against the theme."""


@dataclass(frozen=True, slots=True)
class Rate:
    currency: str
    cny: Decimal
    """Yuan for one unit."""
    day: date


# ---------------------------------------------------------------- what is printed


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered entry of the chapter 来源."""

    number: int
    """1-based; `[3]` in the text."""
    article: str
    title: str
    outlet: str | None
    published: Moment | None
    url: str | None
    file: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that is printed, and the source that it stands in."""

    text: str
    article: str
    span: Span
    source: int
    raw: Span
    """Where it stands in `Document.raw`."""
    why: tuple[str, ...] = ()
    """How its weight was computed, for `explain`."""


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story as it stands in a chapter."""

    story: Story
    title: str
    source: int
    outlet: str | None
    published: Moment | None
    quotes: tuple[Quote, ...]
    also: tuple[int, ...] = ()
    """Source numbers of the other outlets' tellings (另见)."""
    related: tuple[str, ...] = ()
    """Titles of related stories printed in this issue."""


class Keyword(NamedTuple):
    """A key phrase of a theme or of the week."""

    text: str
    """Han words in Simplified, Latin words with the capitals that the sources mostly give them."""
    articles: int
    """Of this week: in how many of the theme's articles, or of all on the subject, its words stand together."""
    previous: int | None
    """The same in the week before; None when nothing of it was in the input."""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: one theme."""

    theme: Theme
    summary: tuple[Quote, ...]
    entries: tuple[StoryEntry, ...]
    articles: int
    stories: int
    """All stories of the theme, printed or not."""
    keywords: tuple[Keyword, ...] = ()
    repeated: int = 0
    """How many of its stories earlier issues have told: counted, not printed."""


class Figure(NamedTuple):
    """A row of 数据一览."""

    key: str
    """`files`, `articles`, `off_subject`, `stories`, `deals`, `funds`, `projects`, or `money:deal:CNY`."""
    value: Decimal
    previous: Decimal | None
    """The week before; None when nothing of it was in the input or the archive."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A row of 文章."""

    article: Article
    theme: str
    themes: tuple[str, ...]
    story: str
    role: str
    """`lead`, `also`, `repeat`."""
    key_sentence: Quote | None
    in_window: bool = True


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A row of 主题."""

    theme: Theme | None
    """None: off the subject."""
    articles: int
    stories: int
    previous: int | None
    """Articles in the week before; None when nothing of it was in the input or the archive."""
    keywords: tuple[Keyword, ...]
    previous_stories: int | None = None
    """Stories in the week before."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A row of 覆盖. found == used + merged + skipped."""

    source: SourceFile
    found: int
    used: int
    merged: int
    skipped: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The window, first and last day included. None when no article bears a date and none was asked for."""

    first: date | None
    last: date | None
    is_asked: bool = False
    """True when the user gave a week or dates; articles outside it are then left out."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that an issue says; the writers turn it into files and add nothing."""

    title: str
    desk: str
    issue: int
    period: Period
    lang: str
    """`zh` or `en`: the language of the labels."""
    version: str
    highlights: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    deals: tuple[Deal, ...]
    """Largest first, then by id; all of them, background too (writers show the first few in Word)."""
    funds: tuple[Fund, ...]
    projects: tuple[Project, ...]
    sources: tuple[Source, ...]
    articles: tuple[ArticleRow, ...]
    stories: tuple[Story, ...]
    themes: tuple[ThemeRow, ...]
    coverage: tuple[Coverage, ...]
    rates: tuple[Rate, ...]
    problems: tuple[Problem, ...]
    keywords: tuple[Keyword, ...] = ()
    """Of the week: what is on the subject, the strongest first; against the week before where there is one."""
    conflicts: tuple[Conflict, ...] = ()
    """Where the reports of one record differ, in the order of the records."""
    reviews: tuple[Review, ...] = ()
    """What editors said of this issue's records, by id; those rejected are in no table and no total."""
    rejected: tuple[Event, ...] = ()
    """Records that editors rejected, as they were read: on a sheet of their own, so that they can be taken back."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By id of each story and record, how it stands to earlier issues; what is missing is new."""


@dataclass(frozen=True, slots=True)
class Run:
    """What `run` did: for the closing report and the exit code."""

    briefing: Briefing
    files: tuple[str, ...]
    """Names of the files written."""
    problems: tuple[Problem, ...]
