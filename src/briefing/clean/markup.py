"""Repairs of markup left in a text: HTML tags and character references, Markdown images, links and bold marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from .edit import Edit, find_line_end

_LINE_TAGS = "p|div|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|figure|figcaption|section|article|main|blockquote|pre"
_OTHER_TAGS = (
    "span|a|b|i|u|s|em|strong|img|thead|tbody|td|th|font|center|code|sup|sub|small|label|header|footer|nav|aside"
    "|iframe|video|audio|source|picture|mark|time|script|style"
)
_TAG = re.compile(
    rf"""
    </?(?:(?P<line>{_LINE_TAGS})|{_OTHER_TAGS})(?=[\s/>])[^<>\n]*(?:>|(?=<)|(?=\n)|$)
  | <!--[^\n]{{0,400}}?-->
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENTITY = re.compile(
    "&(?:nbsp|amp|lt|gt|quot|apos|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|#\\d{1,6}|#x[0-9a-fA-F]{1,5});"
)
_IMAGE = re.compile(
    r"""
    !\[[^\]\n]{0,300}\]\(data:[^()\s]*\)
  | !\[[^\]\n]{0,300}\]\([^()\n]{0,4000}(?:\([^()\n]{0,200}\)[^()\n]{0,2000})?\)
    """,
    re.VERBOSE,
)
_INLINE_LINK = re.compile(
    r"(?<![!\]])\[(?P<words>[^\[\]\n]{1,300})\]\((?:https?:|/|\#|mailto:)[^()\n]{0,4000}\)",
)
_EMPHASIS = re.compile(r"\*\*|__(?=[^_\s])|(?<=[^_\s])__|\\(?=[*_#\[\]()~`>+.!-])")
_BARRED = re.compile("[|][^\n]*[|]")


def drop_tags(text: str) -> Iterator[Edit]:
    """HTML tags go, line by line (an unfinished tag ends with its line); those of paragraphs become line breaks."""
    for match in _TAG.finditer(text):
        yield Edit(match.start(), match.end(), "\n" if match["line"] else "")


def fix_entities(text: str) -> Iterator[Edit]:
    """Character references become the characters they stand for."""
    return (Edit(m.start(), m.end(), html.unescape(m.group())) for m in _ENTITY.finditer(text))


def drop_images(text: str) -> Iterator[Edit]:
    """Markdown images go."""
    return (Edit(m.start(), m.end(), "") for m in _IMAGE.finditer(text))


def drop_links(text: str) -> Iterator[Edit]:
    """Markdown links inside a line become their words; a link that is a line stays, for the splitter to read."""
    for match in _INLINE_LINK.finditer(text):
        if not _is_whole_line(text, match.start(), match.end()):
            yield Edit(match.start(), match.start("words"), "")
            yield Edit(match.end("words"), match.end(), "")


def _is_whole_line(text: str, start: int, end: int) -> bool:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not before.strip() and not text[end : find_line_end(text, end)].strip()


def drop_emphasis(text: str) -> Iterator[Edit]:
    """Markdown's bold marks and escapes go."""
    return (Edit(m.start(), m.end(), "") for m in _EMPHASIS.finditer(text))


def drop_table_bars(text: str) -> Iterator[Edit]:
    """The bars at the ends of a Markdown table's rows go, and the rule under its head."""
    start = 0 if "|" in text else len(text)
    while start < len(text):
        end = find_line_end(text, start)
        line = text[start:end]
        inner = line.strip("| ")
        if _BARRED.fullmatch(line.strip(" ")):
            at = start + line.find(inner) if inner.strip("|:- ") else end
            yield Edit(start, at, "")
            if at < end:
                yield Edit(at + len(inner), end, "")
        start = end + 1
