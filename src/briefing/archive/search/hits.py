"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from ...types import Span

ARTICLE, SENTENCE = "article", "sentence"
RECORDS = ("deal", "fund", "project")
KINDS = (ARTICLE, SENTENCE, *RECORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article, a sentence of one, or a record; with the words that were looked for, and where it was read."""

    kind: str
    """`article`, `sentence`, `deal`, `fund`, `project`."""
    id: str
    """Of the article, or of the record's first appearance."""
    title: str
    """The article's, or the record's name; '' when it has none."""
    title_spans: tuple[Span, ...] = ()
    """The words in it."""
    text: str
    """The sentence that holds the words; two, joined by ` … `, where none holds all. Verbatim, of a record too."""
    spans: tuple[Span, ...] = ()
    """The words in it."""
    outlet: str | None
    published: str | None
    """ISO date or time."""
    url: str | None
    file: str | None
    """The input file that it was read in."""
    issue: int | None
    """Number of the issue that has it: of an article the first within whose week it lies, of a record the latest."""
    facts: tuple[tuple[str, str], ...] = ()
    """Of a record, what is known: `type`, `amount`, `stage`, `date`, `place`, `parties`, in the source's words."""
    score: float
    """Higher is better; of use only within one search."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, and how many there were."""

    hits: tuple[Hit, ...]
    """The best first."""
    total: int
    """Texts that hold the words (articles; records, each once however often it was told)."""
    is_exact: bool = True
    """False: about so many. Only the newest texts were read, and the index knows long words by their parts alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What else a hit must be. `None`: anything."""

    since: str | None = None
    """ISO day."""
    until: str | None = None
    """ISO day, included."""
    theme: str | None = None
    """Its key."""
    outlet: str | None = None
    """Part of its name, in any script and case."""
    issue: int | None = None
    """Its number."""
