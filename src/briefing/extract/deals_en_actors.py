"""Who acts in an English line: runs of capitalised words, what is cut off them, and the draft they go into."""

from __future__ import annotations

import re

from ..types import Money
from .context import Context, Line
from .deal_words import choose_date, choose_place, is_background, read_stage
from .drafts import Draft

NAME = r"[A-Z][\w&'’.-]*(?:\s(?:of|and|for|&|de|the)(?=\s[A-Z])\s[A-Z0-9][\w&'’.-]*|\s[A-Z0-9][\w&'’.-]*){0,8}"
# What stands between a preposition and a name: Indian ride-hailing startup Foo.
DESCRIBED = (
    r"(?:(?:(?![A-Z])[\w'’-]+|[A-Z][\w.]*-(?:based|backed|listed|owned)"
    r"|[A-Z][a-z]+(?:ese|ian|ish|can|man|nch|tch|iss|eli))\s){0,6}"
)
_TICKER = re.compile(r"\s?[(\[][A-Z0-9.]{2,14}[)\]]")
_EARLIER = re.compile(
    r"\b(?:[Ll]ast year|[Ii]n \d{4}|[Ee]arlier|[Pp]reviously)\b"
    r"|^In (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
WEEKDAY = re.compile(
    r"^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PART_OF = re.compile(
    r"\b(?:arm|unit|[Ss]hares|subsidiary|affiliate|division|parent|shareholders?|owner|spokes\w+|analysts?|maker|part|plans|shares)\s(?:of|for|at)\s(?:the\s)?$"
)
_NO_COMPANY = frozenset(
    [
        "IPO",
        "CEO",
        "CFO",
        "AI",
        "GDP",
        "PE",
        "VC",
        "M&A",
        "SEC",
        "ChiNext",
        "STAR",
        "STAR Market",
        "Nasdaq",
        "NYSE",
        "HKEX",
        "Series",
        "Fund",
        "Company",
        "Board",
        "Internet",
        "Web",
        "Chinese",
        "Investors",
    ]
)


_PLACED = re.compile(r"\b(?:in|at|near)\s(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+)?")
_PERSON = re.compile(
    r"^\s*(?:the\s)?(?:[A-Z][a-z]+['’]s\s|[A-Z][a-z]+\s)?(?:President|Premier|Prime\sMinister|Minister|Chairman|Chief|CEO|Governor|Mayor|King|Mr|Ms|Dr|Secretary|Ambassador)\b"
)


def list_names(text: str) -> list[str]:
    """The names of an enumeration; where and when it happened, and persons by their office, are left out."""
    text = _TICKER.sub(
        "",
        re.split(
            r"\b(?:said|which|that|to\s[a-z]|as\swell|after|according|with\sparticipation|valuing|in\sa\s)\b", text
        )[0],
    )
    pieces = [p for p in re.split(r",\s(?:and\s)?|\sand\s|;\s", _PLACED.sub("", text)) if not _PERSON.match(p)]
    runs = [re.findall(NAME, re.sub(r"\b[A-Z][a-z]+['’]s\s", "", piece)) for piece in pieces]
    names = [clean_name(found[-1]) for found in runs if found]
    return [n for n in names if len(n) > 1 and not WEEKDAY.match(n) and n not in _NO_COMPANY]


def first_after(line: Line, at: int) -> str | None:
    """`As part of an IPO, Foo Bank said`: who acts stands behind."""
    names = (clean_name(n.text) for n in line.names if at <= n.start <= at + 30)
    return next((n for n in names if not is_place(n, line) and n not in _NO_COMPANY), None)


def make_draft(
    kind: str,
    line: Line,
    rule: str,
    at: int,
    context: Context,
    *,
    name: str | None,
    parties: tuple[str, ...],
    money: Money | None,
    stages: tuple[str, ...],
    default: str | None,
    leads: tuple[str, ...] = (),
    round: str | None = None,
    place: str | None = None,
    valuation: Money | None = None,
    confidence: float = 0.8,
) -> Draft:
    near = line.simple[max(0, at - 80) : at + 110]
    if (
        re.search(r"\bsource|\bpeople\b.{0,20}\b(?:familiar|knowledge)", line.simple)
        and read_stage(near, stages, default) == "planned"
    ):
        default, stages = "rumoured", ()
    place = place or choose_place(line, at, name, context)
    return Draft(
        type=kind,
        line=line,
        rule=rule,
        at=at,
        name=name,
        parties=tuple(p for p in parties if p != name),
        leads=leads,
        money=money,
        valuation=valuation,
        round=round,
        stage=read_stage(near, stages, default),
        place=None if place in parties else place,
        date=choose_date(line, at),
        is_background=is_background(line, at, context) or bool(_EARLIER.search(line.simple, 0, at)),
        confidence=confidence,
    )


def clean_name(name: str) -> str:
    """A name without its ticker, a possessive place before it, or a weekday."""
    name = _TICKER.sub("", name).strip(" ,'’.")
    name = re.sub(r"^(?:[A-Za-z.]+-(?:based|backed|listed|owned|headquartered)\s)+", "", name)
    name = re.sub(r"^(?:The|China|Chinese|Japan|Germany|U\.S|American|German|Japanese)(?:['’]s)?\s(?=[A-Z])", "", name)
    name = re.sub(r"^(?:[A-Z][a-z]*maker|Startup|Retailer|Developer|Lender|Insurer|Miner)\s(?=[A-Z])", "", name)
    return "" if WEEKDAY.match(name) else re.sub(r"['’]s$", "", name)


def target_of(text: str) -> str | None:
    """The last capitalised name before a price or a preposition: `fellow chipmaker Foo Inc for $3 billion`."""
    head = re.split(
        r"\s(?:for|from|in\sa|at|by|as|to|after|on|under|which|that|while|amid|worth|valued)\s", text, maxsplit=1
    )[0]
    names = [clean_name(n) for n in re.findall(NAME, _TICKER.sub("", head))]
    names = [n for n in names if len(n) > 1]
    return names[-1] if names else None


def subject_of(line: Line, at: int) -> str | None:
    """The first name of the line before the verb that is no place, no weekday and no mere owner of who acts."""
    for n in line.names:
        if n.end > at:
            break
        name = clean_name(n.text)
        if (
            name
            and not is_place(name, line)
            and not _PART_OF.search(line.simple, 0, n.start)
            and name not in _NO_COMPANY
            and not _ONLY_DESCRIBES.match(line.simple, n.end)
        ):
            return name
    return None


# Chinese Internet company Foo: a word with a capital that tells what kind of company it is.
_ONLY_DESCRIBES = re.compile(
    r"\s(?:company|firm|giant|start-?up|developer|online|e-commerce|services|maker|startup|unicorn|chipmaker|drugmaker|platform|operator|company|group|developer)\s(?=[A-Z])"
)


def is_place(name: str, line: Line) -> bool:
    return any(p.text.strip(".") == name.strip(".") for p in line.places) or (name.isupper() and " " in name)
