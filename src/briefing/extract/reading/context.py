"""What the three finders share: an article's lines with the mentions in them, read once.

A `Line` is a sentence (or the title) prepared for rules: its words in Simplified characters with half-width
digits, letter by letter as long as the original, so that a match in `simple` slices `text` too. Rules work in
positions of the line; `Line.span_of` turns them into positions of the document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from ...money import assumed_currency, find_money
from ...text import simplify
from ...types import Article, Evidence, Money, Sentence, Span
from .aliases import find_aliases
from .dates import find_dates
from .day_frame import frame_day
from .mentions import Mention
from .names import find_names
from .places import find_places

_HALF_WIDTH = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0x21 + i).isalnum() or chr(0x21 + i) in "%.$+&-"}
    | {"巿": "市"}
)
_WIDE = frozenset(map(chr, _HALF_WIDTH))
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, eq=False)
class Line:
    """A sentence or the title. All mentions are in positions of the line, and read when a rule first asks for them:
    most lines of most articles hold no record and are never read closely.
    """

    index: int
    """The sentence's index; -1 for the title."""
    span: Span
    """In the document."""
    text: str
    simple: str
    kind: str
    references: tuple[int, ...] = ()
    day: date | None = None
    after: date | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    currency: str | None = None
    """What a bare 元 means in this article, if not yuan."""

    @cached_property
    def is_latin(self) -> bool:
        """Written in Latin letters: the English grammar applies."""
        return not _HAN.search(self.simple)

    @cached_property
    def money(self) -> tuple[Money, ...]:
        return tuple(find_money(self.text, self.currency))

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """Organisations that are recognisable by themselves (suffix, short form, capitals)."""
        return find_names(self.simple, self.text, self.aliases, is_latin=self.is_latin)

    @cached_property
    def places(self) -> tuple[Mention, ...]:
        return find_places(self.simple, self.text, is_latin=self.is_latin)

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        return find_dates(self.simple, self.text, self.day, self.after)

    def span_of(self, start: int, end: int) -> Span:
        return Span(self.span.start + start, self.span.start + end)


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One article, ready for the finders."""

    article: Article
    sentences: tuple[Sentence, ...]
    lines: tuple[Line, ...]
    """One a sentence, in order."""
    title: Line | None
    """The title, or a headline with the first sentence glued to it; its span is empty when the title stands outside
    the document's text."""
    language: str
    day: date | None
    """The day that relative words count from: of publication, else of the dateline; None when neither is known."""
    year: int | None = None
    """The year the article is about: of `day`, else of the latest day it dates fully."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Short name -> full name, as the article pairs them (以下简称)."""

    def all_lines(self) -> tuple[Line, ...]:
        """The title, then the sentences."""
        return ((self.title,) if self.title else ()) + self.lines

    def first_lines(self, count: int) -> tuple[Line, ...]:
        """The first of them: asked for at every sentence, so that all of them each time would be quadratic."""
        return (((self.title,) if self.title else ()) + self.lines[:count])[:count]


def read_context(article: Article, sentences: tuple[Sentence, ...]) -> Context:
    """Prepare an article for the finders."""
    # One call for the whole article: a conversion a sentence would cost ten times as much.
    simple = simplify(article.text) if _HAN.search(article.text) else article.text
    simple = _plain(simple)
    published = article.published.date() if isinstance(article.published, datetime) else article.published
    day, after = frame_day(simple, published)
    aliases = find_aliases(simple)
    currency = assumed_currency(f"{article.title or ''}\n{article.text}", article.language)
    lines = tuple(_read_line(s, simple, article, day, after, aliases, currency) for s in sentences)
    return Context(
        article=article,
        sentences=sentences,
        lines=lines,
        title=_read_title(article, day, after, aliases, currency),
        language=article.language,
        day=day,
        year=day.year if day else after.year if after else None,
        aliases=aliases,
    )


# Chinese text often has half-width commas (newspaper files, reposts); the grammar knows the full-width ones.
_COMMA = re.compile(r"(?<=[\u4e00-\u9fff”）》」]),|,(?=[\u4e00-\u9fff“「《])")
_SEMICOLON = re.compile(r"(?<=[\u4e00-\u9fff”）》」]);|;(?=[\u4e00-\u9fff“「《])")


def _plain(simple: str) -> str:
    """Half-width digits and letters, full-width commas between Chinese words; every character keeps its place."""
    for character in _WIDE.intersection(simple):  # few: a pattern or `translate` asks of all
        simple = simple.replace(character, _HALF_WIDTH[ord(character)])
    simple = _COMMA.sub("，", simple) if "," in simple else simple
    return _SEMICOLON.sub("；", simple) if ";" in simple else simple


def _read_line(
    sentence: Sentence,
    simple: str,
    article: Article,
    day: date | None,
    after: date | None,
    aliases: Mapping[str, str],
    currency: str | None,
) -> Line:
    offset = article.span.start
    return Line(
        index=sentence.index,
        span=sentence.span,
        text=sentence.text,
        simple=simple[sentence.span.start - offset : sentence.span.end - offset],
        kind=sentence.kind,
        references=sentence.references,
        day=day,
        after=after,
        aliases=aliases,
        currency=currency,
    )


def _read_title(
    article: Article, day: date | None, after: date | None, aliases: Mapping[str, str], currency: str | None
) -> Line | None:
    words, span = article.title, article.title_span
    if not words:
        # A headline with the first sentence glued to it is nowhere printed, but the news often stands in it alone.
        span = next((block.span for block in article.blocks[:1] if block.kind == "headline"), None)
        words = article.slice(span) if span else None
    if not words:
        return None
    if span is None or span.end - span.start != len(words):
        span = Span(article.span.start, article.span.start)
    simple = _plain(simplify(words))
    return Line(-1, span, words, simple, "title", day=day, after=after, aliases=aliases, currency=currency)


def make_evidence(context: Context, line: Line, rule: str) -> Evidence:
    """The line as evidence; a title that does not stand in the text is stood in for by the first sentence."""
    if line.span.start == line.span.end and context.lines:
        line = context.lines[0]
    return Evidence(context.article.id, line.span, line.text, rule, line.references)
