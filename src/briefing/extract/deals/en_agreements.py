"""What is agreed, in English: signed agreements, partnerships and joint ventures, batches of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..english.frames import actors_before
from ..english.outline import Outline, read_outline
from ..english.stage import read_tense
from ..english.sums import choose_sum
from ..english.words import GROUP, ORG, phrases, said
from ..reading.amounts import NEVER
from ..reading.context import Context, Line
from .drafts import Draft
from .en_draft import make_draft
from .en_powers import powers_between

_NOUN = phrases("agreements", "nouns")
_SIGNING = re.compile(
    rf"\b(?P<verb>{phrases('agreements', 'verbs')})\b(?P<body>[^‹;]{{0,90}}?)\b(?P<noun>{_NOUN})(?!\w)"
)
_WITH = re.compile(rf"[^‹;]{{0,60}}?\b(?:with|between)\s(?:the\s)?(?P<names>{GROUP})(?!['’])")
_WITH_INSIDE = re.compile(rf"\bwith\s(?P<names>{ORG})")
_WITH_WHOM = re.compile(r"\bwith\b")
_BETWEEN = re.compile(
    rf"\b(?P<noun>{_NOUN})\s(?:was\s|were\s)?(?:signed\s)?between\s(?:the\s)?(?P<names>{ORG}(?:,|,?\sand)\s(?:the\s)?{ORG})"
)
_JOINED = re.compile(
    rf"\b(?P<verb>{phrases('agreements', 'joined')})\s"
    rf"(?:with\s(?:the\s)?(?P<other>‹\d+›)|to\b(?!\s(?:bid|buy|acquire|invest|raise|take|fight|sell|fund))|on\b)"
)
_IS_SIGNING = re.compile("sign|ink")
_IS_FOUNDING = re.compile("form|set|establish|creat|launch|announc")
_IS_CLOSE = re.compile(r"strategic|cooperat|partner|alliance|memorand|MoU|collabor")
_CALLED = re.compile(rf"\b(?:to\sbe\s)?(?:called|named|known\sas)\s(?P<org>{ORG})")
_NOT_AGREEMENT = said("agreements", "not_agreements")
_COUNTED = r"(?P<count>\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|dozens\sof)"
_THINGS = r"(?:projects|agreements|deals|contracts|MoUs|memoranda)"
_SIGNED_COUNT = re.compile(
    rf"\b{_COUNTED}\s(?:[\w-]+\s){{0,4}}?{_THINGS}\s[\w\s$€.,]{{0,40}}?(?:were\s|was\s|have\sbeen\s)?(?:signed|inked)\b"
)
_COUNT = re.compile(rf"\b{_COUNTED}\s(?:[\w-]+\s){{0,4}}?{_THINGS}\b")
_WAS_SIGNED = re.compile(
    r"\b(?:agreement|deal|pact|memorandum|MoU|contract|venture)\s(?:was|were|has\sbeen)\s"
    r"(?:formally\s|officially\s)?(?:signed|inked|sealed|concluded)\b"
)
_CAPITAL = re.compile(
    r"\b(?:capitali[sz]ed\sat|registered\scapital\sof"
    r"|with\s(?:a\s)?(?:total\s|combined\s|initial\s)?(?:capital|investment)\sof)\b"
    r"|\binvest\w*\s(?:[\w$€£.,-]+\s){1,7}?in(?:to)?\sthe\s(?:[\w-]+\s){0,2}?(?:joint\s)?(?:venture|partnership)\b"
    r"|\b(?:joint\s)?venture\s(?:will|would)\s(?:have|require|involve|cost)\b"
)
LEAD = 1
"""Up to this sentence `X teams up with Y` is the article's news; further down companies say so of all they do."""


@dataclass(frozen=True, slots=True)
class Pact:
    """Where an agreement is told, its noun, both sides, and whether a signing is spoken of."""

    start: int
    end: int
    noun: str
    sides: tuple[str, ...]
    is_signing: bool


def find_agreements(line: Line, context: Context) -> Iterator[Draft]:
    """`A and B signed an agreement`, `A formed a joint venture with B`; `6 agreements were signed` is a batch."""
    o = read_outline(line, context)
    if counted := _SIGNED_COUNT.search(o.text):
        things = _COUNT.search(counted.group())
        yield _batch(o, counted.start(), things.group() if things else counted.group(), context)
        return
    pact = _between(o) or _signed(o) or _joined(o)
    if pact is None:
        yield from _told_before(o, context)
    elif pact.is_signing and (count := _COUNT.search(o.text, pact.start, pact.end + 40)):
        yield _batch(o, pact.start, count.group(), context)
    elif len(pact.sides) >= 2:
        yield _agreement(o, pact, context)


def _agreement(o: Outline, pact: Pact, context: Context) -> Draft:
    verb_end = pact.start + len(o.text[pact.start : pact.end].split()[0])
    future = "planned" if pact.is_signing else "signed"
    stage = read_tense(o, pact.start, verb_end, plain="signed", future=future)
    own = _called(o)
    return make_draft(
        "agreement",
        o,
        "en.agreement",
        (pact.start, pact.end),
        context,
        name=own or _subject_of(o, pact),
        parties=tuple(p for p in pact.sides if p != own),
        money=choose_sum(o, pact.start, roles=("investment", "price")),
        stage="signed" if stage in ("closed", "announced") else stage,
    )


# strategic cooperation |agreement|, joint venture |to make electric cars in China|
_SUBJECT = re.compile(
    r"(?<![\w’'/-])(?:(?!the\b|an?\b|its\b|their\b|with\b|to\b|in\b|on\b|into\b|of\b)[\w’'/-]+\s){0,5}$"
)
_PURPOSE = re.compile(
    r"\s(?:to\s(?!be\b)[a-z]|on\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]|\d)|for\s(?!about|\d|[$€£])|that\s(?:will|would)\s)"
    r"(?:(?!\s(?:on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|with\s‹|said|as|while|after|under)\b)(?:[^,;.‹]|\.(?=\d))){1,90}(?!\w)"
)
_WHOM_FIRST = re.compile(rf"\swith\s(?:the\s)?{GROUP}(?:\son\s\w+day)?")


def _subject_of(o: Outline, pact: Pact) -> str:
    """What is agreed as the sentence words it; of a bare pact or deal who made it."""
    at = o.text.find(pact.noun, pact.start, pact.end)
    verb = re.match(r"\w+(?:\s(?:into|up))?\s", o.text[pact.start :])
    low = pact.start + (verb.end() if verb else 0)
    ahead = _SUBJECT.search(o.text, low, at) if at >= low else None
    start = ahead.start() if ahead else at
    end = at + len(pact.noun)
    whom = _WHOM_FIRST.match(o.text, end)
    purpose = _PURPOSE.match(o.text, whom.end() if whom else end) if at >= 0 else None
    if at < 0 or (purpose is None and start == at) or "‹" in o.text[start:end]:
        return f"{pact.sides[0]} and {pact.sides[1]} {pact.noun}"
    told = o.plain(start, end).strip()
    return f"{told} {o.plain(*purpose.span()).strip()}" if purpose else told


def _called(o: Outline) -> str | None:
    """The venture's own name: to be called Foo Materials."""
    m = _CALLED.search(o.text)
    return next(iter(o.names(m["org"])), None) if m else None


def _between(o: Outline) -> Pact | None:
    """`a memorandum was signed between A and B`."""
    m = _BETWEEN.search(o.text)
    if m is None or _NOT_AGREEMENT.search(o.text, max(0, m.start() - 40), m.end()):
        return None
    return Pact(m.start(), m.end(), m["noun"], o.names(m["names"]), True)


def _signed(o: Outline) -> Pact | None:
    """`A signed an agreement with B`, `A and B set up a joint venture`."""
    for m in _SIGNING.finditer(o.text):
        if not _is_pact(m) or _NOT_AGREEMENT.search(o.text, m.start(), m.end() + 24):
            continue
        is_signing = bool(_IS_SIGNING.match(m["verb"]))
        sides = tuple(dict.fromkeys((*_before(o, m, is_signing), *_behind(o, m))))
        if len(sides) >= 2 or is_signing:
            return Pact(m.start(), m.end(), m["noun"], sides, is_signing)
    return None


def _is_pact(m: re.Match[str]) -> bool:
    """Signed, a joint venture founded, or a close tie by its words; a contract for goods is none."""
    if m["noun"] in ("deal", "deals", "contract") and not re.search("cooperat|partner", m.group()):
        return False
    if _IS_SIGNING.match(m["verb"]) or (_IS_FOUNDING.match(m["verb"]) and "joint venture" in m.group()):
        return True
    return not re.match("set|establish|creat|launch", m["verb"]) and bool(_IS_CLOSE.search(m.group()))


def _before(o: Outline, m: re.Match[str], is_signing: bool) -> tuple[str, ...]:
    """Who signs; states and their offices sign as well."""
    return actors_before(o, m.start())[-3:] or (powers_between(o, 0, m.start()) if is_signing else ())


def _behind(o: Outline, m: re.Match[str]) -> tuple[str, ...]:
    with_ = _WITH.match(o.text, m.end()) or _WITH_INSIDE.search(m["body"])
    if with_:
        return o.names(with_["names"])[:3]
    whom = _WITH_WHOM.search(o.text, m.end(), m.end() + 60)
    return powers_between(o, whom.end(), whom.end() + 60) if whom else ()


def _joined(o: Outline) -> Pact | None:
    """`A teams up with B`."""
    m = _JOINED.search(o.text) if o.line.index <= LEAD else None
    if m is None:
        return None
    sides = tuple(dict.fromkeys((*actors_before(o, m.start()), *o.names(m["other"]))))
    return Pact(m.start(), m.end(), "partnership", sides, False) if len(sides) >= 2 else None


def _told_before(o: Outline, context: Context) -> Iterator[Draft]:
    """`The pact was inked in Lagos on Friday`, `the venture is capitalised at 1.2 billion baht`."""
    signed = _WAS_SIGNED.search(o.text)
    m = signed or (_CAPITAL.search(o.text) if o.line.money else None)
    if m is None:
        return
    name = _called(o)
    never = NEVER - {"capital"}
    money = None if signed else choose_sum(o, m.start(), roles=("investment",), never=never)
    yield make_draft(
        "agreement",
        o,
        "en.agreement.terms",
        m.span(),
        context,
        name=name,
        parties=tuple(n for n in o.names(o.text[: m.start()]) if n != name) if name else (),
        money=money,
        stage="signed" if signed else None,
        confidence=0.6,
    )


_TOO_WIDE = frozenset(("US", "U.S.", "China"))


def _batch(o: Outline, at: int, name: str, context: Context) -> Draft:
    return make_draft(
        "batch_signing",
        o,
        "en.batch_signing",
        (at, at),
        context,
        name=name,
        stage="signed",
        money=choose_sum(o, at, roles=("investment", "total")),
        place=next((p.text for p in o.line.places if p.text not in _TOO_WIDE), None),
    )
