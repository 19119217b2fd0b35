"""Round-ups of unconnected items (早报, 盘前必读, a wire's collected flashes): they tell many stories and join none.

What tells them from a long report or a numbered notice is that nothing holds them together: a report comes back to the
same people, firms and things, part after part, and a round-up names others in each part. How the parts are marked
(numbers, bullets, bold heads, or nothing but a new paragraph) and what the title says only decides how many parts it
takes. A list that comes after some sentences belongs to what they report: the marks of a round-up begin at once.
Dropped after trial: six item marks alone, which took every numbered notice for a round-up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..config import read_table
from ..types import Article, Sentence, Tokens
from .words import ACTOR, PLAIN

FEWEST_PARTS = 6  # of a text that does not say what it is
FEWEST_MARKED = 5
FEWEST_TITLED = 3  # of a text whose title says that it is a round-up
COLUMN_WORDS = 5  # of an English column's name, at the most
FEWEST_ITEMS = 3  # of a title that lists what the text holds
HELD_TOGETHER = 0.5  # part of the parts that one name stands in, from which they are one subject
LOOSELY = 0.34  # the same for paragraphs without a mark: a long report goes its ways too
NAMES_EACH = 2  # telling names of a part: 详见附件 is none
AT_ONCE = 80  # characters before the first mark, at the most, unless it opens the second sentence

_TABLE = read_table("stories.toml")["digests"]
_TITLES = tuple(_TABLE["titles"])
_COLUMNS, _COLUMNS_ZH = tuple(f" {name}" for name in _TABLE["columns"]), tuple(_TABLE["columns_zh"])
_BAR = re.compile(r"\s*(?:[：｜丨|]|:\s|\s[-–—]\s)\s*")
_ITEMS = re.compile(r"[；;｜丨|]")
_COMMAS = re.compile(r",\s(?:and\s|plus\s)?")
_MARK = re.compile(r"[^\S\n]*(?:[（(]?\d{1,2}\s?(?:[、．)）]|\.(?!\d))|[①-⑳]|[•·●■◆▶▲★]|【[^【】\n]{2,40}】)")
_GAP = re.compile(r"[^\S\n]*(?:[（(]?\d{1,2}\s?[、.．)）]|[①-⑳]|[•·●■◆▶▲★])[^\S\n]*$")
_TITLE_LENGTH = 40  # characters


def is_digest(article: Article, sentences: Sequence[Sentence], tokens: Tokens, weights: dict[str, float]) -> bool:
    """Whether an article is a round-up of unconnected items. `weights`: its telling words."""
    starts, marks = find_parts(article, sentences)
    title = _title(article)
    is_titled = any(word in title for word in _TITLES) or _is_column(title)
    is_short = is_titled or _is_list(title)
    fewest = FEWEST_TITLED if is_short else FEWEST_MARKED if marks >= FEWEST_MARKED else FEWEST_PARTS
    if len(starts) < fewest:
        return False
    names = _names_of_parts(sentences, tokens, weights, starts)
    if len(names) < fewest:
        return False
    most = max(Counter(n for part in names for n in part).values())
    is_marked = is_titled or marks >= FEWEST_MARKED
    return most <= len(names) * (HELD_TOGETHER if is_marked else LOOSELY)


def _title(article: Article) -> str:
    """The title, or a first line that is short enough to be one."""
    line = article.text.lstrip().partition("\n")[0]
    return article.title or (line if len(line) <= _TITLE_LENGTH else "")


def _is_column(title: str) -> bool:
    """Whether a title is the name of a column, or has one before or behind a bar."""
    parts = _BAR.split(title.lower())
    names = (f" {part}" for part in (parts[0], parts[-1]) if len(part.split()) <= COLUMN_WORDS)
    if any(name.endswith(_COLUMNS) for name in names):
        return True
    return len(parts) > 1 and parts[0].endswith(_COLUMNS_ZH) and _is_list(title)


def _is_list(title: str) -> bool:
    """Whether a title lists several items behind a name: "The Quay: a merger, a listing, and a fine"."""
    items = _BAR.split(title, maxsplit=1)[-1]
    return items != title and max(len(_ITEMS.split(items)), len(_COMMAS.split(items))) >= FEWEST_ITEMS


def find_parts(article: Article, sentences: Sequence[Sentence]) -> tuple[list[int], int]:
    """Where paragraphs and items begin, as numbers of sentences; and how many carry the marks of a list that begins
    at once."""
    starts: list[int] = []
    marks = 0
    end = 0
    for n, sentence in enumerate(sentences):
        start = sentence.span.start - article.span.start
        between = article.text[end:start]
        is_marked = bool(_MARK.match(sentence.text) or _GAP.search(between))
        is_item = is_marked and bool(marks or n <= 1 or start <= AT_ONCE)
        marks += is_item
        if not n or is_item or "\n" in between:
            starts.append(n)
        end = sentence.span.end - article.span.start
    return starts, marks


def _names_of_parts(
    sentences: Sequence[Sentence], tokens: Tokens, weights: dict[str, float], starts: Sequence[int]
) -> list[set[str]]:
    """The telling names of each part that has some."""
    bounds = zip(starts, [*starts[1:], len(sentences)], strict=True)
    words = ([w for s in sentences[start:end] for w in tokens.of_sentence(s.index)] for start, end in bounds)
    found = ({w for w in part if weights.get(w, 0) >= ACTOR - PLAIN} | set(_unknown(part)) for part in words)
    return [part for part in found if len(part) >= NAMES_EACH]


def _unknown(words: Sequence[str]) -> Iterator[str]:
    """Two characters that stand side by side and are no word: of a name that no dictionary holds."""
    return (a + b for a, b in pairwise(words) if len(a) == len(b) == 1 and not a.isascii() and not b.isascii())
