"""The layout of a PDF's pages: columns in reading order, running heads and page numbers out.

Most programs write columns one after the other, and then the order of the file is kept. Those that write line by line
across the page are put right: a gutter that prose stands on both sides of parts two columns, recursively.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

MIN_REPEATS = 3
"""Pages that begin or end with the same line before it counts as a running head."""
REPEATED = 0.4
"""Share of pages that carry a running head: those on left and right pages differ."""
EDGE_LINES = 3
"""Lines from the top or bottom of a page among which its running heads stand."""
HEAD_PLACE = 6
"""Points within which running heads stand at the same height."""
_PAGE_NUMBER = re.compile(
    r"""
    [-–—·•~\s]*(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[/／|，,]?\s?共?\s?\d{1,4}(?:\s?页)?)?[-–—·•~\s]*
  | [-–—·•~\s]*第\s?[一二三四五六七八九十百]{1,5}\s?页[-–—·•~\s]*
  | Page\s\d{1,4}(?:\s(?:of|/)\s\d{1,4})?
  | (?:[ivxlc]{1,6}|[IVXLC]{1,6})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")

MAX_LINES = 2_000
"""Of a page whose columns are looked for; a broadsheet has 600."""
MIN_COLUMN_LINES = 4
"""Lines on either side of a gutter."""
SHARED = 3
"""Lines that begin at one place before a column may begin there."""
GUTTER = 0.5
"""Heights of a line that a gutter is wide at least."""
FILLED = 0.6
"""Share of a column's width that its middling line fills. Cells of a table are shorter, lists too."""
MIN_COLUMN = 8
"""Heights of a line that a column is wide at least: eight characters, a newspaper's narrowest."""
CROSSING = 0.3
"""Share of lines that may run across a gutter: headlines, captions, tables over all columns."""
CELL = 1.5
"""Heights of a gap from which it parts the cells of a table."""
SAME_ROW = 0.4
"""Heights of a line within which two stand in one row."""
MAX_DEPTH = 12
"""Gutters one after the other: a broadsheet has up to eight columns."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and its box, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    row: int = 0
    """Its number among the rows of the file; two with one number stand side by side."""

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 0.1)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


Page = tuple[Line, ...]
"""The lines of a page, or of a column of it."""


# ---------------------------------------------------------------- running heads


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The lines of each page but those at its edges that only count pages or come again on page after page."""
    edges = Counter(words for page in pages for words in {_squeeze(line) for line in _at_edges(page)})
    least = max(MIN_REPEATS, REPEATED * len(pages))
    repeated = {words for words, count in edges.items() if count >= least}
    return [_without_heads(page, repeated) for page in pages]


def _squeeze(line: Line) -> tuple[str, int]:
    """Its words without their digits, and how high it stands: a head has its place, a phrase of the text has not."""
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.bottom / HEAD_PLACE)


def _at_edges(page: Page) -> list[Line]:
    """The lines nearest to the top and to the bottom."""
    by_height = sorted(page, key=lambda line: -line.top)
    return [*by_height[:EDGE_LINES], *by_height[EDGE_LINES:][-EDGE_LINES:]]


def _without_heads(page: Page, repeated: set[tuple[str, int]]) -> Page:
    dropped = {line for line in _at_edges(page) if _squeeze(line) in repeated}
    rest = sorted((line for line in page if line not in dropped), key=lambda line: -line.top)
    # Page numbers are outermost; a number further in is a figure of the text.
    for edge in (rest[:1], rest[-1:]):
        dropped.update(line for line in edge if _PAGE_NUMBER.fullmatch(line.text))
    return tuple(line for line in page if line not in dropped)


# ---------------------------------------------------------------- columns


def find_columns(page: Page) -> list[Page]:
    """The columns of a page in reading order; the page itself when it has one column or none to be told."""
    if not 2 * MIN_COLUMN_LINES <= len(page) <= MAX_LINES:
        return [_with_cells(page)] if page else []
    return [_with_cells(column) for column in _cut(page, MAX_DEPTH) if column]


def _with_cells(column: Page) -> Page:
    """The lines of a column, those of one row joined: cells by a tab, words far apart by a blank."""
    joined: list[Line] = []
    for line in column:
        last = joined[-1] if joined else None
        if last is None or last.row != line.row or line.left < last.right:
            joined.append(line)
            continue
        between = "\t" if line.left - last.right >= CELL * line.height else " "
        edges = (last.left, min(last.bottom, line.bottom), line.right, max(last.top, line.top))
        joined[-1] = Line(f"{last.text}{between}{line.text}", *edges, row=line.row)
    return tuple(joined)


def _cut(lines: Page, depth: int) -> list[Page]:
    gutter = _find_gutter(lines) if depth and lines else None
    if gutter is None:
        return [lines]
    found: list[Page] = []
    for band in _bands(lines, gutter):
        left = tuple(line for line in band if line.right <= gutter)
        right = tuple(line for line in band if line.left >= gutter)
        if left or right:
            found += [*_cut(left, depth - 1), *_cut(right, depth - 1)]
        else:
            found.append(band)
    return found


def _bands(lines: Page, gutter: float) -> Iterator[Page]:
    """Stretches of a page from top to bottom: lines beside the gutter, and lines across it."""
    across = {line for line in lines if line.left < gutter < line.right}
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if band and (line in across) != (band[-1] in across):
            yield _in_rows(band)
            band = []
        band.append(line)
    yield _in_rows(band)


def _in_rows(band: Sequence[Line]) -> Page:
    """The lines of a band from top to bottom; those of one height from left to right. Fonts set their boxes
    differently, so that the words of one row differ a little in height."""
    rows: list[list[Line]] = []
    for line in sorted(band, key=lambda line: (-line.middle, line.left)):
        if rows and rows[-1][0].middle - line.middle < SAME_ROW * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda line: line.left))


def _find_gutter(lines: Page) -> float | None:
    """The middle of the gutter that the fewest lines cross, with columns of prose on both sides; None without one."""
    height = median(line.height for line in lines)
    best: tuple[int, float] | None = None
    for left, right in _gaps(lines, GUTTER * height):
        middle = (left + right) / 2
        crossing = sum(line.left < middle < line.right for line in lines)
        if crossing > CROSSING * len(lines) or (best and best[0] <= crossing):
            continue
        if _are_columns(lines, middle, height):
            best = crossing, middle
    return best[1] if best else None


def _gaps(lines: Page, least: float) -> Iterator[tuple[float, float]]:
    """Stretches between where lines end and where the next ones begin, as wide as a gutter."""
    ends = sorted({line.right for line in lines})
    starts = Counter(round(line.left) for line in lines)
    for start in sorted(start for start, count in starts.items() if count >= SHARED):
        at = bisect_right(ends, start - least)
        if at:
            yield ends[at - 1], start


def _are_columns(lines: Page, gutter: float, height: float) -> bool:
    """Whether prose stands on both sides of a gutter, side by side."""
    left = [line for line in lines if line.right <= gutter]
    right = [line for line in lines if line.left >= gutter]
    if min(len(left), len(right)) < MIN_COLUMN_LINES or not (_is_filled(left, height) and _is_filled(right, height)):
        return False
    overlap = min(max(line.top for line in left), max(line.top for line in right)) - max(
        min(line.bottom for line in left), min(line.bottom for line in right)
    )
    return overlap >= MIN_COLUMN_LINES * height


def _is_filled(lines: Sequence[Line], height: float) -> bool:
    """Whether lines are those of a column, or of several: as wide as the room, or as their fellows."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    widths = sorted(line.width for line in lines)
    middling, widest = median(widths), widths[-1]
    return middling >= MIN_COLUMN * height and middling >= FILLED * min(width, widest)
