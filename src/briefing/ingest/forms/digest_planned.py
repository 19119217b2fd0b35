"""The items of a round-up that a plan has found: each with the source, time and address that it states of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...config import Config
from ...types import Article, Document, Span
from ..article import Line, first_words
from ..stated.facts import Facts, facts_of
from ..stated.metadata import parse_moment
from .digest_heads import Plan
from .digest_items import (
    HEADED,
    LINK,
    ROUNDUP,
    Section,
    at_clock,
    is_aside,
    is_head,
    is_item,
    read_headed,
    read_marked,
    whole,
)
from .digest_lines import Row
from .digest_marks import STAMP, Head


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
    body: list[Line] = [] if head.is_title else [_behind(document.text, lines[0], head.led)]
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
    if span and title and body and ROUNDUP.search(title):
        yield from read_headed(document, config, Section(title, span, tuple(body)), own)
        return
    marked = [index for index, line in enumerate(body) if is_item(line.text)]
    if len(marked) >= 2 and len(marked) == len(body) and head.is_title and not any(r.states for r in rows[1:stop]):
        yield from read_marked(document, config, body, marked, own)
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
    is_headed = True
    if title is None:
        headed = HEADED.match(first.text)
        if len(body) > 1 and is_head(first.text, body[1].text):
            title, span, body = first.text, first.span, body[1:]
        elif headed and headed.end() < len(first.text):
            title = headed["title"]
            span = Span(first.span.start + headed.start("title"), first.span.start + headed.end("title"))
            begin = first.span.start + headed.end()
            body = [Line(document.text[begin : first.span.end], Span(begin, first.span.end)), *body[1:]]
        else:
            title, is_headed = first_words(first.text[head.skip :]), False
    article = whole(document, config, title, span, body, facts, is_headed=is_headed)
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


def _behind(text: str, line: Line, led: int) -> Line:
    """What a line says behind the title that opens it."""
    start = line.span.start + led
    return Line(text[start : line.span.end], Span(start, line.span.end)) if led else line


def _title(head: Head, row: Row, line: Line) -> tuple[str | None, Span | None]:
    """The title in an item's first line, without its mark and what is printed behind it."""
    if not head.is_title and not head.led:
        return None, None
    title = row.text[head.skip : head.led or len(row.text) - head.cut].strip(" *_#:：—–")
    at = line.text.find(title)
    if at < 0:
        return title, None
    return title, Span(line.span.start + at, line.span.start + at + len(title))
