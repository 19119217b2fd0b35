"""Which sums of an English line are a fund's, by the words before and behind them."""

from __future__ import annotations

import re

from ...types import Money
from ..facilities.names import Name
from ..reading.amounts import NEVER
from ..reading.context import Line
from .traits import table

# A sum further from the fund's name than this, in characters, speaks of something else.
SIZE_REACH = 160

# closed its third fund at $1.2 billion; a fund worth 3 billion euros.
_AT = re.compile(r",?\s(?:at|of|worth|with|totaling|totalling|valued\sat)(?:\s[a-z\-]+){0,8}\s?")
_FIRST_CLOSE = re.compile(
    r"\b(?:first|initial|interim)\sclos(?:e|ing)\b(?:\s(?!target)[\w'’\-]+){0,7}\s?$|\bfirst\stranche\sof\s$",
    re.IGNORECASE,
)
# has already secured commitments of $450 million; an initial registered capital of …: not its size
_SO_FAR = re.compile(
    r"\b(?:already|so\sfar)\b[^.;]{0,30}\bcommitments?\sof\s$|\bsecured\scommitments\sof\s$|\b(?:initial|registered)\s(?:\w+\s)?capital\sof\s$"
)
_TARGET_ENGLISH = re.compile(
    r"\b(?:target(?:s|ed|ing)?|seek(?:s|ing)?|aim(?:s|ing)?|hop(?:es|ing)|plans?|looking|goal|up\sto)\b(?:\s[\w'’\-]+){0,6}\s?$",
    re.IGNORECASE,
)
_RAISED_ENGLISH = re.compile(
    r"\b(?:rais(?:ed|es|e|ing)|closed|closes|close|closing|secured|hard[\s-]cap|total(?:s|ing|ling|ed)?|commitments|size|capital|fund(?:s)?|vehicle|pool"
    r"|holds|worth|capitali[sz]ation|collected|pulled\sin|amassed|corpus)\b(?:\s(?!invest)[\w'’\-,]+){0,9}\s?(?:\(?\s?)$",
    re.IGNORECASE,
)
_BEHIND_ENGLISH = re.compile(
    r"(?:\s\([^()]{2,24}\))?[\s-](?:target|goal|in\s(?:capital\s)?commitments|of\s(?:capital\s)?commitments|fund|vehicle|hard[\s-]cap|pool|first\sclose"
    r"|(?:[\w\-]+\s){0,5}(?:fund|vehicle)\b)"
)
_NOT_SIZE = re.compile(
    r"assets\sunder\smanagement|\bAUM\b|under\smanagement|valuation|revenue|invested|cheques?|checks?|tickets?|between|predecessor|previous|prior|stake"
    r"|per\scompany|each|deal|oversees|manages",
    re.IGNORECASE,
)
# a cumulative $1.5 billion, $1.5 billion to date: over all the years of a programme
_SUMMED_UP = re.compile(
    r"\b(?:cumulative(?:ly)?|to\sdate|over\sthe\s(?:past|last)|since\sits\s\w+)\b[^.;]{0,20}$", re.IGNORECASE
)
_TO_DATE = re.compile(
    r"[^.;,]{0,24}\b(?:to\sdate|cumulatively|since\s(?:its|inception|launch|then|20\d\d))\b", re.IGNORECASE
)
_BEHIND_NOT = re.compile(
    r"\s(?:in|of)\s(?:assets|revenue|total\sassets)|\sunder\smanagement|\s(?:in|into)\s(?:\d|each|companies|startups)"
    r"|\s(?:predecessor|previous|prior|target|goal)\b|\s(?:to|and)\s[$€£]"
)


# A partner's own part: the company will commit $200 million to it.
_PARTNER = re.compile(
    r"\b(?:commit(?:s|ted|ting)?|contribut(?:e|es|ed)|pledg(?:e|es|ed)|put(?:s|ting)?(?:\sup)?)\s(?:[\w'’\-]+\s){0,4}$",
    re.IGNORECASE,
)


def english_role(line: Line, name: Name, money: Money) -> str | None:
    """The part of a sum in an English line, by the words before and behind it."""
    left, right = sorted(((money.span.start, money.span.end), (name.start, name.end)))
    if right[0] - left[1] > SIZE_REACH or money.role in NEVER - {"capital"}:
        return None
    ahead = line.simple[max(0, money.span.start - 70) : money.span.start]
    behind = line.simple[money.span.end : money.span.end + 40]
    if is_first_close(line, money) or _SO_FAR.search(ahead):
        return "first_close"
    if _NOT_SIZE.search(ahead[-40:]):
        return None
    if re.match(r"[\s-](?:target|goal)\b", behind) or _TARGET_ENGLISH.search(ahead):
        return "target"
    if _BEHIND_NOT.match(behind):
        return None
    if name.end <= money.span.start and _AT.fullmatch(line.simple, name.end, money.span.start):
        return "total"
    if _RAISED_ENGLISH.search(ahead) or _BEHIND_ENGLISH.match(behind) or money.role in table()["roles"]["own"]:
        return "share" if _PARTNER.search(ahead) else "total"
    return None


def summed_up(ahead: str, behind: str) -> bool:
    """Whether a sum between these words is what came together over the years."""
    return bool(_SUMMED_UP.search(ahead) or _TO_DATE.match(behind))


def is_first_close(line: Line, money: Money) -> bool:
    return line.is_latin and bool(_FIRST_CLOSE.search(line.simple[max(0, money.span.start - 70) : money.span.start]))
