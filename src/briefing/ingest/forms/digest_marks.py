"""The marks before the items of a round-up: numbers, bullets, emoji, times; and what is found of an item."""

from __future__ import annotations

import re
from dataclasses import dataclass

MIN_ITEMS = 3
STAMP = re.compile(
    r"""
    [\[【]?(?:(?:(?:19|20)\d\d\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}日?[\sT]{1,2}(?:星期.|周.)?\s?)?
    (?P<clock>[01]?\d:[0-5]\d|2[0-3]:[0-5]\d)(?::[0-5]\d)?[\]】]?\s?[|丨｜]?
    """,
    re.VERBOSE,
)
NUMBERED_HEAD = re.compile(
    r"""
    \s*(?: (?:NO|No|TOP|Top|№)\s?[.．]?\s?\d{1,2}\s?[、.．:：丨|｜\s]\s?
      | \d{1,2}\s(?:big|fun|more|last)\sthings?\s?(?:to\swatch)?\s?[:：]\s?
      | \#?\d{1,2}\s?[.、．]\s?
      | \d\u20e3\s? | [❶-❿①-⑳]\s?
      | 0\d\s?(?:[丨|｜/、.．]\s?|\s)
    )(?=\S)
    """,
    re.VERBOSE,
)
BULLET = re.compile(r"(?:[•·●■◆▲►▪◇□★☆◎○▌⚫🔹🔸🔺🔻✅📌👉➡▶]|[\U0001F300-\U0001FAFF\u2600-\u27BF])\ufe0f?\s*(?=\S)")
LIST_MARK = re.compile(rf"{BULLET.pattern}|[-*+]\s+|\d{{1,3}}\s?[.、．)）]|[（(]\d{{1,2}}[)）]|[①-⑳]", re.VERBOSE)
ANY_MARK = re.compile(rf"{LIST_MARK.pattern}|【[^】]{{6,80}}】.", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of an item: which row, how much of it is a mark before the title, what is cut off behind it."""

    row: int
    skip: int = 0
    cut: int = 0
    """Characters at its end that are no part of the title."""
    is_title: bool = True
    """False: the line is the item's first sentence."""
    led: int = 0
    """Characters of the title that opens the line, where the text of the item follows it there; 0: none does."""


def find_mark(text: str) -> int:
    """Characters of the number, the bullet or the emoji before a title."""
    at = 0
    for pattern in (BULLET, NUMBERED_HEAD, BULLET):
        match = pattern.match(text, at)
        at = match.end() if match else at
    return at
