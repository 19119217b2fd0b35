"""Paragraphs from the lines of a PDF: a line that reaches the margin goes on in the next, over columns and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from .pdf_layout import Line, Page

NEARLY_FULL = 0.88
"""Share of a full line's width from which the margin broke it: lines of one column differ by a mark or two."""
FULL = 0.97
"""The same for a line that ends a sentence: only the margin itself shows that the paragraph goes on."""
RAGGED = 0.95
"""Share of a full line's width that a ragged one has with the next word, whose width is a guess."""
MIN_WIDTH = 8
"""Heights of a line that a column is wide: a newspaper's narrowest. Below, lines are a list."""
INDENT = 1.2
"""Heights of a line that a paragraph's first line stands in; Chinese ones two, less with small type."""
GAP = 1.9
"""Distances between lines that part paragraphs, in usual ones."""
OTHER_TYPE = 1.18
"""Ratio of two lines' heights from which they are of different type: a headline and its text."""
_ENDS_SENTENCE = re.compile(r"[。！？!?；：:.][”’」』）)\"]*$")
_BEGINS_ITEM = re.compile(
    r"""
    [•●■◆▪·*–—-]\s?(?!\d)
  | \d{1,2}[.、)）](?!\d)\s?
  | [（(][一二三四五六七八九十\d]{1,3}[)）]
  | [一二三四五六七八九十]{1,3}、
  | 【
    """,
    re.VERBOSE,
)
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[.,;:!?)]*")
_BROKEN_WORD = re.compile(r"([A-Za-z]{2,})-$")
_FIRST_WORD = re.compile(r"[a-z]{2,}")


def join_lines(blocks: Sequence[Page]) -> Iterator[str]:
    """Paragraphs from the lines of columns in reading order."""
    lines = [(line, column) for block in blocks for column in [_Column(block)] for line in block]
    words = frozenset(re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", " ".join(line.text for line, _ in lines)))
    paragraph = ""
    for at, (line, column) in enumerate(lines):
        paragraph = _glue(paragraph, line.text, words)
        if at + 1 == len(lines) or not _goes_on(line, column, *lines[at + 1]):
            yield paragraph
            paragraph = ""


class _Column:
    """The measure of a column: where its lines begin and end, and how far they stand apart."""

    def __init__(self, lines: Page) -> None:
        self.height = median(line.height for line in lines)
        body = [line for line in lines if line.height < OTHER_TYPE * self.height]
        ends = sorted((line.right for line in body), reverse=True)
        self.right = ends[2] if len(ends) > 5 else ends[0]  # the third farthest, so that one odd line does not count
        self.left = min(line.left for line in body)
        self.width = self.right - self.left
        steps = [step for a, b in pairwise(lines) if (step := a.bottom - b.bottom) > 0]
        self.step = median(steps) if steps else self.height


def _goes_on(line: Line, column: _Column, following: Line, other: _Column) -> bool:
    if column.width < MIN_WIDTH * column.height or _BEGINS_ITEM.match(following.text):
        return False
    if "\t" in line.text or "\t" in following.text:  # rows of a table
        return False
    if max(line.height, following.height) > OTHER_TYPE * min(line.height, following.height):
        return False
    if following.left > other.left + INDENT * other.height and line.left <= column.left + INDENT * column.height:
        return False
    if column is other and line.bottom - following.bottom > GAP * column.step:
        return False
    is_broken = _BROKEN_WORD.search(line.text) and _FIRST_WORD.match(following.text)
    return bool(is_broken) or _is_full(line, column, following)


def _is_full(line: Line, column: _Column, following: Line) -> bool:
    reached = line.right - column.left
    if word := _LATIN_WORD.match(following.text):
        # Ragged lines: the next word would not have fitted.
        per_character = line.width / max(len(line.text), 1)
        needed = reached + per_character * (len(word[0]) + 1)
        if not _ENDS_SENTENCE.search(line.text):
            return word[0][0].islower() or needed >= RAGGED * column.width
        return needed >= column.width
    return reached >= (FULL if _ENDS_SENTENCE.search(line.text) else NEARLY_FULL) * column.width


def _glue(paragraph: str, line: str, words: frozenset[str]) -> str:
    """Words of Latin letters keep a blank between them, Chinese has none; a word broken at the margin becomes whole."""
    broken, rest = _BROKEN_WORD.search(paragraph), _FIRST_WORD.match(line)
    if broken and rest:
        # `long-` + `term`: the hyphen is the word's own where the text has it elsewhere.
        return paragraph + line if f"{broken[1]}-{rest[0]}" in words else paragraph[:-1] + line
    between = " " if paragraph[-1:].isascii() and line[:1].isascii() and paragraph else ""
    return paragraph + between + line
