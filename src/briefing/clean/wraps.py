"""Paragraphs that were broken at a fixed width (mails, terminals, old bulletin boards), made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..text import HAN
from .edit import Edit, find_line_end

NARROWEST, WIDEST = 36, 130
"""Columns of the widths at which texts are broken; a Chinese character takes two. Narrower are poems and tables."""
FEWEST_LINES = 3
"""Lines of a paragraph that show a width; shorter ones are joined where others have shown the same."""
SLACK = 3
"""Columns that a line may lack because a mark may not begin a line, or a bracket end one."""
_HAN = re.compile(f"[{HAN}]")
_STOPPED = re.compile(r"[。！？；!?;…]”?$|[^A-Z.]\.\"?$")
_MARKED = re.compile(r"[，。；、：,;:.]")
_BEGINS_ITEM = re.compile(
    r"[ \t\u3000>|#*•·●■◆▲►※★☆◎○◇□\[【〔①-⑳-]|\d{1,3}[.、．）)]|[（(]?[一二三四五六七八九十]{1,3}[、）)]"
    r"|[（(]\d|https?:|www\."
)
_FIRST_WORD = re.compile(rf"[{HAN}][，。、；：！？”’）》】」』％]*|[^\s{HAN}]+")


class _Line(NamedTuple):
    start: int
    end: int
    width: int


def join_wrapped_lines(text: str) -> Iterator[Edit]:
    """A paragraph whose every line is as full as its width allows is one line."""
    for lines in _paragraphs(text):
        full = max(line.width for line in lines)
        if not NARROWEST <= full <= WIDEST or not _is_prose(text, lines):
            continue
        joints = list(pairwise(lines))
        wrapped = [_is_full(text, a, b, full) for a, b in joints]
        if sum(wrapped) < FEWEST_LINES - 1 or sum(wrapped) < 0.75 * len(joints):
            continue
        for (a, b), is_wrapped in zip(joints, wrapped, strict=True):
            if is_wrapped:
                end = a.start + len(text[a.start : a.end].rstrip())
                yield Edit(end, b.start, _joint(text, end, b.start))


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank one; a line that is indented or marked begins a new one."""
    run: list[_Line] = []
    start = 0
    while start <= len(text):
        end = find_line_end(text, start)
        if end - start > WIDEST or text[start:end].isspace() or end == start:
            if len(run) >= FEWEST_LINES:
                yield run
            run = []
        else:
            if run and _BEGINS_ITEM.match(text, start):
                if len(run) >= FEWEST_LINES:
                    yield run
                run = []
            run.append(_Line(start, end, _width(text[start:end].rstrip())))
        start = end + 1
    if len(run) >= FEWEST_LINES:
        yield run


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) if not line.isascii() else len(line)


def _is_full(text: str, line: _Line, after: _Line, full: int) -> bool:
    """Whether the first word of the next line had no room."""
    word = _FIRST_WORD.match(text, after.start, after.end)
    gap = 0 if _HAN.match(text, after.start) or _HAN.match(text, line.end - 1) else 1
    return word is not None and line.width + gap + _width(word.group()) > full - SLACK


def _is_prose(text: str, lines: Sequence[_Line]) -> bool:
    """Marks inside the lines, and few lines that end with a full stop: neither a list nor a table of headlines."""
    inner = lines[:-1]
    stopped = sum(bool(_STOPPED.search(text[line.start : line.end].rstrip())) for line in inner)
    marked = sum(bool(_MARKED.search(text, line.start, line.end)) for line in lines)
    latin = [b for b in lines[1:] if text[b.start].isascii() and text[b.start].isalpha()]
    small = sum(text[line.start].islower() for line in latin)
    return 2 * marked >= len(lines) and 5 * stopped <= 2 * len(inner) and 3 * small >= len(latin)


def _joint(text: str, end: int, after: int) -> str:
    """Nothing beside Chinese characters and marks, a blank between words of Latin script."""
    return "" if not (text[end - 1].isascii() and text[after].isascii()) else " "
