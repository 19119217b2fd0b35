"""Several articles in one Word file: cut at the headings that open them, not at the subheads of one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from ...config import read_table
from ..bodies.body import width
from ..contents import Passage

MIN_ITEMS = 3
"""Headed items that make a round-up when two of three state their source or time."""
TITLE_WIDTH = 20
"""Columns of a middling title, ten Chinese characters: subheads of an article are shorter."""
ITEM_LENGTH = 60
"""Characters of the shortest article under a heading that states nothing."""
_MARKED = re.compile(r"(#{1,6}) (\S.*)")
_STATED = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}|来源|來源|(?<![A-Za-z])[Ss]ource\s?:|记者|記者")
_SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|第.{1,3}[章节部]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d\.\d",
)
_CUES = re.compile(
    "|".join(map(re.escape, (*read_table("page_words.toml")["roundup_cues"], "汇编", "剪报", "摘编", "周报", "简报"))),
    re.IGNORECASE,
)


class _Heading(NamedTuple):
    at: int
    level: int
    title: str


def find_items(lines: Sequence[str]) -> tuple[tuple[Passage, ...], str]:
    """The articles of a collection and what told them apart; none for a file that is one article."""
    headings = [
        _Heading(at, len(match[1]), match[2])
        for at, line in enumerate(lines)
        if (match := _MARKED.fullmatch(line.strip()))
    ]
    level, sign = _stated_level(lines, headings)
    if level is None:
        level, sign = _titled_level(lines, headings)
    if level is None:
        return (), ""
    return tuple(_cut(lines, headings, level)), sign


def _stated_level(lines: Sequence[str], headings: Sequence[_Heading]) -> tuple[int | None, str]:
    """The level whose headings have a line of source or time below; subheads have none."""
    levels = Counter(heading.level for heading in headings if _states_itself(lines, heading.at))
    level, count = max(levels.items(), key=lambda entry: (entry[1], -entry[0]), default=(0, 0))
    all_of_it = sum(heading.level == level for heading in headings)
    if not (count >= MIN_ITEMS and count * 3 >= all_of_it * 2) and not count == all_of_it == 2:
        return None, ""
    return level, f"headings of level {level}, {count} of {all_of_it} with a line of source or time"


def _states_itself(lines: Sequence[str], heading: int) -> bool:
    below = [line for line in lines[heading + 1 : heading + 4] if line.strip()][:2]
    return any(len(line) <= 60 and _STATED.search(line) for line in below)


def _titled_level(lines: Sequence[str], headings: Sequence[_Heading]) -> tuple[int | None, str]:
    """The level whose headings are titles with prose below: none stands above them but the collection's own."""
    for level in sorted({heading.level for heading in headings}):
        own = [heading for heading in headings if heading.level == level]
        if len(own) < 2 or median(width(heading.title) for heading in own) < TITLE_WIDTH:
            continue
        if any(_SECTION.match(heading.title) for heading in own) or not _is_told(lines, headings, own):
            continue
        above = "\n".join(line for line in lines[: own[0].at] if line.strip())
        if not above or (_CUES.search(above) and len(above) < ITEM_LENGTH * 4):
            return level, f"{len(own)} headings of level {level} with prose below and no title above them"
    return None, ""


def _is_told(lines: Sequence[str], headings: Sequence[_Heading], own: Sequence[_Heading]) -> bool:
    """Whether nearly all of the headings have an article's prose below."""
    told = [heading for heading in own if len("".join(_below(lines, headings, heading))) >= ITEM_LENGTH]
    return len(told) * 4 >= len(own) * 3


def _below(lines: Sequence[str], headings: Sequence[_Heading], heading: _Heading) -> Sequence[str]:
    """The lines under a heading, up to the next of its level or above."""
    ends = (other.at for other in headings if other.at > heading.at and other.level <= heading.level)
    return lines[heading.at + 1 : next(ends, len(lines))]


def _cut(lines: Sequence[str], headings: Sequence[_Heading], level: int) -> Iterator[Passage]:
    """The title is stated and stays in the text: the splitter reads the line of source and time below it."""
    own = [heading for heading in headings if heading.level == level]
    for number, heading in enumerate(own, start=1):
        body = _below(lines, headings, heading)
        if any(map(str.strip, body)):
            text = "\n".join((f"# {heading.title}", *body))
            yield Passage(text, label=str(number), form="article", extracted=True, title=heading.title)
