"""Sizes that are no money, in one unit each, so that 200万千瓦 and two gigawatts meet.

Power in watts, energy in watt-hours, mass in kilograms, length in metres, area in square metres, parts of a per cent in
basis points. Definitions: SI; 1 亩 = 10,000/15 m²; 1 acre = 4,046.86 m²; 1 mile = 1,609.344 m; 1 foot = 0.3048 m.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_PARTS = {"half a": 0.5, "a quarter of a": 0.25, "a quarter": 0.25}
_NUMBERS = {word: n for n, word in enumerate(_ONES, 1)} | _TENS | _PARTS
_FACTORS = {
    "万亿": 1e12, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4, "千": 1e3, "百": 1e2,
    "trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3, "hundred": 1e2,
}  # fmt: skip
_CHINESE = {
    "吉瓦时": ("Wh", 1e9), "兆瓦时": ("Wh", 1e6), "千瓦时": ("Wh", 1e3), "度电": ("Wh", 1e3),
    "吉瓦": ("W", 1e9), "兆瓦": ("W", 1e6), "千瓦": ("W", 1e3),
    "公斤": ("kg", 1.0), "千克": ("kg", 1.0), "吨": ("kg", 1e3),
    "平方公里": ("m2", 1e6), "平方千米": ("m2", 1e6), "平方米": ("m2", 1.0), "公顷": ("m2", 1e4),
    "亩": ("m2", 1e4 / 15),
    "公里": ("m", 1e3), "千米": ("m", 1e3), "米": ("m", 1.0),
    "个基点": ("bp", 1.0), "基点": ("bp", 1.0), "个百分点": ("bp", 100.0),
}  # fmt: skip
_ENGLISH = {
    "gigawatt hour": ("Wh", 1e9), "megawatt hour": ("Wh", 1e6), "kilowatt hour": ("Wh", 1e3),
    "terawatt hour": ("Wh", 1e12),
    "twh": ("Wh", 1e12), "gwh": ("Wh", 1e9), "mwh": ("Wh", 1e6), "kwh": ("Wh", 1e3),
    "gigawatt": ("W", 1e9), "megawatt": ("W", 1e6), "kilowatt": ("W", 1e3), "gw": ("W", 1e9), "mw": ("W", 1e6),
    "kilogram": ("kg", 1.0), "kg": ("kg", 1.0), "tonne": ("kg", 1e3), "metric ton": ("kg", 1e3), "ton": ("kg", 1e3),
    "square kilometer": ("m2", 1e6), "square kilometre": ("m2", 1e6), "square meter": ("m2", 1.0),
    "square metre": ("m2", 1.0), "hectare": ("m2", 1e4), "acre": ("m2", 4046.86), "mu": ("m2", 1e4 / 15),
    "kilometer": ("m", 1e3), "kilometre": ("m", 1e3), "km": ("m", 1e3), "mile": ("m", 1609.344), "meter": ("m", 1.0),
    "metre": ("m", 1.0), "foot": ("m", 0.3048), "feet": ("m", 0.3048),
    "basis point": ("bp", 1.0), "bp": ("bp", 1.0), "percentage point": ("bp", 100.0), "point": ("bp", 100.0),
}  # fmt: skip


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(words, key=lambda w: (-len(w), w)))


_MEASURE = re.compile(
    rf"""
    (?<![\d.A-Za-z])
    (?: (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?) | \b(?P<words>{_either(_NUMBERS)}) )
    [\s-]? (?P<factor>{_either(_FACTORS)})? (?:多|余)?
    [\s-]? (?: (?P<chinese>{_either(_CHINESE)}) | (?P<english>{_either(_ENGLISH)})s?\b )
    """,
    re.VERBOSE,
)


def find_measures(text: str) -> Iterator[str]:
    """Unit and value: `W 2000000000`. `text` in Simplified characters; letters of any case."""
    for match in _MEASURE.finditer(text.lower()):
        words = (match["words"] or "").replace("-", " ")
        number = _NUMBERS[words] if words else float(match["digits"].replace(",", ""))
        unit, size = _CHINESE[match["chinese"]] if match["chinese"] else _ENGLISH[match["english"].replace("-", " ")]
        value = number * _FACTORS.get(match["factor"] or "", 1.0) * size
        if value > 0:
            yield f"{unit} {value:.6g}"
