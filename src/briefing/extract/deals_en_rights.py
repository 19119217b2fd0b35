"""What is agreed, in English: licences of a product, signed agreements, batches of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import choose_amount
from .context import Context, Line
from .deals_en_actors import DESCRIBED, NAME, clean_name, is_place, list_names, make_draft, subject_of
from .drafts import Draft
from .latin_names import find_body

_SIGNING = re.compile(
    r"\b(?P<verb>sign(?:s|ed|ing)?|ink(?:s|ed)?|enter(?:s|ed)?\sinto|reach(?:es|ed)?|conclude[sd]?|strike|struck)\b(?P<body>(?:[^.;]|\.(?=\d)){0,90}?)\b(?P<noun>(?:(?!an?\s|the\s)[\w-]+\s){0,3}?(?:agreements?|memorand(?:um|a)(?:\sof\sunderstanding)?|MoUs?|MOUs?|partnership|letter\sof\sintent|contracts?|pacts?))\b"
)
_SIGNED_COUNT = re.compile(
    r"\b(?P<count>\d[\d,]*)\s(?:[\w-]+\s){0,3}?(?:projects|agreements|deals|contracts|MoUs)\s"
    r"(?:were\s|was\s)?(?:signed|inked)\b"
)
_COUNT = re.compile(
    r"\b(?P<count>\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|a\stotal\sof\s\d+)\s(?P<noun>(?:[\w-]+\s){0,4}?(?:agreements|projects|deals|contracts|MoUs|memoranda))\b"
)
_LICENSE = re.compile(
    rf"""
    \b(?:out-?)?licens(?:ed|es|ing|e)\s(?P<what>(?:[^.;]|\.(?=\w)){{2,110}}?)
        \sto\s(?:the\s)?{DESCRIBED}(?P<taker>{NAME})  # licensed its drug to Y
  | \bgrant(?:ed|s|ing)?\s(?:the\s)?{DESCRIBED}(?P<taker2>{NAME})
        (?:\s(?![A-Z])[\w-]+){{0,4}}?\s(?:rights?|licen[cs]e)\b  # granted Y exclusive rights
  | \b(?:in-?licens(?:ed|es)|licens(?:ed|es)|
        (?:obtain|acquir|secur|gain|receiv|w[oi]n|bought|buy|get)\w*\s(?:[\w-]+\s){{0,4}}?(?:rights?|licen[cs]e))\b
        (?:[^.;]|\.(?=\w)){{0,110}}?
        \sfrom\s(?:the\s)?{DESCRIBED}(?P<giver>{NAME})  # licensed it from Y
  | \b(?P<joint>sign(?:ed)?|announc(?:ed?|es)|enter(?:ed)?\sinto|inked|struck|reached)\s(?:an?\s)?
        (?:[\w-]+\s){{0,3}}?(?:licensing|licen[cs]e)\s(?:agreement|deal|pact)\b(?!\swith)
  | \b(?:licensing|licen[cs]e|option|out-licensing)\s(?:and\s[\w-]+\s)?(?:agreement|deal|pact|partnership)\b
        (?:(?:[^.;]|\.(?=\w)){{0,80}}?
        \swith\s(?:the\s)?{DESCRIBED}(?P<other>{NAME}))?  # licensing deal with Y
    """,
    re.VERBOSE,
)
_SOFT = re.compile(
    r"\b(?:software|music|film|football|television|TV|driving|driver|driver's|gaming|casino|banking|mining|gun)\b"
)
_PRODUCT = re.compile(
    r"\b(?!SB|COVID|CEO|IPO|FDA|NMPA|GDP|USD|RMB|EUR|UN|G|Q|H|FY|A-share)[A-Z]{1,6}-?\d{2,6}[A-Za-z]?\b"
    r"|\b[A-Za-z][a-z]{3,}(?:mab|nib|ciclib|parib|statin|cept|tide|leucel|gliptin|gliflozin|vir)\b"
)
_TERMS = re.compile(r"\b(?:upfront|up-front|milestones?|royalt(?:y|ies))\b")


def find_licenses(line: Line, context: Context) -> Iterator[Draft]:
    """A product's rights from who owns them to who takes them; the terms may follow in sentences of their own."""
    text = line.simple
    m = _LICENSE.search(text)
    money = choose_amount(line, m.start() if m else 0, roles=("upfront", "milestone", "price"))
    sides = _sides(line, m) if m and not _SOFT.search(text) else ()
    if sides:
        product = _PRODUCT.search(text) or next(
            (x for o in context.lines[:6] if (x := _PRODUCT.search(o.simple))), None
        )
        yield make_draft(
            "license",
            line,
            "en.license",
            m.start() if m else 0,
            context,
            name=product.group() if product else sides[0],
            parties=sides,
            money=money,
            stages=("terminated", "rumoured", "planned"),
            default="signed",
            confidence=0.85 if product else 0.7,
        )
    elif money and money.role in ("upfront", "milestone") and _TERMS.search(text):
        yield make_draft(
            "license",
            line,
            "en.license.terms",
            0,
            context,
            name=None,
            parties=(),
            money=money,
            stages=(),
            default=None,
            confidence=0.6,
        )


def _sides(line: Line, m: re.Match[str]) -> tuple[str, ...]:
    """Who gives the rights, then who takes them; empty unless both are named."""
    if m["joint"]:
        both = list_names(line.simple[max(find_body(line.simple), m.start() - 140) : m.start()])
        return tuple(both[:2]) if len(both) >= 2 else ()
    actor = subject_of(line, m.start())
    taker = m["taker"] or m["taker2"] or m["other"]
    giver = m["giver"]
    pair = (giver, actor) if giver else (actor, taker)
    names = [clean_name(n) for n in pair if n]
    return (
        tuple(names) if len(names) == 2 and names[0] != names[1] and not any(is_place(n, line) for n in names) else ()
    )


def find_agreements(line: Line, context: Context) -> Iterator[Draft]:
    """`A and B signed an agreement`; `the signing of 6 cooperation agreements` is a batch."""
    if counted := _SIGNED_COUNT.search(line.simple):
        yield _batch(line, counted.start(), counted.group(), context)
        return
    m = _SIGNING.search(line.simple)
    if not m:
        return
    after = _COUNT.search(line.simple, m.start(), m.end() + 40) or _COUNT.search(line.simple[: m.start()])
    if after and re.search(r"sign|ink", m["verb"]):
        yield _batch(line, m.start(), after.group(), context)
        return
    if not re.search(r"sign|ink", m["verb"]) or re.search(
        r"purchase|licens|loan|peace|ceasefire|trade\s(?:deal|agreement)|contract|employment", m.group()
    ):
        return
    before = list_names(line.simple[max(find_body(line.simple), m.start() - 140) : m.start()])
    with_ = re.search(r"\bwith\s(?P<names>[^.;,]{2,90}?)(?=[.;,]|$|\s(?:in|on|at|to|for)\s)", line.simple[m.start() :])
    parties = tuple(dict.fromkeys(before[-3:] + (list_names(with_["names"])[:2] if with_ else [])))
    if len(parties) >= 2:
        yield make_draft(
            "agreement",
            line,
            "en.agreement",
            m.start(),
            context,
            name=f"{parties[0]} and {parties[1]} {m['noun']}",
            parties=parties,
            money=choose_amount(line, m.start(), roles=("investment", "price")),
            stages=(),
            default="signed",
        )


def _batch(line: Line, at: int, name: str, context: Context) -> Draft:
    return make_draft(
        "batch_signing",
        line,
        "en.batch_signing",
        at,
        context,
        name=name,
        parties=(),
        money=choose_amount(line, at, roles=("investment", "total")),
        stages=(),
        default="signed",
        place=line.places[0].text if line.places else None,
    )
