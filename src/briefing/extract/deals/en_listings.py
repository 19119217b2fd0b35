"""Listings in English: planned, filed, opened, priced, traded for the first time, called off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..english.frames import actors_before
from ..english.outline import Outline, read_outline
from ..english.stage import read_tense
from ..english.words import ORG, SOURCES, cues, phrases, said, verbs
from ..reading.context import Context, Line
from .drafts import Draft
from .en_draft import make_draft
from .en_issuers import helpers_in, issuer_of, proceeds

_LISTING = re.compile(
    rf"(?<!pre-)(?<!Pre-)\b{phrases('listing', 'nouns', 'verbs', 'trading', 'books', 'filings')}(?!\w)"
)
_NOT_LISTING = said("listing", "not_listings")
_VENUE = phrases("listing", "venues")
_AT_VENUE = re.compile(rf"\b(?:in|on)\s(?:the\s)?(?P<venue>{_VENUE})")
_VENUE_AHEAD = re.compile(
    rf"\b(?P<venue>{_VENUE})(?:['’]s)?\s(?:[\w-]+\s){{0,3}}?"
    r"(?:IPO|initial|listing|debut|float|flotation|[Ss]tock\s[Ee]xchange|bourse|share\ssale|offering)\b"
)
_IN_AN_IPO = re.compile(r"(?:In|As|After|With|Through)\b.{0,30}\b(?:IPO|initial)\b")
# ahead of a widely expected IPO: what the news is not about
_IN_PROSPECT = re.compile(
    r"\b(?:ahead\sof|before|prior\sto|pav\w+\sthe\sway\s(?:for|to)|run-?up\sto|towards?|no|any|eventual)"
    r"\s(?:[\w’'-]+\s){0,5}$"
)
_DENIED = re.compile(r"\s(?:is|was|are)\s(?:not|unlikely|off)\b")
_RAISING = re.compile(rf"{verbs('raise')}\s")
_BROUGHT = re.compile(r"rais(?:ed|ing)|pocketed|netted|garnered")
_ROUND = re.compile(r"\bround\b|\b[Ss]eries\s[A-H]\b|\b(?:venture|seed)\b")
_SHARES = said("listing", "shares")
_AIMED = re.compile(r"\b(?:aimed|hoped|planned|sought|wanted|looking|expected)\sto\sraise\b")
_FOLLOW_ON = said("issues", "follow_on")
_CALLED_OFF, _ENDED = cues("terminated"), said("listing", "ended")
_AIMS, _HOPES = said("listing", "aims"), said("listing", "hopes")
_FILED, _LAUNCHED, _DONE = said("listing", "filed"), said("listing", "launched"), said("listing", "done")
_PRICED = re.compile(r"\bpriced\b")
_SOON = re.compile(r"\s?(?:as\searly|next\syear|this\syear|later)")
WISH = 3
"""From this sentence on a listing that no headline or lead speaks of is a wish, unless it has come further."""
NEAR = 110
"""Characters before and behind a listing's word in which its state is told."""


def is_listing(text: str) -> bool:
    """A listing is spoken of, and not the market for them."""
    return bool(_LISTING.search(text)) and not _NOT_LISTING.search(text)


_BLANK_CHECK = re.compile(r"\b(?:SPAC|blank[\s-]che(?:ck|que)|special[\s-]purpose\sacquisition)\b")
_MERGING = re.compile(rf"\bmerg\w+\s(?:deal\s)?with\s(?:an?\s|the\s)?(?P<spac>{ORG})|(?P<spac2>{ORG})")


def is_blank_check(o: Outline) -> bool:
    """A merger with a shell that is listed: a way to list, and no purchase."""
    return bool(_BLANK_CHECK.search(o.line.simple)) and "merg" in o.line.simple


def _by_merger(o: Outline, context: Context) -> Iterator[Draft]:
    """`X agreed to go public through a merger with blank-check firm Y`."""
    verb = re.search(r"\bmerg", o.text)
    names = actors_before(o, verb.start()) if verb else ()
    behind = re.search(ORG, o.text[verb.end() :]) if verb else None
    if verb and names:
        parties = o.names(behind.group()) if behind else ()
        stage = read_tense(o, verb.start(), verb.end(), future="announced")
        yield make_draft(
            "ipo",
            o,
            "en.ipo.merger",
            verb.span(),
            context,
            name=names[0],
            parties=parties,
            stage=stage,
            place=_venue(o, verb),
        )


def find_listings(line: Line, context: Context) -> Iterator[Draft]:
    """`X filed for an IPO`, `X's Hong Kong listing`, `shares of X rose on their debut`."""
    o = read_outline(line, context)
    if is_blank_check(o):
        yield from _by_merger(o, context)
        return
    if _NOT_LISTING.search(o.text):
        return
    seen: set[str] = set()
    for m in _LISTING.finditer(o.text):
        if _IN_PROSPECT.search(o.text, 0, m.start()) or _DENIED.match(o.text, m.end()):
            continue
        name = issuer_of(o, *m.span()) or _named_behind(o, m)
        if name in helpers_in(o, None):
            continue  # banks are among the underwriters of the IPO
        if name is not None and name not in seen and not _is_wish(o, m, context):
            seen.add(name)
            yield _listing(o, m, name, context)
    if not seen:
        yield from _told_by_sum(o, context)


def _is_wish(o: Outline, m: re.Match[str], context: Context) -> bool:
    """Far down in an article on something else, without a sum: it hopes to list within two years."""
    if o.line.index < WISH or o.line.money or any(_LISTING.search(x.simple) for x in context.first_lines(WISH)):
        return False
    return _stage(o, m) in ("planned", "rumoured")


def _named_behind(o: Outline, m: re.Match[str]) -> str | None:
    """`In an up-to-$10 billion IPO, Foo eyes …`."""
    if not _IN_AN_IPO.match(o.text):
        return None
    behind = re.search(ORG, o.text[m.end() : m.end() + 60])
    return next(iter(o.names(behind.group())), None) if behind else None


def _listing(o: Outline, m: re.Match[str], name: str, context: Context) -> Draft:
    return make_draft(
        "ipo",
        o,
        "en.ipo",
        m.span(),
        context,
        name=name,
        parties=helpers_in(o, name),
        money=proceeds(o, m.start()),
        stage=_stage(o, m),
        place=_venue(o, m),
    )


def _venue(o: Outline, m: re.Match[str]) -> str | None:
    """Where it lists; Nasdaq is no place."""
    inside, stated = re.search(_VENUE, m.group()), _VENUE_AHEAD.search(o.text) or _AT_VENUE.search(o.text)
    venue = inside.group() if inside else stated["venue"] if stated else None
    return venue if any(p.text == venue for p in o.line.places) else None


def _told_by_sum(o: Outline, context: Context) -> Iterator[Draft]:
    """Near the head of an article on a listing: `The company raised HK$1.2 billion after selling 56 million shares`."""
    m = _RAISING.search(o.text)
    name = next(iter(actors_before(o, m.start())), None) if m else None
    head = context.first_lines(3)
    if (
        m is None
        or name is None
        or _ROUND.search(o.text)
        or not any(_LISTING.search(x.simple) for x in head if x.is_latin)
    ):
        return
    if not (_SHARES.search(o.text) or _AIMS.search(o.text[: m.start()]) or _AIMED.search(o.text)) or (
        _FOLLOW_ON.search(o.text) and "new shares" not in o.text
    ):
        return
    brought = _BROUGHT.match(m.group()) and not _AIMS.search(o.text[: m.start()])
    draft = make_draft(
        "ipo",
        o,
        "en.ipo.raised",
        m.span(),
        context,
        name=name,
        parties=helpers_in(o, name),
        money=proceeds(o, m.start()),
        stage="listed" if brought else None,
        confidence=0.7,
    )
    # `It had aimed to raise $300 million` is told of the listing that is news.
    yield replace(draft, is_background=False) if _AIMED.search(o.text) else draft


def _stage(o: Outline, m: re.Match[str]) -> str:
    """What the line says besides of how far the listing is."""
    ahead = o.text[max(0, m.start() - NEAR) : m.start()]
    if _CALLED_OFF.search(ahead) or _ENDED.search(ahead + o.text[m.start() : m.end() + 60]):
        return "terminated"
    if _PRICED.search(o.text):
        return "listed"
    if _FILED.search(o.text):
        return "filed"
    if _LAUNCHED.search(o.text):
        return "announced"
    if _AIMS.search(ahead) or _SOON.match(o.text, m.end()):
        return "rumoured" if SOURCES.search(o.line.simple) or _HOPES.search(ahead) else "planned"
    if _DONE.search(o.text):
        return "listed"
    return "rumoured" if SOURCES.search(o.line.simple) else "planned"
