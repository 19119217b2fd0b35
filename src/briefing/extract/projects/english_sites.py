"""Infrastructure projects of an English line: a noun for a plant or park with what is done to it or what it does.

The name is read from its head noun to the left (`a 42 billion yen |photoresist plant|`); the verb in front of it
(`will build`, `has put on ice`, `plans for`) or behind it (`was connected to the grid`) tells how far it has come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..english.words import CLOSED_CLASS, NATION, one_of
from ..reading.context import Line
from .english_happenings import GRAMMAR, MONEY, STRIPPED, TABLE, VERB_BEFORE, Told, read_told, whole

NAMES = TABLE["names"]
_HEADS = {word: kind for kind, words in TABLE["heads"].items() for word in words}
_HEAD = re.compile(rf"(?<![\w-]){one_of(_HEADS)}(?![\w-])", re.IGNORECASE)
_HEAD_KINDS = [(whole(pattern), kind) for pattern, kind in _HEADS.items()]
_KINDS = {kind: re.compile(words.replace(" ", r"\s"), re.IGNORECASE) for kind, words in TABLE["kinds"].items()}
_WEAK = re.compile(one_of(NAMES["weak"]), re.IGNORECASE)
_ALONE = re.compile(one_of(NAMES["alone"]), re.IGNORECASE)
_BRACKET = re.compile(r"\s?(?:\([^()]{0,160}\)|\[[^\[\]]{0,60}\]|<[^<>]{0,24}>)")
_WORD = re.compile(rf"(?!--)(?!(?i:{CLOSED_CLASS})$)[\w$€£&’'/.-]+(?:,\d[\w$€£&’'/.-]*)*")
PLACE = r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2}"
SITE = re.compile(
    rf"""
    \s(?:in|near|at|outside|off|on)\s(?:the\s)?(?:(?:{one_of(GRAMMAR["whereabouts"])}|{NATION})\s(?:of\s)?){{0,4}}
    (?:{PLACE}['’]s\s(?:(?:{one_of(GRAMMAR["whereabouts"])})\s(?:of\s)?){{0,4}})?(?P<site>{PLACE}(?<!['’]s))(?:\s(?:prefecture|province|state|county|city|district|region|desert|island))?
    """,
    re.VERBOSE,
)
# a launch site: no verb
_COMPOUND = re.compile(
    r"(?:launch|test|build|design|work)\s(?:site|base|cent(?:er|re)|facility|complex|station|project|lab)",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\b{one_of(NAMES['counted'])}\s(?:\w+\s){{0,2}}$", re.IGNORECASE)
_COUNT = re.compile(
    r"\d[\d,]*\s(?!(?:[MGk]W|[\w-]*(?:tonne|ton|metre|meter|megawatt|gigawatt|square|inch|nm|million|billion)))"
)
_OTHER = re.compile(
    rf"\b{one_of(NAMES['others'])}\s(?:project|base|cent(?:er|re)|hub|station|site|port|complex|facility|park|line|mill|works)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(rf"\s{one_of(NAMES['goes_on'])}\b")
# a production site for lithium batteries in Foo
_FOR_WHAT = re.compile(rf"\sfor\s(?:(?!in\b)[\w’'-]+\s){{0,3}}?(?!in\b)[\w’'-]+{SITE.pattern}", re.VERBOSE)
# a bid by Foo Bridge was blocked, a contract with the Foo Economic Zone: who takes part
_BY_WHOM = re.compile(
    r"(?<!construction\s)(?<!operations\s)(?<!production\s)(?<!work\s)\b(?:by|from|with|in|inside|within)\s(?:the\s)?$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?<!construction\s)(?<!operations\s)(?<!production\s)(?<!work\s)\b(?:by|from|with|in|inside|within|at|near)\s(?:the\s)?$",
    re.IGNORECASE,
)
# a joint laboratory for liver research
_OF_STUDY = re.compile(
    r"(?:(?<=lab)|(?<=ory)|(?<=ter)|(?<=tre)|(?<=ute))\s(?:for|on)\s(?:(?!the\b|its\b|an?\b)[a-z][\w-]*\s){0,4}?(?:research|studies|medicine|technolog\w+|science|materials|computing|energy|robotics|vehicles|development|innovation|systems|biology)\b"
)
# in the city of Foo to build a fab there
_THERE = re.compile(r"\sthere\b")
_NAMED = re.compile(r"(?<![\w’'])[A-ZÀ-Þ][a-zà-ÿ’'][\w’'-]*")
# China's first pilot line: whose it is stands in front.
_WHOSE = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*\s){0,3}?[A-ZÀ-Þ][\w.-]*(?:['’]s|(?<=s)['’])\s(?=[a-z\d$€£])")
# The site, known as Foo Park: the name it bears.
_CALLED = re.compile(
    r",?\s(?:there\s)?(?:to\sbe\s)?(?:known\sas|called|named|dubbed)\s(?:the\s)?[\"“‘']?"
    r"(?P<name>[A-ZÀ-Þ][\w’'&.-]*(?:\s(?:of\s)?[A-ZÀ-Þ0-9][\w’'&.-]*){0,6})"
)
_TOLD_BEFORE = re.compile(r"\b(?:the|this|its|their)\s$")
_CAPACITY = re.compile(r"\d[\d.,]*\s?(?:megawatts?|gigawatts?|[MG]Wh?)\b")
MOST_WORDS = 10
REACH = 95
"""Characters before a head noun within which its name begins."""


@dataclass(frozen=True, slots=True)
class Site:
    """A project as one line tells it."""

    line: Line
    start: int
    end: int
    name: str
    head: str
    type: str
    told: Told
    place: str | None
    is_proper: bool
    """A name with capitals, no description."""
    confidence: float


def find_sites(line: Line) -> Iterator[Site]:
    """The projects of a line, each once, in order."""
    text, origins = without_brackets(line.simple)
    taken = 0
    for head in _HEAD.finditer(text):
        if head.start() >= taken and (site := _read(line, text, head)) is not None:
            taken = site.end
            told = replace(site.told, at=origins[site.told.at])
            yield replace(site, start=origins[site.start], end=origins[site.end - 1] + 1, told=told)


def is_named(text: str) -> bool:
    """With a capital of its own."""
    return bool(_NAMED.search(text))


def without_brackets(text: str) -> tuple[str, list[int]]:
    """The text without what stands in brackets, and where its characters stood."""
    kept: list[int] = []
    at = 0
    for m in _BRACKET.finditer(text):
        kept += range(at, m.start())
        at = m.end()
    kept += range(at, len(text))
    return "".join(text[k] for k in kept), kept


def _read(line: Line, text: str, head: re.Match[str]) -> Site | None:
    """The name to the left of its head noun, if something happens to it."""
    start = _start_of(text, head.start())
    inner = [
        m
        for m in VERB_BEFORE.finditer(text, start, head.start())
        if not _COMPOUND.fullmatch(text, m.start(), head.end())
    ]
    if inner:
        start = inner[-1].end() + 1
    if owner := _WHOSE.match(text, start, head.start()):
        start = owner.end()
    if _COUNTED.search(text, max(0, start - 30), start):
        return None
    if cut := STRIPPED.match(text, start, head.start()):
        start = cut.end()
    told = read_told(text, start, head.end())
    if told is None or (
        told.side == "after"
        and (_BY_WHOM if is_named(text[start : head.end()]) else _WHERE).search(text, max(0, start - 24), start)
    ):
        return None
    return _named(line, text, start, head, told) or _described(line, text, start, head, told)


def _start_of(text: str, at: int) -> int:
    """Where the words begin that stand before a head noun without an article, a preposition or a comma between."""
    low = max(0, at - REACH)
    words = text[low:at].split(" ")
    if words.pop():
        return at
    start = at
    for word in reversed(words[low > 0 :][-MOST_WORDS:]):
        if not _WORD.fullmatch(word):
            break
        start -= len(word) + 1
    pair = _PAIR_AHEAD.search(text, low, start) if text[start : start + 1].isupper() else None
    return pair.start() if pair else start


# Foo Ecological and|Environmental Protection Base: one name, its adjective cut from it by the conjunction.
_PAIR_AHEAD = re.compile(
    r"(?:(?<=\s)|(?<=^))(?!The\s)(?:[A-ZÀ-Þ][\w’'.-]*\s){1,5}?(?!(?:Capital|Hospital|General|Mutual|Electric|Clinic|Republic"
    r"|Continental|Pacific|Arctic|Atlantic|Collective|Cooperative|Library|International|Global|Digital|Medical)\s)"
    r"[A-ZÀ-Þ][a-z]{2,}(?:al|ic|ive|ary|ous|able|ible)\s(?:and|&)\s$"
)


def _named(line: Line, text: str, start: int, head: re.Match[str], told: Told) -> Site | None:
    """`a $70m facility called Project Foo`."""
    called = _CALLED.match(text, head.end())
    if called is None:
        return None
    name = called["name"].rstrip(".,'’")
    kind = kind_of(text[start : head.end()], head.group(), text)
    at = called.start("name")
    return Site(line, at, at + len(name), name, head.group().lower(), kind, told, _site(text, head.end()), True, 0.7)


# The headquarters of Foo Electric: a plain head bears its owner's name.
_OF_WHOM = re.compile(r"\sof\s(?:the\s)?[A-ZÀ-Þ][\w’'&.-]*(?:\s[A-ZÀ-Þ][\w’'&.-]*){1,7}(?<![.,])")


_OF_FIRM = re.compile(r"\sof\s(?:the\s)?(?:[a-z][\w-]*\s){1,3}[A-ZÀ-Þ]")


def _described(line: Line, text: str, start: int, head: re.Match[str], told: Told) -> Site | None:
    name, end = text[start : head.end()], head.end()
    is_proper = bool(_NAMED.search(name, 0 if start > 0 else 1))
    whose = _OF_WHOM.match(text, end) if _WEAK.fullmatch(head.group()) and not is_proper else None
    if whose is not None and start == head.start():
        is_proper, end = True, whose.end()
    site = SITE.match(text, end) or _FOR_WHAT.match(text, end)
    behind = SITE.search(text, end, end + SITE_REACH) if site is None and told.side == "after" else None
    if not _is_one(
        text, start, head, is_proper, bool(site or behind or _OF_FIRM.match(text, end) or _THERE.match(text, end))
    ):
        return None
    end = site.end() if site is not None and not is_proper else end
    if site is None and (study := _OF_STUDY.match(text, end)):
        end = study.end()
    kind = kind_of(name, head.group(), text)
    place = site["site"] if site else behind["site"] if behind and not _DAY.match(behind["site"]) else None
    if place is None and _TOLD_BEFORE.search(text, max(0, start - 6), start):
        place = _town_in(name)
    sure = 0.55 + 0.15 * is_proper + 0.05 * (site is not None)
    return Site(line, start, end, text[start:end], head.group().lower(), kind, told, place, is_proper, sure)


SITE_REACH = 60
"""Characters behind a name in which its verb and then its place stand: a complex started on Friday in Foo."""
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|Sept|Oct|Nov|Dec"
)


def _town_in(name: str) -> str | None:
    """`its Toyama works`: the one capitalised word in front of a plant of somebody's is where it stands."""
    m = re.match(r"(?P<town>[A-ZÀ-Þ][a-zà-ÿ]{3,})(?:\s[a-z][\w-]*)+$", name)
    return m["town"] if m else None


def _site(text: str, end: int) -> str | None:
    m = SITE.match(text, end)
    return m["site"] if m else None


def _is_one(text: str, start: int, head: re.Match[str], is_proper: bool, has_site: bool) -> bool:
    """One particular thing: named, or described by more than its head noun, or the one in a named place."""
    name = text[start : head.end()]
    if _COUNT.match(name) or _GOES_ON.match(text, head.end()):
        return False
    is_weak = bool(_WEAK.fullmatch(head.group()))
    if is_weak and not is_proper:
        has_sum = bool(re.search(MONEY, text[max(0, start - 40) : start]))
        if (_OTHER.search(name) and not _OF_FIRM.match(text, head.end())) or not (has_site or has_sum):
            return False
    modifiers = len(name.split()) - len(head.group().split()) + bool(_OF_STUDY.match(text, head.end()))
    if " " in head.group() and not _TOLD_BEFORE.search(text, max(0, start - 6), start):
        modifiers += 1  # a pilot line; the power plant is one told of before
    return (
        modifiers > 0 or (is_proper and is_weak) or (has_site and not (is_weak and not _ALONE.fullmatch(head.group())))
    )


# ---------------------------------------------------------------- the type


def kind_of(name: str, head: str, near: str) -> str:
    """The head's type; of a plain head (facility, project, campus) what its words or its sentence tell."""
    own = next(kind for pattern, kind in _HEAD_KINDS if pattern.fullmatch(head))
    if own != "other":
        return own
    # Megawatts are of a power station or of a data centre.
    return kind_told(name) or kind_told(_CAPACITY.sub("", near)) or own


def kind_told(text: str) -> str | None:
    """The type that the words of a text tell: wind, chip, cold chain."""
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(text)), None)
