"""Who acts and what is acted on, in an outline: the subject before a verb, the object behind it.

subject of `buy` in `‹0› said on Tuesday ‹1› would buy`   -> slot 1: the nearest that no preposition governs
object of `buy`  in `buy a 60 percent stake in ‹2› from`  -> slot 2, with `60 percent stake` as its part
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .outline import Outline
from .words import CLOSED_CLASS, GOVERNING, GROUP, NAMES, ORG, one_of, phrases, verbs

SUBJECT_REACH = 240
"""Characters before a verb within which who acts is looked for."""
OBJECT_REACH = 120

_COORDINATED = re.compile(rf"(?P<word>[\w’'-]+[,:;]?\s)?(?:the\s)?(?P<group>{GROUP})(?P<own>['’]s?)?")
_HIS_PLAN = re.compile(rf"['’]s?\s(?:[\w$.,-]+\s){{0,7}}?{one_of(NAMES['intents'])}\s(?:to|for|of|by)\b")
_BREAK = re.compile(r";|:\s|\.\s[A-Z\"]|[”\"]\s(?=\w)")
_TRANSITIVE = re.compile(
    rf"{verbs('acquire', 'merge', 'sell', 'pay', 'back', 'invest')}$|\b{one_of(NAMES['transitive'])}$"
)
_OPENS_CLAUSE = frozenset(("after", "before", "since", "as", "than"))
_ONLY_BESIDE = re.compile(rf"\s{one_of(NAMES['beside'])}\b")


def actors_before(o: Outline, at: int, *, units: bool = True) -> tuple[str, ...]:
    """Who acts by the verb at `at`: the nearest companies before it that no preposition and no verb governs.

    `units`: whether what a unit without a name does counts as its parent's.
    """
    start = max(0, at - SUBJECT_REACH)
    for m in reversed(list(_COORDINATED.finditer(o.text, start, at))):
        if _BREAK.search(o.text, m.end(), at):
            return ()
        if _is_actor(o, m, at):
            return o.names(m["group"]) if units or not m["group"].startswith("~") else ()
    return ()


def _is_actor(o: Outline, m: re.Match[str], at: int) -> bool:
    if m["own"]:
        plan = _HIS_PLAN.match(o.text, m.start("own"))
        return plan is not None and plan.end() <= at
    if _ONLY_BESIDE.match(o.text, m.end()):
        return False
    word = (m["word"] or "").strip(" ,:;").lower()
    if word in _OPENS_CLAUSE and re.match(r"\s[a-z]", o.text[m.end() : m.end() + 2]):
        word = ""  # after Foo received
    return word not in GOVERNING and not _TRANSITIVE.search(o.text, max(0, m.start("group") - 24), m.start("group") - 1)


_FILLER = (
    rf"(?:(?!{CLOSED_CLASS}\b)[\w$€£¥%.,’'/-]+\s"
    r"|(?:an?|the|its|their|up\sto|as\smuch\sas|more\sthan|another|all|some|part|and|or|of)\s)"
)
_WORTH = (
    r"(?:\s(?:worth|valued\sat|for)\s(?:(?:about|around|up\sto)\s)?[^‹;,\s]{1,12}"
    r"(?:\s(?:trillion|billion|million|yuan|euros?|dollars?|pounds?|yen|won)){0,2})?"
)
OBJECT = re.compile(
    rf"""
    \s(?P<part>
        (?:{_FILLER}){{0,9}}? (?:{phrases("transfers", "amounts", "holdings")})        # a 60 percent stake in Foo
        (?:\s(?:stakes?|interests?|shares?|holding|control))? {_WORTH}
        (?:\s(?:currently\s)?(?:held|owned)\sby\s{ORG})? \s(?:in|of|from)\s(?:the\s)?
      | (?:(?:all|most|the\swhole|parts?)\sof\s|the\s|both\s|a\s)?                # (all of) Foo
    )
    (?P<org>{ORG})
    (?P<asset>['’]s\s(?:(?!{CLOSED_CLASS}\b)[\w&’'/-]+\s){{0,5}}?                  # Foo's Asian business
        {phrases("transfers", "assets")}\b (?:\sin\s(?P<in>{ORG}))?)?
    """,
    re.VERBOSE,
)
_GOES_ON = re.compile(rf"$|[.,;:)”\"–—-]|\s(?:{phrases('transfers', 'goes_on')}\b|‹|\$|€|£|HK\$|US\$)")


@dataclass(frozen=True, slots=True)
class Object:
    name: str
    part: str
    """`60 percent stake in`; empty when it is the whole."""
    owner: str | None
    """Whose business it is, when a part of a company is named."""
    end: int


def object_after(o: Outline, at: int) -> Object | None:
    """What the verb that ends at `at` takes: a company, a stake in it, or a business of it."""
    m = OBJECT.match(o.text, at, at + OBJECT_REACH + 60)
    if m is None or not _GOES_ON.match(o.text, m.end()):
        return None
    (name,) = o.names(m["org"])[:1] or ("",)
    part = m["part"].strip()
    if m["in"]:
        return Object(o.names(m["in"])[0], m["asset"], name, m.end())
    if m["asset"] and part:
        return None
    if m["asset"]:
        words = o.plain(m.start("asset") + 3, m.end("asset"))
        return Object(words, "", name, m.end()) if len(words.split()) > 1 and "stake" not in words else None
    return Object(name, part, None, m.end()) if name else None
