"""The lines of a mail's plain text: flowing lines joined, marks of quotation off, the newsletter's own lines out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...config import read_table

_WORDS = read_table("mail_words.toml")


def unflow(text: str, delsp: str) -> str:
    """Lines that were broken at a blank, joined again (RFC 3676)."""
    joined: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        if goes_on and not line.startswith(">"):
            kept = joined[-1].removesuffix(" ") if delsp.lower() == "yes" else joined[-1]
            joined[-1] = kept + line.removeprefix(" ")
        else:
            joined.append(line.removeprefix(" "))
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(joined)


_QUOTED = re.compile(r"(?:>\s?)+")


def unquoted(line: str) -> str:
    """A line without the marks of quotation before it."""
    return _QUOTED.sub("", line, count=1) if line.startswith(">") else line


def _starts(name: str) -> re.Pattern[str]:
    return re.compile(r"[\W_]*(?:" + "|".join(re.escape(word) for word in _WORDS[name]) + ")", re.IGNORECASE)


_FURNITURE = _starts("furniture")
_ENDING = _starts("endings")
FURNITURE_LENGTH = 160
"""Characters of a line of furniture; a paragraph that begins so is longer."""


def without_furniture(lines: Sequence[str]) -> Iterator[str]:
    """Up to the signature or the notice of confidence, without the newsletter's own lines."""
    for line in lines:
        if line.rstrip() == "--" or _ENDING.match(line[:FURNITURE_LENGTH]):
            return
        if len(line) > FURNITURE_LENGTH or not _FURNITURE.match(line):
            yield line
