"""How exact an amount is: the words 约, 近, 超, 不超过, up to beside it, and the bounds they set."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ..types import Money, Span
from .sums import Sum
from .words import any_of, by_word, plain_form

_OF = by_word("bounds")
_AFTER_OF = by_word("bounds_after")
_REACH = 24
_BEFORE = re.compile(
    rf"(?<!历史)(?<!新)(?P<word>{any_of(_OF)})\s?(?:为|达到?|至|人民币|高达|a\stotal\sof|US|the\sequivalent\sof)?\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\s?(?P<word>{any_of(_AFTER_OF)})", re.IGNORECASE)


def read_precision(found: Sum, before: str, after: str) -> str:
    """Its own wording first (18至20亿, 数千万), else the word before it, else the word behind it."""
    if found.precision != "exact":
        return found.precision
    if m := _BEFORE.search(before[-_REACH:]):
        return _OF[m["word"].lower()]
    if m := _AFTER.match(after):
        return _AFTER_OF[m["word"].lower()]
    return "exact"


def read_bounds(found: Sum, precision: str) -> tuple[Decimal | None, Decimal | None]:
    """Lower and upper bound; None where the wording sets none."""
    value = found.value
    return {
        "exact": (value, value),
        "about": (None, None),
        "near": (None, value),
        "over": (value, None),
        "under": (None, value),
        "range": (value, found.high),
        "magnitude": (None if found.high == value else value, found.high or value * 10),
    }[precision]


_SAID = ("about", "near", "over", "under")
"""How exact an amount is where a word beside it says so."""


def with_bound(text: str, money: Money) -> Money:
    """The amount with the word beside it that bounds it, as written: 近亿元, 约11亿港元, nearly 100 million yuan.

    `money` stands in `text` at its span. A word inside it (3000多万元) or none leaves it as it is.
    """
    if money.precision not in _SAID:
        return money
    start, end = money.span
    plain = plain_form(text)
    if m := _BEFORE.search(plain, max(0, start - _REACH), start):
        start = m.start("word")
    elif m := _AFTER.match(plain, end):
        end = m.end("word")
    return replace(money, text=text[start:end], span=Span(start, end))
