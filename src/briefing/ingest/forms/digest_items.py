"""The items of a round-up as articles: behind marks, under heads, or a whole section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise
from urllib.parse import urlsplit

from ...config import Config
from ...types import Article, Document, Moment, Span
from ..article import Line, first_words, make_article
from ..bodies.apart import find_blocks
from ..bodies.body import width
from ..bodies.edges import find_tail
from ..stated.facts import Facts, facts_of, read_dateline
from ..stated.metadata import parse_moment, resolve_outlet
from .digest_heads import Plan
from .digest_kinds import STAMP, Head
from .digest_lines import Row, word_pattern
from .plain import is_titular, read_article

ITEM = re.compile(
    r"""
    (?P<number>\d{1,3})(?:\s?、\s?|\s?[.．)）]\s?(?=[^\d\s]))      # 1、 2. 3)
  | [（(](?P<bracketed>\d{1,2})[)）]\s?
  | (?P<circled>[①-⑳])\s?
  | (?P<bullet>[•·●■◆▲►▪◇□★☆◎○▌◼-]\s+|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*|\d\ufe0f?\u20e3\s*)
  | [\[【]?(?P<clock>[01]?\d:[0-5]\d|2[0-3]:[0-5]\d)(?::[0-5]\d)?[\]】]?(?:\s?[|丨｜]\s?|\s+|(?=【))
  | (?=【[^】\n]{6,80}】.)
    """,
    re.VERBOSE,
)
HEADING = re.compile(r"(?P<hashes>#{1,6})\s+(?P<title>\S.*)")
LINK = re.compile(r"\[[^\]\n]{0,40}\]\((?P<url>https?://[^\s()]{4,2000})\)")
_HEADED = re.compile(r"\[?【(?P<title>[^】\n]{6,80})】\s?")
_DETAILS = re.compile(r"\s?[【\[（(](?:详情|详细|更多|全文|阅读全文|查看|點擊|点击|链接)[^】\]）)\n]{0,8}[】\]）)]\s*$")
_ROUNDUP = word_pattern("roundup_sections", also=r"新闻\d*[条則则]")
_ASIDE = word_pattern("asides")
ASIDE_WIDTH = 26
HEAD_WIDTH = 90
ITEM_LENGTH = 12
"""Characters of the shortest item: a one-line market report has 20."""
GOES_ON = 20
"""Characters of the shortest line that goes on with the item above it."""
_STOPPED = tuple("。！？；…”」）)】.!?;")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it, up to the next heading."""

    title: str | None
    title_span: Span | None
    lines: tuple[Line, ...]
    holds_sections: bool = False
    """A deeper heading follows at once: its lines introduce sections and are no item."""


def is_aside(title: str) -> bool:
    """Whether a heading stands over no news: contents, a calendar, about us. The title of an item is longer."""
    return width(title) <= ASIDE_WIDTH and bool(_ASIDE.search(title))


def is_item(line: str) -> bool:
    """Whether a line is an item behind a mark."""
    return len(line) >= ITEM_LENGTH and bool(ITEM.match(line))


# ---------------------------------------------------------------- sections


def read_section(document: Document, config: Config, section: Section, facts: Facts) -> Iterator[Article]:
    """The articles of a section: its marked items, its headed items, or itself."""
    marked = [index for index, line in enumerate(section.lines) if is_item(line.text)]
    if marked and (len(marked) >= 2 or marked[0] == 0):
        yield from _marked_items(document, config, section.lines, marked, facts)
    elif section.title and section.title_span and section.lines and not section.holds_sections:
        if _ROUNDUP.search(section.title):
            yield from _headed_items(document, config, section, facts)
        else:
            article = whole(document, config, section.title, section.title_span, section.lines, facts)
            yield from (article,) if article else ()


def _marked_items(
    document: Document, config: Config, lines: Sequence[Line], marked: Sequence[int], facts: Facts
) -> Iterator[Article]:
    for index, after in zip(marked, [*marked[1:], len(lines)], strict=True):
        line = lines[index]
        mark = ITEM.match(line.text)
        start = line.span.start + (mark.end() if mark else 0)
        headed = _HEADED.match(document.text, start, line.span.end)
        body = headed.end() if headed else start
        details = _DETAILS.search(document.text, body, line.span.end)
        end = find_tail(document.text, body, details.start() if details else line.span.end, config.zone).end
        blocks = tuple(find_blocks(document.text, Span(body, end), kind="bullet"))
        if not any(block.kind == "bullet" for block in blocks):
            continue
        for more in _goes_on(lines[index + 1 : after], is_last=after == len(lines)):
            blocks += tuple(find_blocks(document.text, more.span))
        title = headed["title"] if headed else first_words(document.text[body:end])
        own = read_dateline(document.text[body : body + 40]) if blocks[0].kind == "dateline" else Facts()
        yield make_article(
            document,
            config,
            blocks=blocks,
            title=title,
            title_span=Span(*headed.span("title")) if headed else None,
            outlet=document.source or facts.outlet or own.outlet,
            published=at_clock(facts.published, mark["clock"] if mark else None, config),
        )


def _goes_on(lines: Sequence[Line], *, is_last: bool) -> Iterator[Line]:
    """The paragraphs under a marked line that go on with its item; behind the last one, the page may be speaking."""
    for line in () if is_last else lines:
        if len(line.text) < GOES_ON or not line.text.endswith(_STOPPED) or HEADING.match(line.text):
            return
        yield line


def at_clock(day: Moment | None, clock: str | None, config: Config) -> Moment | None:
    """The day of a file at the time that an item states; the day as it is where either is unknown."""
    if day is None or clock is None:
        return day
    hour, minute = map(int, clock.split(":")[:2])
    base = day.date() if isinstance(day, datetime) else day
    return datetime.combine(base, time(hour, minute), config.zone) if isinstance(base, date) else day


def _headed_items(document: Document, config: Config, section: Section, facts: Facts) -> Iterator[Article]:
    """Items of a section of short news: each under a line of its own without a stop."""
    lines = list(section.lines)
    heads = [index for index, (line, after) in enumerate(pairwise(lines)) if _is_head(line.text, after.text)]
    if not heads:
        article = whole(document, config, section.title or "", section.title_span or Span(0, 0), section.lines, facts)
        yield from (article,) if article else ()
        return
    shared = replace(facts)
    for line in lines[: heads[0]]:
        shared.add(read_dateline(line.text[:60]))
    for begin, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        head = lines[begin]
        article = whole(document, config, head.text, head.span, tuple(lines[begin + 1 : end]), shared)
        yield from (article,) if article else ()


def _is_head(line: str, following: str) -> bool:
    return width(line) < HEAD_WIDTH and not line.endswith(("：", ":")) and is_titular(line, following)


def whole(
    document: Document, config: Config, title: str | None, title_span: Span | None, lines: Sequence[Line], facts: Facts
) -> Article | None:
    """A heading's lines as one article; its link gives the address, and the outlet where nothing else does."""
    if not lines:
        return None
    link = next((index for index, line in enumerate(lines) if index and LINK.fullmatch(line.text)), None)
    found = LINK.fullmatch(lines[link].text) if link else None
    url = facts.url or (found["url"] if found else None)
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


# ---------------------------------------------------------------- planned items


def read_planned(
    document: Document, config: Config, plan: Plan, rows: Sequence[Row], lines: Sequence[Line], facts: Facts
) -> Iterator[Article]:
    """The items that a plan found, each with what it states of itself."""
    starts = [head.row for head in plan.heads] + [plan.end]
    for head, end in zip(plan.heads, starts[1:], strict=True):
        yield from _planned(document, config, head, rows[head.row : end], lines[head.row : end], facts)


def _planned(
    document: Document, config: Config, head: Head, rows: Sequence[Row], lines: Sequence[Line], facts: Facts
) -> Iterator[Article]:
    stop = _item_end(rows)
    own = replace(facts, url=rows[0].url or None)
    title, span = _title(head, rows[0], lines[0])
    body: list[Line] = [] if head.is_title else [lines[0]]
    if title and is_aside(title):
        return
    stamp = STAMP.fullmatch(rows[0].text)
    if stamp:
        own.published = parse_moment(rows[0].text, config.zone) or at_clock(facts.published, stamp["clock"], config)
        body = []
    has_text = any(row.is_label and row.text.strip("*_#:： ") in ("正文", "全文") for row in rows[:stop])
    for row, line in zip(rows[1:stop], lines[1:stop], strict=True):
        if row.is_label:
            body = [] if has_text and row.text.strip("*_#:： ") in ("正文", "全文") else body
        elif row.states and not row.is_prose:
            for part in re.split(r"(?<!\s)\s+[|｜·]\s+", row.text):
                stated = facts_of(part.lstrip(_SIGNS), config.zone)
                own.outlet = stated.outlet or own.outlet
                own.published = stated.published or own.published
                own.url = own.url or row.url or stated.url
            if body and LINK.fullmatch(line.text):
                break  # the link to the whole text closes an item
        elif not _COUNTERS.fullmatch(row.text):
            body.append(line)
    if span and title and body and _ROUNDUP.search(title):
        yield from _headed_items(document, config, Section(title, span, tuple(body)), own)
        return
    marked = [index for index, line in enumerate(body) if is_item(line.text)]
    if len(marked) >= 2 and len(marked) == len(body) and head.is_title and not any(r.states for r in rows[1:stop]):
        yield from _marked_items(document, config, body, marked, own)
    elif body:
        yield from _one(document, config, head, title, span, body, own)


_SIGNS = "*_>#- \U0001f517\U0001f4c5\U0001f4cc\U0001f4f0\u2192\u27a1\U0001f449"
_COUNTERS = re.compile(r"(?:(?:阅读?|评论|分享|收藏|点赞|赞|在看)\s?[(（]?\s?[\d.]+\s?[万wWkK]?\s?[)）]?\s*){1,6}")


def _one(
    document: Document,
    config: Config,
    head: Head,
    title: str | None,
    span: Span | None,
    body: Sequence[Line],
    facts: Facts,
) -> Iterator[Article]:
    """One item; where its first line is its first sentence, the title is what that says first."""
    first = body[0]
    if title is None:
        headed = _HEADED.match(first.text)
        if len(body) > 1 and _is_head(first.text, body[1].text):
            title, span, body = first.text, first.span, body[1:]
        elif headed and headed.end() < len(first.text):
            title = headed["title"]
            span = Span(first.span.start + headed.start("title"), first.span.start + headed.end("title"))
            begin = first.span.start + headed.end()
            body = [Line(document.text[begin : first.span.end], Span(begin, first.span.end)), *body[1:]]
        else:
            title = first_words(first.text[head.skip :])
    article = whole(document, config, title, span, body, facts)
    yield from (article,) if article else ()


def _item_end(rows: Sequence[Row]) -> int:
    """Where an item ends: before the section's name, the rule or the picture that stands above the next item."""
    for i in range(1, len(rows)):
        if rows[i].level and not rows[i].is_label and (not rows[0].level or rows[i].level <= rows[0].level):
            return i
    stop = len(rows)
    while stop > 1 and rows[stop - 1].is_short and not rows[stop - 1].states and not rows[stop - 1].is_prose:
        stop -= 1
    return stop


def _title(head: Head, row: Row, line: Line) -> tuple[str | None, Span | None]:
    """The title in an item's first line, without its mark and what is printed behind it."""
    if not head.is_title:
        return None, None
    title = row.text[head.skip : len(row.text) - head.cut].strip(" *_#:：")
    at = line.text.find(title)
    if at < 0:
        return title, None
    return title, Span(line.span.start + at, line.span.start + at + len(title))
