"""English names: runs of capitalised words, without what only opens a line - its dateline, an article, a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...config import read_table

_TABLE = read_table("names.toml")["english"]
_OPENERS = frozenset(_TABLE["openers"])
_CLOSERS = frozenset(_TABLE["closers"])
_CITIES = sorted(
    (name for names in read_table("places.toml")["english"].values() for name in names), key=lambda n: (-len(n), n)
)
_WORD = r"[\w&'’.]*(?:-(?!-)[\w&'’.]+)*"
_UPPER = "A-ZÀ-ÖØ-Þ"
_LATIN_NAME = re.compile(
    rf"""
    [{_UPPER}]{_WORD}
    (?: \s(?:of|for|the|de|do|la|&)(?=\s[{_UPPER}])\s[{_UPPER}0-9]{_WORD}
      | \s&\s?(?=Co\b)
      | \s[{_UPPER}0-9]{_WORD}
    ){{0,9}}
    (?:,\s(?:Inc|Ltd|LLC|L\.P|LP|PLC|S\.A|N\.V|Corp|Co)\b\.?){{0,2}}      # Aurel Bio, Inc.; Lant Energy Co., Ltd.
    """,
    re.VERBOSE,
)
_ENDS_IN_FORM = ("Inc.", "Ltd.", "Co.", "Corp.", "S.A.", "N.V.", "L.P.", "S.A.U.")
# Belgium's Foo, Hengxu's Bar Store: whose it is stands before the name.
_OWNER = re.compile(r"^(?:[\w.&-]+\s){0,3}?[\w.&-]+['’]s\s(?=[A-ZÀ-ÖØ-Þ0-9])")
# Foo Alarm of Louisville: where it sits; Bank of China and University of Leeds are whole.
_SITS = re.compile(rf"\sof\s(?:{'|'.join(re.escape(c) for c in _CITIES)})$")
_WHOLE = re.compile(
    r"(?:Bank|University|Universities|Institute|Academy|College|School|Exchange|Government|Ministry|Republic|City|Port|Museum"
    r"|Corporation|Company|Insurance|Association|Society|Council|Province|State|Airlines|Authority|Chamber|Agency)$"
)


def find_latin_names(text: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; a word that only opens the sentence is left out."""
    for m in _LATIN_NAME.finditer(text, find_body(text)):
        start, end = _trimmed(text, *m.span())
        if (
            end - start > 1
            and text[start].isupper()
            and text[start:end] not in _OPENERS
            and not _STOCK.fullmatch(text, start, end)
        ):
            yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without what opens the sentence, whose it is, where it sits, and a possessive at its end."""
    if owner := _OWNER.match(text[start:end]):
        start += owner.end()
    words = text[start:end].split(" ")
    while words and _only_opens(words):
        start += len(words[0]) + 1
        words = words[1:]
    while len(words) > 1 and words[-1] in _CLOSERS:
        end -= len(words[-1]) + 1
        words = words[:-1]
    name = text[start:end]
    if (sits := _SITS.search(name)) and not _WHOLE.search(name, 0, sits.start()):
        name = name[: sits.start()]
    name = re.sub(r"['’]s$", "", name)
    if not name.endswith(_ENDS_IN_FORM):
        name = name.rstrip(".'’-")
    return start, start + len(name)


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
      | \([A-Z][A-Za-z\s]{{2,30}}\)\s{_MONTH}\s\d{{1,2}}\s?(?:-{{1,2}}|[–—])\s?  # (Agency) Aug. 6 --
      | [A-Z][A-Z.'\s]{{2,30}},\s[A-Z][\w.]{{2,14}}{_DAY}?{_AGENCY}?\s?(?:-{{2}}|[–—])\s?  # COLUMBUS, Ohio--
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
