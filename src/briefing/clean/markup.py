"""Repairs of markup left in a text: HTML tags and character references, Markdown images, links and bold marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

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
    r"""
    &(?:amp;)*+                                                   # escaped twice: &amp;nbsp;
    (?: \#\d{1,6}; | \#[xX][0-9a-fA-F]{1,5}; | (?P<name>[A-Za-z]{2,8}\d{0,2});
      | nbsp(?![A-Za-z0-9;=]) )
  | &(?:amp;)+(?![A-Za-z\#])
    """,
    re.VERBOSE,
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
_NEW_TAB = re.compile(r"(?:,\s|[ (\[])opens?\s(?:in\s)?(?:an?\s)?new\s(?:tab|window)[)\]]?(?![A-Za-z])", re.IGNORECASE)
_BARRED = re.compile("[|][^\n]*[|]")


_TWICE = re.compile("&(?:amp;)+")


def drop_tags(text: str) -> Iterator[Edit]:
    """HTML tags go, line by line (an unfinished tag ends with its line); those of paragraphs become line breaks."""
    if "<" not in text:
        return
    for match in _TAG.finditer(text):
        yield Edit(match.start(), match.end(), "\n" if match["line"] else "")


def fix_entities(text: str) -> Iterator[Edit]:
    """Character references become the characters they stand for, also where they were escaped twice."""
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        if match["name"] is None or f"{match['name']};" in html5:
            yield Edit(match.start(), match.end(), html.unescape(_TWICE.sub("&", match.group())))


def drop_images(text: str) -> Iterator[Edit]:
    """Markdown images go."""
    return (Edit(m.start(), m.end(), "") for m in _IMAGE.finditer(text)) if "![" in text else iter(())


def drop_links(text: str) -> Iterator[Edit]:
    """Markdown links inside a line become their words; a link that is a line stays, for the splitter to read."""
    if "](" not in text:
        return
    for match in _INLINE_LINK.finditer(text):
        if not _is_whole_line(text, match.start(), match.end()):
            yield Edit(match.start(), match.start("words"), "")
            yield Edit(match.end("words"), match.end(), "")


def _is_whole_line(text: str, start: int, end: int) -> bool:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not before.strip() and not text[end : find_line_end(text, end)].strip()


def drop_emphasis(text: str) -> Iterator[Edit]:
    """Markdown's bold marks and escapes go."""
    if "*" not in text and "_" not in text and "\\" not in text:
        return iter(())
    return (Edit(m.start(), m.end(), "") for m in _EMPHASIS.finditer(text))


def drop_link_labels(text: str) -> Iterator[Edit]:
    """`, opens new tab`: what a link says to readers who cannot see that it is one."""
    if "new tab" not in text and "new window" not in text:
        return iter(())
    return (Edit(m.start(), m.end(), "") for m in _NEW_TAB.finditer(text))


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
