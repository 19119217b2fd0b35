"""What changes hands in English: its kind by the share that is bought, its price, and the draft that tells it."""

from __future__ import annotations

import re

from ...types import Money
from ..english.frames import Object
from ..english.outline import Outline
from ..english.sums import choose_sum
from ..english.words import CLOSED_CLASS, ORG, phrases
from ..reading.amounts import NEVER
from ..reading.context import Context
from .drafts import Draft
from .en_draft import make_draft

_PERCENT = re.compile(r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|[\s-]?percent|[\s-]per\scent|\spct)")
PART = re.compile(
    r"\b(?:stakes?|shares?|shareholding|interest|percent|per\scent|third|fifth|quarter|tenth|holding|block|position)\b|%"
)
_CONTROL = re.compile(r"\b(?:all|entire|whole|full|control\w*|majority|rest|remain\w*|ownership|half)\b")
_MINORITY = 30
"""Per cent: below this a purchase of shares is a stake (`equity`), not an acquisition; the same as in Chinese."""


def kind_of(part: str) -> str:
    """A part of a company is a stake, control or the whole of it an acquisition."""
    share = _PERCENT.search(part)
    if share:
        return "equity" if float(share["share"]) < _MINORITY else "acquisition"
    return "equity" if PART.search(part) and not _CONTROL.search(part) else "acquisition"


_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten)"
# its film business to Foo; a 40 percent interest in a mine; the patch business of Foo: no name of its own
_PLAIN_THING = re.compile(
    rf"\s(?P<part>(?:control|the\sbulk|(?:the|a)\smajority|most|all|parts?|half|[\w.-]+\s(?:percent|per\scent|pct)"
    rf"|an?\s(?:[\w.%-]+\s){{1,4}}?(?:stake|interest))\s(?:of|in)\s)?(?:its|their|the|an?|(?=\d+\s[a-z]|{_NUMBER}\s))\s?"
    rf"(?P<thing>(?:(?!{CLOSED_CLASS}\b)[\w&’'/-]+\s(?:and\s)?){{1,5}}?{phrases('transfers', 'sold_things')}"
    r"(?:\sin\s[A-Z][\w.]+(?:\s(?:and\s)?[A-Z][\w.]+){0,3})?)"
    rf"(?:\sof\s(?:the\s)?(?P<owner>{ORG}))?"
    r"(?=\s(?:to|for|in|that|which|and|after|as|on|at|by|with|from)\b|[,.]|$)"
)


def plain_thing(o: Outline, at: int) -> Object | None:
    """What is told in common nouns behind a verb."""
    m = _PLAIN_THING.match(o.text, at)
    if m is None:
        return None
    owner = next(iter(o.names(m["owner"])), None)
    return Object(o.plain(m.start("thing"), m.end("thing")), m["part"] or "", owner, m.end())


def transfer(
    o: Outline,
    rule: str,
    span: tuple[int, int],
    context: Context,
    *,
    thing: Object,
    parties: tuple[str | None, ...],
    stage: str | None,
    kind: str | None = None,
    confidence: float = 0.8,
) -> Draft:
    """A draft of something that changes hands."""
    kind = kind or kind_of(thing.part)
    share = _PERCENT.search(thing.part)
    return make_draft(
        kind,
        o,
        f"en.{kind}.{rule}",
        span,
        context,
        name=thing.name,
        parties=parties,
        stage=stage,
        share=float(share["share"]) if share else None,
        money=_price(o, span[0], kind),
        confidence=confidence,
    )


# in a deal that values the company at $3 billion; a sale that could value it at $4 billion
_VALUES = re.compile(
    r"\b(?:deal|offer|bid|transaction|takeover|buyout|sale|proposal|purchase)\b[^.;]{0,60}?\b(?:valu(?:es?|ing|ed)|worth)\b"
)
_IN_ASSETS = re.compile(
    r"(?:\s\([^()]{1,30}\))?\s(?:(?:in|of)\s(?:[\w-]+\s){0,2}?(?:assets|deposits|revenues?|sales|debt|loans)\b|under\smanagement)"
)
_COMBINED = re.compile(
    r"\b(?:company|group|firm|entity|giant|business|operator)\s(?:worth|valued\sat|with\s[^,;]{0,30}value\sof)\s(?:[\w-]+\s){0,3}$"
)


def _price(o: Outline, at: int, kind: str) -> Money | None:
    """What is paid; not what the two together will be worth."""
    roles = ("investment", "price") if kind == "equity" else ("price",)
    money = choose_sum(o, at, roles=roles)
    if money is None and kind == "acquisition" and (m := _VALUES.search(o.text)):
        money = choose_sum(o, m.end(), roles=("valuation",), never=NEVER - {"valuation"})
    if money is None:
        return None
    start, end = (x - o.line.span.start for x in (money.span.start, money.span.end))
    if _IN_ASSETS.match(o.line.simple, end):
        return None
    return None if _COMBINED.search(o.line.simple, max(0, start - 60), start) else money
