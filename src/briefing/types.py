"""The records. They import nothing of ours and have no behaviour beyond slicing.

`None` means "the source does not say", an empty tuple "none found". Every position is a half-open
`Span` in the cleaned `Document.text`, counted in characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

import numpy as np

Moment = datetime | date
"""When something was published: a `date` when the source gives no time of day."""

Language = str
"""`zh-Hans`, `zh-Hant` or `en`."""


class Span(NamedTuple):
    """A half-open stretch of characters."""

    start: int
    end: int


# ---------------------------------------------------------------- what came in


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one input and did not stop the run."""

    subject: str
    """What it concerns: a file, an article, a setting."""
    message: str
    """What is wrong and what to do, one sentence."""
    severity: str = "warning"
    """`error`: the input gave nothing; `warning`: it was read, with a reservation."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One input file, whatever became of it."""

    file: str
    """Its name in every output: unique, in POSIX form, never absolute."""
    location: str
    """Absolute path, or `-` for standard input; a member of a zip is `archive.zip!member`."""
    size: int
    """Bytes."""
    sha256: str | None
    """Of the bytes; None when they could not be read."""
    form: str | None = None
    """What it was read as (`topic_feed`, `newspaper`, `web_page`, `syndication`, ...); None: not read."""
    encoding: str | None = None
    why_form: str = ""
    """Why this form was chosen, for `explain`."""
    problem: Problem | None = None


class Repair(NamedTuple):
    """A named repair that `clean` applied, and how often."""

    name: str
    times: int


class Reference(NamedTuple):
    """A mark like `[2][5]` that `clean` took out: it cites paragraphs of the original article."""

    at: int
    """Position in the cleaned text where it stood."""
    numbers: tuple[int, ...]
    text: str
    """As written, with the blank before it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text to split: a whole file, or one row, entry or member of it."""

    id: str
    """Unique in a run: the file's name, with `#n` for the n-th row or entry of it."""
    doc: str
    """The input file's stem, or the `id` field of a jsonl or csv row."""
    file: str
    """`SourceFile.file` it comes from."""
    form: str
    raw: str
    """The decoded text before cleaning (for html, docx and pdf: the text taken out of the file)."""
    text: str
    """The cleaned text: all spans point here."""
    offsets: np.ndarray | None = None
    """int32, len(text) + 1: offsets[i] is the position in `raw` of text[i]; None: text is raw."""
    references: tuple[Reference, ...] = ()
    repairs: tuple[Repair, ...] = ()
    extracted: bool = False
    """True when `raw` is text taken out of markup, so that offsets count in it and not in the file."""
    # What a table row or a feed entry states beside the text; the splitter prefers it.
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: Moment | None = None
    url: str | None = None

    def raw_span(self, span: Span) -> Span:
        """The stretch of `raw` that `span` of the cleaned text came from."""
        if self.offsets is None:
            return span
        if span.end <= span.start:
            at = int(self.offsets[span.start])
            return Span(at, at)
        return Span(int(self.offsets[span.start]), int(self.offsets[span.end - 1]) + 1)


# ---------------------------------------------------------------- articles

# Kinds of block whose sentences may be printed.
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

    words: tuple[str, ...]
    """All tokens: the title's first, then sentence after sentence."""
    bounds: np.ndarray
    """int32, len(sentences) + 2: words[bounds[0]:bounds[1]] is the title,
    words[bounds[i + 1]:bounds[i + 2]] is sentence i."""

    def of_title(self) -> tuple[str, ...]:
        return self.words[: int(self.bounds[1])]

    def of_sentence(self, index: int) -> tuple[str, ...]:
        return self.words[int(self.bounds[index + 1]) : int(self.bounds[index + 2])]


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


# ---------------------------------------------------------------- records


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as written and what it means. Values in plain units of the currency."""

    text: str
    currency: str | None
    """ISO 4217 code; None when none is stated and none may be assumed."""
    value: Decimal | None
    """A range gives its lower bound, an order of magnitude its unit (数千万元: 10,000,000)."""
    low: Decimal | None
    high: Decimal | None
    precision: str
    """`exact`, `about` (约), `near` (近), `over` (超, 逾, 不低于), `under` (不超过), `range`, `magnitude` (数千万)."""
    span: Span
    role: str | None = None
    """What the text says the sum is; None: not said.

    Of a fund: `total`, `target`, `first_close`, `committed`, `paid_in`, `to_date` (over all the years). Of a project:
    `investment`, `phase` (one part beside the whole), `annual`, `contract` (a bid won, an order). Of a deal: `raised`
    (a round, an issue, an offering), `price`, `valuation`, `upfront`, `milestone`, `loan`, `matching` (raised beside an
    acquisition, or drawn in from others), `part` (a share of a batch that the same article sums up). Of a company:
    `capital` (registered), `revenue`, `profit`, `assets` (owned, owed or managed), `output` (also taxes, a market's
    size), `cost` (expenses, pay, damage), `dividend`, `buyback` (also holders' sales), `grant`, `fee` (fines), `trade`
    (turnover of a market, flows), `cumulative` (over all the years). Never a record's sum: `per_unit`, the price of one
    share or ton; `threshold`, as in 亿元以上项目29个; `converted`, the sum before it in another currency."""
    is_currency_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A size that is not money: 1 GW, 500 MWh, 100.9 km²."""

    text: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record was read."""

    article: str
    span: Span
    text: str
    """The sentence, verbatim: the span's slice."""
    rule: str
    """Name of the rule that read it, for people who want to know why."""
    references: tuple[int, ...] = ()
    raw: Span | None = None
    """Where it stands in `Document.raw`; filled in when the briefing is composed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says of one figure of a record; kept where the reports do not agree."""

    field: str
    """Which figure: `amount`, `valuation`, `first_close`, `committed`, `paid_in`."""
    money: Money
    evidence: Evidence
    """The sentence that holds the figure."""
    is_used: bool = False
    """Whether the record's own figure is this one, or agrees with it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reports of one record that differ in a figure by more than rounding."""

    id: str
    record: str
    """Id of the record."""
    kind: str
    """`deal`, `fund`, `project`."""
    name: str
    field: str
    claims: tuple[Claim, ...]
    """What each report says, the figure used first."""


# ---------------------------------------------------------------- what an editor says of a record


Cell = str | tuple[str, ...] | None
"""A value as a correction holds it: a text or a code, a date (ISO), a number in digits (amounts in millions), names."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that an editor put in the place of what was read."""

    column: str
    """Key of the column in the workbook."""
    was: Cell
    now: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What an analyst said of a record. It goes with the id that the record has by what its sources say."""

    record: str
    kind: str
    """`deal`, `fund`, `project`."""
    name: str
    """As the sources have it."""
    state: str
    """`pending` (only a note), `confirmed`, `changed`, `rejected`."""
    changes: tuple[Change, ...] = ()
    note: str | None = None
    seen: tuple[tuple[str, Cell], ...] = ()
    """What tells this record from a later one of the same name and type, as it was read: amount, currency, round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One transaction, signed agreement or capital-market event."""

    id: str = ""
    type: str | None
    name: str
    parties: tuple[str, ...] = ()
    money: Money | None = None
    stage: str | None = None
    place: str | None = None
    date: str | None = None
    """ISO, as precise as the source allows: `2022-11-27`, `2022-11`, `2022`."""
    is_background: bool = False
    """Earlier history told in passing: kept, not counted."""
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    """The best first; after merging over articles, one or more of each."""
    round: str | None = None
    leads: tuple[str, ...] = ()
    """The lead investors; they are among `parties` too."""
    valuation: Money | None = None
    aliases: tuple[str, ...] = ()
    """Other names that its reports give it: the full name of a short one, another spelling."""
    claims: tuple[Claim, ...] = ()
    """All readings of a figure in which the reports differ; none where they agree."""
    review: Review | None = None
    """What an editor said of it; the values that it changed are the editor's and stand in no source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """One identifiable pool of capital."""

    id: str = ""
    type: str | None
    name: str
    parties: tuple[str, ...] = ()
    money: Money | None = None
    stage: str | None = None
    place: str | None = None
    date: str | None = None
    """ISO, as precise as the source allows: `2022-11-27`, `2022-11`, `2022`."""
    is_background: bool = False
    """Earlier history told in passing: kept, not counted."""
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    """The best first; after merging over articles, one or more of each."""
    level: str | None = None
    """`national`, `provincial`, `municipal`, `county`, None."""
    managers: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    first_close: Money | None = None
    committed: Money | None = None
    paid_in: Money | None = None
    focus: str | None = None
    """What it invests in, verbatim."""
    aliases: tuple[str, ...] = ()
    """Other names that its reports give it: the full name of a short one, another spelling."""
    claims: tuple[Claim, ...] = ()
    """All readings of a figure in which the reports differ; none where they agree."""
    review: Review | None = None
    """What an editor said of it; the values that it changed are the editor's and stand in no source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One identifiable piece of physical or institutional infrastructure."""

    id: str = ""
    type: str | None
    name: str
    parties: tuple[str, ...] = ()
    money: Money | None = None
    stage: str | None = None
    place: str | None = None
    date: str | None = None
    """ISO, as precise as the source allows: `2022-11-27`, `2022-11`, `2022`."""
    is_background: bool = False
    """Earlier history told in passing: kept, not counted."""
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    """The best first; after merging over articles, one or more of each."""
    stage_text: str | None = None
    """The words that say the stage, verbatim."""
    owners: tuple[str, ...] = ()
    capacity: Quantity | None = None
    bundle: int | None = None
    """How many projects this one row stands for."""
    aliases: tuple[str, ...] = ()
    """Other names that its reports give it: the full name of a short one, another spelling."""
    claims: tuple[Claim, ...] = ()
    """All readings of a figure in which the reports differ; none where they agree."""
    review: Review | None = None
    """What an editor said of it; the values that it changed are the editor's and stand in no source."""


Event = Deal | Fund | Project


# ---------------------------------------------------------------- an article, read


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """All that is thought about one article by itself; nothing here depends on other articles."""

    article: Article
    sentences: tuple[Sentence, ...]
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


# ---------------------------------------------------------------- settings that stages need


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
    """Articles in the week before."""
    keywords: tuple[Keyword, ...]


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


@dataclass(frozen=True, slots=True)
class Run:
    """What `run` did: for the closing report and the exit code."""

    briefing: Briefing
    files: tuple[str, ...]
    """Names of the files written."""
    problems: tuple[Problem, ...]
