"""Where the items of a round-up begin: each kind of round-up is one function that finds its items' first lines.

A kind says yes only on evidence that an ordinary article with sub-heads does not give: the text calls itself a
round-up, or most items state a source, a time or a link of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..bodies.apart import find_dateline
from ..stated.metadata import is_outlet
from ..stated.reporters import is_byline
from .digest_led import bold_led, dash_led, name_led
from .digest_lines import Row
from .digest_marks import ANY_MARK, BULLET, LIST_MARK, MIN_ITEMS, NUMBERED_HEAD, STAMP, Head, find_mark

OPENING = 120
"""Characters in which a dateline stands."""
_LOUD = re.compile(r"\s*(?:NO|No|TOP|Top|№)\s?[.．]?\s?\d|\s*\d{1,2}\s(?:big|fun)\sthing")
_MINUTES = re.compile(r"(?<!\s)\s*\(\d{1,2}[\s-]minutes?(?:\sread)?\)\s*$", re.IGNORECASE)


def _told(rows: Sequence[Row], heads: Sequence[Head]) -> list[tuple[Head, Sequence[Row]]]:
    """The heads that prose follows before the next one, with the rows under each."""
    ends = [head.row for head in heads[1:]] + [len(rows)] * bool(heads)
    items = [(head, rows[head.row + 1 : end]) for head, end in zip(heads, ends, strict=True)]
    return [(head, under) for head, under in items if any(row.is_prose for row in under[:6])]


def _states_each(items: Sequence[tuple[Head, Sequence[Row]]]) -> bool:
    """Whether most items state a source, a time or a link, or close with a source in brackets."""
    stating = sum(1 for _, under in items if any(row.states or row.closes for row in under))
    return len(items) >= MIN_ITEMS and stating * 5 >= len(items) * 3


def _lead_is_short(rows: Sequence[Row], first: int) -> bool:
    """Whether little is told before the first item: a greeting, a list of contents; an article has its lead there."""
    return sum(1 for row in rows[:first] if row.is_prose) <= 2


# ---------------------------------------------------------------- the kinds


def stamped(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """A telegraph: a line with a time of day and nothing else before each item."""
    heads = [Head(i, is_title=False) for i, row in enumerate(rows) if STAMP.fullmatch(row.text)]
    told = _told(rows, heads)
    prose = sum(1 for row in rows if row.is_prose)
    if len(told) < MIN_ITEMS or len(told) * 4 < prose:
        return ()
    return tuple(head for head, _ in told)


def minuted(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """`HEADLINE (3 MINUTE READ)` over each item."""
    found = ((i, _MINUTES.search(row.text)) for i, row in enumerate(rows))
    heads = [Head(i, cut=len(rows[i].text) - match.start()) for i, match in found if match]
    return tuple(head for head, _ in told) if len(told := _told(rows, heads)) >= 2 else ()


def headed(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """Headings of one level, each over an item that states its own source, time or link."""
    levels = sorted({row.level for row in rows if row.level}, reverse=True)
    for level in levels:
        names = [i for i, row in enumerate(rows) if row.level == level and not row.is_label]
        if len({rows[i].text for i in names}) < MIN_ITEMS:
            continue
        told = _told_until_section(rows, names, level)
        if len(told) >= MIN_ITEMS and (_states_each(told) or _linked_each(rows, told)):
            return tuple(Head(head.row, skip=find_mark(rows[head.row].text)) for head, _ in told)
    return ()


def _told_until_section(rows: Sequence[Row], names: Sequence[int], level: int) -> list[tuple[Head, Sequence[Row]]]:
    items = []
    for i in names:
        end = next((k for k in range(i + 1, len(rows)) if 0 < rows[k].level <= level), len(rows))
        if any(row.is_prose or row.states for row in rows[i + 1 : end]):
            items.append((Head(i), rows[i + 1 : end]))
    return items


def _linked_each(rows: Sequence[Row], items: Sequence[tuple[Head, Sequence[Row]]]) -> bool:
    """Whether most heads are links to their own pages."""
    return sum(1 for head, _ in items if rows[head.row].linked) * 5 >= len(items) * 3


def bold_headed(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """Lines all in bold, each over an item."""
    heads = [
        Head(i, skip=find_mark(row.text))
        for i, row in enumerate(rows)
        if row.bold == "whole" and row.level == 0 and not row.is_label and len(row.text) <= 120 and not row.states
    ]
    told = _told(rows, heads)
    if len(told) < MIN_ITEMS or not _lead_is_short(rows, told[0][0].row):
        return ()
    return tuple(head for head, _ in told) if is_digest or _states_each(told) or _linked_each(rows, told) else ()


def number_headed(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """Numbered short lines, each over the prose of an item: `NO.1 …`, `1 big thing: …`, `2. …`."""
    heads = [
        Head(i, skip=match.end())
        for i, row in enumerate(rows[:-1])
        if (match := NUMBERED_HEAD.match(row.text)) and row.is_short and not NUMBERED_HEAD.match(rows[i + 1].text)
    ]
    loud = [head for head in heads if _LOUD.match(rows[head.row].text)]
    told = _told(rows, heads)
    enough = 2 if loud else MIN_ITEMS
    if len(told) < enough or not (is_digest or loud or _states_each(told)) or not _lead_is_short(rows, told[0][0].row):
        return ()
    return tuple(head for head, _ in told)


def bullet_headed(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """Short lines behind a bullet or an emoji, each over the prose of an item."""
    heads = [
        Head(i, skip=match.end())
        for i, row in enumerate(rows[:-1])
        if (match := BULLET.match(row.text))
        and row.is_short
        and rows[i + 1].is_prose
        and not BULLET.match(rows[i + 1].text)
    ]
    told = _told(rows, heads)
    return tuple(head for head, _ in told) if is_digest and len(told) >= MIN_ITEMS else ()


_BRACKETED = re.compile(r"【[^】]{2,12}】\s?(?=\S{4})")


def bracket_headed(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """`【Outlet】headline` over each item: what the papers of the day have."""
    heads = [
        Head(i, skip=match.end())
        for i, row in enumerate(rows[:-1])
        if (match := _BRACKETED.match(row.text)) and len(row.text) <= 100 and not row.text.endswith("。")
    ]
    told = _told(rows, heads)
    named = sum(1 for head, _ in told if is_outlet(rows[head.row].text[1:].partition("】")[0]))
    return tuple(head for head, _ in told) if len(told) >= MIN_ITEMS and (is_digest or named * 2 >= len(told)) else ()


def plain_headed(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """Short lines without any mark, each over the prose of an item; of a run of them the last is the head.

    A newspaper page has such heads too; where datelines and bylines stand among them, its own form reads it, unless
    the text calls itself a digest: items of broadcasts and wires have datelines as well.
    """
    if not is_digest and sum(map(_is_of_a_newspaper, rows)) >= 2:
        return ()
    heads = [
        Head(i)
        for i, row in enumerate(rows[:-1])
        if i
        and row.level == 0
        and _is_plain_head(row)
        and rows[i + 1].is_prose
        and not ANY_MARK.match(rows[i + 1].text)
    ]
    told = _told(rows, heads)
    if len(told) < MIN_ITEMS or not _lead_is_short(rows, told[0][0].row):
        return ()
    prose = sum(1 for row in rows if row.is_prose)
    sourced = sum(1 for _, under in told if any(row.closes for row in under))
    is_sure = is_digest or (len(told) > MIN_ITEMS and sourced * 4 >= len(told) * 3)
    return tuple(head for head, _ in told) if is_sure and len(told) * 4 >= prose else ()


def _is_of_a_newspaper(row: Row) -> bool:
    """本报讯 before the news, or the reporter on a line of his own."""
    return find_dateline(row.text, 0, min(len(row.text), OPENING)) is not None or is_byline(row.text)


def _is_plain_head(row: Row) -> bool:
    return (
        row.is_short
        and not row.states
        and not row.is_label
        and not LIST_MARK.match(row.text)
        and not STAMP.match(row.text)
    )


KINDS: tuple[Callable[[Sequence[Row], bool], tuple[Head, ...]], ...] = (
    stamped,
    minuted,
    headed,
    bold_headed,
    number_headed,
    bracket_headed,
    bullet_headed,
    plain_headed,
    dash_led,
    bold_led,
    name_led,
)
"""Tried in this order: the surer mark first."""
