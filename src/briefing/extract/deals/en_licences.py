"""Licences in English: a product's rights from who owns them to who takes them, and their terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..english.frames import actors_before
from ..english.outline import Outline, read_outline
from ..english.stage import read_tense
from ..english.words import ORG, said
from ..reading.amounts import choose_amount
from ..reading.context import Context, Line
from .drafts import Draft
from .en_draft import make_draft

_GAP = r"(?:[^‹;]|‹\d+›['’]s?)"
_RIGHTS = r"(?:rights?|licen[cs]e)\b"
_GETS = r"(?:obtain|acquir|secur|gain|receiv|w[oi]n|bought|buy|get|pick|land|snag|nab|grab|took|tak|pay|paid|hand)\w*"
_PACT = r"(?:agreement|deal|pact|partnership)\b"
# Who gives and who takes the rights; whom a wording leaves out acts by its verb.
_LICENCE = re.compile(
    rf"""
    \b(?:out-?)?licen[sc](?:ed|es|ing|e)\s{_GAP}{{0,110}}?\sto\s(?:the\s)?(?P<taker>{ORG})      # licensed its drug to Y
  | \bgrant(?:ed|s|ing)?\s(?:the\s)?(?P<taker2>{ORG})\s(?:[\w-]+,?\s){{0,6}}?(?:{_RIGHTS}|option\b)  # granted Y rights
  | \bgrant(?:ed|s|ing)?\s(?:[\w-]+,?\s){{0,6}}?{_RIGHTS}{_GAP}{{0,80}}?\sto\s(?P<taker3>{ORG})   # granted rights to Y
  | \b(?:in-?)?licens(?:e|es|ed|ing)\b{_GAP}{{0,110}}?\s(?:from|at|by)\s(?:the\s)?(?P<giver>{ORG})  # licensed it from Y
  | \b{_GETS}\s(?:[\w$€£.-]+\s){{0,6}}?(?:{_RIGHTS}|option\S*)
      {_GAP}{{0,110}}?\s(?:from|at|by)\s(?:the\s)?(?P<giver2>{ORG})                            # won rights from Y
  | \b(?:pay(?:s|ing)?|paid|hand(?:s|ed|ing)?\sover|offer(?:s|ed)?)\s{_GAP}{{0,60}}?\bto\s(?P<giver3>{ORG})
      \s(?:for|in\sexchange\sfor|to\s(?:licen[cs]e|secure|obtain))\s{_GAP}{{0,40}}?{_RIGHTS}    # pays Y for the rights
  | \b(?:sign(?:ed|s)?|announc(?:ed?|es)|enter(?:ed|s)?\sinto|inked|struck|reached)\s(?:an?\s)?(?:[\w$€£.-]+\s){{0,5}}?
      (?:licensing|licen[cs]e|option)\s(?:and\s[\w-]+\s)?{_PACT}
      (?:{_GAP}{{0,90}}?\swith\s(?:the\s)?(?P<taker4>{ORG}))?                                  # signed a licence deal
  | \b(?:licensing|licen[cs]e|out-licensing)\s(?:and\s[\w-]+\s)?{_PACT}
      {_GAP}{{0,80}}?\swith\s(?:the\s)?(?P<taker5>{ORG})                                       # licensing pact with Y
    """,
    re.VERBOSE,
)
_NOT_LICENCE = said("agreements", "not_licences")
_PRODUCT = re.compile(
    r"\b(?!SB|COVID|CEO|IPO|FDA|NMPA|GDP|USD|RMB|EUR|CNY|HKD|UN|G|Q|H|FY|A-share)[A-Z]{1,6}-?\d{2,6}[A-Za-z]?\b"
    r"|\b[A-Za-z][a-z]{3,}(?:mab|nib|ciclib|parib|statin|cept|tide|leucel|gliptin|gliflozin|vir)\b"
)
_TERMS = re.compile(r"\b(?:upfront|up-front|up\sfront|milestones?|royalt(?:y|ies))\b")
HEAD = 6
"""Sentences from the head in which the article's product is named."""


def find_licences(line: Line, context: Context) -> Iterator[Draft]:
    """Who gives a product's rights to whom; the terms may follow in sentences of their own."""
    o = read_outline(line, context)
    m = None if _NOT_LICENCE.search(o.text) else _LICENCE.search(o.text)
    sides = _sides(o, m) if m else ()
    money = choose_amount(line, o.at(m.start()) if m else 0, roles=("upfront", "milestone", "price"))
    if m and sides:
        product = _product(line, context)
        stage = read_tense(o, m.start(), m.start() + len(m.group().split()[0]), plain="signed", future="signed")
        yield make_draft(
            "license",
            o,
            "en.license",
            m.span(),
            context,
            name=product or sides[0],
            parties=sides,
            money=money,
            stage="signed" if stage == "closed" else stage,
            confidence=0.85 if product else 0.7,
        )
    elif money and money.role in ("upfront", "milestone") and _TERMS.search(o.text):
        yield make_draft("license", o, "en.license.terms", (0, 0), context, name=None, money=money, confidence=0.6)


def _product(line: Line, context: Context) -> str | None:
    """The product's code or name in this line or one near it; at the head of an article in the first sentences."""
    near = [line, *context.lines[max(0, line.index - 2) : line.index + 3]]
    near += context.lines[:HEAD] if line.index < HEAD else ()
    return next((m.group() for x in near if (m := _PRODUCT.search(x.simple))), None)


def _sides(o: Outline, m: re.Match[str]) -> tuple[str, ...]:
    """Who gives the rights, then who takes them; empty unless both are named."""
    actors = actors_before(o, m.start())
    told = {key.rstrip("2345"): words for key, words in m.groupdict().items() if words}
    if not told:
        return actors if len(actors) == 2 else ()
    acting, other = actors[:1], o.names(told.get("giver") or told["taker"])[:1]
    pair = (*other, *acting) if "giver" in told else (*acting, *other)
    return pair if len(set(pair)) == 2 else ()
