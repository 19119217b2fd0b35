"""Round-ups: many short items in one text, numbered, bulleted, timed, opened by 【…】, or under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urlsplit

from ..clean import TEXT
from ..config import Config, read_table
from ..types import Article, Document, Span
from .apart import find_blocks
from .article import Line, find_lines, first_words, make_article
from .body import width
from .edges import find_tail
from .facts import Facts, parse_facts, read_dateline
from .front_matter import read_front_matter
from .metadata import is_outlet, parse_moment, resolve_outlet
from .plain import is_titular, read_article

FORM = "digest"
REPAIRS = TEXT

_HEADING = re.compile(r"(?P<hashes>#{1,6})\s+(?P<title>\S.*)")
_ITEM = re.compile(
    r"""
    (?P<number>\d{1,3})(?:\s?、\s?|\s?[.．)）]\s?(?=[^\d\s]))      # 1、 2. 3)
  | [（(](?P<bracketed>\d{1,2})[)）]\s?
  | (?P<circled>[①-⑳])\s?
  | (?P<bullet>[•·●■◆▲►▪◇□-])\s+
  | (?P<clock>[01]?\d:[0-5]\d|2[0-3]:[0-5]\d)\s+
  | (?=【[^】\n]{6,80}】.)
    """,
    re.VERBOSE,
)
_HEADED = re.compile(r"【(?P<title>[^】\n]{6,80})】\s?")
_LINK = re.compile(r"\[[^\]\n]{0,40}\]\((?P<url>https?://[^\s()]{4,2000})\)")
_WORDS = read_table("page_words.toml")


def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _WORDS[name])) + r"|新闻\d*[条則则]", re.IGNORECASE)


_CUE = _any("roundup_cues")
_ASIDE = _any("asides")
_ROUNDUP = _any("roundup_sections")
ITEMS = 3
HEAD_LENGTH = 120
HEAD_WIDTH = 90
ITEM_LENGTH = 12
"""Characters of the shortest item: a one-line market report has 20."""


# ---------------------------------------------------------------- recognising


def recognise(raw: str) -> float:
    """How much a text looks like a round-up: numbering that starts anew, headings with links, a title that says so."""
    lines = [line.strip() for line in raw[:300_000].splitlines() if line.strip()]
    head = " ".join(lines[:12])[:1500]
    cue = bool(_CUE.search(head))
    headings = sum(1 for line in lines if _HEADING.match(line))
    links = sum(1 for line in lines if _LINK.fullmatch(line))
    marks = [match for match in map(_ITEM.match, (line.lstrip("*") for line in lines)) if match]
    if links >= ITEMS and headings >= ITEMS:
        return 0.85
    if sum(1 for match in marks if match["number"] == "1") >= 2 and len(marks) >= 6 and headings + cue:
        return 0.8
    if cue and _covers(lines):
        return 0.75
    headed = sum(1 for match in marks if match.group() == "")
    return 0.7 if headed >= 4 and headed * 2 > len(lines) else 0.0


def _covers(lines: Sequence[str]) -> bool:
    """Whether marked items make most of the text."""
    items = [line for line in lines if _ITEM.match(line.lstrip("*")) and len(line) >= ITEM_LENGTH]
    return len(items) >= ITEMS and sum(map(len, items)) * 2 > sum(map(len, lines))


# ---------------------------------------------------------------- sections


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it, up to the next heading."""

    title: str | None
    title_span: Span | None
    lines: tuple[Line, ...]


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """The items of the round-up in their order."""
    front, start = read_front_matter(document.text, config.zone)
    sections = list(_sections(document.text, start))
    facts = replace(front.facts)
    facts.add(_head_facts(document, front.title, sections, config))
    news = [section for section in sections if not _ASIDE.search(section.title or "")]
    return tuple(article for section in news for article in _read(document, config, section, facts))


def _sections(text: str, start: int) -> Iterator[Section]:
    title, title_span, lines = None, None, list[Line]()
    for line in find_lines(text, start):
        heading = _HEADING.match(line.text)
        if heading:
            yield Section(title, title_span, tuple(lines))
            title = heading["title"].strip().rstrip("#").strip()
            at = line.span.start + heading.start("title")
            title_span, lines = Span(at, at + len(title)), []
        else:
            lines.append(line)
    yield Section(title, title_span, tuple(lines))


def _head_facts(document: Document, title: str | None, sections: Sequence[Section], config: Config) -> Facts:
    """Outlet and day as the lines above the first item, or the titles, state them."""
    facts = Facts()
    first = sections[:3]
    lines = [line.text for section in first for line in section.lines[:4]]
    for head in (title or "", *(section.title or "" for section in first), *lines):
        if len(head) > HEAD_LENGTH:
            continue
        stated = parse_facts(head, config.zone) or Facts()
        facts.add(Facts(outlet=stated.outlet, published=stated.published))
        facts.published = facts.published or parse_moment(head, config.zone)
        words = re.split(r"[\s|·（）()]+", head)
        facts.outlet = facts.outlet or next((word for word in words if len(word) > 1 and is_outlet(word)), None)
    return facts


# ---------------------------------------------------------------- items


def _read(document: Document, config: Config, section: Section, facts: Facts) -> Iterator[Article]:
    """The articles of a section: its marked items, its headed items, or itself."""
    marked = [index for index, line in enumerate(section.lines) if _is_item(line.text)]
    if marked and (len(marked) >= 2 or marked[0] == 0):
        yield from _marked_items(document, config, section, marked, facts)
    elif section.title and section.title_span and section.lines:
        if _ROUNDUP.search(section.title):
            yield from _headed_items(document, config, section, facts)
        else:
            article = _whole(document, config, section.title, section.title_span, section.lines, facts)
            yield from (article,) if article else ()


def _is_item(line: str) -> bool:
    return bool(_ITEM.match(line)) and len(line) >= ITEM_LENGTH


def _marked_items(
    document: Document, config: Config, section: Section, marked: Sequence[int], facts: Facts
) -> Iterator[Article]:
    for index in marked:
        line = section.lines[index]
        mark = _ITEM.match(line.text)
        start = line.span.start + (mark.end() if mark else 0)
        headed = _HEADED.match(document.text, start, line.span.end)
        body = headed.end() if headed else start
        end = find_tail(document.text, body, line.span.end, config.zone).end
        blocks = tuple(find_blocks(document.text, Span(body, end), kind="bullet"))
        if not any(block.kind == "bullet" for block in blocks):
            continue
        title = headed["title"] if headed else first_words(document.text[body:end])
        yield make_article(
            document,
            config,
            blocks=blocks,
            title=title,
            title_span=Span(*headed.span("title")) if headed else None,
            outlet=document.source or facts.outlet,
            published=facts.published,
        )


def _headed_items(document: Document, config: Config, section: Section, facts: Facts) -> Iterator[Article]:
    """Items of a section of short news: each under a line of its own without a stop."""
    lines = list(section.lines)
    heads = [index for index, (line, after) in enumerate(pairwise(lines)) if _is_head(line.text, after.text)]
    if not heads:
        article = _whole(document, config, section.title or "", section.title_span or Span(0, 0), section.lines, facts)
        yield from (article,) if article else ()
        return
    shared = replace(facts)
    shared.add(_lead_facts(lines[: heads[0]]))
    for begin, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        head = lines[begin]
        article = _whole(document, config, head.text, head.span, tuple(lines[begin + 1 : end]), shared)
        yield from (article,) if article else ()


def _is_head(line: str, following: str) -> bool:
    return width(line) < HEAD_WIDTH and not line.endswith(("：", ":")) and is_titular(line, following)


def _lead_facts(lines: Sequence[Line]) -> Facts:
    facts = Facts()
    for line in lines:
        facts.add(read_dateline(line.text[:60]))
    return facts


def _whole(
    document: Document, config: Config, title: str, title_span: Span, lines: Sequence[Line], facts: Facts
) -> Article | None:
    """A heading's lines as one article; its link gives the address, and the outlet where nothing else does."""
    if not lines:
        return None
    link = next((index for index, line in enumerate(lines) if index and _LINK.fullmatch(line.text)), None)
    url = _LINK.fullmatch(lines[link].text)["url"] if link else None  # type: ignore[index]
    lines = lines[:link]
    own = Facts(author=facts.author, published=facts.published)
    span = Span(lines[0].span.start, lines[-1].span.end)
    article = read_article(document, config, span, facts=own, title=title, title_span=title_span, url=url)
    if article is None or article.outlet:
        return article
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else None
    return with_outlet(article, facts.outlet or host or None, config)


def with_outlet(article: Article, written: str | None, config: Config) -> Article:
    """The article with an outlet that its own text does not state."""
    return replace(article, outlet=resolve_outlet(written, config), outlet_as_written=written)
