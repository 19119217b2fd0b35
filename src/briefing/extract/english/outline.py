"""An English sentence as the rules read it: companies and sums as slots, brackets gone, descriptions folded away.

`China's chip designer Foo Inc (1234.HK), a unit of Bar Group, said it would buy Qux for $3 million` becomes
`‹0› said ‹1› would buy ‹2› for $3 million`, where slot 1 is Foo again. So a rule says only who stands where:
the nearest slot before a verb that no preposition governs acts, the slot behind it is acted on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from ..reading.context import Context, Line
from .cast import Cast, is_capitalised, read_cast
from .runs import body_of
from .words import CLOSED_CLASS, DESCRIBER, FIRM, GOVERNING, NAMES, NATION, ORG, PART, TABLE, one_of, verbs


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    line: Line
    text: str
    origins: tuple[int, ...]
    """Where each character stands in the line."""
    slots: tuple[tuple[str, ...], ...]
    """The names of each slot: one, or several of `they`."""

    def at(self, position: int) -> int:
        """A position of the outline in the line."""
        return self.origins[min(position, len(self.origins) - 1)] if self.origins else 0

    def where(self, position: int) -> int:
        """A position of the line in the outline."""
        return next((i for i, origin in enumerate(self.origins) if origin >= position), 0)

    def names(self, words: str | None) -> tuple[str, ...]:
        """All companies in a stretch of the outline."""
        found = (name for k in re.findall(r"‹(\d+)›", words or "") for name in self.slots[int(k)])
        return tuple(dict.fromkeys(found))

    def plain(self, start: int, end: int) -> str:
        """A stretch of the outline as it stands in the line."""
        return self.line.text[self.at(start) : self.at(end - 1) + 1] if end > start else ""


@dataclass(slots=True)
class _Tape:
    """The text under work, with the place of every character in the line."""

    text: str
    origins: list[int]
    slots: list[tuple[str, ...]] = field(default_factory=list)

    def swap(self, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str | None]) -> None:
        text, origins, at = [], [], 0
        for m in pattern.finditer(self.text):
            new = change(m)
            if new is None:
                continue
            text.append(self.text[at : m.start()])
            origins += self.origins[at : m.start()]
            text.append(new)
            origins += [self.origins[m.start()]] * len(new) if m.end() > m.start() else []
            at = m.end()
        text.append(self.text[at:])
        origins += self.origins[at:]
        self.text, self.origins = "".join(text), origins

    def slot(self, names: tuple[str, ...]) -> str:
        self.slots.append(names)
        return f"‹{len(self.slots) - 1}›"


@lru_cache(maxsize=512)
def read_outline(line: Line, context: Context) -> Outline:
    """The outline of a line of this article."""
    cast = read_cast(context)
    tape = _folded(line, cast)
    _resolve(tape, line, context, cast)
    _fold_asides(tape)
    return Outline(line, tape.text, tuple(tape.origins), tuple(tape.slots))


def _folded(line: Line, cast: Cast) -> _Tape:
    """Names as slots; brackets, descriptions and asides gone."""
    tape = _with_names(line, cast)
    tape.swap(_BRACKET, lambda m: "")
    if tape.slots:
        for _ in range(2):
            tape.swap(_DESCRIBED, lambda m: "")
        _fold_asides(tape)
    tape.swap(_HEADED, lambda m: _headed(tape, m, line, cast))
    tape.swap(_UNIT_BEHIND, lambda m: _main_unit(tape, m, line, cast) if m["the"] else f"~{m['org']}")
    return tape


def _headed(tape: _Tape, m: re.Match[str], line: Line, cast: Cast) -> str:
    if not _UNIT.fullmatch(m["head"]):
        return m["org"]
    return _main_unit(tape, m, line, cast) if m.start() == 0 and m.group().startswith("The ") else f"~{m['org']}"


def _main_unit(tape: _Tape, m: re.Match[str], line: Line, cast: Cast) -> str:
    """Below the lead `The drug arm of Foo Group` is the main company, unless that is Foo Group or told besides."""
    others = {name for names in tape.slots for name in names}
    if line.index > 0 and cast.main and cast.main not in others:
        return tape.slot((cast.main,))
    return f"~{m['org']}"


def _fold_asides(tape: _Tape) -> None:
    tape.swap(_APPOSITION, lambda m: " " if _is_aside(m) else None)
    tape.swap(_LAST_APPOSITION, lambda m: m["stop"])


def _with_names(line: Line, cast: Cast) -> _Tape:
    """Companies become slots; a headline in capitals is read in small letters."""
    source = line.simple
    if line.index < 0 and is_capitalised(source):
        source = _lowered(source, {w for p in line.places for w in p.text.split()})
    start = body_of(line.simple)
    tape = _Tape("", [])
    at = start
    for n in cast.named(line):
        if n.start < at:
            continue
        mark = tape.slot((n.name,))
        tape.text += source[at : n.start] + mark
        tape.origins += [*range(at, n.start), *[n.start] * len(mark)]
        at = n.end
    tape.text += source[at:]
    tape.origins += range(at, len(source))
    return tape


_KEPT = re.compile(
    rf"{NATION}|\b(?:Series|IPO|Hong|Kong|New|York|London|Shanghai|Shenzhen|Nasdaq|[A-Z]{{1,4}}\$?)\b|[A-Z]{{2,}}"
)


def _lowered(text: str, kept: set[str]) -> str:
    def change(m: re.Match[str]) -> str:
        return m.group() if m.group() in kept or _KEPT.fullmatch(m.group()) else m.group().lower()

    return re.sub(r"\b[A-Z][a-z]\w*", change, text)


_BRACKET = re.compile(r"\s?(?:\([^()]{0,160}\)|\[[^\[\]]{0,60}\]|<[^<>]{0,24}>)")
_VERB = verbs(*TABLE["verbs"])
_PLAIN_WORD = rf"(?!{CLOSED_CLASS}\b|{_VERB})[\w’'&./-]+\s"
# food and drinks maker; not the arm of one company and the maker Foo
_TRADE_AND = r"(?<!arm\s)(?<!unit\s)(?<!company\s)(?<!group\s)(?<!fund\s)(?<!firm\s)(?<!maker\s)(?<!operator\s)and\s"
_ADJECTIVE = rf"(?:{NATION}|(?:[A-Z][\w.’'&]*(?:\s[A-Z]\w+)?|[a-z]+)-[a-z]+|{one_of(NAMES['adjectives'])})"
_OF_PLACE = r"[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2}['’]s\s"
_DESCRIBED = re.compile(
    rf"""
    (?<![\w’'.&›-]) (?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]er|[Hh]is)\s)?
    (?: (?:{_OF_PLACE})? (?:{_PLAIN_WORD}(?:{_TRADE_AND}{_PLAIN_WORD})?){{0,6}}?            # food and drinks maker Foo
        (?:(?:pumps?|land|lead|bag|net|plough)\s)?                                 # pump maker Foo
        (?:{DESCRIBER}|{PART})\s(?=‹)                                              # Japan's chip designer Foo
      | (?:{_ADJECTIVE}\s){{1,4}}(?=‹)                                           # troubled Foo
      | {_OF_PLACE}(?=‹)                                                         # Singapore's Foo
    )
    """,
    re.VERBOSE,
)
_GOES_ON = r"(?:said|says|has|had|will|would|plans|agreed|is|was|are|were|announced|to)\b|‹"
# , a maker of warehouse robots, ; , which is based in Hefei,
_APPOSITION = re.compile(
    rf"(?<=›),\s{one_of(NAMES['appositions'])}\b[^;,]{{1,170}}(?:,\s(?!{_GOES_ON})[^;,]{{1,60}})??,\s"
)


# , a unit of ‹2›. at the end
_LAST_APPOSITION = re.compile(
    rf"(?<=›),\s(?:an?|the|its|part\sof|owned\sby|one\sof)\s(?:(?!\band\s(?:the\s)?‹)[^;,‹.]){{1,140}}"
    rf"(?:{ORG}(?:['’]s?\s[^;,‹.]{{1,40}})?)?(?P<stop>\.?)$"
)
_TELLS = re.compile(
    r"(?:^|,)\s(?:an?|the|its)\s(?:(?!which|who|that)[\w’'-]+\s){1,8}?(?:said|says|showed|reported|told|added)\b"
)


def _is_aside(m: re.Match[str]) -> bool:
    """An apposition ends before who is described acts; an enumeration goes on with a name; a source tells."""
    if _TELLS.match(m.group()):
        return False
    return not re.match(rf"(?:and\s)?(?:the\s|an?\s)?{ORG}(?:,|\sand\s)", m.string[m.end() :])


# A unit of Foo, funds managed by Foo: Foo acts or is meant.
_HEADED = re.compile(
    rf"\b(?:(?:[Aa]n?|[Tt]he|[Ii]ts)\s)?(?:{_PLAIN_WORD}){{0,2}}?(?P<head>{one_of((*NAMES['units'], *NAMES['heads']))})"
    rf"(?:\sof\s(?:[\w-]+\s){{0,2}}?(?:investors|companies|bidders|buyers|firms|lenders|backers)(?=\s(?:led|backed)\sby))?"
    rf"\s(?:of|by|led\sby|controlled\sby|backed\sby)\s(?:the\s)?(?P<org>‹\d+›)(?!')"
)
_UNIT = re.compile(one_of(NAMES["units"]))
# ‹0› unit files for a listing: no name of its own
_UNIT_BEHIND = re.compile(
    rf"(?P<the>^The\s)?(?P<org>‹\d+›)(?:['’]s?(?:\s(?!{CLOSED_CLASS}\b)[\w’'-]+){{0,3}})?"
    r"\s(?:unit|arm|subsidiary|affiliate|division)\b(?!\s‹)"
)
"""A slot with a ~ is a unit of that company: it buys for it, but raises for itself."""

_NOUN = rf"(?:(?!{CLOSED_CLASS}\b|{_VERB})[\w’'&./-]+\s){{0,4}}?{FIRM}"
_SEATED = rf"[\w’'.]+-(?:based|listed|headquartered)\s(?:[a-z][\w-]*\s){{0,3}}?{DESCRIBER}"
_PAIR = (
    r"(?:[Bb]oth\s(?:companies|firms|sides)|[Tt]he\s(?:two\s)?(?:companies|firms|pair|duo|two|partners|parties|sides))"
)
# The group, which also includes Foo: several, and none of them
_INCLUDES = r",?\s(?:which\s|that\s)?(?:also\s)?(?:includ|compris|consist)"
_POINTER = re.compile(
    rf"\b(?P<many>[Tt]hey|{_PAIR})\b(?!\s‹)"
    rf"|\b(?P<it>[Ii]t)(?=\s(?!(?:was|is)\s(?:not|also|un|im|clear|expected|\w+ly)\b)[a-z])"
    rf"|^[\s*•-]*(?P<says>Says)\b"
    rf"|\b(?:[Tt]he|[Tt]his)\s(?P<noun>{_NOUN}|{_SEATED})(?P<own>['’]s)?(?![\w-]|\s‹|{_INCLUDES})"
)
_SAYS = re.compile(r"\s(?:said|says|added|told|announced)\b")
_SOMEBODY_ELSE = re.compile(r"\b(?:investor|partner|rival|peer|competitor|owner|leader|player|contractor|newcomer)$")
_SINGULAR = re.compile(r"(?<![sS])$|(?:business|ss)$")


def _resolve(tape: _Tape, line: Line, context: Context, cast: Cast) -> None:
    """`It`, `the company`, `they` become slots of whom they mean."""
    known = _spoken_of(line, context, cast)

    def change(m: re.Match[str]) -> str | None:
        if m["many"]:
            both = tuple(dict.fromkeys(_ahead(tape, m) or known))[:2]
            return tape.slot(both) if len(both) == 2 else None
        if m["noun"] and (not _SINGULAR.search(m["noun"]) or _SOMEBODY_ELSE.search(m["noun"])):
            return None
        if m["says"]:  # a brief's bullet: * Says it plans to …
            return f"{tape.slot((cast.main,))} says" if cast.main else None
        who = _meant(tape, m, known, cast)
        return tape.slot((who,)) + (m["own"] or "") if who else None

    tape.swap(_POINTER, change)


def _ahead(tape: _Tape, m: re.Match[str]) -> list[str]:
    """All companies that the sentence has named before."""
    return [n for k in re.findall(r"‹(\d+)›", m.string[: m.start()]) for n in tape.slots[int(k)]]


def _meant(tape: _Tape, m: re.Match[str], known: list[str], cast: Cast) -> str | None:
    """The sentence's own subject; at its end (`Foo led the round, the company said`) whom the article speaks of."""
    actors = [n for k in _subjects(m.string[: m.start()]) for n in tape.slots[k][:1]]
    is_teller = bool(m["noun"] and _SAYS.match(m.string, m.end()))
    told = [*known, *actors] if is_teller and cast.main not in actors else [*actors, *known]
    return next(iter(told or _ahead(tape, m)), None)


_SLOT = re.compile(r"(?P<word>[\w’']+[,:;\"“]?\s)?(?:the\s)?~?‹(?P<k>\d+)›(?!['’]s?)")


def _subjects(text: str) -> list[int]:
    """The slots before a pronoun that no preposition governs and that own nothing."""
    return [int(m["k"]) for m in _SLOT.finditer(text) if (m["word"] or "").strip().lower() not in GOVERNING]


@lru_cache(maxsize=512)
def _acting(line: Line, cast: Cast) -> list[str]:
    """The companies of a sentence that no preposition governs, asides left out; without one all."""
    tape = _folded(line, cast)
    found = [name for k in _subjects(tape.text) for name in tape.slots[k]]
    return found or ([] if _POINTER.search(tape.text) else [n.name for n in cast.named(line)])


def _spoken_of(line: Line, context: Context, cast: Cast) -> list[str]:
    """Whom the last sentences were about: the main company if they name it, else who acts in the nearest."""
    found: list[str] = []
    for before in reversed(context.lines[max(0, line.index - 3) : max(0, line.index)]):
        names = _acting(before, cast)
        found += [cast.main] if cast.main in names or (len(names) > 1 and cast.main) else names[:1]
    main = [cast.main] if cast.main else []
    return list(dict.fromkeys([*found, *main]))
