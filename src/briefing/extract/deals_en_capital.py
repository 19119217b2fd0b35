"""What a company raises, in English: listings, bonds, follow-ons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import choose_amount
from .context import Context, Line
from .deals_en_actors import DESCRIBED, NAME, WEEKDAY, clean_name, first_after, make_draft, subject_of
from .drafts import Draft

_LISTING = re.compile(
    r"(?<!pre-)(?<!Pre-)\b(?:initial\spublic\soffering|IPO|stock\smarket\s(?:debut|listing|flotation)|market\sdebut|debut(?:s|ed)?\s(?:on|in)\s(?:the\s)?(?:Hong\sKong|New\sYork|Nasdaq|NYSE|Shanghai|Shenzhen|STAR|London)|debut(?:s|ed)?\son\sthe\s[\w\s]{0,20}?exchange|public\slisting|share\sfloat|(?:Hong\sKong|New\sYork|Nasdaq|NYSE|Shanghai|Shenzhen|STAR\s(?:Market|board)|London)\s(?:listing|debut|float)|go(?:es|ing)?\spublic|went\spublic|list(?:ed|ing)?\s(?:its\sshares\s)?(?:on|in)\s(?:the\s)?(?:Nasdaq|New\sYork|NYSE|Hong\sKong|Shanghai|Shenzhen|STAR|London))\b"
)
_BOND = re.compile(
    r"\b(?P<verb>issu(?:e|es|ed|ing)|s(?:ell|ells|old|elling)|pric(?:e|ed|es|ing)|rais(?:e|ed|es|ing)|offer(?:s|ed|ing)?|plac(?:ed|es))\b(?:[^.;]|\.(?=\d)){0,70}?\b(?P<noun>(?:convertible\s|corporate\s|green\s|dollar\s|offshore\s|panda\s|senior\s|perpetual\s|exchangeable\s)*(?:bonds?|notes|debentures|commercial\spaper))\b"
)
_FOLLOW_ON = re.compile(
    r"\b(?:rights\sissue|private\splacement\sof\s(?:new\s)?shares|share\splacement|secondary\soffering|follow-on\s(?:offering|share)|share\ssale|placing\sof\s(?:new\s)?shares|sell(?:ing)?\s(?:new\s)shares)\b"
)


_SHARES_OF = re.compile(rf"\b[Ss]hares\s(?:of|in)\s(?:the\s)?{DESCRIBED}(?P<name>{NAME})")


def find_listings(line: Line, context: Context) -> Iterator[Draft]:
    """An IPO: planned, filed, priced or listed."""
    m = _LISTING.search(line.simple)
    if not m:
        return
    shares = _SHARES_OF.search(line.simple)
    name = subject_of(line, m.start()) or (clean_name(shares["name"]) if shares else first_after(line, m.end()))
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
        if re.search(
            r"\b(?:debuted|debut|began\strading|started\strading|listed\son|went\spublic|priced|raised)\b", text
        )
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
