"""What happens to a plant, a park, a line, in English: the verb in front of its name or behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...config import read_table
from ..english.words import one_of

TABLE = read_table("projects_english.toml")
GRAMMAR = TABLE["grammar"]
_MARK = r"(?:US|HK|RMB\s?|U\.S\.\s?|[A-Z])?[$€£¥]"
MONEY = rf"(?:{_MARK}\s?\d[\d.,]*\s?\w*|\d[\d.,]*[\s-](?:trillion|billion|million|bln|mln|bn)\s?\w*)"


def whole(pattern: str) -> re.Pattern[str]:
    """A pattern of the table, compiled: a blank is any white space, capitals are as good."""
    return re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE)


_SUM = (
    r"(?:(?:US|HK|RMB\s?|U\.S\.\s?|[A-Z])?[$€£¥]\s?)?\d[\d.,]*(?:[\s-]?(?:trillion|billion|million|bln|mln|bn|mn|[MBmk])\b)?"
    r"(?:[\s-](?:yuan|U\.S\.\sdollars?|dollars?|euros?|RMB|yen|won|rupees|pounds?|baht|ringgit|crowns?|reais))?"
)
_SUM_IN_NAME = rf"(?:(?:US|HK|RMB\s?|U\.S\.\s?|[A-Z])?[$€£¥]\s?{_SUM}|{_SUM}(?<=[a-z])(?<!Wh)(?<!W)),?"
STRIPPED = re.compile(rf"(?:(?:{one_of(TABLE['names']['stripped'])}|{_SUM_IN_NAME})\s)+", re.IGNORECASE)
"""What stands at the front of a description and belongs to no name: a new, $3 billion, 300-hectare …."""

_BEFORE = {pattern: stage for stage, words in TABLE["before"].items() for pattern in words}
_AFTER = {pattern: stage for stage, words in TABLE["after"].items() for pattern in words}
_STAGES_BEFORE = [(whole(pattern), stage) for pattern, stage in _BEFORE.items()]
_STAGES_AFTER = [(whole(pattern), stage) for pattern, stage in _AFTER.items()]
VERB_BEFORE = re.compile(rf"\b(?P<verb>{one_of(_BEFORE)})(?=\s)", re.IGNORECASE)
_LINKS = rf"(?:{one_of(GRAMMAR['links'])}\s)"
_LINK = re.compile(rf"\s(?:{_LINKS}){{0,7}}|\s(?:{_LINKS}|at\sits\s|existing\s){{0,7}}")
_PAID = re.compile(
    rf"\b(?P<verb>{one_of(GRAMMAR['paying'])})\s[^;]{{0,30}}?{MONEY}[^;]{{0,45}}?\b{one_of(GRAMMAR['paid_for'])}\s"
    rf"(?:[\w-]+\s){{0,5}}?(?:at\s)?(?:{_LINKS}){{0,4}}$"
)
_PLANS = re.compile(
    rf"\b(?P<verb>{one_of(GRAMMAR['plans'])})\s(?:to\s(?:build|develop|construct|open|set\sup|expand)|for|on)\s"
    rf"(?:{_LINKS}){{0,4}}$"
)
_CHOSEN = re.compile(rf"\b(?P<verb>{one_of(GRAMMAR['chosen'])})\s[^,;]{{2,60}}?\sfor\s(?:{_LINKS}){{0,4}}$")
_INTENT = re.compile(rf"\b{one_of(GRAMMAR['intents'])}\s(?:\w+ly\s|also\s|jointly\s|be\s|help\s)*$")
_CALLED_OFF = re.compile(rf"\b{one_of(GRAMMAR['called_off'])}\b[^;,]{{0,50}}$")
_STOPPER = re.compile(
    r"\b(?:which|that|who|where|when|after|before|because|said|says|while|as|if|but|and\s(?:will|has|is|the))\b"
)
_VERB_AFTER = re.compile(
    rf"""
    (?P<tail>
        (?:\s{one_of(GRAMMAR["tails"])}\s(?:[^;:,]|,(?=\d)){{1,90}}?          # in Lima, Ohio
            (?:,\s[A-Z][^;:,]{{1,40}}?){{0,2}})?
        (?:,\s[^,;:]{{1,110}})??(?:,\s[^,;:]{{1,60}})??,?                     # , the world's highest,
    )\s
    (?P<aux>(?:{one_of(GRAMMAR["auxiliaries"])}\s){{0,6}})
    (?P<verb>{one_of(_AFTER)}|(?:(?<=will\s)|(?<=would\s)){one_of(TABLE["after_will"]["planned"])})\b
    """,
    re.VERBOSE,
)
_LATER = re.compile(r"\b(?:will|would|to|expected|scheduled|due|slated|set|planned)\b")
_NOMINAL = re.compile(
    r"(?:construction|work|opening|completion|inauguration|groundbreaking|plans?|site|land|funding)\b", re.IGNORECASE
)
AHEAD, BEHIND = 150, 330
"""Characters around a name within which its verb stands."""


@dataclass(frozen=True, slots=True)
class Told:
    """What happens: how far it has come, whether it is yet to be, in which words, where they stand."""

    stage: str
    is_plan: bool
    words: str
    at: int
    side: str


def read_told(text: str, start: int, end: int) -> Told | None:
    """The verb of the thing between two positions: in front of it; behind it when a noun stands in front."""
    before = _before(text, start)
    if before is None or _NOMINAL.match(before.words):
        return _after(text, end) or before
    return before


# the northern section of a railway
_SECTION = re.compile(r"\b(?:the|an?|its)\s(?:[\w-]+\s){0,3}?(?:section|phase|part|leg|stretch|stage)\sof\s")


def _before(text: str, start: int) -> Told | None:
    low = max(0, start - AHEAD)
    ahead = text[low:start]
    bare = ahead[: next((m.start() for m in STRIPPED.finditer(ahead) if m.end() == len(ahead)), len(ahead))]
    for pattern in (_PAID, _PLANS, _CHOSEN):
        if m := pattern.search(ahead) or pattern.search(bare):
            off = bool(_CALLED_OFF.search(ahead[: m.start()]))
            return Told("terminated" if off else "planned", not off, m["verb"], low + m.start(), "before")
    for m in reversed(list(VERB_BEFORE.finditer(ahead))):
        rest = STRIPPED.sub("", _SECTION.sub("", ahead[m.end() + 1 :]))
        if not rest or (_LINK.fullmatch(f" {rest}") and not _STOPPER.search(rest)):
            return _by_verb(ahead, m, low)
    return None


def _by_verb(ahead: str, m: re.Match[str], low: int) -> Told:
    stage = _stage_of(m["verb"], _STAGES_BEFORE)
    plan = bool(_INTENT.search(ahead, max(0, m.start() - 60), m.start()))
    if stage == "established" and plan:
        stage = "planned"
    return Told(stage, plan, m["verb"], low + m.start(), "before")


def _after(text: str, end: int) -> Told | None:
    m = _VERB_AFTER.match(text, end, min(len(text), end + BEHIND))
    if m is None or _STOPPER.search(m["tail"].split(",")[0]):
        return None
    stage = _stage_of(m["verb"], _STAGES_AFTER)
    plan = stage == "planned" or bool(_LATER.search(m["aux"]))
    return Told(stage, plan, m["verb"], m.start("verb"), "after")


def _stage_of(verb: str, stages: Sequence[tuple[re.Pattern[str], str]]) -> str:
    """The stage of a verb as it stands in a table; what only follows `will` is planned."""
    return next((stage for pattern, stage in stages if pattern.fullmatch(verb)), "planned")
