"""Exports as text: records one below the other, each field behind its name: `标题：…`, `来源：…`, `正文：…`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...clean import TEXT
from ...config import Config
from ...types import Article, Document, Span
from ..article import Line, find_lines
from ..stated.facts import Facts, parse_facts
from .plain import read_article

FORM = "labelled"
REPAIRS = TEXT

_TITLE = re.compile(r"(?:新闻|新聞|文章)?(?:标题|標題|题目|題目)\s?[:：]\s?|(?:Title|TITLE|Headline|HEADLINE)\s?:\s?")
_TEXT = re.compile(
    r"(?:新闻|新聞|文章)?(?:正文|内容|內容|全文)\s?[:：]\s?|(?:Content|CONTENT|Body|BODY|Text|TEXT|Full text)\s?:\s?"
)
_RULE = re.compile(r"[-=*_#~—]{3,}")
MIN_RECORDS = 2
LOOKED_AT = 300_000


def recognise(raw: str) -> float:
    """Titles behind their word, and behind nearly every one a text behind its own."""
    lines = [line.text for line in find_lines(raw[:LOOKED_AT])]
    titles = sum(1 for line in lines if _TITLE.match(line))
    texts = sum(1 for line in lines if _TEXT.match(line)) if titles >= MIN_RECORDS else 0
    return 0.94 if texts >= MIN_RECORDS and 4 * texts >= 3 * titles else 0.0


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """An article a record."""
    lines = [line for line in find_lines(document.text) if not _RULE.fullmatch(line.text)]
    begins = [i for i, line in enumerate(lines) if _TITLE.match(line.text)]
    records = (lines[begin:end] for begin, end in pairwise([*begins, len(lines)]))
    return tuple(article for record in records for article in _read(document, config, record))


def _read(document: Document, config: Config, lines: Sequence[Line]) -> Iterator[Article]:
    at = next((i for i, line in enumerate(lines) if _TEXT.match(line.text)), None)
    if at is None:
        return
    facts = Facts()
    for line in lines[1:at]:
        facts.add(parse_facts(line.text, config.zone) or Facts())
    title = _behind(document.text, lines[0], _TITLE)
    first = _behind(document.text, lines[at], _TEXT)
    body = [*([first] if first.text else []), *lines[at + 1 :]]
    if body:
        whole = Span(body[0].span.start, body[-1].span.end)
        words = title.text or None
        span = title.span if words else None
        article = read_article(document, config, whole, facts=facts, title=words, title_span=span, lines=body)
        yield from (article,) if article else ()


def _behind(text: str, line: Line, label: re.Pattern[str]) -> Line:
    """What a line says behind its label."""
    match = label.match(line.text)
    start = line.span.start + (match.end() if match else 0)
    return Line(text[start : line.span.end], Span(start, line.span.end))
