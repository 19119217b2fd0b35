"""Funds in English lines: vehicles by name (… Partners IV, L.P.), and those told by number or size (third fund)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..facilities.english_names import find_english, grammar_of
from ..facilities.happenings import Happening
from ..facilities.names import LONGEST_LINE, Name, overlaps
from ..reading.context import Line
from .english_words import (
    AFTER,
    BARE,
    BEFORE,
    CALLED,
    CURRENCY,
    DESCRIBED,
    FIRMEST,
    FOR_WHAT,
    HISTORY,
    INTENT,
    INVESTOR,
    MENTION,
    OPENS,
    ORDINALS,
    PHASE,
    ROMAN,
    SUM_AHEAD,
    TOLD_STAGES,
    UNDER_WAY,
    VEHICLE,
    VERB,
)
from .money import sizes
from .names import Candidate
from .traits import table

NAMED, TOLD, SIZED = 0.75, 0.6, 0.1
"""A vehicle by its own name, one told in common nouns; what a size adds."""
REACH = 130
"""How far an event word may stand before a vehicle's name, in characters."""
INTENT_REACH = 40
LONGEST_PHASE = 32
LONGEST_SUM = 40
"""Characters of a sum that stands in front of a bare `fund`."""


def find_english_funds(line: Line) -> list[Candidate]:
    """The funds of an English line: vehicles by name first, then what is told in common nouns."""
    if len(line.simple) > LONGEST_LINE or not MENTION.search(line.simple):
        return []
    kept: list[Candidate] = []
    for candidate in (*_named(line), *_described(line), *_by_grammar(line)):
        if not is_no_fund(candidate) and not any(overlaps(candidate.name, other.name) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.name.start)


def is_no_fund(candidate: Candidate) -> bool:
    """Products for savers, states' wealth, charities; and funds that only act as investors."""
    name, text = candidate.name, candidate.line.simple
    around = text[max(0, name.start - 12) : name.end].lower()
    return any(word in around for word in table()["english"]["not_funds"]) or bool(INVESTOR.match(text, name.end))


# ---------------------------------------------------------------- by name


def _named(line: Line) -> Iterator[Candidate]:
    text = line.simple
    for match in VEHICLE.finditer(text):
        start, end = match.span()
        while opener := OPENS.match(text[start:end]):
            start += opener.end()
        if end - start < 6 or " " not in text[start:end]:
            continue
        if (phase := PHASE.search(text, max(0, start - LONGEST_PHASE), start)) is not None:
            start = phase.start()
        name = Name(start, end, "fund", "fund", False, 2)
        if (happening := _event(text, name)) is not None:
            yield _candidate(line, name, happening, NAMED)


def _event(text: str, name: Name) -> Happening | None:
    """The verb before the name in its sentence, else the one behind it."""
    floor = max(0, name.start - REACH, *(text.rfind(mark, 0, name.start) + 1 for mark in (". ", ";")))
    history = bool(HISTORY.search(text, floor, name.start))
    verbs = [m.start() for m in VERB.finditer(text, floor, name.start)]
    tries = [(at, m) for at in verbs if (m := BEFORE.match(text, at, name.start))]
    if tries:
        at, before = min(tries, key=lambda each: FIRMEST.index(str(each[1].lastgroup)))
        stage = str(before.lastgroup)
        return Happening(stage, before[stage], at, "before", _is_plan(text, at, before[stage]), False, history)
    after = AFTER.match(text, name.end)
    if after is None:
        return None
    verb = str(after.lastgroup)
    stage = "announced" if after["announcing"] else verb
    is_weak = verb == "announced"
    return Happening(stage, after[verb], after.start(verb), "after", stage == "planned", is_weak, history)


def _is_plan(text: str, at: int, verb: str) -> bool:
    return bool(UNDER_WAY.search(verb) or INTENT.search(text[max(0, at - INTENT_REACH) : at]))


# ---------------------------------------------------------------- in common nouns


def _described(line: Line) -> Iterator[Candidate]:
    text = line.simple
    for match in DESCRIBED.finditer(text):
        told = next(group for group in TOLD_STAGES if match[group])
        verb, at, stage = match[f"v_{told}"], match.start(f"v_{told}"), TOLD_STAGES[told]
        name = as_called(line, Name(match.start(told), match.end(told), "fund", "fund", False, 1))
        history = bool(HISTORY.search(text[max(0, name.start - 20) : name.end]))
        plan = told == "sought" or (told != "closed" and _is_plan(text, at, verb))
        yield _candidate(line, name, Happening(stage, verb, at, "before", plan, False, history), TOLD)


def _by_grammar(line: Line) -> Iterator[Candidate]:
    """What the common grammar of English things finds: a verb, its sum, a fund."""
    for finding in find_english(line, grammar_of("funds")):
        name = finding.name
        if (unit := CURRENCY.match(line.text, name.start)) is not None:
            name = replace(name, start=unit.end())  # a 100 billion rupee fund
        text = finding.label or line.text[name.start : name.end]
        bare = as_called(line, name)
        if bare != name:
            name, text = bare, line.text[bare.start : bare.end]
        yield Candidate(line, name, text, finding.happening, finding.confidence)


def as_called(line: Line, name: Name) -> Name:
    """$2 billion fund for clean energy startups, where the noun alone is `fund`; its own name, where it has one."""
    text = line.simple
    if not BARE.fullmatch(text, name.start, name.end):
        return name
    called = CALLED.match(text, max(0, name.end - len("vehicle")))
    called = called or next((m for m in CALLED.finditer(text, name.start) if m.start() < name.end), None)
    if called is not None:
        return replace(name, start=called.start("name"), end=called.end("name"))
    ahead = SUM_AHEAD.search(text, max(0, name.start - LONGEST_SUM), name.start)
    behind = FOR_WHAT.match(text, name.end)
    return replace(name, start=ahead.start() if ahead else name.start, end=behind.end() if behind else name.end)


def _candidate(line: Line, name: Name, happening: Happening, confidence: float) -> Candidate:
    confidence += SIZED * bool(sizes(line, name)) - 0.1 * happening.is_weak
    return Candidate(line, name, line.text[name.start : name.end], happening, round(confidence, 2))


# ---------------------------------------------------------------- two English names of one fund

# Sentences apart at most that one fund is told by description and by name.
TOLD_REACH = 3


def is_proper(candidate: Candidate) -> bool:
    """A name of its own, a phase of one too; second Southeast Asia fund only tells which."""
    words = candidate.text.split()
    return sum(w[:1].isupper() for w in words) > 1 and (words[0][:1].isupper() or words[1:2] == ["phase"])


def is_one_vehicle(a: Candidate, b: Candidate) -> bool:
    """Fund IV and … Partners IV, L.P.; its third fund and … Fund III told near it."""
    x, y = sorted((a.simple, b.simple), key=len)
    numbers = [ROMAN.findall(c.text) for c in (a, b)]
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    if x == y or (len(x) >= 6 and (y.endswith(x) or y.startswith(x))) or (all(numbers) and x.startswith("fund ")):
        return True
    if is_proper(a) == is_proper(b) or a.happening.is_background or b.happening.is_background:
        return False
    return abs(a.line.index - b.line.index) <= TOLD_REACH and not _is_other(a, b)


def _is_other(a: Candidate, b: Candidate) -> bool:
    """Whether a description gives another number than the name (its second fund, … Fund III), or another size."""
    told, named = (b, a) if is_proper(a) else (a, b)
    number = next((forms for word, forms in ORDINALS.items() if word in told.simple.split()), None)
    own = [n.lower() for n in ROMAN.findall(named.text)]
    if number and own and own[0] not in number:
        return True
    sums = [{m.value for role, m in sizes(c.line, c.name) if role == "total"} for c in (a, b)]
    return all(sums) and not sums[0] & sums[1]
