"""Newspaper pages: many articles in one text, headlines without marks, bylines last or first, photo captions.

A short line is a headline when a dateline follows, when the article before it has closed with its byline or a
picture's credit, or when a reporter's name stands under it; else it is a sub-heading of the article it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from ...clean import PAGE
from ...config import Config
from ...types import Article, Block, Document, Moment, Span
from ..article import Line, first_words, make_article
from ..bodies.apart import find_blocks, find_dateline, is_credit
from ..bodies.edges import find_tail
from ..stated.facts import read_dateline
from ..stated.metadata import is_outlet, parse_author, parse_moment
from ..stated.reporters import find_glued_byline, is_byline
from .newspaper_lines import Piece, group_lines, is_headline, trim

FORM = "newspaper"
REPAIRS = PAGE

_PICTURED = re.compile(r"[图圖](?:为|爲|為|[①②③④⑤1-9一二三上下左右])|(?:上|下|左|右|本)图|摄影报道|供图")
_CAPTION_ONLY = re.compile(r"(?:上|下|左|右|本)?[图圖](?:为|爲|為|[①②③④⑤\d]?[:：])")
SECTION_LENGTH = 6
"""A line of up to six characters above a headline is the name of a section of the page."""
CAPTION_LENGTH = 40
"""A caption of this many characters tells news of its own; a shorter one only says what the picture shows."""
WIDE_GAP = 3
"""Line breaks that part a photo item from the article above it."""


def recognise(raw: str) -> float:
    """The more paragraphs open with a dateline under a headline and close with a byline, the surer."""
    lines = [line.strip() for line in raw[:200_000].splitlines() if line.strip()]
    opened = sum(1 for head, line in pairwise(lines) if is_headline(head) and _opens(line))
    signed = sum(1 for line in lines[1:] if len(line) < 40 and (is_byline(line) or is_credit(line)))
    if not (opened >= 2 or signed >= 3 or (opened and signed >= 2)):
        return 0.0
    return min(0.85, 0.3 + 0.15 * opened + 0.08 * signed)


def _opens(line: str) -> bool:
    return find_dateline(line[:120], 0, min(len(line), 120)) is not None


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """The page's articles and photo items in their order."""
    page = _Page(document, config)
    groups = group_lines(document.text)
    for group, following in zip_longest(groups, groups[1:]):
        page.read(group, following)
    page.close()
    return tuple(page.articles)


# ---------------------------------------------------------------- the page


@dataclass(slots=True)
class _Open:
    """The article being read."""

    title: Span | None = None
    author: str | None = None
    published: Moment | None = None
    blocks: list[Block] = field(default_factory=list)
    is_closed: bool = False


_APART_AS = {"short": "heading", "byline": "byline", "credit": "credit", "page": "note"}


@dataclass(slots=True)
class _Page:
    document: Document
    config: Config
    articles: list[Article] = field(default_factory=list)
    current: _Open = field(default_factory=_Open)
    heads: list[Piece] = field(default_factory=list)
    """Short lines read and not yet placed."""
    outlet: str | None = None
    published: Moment | None = None

    def read(self, group: Sequence[Piece], following: Sequence[Piece] | None) -> None:
        """One group of lines; what follows it tells a photo item from a picture inside an article."""
        first = group[0]
        if first.kind == "page":
            self._read_page_line(first.line)
        elif first.kind == "byline":
            self._sign(first.line)
        elif first.kind == "credit" and self.heads:
            self.heads.append(first)
        elif first.kind == "credit":
            follows = following is not None and following[0].kind == "prose"
            self._credit(first, goes_on=follows and not self.current.is_closed)
        elif first.kind == "short":
            self.heads.extend(group)
        else:
            self._read_prose(first)

    def _read_page_line(self, line: Line) -> None:
        self.published = self.published or parse_moment(line.text, self.config.zone)
        self.outlet = self.outlet or next((word for word in re.split(r"[\s·|]+", line.text) if is_outlet(word)), None)
        if self.heads:
            self.heads.append(Piece("page", line, 1))
        else:
            self._set_apart("note", line.span)

    def _set_apart(self, kind: str, span: Span) -> None:
        """What is not the open article's prose stays in it as a block of its own, until the end is cut off."""
        if self.current.blocks and self.document.text[slice(*span)].strip():
            self.current.blocks.append(Block(kind, span))

    def _sign(self, line: Line) -> None:
        """A byline closes the article it stands under; above the first paragraph it opens one."""
        if self.heads or not self.current.blocks:
            self.heads.append(Piece("byline", line, 1))
            return
        self.current.author = self.current.author or parse_author(line.text)
        self.current.is_closed = True
        self._set_apart("byline", line.span)

    def _credit(self, piece: Piece, *, goes_on: bool) -> None:
        """A credit makes the paragraph above it a caption: an item of its own, or a part of the article."""
        blocks = self.current.blocks
        if not blocks or blocks[-1].kind not in ("paragraph", "caption"):
            self._set_apart("credit", piece.line.span)
            return
        last = blocks[-1]
        if self._is_item(last) and not (goes_on and len(blocks) > 1):
            blocks.pop()
            self.close()
            self._add_caption(last)
            self.current.is_closed = True
        else:
            blocks[-1] = Block("caption", last.span)
            blocks.append(Block("credit", piece.line.span))

    def _is_item(self, block: Block) -> bool:
        """Whether a caption tells news of its own: long, and apart from the article above it."""
        text = self.document.text[block.span.start : block.span.end]
        if len(text) < CAPTION_LENGTH or _CAPTION_ONLY.match(text):
            return False
        gap = self.document.text[max(0, block.span.start - WIDE_GAP) : block.span.start]
        return bool(_PICTURED.search(text)) or gap == "\n" * WIDE_GAP

    def _add_caption(self, block: Block) -> None:
        text = self.document.text[block.span.start : block.span.end]
        caption = Block("caption", block.span)
        self.articles.append(self._make((caption,), title=first_words(text), is_caption=True))

    def _read_prose(self, piece: Piece) -> None:
        line = piece.line
        if self.heads:
            self._place_heads(line)
        elif self.current.is_closed or not self.current.blocks or self._opens_untitled(line):
            self.close()
        self._append(line)

    def _opens_untitled(self, line: Line) -> bool:
        """A dateline in the middle of an article begins another, whose headline was lost."""
        return find_dateline(self.document.text, *line.span) is not None and len(self.current.blocks) > 1

    def _place_heads(self, line: Line) -> None:
        """The short lines before a paragraph are its article's headline, or sub-headings of the open one."""
        signed = any(piece.kind == "byline" for piece in self.heads)
        current = self.current
        dated = find_dateline(self.document.text, *line.span) is not None
        if not current.blocks or current.is_closed or signed or dated:
            self.close()
            self._open(self.heads)
        else:
            current.blocks.extend(Block(_APART_AS[piece.kind], piece.line.span) for piece in self.heads)
        self.heads = []

    def _open(self, heads: Sequence[Piece]) -> None:
        pages = [i for i, piece in enumerate(heads) if piece.kind == "page"]
        if pages and any(piece.kind == "short" for piece in heads[pages[-1] :]):
            heads = heads[pages[-1] + 1 :]  # what stands above the line of the page is its masthead
        names = [piece for piece in heads if piece.kind == "byline"]
        titles = [piece.line for piece in heads if piece.kind == "short"]
        while len(titles) > 1 and (len(titles[0].text) <= SECTION_LENGTH or is_outlet(titles[0].text)):
            self.outlet = self.outlet or (titles[0].text if is_outlet(titles[0].text) else None)
            del titles[0]
        span = Span(titles[0].span.start, titles[-1].span.end) if titles else None
        self.current = _Open(span, author=parse_author(names[0].line.text) if names else None)

    def _append(self, line: Line) -> None:
        text, (start, end) = self.document.text, line.span
        stop, end = end, find_tail(text, start, end, self.config.zone).end
        glued = find_glued_byline(text, start, end)
        if glued is not None:
            self.current.author = self.current.author or parse_author(text[glued:end])
            self.current.is_closed = True
            end = glued
        if text[start:end].strip():
            self.current.blocks.extend(find_blocks(text, Span(start, end)))
        self._set_apart("note", trim(text, end, stop))

    def close(self) -> None:
        """Finish the open article."""
        current, self.current = self.current, _Open()
        while current.blocks and current.blocks[-1].kind in ("heading", "byline", "note", "credit"):
            current.blocks.pop()
        if not any(block.kind == "paragraph" for block in current.blocks):
            return
        if current.blocks[0].kind == "dateline":
            dateline = read_dateline(self.document.text[slice(*current.blocks[0].span)])
            current.author = current.author or dateline.author
            current.published = dateline.moment(self.document, self.config.zone)
        title = self.document.text[current.title.start : current.title.end] if current.title else None
        title = re.sub(r"\s*\n\s*", " ", title) if title else None
        made = self._make(
            tuple(current.blocks),
            title=title,
            title_span=current.title,
            author=current.author,
            published=current.published,
        )
        self.articles.append(made)

    def _make(
        self,
        blocks: tuple[Block, ...],
        *,
        title: str | None,
        title_span: Span | None = None,
        author: str | None = None,
        published: Moment | None = None,
        is_caption: bool = False,
    ) -> Article:
        return make_article(
            self.document,
            self.config,
            blocks=blocks,
            title=title,
            title_span=title_span,
            outlet=self.outlet,
            author=author,
            published=self.published or published,
            is_caption=is_caption,
        )
