"""The English vocabulary of deals, compiled from `data/deals_english.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...config import read_table

TABLE = read_table("deals_english.toml")
NAMES = TABLE["names"]


def one_of(patterns: Iterable[str]) -> str:
    """An alternation, the longest first; a blank in a pattern is any white space."""
    joined = "|".join(sorted(set(patterns), key=lambda w: (-len(w), w)))
    return f"(?:{joined.replace(' ', chr(92) + 's')})"


def verbs(*families: str) -> str:
    """All forms of some families of `[verbs]`."""
    return rf"\b{one_of(w for f in families for w in TABLE['verbs'][f])}\b"


def cues(stage: str) -> re.Pattern[str]:
    """The cues of one group of `[stages]`."""
    return re.compile(rf"\b{one_of(TABLE['stages'][stage])}\b")


_AGENT = rf"(?!{one_of(NAMES['no_agents'])}\b)[a-z]{{3,}}(?:er|or)s?"
FIRM = rf"(?:[\w-]*\b{one_of(NAMES['firm'])})"
DESCRIBER = rf"(?:{FIRM}|{_AGENT})"
"""What a company is: chipmaker, start-up, lender; as a description before a name also any tester or designer."""
PART = rf"(?:{one_of(NAMES['part'])})"
NATION = rf"\b{one_of(NAMES['nations'])}\b"
NO_NAMES = frozenset(NAMES["none"])
MEDIA = re.compile(rf"\b{NAMES['media']}(?:\s(?:Global|Asia|Group|Agency))?$")
OFFICES = re.compile(rf"\b{one_of(NAMES['offices'])}\b")
POSSESSIVE = rf"(?:{'|'.join(re.escape(w) for w in NAMES['possessive'])})"
OFFICE_WORD = rf"\b{one_of(NAMES['office_words'])}"
LEGAL = re.compile(rf",?\s{one_of(NAMES['legal'])}\.?(?=$|\s|,)")
SOURCES = re.compile(TABLE["stages"]["sources"].replace(" ", r"\s"))

GOVERNING = frozenset(NAMES["prepositions"])
"""Prepositions: the name behind one is nobody who acts."""
CLOSED_CLASS = one_of((*NAMES["prepositions"], *NAMES["closed"]))

ORG = r"~?‹\d+›"
"""A company in an outline (`english_outline.py`); with a ~ a unit of it that has no name."""
GROUP = rf"{ORG}(?:(?:,|,?\sand|\s&)\s(?:the\s)?{ORG}){{0,8}}"
_FILLED = {
    "{org}": ORG,
    "{group}": GROUP,
    "{venue}": one_of(TABLE["listing"]["venues"]),
    "{words}": r"(?:[\w$€£.,-]+\s){0,7}?",
}


def phrases(section: str, *groups: str) -> str:
    """Groups of patterns of the table as one alternation, {org} and its like filled in."""
    words = one_of(w for g in groups for w in TABLE[section][g])
    for mark, pattern in _FILLED.items():
        words = words.replace(mark, pattern)
    return words


def said(section: str, *groups: str) -> re.Pattern[str]:
    """The same as whole words."""
    return re.compile(rf"\b{phrases(section, *groups)}(?!\w)")


SUM = (
    r"(?:[$€£¥]|[A-Z]{1,3}\$|\b(?:USD|RMB|CNY|EUR|GBP|INR|Rs)\s?)?\d[\d.,]*"
    r"(?:[\s-]?(?:trillion|billion|million|bln|mln|bn|mn|[MBmk]\b|crore))"
)
"""A sum of money in an outline: $3 million, RMB 200 million, 500 mln."""
