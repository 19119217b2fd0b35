"""How much of one article is read: what is longer than any news is a book, a dump or an attack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .types import Article, Block, Problem, Span

MAX_READ = 200_000
"""Characters of one article whose sentences, words and records are read; a long report has 60,000. So many characters
without anything but deals take six seconds."""
TURN_BACK = 2_000
"""Characters to go back from there for the end of a sentence."""
_ENDS = ("\n", "。", "！", "？", ". ")


def within_reach(article: Article) -> Article:
    """The article, or as much of its beginning as is read, up to the end of a sentence."""
    if len(article.text) <= MAX_READ:
        return article
    ends = (at + 1 for mark in _ENDS if (at := article.text.rfind(mark, MAX_READ - TURN_BACK, MAX_READ)) >= 0)
    stop = article.span.start + max(ends, default=MAX_READ)
    blocks = (b for b in article.blocks if b.span.start < stop)
    return replace(
        article,
        span=Span(article.span.start, stop),
        text=article.text[: stop - article.span.start],
        blocks=tuple(Block(b.kind, Span(b.span.start, min(b.span.end, stop))) for b in blocks),
        references=tuple(r for r in article.references if r.at <= stop),
    )


def find_overlong(articles: Iterable[Article]) -> tuple[Problem, ...]:
    """A warning for each article that was not read to its end."""
    return tuple(
        Problem(
            a.file, f"holds an article of {len(a.text)} characters, of which the first {MAX_READ} were read; split it"
        )
        for a in articles
        if len(a.text) > MAX_READ
    )
