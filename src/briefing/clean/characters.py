"""Repairs for every text: line ends, invisible characters, odd blanks, readings in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text import HAN
from .edit import Edit

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls but tab, line ends and the separators above
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"  # soft hyphen, zero width, direction, byte-order mark
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
_LINE_BLANK = re.compile("^ +| +$", re.MULTILINE)
_PINYIN = re.compile(
    rf"""
    (?<=[{HAN}])                                  # after the character that it spells
    (?:[(（][ ]?[a-züêńňǹḿ\u00e0-\u00ff\u0101-\u01dc\u0300-\u036f]{{1,7}}[ ]?[)）])+
    """,
    re.VERBOSE,
)
_VOWEL = re.compile("[aeiouü\u00e0-\u00ff\u0101-\u01dc]")
# A Mandarin syllable without its tone mark. (brakpan) and (genset) are no reading of a character, (guan) is.
_SYLLABLE = re.compile(
    r"""
    (?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?
    (?:iang|iong|uang|ang|eng|ong|ing|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|in|un|ia|ie|iu|ua|uo|ui|ue|a|o|e|i|u|ü)
    """,
    re.VERBOSE,
)
_BRACKETS = re.compile(r"[()（） ]+")
# Lower-case words that stand in brackets after a Chinese name and are no pinyin.
_NOT_PINYIN = frozenset(("app", "via", "ai", "api", "a", "b", "c", "i", "ii", "iii", "iv", "vi", "etf", "ipo", "ev"))


def fix_line_ends(text: str) -> Iterator[Edit]:
    """Carriage returns, form feeds and Unicode line separators become line feeds."""
    return (Edit(m.start(), m.end(), "\n") for m in _LINE_END.finditer(text))


def drop_invisible(text: str) -> Iterator[Edit]:
    """Control characters, byte-order marks, soft hyphens and zero-width characters go."""
    return (Edit(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text))


def fix_lost_breaks(text: str) -> Iterator[Edit]:
    """An indent in the middle of a line is where a paragraph began before its line break was lost."""
    return (Edit(m.start(), m.end(), "\n") for m in _LOST_BREAK.finditer(text))


def normalize_blanks(text: str) -> Iterator[Edit]:
    """Tabs, no-break and full-width blanks, and runs of blanks, become one blank."""
    return (Edit(m.start(), m.end(), " ") for m in _ODD_BLANK.finditer(text))


def drop_line_blanks(text: str) -> Iterator[Edit]:
    """Blanks at the ends of lines go."""
    return (Edit(m.start(), m.end(), "") for m in _LINE_BLANK.finditer(text))


def drop_pinyin(text: str) -> Iterator[Edit]:
    """Readings in brackets after a Chinese character go; abbreviations (upper case) and Chinese remarks stay."""
    for match in _PINYIN.finditer(text):
        if all(map(_is_reading, filter(None, _BRACKETS.split(match.group())))):
            yield Edit(match.start(), match.end(), "")


def _is_reading(word: str) -> bool:
    """With a tone mark, or a syllable that Mandarin has."""
    if word.isascii():
        return bool(_SYLLABLE.fullmatch(word)) and word not in _NOT_PINYIN
    return bool(_VOWEL.search(word))
