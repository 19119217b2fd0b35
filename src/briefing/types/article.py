"""An article and what is thought about it by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

import numpy as np

from .source import Language, Moment, Reference, Span

PROSE = frozenset({"lead", "paragraph", "bullet", "caption"})
# Kinds that are recognised and kept apart: never cut into key sentences.
APART = frozenset({"heading", "headline", "label", "dateline", "byline", "credit", "note"})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article and what it is.

    `lead` (a feed's core viewpoint), `paragraph`, `bullet`, `caption` are prose; `heading` (also a
    feed's "Group 2: Title"), `headline` (a headline and the first sentence with no mark between them: read
    for records, never printed), `label` ("Core Viewpoint -"), `dateline` ("本报讯", "新华社北京7月7日电"),
    `byline`, `credit` ("新华社记者 周华/摄"), `note` (editor's marks, disclaimers) are not.
    """

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news as read."""

    id: str
    """The row's own id, or `A` and ten hex digits of its content; `-2`, `-3` for exact repeats."""
    doc: str
    document: str
    file: str
    span: Span
    """The body in `Document.text`: from the first block to the last."""
    text: str
    """`Document.text[span]`."""
    title: str | None = None
    outlet: str | None = None
    """The outlet's name, resolved (`Zheng Quan Shi Bao` is 证券时报)."""
    outlet_as_written: str | None = None
    author: str | None = None
    published: Moment | None = None
    language: Language = "zh-Hans"
    url: str | None = None
    is_caption: bool = False
    """A photo caption that stands as an item of its own."""
    blocks: tuple[Block, ...] = ()
    """In order, not overlapping, inside `span`; between them only blanks."""
    references: tuple[Reference, ...] = ()
    title_span: Span | None = None
    """Where the title stands in `Document.text`; None when it was stated beside the text or made from it."""

    def slice(self, span: Span) -> str:
        """The text of a span of the document that lies inside this article's body."""
        return self.text[span.start - self.span.start : span.end - self.span.start]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's prose, in reading order."""

    article: str
    index: int
    """0-based among the article's sentences."""
    span: Span
    text: str
    """Exactly the span's slice, no blanks at the ends."""
    kind: str
    """The kind of its block."""
    paragraph: int
    """0-based number of its prose block."""
    references: tuple[int, ...] = ()
    is_whole: bool = True
    """False for a fragment: cut off by `...`, an unfinished quotation, no predicate to speak of."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of an article's title and prose, cut once and shared by all stages.

    Only content-bearing tokens: runs of Han characters cut by jieba, Latin words in lower case, numbers;
    no blanks or punctuation. Han words are in Simplified characters, so Traditional and Simplified meet.
    """

    words: Sequence[str]
    """All tokens: the title's first, then sentence after sentence. A tuple, or `PackedWords`; slices are tuples."""
    bounds: np.ndarray
    """int32, len(sentences) + 2: words[bounds[0]:bounds[1]] is the title,
    words[bounds[i + 1]:bounds[i + 2]] is sentence i."""

    def of_title(self) -> tuple[str, ...]:
        return tuple(self.words[: int(self.bounds[1])])

    def of_sentence(self, index: int) -> tuple[str, ...]:
        return tuple(self.words[int(self.bounds[index + 1]) : int(self.bounds[index + 2])])


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that spoke for a theme."""

    word: str
    count: int
    weight: float
    """What it added to the score, all told."""


@dataclass(frozen=True, slots=True)
class ThemeScore:
    theme: str
    score: float
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Key sentences chosen from one article: indices in reading order, and each sentence's score."""

    chosen: tuple[int, ...]
    scores: tuple[float, ...]
    """One per sentence of the article (not only the chosen)."""
    is_headline: bool = False
    """One line was asked for, and the text prints it: its own headline, instead of a sentence."""


class Concepts(NamedTuple):
    """What a text names, so that it can be met in another language: identities of tables in both."""

    heads: frozenset[str] = frozenset()
    """Companies and institutions of title and first sentence: `companies:smic`."""
    actors: frozenset[str] = frozenset()
    """Those of title and opening, the heads among them."""
    things: frozenset[str] = frozenset()
    """Places and terms of the opening: `terms:quantum computing`."""
    named: frozenset[str] = frozenset()
    """Latin names of the first sentence that are in no table, in lower case."""
    subject: frozenset[str] = frozenset()
    """The Latin name at the beginning of an English first sentence: one or none."""
    doings: frozenset[str] = frozenset()
    """What befalls somebody in title or first sentence: `sue`."""
    measures: frozenset[str] = frozenset()
    """Sizes of the opening in one unit each: `W 2e+09`."""
    quoted: frozenset[str] = frozenset()
    """Passages of the opening that stand in quotation marks, letters and figures only."""


NO_CONCEPTS = Concepts()


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """What grouping needs of an article, small enough to keep without its text."""

    article: str
    language: Language
    day: date | None
    outlet: str | None
    digest: bytes
    """Of the normalised body: equal digests are exact repeats."""
    title: str
    """Normalised title, or '' when there is none."""
    headline: np.ndarray
    """uint32 keys of the title's telling words, sorted and unique."""
    words: np.ndarray
    """uint32 keys of the text's telling words, sorted and unique."""
    weights: np.ndarray
    """float32: how much each of `words` says, as a vector of length 1."""
    opening: np.ndarray
    """float32: each word's share of what title and first sentences say; 0 for words that stand only further down."""
    first: np.ndarray
    """float32: each word's share of what the title and the very first sentence say."""
    actors: np.ndarray
    """float32: each word's share of the rare words of the opening, all alike: who and what the news is about."""
    shingles: np.ndarray
    """uint64: the smallest hashes of the text's shingles, sorted; a sketch of fixed size."""
    figures: frozenset[str]
    """Figures that identify: `USD 45500000000`, `1.62`, `25.3%`; no years."""
    amounts: frozenset[str]
    """The large amounts of money among them that title and first sentence state: what the news is about."""
    days: frozenset[int]
    """The days that the opening names, as month * 100 + day."""
    lead: frozenset[str]
    """The words of title and first sentences that name something, for the reasons that are given to people."""
    names: frozenset[str]
    """Latin words that name something, in lower case."""
    sounds: np.ndarray
    """uint32: pairs of Mandarin syllables of what may be names in title and first sentences, sorted and unique."""
    length: int
    is_digest: bool = False
    """True for a round-up of many unconnected items: it joins no story."""
    concepts: Concepts = NO_CONCEPTS
    hour: time | None = None
    """When on its day it was published, where the source says so."""
