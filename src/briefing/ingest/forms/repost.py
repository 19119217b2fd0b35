"""Web reposts in Traditional characters with pinyin in brackets; `原標題：`, `(資料圖片)`, `關鍵詞：` stand around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...clean import PROSE, drop_pinyin
from ...config import Config
from ...text import HAN
from ...types import Article, Block, Document, Span
from ..article import Line, find_lines, make_article
from ..bodies.body import read_body, width
from ..stated.facts import Facts, parse_facts

FORM = "repost"
REPAIRS = PROSE

_ORIGINAL = re.compile(r"原[標标][題题]\s?[:：]\s?")
_PICTURE = re.compile(r"[（(【]?(?:資料圖片?|资料图片?|配圖|圖片|視頻截圖)[）)】]?")
_STOPS = re.compile("[。！？；]")
_LOST = re.compile(rf"[{HAN}][?？][a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{{1,6}}[)）]")
READINGS = 3
"""Bracketed readings that make a repost: one or two may explain a rare character in an ordinary article."""
HEADLINE_WIDTH = 80


def recognise(raw: str) -> float:
    """Sure when characters carry their readings in brackets."""
    readings = sum(1 for _, _ in zip(range(READINGS), drop_pinyin(raw), strict=False))
    if readings >= READINGS:
        return 0.9
    return 0.5 if readings and _ORIGINAL.match(raw.lstrip()) else 0.0


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """The one article: its headline may take two lines, a picture and its caption stand before the body."""
    lines, facts = list(find_lines(document.text)), Facts()
    title = _take_headline(document.text, lines)
    while lines and (_PICTURE.fullmatch(lines[0].text) or not _is_prose(lines[0])):
        facts.add(parse_facts(lines[0].text, config.zone) or Facts())
        del lines[0]
    blocks = tuple(_without_lost(document.text, read_body(document.text, lines, facts, config)))
    if not blocks:
        return ()
    stated = document.text[title.start : title.end].replace("\n", " ") if title else None
    return (
        make_article(
            document,
            config,
            blocks=blocks,
            title=document.title or stated,
            title_span=title,
            outlet=document.source or facts.outlet,
            author=document.author or facts.author,
            published=document.published or facts.moment(document, config.zone),
            url=facts.url,
        ),
    )


def _is_prose(line: Line) -> bool:
    return width(line.text) > HEADLINE_WIDTH or bool(_STOPS.search(line.text))


def _take_headline(text: str, lines: list[Line]) -> Span | None:
    """The lines of the headline at the top: up to two, the first after `原標題：`."""
    taken: list[Line] = []
    while lines and len(taken) < 2 and not _is_prose(lines[0]) and not _PICTURE.fullmatch(lines[0].text):
        taken.append(lines.pop(0))
    if not taken:
        return None
    mark = _ORIGINAL.match(taken[0].text)
    start = taken[0].span.start + (mark.end() if mark else 0)
    return Span(start, taken[-1].span.end) if start < taken[-1].span.end else None


def _without_lost(text: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Sentences in which characters were lost (`領域?qū)朔治觥`) become notes: they cannot be printed."""
    for block in blocks:
        start, end = block.span
        for match in _LOST.finditer(text, start, end) if block.kind == "paragraph" else ():
            if match.start() < start:
                continue
            begin = max(text.rfind(mark, start, match.start()) for mark in "。！？；") + 1
            begin = max(begin, start)
            stop = _STOPS.search(text, match.end(), end)
            if begin > start:
                yield Block(block.kind, Span(start, begin))
            start = stop.end() if stop else end
            yield Block("note", Span(begin, start))
        if start < end:
            yield Block(block.kind, Span(start, end))
