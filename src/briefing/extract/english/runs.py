"""Runs of capitalised words in an English line, cut as names: no possessor, nation, title or dash at the edge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...config import read_table
from ..reading.context import Line
from ..reading.latin_names import find_body
from .words import NAMES, NATION, NO_NAMES, POSSESSIVE, one_of

_TABLE = read_table("names.toml")["english"]
_OPENERS, _CLOSERS = frozenset(_TABLE["openers"]), frozenset(_TABLE["closers"])
_ALWAYS = _CLOSERS | {w for w in _OPENERS if w.isupper() or w in ("Chief", "President", "Chairman", "An", "U.S.")}
"""These begin no name inside a sentence either; Source and New may."""
_OPENS = re.compile(r"(?:^|[.:;!?\"“‘*•–—]|--?)\s?$")
CAPITAL = r"A-ZÀ-ÖØ-Þ"
_PIECE = r"[\w&'’.]*(?:-(?!-)[\w&'’.]+)*"
# Of these one may be for something: Center for Strategic Studies; else `Foo for bar` are two.
_BODY_WORDS = (
    "Center", "Centre", "Institute", "Council", "Bank", "Foundation", "Association", "Fund", "Agency", "Society",
    "Alliance",
)  # fmt: skip
_BODIES = "|".join(rf"(?<={word})" for word in _BODY_WORDS)
# Foo Science and Technology Co, the Securities and Exchange Commission: trades of one house on both sides of the and.
_TRADES = one_of(NAMES["trades"])
_TRADE_BEFORE = "|".join(rf"(?<=\s{word})" for word in NAMES["trades"])
# Foo 28 percent: a share behind the name.
_COUNT = r"\d[\d,.]*\s(?:per\s?cent|pct|million|billion|trillion|times|years|months|days|basis|other|more|of|and|to)\b"
_RUN = re.compile(
    rf"""
    (?:[{CAPITAL}]|(?<![\w-])[a-z](?=[A-Z][a-z]))                                # Foo; iFoo
    {_PIECE}
    (?: (?:\s(?:of|the|de|do|la|&)|(?:{_BODIES})\sfor)(?=\s[{CAPITAL}])\s[{CAPITAL}0-9]{_PIECE}
      | \s&\s?(?=Co\b)
      | (?:{_TRADE_BEFORE})\sand\s(?={_TRADES}\b)[{CAPITAL}]{_PIECE}
      | \s(?!{_COUNT})[{CAPITAL}0-9]{_PIECE}
    ){{0,9}}
    (?:,\s(?:Inc|Ltd|LLC|L\.P|LP|PLC|S\.A|N\.V|Corp|Co)\b\.?){{0,2}}
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(rf"['’]s\s(?=[A-Z0-9])|(?<=s)['’]\s(?=(?:China|India|Japan|Europe|Asia|{NATION})\b)")
_OWN_POSSESSIVE = re.compile(rf"\b{POSSESSIVE}$")
_NATION_AHEAD = re.compile(rf"(?:{NATION}\s)+(?=[A-Z])(?!{one_of(NAMES['national'])}\b)")
HYPHENED = re.compile(
    r"(?:[A-Z][\w.’']*(?:\s[A-Z][\w.’']*)?-(?:based|backed|listed|owned|headquartered|born|traded|focused|led)\s)+"
)
# BRIEF-Foo to buy Bar: what sort of message it is.
_SLUG = re.compile(
    r"(?:BRIEF|UPDATE(?:\s\d)?|EXCLUSIVE|CORRECTED|REFILE|RPT|WRAPUP|FACTBOX|INSIGHT|ANALYSIS|DEALTALK|Exclusive|Update)-(?=[A-Z])"
)
_TITLE_AHEAD = re.compile(
    r"(?:The|Startup|Start-up|Retailer|Developer|Lender|Insurer|Miner|[A-Z][a-z]*maker|Exclusive|Group|State|Rivals?|Peers?"
    r"|Competitors?|Backers?|Shareholders?|Brokerage|Conglomerate|Chairman|Founder|Billionaire|Tycoon|Parent|Fellow)"
    r"\s(?=[A-Z])"
)
_ENDS_IN_FORM = re.compile(r"\b(?:Inc|Ltd|Co|Corp|[A-Z]\.[A-Z])\.$")
# Foo Co., Ltd; Two Rivers Capital: a legal form behind a comma, a number that belongs to the name.
_FORM_BEHIND = re.compile(r"\.?,\s(?:Ltd|Inc|LLC|L\.P|Limited|Co|Corp|LLP|S\.A|N\.V)\b\.?")
_NUMBER_AHEAD = re.compile(r"(?<=[a-z,]\s)(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|New|State|Core|All)\s$")
# Hudson Alarm of Louisville: where it sits; Bank of China: its name.
_OF_PLACE = re.compile(
    r"(?<=[A-Za-z&]\s)(?!\S*(?:Bank|University|Institute|Ministry|Company|Corp|Corporation|Group|Authority|Association"
    r"|Academy|Board|House|Federation|College|School)\s)\S+(?P<of>\sof\s[A-Z][a-z]+)$"
)
Span = tuple[int, int]


_NOTE = re.compile(r"\s*\((?:Adds|Recasts|Updates|Corrects|Writes|Rewrites|Repeats|Refiles)[^()]{0,120}\)\s*")


# SHANGHAI/HONG KONG Foo said: two cities tell a dateline that nothing closes.
_CITIES_AHEAD = re.compile(
    r"\s*[A-Z]{3,}(?:[\s.][A-Z]{2,}){0,2}(?:/[A-Z]{3,}(?:\s[A-Z]{2,}){0,2}){1,2}\s(?=[A-Z][\w'’]*[a-z]|A\s)"
)


def body_of(text: str) -> int:
    """Where a line begins behind its dateline, also when a note to editors stands before that."""
    note = _NOTE.match(text)
    start = note.end() if note else 0
    cities = _CITIES_AHEAD.match(text, start)
    return cities.end() if cities else start + find_body(text[start:])


def find_runs(line: Line) -> Iterator[Span]:
    """The runs of a line, in order."""
    text = line.simple
    for run in _RUN.finditer(text, body_of(text)):
        for start, end in _cuts(run.group()):
            span = _trimmed(text, *_unopened(text, run.start() + start, run.start() + end))
            if span[1] - span[0] > 1:
                yield span


def _cuts(text: str) -> Iterator[Span]:
    """`China's Foo` is two; `Wendy's Co` is one."""
    at = 0
    for m in _POSSESSIVE.finditer(text):
        if not _OWN_POSSESSIVE.search(text, at, m.start()):
            yield at, m.start()
            at = m.end()
    yield at, len(text)


_CAPITALISED = re.compile(rf"[{CAPITAL}]|[a-z][A-Z][a-z]")


def _unopened(text: str, start: int, end: int) -> Span:
    """Without the words that only open a sentence, and a weekday or month behind."""
    words = text[start:end].split(" ")
    opening = _OPENERS if _OPENS.search(text, max(0, start - 3), start) or start == 0 else _ALWAYS
    while words and (words[0] in opening or not _CAPITALISED.match(words[0])) and not re.fullmatch(NATION, words[0]):
        start += len(words[0]) + 1
        words = words[1:]
    while len(words) > 1 and words[-1] in _CLOSERS:
        end -= len(words[-1]) + 1
        words = words[:-1]
    return start, max(start, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """With what belongs to the name, without what stands at its edges."""
    if m := _FORM_BEHIND.match(text, end):
        end = m.end()
    if m := _NUMBER_AHEAD.search(text, max(0, start - 8), start):
        start = m.start()
    start = max(start, text.rfind("--", start, end) + 2 if "--" in text[start:end] else start)
    if m := _OF_PLACE.search(text[:end], start):
        end = m.start("of")
    if text.endswith(("'s", "’s"), start, end) and not _OWN_POSSESSIVE.search(text, start, end - 2):
        end -= 2
    for pattern in (_SLUG, HYPHENED, _TITLE_AHEAD, _NATION_AHEAD, _TITLE_AHEAD):
        if text[start:end] not in NO_NAMES and (m := pattern.match(text, start, end)):
            start = m.end()
    return start, _without_marks(text, start, end)


def _without_marks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,'’-–":
        end -= 1
    is_full_stop = end > start and text[end - 1] == "." and not _ENDS_IN_FORM.search(text, start, end)
    return end - is_full_stop
