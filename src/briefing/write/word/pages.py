"""On which page each chapter begins, estimated from the sizes that the template states.

Only a layout engine knows; Word counts anew when the contents are updated. Until then the numbers shown come
from the same sums a typesetter would do: how many lines a paragraph needs, how high its lines are, what moves
to the next page because it may not be split.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from docx.document import Document
from docx.oxml.ns import qn

from .elements import Element, text_of

TWIPS_PER_POINT = 20
EMU_PER_POINT = 12_700
# A line of single spacing is this much higher than its letters: between the 1.14 of SimSun and the 1.32 of YaHei.
LEADING = 1.25
# What Latin letters take of their size, on average.
LATIN_WIDTH = 0.5
DEFAULT_SIZE = 10.5
GAP = 0.25
# Padding of the cells of a table, as the template's table style has it.
CELL_TOP, CELL_SIDE = 2.25, 3.5


@dataclass(frozen=True, slots=True)
class Metrics:
    """A paragraph style in points."""

    size: float
    line: float
    """The height of a line."""
    before: float
    after: float
    indent: float
    """Left and right together."""
    first: float
    keeps_next: bool


@dataclass(slots=True)
class _Page:
    height: float
    number: int = 1
    used: float = 0.0

    def add(self, height: float, *, unbroken: float, before: float) -> int:
        """Lay something down; the page it begins on. `unbroken`: how much of it must stay together."""
        if self.used and self.used + before + unbroken > self.height:
            self.number, self.used = self.number + 1, 0.0
        begins = self.number
        # Word and LibreOffice drop the space above what comes first on a page.
        self.used += height + (before if self.used else 0.0)
        while self.used > self.height:
            self.number, self.used = self.number + 1, self.used - self.height
        return begins


def estimate_pages(document: Document, place: Element | None, lines: int) -> tuple[dict[str, int], int]:
    """Page numbers by bookmark, and how many pages there are.

    So many `lines` of contents, one under the other, are still to come at `place`.
    """
    section = document.sections[0]
    sizes = [section.page_height, section.top_margin, section.bottom_margin]
    height, top, bottom = ((size or 0) / EMU_PER_POINT for size in sizes)
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    sheet = _Sheet(document, width / EMU_PER_POINT)
    line = sheet.styles["toc 1"]
    blocks = [
        _Block((lines * (line.line + max(line.before, line.after)),), line, ())
        if block is place
        else sheet.block(block)
        for block in document.element.body
    ]
    return _lay_out(blocks, _Page(height - top - bottom))


class _Block(NamedTuple):
    heights: tuple[float, ...]
    """A paragraph in one piece, a table row by row; without the space around them."""
    metrics: Metrics
    bookmarks: tuple[str, ...]

    @property
    def unbroken(self) -> float:
        """What must stay together at its top: two lines of a paragraph, the first rows of a table."""
        return min(self.heights[0], 2 * self.metrics.line) if len(self.heights) == 1 else sum(self.heights[:2])


def _lay_out(blocks: Sequence[_Block], page: _Page) -> tuple[dict[str, int], int]:
    """Blocks that keep with the next one wait for it; the space between two is the larger of theirs."""
    found: dict[str, int] = {}
    waiting: list[_Block] = []
    after = 0.0
    for block in blocks:
        if not block.heights:
            continue
        waiting.append(block)
        if block.metrics.keeps_next and len(block.heights) == 1:
            continue
        rest = [max(a.metrics.after, b.metrics.before) for a, b in pairwise(waiting)]
        held = sum(sum(b.heights) for b in waiting[:-1]) + sum(rest)
        before = max(after, waiting[0].metrics.before)
        begins = page.add(held + block.heights[0], unbroken=held + block.unbroken, before=before)
        for height in block.heights[1:]:
            page.add(height, unbroken=height, before=0.0)
        found.update((name, begins) for b in waiting for name in b.bookmarks)
        waiting, after = [], block.metrics.after
    found.update((name, page.number) for block in waiting for name in block.bookmarks)
    return found, page.number


class _Sheet:
    """What the template says about sizes, by style."""

    def __init__(self, document: Document, width: float) -> None:
        self.width = width
        self.styles = _read_metrics(document)
        self.names = {
            style.get(qn("w:styleId")): style.find(qn("w:name")).get(qn("w:val")).lower()
            for style in document.styles.element.iter(qn("w:style"))
        }

    def metrics(self, block: Element) -> Metrics:
        style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = self.names.get(style.get(qn("w:val")), "normal") if style is not None else "normal"
        metrics = self.styles[name]
        return (
            replace(metrics, keeps_next=True)
            if block.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
            else metrics
        )

    def block(self, block: Element) -> _Block:
        metrics = self.metrics(block)
        bookmarks = tuple(mark.get(qn("w:name")) for mark in block.iter(qn("w:bookmarkStart")))
        if block.tag == qn("w:tbl"):
            return _Block(tuple(self._row(row) for row in block.iter(qn("w:tr"))), metrics, bookmarks)
        if block.tag != qn("w:p"):
            return _Block((), metrics, ())
        drawn = sum(int(extent.get("cy")) for extent in block.iter(qn("wp:extent"))) / EMU_PER_POINT
        return _Block((drawn or _paragraph(text_of(block), metrics, self.width),), metrics, bookmarks)

    def _row(self, row: Element) -> float:
        return max((self._cell(cell) for cell in row.iter(qn("w:tc"))), default=0.0)

    def _cell(self, cell: Element) -> float:
        width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"), "0")) / TWIPS_PER_POINT
        room = max(width - 2 * CELL_SIDE, 20)
        return 2 * CELL_TOP + sum(_paragraph(text_of(p), self.metrics(p), room) for p in cell.iter(qn("w:p")))


def _paragraph(text: str, metrics: Metrics, width: float) -> float:
    room = max(width - metrics.indent, metrics.size)
    return metrics.line * max(1, math.ceil((_text_width(text) * metrics.size + metrics.first) / room))


def _text_width(text: str) -> float:
    """In letters of the size; Word and LibreOffice put a quarter of one between Han and Latin."""
    wide = [east_asian_width(c) in "WFA" for c in text]
    gaps = sum(a != b for a, b in pairwise(wide))
    return sum(1.0 if is_wide else LATIN_WIDTH for is_wide in wide) + GAP * gaps


def _read_metrics(document: Document) -> dict[str, Metrics]:
    by_id = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}

    @cache
    def chain(identity: str) -> tuple[Element, ...]:
        """A style and those that it is based on, itself first."""
        style = by_id.get(identity)
        based = style.find(qn("w:basedOn")) if style is not None else None
        return () if style is None else (style, *(chain(based.get(qn("w:val"))) if based is not None else ()))

    found = {
        style.find(qn("w:name")).get(qn("w:val")).lower(): _metrics(chain(identity))
        for identity, style in by_id.items()
        if style.get(qn("w:type")) == "paragraph"
    }
    found.setdefault("normal", _metrics(()))
    return found


def _metrics(chain: tuple[Element, ...]) -> Metrics:
    def number(path: str, attribute: str) -> float:
        for style in chain:
            element = style.find("/".join(qn(f"w:{tag}") for tag in path.split("/")))
            if element is not None and element.get(qn(f"w:{attribute}")) is not None:
                return float(element.get(qn(f"w:{attribute}")))
        return 0.0

    size = number("rPr/sz", "val") / 2 or DEFAULT_SIZE
    spacing = number("pPr/spacing", "line")
    exactly = f"{qn('w:pPr')}/{qn('w:spacing')}[@{qn('w:lineRule')}='exact']"
    exact = any(style.find(exactly) is not None for style in chain)
    line = spacing / TWIPS_PER_POINT if exact else size * LEADING * (spacing / 240 or 1.0)
    return Metrics(
        size=size,
        line=line,
        before=number("pPr/spacing", "before") / TWIPS_PER_POINT + number("pPr/pBdr/top", "space"),
        after=number("pPr/spacing", "after") / TWIPS_PER_POINT + number("pPr/pBdr/bottom", "space"),
        indent=(number("pPr/ind", "left") + number("pPr/ind", "right")) / TWIPS_PER_POINT,
        first=number("pPr/ind", "firstLine") / TWIPS_PER_POINT,
        keeps_next=any(style.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for style in chain),
    )
