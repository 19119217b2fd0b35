"""Kinds of round-ups whose items open with their title: in bold, before a dash, as the name of a company."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .digest_lines import Row
from .digest_marks import MIN_ITEMS, Head, find_mark

_DASHED = re.compile(r"(?P<title>[^。！？；—\n]{6,60}(?:[！？][^。！？；—\n]{4,40})?)\s?(?:——|—\s|\s[–—]\s)\s?(?=\S)")


def dash_led(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """`headline——text`, an item a line."""
    found = ((i, _DASHED.match(row.text)) for i, row in enumerate(rows) if row.level == 0 and row.is_prose)
    heads = [Head(i, is_title=False, led=match.end()) for i, match in found if match]
    prose = sum(1 for row in rows if row.is_prose)
    return tuple(heads) if is_digest and len(heads) >= MIN_ITEMS and len(heads) * 2 > prose else ()


_NAMED = re.compile(r"(?P<name>[*A-Za-z\u3400-\u9fff·]{2,12}(?P<code>\s?[（(][\w.]{4,12}[)）])?)\s?[:：]\s?(?=\S)")


def name_led(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """`Company(600001)：what it announced`, an item a line; in an interview the same names come again."""
    found = ((i, _NAMED.match(row.text)) for i, row in enumerate(rows) if row.level == 0 and row.is_prose)
    named = [(i, match) for i, match in found if match]
    prose = sum(1 for row in rows if row.is_prose)
    coded = sum(1 for _, match in named if match["code"])
    if len(named) < MIN_ITEMS or len(named) * 4 < prose * 3 or len({m["name"] for _, m in named}) * 5 < len(named) * 4:
        return ()
    is_sure = is_digest or (coded > MIN_ITEMS and coded * 4 >= len(named) * 3)
    return tuple(Head(i, is_title=False) for i, _ in named) if is_sure else ()


def bold_led(rows: Sequence[Row], is_digest: bool) -> tuple[Head, ...]:
    """Paragraphs that begin with a name in bold: deals of the week."""
    heads = [
        Head(i, skip=find_mark(row.text), is_title=False)
        for i, row in enumerate(rows)
        if row.bold == "lead" and row.is_prose
    ]
    prose = sum(1 for row in rows if row.is_prose)
    return tuple(heads) if is_digest and len(heads) >= MIN_ITEMS and len(heads) * 2 > prose else ()
