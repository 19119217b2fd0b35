"""Repairs for every text: line ends, invisible characters, odd blanks, readings in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text import HAN
from .edit import Edit

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls but tab, line ends and the separators above
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffc\uffa0"
    "\U000e0000-\U000e007f]+"  # soft hyphen, zero width, direction, fillers, byte-order mark, tags
)
_ODD_BLANK = re.compile(
    "[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000][ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*"
    "| [ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"
)
_LOST_BREAK = re.compile(
    rf"""
    (?<=[。！？…”）)])(?:[ ]{{4,}}|\u3000{{2,}})(?=\S)   # after a stop an indent of two full-width blanks will do
  | (?<=[{HAN}])(?:[ ]{{8,}}|\u3000{{4,}})(?=\S)         # after a headline it takes a wide one
    """,
    re.VERBOSE,
)
_NOTHING: Iterator[Edit] = iter(())
_LINE_BLANK = re.compile("^ +| +$", re.MULTILINE)
# Symbol and Wingdings, as Word's bullets come out of a copied page.
_BULLETS = "\uf06c\uf06e\uf0b7\uf0d8\uf0fc\uf075\uf0a7\uf0e0\uf071\uf076\uf0b2"
_PRIVATE = re.compile("(?:(?<=\n)|\\A)[ \u3000]*[" + _BULLETS + "]|\ue5e5|[\ue000-\uf8ff\U000f0000-\U0010ffff]+")


_PRINTED = "\u034f\u3164\ufffc\uffa0"  # what is invisible although Unicode counts it among the printed characters


def _is_plain(text: str) -> bool:
    """Whether nothing but printed characters, blanks and line feeds stand in a text: ten times as fast to say as the
    patterns are, and true of most texts after the first round of repairs."""
    return text.replace("\n", "").isprintable()


def fix_line_ends(text: str) -> Iterator[Edit]:
    """Carriage returns, form feeds and Unicode line separators become line feeds."""
    if _is_plain(text):
        return _NOTHING
    return (Edit(m.start(), m.end(), "\n") for m in _LINE_END.finditer(text))


def drop_invisible(text: str) -> Iterator[Edit]:
    """Control characters, byte-order marks, soft hyphens and zero-width characters go."""
    if _is_plain(text) and not any(character in text for character in _PRINTED):
        return _NOTHING
    return (Edit(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text))


def fix_lost_breaks(text: str) -> Iterator[Edit]:
    """An indent in the middle of a line is where a paragraph began before its line break was lost."""
    if "    " not in text and "\u3000\u3000" not in text:
        return _NOTHING
    return (Edit(m.start(), m.end(), "\n") for m in _LOST_BREAK.finditer(text))


def normalize_blanks(text: str) -> Iterator[Edit]:
    """Tabs, no-break and full-width blanks, and runs of blanks, become one blank."""
    if "  " not in text and _is_plain(text):
        return _NOTHING
    return (Edit(m.start(), m.end(), " ") for m in _ODD_BLANK.finditer(text))


def drop_line_blanks(text: str) -> Iterator[Edit]:
    """Blanks at the ends of lines go."""
    if " \n" not in text and "\n " not in text and text[:1] != " " and text[-1:] != " ":
        return _NOTHING
    return (Edit(m.start(), m.end(), "") for m in _LINE_BLANK.finditer(text))


def fix_private_use(text: str) -> Iterator[Edit]:
    """Private-use characters (icons) go; Word's bullets at a line's head become bullets, GBK's blank a blank."""
    if _is_plain(text):
        return
    for match in _PRIVATE.finditer(text):
        last = match.group()[-1]
        if last == "\ue5e5":
            yield Edit(match.start(), match.end(), " ")
        elif last in _BULLETS and (match.start() == 0 or text[match.start() - 1] == "\n"):
            yield Edit(match.start(), match.end(), "•" if text[match.end() : match.end() + 1].isspace() else "• ")
        else:
            yield Edit(match.start(), match.end(), "")
