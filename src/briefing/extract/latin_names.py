"""English names: runs of capitalised words, without what only opens a line - its dateline, an article, a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..config import read_table

_TABLE = read_table("names.toml")["english"]
_OPENERS = frozenset(_TABLE["openers"])
_CLOSERS = frozenset(_TABLE["closers"])
_CITIES = sorted(
    (name for names in read_table("places.toml")["english"].values() for name in names), key=lambda n: (-len(n), n)
)
_LATIN_NAME = re.compile(
    r"[A-Z][A-Za-z0-9&'’.-]*(?:\s(?:of|for|the|de|&)(?=\s[A-Z])(?:\s[A-Z0-9][A-Za-z0-9&'’.-]*)|\s[A-Z0-9][A-Za-z0-9&'’.-]*){0,9}"
)


def find_latin_names(text: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; a word that only opens the sentence is left out."""
    for m in _LATIN_NAME.finditer(text, find_body(text)):
        start, end = m.span()
        words = m.group().split(" ")
        while words and _only_opens(words):
            start += len(words[0]) + 1
            words = words[1:]
        while len(words) > 1 and words[-1] in _CLOSERS:
            end -= len(words[-1]) + 1
            words = words[:-1]
        end -= (
            len(text[start:end]) - len(text[start:end].rstrip(".'’-"))
            if not text[start:end].endswith(("Inc.", "Ltd.", "Co.", "Corp."))
            else 0
        )
        if (
            words
            and words[0][:1].isupper()
            and words[0] not in _OPENERS
            and end - start > 1
            and not _STOCK.fullmatch(text, start, end)
        ):
            yield start, end


_STOCK = re.compile(r"[A-Z0-9]{1,6}\.[A-Z]{1,3}")


def _only_opens(words: list[str]) -> bool:
    """The, When, a number: they open a sentence or count, and name nothing."""
    return words[0] in _OPENERS or not words[0][:1].isupper() or bool(_DESCRIBES.fullmatch(words[0]))


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:,?\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?,?)"
_AGENCY = r"(?:\s?\([^()]{2,40}\)|\s/[^/]{2,30}/)"
_DATELINE = re.compile(
    rf"""
    ^\s*(?:
        [A-Z][A-Z.'/,\s]{{2,40}}? {_DAY}? {_AGENCY}? \s?(?:-{{1,2}}|[–—])\s?  # HONG KONG, July 3 (Agency) -
      | [A-Z][\w.'-]+(?:[\s/,]{{1,2}}[A-Z][\w.'-]+){{0,3}}? (?:{_DAY}{_AGENCY}?|{_AGENCY})
        \s?(?:-{{1,2}}|[–—])\s?  # Beijing, July 3 -
      | (?:{"|".join(re.escape(c.upper()) for c in _CITIES if len(c) > 2)})(?:/[A-Z]{{3,}})?
        {_DAY}? {_AGENCY}?,?\s(?=[A-Z"“])  # HONG KONG Foo said
      | \([A-Z][A-Za-z\s]{{2,30}}\)\s?(?:-{{1,2}}|[–—])\s?  # (Agency) -
    )
    """,
    re.VERBOSE,
)
# London-based, VC-backed: they describe the name behind them.
_DESCRIBES = re.compile(r"\S*-(?:based|backed|listed|owned|headquartered|focused|led|born|founded|traded)")


def find_body(text: str) -> int:
    """Where a line begins behind its dateline: a city, a day or an agency there is no name."""
    m = _DATELINE.match(text)
    return m.end() if m else 0
