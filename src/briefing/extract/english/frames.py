"""Who acts and what is acted on, in an outline: the subject before a verb, the object behind it.

subject of `buy` in `‹0› said on Tuesday ‹1› would buy`   -> slot 1: the nearest that no preposition governs
object of `buy`  in `buy a 60 percent stake in ‹2› from`  -> slot 2, with `60 percent stake` as its part
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .outline import Outline
from .words import CLOSED_CLASS, DESCRIBER, GOVERNING, GROUP, NAMES, ORG, one_of, phrases, verbs

SUBJECT_REACH = 240
"""Characters before a verb within which who acts is looked for."""
OBJECT_REACH = 120

_COORDINATED = re.compile(rf"(?P<word>[\w’'-]+[,:;]?\s)?(?:the\s)?(?P<group>{GROUP})(?P<own>['’]s?)?")
_HIS_PLAN = re.compile(rf"['’]s?\s(?:[\w$.,-]+\s){{0,7}}?{one_of(NAMES['intents'])}\s(?:to|for|of|by)\b")
_TO_DO, _RELATIVE, _NEXT = re.compile(r"\sto\s(?=[a-z])"), re.compile(r",?\s(?:which|who)\s"), re.compile(ORG)
# Foo said its technology fund, the world's largest, had raised: the fund did.
_OTHER_SUBJECT = re.compile(
    r"\s(?:also\s)?(?:said|says|announced|confirmed|added|reported)\s(?:[\w ]{0,20}\s)?(?:that\s)?"
    r"(?:its|their|the|an?)\s"
    rf"(?!(?:[\w’'-]+\s){{0,3}}{one_of(NAMES['units'])}\b)(?:(?!{CLOSED_CLASS}\b)[\w’'-]+\s?){{1,6}}(?:,[^,;]{{1,60}},)?\s?"
    r"(?:had|has|have|will|would|plans?|agreed)\b"
)
_HIS_MAN = re.compile(
    r"['’]s?\s(?:\w+\s){0,2}(?:chief\sexecutive|chairman|chairwoman|founder|parent|board|(?:controlling\s|biggest\s)?shareholders?)\b(?!\s‹)"
)
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
    if m["own"] and _HIS_MAN.match(o.text, m.start("own")):
        return True
    if m["own"]:
        plan = _HIS_PLAN.match(o.text, m.start("own"))
        return plan is not None and plan.end() <= at
    if _ONLY_BESIDE.match(o.text, m.end()):
        return False
    is_last = not _NEXT.search(o.text, m.end(), at)
    if is_last and _OTHER_SUBJECT.match(o.text, m.end(), at + 1):
        return False
    if is_last and (_RELATIVE.match(o.text, m.end()) or (m["word"] == "for " and _TO_DO.match(o.text, m.end()))):
        return True  # clears the way for Foo to buy, for Foo, which bought
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
        (?:\s(?:stakes?|interests?|shares?|holding|control))?
        (?:\sof\s(?:[\w-]+\s){{0,3}}?[\d.]+(?:%|\s(?:percent|per\scent|pct)))? {_WORTH}  # of almost 10 percent
        (?:\s(?:currently\s)?(?:held|owned)\sby\s{ORG})? \s(?:in|of|from)\s(?:the\s)?
      | (?:(?:all|most|the\swhole|parts?)\sof\s|the\s|both\s|a\s)?                # (all of) Foo
    )
    (?: (?P<owner>{ORG})['’]s?\s(?:(?!{CLOSED_CLASS}\b)[\w’'-]+\s){{1,5}}?(?={ORG}(?!['’])) )?  # Bar's video unit Foo
    (?P<org>{ORG})
    (?P<asset>['’]s\s(?:(?!{CLOSED_CLASS}\b)[\w&’'/-]+\s){{0,5}}?                  # Foo's Asian business
        {phrases("transfers", "assets")}\b (?:\sin\s(?P<in>{ORG}))?
      | \s(?P<site>{phrases("transfers", "sites")})\b                                # Foo port; not the Foo hotel chain
        (?!\s(?:operator|owner|maker|company|group|developer|chain)))?
    """,
    re.VERBOSE,
)
_UNIT = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts)\s)?(?P<unit>(?:[\w&’'-]+\s){0,4}?(?:units?|arm|subsidiary|affiliate|division)"
    r"\s(?:of|by)\s(?:the\s)?[A-Z][\w&.’'-]*(?:\s[A-Z][\w&.’'-]*){0,4}|(?:[A-Z][\w&.’'-]*\s){1,4}(?:unit|arm|subsidiary|division))"
)
# the Foo and Bar hotels operator: whose brands they are
_DESCRIBES = re.compile(rf"{GROUP}(?:\s(?!{CLOSED_CLASS}\b)[a-z-]+){{0,2}}\s{DESCRIBER}\b(?!\s‹)")
_SHARE = re.compile(r"\b(?:stakes?|holding|interest|shares)\b")
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
    if m is None or not _GOES_ON.match(o.text, m.end()) or _DESCRIBES.match(o.text, m.start("org")):
        return None
    (name,) = o.names(m["org"])[:1] or ("",)
    part = m["part"].strip()
    if m["in"]:
        return Object(o.names(m["in"])[0], m["asset"], name, m.end())
    owner = next(iter(o.names(m["owner"])), None)
    if m["site"]:
        return Object(f"{name} {m['site']}", part, owner, m.end())
    if m["asset"]:
        words = o.plain(m.start("asset") + 3, m.end("asset"))
        is_thing = len(words.split()) > 1 and not _SHARE.search(words)
        return Object(words, part, name, m.end()) if is_thing else None
    if m["org"].startswith("~") and (unit := _unit_of(o, m, name)):
        return Object(unit, part, name, m.end())
    return Object(name, part, owner, m.end()) if name else None


def _unit_of(o: Outline, m: re.Match[str], owner: str) -> str | None:
    """`the |China unit of Foo|`, `|Foo unit|`: it is called by its owner."""
    raw = o.line.text[o.at(m.start("org")) :]
    told = _UNIT.match(raw)
    return re.split(r"['’]s?\s", told["unit"])[-1] if told else f"{owner} unit"
