"""Sales in English: `X sells Y to Z`, `X agreed to sell its stake in Y`, `a 51 percent stake in Y will pass to Z`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..english.frames import Object, actors_before, object_after
from ..english.outline import Outline, read_outline
from ..english.stage import read_tense
from ..english.words import GROUP, ORG, verbs
from ..reading.context import Context, Line
from .drafts import Draft
from .en_powers import powers_between
from .en_transfer import plain_thing, transfer
from .en_transfers import noun_stage

_SELLING = re.compile(verbs("sell"))
_TO = re.compile(
    rf"[^‹;]{{0,90}}?\bto\s(?:an?\s(?:[\w-]+\s){{0,3}}?(?:entity|company|fund|vehicle|buyer|investor|group|consortium)"
    rf"\s(?:linked\sto|controlled\sby|owned\sby|backed\sby|managed\sby|affiliated\swith)\s)?(?:the\s|its\s)?(?P<buyer>{GROUP})(?!['’]s)"
)
_PART = r"(?:[\w$.,%-]+\s){1,6}?(?:stake|interest|holding|shares)"
_SALE_OF = re.compile(r"\b(?:sale|disposal|divestment|divestiture)\sof(?=\s)")
# sell a 10 percent stake to Foo: in itself
_OF_ITSELF = re.compile(
    rf"\s(?P<part>(?:an?|its)\s{_PART}(?:\sin\sitself)?)\sto\s(?:the\s)?(?P<buyer>{GROUP})(?!['’]s)"
)
_STAKE_MOVES = re.compile(
    rf"\b(?P<part>{_PART})\s(?:in|of)\s(?:the\s)?(?P<org>{ORG})(?:,[^;‹]{{0,80}},)?\s[^‹;]{{0,40}}?"
    rf"(?:pass|be\s(?:transferred|sold)|transferred|(?:was|were)\ssold|go)\s(?:to|over\sto)\s(?:the\s)?(?P<buyer>{GROUP})"
)
_ITS_SALE = re.compile(
    rf"\b(?:its|their)\s(?:[\w$€£.,-]+\s){{0,4}}?(?:sale|takeover|buyout|acquisition)\s(?:to|by)\s(?:the\s)?(?:(?P<buyer>{GROUP})(?!['’]s)|an?\s)"
)
_SOLD_TO = re.compile(
    rf"\b(?P<aux>was|were|been|be|being|is)\s(?:sold|transferred)\s(?:off\s)?(?:[^‹;,.]{{1,40}}\s)?"
    rf"to\s(?:the\s)?(?P<buyer>{GROUP})(?!['’]s)"
)
_SEEKS_BUYER = re.compile(
    rf"\b(?:buyers?|bidders?|suitors?|offers)\sfor\s(?:(?:its|the|a|an)\s)?(?:[\w%.-]+\s){{0,4}}?"
    rf"(?:(?:stake|interest|holding)\s(?:in|of)\s)?(?P<org>{ORG})"
)
# sold $2 billion worth of shares in Foo: in the market, to nobody in particular
_SELL_DOWN = re.compile(r"\bshares\b")
_HAPPENED = re.compile(r"\b(?:was|were|has|have|had)\b")


def find_sales(line: Line, context: Context) -> Iterator[Draft]:
    """What the line says is sold, by whom and to whom."""
    o = read_outline(line, context)
    if "‹" not in o.text:
        return
    yield from _by_seller(o, context)
    yield from _stakes_that_pass(o, context)
    yield from _sold_to(o, context)
    yield from _on_offer(o, context)
    yield from _by_noun(o, context)
    yield from _of_itself(o, context)


def _by_seller(o: Outline, context: Context) -> Iterator[Draft]:
    """`X sells Y to Z`, `X sells its film business`, `X sells a stake (in itself) to Z`."""
    for m in _SELLING.finditer(o.text):
        sellers = actors_before(o, m.start())
        powers = () if sellers else powers_between(o, 0, m.start())
        if not sellers and not powers:
            continue
        stage = read_tense(o, m.start(), m.end())
        if sellers and (own := _OF_ITSELF.match(o.text, m.end())):
            thing = Object(sellers[0], own["part"], None, own.end())
            buyers = o.names(own["buyer"])
            yield transfer(o, "sold", m.span(), context, thing=thing, parties=buyers, stage=stage, confidence=0.7)
        elif (sold := object_after(o, m.end()) or plain_thing(o, m.end())) and sold.name not in sellers:
            yield from _sold(o, m, context, sold, sellers or powers, stage)


def _sold(
    o: Outline, m: re.Match[str], context: Context, thing: Object, sellers: tuple[str, ...], stage: str | None
) -> Iterator[Draft]:
    """Without a buyer it is a sale when a sum is named, or a stake that a headline or lead gives up."""
    to = _TO.match(o.text, thing.end)
    buyers = tuple(b for b in o.names(to["buyer"]) if b not in (*sellers, thing.name)) if to else ()
    if not buyers and _SELL_DOWN.search(thing.part):
        return
    if buyers or o.line.money or (thing.part and o.line.index <= 1):
        parties = (*buyers, *sellers)
        if buyers and stage == "planned":
            stage = "announced"
        sure = 0.85 if buyers else 0.65
        yield transfer(o, "sold", m.span(), context, thing=thing, parties=parties, stage=stage, confidence=sure)


def _stakes_that_pass(o: Outline, context: Context) -> Iterator[Draft]:
    """`A 51 percent stake in Y will pass to Z`."""
    for m in _STAKE_MOVES.finditer(o.text):
        thing = Object(o.names(m["org"])[0], m["part"], None, m.end())
        stage = "closed" if _HAPPENED.search(m.group()) else "announced"
        yield transfer(o, "passes", m.span(), context, thing=thing, parties=o.names(m["buyer"]), stage=stage)


def _sold_to(o: Outline, context: Context) -> Iterator[Draft]:
    """`Y was sold to Z`, `Y has agreed to be sold to Z`."""
    for m in _SOLD_TO.finditer(o.text):
        targets, buyers = actors_before(o, m.start()), o.names(m["buyer"])
        if targets and targets[0] not in buyers:
            told: str | None = read_tense(o, m.start(), m.end())
            stage = "closed" if m["aux"] in ("was", "were", "been") and told != "terminated" else told
            thing = Object(targets[0], "", None, m.end())
            yield transfer(o, "passes", m.span(), context, thing=thing, parties=buyers, stage=stage)


def _by_noun(o: Outline, context: Context) -> Iterator[Draft]:
    """`X has closed the sale of its film business to Z`."""
    for m in _SALE_OF.finditer(o.text):
        sellers = actors_before(o, m.start())
        thing = object_after(o, m.end()) or plain_thing(o, m.end())
        is_told = thing is not None and (sellers or (not thing.part and _TO.match(o.text, thing.end)))
        if thing is not None and is_told and thing.name not in sellers:
            yield from _sold(o, m, context, thing, sellers, noun_stage(o, m, m.start()))


def _of_itself(o: Outline, context: Context) -> Iterator[Draft]:
    """`X has terminated its $3 billion sale to Y`: X itself was to be sold."""
    for m in _ITS_SALE.finditer(o.text):
        targets = actors_before(o, m.start())
        buyers = tuple(b for b in o.names(m["buyer"]) if b not in targets)
        if len(targets) == 1 and (buyers or o.line.money):
            thing = Object(targets[0], "", None, m.end())
            stage = noun_stage(o, m, m.start())
            yield transfer(o, "passes", m.span(), context, thing=thing, parties=buyers, stage=stage, confidence=0.7)


def _on_offer(o: Outline, context: Context) -> Iterator[Draft]:
    """`X is looking for a buyer for Y`."""
    for m in _SEEKS_BUYER.finditer(o.text):
        thing = Object(o.names(m["org"])[0], "", None, m.end())
        sellers = tuple(s for s in actors_before(o, m.start()) if s != thing.name)
        if sellers:
            yield transfer(
                o, "offered", m.span(), context, thing=thing, parties=sellers, stage="rumoured", confidence=0.65
            )
