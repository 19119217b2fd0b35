"""Texts that hold no article: lists of links, programs and records."""

from __future__ import annotations

import re

from ...types import Document
from ..article import find_lines
from .digest_lines import rows_of_raw

MIN_LINKED = 6
LINKED_SHARE = 0.7
MIN_TOLD = 40
"""Characters of prose from which a text with many links has something of its own to say."""


def is_list_of_links(document: Document) -> bool:
    """Whether most lines are headlines with a link each, and next to nothing is told."""
    if document.raw.count("](", 0, 200_000) < MIN_LINKED:
        return False
    rows = [row for row in rows_of_raw(document.raw[:200_000]) if not row.level]
    linked = sum(1 for row in rows if row.linked and not row.is_prose)
    told = sum(len(row.text) for row in rows if row.is_prose)
    return linked >= MIN_LINKED and linked >= LINKED_SHARE * len(rows) and told < MIN_TOLD


_CODE = re.compile(r"""["{}\[\]<$]|[\w.]+\s?[=(]|import |def |function |.*[{};]$""")
CODE_SHARE = 0.6


def is_code(text: str) -> bool:
    """Whether most lines are a program's or a record's, not prose: documentation, a configuration, a dump."""
    lines = [line.text for line in find_lines(text[:50_000])]
    return len(lines) >= 10 and sum(1 for line in lines if _CODE.match(line)) > CODE_SHARE * len(lines)
