"""Funding rounds in English: who raises, how much, and the investors wherever the article names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Money
from .amounts import choose_amount
from .context import Context, Line
from .deal_words import read_round
from .deals_en_actors import DESCRIBED, NAME, clean_name, is_place, list_names, make_draft, subject_of
from .drafts import Draft

_FUNDING = re.compile(
    r"\b(?P<verb>rais(?:ed?|es|ing)|clos(?:ed?|es|ing)|secur(?:ed?|es|ing)|complet(?:ed?|es|ing)|bag(?:ged|s)|land(?:ed|s)|receiv(?:ed?|es)|announc(?:ed?|es)|obtain(?:ed|s)|gets?|got|finaliz(?:ed|es)|nets?|netted)\b"
    r"(?P<body>(?:[^.;]|\.(?=\d)){0,80}?)\b(?P<noun>funding\sround|financing\sround|[Ss]eries\s[A-H]\d?\+?(?:\s(?:round|funding|financing))?|seed\s(?:round|funding)|angel\s(?:round|funding)|round\sof\s(?:funding|financing)|round|funding|financing|fundraising|private\splacement|venture\scapital)\b"
)
_INVESTOR_LIST = re.compile(
    r"\b(?P<role>(?:co-)?led\s(?:jointly\s)?by|participation\s(?:from|of|by)|joined\sby|backed\sby|investors?\s(?:\w+\s){0,5}?includ(?:e|ed|ing)|investments?\sfrom|funding\sfrom|money\sfrom|invested\sby|from\sinvestors\sincluding)\s"
    r"(?=(?P<names>(?:[^.;]|\.(?=\w)){2,200}))"
)
# Money right behind the verb: what else the sentence says must tell that investors gave it.
_RAISED = re.compile(
    r"\b(?:rais(?:ed|es|ing|e)|secur(?:ed|es|ing)|clos(?:ed|es)|receiv(?:ed|es)|bag(?:ged|s)|land(?:ed|s)|attract(?:ed|s))\s"
    r"(?:(?:about|around|nearly|almost|over|more\sthan|at\sleast|up\sto|as\smuch\sas|some|roughly|approximately|an?|another"
    r"|additional|extra|further|fresh|total|of)\s){0,4}(?=[$€£¥]|US\$|HK\$|RMB|\d|tens\sof|hundreds\sof)"
)
_INVESTED = re.compile(
    r"\b(?:led\sby|investors?|backers?|venture|valuing|valuation|values|start-?ups?|from\s[A-Z]|round|funding|financing)\b"
)
_NO_ROUND = re.compile(
    r"\b(?:debts?|loans?|bonds?|notes|fund\sof|fund\sthat|(?:its|a|the)\s(?:\w+\s){0,3}fund\b|IPOs?|initial\spublic|offering|listing|share\ssale|rights\sissue"
    r"|forecast|guidance|outlook|stake|charity|donations?|tax|fine|price\starget)\b",
)
_LED = re.compile(
    rf"(?P<lead>{NAME})(?:,[^,.;]{{2,60}},)?\s(?:has\s|have\s|jointly\s)?(?:co-)?led\s(?:an?|the)\s(?P<body>(?:[^.;]|\.(?=\d)){{0,80}}?)"
    rf"\b(?:round|investment|funding|financing)\s(?:in|of|for|into)\s(?:the\s)?{DESCRIBED}(?P<name>{NAME})"
)
_ROUND_OF = re.compile(rf"\b(?:round|funding|financing)\s(?:of|for|in)\s(?:the\s)?{DESCRIBED}(?P<name>{NAME})")
_ROUND_WORD = re.compile(r"\b(?:round|funding|financing|[Ss]eries\s[A-H])\b")


def find_funding(line: Line, context: Context) -> Iterator[Draft]:
    """`X raised $30 million in a Series B round led by Y`, `Y led a $30 million round in X`."""
    parties, leads = _investors(line)
    if led := _LED.search(line.simple):
        yield _led(line, led, context)
        return
    m = _FUNDING.search(line.simple) or _raised(line)
    if m and _is_round(line, m):
        yield _funding(line, m, context, parties, leads)
    elif parties and _ROUND_WORD.search(line.simple):
        of = _ROUND_OF.search(line.simple)
        name = clean_name(of["name"]) if of else None
        yield make_draft(
            "funding",
            line,
            "en.funding.investors",
            0,
            context,
            name=None if name is None or is_place(name, line) or name in parties else name,
            parties=parties,
            leads=leads,
            money=None,
            round=read_round(line.simple),
            stages=(),
            default=None,
            valuation=_valuation(line),
            confidence=0.6,
        )


def _raised(line: Line) -> re.Match[str] | None:
    m = _RAISED.search(line.simple)
    return m if m and _INVESTED.search(line.simple, m.end()) else None


def _is_round(line: Line, m: re.Match[str]) -> bool:
    """A round by its words, its sum or its letter; a loan, a fund's own raising, a listing is none."""
    stop = re.search(r"\bfor\b|,", line.simple[m.end() :])
    near = line.simple[m.start() : m.end() + (stop.start() if stop else 40)]
    if _NO_ROUND.search(near):
        return False
    is_called = "noun" in m.groupdict() and "round" in m["noun"]
    return bool(is_called or read_round(near) or (line.money and subject_of(line, m.start())))


def _funding(line: Line, m: re.Match[str], context: Context, parties: tuple[str, ...], leads: tuple[str, ...]) -> Draft:
    round_ = read_round(line.simple)
    name = subject_of(line, m.start())
    is_plain = bool(name and (round_ or parties))
    return make_draft(
        "funding",
        line,
        "en.funding.verb",
        m.start(),
        context,
        name=name,
        parties=parties,
        leads=leads,
        money=choose_amount(line, m.start(), roles=("raised",)),
        round=round_,
        stages=("terminated", "rumoured", "planned"),
        default="closed",
        valuation=_valuation(line),
        confidence=0.9 if is_plain else 0.7,
    )


def _led(line: Line, m: re.Match[str], context: Context) -> Draft:
    lead = clean_name(m["lead"])
    return make_draft(
        "funding",
        line,
        "en.funding.led",
        m.start("body"),
        context,
        name=clean_name(m["name"]),
        parties=tuple(dict.fromkeys((lead, *_investors(line)[0]))),
        leads=(lead,),
        money=choose_amount(line, m.start("body"), roles=("raised", "investment")),
        round=read_round(m["body"]),
        stages=("terminated", "rumoured", "planned"),
        default="closed",
        valuation=_valuation(line),
        confidence=0.85,
    )


def _valuation(line: Line) -> Money | None:
    if not re.search(r"\bvalu", line.simple):
        return None
    only = frozenset(m.role for m in line.money if m.role and m.role != "valuation") | {""}
    money = choose_amount(line, 0, roles=("valuation",), never=only)
    return money if money and money.role == "valuation" else None


def _investors(line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parties: list[str] = []
    leads: list[str] = []
    for m in _INVESTOR_LIST.finditer(line.simple):
        names = list_names(m["names"])
        parties += names
        leads += names[:1] if "led" in m["role"] else []
    return tuple(dict.fromkeys(parties)), tuple(dict.fromkeys(leads))
