"""Round-ups: many short items in one text, numbered, bulleted, timed, opened by 【…】, in bold, or under heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...clean import TEXT
from ...config import Config, read_table
from ...types import Article, Document, Span
from ..article import Line, find_lines
from ..stated.facts import Facts, parse_facts
from ..stated.front_matter import read_front_matter
from ..stated.metadata import is_outlet, parse_moment
from .digest_heads import find_plan
from .digest_items import HEADING, ITEM, ITEM_LENGTH, LINK, Section, is_aside, is_item, read_section
from .digest_lines import Row, calls_itself_digest, rows_of_document, rows_of_raw
from .digest_planned import read_planned

FORM = "digest"
REPAIRS = TEXT

_WORDS = read_table("page_words.toml")


def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _WORDS[name])) + r"|新闻\d*[条則则]", re.IGNORECASE)


_CUE = _any("roundup_cues")
ITEMS = 3
HEAD_LENGTH = 120
LOOKED_AT = 300_000
"""Characters in which a text says what it is."""
_SURE = {"stamped": 0.9, "minuted": 0.9, "headed": 0.87}
PLANNED = 0.86


# ---------------------------------------------------------------- recognising


def recognise(raw: str) -> float:
    """How much a text looks like a round-up: items of one kind, numbering that starts anew, a title that says so."""
    rows = rows_of_raw(raw[:LOOKED_AT])
    plan = find_plan(rows)
    if plan:
        return _SURE.get(plan.kind, PLANNED)
    lines = [row.text for row in rows]
    cue = _has_cue(rows)
    headings = sum(1 for row in rows if row.level)
    marks = [match for match in map(ITEM.match, lines) if match]
    links = sum(1 for line in find_lines(raw[:LOOKED_AT]) if LINK.fullmatch(line.text))
    if links >= ITEMS and headings >= ITEMS and cue:
        return 0.85
    if sum(1 for match in marks if match["number"] == "1") >= 2 and len(marks) >= 6 and (headings + cue):
        return 0.8
    if cue and _covers(rows):
        return 0.75
    if sum(1 for match in marks if match["clock"]) >= ITEMS and len(marks) * 2 > len(rows):
        return 0.86
    headed = sum(1 for match in marks if match.group() == "")
    return 0.7 if headed >= 4 and headed * 2 > len(lines) else 0.0


def _has_cue(rows: Sequence[Row]) -> bool:
    """Whether a line above the items says that items follow; the name of a newspaper in a dateline does not."""
    heads = [row.text for row in rows[:12] if len(row.text) <= HEAD_LENGTH and not (row.is_prose and row.closes)]
    return calls_itself_digest(heads) or any(_CUE.search(head) for head in heads if not head.endswith(("。", ".", "”")))


def _covers(rows: Sequence[Row]) -> bool:
    """Whether marked items make most of the text, and no lead stands before them."""
    items = [i for i, row in enumerate(rows) if ITEM.match(row.text) and len(row.text) >= ITEM_LENGTH]
    if len(items) < ITEMS or sum(len(rows[i].text) for i in items) * 2 <= sum(len(row.text) for row in rows):
        return False
    led = any(row.is_prose and row.closes for row in rows[: items[0]])
    return not led


# ---------------------------------------------------------------- sections


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """The items of the round-up in their order."""
    front, start = read_front_matter(document.text, config.zone)
    lines = tuple(find_lines(document.text, start))
    rows = rows_of_document(document, lines)
    title = document.title or front.title
    sections = list(_sections(document.text, start))
    facts = replace(front.facts)
    facts.add(_head_facts(document, title, sections, config))
    facts.published = facts.published or document.published
    plan = find_plan(rows, title)
    if plan:
        found = tuple(read_planned(document, config, plan, rows, lines, facts))
        if found:
            return _with_common_outlet(found)
    news = [section for section in sections if not is_aside(section.title or "")]
    return _with_common_outlet(
        tuple(article for section in news for article in read_section(document, config, section, facts))
    )


def _with_common_outlet(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Items without an outlet get that of the others, where these are the most and all state the same."""
    stated = [article for article in articles if article.outlet]
    if len({article.outlet for article in stated}) != 1 or len(stated) * 2 < len(articles):
        return articles
    outlet, written = stated[0].outlet, stated[0].outlet_as_written
    return tuple(a if a.outlet else replace(a, outlet=outlet, outlet_as_written=written) for a in articles)


def _sections(text: str, start: int) -> Iterator[Section]:
    title, title_span, lines, level = None, None, list[Line](), 0
    for line in find_lines(text, start):
        heading = HEADING.match(line.text)
        if heading:
            deeper = len(heading["hashes"])
            yield Section(title, title_span, tuple(lines), holds_sections=0 < level < deeper)
            title, level = heading["title"].strip().rstrip("#").strip(), deeper
            at = line.span.start + heading.start("title")
            title_span, lines = Span(at, at + len(title)), []
        else:
            lines.append(line)
    yield Section(title, title_span, tuple(lines))


_CLOSED = ("。", "）", ")", "；")


def _head_facts(document: Document, title: str | None, sections: Sequence[Section], config: Config) -> Facts:
    """Outlet and day as the lines above the first item, or the titles, state them."""
    facts = Facts()
    first = sections[:3]
    named = [title or "", *(section.title or "" for section in sections[:2])]
    lines = [line.text for section in first for line in section.lines[:4]]
    for head in (title or "", *(section.title or "" for section in first), *lines):
        if len(head) > HEAD_LENGTH:
            continue
        stated = parse_facts(head, config.zone) or Facts()
        facts.add(Facts(outlet=stated.outlet, published=stated.published))
        facts.published = facts.published or parse_moment(head, config.zone)
        if head not in (*named, *lines) or (is_item(head) and head.endswith(_CLOSED)):
            continue  # the name of a section: 今日头条 is an outlet, and a word for what comes first
        words = re.split(r"[\s|·（）()]+", head)
        facts.outlet = facts.outlet or next((word for word in words if len(word) > 1 and is_outlet(word)), None)
    return facts
