"""The lines of a newspaper page and what each looks like: prose, headline, byline, credit, the page's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...types import Span
from ..article import Line, find_lines
from ..bodies.apart import is_credit
from ..bodies.body import width
from ..stated.reporters import is_byline

_STOP = tuple("。！？!?…；;”’」』）)：:，,、")
_PAGE_LINE = re.compile(
    r"""
    (?:第\s?)?[A-Z]?\d{1,3}\s?版.{0,12} | .{0,12}第\s?[A-Z]?\d{1,3}\s?版
  | .{0,8}责任?编辑?\s?[:：].{0,30} | .{0,4}(?:版式|美编|校对|组版|值班)\s?[:：].{0,30}
  | (?:上|下)一[版篇].{0,20} | 本版.{0,20} | 国内统一刊号.{0,40} | 新闻热线.{0,40}
  | .{0,30}(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日.{0,20}
    """,
    re.VERBOSE,
)
HEADLINE_WIDTH = 90
"""Columns of the widest headline line; two columns to a Chinese character."""
QUOTED_WIDTH = 60
"""A headline may end with a quotation, a bracket or an exclamation when it is plainly a line of its own."""


def is_headline(line: str) -> bool:
    """Whether a line is short and ends like a headline."""
    if width(line) > HEADLINE_WIDTH or line.startswith(("#", "-", "*", "|", "http")) or "。" in line:
        return False
    quoted = line.endswith(("”", "』", "」", "）", ")", "！", "？")) and not line.startswith(("“", "『", "「"))
    return not line.endswith(_STOP) or (quoted and width(line) <= QUOTED_WIDTH)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line and what it looks like: `prose`, `short`, `byline`, `credit`, `page`."""

    kind: str
    line: Line
    gap: int
    """Line breaks before it."""


def group_lines(text: str) -> list[list[Piece]]:
    """Runs of short lines and bylines, and each other line by itself."""
    groups: list[list[Piece]] = []
    before = 0
    for line in find_lines(text):
        piece = Piece(kind_of(line.text), line, text.count("\n", before, line.span.start))
        before = line.span.end
        if groups and piece.kind in ("short", "byline") and groups[-1][-1].kind == "short":
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def kind_of(line: str) -> str:
    """`prose`, `short`, `byline`, `credit` or `page`."""
    if is_credit(line):
        return "credit"
    if is_byline(line):
        return "byline"
    if len(line) <= 60 and _PAGE_LINE.fullmatch(line):
        return "page"
    return "short" if is_headline(line) else "prose"


def trim(text: str, start: int, end: int) -> Span:
    """A stretch without the blanks at its ends."""
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
