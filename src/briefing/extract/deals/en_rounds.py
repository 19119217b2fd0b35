"""Funding rounds in English: who raises, how much in which round, and the investors in this or the next sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...types import Money
from ..english.cast import read_cast
from ..english.frames import actors_before
from ..english.outline import Outline, read_outline
from ..english.stage import read_tense
from ..english.sums import choose_sum
from ..english.words import GROUP, ORG, SUM, phrases, said, verbs
from ..reading.amounts import choose_amount
from ..reading.context import Context, Line
from ..reading.cues import read_round
from .drafts import Draft
from .en_draft import make_draft
from .en_investors import Investors, find_investors, says_giving, says_round, takes_part
from .en_listings import is_listing

_RAISE = verbs("raise")
_NOUN = rf"{phrases('rounds', 'nouns')}\b"
_ABOUT = (
    r"(?:(?:about|around|nearly|almost|over|more\sthan|at\sleast|up\sto|as\smuch\sas|some|roughly|approximately|close\sto"
    r"|an?|another|additional|extra|further|fresh|total|of|in)\s){0,4}"
)
# raised $3 million in a Series B round; announced the close of its $60 million Series C
_BY_NOUN = re.compile(rf"{_RAISE}(?:[^;‹]|{ORG}['’]s?){{0,90}}?\b(?P<noun>{_NOUN})")
# raised $3 million from Foo and Bar; raises $3 million at a valuation of …
_BY_SUM = re.compile(rf"{_RAISE}\s{_ABOUT}{SUM}")
_GIVEN = re.compile(
    r"\b(?:led\sby|investors?|backers?|venture|valuing|valuation|values|start-?ups?|round|funding|financing|Series)\b"
    r"|\bfrom\s(?:\w+\s){0,4}‹|\s‹\d+›,?\s(?:and|led)"
)
_NOT_ROUND = said("rounds", "not_rounds")
_LED = re.compile(
    rf"(?P<lead>{GROUP})(?!['’])(?:,?\s(?:has|have|also|jointly|which|who))*\s"
    rf"(?:(?:co-?)?led|(?:co-?)?leads?|(?:is|are)\sleading|backs?|invests?\sin)\s(?:an?|the|its|in)\s"
    rf"(?P<body>[^;‹]{{0,90}}?)\b(?:{_NOUN}(?:\sinvestment)?|investment)\s(?:in|of|for|into)\s(?:the\s)?(?P<name>{ORG})"
)
_ROUND_IN = re.compile(rf"\b{_NOUN}\s(?:of|for|in|into|by)\s(?:the\s)?(?P<name>{ORG})(?!['’])")
_SUMMED = re.compile(rf"{SUM}\s(?:[\w-]+\s){{0,2}}?{_NOUN}")
_FROM = re.compile(rf"\sfrom\s(?:[\w.]+\s){{0,3}}{ORG}")
_SPEAKS = re.compile(
    r"\b(?:round|funding|financing|co-led|co-investors|investors?|backers|raise|joining)\b"
    r"|chipped in|took part|wrote checks",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\b(?<!Series\s)(?<!Pre-)([A-H])(\+{0,2})(?=[\s-](?:round|financing))")
_PROCEEDS = re.compile(r"\b(?:gross|net)\sproceeds\b")
_SEEKS = re.compile("seek|sought")
# $2 billion for three new funds, an $870 million growth fund: the house's pool, and no money for the house.
_FOR_FUND = re.compile(rf"{SUM}\s(?:[\w’'-]+\s){{0,6}}?funds?\b(?!\s(?:led|from))")


def find_rounds(line: Line, context: Context) -> Iterator[Draft]:
    """The rounds of a line; investors of a round told before, where the line names only them."""
    o = read_outline(line, context)
    if not (says_round(o.text) or _BY_SUM.search(o.text) or takes_part(o.text) or says_giving(o.text)):
        return
    investors = find_investors(o)
    if led := list(_LED.finditer(o.text)):
        # Of two rounds in one sentence each has only those who led it.
        yield from (_led(o, m, context, investors if len(led) == 1 else Investors()) for m in led)
        return
    found = list(_raised(o, context, investors))
    yield from found
    if not found:
        yield from _spoken_of(o, context, investors)


def _raised(o: Outline, context: Context, investors: Investors) -> Iterator[Draft]:
    """`X raised …`: each company of the line once."""
    taken: set[str] = set()
    for m in (*_BY_NOUN.finditer(o.text), *_BY_SUM.finditer(o.text)):
        name = next(iter(actors_before(o, m.start(), units=False)), None)
        if name is not None and name not in taken and _is_round(o, m):
            taken.add(name)
            yield _funding(o, m, context, name, investors.without(name))


# has raised $1.5 billion in total since it was founded: no round of its own
_ALTOGETHER = re.compile(
    r"\b(?:in\stotal|to\sdate|so\sfar|altogether|since\s(?:its|it\swas|being)\s(?:found|launch|incept|establish|set\sup)\w*)\b"
)


def _is_round(o: Outline, m: re.Match[str]) -> bool:
    """By its words, its sum or its letter; a loan, a fund's own raising, a listing is none."""
    behind = re.split(r"\bfor\b|,|\bto\s(?!\d|\$)", o.text[m.end() : m.end() + 40], maxsplit=1)[0]
    if _NOT_ROUND.search(m.group() + behind) or _FOR_FUND.search(o.text, m.start(), m.end() + 60):
        return False
    if _ALTOGETHER.search(o.text, m.end(), m.end() + 60) and not round_of(m.group()):
        return False
    if is_listing(o.text[: m.end()]) and "round" not in m.group():
        return False  # an initial public offering that could raise up to $5 billion
    if m.re is _BY_SUM:
        return bool(_GIVEN.search(o.text, m.end()) or _GIVEN.search(o.text, 0, m.start()))
    if _FROM.match(o.text, m.end()):
        return True
    around = o.text[max(0, m.start() - 10) : m.end() + 60]
    return bool(round_of(m.group()) or "round" in m["noun"] or re.search(SUM, around))


def round_of(words: str) -> str | None:
    """`Series B`, `pre-IPO round`, and `an A+ round` of translated briefs."""
    words = words.replace("pre-", "Pre-").replace("Pre-series", "Pre-Series")
    return read_round(_LETTER.sub(r"Series \1\2", words))


def _funding(o: Outline, m: re.Match[str], context: Context, name: str, investors: Investors) -> Draft:
    stop = o.text.find(";", m.end())
    round_ = round_of(o.text[m.start() : stop if stop > 0 else m.end() + 60])
    verb_end = m.start() + len(m.group().split()[0])
    stage = read_tense(o, m.start(), verb_end, plain="closed", future="planned")
    if stage == "closed" and _SEEKS.match(m.group()):
        stage = "planned"
    return make_draft(
        "funding",
        o,
        "en.funding.verb",
        (m.start(), verb_end),
        context,
        name=name,
        parties=investors.names,
        leads=investors.leads,
        money=choose_sum(o, m.start(), roles=("raised",)),
        round=round_,
        stage=stage,
        valuation=_valuation(o.line),
        confidence=0.9 if round_ or investors.names else 0.7,
    )


def _led(o: Outline, m: re.Match[str], context: Context, investors: Investors) -> Draft:
    """`X led a $30 million Series A round in Y`."""
    (name,) = o.names(m["name"])
    leads = tuple(n for n in o.names(m["lead"]) if n != name)
    at = m.start("body")
    return make_draft(
        "funding",
        o,
        "en.funding.led",
        (at, at),
        context,
        name=name,
        parties=(*leads, *investors.without(name).names),
        leads=leads,
        money=choose_sum(o, at, roles=("raised", "investment")),
        round=round_of(m.group()),
        stage=read_tense(o, at, at, plain="closed", future="planned"),
        valuation=_valuation(o.line),
        confidence=0.85,
    )


def _spoken_of(o: Outline, context: Context, investors: Investors) -> Iterator[Draft]:
    """The round told before: its investors. `In a $22 million Series A` without a subject is the main company's."""
    of = _ROUND_IN.search(o.text)
    summed = _SUMMED.search(o.text)
    if (
        _FOR_FUND.search(o.text)
        or _PROCEEDS.search(o.text)
        or (summed and _NOT_ROUND.match(o.text[summed.end() :].lstrip()))
    ):
        return
    if not (investors.names or summed) or not (of or summed or _SPEAKS.search(o.line.simple)):
        return
    name = next(iter(o.names(of["name"])), None) if of else None
    if summed is not None and name is None and not _NOT_ROUND.search(summed.group()):
        name = read_cast(context).main if not _is_of_a_unit(o, summed.start()) else None
    name = None if name in investors.names else name
    at = summed.start() if summed else of.start() if of else 0
    yield make_draft(
        "funding",
        o,
        "en.funding.investors",
        (at, at),
        context,
        name=name,
        parties=investors.names,
        leads=investors.leads,
        money=choose_sum(o, at, roles=("raised",)) if summed else None,
        round=round_of(o.text),
        stage="closed" if summed or (of and name) else None,
        valuation=_valuation(o.line),
        confidence=0.6,
    )


def _is_of_a_unit(o: Outline, at: int) -> bool:
    """A unit without a name raises it, and not its parent."""
    return bool(actors_before(o, at)) and not actors_before(o, at, units=False)


def _valuation(line: Line) -> Money | None:
    """What the round values the company at; never its own sum."""
    if "valu" not in line.simple:
        return None
    others = frozenset(m.role for m in line.money if m.role and m.role != "valuation") | {""}
    money = choose_amount(line, 0, roles=("valuation",), never=others)
    return money if money and money.role == "valuation" else None
