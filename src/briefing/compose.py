"""What the briefing says and in what order: numbers the sources, fills the tables. Knows no file format."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from .types import (
    ArticleRow,
    Coverage,
    Deal,
    Document,
    Event,
    Evidence,
    Figure,
    Fund,
    Keyword,
    PastIssue,
    Project,
    Quote,
    Reading,
    Section,
    Sentence,
    Source,
    SourceFile,
    Span,
    Standing,
    Story,
    StoryEntry,
    Theme,
    ThemeRow,
)

OFF = "off"
STATES = ("new", "updated", "repeated")
NONE_OF_IT = (0, 0)
NOUGHT = Decimal(0)
NO_FACT = frozenset({"planned", "rumoured", "filed", "terminated"})
"""Stages whose amounts are not added up: a plan is never counted as a fact."""
ALSO = 8  # other outlets named under a story; the rest stand in the appendix
TITLE_CHARACTERS = 36  # a made title is cut here: one line of the Word page


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


def display_title(reading: Reading) -> str:
    """The article's title; where it has none, its headline block, or what its best sentence says."""
    article = reading.article
    if article.title:
        return article.title
    first = article.blocks[0] if article.blocks else None
    if first is not None and first.kind == "heading":
        return _shorten(article.slice(first.span))
    chosen = reading.summary.chosen
    if chosen:
        best = max(chosen, key=lambda i: (reading.summary.scores[i], -i))
        return _shorten(_without_attribution(reading.sentences[best].text))
    return _shorten(article.text)


# The clauses before the news itself: when it was said, and who said it.
_ATTRIBUTION = re.compile(
    r"""
    (?: [^，。：；]{0,12}\d{1,2}[日月][^，。：；]{0,6}[，,]              # 7月25日， / 24日早间，
      | (?:近日|日前|今日|今天|昨日|昨天|目前|其中|此外|另外|同时)[，,]
      | 据[^，。；]{2,14}[，,]
      | [^，。；“]{0,40}(?:消息|报道|介绍|表示|透露|获悉|显示|公告|指出|称|注意到|了解到)[，,：:]
    )+
    """,
    re.VERBOSE,
)


_TAG = re.compile(r"^【[^】]{1,16}】\s*")  # the outlet's own name or a column's, before the news


def _without_attribution(sentence: str) -> str:
    sentence = _TAG.sub("", sentence)
    opening = _ATTRIBUTION.match(sentence)
    rest = sentence[opening.end() :] if opening else sentence
    return rest if len(rest) >= TITLE_CHARACTERS // 3 else sentence


def _shorten(text: str) -> str:
    """At most a line, cut at a mark where there is one; `…` says that it was cut."""
    line = " ".join(text.split())
    line = _TAG.sub("", line) or line.strip("【】")
    if len(line) <= TITLE_CHARACTERS:
        return line.rstrip("。.")
    cut = line[:TITLE_CHARACTERS]
    at = max(cut.rfind(mark, TITLE_CHARACTERS // 3) for mark in "，,；;：: ")
    return (cut[:at] if at > 0 else cut).rstrip("，,；;：: ") + "…"


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


def locate_events(events: Iterable[Event], raw: RawSpans) -> tuple[Event, ...]:
    """The same events, each piece of evidence with its place in the file."""

    def located(piece: Evidence) -> Evidence:
        return replace(piece, raw=raw.of(piece.article, piece.span))

    return tuple(
        replace(
            e,
            evidence=tuple(located(v) for v in e.evidence),
            claims=tuple(replace(c, evidence=located(c.evidence)) for c in e.claims),
        )
        for e in events
    )


def largest_first(events: Iterable[Event], rates: Mapping[str, Decimal]) -> tuple[Event, ...]:
    """News before background, then by amount in yuan, then by how many tell it and how surely, then by id."""

    def order(event: Event) -> tuple[bool, Decimal, int, float, str]:
        money = event.money
        value = money.value * rates.get(money.currency or "", Decimal(0)) if money and money.value else Decimal(0)
        tellings = len({piece.article for piece in event.evidence})
        return event.is_background, -value, -tellings, -event.confidence, event.id

    return tuple(sorted(events, key=order))


def story_entry(
    story: Story, picks: Sequence[Pick], readings: Mapping[str, Reading], numbering: Numbering, raw: RawSpans,
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
    theme: Theme, stories: Sequence[Story], entries: tuple[StoryEntry, ...], summary: tuple[Quote, ...],
    words: tuple[Keyword, ...], repeated: int,
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


# ---------------------------------------------------------------- tables


def article_rows(
    readings: Iterable[Reading], stories: Iterable[Story], inside: frozenset[str], raw: RawSpans
) -> tuple[ArticleRow, ...]:
    """One row an article read, in the order of the files. Their key sentences have no source number (0)."""
    place = {a: (s, role) for s in stories for a, role in roles(s)}
    rows = []
    for reading in readings:
        article = reading.article
        story, role = place.get(article.id, (None, ""))
        rows.append(
            ArticleRow(
                article=article,
                theme=reading.themes[0].theme,
                themes=tuple(t.theme for t in reading.themes),
                story=story.id if story else "",
                role=role,
                key_sentence=_key_sentence(reading, raw),
                in_window=article.id in inside,
            )
        )
    return tuple(rows)


def story_themes(readings: Iterable[Reading], stories: Iterable[Story]) -> dict[str, str]:
    """By article, the theme it is counted under: that of its story's lead, so that all counts add up."""
    theme = {r.article.id: r.themes[0].theme for r in readings}
    return {a: theme[s.lead] for s in stories for a in s.articles}


def roles(story: Story) -> list[tuple[str, str]]:
    return [(story.lead, "lead"), *((a, "also") for a in story.also), *((a, "repeat") for a in story.repeats)]


def _key_sentence(reading: Reading, raw: RawSpans) -> Quote | None:
    chosen = reading.summary.chosen
    if not chosen:
        return None
    best = max(chosen, key=lambda i: (reading.summary.scores[i], -i))
    s = reading.sentences[best]
    return Quote(text=s.text, article=s.article, span=s.span, source=0, raw=raw.of(s.article, s.span))


def coverage_rows(
    files: Iterable[SourceFile], readings: Sequence[Reading], stories: Iterable[Story], inside: frozenset[str]
) -> tuple[Coverage, ...]:
    """One row a file: found == used + merged + skipped.

    Used: the lead of a story on the subject; merged: told by another article too; skipped: off the subject or
    outside the window.
    """
    stories = tuple(stories)
    role = {a: r for s in stories for a, r in roles(s)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    theme = story_themes(readings, stories)
    for reading in readings:
        key = reading.article.id
        if key not in inside:
            fate = "outside_window"
        elif theme[key] == OFF:
            fate = "off_subject"
        else:
            fate = "used" if role[key] == "lead" else "merged"
        counts[reading.article.file][fate] += 1
    return tuple(_coverage(f, counts[f.file]) for f in files)


def _coverage(source: SourceFile, fates: Counter[str]) -> Coverage:
    skipped = {k: fates[k] for k in ("off_subject", "outside_window") if fates[k]}
    reasons = tuple(f"{k}:{n}" for k, n in skipped.items())
    if source.problem is not None:
        reasons = (source.problem.message, *reasons)
    return Coverage(
        source=source,
        found=sum(fates.values()),
        used=fates["used"],
        merged=fates["merged"],
        skipped=sum(skipped.values()),
        reasons=reasons,
    )


@dataclass(frozen=True, slots=True)
class Week:
    """What one window holds, for the counts."""

    files: int
    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    events: tuple[Event, ...]


def counted_once(events: Iterable[Event], standings: Mapping[str, Standing] | None = None) -> list[Event]:
    """The records whose sums add up to one total: neither plans nor what came to nothing, nor (by `standings`) what an
    earlier issue told and added up, where nothing of it has changed since.

    Where an article tells of a signing and of the project or fund that is signed for, with one sum, that is the
    investment or the size: it counts there, if at all, and not with the signing as well.
    """
    events = [e for e in events if not is_repeated(e, standings or {})]
    things = {key for e in events if not isinstance(e, Deal) for key in _sums_by_article(e)}
    facts = (e for e in events if e.stage not in NO_FACT and not (e.money and e.money.role in NOT_ADDED))
    return [e for e in facts if e.type not in SIGNINGS or things.isdisjoint(_sums_by_article(e))]


def is_repeated(event: Event, standings: Mapping[str, Standing]) -> bool:
    """Whether an earlier issue told it and nothing of it has changed since."""
    return event.id in standings and standings[event.id].state == "repeated"


NOT_ADDED = frozenset({"contract", "part", "to_date"})
"""Roles of sums that add to no total: a contractor's pay, a share of a sum counted already, what came over years."""
SIGNINGS = frozenset({"agreement", "batch_signing"})


def _sums_by_article(event: Event) -> set[tuple[str, str | None, Decimal]]:
    money = event.money
    if money is None or money.value is None:
        return set()
    return {(piece.article, money.currency, money.value) for piece in event.evidence}


def count_week(week: Week, standings: Mapping[str, Standing] | None = None) -> dict[str, Decimal]:
    """The figures of 数据一览 by key. Background records and what is off the subject are not counted as news; what is
    repeated is, but its money was that of another week.
    """
    theme = story_themes(week.readings, week.stories)
    news = [e for e in week.events if not e.is_background]
    figures = {
        "files": week.files,
        "articles": len(week.readings),
        "off_subject": sum(t == OFF for t in theme.values()),
        "stories": sum(theme[s.lead] != OFF for s in week.stories),
        "deals": sum(isinstance(e, Deal) for e in news),
        "funds": sum(isinstance(e, Fund) for e in news),
        "projects": sum(isinstance(e, Project) for e in news),
    }
    counted = {key: Decimal(n) for key, n in figures.items()}
    for event in counted_once(news, standings):
        money = event.money
        if money and money.value is not None and money.currency:
            key = f"money:{type(event).__name__.lower()}:{money.currency}"
            counted[key] = counted.get(key, Decimal(0)) + money.value
    return counted


def count_standings(this: Week, standings: Mapping[str, Standing]) -> dict[str, Decimal]:
    """How many stories on the subject, and how many records of news, are new, updated and repeated."""
    theme = story_themes(this.readings, this.stories)
    stories = Counter(standings[s.id].state for s in this.stories if theme[s.lead] != OFF)
    records = Counter(standings[e.id].state for e in this.events if not e.is_background)
    counts = (("stories", stories), ("records", records))
    return {f"{what}_{state}": Decimal(found[state]) for what, found in counts for state in STATES}


def figures(
    this: Week, before: Week | None, standings: Mapping[str, Standing], past: PastIssue | None
) -> tuple[Figure, ...]:
    """The rows of 数据一览 against the week before: as its issue printed it, else as it lies in the input.

    How many are new, updated and repeated is told where an earlier issue is remembered.
    """
    now = count_week(this, standings)
    if past is not None or any(standing.last_issue is not None for standing in standings.values()):
        now |= count_standings(this, standings)
    then: dict[str, Decimal] | None = dict(past.figures) if past is not None else None
    if then is None and before is not None:
        then = {key: value for key, value in count_week(before).items() if key != "files"}
    return tuple(Figure(key=key, value=now.get(key, NOUGHT), previous=_before(key, then)) for key in _rows(now, then))


def _rows(now: Mapping[str, Decimal], then: Mapping[str, Decimal] | None) -> list[str]:
    """Counts first, below each what it is made of; then the sums of both weeks by kind and currency."""
    counts = [key for key in now if not key.startswith(("money:", "stories_", "records_"))]
    for what, last in (("stories_", "stories"), ("records_", "projects")):
        at = counts.index(last) + 1
        counts[at:at] = [key for key in now if key.startswith(what)]
    sums = [key for key in now if key.startswith("money:")]
    gone = [key for key in then or () if key.startswith("money:") and key not in now]
    return [*counts, *sorted([*sums, *gone], key=lambda key: (key.split(":")[1], key in gone, key))]


def _before(key: str, then: Mapping[str, Decimal] | None) -> Decimal | None:
    """No sum is nought; what was not counted then is not known."""
    return None if then is None else then.get(key, NOUGHT if key.startswith("money:") else None)


def count_themes(week: Week) -> dict[str, tuple[int, int]]:
    """Articles and stories by theme, `off` too."""
    theme_of = story_themes(week.readings, week.stories)
    stories = Counter(theme_of[s.lead] for s in week.stories)
    return {key: (articles, stories[key]) for key, articles in Counter(theme_of.values()).items()}


def theme_rows(
    themes: Sequence[Theme],
    this: Week,
    before: Week | None,
    words: Mapping[str, tuple[Keyword, ...]],
    past: PastIssue | None,
) -> tuple[ThemeRow, ...]:
    now = count_themes(this)
    then = count_themes(before) if before is not None else None
    if past is not None:
        then = {key: (articles, stories) for key, articles, stories in past.themes}
    rows = [
        ThemeRow(
            theme=theme,
            articles=now.get(key, NONE_OF_IT)[0],
            stories=now.get(key, NONE_OF_IT)[1],
            previous=None if then is None else then.get(key, NONE_OF_IT)[0],
            previous_stories=None if then is None else then.get(key, NONE_OF_IT)[1],
            keywords=words.get(key, ()),
        )
        for theme, key in [*((t, t.key) for t in themes if t.key != OFF), (None, OFF)]
    ]
    return tuple(rows)
