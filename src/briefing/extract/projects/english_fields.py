"""Cost, place and owners of an English project, from its own lines and those that go on about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...types import Money
from ..english.cast import read_cast
from ..english.frames import actors_before
from ..english.outline import read_outline
from ..english.words import GROUP
from ..facilities.attribution import find_place
from ..facilities.names import Name
from ..reading.amounts import NEVER, choose_amount, place_amount
from ..reading.context import Context, Line
from ..reading.latin_names import find_body
from .english_sites import PLACE, SITE, Site
from .thing_sums import find_cost

SEQUEL_REACH = 4
"""Sentences behind a project's first in which it is gone on about."""
MOST_OWNERS = 4
_TELLS_COST = re.compile(
    r"""
    \b(?: (?:total|initial|planned|estimated|combined)\s(?:\w+\s)?
          (?:investments?|outlays?|costs?|spending|capital\sexpenditure)
      | at\sa\scost\sof | cost(?:s|ing)?\s(?:about|around|some|nearly|an\sestimated|\$|€|\d)
      | investment\s(?:of|at|is|totals?|amounts?) | with\san?\s(?:\w+\s){0,2}(?:investment|budget)
      | outlays? | price\stag | put\sinvestment
      | (?:invest|spend)\w*\s[^.;,]{0,40}\s(?:in|on)\sthe\s(?:plant|factory|project|site|facility|complex|line)
    )\b
    """,
    re.VERBOSE,
)
# build a plant in Indiana, investing more than $3 billion; … for 16 billion rupees
_FOR_SUM = re.compile(
    r"(?:\s(?:in|near|at|outside|on|of)\s(?:the\s)?(?:\w+\s(?:city|state|province|town)\sof\s)?[A-Z][\w'’\-]*)?(?:,?\s[A-Z][\w'’\-]*){0,6}"
    r"(?:,\s(?:investing|spending)|,?\s(?:for|worth|costing|at\sa\scost\sof|with\san?\s(?:\w+\s)?investment\sof))"
    r"\s(?:(?:more|less)\sthan\s|about\s|up\sto\s|around\s|nearly\s|over\s|at\sleast\s|some\s|roughly\s|as\smuch\sas\s"
    r"|an?\s(?:estimated|total|further)\s(?:of\s)?)*"
)
# as part of plans to invest $300 million in the country: of which this is one
_PART_OF = re.compile(r"\bas\spart\sof\b")
_IN_NAME = re.compile(r"(?:\s?\([^()]{1,60}\))?(?:,?\s[\w$,.%-]+){0,5}?\s?")
_IN_NAME_REACH = 60


def as_name(s: Site) -> Name:
    return Name(s.start, s.end, s.head, s.type, False, 1)


def in_body(group: Sequence[Site]) -> list[Site]:
    """The mentions, the text's before the headline's."""
    return sorted(group, key=lambda s: s.line.index < 0)


def find_sequels(context: Context, group: Sequence[Site], others: set[int]) -> tuple[Line, ...]:
    """The next sentences that go on about it: the plant, the project, with a cost of …."""
    heads = "|".join(sorted({re.escape(s.head.split()[-1]) for s in group}))
    points = re.compile(
        rf"\b(?:[Tt]he|[Tt]his|[Ii]ts)\s(?:[\w-]+\s){{0,3}}?(?:{heads}|project|facility|site|plant|factory|line|development|complex)\b"
    )
    first = min((s.line.index for s in group if s.line.index >= 0), default=-1)
    lines = context.lines[first + 1 : first + 1 + SEQUEL_REACH] if first >= 0 else ()
    told = (x for x in lines if x.index not in others)
    return tuple(x for x in told if points.search(x.simple) or _TELLS_COST.search(x.simple))


# ---------------------------------------------------------------- cost


def cost_of(group: Sequence[Site], sequels: Sequence[Line]) -> Money | None:
    """A $900 million plant, invest $900 million in a plant, then what the next sentences say it costs."""
    for s in in_body(group):
        if money := _own_cost(s):
            return money
    told = ((line, m) for line in sequels if (m := _TELLS_COST.search(line.simple)))
    sums = (choose_amount(line, m.end(), roles=("investment", "total")) for line, m in told)
    return next((money for money in sums if money), None)


def _own_cost(s: Site) -> Money | None:
    low = s.start - _IN_NAME_REACH
    before = [m for m in s.line.money if low <= m.span.end <= s.start and m.role not in NEVER]
    if before and _IN_NAME.fullmatch(s.line.simple, before[0].span.end, s.start):
        return place_amount(s.line, before[0])
    if _PART_OF.search(s.line.simple, s.end):
        return None
    if s.line.index >= 0 and (money := find_cost(s.line, as_name(s))) is not None:
        return money
    behind = (m for m in s.line.money if m.span.start >= s.end and m.role not in NEVER)
    if (own := next((m for m in behind if _FOR_SUM.fullmatch(s.line.simple, s.end, m.span.start)), None)) is not None:
        return place_amount(s.line, own)
    if not _TELLS_COST.search(s.line.simple, s.end):
        return None
    return choose_amount(s.line, s.end, roles=("investment", "total"), start=s.end)


# ---------------------------------------------------------------- place

_TOO_WIDE = frozenset(("US", "U.S.", "China"))
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|Asia|Europe|Africa)\b"
)
_RANK = re.compile(r"\s(?:[Pp]rovince|[Pp]refecture|[Ss]tate|[Cc]ounty|City|District)$")
_LOCATED = re.compile(rf"\blocated{SITE.pattern}", re.VERBOSE)
# signed an agreement with the city of Foo to build a plant there
_CITY_OF = re.compile(rf"\b(?:city|town|port|district|county)\sof\s(?P<city>{PLACE})")
BEHIND = 110
"""Characters behind a name in which its place may stand."""


def place_of(context: Context, best: Site, group: Sequence[Site], sequels: Sequence[Line]) -> str | None:
    """Said with the name, then behind it, then as the list of places knows it, then in the lines about it."""
    own = next((bare(s.place) for s in (best, *group) if s.place), None)
    own = own or next((p for s in in_body(group) if (p := site_of(s))), None)
    if own:
        return own
    if city := _CITY_OF.search(best.line.simple):
        return city["city"]
    found = find_place(context, best.line, as_name(best))
    if found and found not in _TOO_WIDE and found in best.line.simple[find_body(best.line.simple) :]:
        return found
    return next(_told_elsewhere(context, sequels), None)


def site_of(s: Site) -> str | None:
    """Where it is by its own words or by what stands behind them."""
    if s.place:
        return bare(s.place)
    behind = (m["site"] for m in SITE.finditer(s.line.simple, s.end, s.end + BEHIND))
    return next((bare(site) for site in behind if not _NO_PLACE.match(site)), None)


def _told_elsewhere(context: Context, sequels: Sequence[Line]) -> Iterator[str]:
    """`It is located in …`, then the scene of the title and the lead."""
    for line in sequels:
        if m := _LOCATED.search(line.simple):
            yield bare(m["site"])
    for line in context.first_lines(3):
        if line.is_latin and (m := SITE.search(line.simple)) and not _NO_PLACE.match(m["site"]):
            yield bare(m["site"])


def bare(place: str) -> str:
    """Guizhou Province is Guizhou."""
    return _RANK.sub("", place)


# ---------------------------------------------------------------- owners

_ROLE = r"(?:owner|operator|developer|builder|contractor|investor)s?"
_ROLE_AHEAD = re.compile(
    rf"""
    \b(?: (?:[Bb]uilt|[Dd]eveloped|[Oo]perated|[Oo]wned|run|[Ff]unded|[Ii]nvested(?:\sin)?|[Cc]onstructed|managed
            |[Ff]inanced|[Ss]et\sup|[Ee]stablished|[Ll]aunched|[Dd]esigned|[Cc]ontracted
            |undertaken)\s(?:jointly\s)?by\s
        | according\sto\s | {_ROLE},?\s | affiliate\s(?:called\s)? | by\s(?:a\s)?(?:unit|subsidiary)\sof\s )
    (?:the\s|[A-Z]\w+(?:ese|an|ish|ch)?\s)?(?:[a-z][\w-]*\s){{0,4}}$
    """,
    re.VERBOSE,
)
_ROLE_BEHIND = re.compile(
    rf"""
    (?:\s?\([^()]{{0,40}}\))?,?\s
    (?: (?:the|its)\s(?:[\w’'-]+\s){{0,3}}?{_ROLE}\b
      | (?:which\s)?(?:owns?|holds|operates|runs|is\sbuilding|is\sdeveloping)\s[\w.% ]{{0,24}}(?:the|a)\s )
    """,
    re.VERBOSE,
)
_PARTNERS = re.compile(rf"\bwith\s(?:the\s)?(?P<names>{GROUP})(?!['’])")
_ITS = re.compile(r"['’]s?\s(?:[\w$.,-]+\s){0,5}")
_OF = re.compile(r"\sof\s(?:the\s)?(?:[a-z][\w-]*\s){0,3}")
_SAID = re.compile(rf"(?P<names>{GROUP})(?!['’]s)\s(?:said|says|announced)\b")
_NO_OWNER = re.compile(
    r"\b(?:[Mm]inistry|[Cc]ommission|[Aa]dministration|[Bb]ureau|[Aa]gency|University|Association|Securities|Research"
    r"|Analysts?|Authority|Brokerage)\b"
)


def owners_of(context: Context, group: Sequence[Site], sequels: Sequence[Line]) -> tuple[str, ...]:
    """Who acts by its verb, whose it is, `built by`, `its operator`; else who says so; at last the headline's."""
    body = [s for s in group if s.line.index >= 0] or list(group)
    first = body[0].line.index
    near = context.lines[first + 1 : first + 3] if first >= 0 else ()
    found = [n for s in body for n in (*_actors(s, context), *_possessors(s, context))]
    for line in dict.fromkeys((*(s.line for s in body), *near, *sequels)):
        found += _in_role(line, context)
    found = found or [n for s in body for n in _tellers(s, context)] or _of_headline(context)
    names = (n for n in dict.fromkeys(found) if not _NO_OWNER.search(n) and not any(n in s.name for s in group))
    return tuple(names)[:MOST_OWNERS]


def _actors(s: Site, context: Context) -> tuple[str, ...]:
    """`X will build a plant`."""
    outline = read_outline(s.line, context)
    if s.told.side != "before":
        return ()
    at = outline.where(s.told.at)
    partners = _PARTNERS.search(outline.text, at, outline.where(s.start)) if s.told.stage == "signed" else None
    return (*actors_before(outline, at), *(outline.names(partners["names"]) if partners else ()))


def _possessors(s: Site, context: Context) -> Iterator[str]:
    """`X's new battery plant`, `the battery plant of X`."""
    for n in read_cast(context).named(s.line):
        is_ahead = n.end <= s.start and _ITS.fullmatch(s.line.simple, n.end, s.start)
        if is_ahead or (n.start >= s.end and _OF.fullmatch(s.line.simple, s.end, n.start)):
            yield n.name


def _in_role(line: Line, context: Context) -> list[str]:
    """Called its owner, operator or developer in the line."""
    text = line.simple
    found: list[str] = []
    last = -1
    for start, end, name in _houses(line, context):
        in_row = 0 <= last < start and _ROW.fullmatch(text, last, start)
        if in_row or _ROLE_AHEAD.search(text[max(0, start - 70) : start]):
            found.append(name)
            last = end
        elif _ROLE_BEHIND.match(text, end):
            found.append(name)
    return found


_ROW = re.compile(r"(?:\s?\([^()]{1,40}\))?(?:,\s|,?\s(?:and|with)\s)(?:the\s)?")


def _houses(line: Line, context: Context) -> list[tuple[int, int, str]]:
    """Companies, and universities and their like, which are no companies but build."""
    named = [(n.start, n.end, n.name) for n in read_cast(context).named(line)]
    others = (
        n for n in line.names if _SCHOOL.search(n.text) and not any(a < n.end and n.start < b for a, b, _ in named)
    )
    return sorted([*named, *((n.start, n.end, n.text) for n in others)])


_SCHOOL = re.compile(r"\b(?:University|Institute|Academy|College|[Gg]overnment)\b")


def _tellers(s: Site, context: Context) -> list[str]:
    outline = read_outline(s.line, context)
    return [n for m in _SAID.finditer(outline.text) for n in outline.names(m["names"])]


def _of_headline(context: Context) -> list[str]:
    """The companies of the headline; without one the main company when the first sentence names it."""
    cast = read_cast(context)
    if context.title is not None:
        return [n.name for n in cast.named(context.title)]
    lead = [n.name for n in cast.named(context.lines[0])] if context.lines else []
    return [cast.main] if cast.main in lead else []
