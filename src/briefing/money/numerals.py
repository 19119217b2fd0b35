"""Numbers in digits and in Chinese words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .words import UNITS

TEN = Decimal(10)
NUMBER = r"(?:\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?)"
HAN_NUMBER = r"(?:[零一二两三四五六七八九十百千数几好]{1,8}(?:点[零一二三四五六七八九]{1,4})?)"

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWERS = {"十": 1, "百": 2, "千": 3}
# 两三千万, 七八亿: two neighbours in a row are a range.
_NEIGHBOURS = re.compile(
    "(?P<head>[一二三四五六七八九]?[十百千]?)(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<tail>[十百千]?)"
)
# 两千五百, 十二, 一百零三: digits and powers by turns, the powers falling.
_WELL_FORMED = re.compile(
    r"(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?(?:[一二两三四五六七八九]?十)?[一二两三四五六七八九几]?"
    r"|[零一二三四五六七八九]{1,4}|[好]?[几数][十百千]?|[几数]?[十百千]"
)


class Number(NamedTuple):
    """A number as written: its lower bound, its upper bound when it is vague, and how vague."""

    low: Decimal
    high: Decimal | None = None
    kind: str = "exact"
    """`exact`, `magnitude` (数十, 十几) or `range` (七八)."""


def read_number(text: str) -> Number | None:
    """`1,234.5`, `两千`, `十几`, `七八百`; None for characters that make no number."""
    if text[0].isdigit():
        return Number(Decimal(text.replace(",", "")))
    return _read_han(text)


@lru_cache(maxsize=4096)
def _read_han(text: str) -> Number | None:
    whole, _, fraction = text.partition("点")
    if m := _NEIGHBOURS.fullmatch(whole):
        low, high = (_whole(m["head"] + m[end] + m["tail"]) for end in ("low", "high"))
        if high == low + 10 ** _POWERS.get(m["tail"], 0):
            return Number(Decimal(low), Decimal(high), "range")
    if not _WELL_FORMED.fullmatch(whole):
        return None
    value = Decimal(_whole(whole))
    if "几" in whole or "数" in whole:
        return Number(value, _top(whole, value), "magnitude")
    for place, digit in enumerate(fraction, start=1):
        value += Decimal(_DIGITS[digit]) / TEN**place
    return Number(value)


def _top(whole: str, value: Decimal) -> Decimal:
    """十几 ends at 20, 数十 at 100."""
    return value * 2 if whole == "十几" else value + 10 if whole.endswith("十几") else value * 10


def _whole(text: str) -> int:
    if not any(c in _POWERS for c in text):
        digits = [str(_DIGITS[c]) for c in text if c in _DIGITS]
        return int("".join(digits)) if digits else 1
    total, digit = 0, None
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _POWERS:
            total += (1 if digit is None else digit) * 10 ** _POWERS[c]
            digit = None
    return total + (digit or 0)


def power(unit: str | None) -> Decimal:
    """What a unit multiplies by."""
    return TEN ** UNITS[unit] if unit else Decimal(1)
