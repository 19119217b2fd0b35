"""How exact an amount is: the words 约, 近, 超, 不超过, up to beside it, and the bounds they set."""

from __future__ import annotations

import re
from decimal import Decimal

from .sums import Sum
from .words import any_of, by_word

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
