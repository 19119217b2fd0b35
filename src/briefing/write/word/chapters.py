"""本期要点 and the chapters, a theme each: sentences with their source numbers, stories with their outlets."""

from __future__ import annotations

from itertools import groupby

from ...compose import ALSO
from ...types import Quote, Section, StoryEntry
from ..key_phrases import format_keywords
from ..labels import theme_name
from ..standing import format_standing
from .draft import Draft, theme_anchor
from .elements import Element, is_english, link_inside, run
from .wording import format_moment, format_short


def highlights(draft: Draft) -> list[Element]:
    if not draft.briefing.highlights:
        return [draft.line("Empty Line", draft.labels["empty.highlights"])]
    return [_sentences(draft, "Highlight", (quote,)) for quote in draft.briefing.highlights]


def themes(draft: Draft) -> list[Element]:
    if not draft.briefing.sections:
        return [draft.line("Empty Line", draft.labels["empty.themes"])]
    return [block for section in draft.briefing.sections for block in _chapter(draft, section)]


def _chapter(draft: Draft, section: Section) -> list[Element]:
    theme = section.theme
    blocks = [draft.heading(1, theme_name(theme, draft.briefing.lang), theme_anchor(section))]
    blocks.append(draft.paragraph("Chapter Note", run(_counts(draft, section)), keep=True))
    blocks += _summary(draft, section.summary)
    if not section.entries:  # then the chapter says so; a story below needs no word about the missing summary
        if not section.summary:
            blocks.append(draft.line("Empty Line", draft.labels["empty.summary"]))
        blocks.append(draft.line("Empty Line", draft.labels["empty.entries"]))
    for entry in section.entries:
        blocks += _story(draft, entry, draft.story_anchor(section, entry))
    return blocks


def _counts(draft: Draft, section: Section) -> str:
    labels = draft.labels
    text = labels["story.counts"].format(articles=section.articles, stories=section.stories)
    if section.repeated:
        text += labels["story.comma"] + labels["story.repeated"].format(count=section.repeated)
    if section.keywords:
        text += labels["story.semicolon"] + format_keywords(section.keywords, labels)
    return text


def _summary(draft: Draft, quotes: tuple[Quote, ...]) -> list[Element]:
    """One paragraph; a sentence in English stands in a paragraph of its own."""
    blocks = []
    for in_english, group in groupby(quotes, _is_english):
        if in_english:
            blocks += [_sentences(draft, "English Summary", (quote,)) for quote in group]
        else:
            blocks.append(_sentences(draft, "Theme Summary", tuple(group)))
    return blocks


def _is_english(quote: Quote) -> bool:
    """By its letters: a Chinese page may quote an English sentence, which may name a thing in Chinese."""
    return is_english(quote.text)


def _sentences(draft: Draft, style: str, quotes: tuple[Quote, ...], *, keep: bool = False) -> Element:
    """Sentences, each with its source number right behind it: `reading` counts on that."""
    runs: list[Element] = []
    for quote in quotes:
        if runs:
            runs.append(run(" "))
        runs += draft.cite_text(quote.text, quote.source, language=draft.language_of(quote.article, quote.text))
    return draft.paragraph(style, *runs, keep=keep)


def _story(draft: Draft, entry: StoryEntry, anchor: str) -> list[Element]:
    blocks = [draft.heading(2, entry.title, anchor), _story_source(draft, entry)]
    if since := format_standing(draft.briefing.standings.get(entry.story.id), draft.labels):
        blocks.append(draft.line("Story Source", since))
    # 另见 does not stand alone at the top of a page.
    last = entry.quotes[-1] if entry.quotes and (entry.also or entry.related) else None
    for quote in entry.quotes:
        style = "English Sentence" if _is_english(quote) else "Key Sentence"
        blocks.append(_sentences(draft, style, (quote,), keep=quote is last))
    if not entry.quotes:
        has_more = bool(entry.also or entry.related)
        key = "empty.told_above" if _is_told_above(draft, entry) else "empty.quotes"
        blocks.append(draft.paragraph("Empty Line", run(draft.labels[key]), keep=has_more))
    blocks += _see_also(draft, entry)
    return blocks


def _is_told_above(draft: Draft, entry: StoryEntry) -> bool:
    """Whether its sentences stand among the key points or in a theme's summary: none is printed twice."""
    week = draft.briefing
    printed = (*week.highlights, *(quote for section in week.sections for quote in section.summary))
    return any(quote.article in entry.story.articles for quote in printed)


def _story_source(draft: Draft, entry: StoryEntry) -> Element:
    labels = draft.labels
    words = (entry.outlet or labels["story.no_outlet"], format_moment(entry.published, labels))
    return draft.paragraph("Story Source", *draft.cite_text(labels["story.comma"].join(words), entry.source), keep=True)


def _see_also(draft: Draft, entry: StoryEntry) -> list[Element]:
    """另见: the other outlets' tellings; 相关报道: other stories of this issue."""
    blocks = []
    if entry.also:
        others = [draft.cite_text(_teller(draft, number), number) for number in entry.also]
        more = len({*entry.story.also, *entry.story.repeats}) - len(entry.also)
        # Only where `compose` has cut the list there may be more outlets than are named.
        words = draft.labels["story.more"].format(count=more) if len(entry.also) >= ALSO and more > 0 else ""
        blocks.append(_listed(draft, "also", others, more=words))
    if entry.related:
        others = [(_related(draft, title),) for title in entry.related]
        blocks.append(_listed(draft, "related", others))
    return blocks


def _listed(draft: Draft, key: str, items: list[tuple[Element, ...]], *, more: str = "") -> Element:
    labels = draft.labels
    runs = [run(labels[f"story.{key}"] + labels["story.colon"])]
    for index, item in enumerate(items):
        if index:
            runs.append(run(labels["story.semicolon" if key == "related" else "story.list"]))
        runs += item
    return draft.paragraph("See Also", *runs, *([run(more)] if more else []))


def _teller(draft: Draft, number: int) -> str:
    """The outlet that tells the story too, and when; its title where the outlet is not known."""
    source = draft.sources.get(number)
    if source is None:
        return draft.labels["story.no_outlet"]
    name = source.outlet or source.title
    return f"{name} {format_short(source.published, draft.labels)}" if source.published else name


def _related(draft: Draft, title: str) -> Element:
    anchor = draft.titles.get(title)
    return link_inside(anchor, run(title)) if anchor else run(title)
