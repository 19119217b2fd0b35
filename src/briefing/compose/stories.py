"""Sentences and stories as they are printed, each with the number of its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..types import (
    Document,
    Keyword,
    Quote,
    Reading,
    Section,
    Sentence,
    Source,
    Span,
    Story,
    StoryEntry,
    Theme,
)
from .titles import display_title

ALSO = 8  # other outlets named under a story; the rest stand in the appendix


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence chosen for printing, before its source has a number."""

    sentence: Sentence
    why: tuple[str, ...] = ()


class Numbering:
    """Source numbers in the order in which the text first cites them."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._numbers: dict[str, int] = {}

    def of(self, article: str) -> int:
        return self._numbers.setdefault(article, len(self._numbers) + 1)

    def sources(self) -> tuple[Source, ...]:
        return tuple(self._source(article, number) for article, number in self._numbers.items())

    def _source(self, article: str, number: int) -> Source:
        a = self._readings[article].article
        return Source(
            number=number,
            article=article,
            title=display_title(self._readings[article]),
            outlet=a.outlet,
            published=a.published,
            url=a.url,
            file=a.file,
        )


class RawSpans:
    """From a span of the cleaned text to the stretch of the file it was read from."""

    def __init__(self, readings: Mapping[str, Reading], documents: Mapping[str, Document]) -> None:
        self._document_of = {key: documents[r.article.document] for key, r in readings.items()}

    def of(self, article: str, span: Span) -> Span:
        return self._document_of[article].raw_span(span)


def quote(pick: Pick, numbering: Numbering, raw: RawSpans) -> Quote:
    s = pick.sentence
    return Quote(
        text=s.text,
        article=s.article,
        span=s.span,
        source=numbering.of(s.article),
        raw=raw.of(s.article, s.span),
        why=pick.why,
    )


def story_entry(
    story: Story,
    picks: Sequence[Pick],
    readings: Mapping[str, Reading],
    numbering: Numbering,
    raw: RawSpans,
    titles: Mapping[str, str],
) -> StoryEntry:
    lead = readings[story.lead]
    source = numbering.of(story.lead)
    return StoryEntry(
        story=story,
        title=display_title(lead),
        source=source,
        outlet=lead.article.outlet,
        published=lead.article.published,
        quotes=tuple(quote(p, numbering, raw) for p in picks),
        also=tuple(numbering.of(a) for a in _other_outlets(story, readings)[:ALSO]),
        related=tuple(titles[s] for s in story.related if s in titles),
    )


def _other_outlets(story: Story, readings: Mapping[str, Reading]) -> tuple[str, ...]:
    """The other tellings, one an outlet: a second copy of the same outlet tells the reader nothing."""
    seen = {readings[story.lead].article.outlet or story.lead}
    others = []
    for article in (*story.also, *story.repeats):
        outlet = readings[article].article.outlet or article
        if outlet not in seen:
            seen.add(outlet)
            others.append(article)
    return tuple(others)


def section(
    theme: Theme,
    stories: Sequence[Story],
    entries: tuple[StoryEntry, ...],
    summary: tuple[Quote, ...],
    words: tuple[Keyword, ...],
    repeated: int,
) -> Section:
    """`stories`: all of the theme, of which `repeated` were told by earlier issues."""
    return Section(
        theme=theme,
        summary=summary,
        entries=entries,
        articles=sum(len(s.articles) for s in stories),
        stories=len(stories),
        keywords=words,
        repeated=repeated,
    )
