"""Facilities and funds in English lines: capitalised names, and common nouns with an article, a verb and a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ...config import read_table
from ..reading.context import Line
from ..reading.literals import one_of
from .happenings import Happening
from .names import LONGEST_LINE, Name

# How far an event word stands from the name at most, in characters.
REACH_BEFORE = 48
REACH_AFTER = 60
# A capitalised name with an event word; one described in common nouns; one that is only said to stand somewhere.
NAMED, DESCRIBED, STANDING = 0.75, 0.6, 0.55

_CAPITAL = r"(?:[A-Z][\w’'&.\-]*|\d+(?:\.\d+)?[A-Za-z]*)"
_LINK = r"(?:of|for|and|&|the|de)"
_PLACE = r"[A-Z][\w’'\-]+(?:\s[A-Z][\w’'\-]+){0,2}"
_PLACES = rf"{_PLACE}(?:,\s{_PLACE}){{0,3}}(?:,?\sand\s{_PLACE})?"
_SUM = (
    r"(?:(?:US|HK|RMB\s?|U\.S\.)?[$€£¥]?\d[\d.,]*(?:[\s-](?:trillion|billion|million|bn|mln))?"
    r"(?:[\s-](?:yuan|dollars?|dollar|euros?|RMB|renminbi|yen|won))?(?:\s\([^()]{1,30}\))?)"
)
_MONEY = (
    r"(?:(?:US|HK|RMB\s?|U\.S\.)?[$€£¥]\d[\d.,]*(?:[\s-]?(?:trillion|billion|million|bn|mln|[bm]\b))?"
    r"|\d[\d.,]*[\s-](?:trillion|billion|million|bn|mln)(?:[\s-](?:yuan|dollars?|euros?|RMB|renminbi|yen|won|rupees|pounds))?)"
)
# A size stands inside the name: a 200 MW wind farm.
_SIZE = r"(?:\d[\d.,]*[\s-]?(?:[kKMG]Wh?|megawatts?|gigawatts?|MWp|GWp|tonnes?|tons?)\b)"
_WORD = (
    r"(?!(?:in|at|on|to|that|which|and|with|by|for|of|from|as|its|the|a|an|said|has|have|had|is|was)\s)"
    r"[\w$€£&.,’'\-]+\s"
)
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|many|multiple|various|\d+)\s*$", re.IGNORECASE
)
_AFTER = re.compile(
    r"""
    ^(?:\s\([A-Z]{2,8}\))?,?\s*
    (?:(?:which|project|phase\s\w+|itself)\s)?
    (?P<aux>(?:has|have|had)(?:\sbeen)?|is|are|was|were|will(?:\sbe)?|would(?:\sbe)?|officially|to\sbe|is\sset\sto)?\s?
    (?:(?:already|officially|formally|successfully|recently|now|fully|scheduled\sto\sbe|expected\sto\sbe|being)\s)*
    (?P<verb>established|set\sup|launched|inaugurated|unveiled|opened|open|completed|built|under\sconstruction|operational
        |put\sinto\s(?:operation|use|production)|in\soperation|commissioned|started\s(?:construction|operations?|production)
        |(?:began|begun|starts?|begins?)\s(?:construction|operations?|production)|broke\sground|located|led\sby
        |recognized|highlighted|emitted|conducted|covers?|serves?|operat(?:es|ing)|approved|suspended|cancelled|canceled
        |scrapped|connected|constructed|raised|closed|registered|started)\b
    """,
    re.VERBOSE,
)
_STAGES_AFTER = (
    (r"under construction|(?:start|beg[aiu]n)\w* construction|broke ground|constructed", "under_construction"),
    (r"established|set up|registered|launched|unveiled", "established"),
    (r"completed|built", "completed"),
    (r"raised|closed", "closed"),
    (r"suspended|cancel|scrapped", "terminated"),
    (r"approved", "planned"),
    (r"^started$", "started"),
)
_WEAK_AFTER = frozenset(
    ["located", "led by", "recognized", "highlighted", "conducted", "covers", "cover", "serves", "serve", "open"]
)
_INTENT = re.compile(
    r"\b(?:will|plans?|planned|planning|to|aims?|propos\w+|consider\w*|intends?|expects?|could|may|might|should|hopes?"
    r"|seeks?|would)\s(?:\w+ly\s)?(?:jointly\s)?$"
)
# How far before a verb a word of intent stands (plans to jointly …), in characters.
INTENT_REACH = 30
# Behind the first row of places a second may follow: as well as two labs in ….
ALSO_REACH = 160


@dataclass(frozen=True, slots=True)
class Finding:
    name: Name
    happening: Happening
    confidence: float
    label: str | None = None
    """What to call it when its words do not stand together: one of the labs in Laos and Kenya."""


class Grammar:
    """The nouns and verbs of one kind of record."""

    def __init__(self, heads: Mapping[str, str], verbs: Mapping[str, str]) -> None:
        self.heads, self.verbs = dict(heads), dict(verbs)
        nouns, verb = one_of(heads), rf"(?P<verb>{one_of(verbs)})"
        plural = rf"(?:{nouns})(?:s|es)?"
        cased = one_of(
            {word for head in heads for word in (head.title(), head.title().replace(" Of ", " of "), head.capitalize())}
        )
        places = rf"(?P<places>{_PLACES})"
        self.any_noun = re.compile(nouns, re.IGNORECASE)
        self.named = re.compile(
            rf"(?<![\w-]){_CAPITAL}(?:\s(?:{_LINK}\s)?{_CAPITAL}){{0,9}}?\s(?:{cased})(?![\w-])(?!\sof\s[Ff]unds?\b)(?:\s[IVX]+\b)?(?:\sPhase\s\w+)?"
        )
        self.described = re.compile(
            rf"\b{verb}\s(?:of\s)?(?:(?:a|an|the|its|their|another|first|new|one|two|three|four|five)\s){{0,3}}"
            rf"(?:{_MONEY}\s|(?!{_SIZE}){_SUM}\s)?(?P<name>(?:(?!(?:in|at|on|to|that|which|and|with|by|for|of)\s)[\w$€£&.,’'\-]+\s){{0,7}}?{plural})"
            rf"(?=\s(?:in|near|at|outside)\s{places})"
        )
        self.also = re.compile(
            rf"\s(?:along with|and|as well as)\s(?:(?:a|an|two|three|four|one)\s)?"
            rf"(?P<name>(?:[a-z\-]+\s){{1,4}}{plural})\sin\s{places}"
        )
        self.sized = re.compile(
            rf"\b{verb}\s(?:an?|the|its|their)\s(?:new\s)?(?P<sum>{_SUM})\s"
            rf"(?P<name>(?:[\w&\-]+\s){{0,6}}?{plural})(?![\w-])(?!\sin\s[A-Z])"
        )
        thing = rf"(?:an?|the|its|their|this|our)\s(?:new\s)?(?P<name>(?:{_WORD}){{0,7}}?{plural})(?![\w-])"
        # closed its third fund at $1.2 billion; set up a chip fund with a total size of 10 billion yuan
        self.valued = re.compile(
            rf"\b{verb}\s{thing}"
            rf"(?=\s(?:with|at|worth|of|for|totaling|totalling|valued)\s(?:[\w\-]+\s){{0,6}}?{_MONEY})"
        )
        # raised $500 million for its fourth fund; invest 3 billion euros in a new factory
        self.paid = re.compile(
            rf"\b(?P<verb>rais(?:e[sd]?|ing)|secur(?:e[sd]?|ing)|invest(?:s|ed|ing)?|spend(?:s|ing)?|spent|commit(?:s|ted|ting)?)\s"
            rf"(?:(?:about|around|some|nearly|over|more\sthan|up\sto|another|an?\s(?:additional|initial|total\sof))\s)?{_MONEY}\s"
            rf"(?:for|in|into|on|to\s(?:build|construct|expand|close|launch|set\sup|establish))\s"
            rf"{thing}"
        )
        # A 1.2 GW wind farm off the coast of Guangdong was connected to the grid
        self.placed = re.compile(
            rf"\b(?:An?|The)\s(?:new\s)?(?P<name>(?:{_WORD}){{0,7}}?(?:{nouns}))"
            rf"(?=\s(?:in|near|at|outside|off\s(?:the\scoast\sof\s)?)\s?{places}\s)"
        )
        self.subject = re.compile(
            rf"^(?:(?:The|An?)\s)?(?:{_PLACE}[’']s\s)?(?P<name>(?:[\w’'\-]+\s){{3,7}}?(?:{nouns}))(?=\s(?:has|is|was|will)\b)"
        )
        self.mixed = re.compile(
            rf"(?<![\w-])(?!(?:The|A|An|Its|This|That|Several|Some|Many|New)\s){_CAPITAL}(?:\s{_CAPITAL}){{0,4}}"
            rf"(?:\s[a-z][\w\-]*){{0,3}}?\s(?:{nouns})(?![\w-])"
        )
        self.before = re.compile(
            rf"\b{verb}\b(?:\s(?:an?|the|its))?(?:\s{_SUM})?(?:\s(?:for|into))?"
            rf"(?:\s(?:of|the|its|their|a|an|new|first|at|for|second|third))*\s?[\"“(]?$"
        )

    def head_of(self, words: str) -> tuple[str, str]:
        low = re.sub(r"\s(?:[ivx]+|phase \w+)$", "", words.lower())
        for head in sorted(self.heads, key=lambda h: (-len(h), h)):
            if low.endswith((head, head + "s")):
                return head, self.heads[head]
        return "", "other"


# a loan to fund its growth: the verb
_TO_FUND = re.compile(r"\bto\sfunds?$")


def find_english(line: Line, grammar: Grammar) -> list[Finding]:
    """What the line says of facilities or funds, named ones first."""
    if len(line.simple) > LONGEST_LINE or not grammar.any_noun.search(line.simple):
        return []
    found = list(_find_named(line, grammar))
    taken = [f.name for f in found]
    for finding in (
        *_find_described(line, grammar),
        *_find_sized(line, grammar),
        *_find_valued(line, grammar),
        *_find_placed(line, grammar),
        *_find_mixed(line, grammar),
        *_find_subject(line, grammar),
    ):
        if not any(n.start < finding.name.end and finding.name.start < n.end for n in taken):
            found.append(finding)
            taken.append(finding.name)
    told = (f for f in found if not _TO_FUND.search(line.simple, f.name.start, f.name.end))
    return sorted(told, key=lambda f: f.name.start)


def _find_named(line: Line, grammar: Grammar) -> Iterator[Finding]:
    for match in grammar.named.finditer(line.simple):
        start = match.start() + (4 if match.group().startswith("The ") else 0)
        phase = _PHASE_OF.search(line.simple[max(0, start - LONGEST_PHASE) : start])
        start = start - len(phase["words"]) if phase else start
        words = line.simple[start : match.end()]
        head, kind = grammar.head_of(words)
        if len(words.split()) < 2 or _COUNTED.search(line.simple, 0, start):
            continue
        name = Name(start, match.end(), head, kind, False, 2)
        happening = _happening_of(line.simple, name, grammar)
        if happening is not None:
            yield Finding(name, happening, STANDING if happening.is_weak else NAMED)


_PHASE_OF = re.compile(
    r"(?P<words>\b(?:first|second|third|fourth|fifth|initial|new|final)\s(?:phase|tranche|stage)\sof\sthe\s)$",
    re.IGNORECASE,
)
LONGEST_PHASE = 32


def _happening_of(text: str, name: Name, grammar: Grammar) -> Happening | None:
    before = grammar.before.search(text[max(0, name.start - REACH_BEFORE) : name.start])
    if before is not None:
        at = max(0, name.start - REACH_BEFORE) + before.start()
        plan = bool(_INTENT.search(text[max(0, at - INTENT_REACH) : at]))
        return Happening(grammar.verbs[before["verb"].lower()], before["verb"], at, "before", plan, False)
    after = _AFTER.match(text[name.end : name.end + REACH_AFTER])
    if after is None:
        return None
    verb = after["verb"]
    stage = next((stage for pattern, stage in _STAGES_AFTER if re.search(pattern, verb)), "operating")
    is_later = re.match(r"will|would|to be|is set", after["aux"] or "")
    plan = bool(is_later or re.search("scheduled|expected", after.group()))
    weak = verb in _WEAK_AFTER
    return Happening(stage, verb, name.end + after.start("verb"), "after", plan, weak)


def _find_described(line: Line, grammar: Grammar) -> Iterator[Finding]:
    text = line.simple
    for match in grammar.described.finditer(text):
        verb = re.sub(r"\s+", " ", match["verb"].lower())
        plan = bool(_INTENT.search(text[max(0, match.start() - INTENT_REACH) : match.start()]))
        happening = Happening(grammar.verbs.get(verb, "announced"), match["verb"], match.start(), "before", plan, False)
        yield from _one_a_place(match, happening, grammar)
        more = grammar.also.search(text, match.end(), match.end() + ALSO_REACH)
        if more is not None:
            yield from _one_a_place(more, happening, grammar)


def _find_sized(line: Line, grammar: Grammar) -> Iterator[Finding]:
    """A thing told by its price: a $1.5 billion semiconductor fund."""
    text = line.simple
    for match in grammar.sized.finditer(text):
        head, kind = grammar.head_of(match["name"])
        if not re.search(r"illion|bn|mln|[$€£¥]", match["sum"]):
            continue
        plan = bool(_INTENT.search(text[max(0, match.start() - INTENT_REACH) : match.start()]))
        stage = grammar.verbs.get(match["verb"].lower(), "announced")
        happening = Happening(stage, match["verb"], match.start(), "before", plan, False)
        yield Finding(Name(match.start("name"), match.end("name"), head, kind, False, 1), happening, DESCRIBED)


# A verb of paying tells of a fund what it has raised, of a plant what is planned.
_PAID = {"rais": "closed", "secu": "closed", "inve": "planned", "spen": "planned", "comm": "planned"}


def _find_valued(line: Line, grammar: Grammar) -> Iterator[Finding]:
    """A thing told with its sum behind or before it: closed its third fund at $1.2 billion."""
    text = line.simple
    for pattern in (grammar.valued, grammar.paid):
        for match in pattern.finditer(text):
            head, kind = grammar.head_of(match["name"])
            verb = re.sub(r"\s+", " ", match["verb"].lower())
            stage = grammar.verbs.get(verb) if pattern is grammar.valued else _PAID[verb[:4]]
            if (kind == "fund") is (stage == "planned" and pattern is grammar.paid) or not match["name"].strip():
                continue  # to invest in a fund is not to raise it
            plan = bool(_INTENT.search(text[max(0, match.start() - INTENT_REACH) : match.start()]))
            happening = Happening(stage or "announced", match["verb"], match.start(), "before", plan, False)
            end = _with_place(text, match.end("name"))
            yield Finding(Name(match.start("name"), end, head, kind, False, 1), happening, DESCRIBED)


_IN_PLACE = re.compile(rf"\s(?:in|near|outside)\s{_PLACE}")


def _with_place(text: str, end: int) -> int:
    """A plant in Ohio is called by its place."""
    match = _IN_PLACE.match(text, end)
    return match.end() if match else end


def _find_placed(line: Line, grammar: Grammar) -> Iterator[Finding]:
    """A thing described by its place that is the subject: A wind farm off Jeju was connected to the grid."""
    for match in grammar.placed.finditer(line.simple):
        head, kind = grammar.head_of(match["name"])
        name = Name(match.start("name"), match.end("places"), head, kind, False, 1)
        happening = _happening_of(line.simple, name, grammar)
        if happening is not None and not happening.is_weak and happening.side == "after":
            yield Finding(name, happening, DESCRIBED)


def _find_mixed(line: Line, grammar: Grammar) -> Iterator[Finding]:
    """A proper noun in front of common ones: the Northport offshore wind farm began operations."""
    for match in grammar.mixed.finditer(line.simple):
        head, kind = grammar.head_of(match.group())
        name = Name(match.start(), match.end(), head, kind, False, 1)
        happening = _happening_of(line.simple, name, grammar)
        if happening is not None and not happening.is_weak and happening.side == "after":
            yield Finding(name, happening, DESCRIBED)


def _one_a_place(match: re.Match[str], happening: Happening, grammar: Grammar) -> Iterator[Finding]:
    """Labs in Laos and Kenya are two, each called by its own place."""
    head, kind = grammar.head_of(match["name"])
    places = [p for p in re.split(r",\s|,?\sand\s", match["places"]) if p]
    if len(places) == 1:
        yield Finding(Name(match.start("name"), match.end("places"), head, kind, False, 1), happening, DESCRIBED)
        return
    single = re.sub(r"(?<=[a-z])s$", "", match["name"])
    at = match.start("places")
    for place in places:
        at = match.string.index(place, at)
        name = Name(at, at + len(place), head, kind, False, 1)
        at += len(place)
        yield Finding(name, happening, DESCRIBED, f"{single} in {place}")


def _find_subject(line: Line, grammar: Grammar) -> Iterator[Finding]:
    """A facility described at length that opens the sentence: The multi-purpose brain imaging facility has ..."""
    match = grammar.subject.match(line.simple)
    if match is None:
        return
    head, kind = grammar.head_of(match["name"])
    name = Name(match.start("name"), match.end("name"), head, kind, False, 1)
    happening = _happening_of(line.simple, name, grammar)
    if happening is not None:
        yield Finding(name, happening, STANDING)


@lru_cache(maxsize=2)
def grammar_of(kind: str) -> Grammar:
    """The grammar of `funds` or `projects`, from its table."""
    read = read_table(f"{kind}.toml")
    table = read["english"]
    heads = table["heads"] if isinstance(table["heads"], dict) else dict.fromkeys(table["heads"], "fund")
    return Grammar(heads, table["verbs"])
