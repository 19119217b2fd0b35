"""An article, read; and the articles that tell one piece of news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .article import Article, Sentence, Signature, Summary, ThemeScore, Tokens
from .record import Event


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """All that is thought about one article by itself; nothing here depends on other articles."""

    article: Article
    sentences: Sequence[Sentence]
    """A tuple, or `PackedSentences`; slices are tuples."""
    tokens: Tokens
    themes: tuple[ThemeScore, ...]
    """The first one first, at most three; the only one is `off` when it is off the subject."""
    summary: Summary
    records: tuple[Event, ...]
    signature: Signature


class Why(NamedTuple):
    """Why two articles belong to one story, or were kept apart."""

    a: str
    b: str
    relation: str
    """`repeat` (the same text), `same`, `related`, `apart`."""
    score: float
    reasons: tuple[str, ...]
    """Shared figures, names, phrases, likeness: words for people."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that tell one piece of news. Every article is in exactly one story."""

    id: str
    lead: str
    """Article id of the fullest, earliest, best-sourced telling."""
    also: tuple[str, ...] = ()
    """Other tellings."""
    repeats: tuple[str, ...] = ()
    """Exact repeats of one of the above."""
    related: tuple[str, ...] = ()
    """Ids of stories that follow it up or report beside it."""
    why: tuple[Why, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        return (self.lead, *self.also, *self.repeats)
