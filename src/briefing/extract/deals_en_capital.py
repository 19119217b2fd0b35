"""What a company raises, in English: funding rounds, listings, bonds, follow-ons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import choose_amount
from .context import Context, Line
from .deal_words import read_round
from .deals_en_actors import NAME, WEEKDAY, first_after, list_names, make_draft, subject_of
from .drafts import Draft

_FUNDING = re.compile(
    r"\b(?P<verb>rais(?:ed?|es|ing)|clos(?:ed?|es|ing)|secur(?:ed?|es|ing)|complet(?:ed?|es|ing)|bag(?:ged|s)|land(?:ed|s)|receiv(?:ed?|es)|announc(?:ed?|es)|obtain(?:ed|s)|gets?|got|finaliz(?:ed|es)|nets?|netted)\b"
    r"(?P<body>(?:[^.;]|\.(?=\d)){0,80}?)\b(?P<noun>funding\sround|financing\sround|[Ss]eries\s[A-H]\d?\+?(?:\s(?:round|funding|financing))?|seed\s(?:round|funding)|angel\s(?:round|funding)|round\sof\s(?:funding|financing)|round|funding|financing|fundraising|private\splacement|venture\scapital)\b"
)
_INVESTOR_LIST = re.compile(
    r"\b(?P<role>(?:co-)?led\s(?:jointly\s)?by|participation\s(?:from|of|by)|joined\sby|backed\sby|investors?\s(?:\w+\s){0,5}?includ(?:e|ed|ing)|investments?\sfrom|funding\sfrom|money\sfrom|invested\sby|from\sinvestors\sincluding)\s"
    r"(?=(?P<names>(?:[^.;]|\.(?=\w)){2,200}))"
)
_LISTING = re.compile(
    r"(?<!pre-)(?<!Pre-)\b(?:initial\spublic\soffering|IPO|stock\smarket\s(?:debut|listing|flotation)|market\sdebut|public\slisting|share\sfloat|(?:Hong\sKong|New\sYork|Nasdaq|NYSE|Shanghai|Shenzhen|STAR\s(?:Market|board)|London)\s(?:listing|debut|float)|go(?:es|ing)?\spublic|went\spublic|list(?:ed|ing)?\s(?:its\sshares\s)?(?:on|in)\s(?:the\s)?(?:Nasdaq|New\sYork|NYSE|Hong\sKong|Shanghai|Shenzhen|STAR|London))\b"
)
_BOND = re.compile(
    r"\b(?P<verb>issu(?:e|es|ed|ing)|s(?:ell|ells|old|elling)|pric(?:e|ed|es|ing)|rais(?:e|ed|es|ing)|offer(?:s|ed|ing)?|plac(?:ed|es))\b(?:[^.;]|\.(?=\d)){0,70}?\b(?P<noun>(?:convertible\s|corporate\s|green\s|dollar\s|offshore\s|panda\s|senior\s|perpetual\s|exchangeable\s)*(?:bonds?|notes|debentures|commercial\spaper))\b"
)
_FOLLOW_ON = re.compile(
    r"\b(?:rights\sissue|private\splacement\sof\s(?:new\s)?shares|share\splacement|secondary\soffering|follow-on\s(?:offering|share)|share\ssale|placing\sof\s(?:new\s)?shares|sell(?:ing)?\s(?:new\s)shares)\b"
)


def find_funding(line: Line, context: Context) -> Iterator[Draft]:
    """`X raised $30 million in a Series B round led by Y`."""
    text = line.simple
    m = _FUNDING.search(text)
    money = choose_amount(line, m.start(), roles=("raised",)) if m else None
    name = subject_of(line, m.start()) if m else None
    good = (
        m is not None
        and (name is not None or "round" in m["noun"])
        and (money is not None or "round" in m["noun"] or read_round(m.group()))
    )
    parties = _investors(line)
    if m and good and not re.search(r"\b(?:debt|loan|bond|fund\sof|fund\sthat|IPO|initial\spublic)\b", m.group()):
        yield make_draft(
            "funding",
            line,
            "en.funding.verb",
            m.start(),
            context,
            name=name,
            parties=parties[0],
            leads=parties[1],
            money=money,
            round=read_round(text),
            stages=("terminated", "rumoured", "planned"),
            default="closed",
        )
    elif parties[0] and re.search(r"\b(?:round|funding|financing|[Ss]eries\s[A-H])\b", text):
        of = re.search(rf"\b(?:round|funding)\s(?:of|for|in)\s(?P<name>{NAME})", text)
        yield make_draft(
            "funding",
            line,
            "en.funding.investors",
            0,
            context,
            name=of["name"] if of else None,
            parties=parties[0],
            leads=parties[1],
            money=None,
            round=read_round(text),
            stages=(),
            default=None,
            confidence=0.6,
        )


def _investors(line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parties: list[str] = []
    leads: list[str] = []
    for m in _INVESTOR_LIST.finditer(line.simple):
        names = list_names(m["names"])
        parties += names
        leads += names[:1] if "led" in m["role"] else []
    return tuple(dict.fromkeys(parties)), tuple(dict.fromkeys(leads))


def find_listings(line: Line, context: Context) -> Iterator[Draft]:
    """An IPO: planned, filed, priced or listed."""
    m = _LISTING.search(line.simple)
    if not m:
        return
    name = subject_of(line, m.start()) or first_after(line, m.end())
    if (
        name is None
        or WEEKDAY.match(name)
        or re.search(r"\b(?:IPOs|IPO\s(?:market|pipeline|activity|boom|candidates))\b", line.simple)
    ):
        return
    text = line.simple
    stage = (
        "terminated"
        if re.search(r"\b(?:suspend|halt|withdr|scrap|postpone|shelve|cancel)", text)
        else "filed"
        if re.search(r"\b(?:fil(?:ed|es|ing)|prospectus|submitted|applied|approval|approved|hearing)\b", text)
        else "listed"
        if re.search(r"\b(?:debuted|began\strading|started\strading|listed\son|went\spublic|priced|raised)\b", text)
        else "planned"
    )
    yield make_draft(
        "ipo",
        line,
        "en.ipo",
        m.start(),
        context,
        name=name,
        parties=(),
        money=choose_amount(line, m.start(), roles=("raised",)),
        stages=(),
        default=stage,
    )


def find_bonds(line: Line, context: Context) -> Iterator[Draft]:
    """Bonds and notes of a company."""
    m = _BOND.search(line.simple)
    if not m or re.search(r"\b(?:treasury|government|sovereign|municipal|central\sbank)\b", line.simple, re.IGNORECASE):
        return
    name = subject_of(line, m.start())
    if name and any(p.text == name for p in line.places):
        return
    if name and (line.money or context.day):
        yield make_draft(
            "bond",
            line,
            "en.bond",
            m.start(),
            context,
            name=name,
            parties=(),
            money=choose_amount(line, m.start(), roles=("raised",)),
            stages=("terminated", "rumoured", "planned"),
            default="closed",
        )


def find_follow_ons(line: Line, context: Context) -> Iterator[Draft]:
    """Rights issues and placements of a listed company."""
    m = _FOLLOW_ON.search(line.simple)
    name = subject_of(line, m.start()) if m else None
    if m and name and line.money:
        yield make_draft(
            "follow_on",
            line,
            "en.follow_on",
            m.start(),
            context,
            name=name,
            parties=(),
            money=choose_amount(line, m.start(), roles=("raised",)),
            stages=("terminated", "planned"),
            default="announced",
        )
