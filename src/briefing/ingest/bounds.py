"""How much one file may hold of what costs memory many times its bytes: lines, tags, cells.

A file of 200 MB is read where its form allows it; one that is nothing but line ends, brackets or commas is refused
before it becomes millions of objects. What is measured here is counted, which takes milliseconds.
"""

from __future__ import annotations

from .contents import Unreadable

MAX_TEXT = 20_000_000
"""Characters of a text, of a page, of one JSON value, of one line of JSON: a hundred times a large newspaper."""
MAX_LINES = 1_000_000
"""Lines of a text or table; each becomes some 300 bytes."""
MAX_TAGS = 1_000_000
"""Of a page or feed; a tree keeps some 400 bytes for each. Large pages have ten thousand."""
MAX_CELLS = 10_000_000
"""Of a table or of JSON, counted by their delimiters; each may become an object of its own. Prose of 200 MB has three
million commas."""
MARKED_UP = ("web_page", "syndication", "word_xml", "xml_sheets")


def check_bounds(kind: str, text: str) -> None:
    """Raises `Unreadable` for what would cost more than some hundred megabytes as `kind` (of `recognise_text`)."""
    if kind not in ("jsonl", "csv") and len(text) > MAX_TEXT:
        raise Unreadable(f"holds more than {MAX_TEXT // 1_000_000} million characters in one piece; split it")
    if kind not in ("json", *MARKED_UP) and _count(text, "\n", "\r") > MAX_LINES:
        raise Unreadable(f"has more than {MAX_LINES // 1_000_000} million lines; split it")
    if kind in MARKED_UP and text.count("<") > MAX_TAGS:
        raise Unreadable(f"has more than {MAX_TAGS // 1_000_000} million tags, as no page has; cut it down")
    if kind in ("jsonl", "json", "csv") and _count(text, *",\t;|，[") > MAX_CELLS:
        raise Unreadable(f"has more than {MAX_CELLS // 1_000_000} million cells or brackets; split it")


def _count(text: str, *marks: str) -> int:
    """How often the commonest of the marks stands in the text."""
    return max(map(text.count, marks))
