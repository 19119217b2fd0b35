"""Sums written with a number: sign, number, unit and currency, one grammar for Chinese and English.

人民币 3亿2000万 元      US$ 45.5 billion      18 至 20 亿美元      总投资 50亿 (no currency)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..types import Span
from .attached import is_money_without_currency
from .numerals import HAN_NUMBER, NUMBER, Number, power, read_number
from .sums import Sum
from .words import (
    AMBIGUOUS,
    BARE_YUAN,
    HAN_CODE,
    HAN_UNIT,
    LATIN_CODE,
    LETTER_UNIT,
    LOOSE_CODE,
    SIGN,
    SIGNS,
    WORD_UNIT,
    code_of,
)

_ANY = rf"(?:{NUMBER}|{HAN_NUMBER})"
_CODE = rf"(?:\s{{0,3}}(?:{HAN_CODE})|[\s-]{{0,2}}(?:{LATIN_CODE}|{LOOSE_CODE}))"
_UNIT = rf"(?:\s{{0,3}}{HAN_UNIT}|[\s-]{{0,2}}(?:{WORD_UNIT}|{LETTER_UNIT}))"
_TO = r"(?:-|~|—{1,2}|–|至|到|to\b|and\b)"
# What follows the first unit: 3亿[2000万]元, 278亿[7,456万]元, 12万[5000]元.
_PART = r"(?:\d{1,3}(?:,\d{3})?|\d{4}|[零一二两三四五六七八九十百千]{1,7})(?:千万|百万|万|亿)"
_THOUSANDS = r"(?:\d{4}|[一二两三四五六七八九]千[零一二三四五六七八九十百]{0,5})(?=\s?元)"
_REST = rf"(?:{_PART}(?:{_PART})?(?![吨平亩人户辆台千瓦])|{_THOUSANDS})"

_BODY = rf"""
    (?P<a>{_ANY})
    (?: (?P<odd>个?多|余|来|几)? (?P<u>{_UNIT}) (?P<rest>{_REST})? (?P<more>多|余|来)? )?   # 3000多万, 1亿多, 3亿2000万
    (?P<c>{_CODE})? (?P<level>级)?
"""
_RANGE_BODY = rf"""
    (?P<a>{_ANY}) (?P<ua>{_UNIT})? (?:{_CODE})? \s{{0,2}} (?P<to>{_TO}) \s{{0,2}}
    (?:(?:{SIGN})\s{{0,2}})? (?P<b>{_ANY}) (?: (?P<odd>多|余)? (?P<u>{_UNIT}) (?P<more>多|余)? )? (?P<c>{_CODE})?
"""
_NO_NUMBER_BEFORE = r"(?<!\d)(?<!\d[.,])(?<![点第零一二两三四五六七八九十百千万亿])"
_NO_WORD_BEFORE = r"(?<![A-Za-z$\d])"
_UNSIGNED = re.compile(rf"{_NO_NUMBER_BEFORE} {_BODY}", re.VERBOSE)
_SIGNED = re.compile(rf"{_NO_WORD_BEFORE} (?P<sign>{SIGN})(?![A-Za-z])\s{{0,2}} {_BODY}", re.VERBOSE)
_UNSIGNED_RANGE = re.compile(rf"{_NO_NUMBER_BEFORE} {_RANGE_BODY}", re.VERBOSE)
_SIGNED_RANGE = re.compile(rf"{_NO_WORD_BEFORE} (?P<sign>{SIGN})(?![A-Za-z])\s{{0,2}} {_RANGE_BODY}", re.VERBOSE)
_ENDS = re.compile(rf"[\d十百千万亿兆元币金nkmbrsoyh]\s{{0,2}}{_TO}")
_PARTS = re.compile(r"(?P<n>[\d,]+|[零一二两三四五六七八九十百千]+)(?P<u>千万|百万|万|亿|$)")
# 涨14美元至2676美元, fell from $3 billion to $2 billion: a change, not a range.
_CHANGE = re.compile(r"(?:[涨跌升降增减]|增加|减少|上升|下降|扩大|收窄|提高|(?:by|from)\s?)$")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_written(plain: str) -> Iterator[Sum]:
    """Every sum with a number; ranges too, so that of overlapping ones the longest can be kept."""
    patterns = (_UNSIGNED, _SIGNED, _UNSIGNED_RANGE, _SIGNED_RANGE) if _ENDS.search(plain) else (_UNSIGNED, _SIGNED)
    for pattern in patterns:
        for m in pattern.finditer(plain):
            found = _read(m, plain)
            if found:
                yield found


def _unit(text: str | None) -> str:
    """A unit as the table spells it: ` Billion` is billion."""
    unit = (text or "").strip(" \n-")
    return unit if len(unit) == 1 else unit.lower()


def _read(m: re.Match[str], plain: str) -> Sum | None:
    groups = m.groupdict()
    sign, code, unit = groups.get("sign"), (m["c"] or "").strip(" \n-"), _unit(m["u"])
    if not _is_money(m, plain, sign, code, unit):
        return None
    value = _range_value(m, plain) if "b" in groups else _single_value(m)
    if value is None:
        return None
    currency = _currency(sign, code)
    is_plain = (not sign or sign == code) and (not code or code in BARE_YUAN)
    span = Span(m.start(), m.start() + len(m.group().rstrip()))
    return Sum(span, value.low, value.high, currency, value.kind, not code and not sign, is_plain)


def _is_money(m: re.Match[str], plain: str, sign: str | None, code: str, unit: str) -> bool:
    if code in AMBIGUOUS and not unit.endswith("illion"):
        return False
    if sign:
        # 美元 3亿 needs its unit: 美元 100 may be a rate; a number in words behind a sign too.
        is_word = len(sign) > 1 and (not sign.isascii() or sign in ("RM", "Rs"))
        return bool(unit or code) or not (is_word or not m["a"][0].isdigit())
    if not code:
        return is_money_without_currency(plain, m.start(), m.end(), unit)
    if not unit and not m["a"][0].isdigit():
        return _is_price_in_words(m["a"])
    return not (len(unit) == 1 and unit.isascii() and code in AMBIGUOUS)


def _is_price_in_words(words: str) -> bool:
    """`一百二十元`; never `三元` or `百元`, which begin other words."""
    return len(words) > 1 and words[0] in "一二两三四五六七八九十" and bool(set(words[1:] + words[:1]) & set("十百千"))


def _currency(sign: str | None, code: str) -> str:
    # 人民币3亿美元 is a slip, and the word behind the number is the nearer one; 港币3亿元 is Hong Kong dollars.
    if sign and (not code or code in BARE_YUAN or code in ("dollars", "dollar", "yuan")):
        return SIGNS[sign]
    return code_of(code) if code else "CNY"


def _single_value(m: re.Match[str]) -> Number | None:
    number, unit = read_number(m["a"]), power(_unit(m["u"]))
    if number is None:
        return None
    value, high, kind = number.low * unit, number.high and number.high * unit, number.kind
    if m["rest"]:
        value = _with_rest(value, m["rest"])
    if kind == "exact" and (m["odd"] or m["more"]):
        kind = "over"
    if kind == "exact" and m["level"]:
        kind = "magnitude"
    return Number(value, high, kind)


def _with_rest(value: Decimal, rest: str) -> Decimal:
    """3亿 and 2000万; 一万 and 两千亿, where the larger unit counts for both."""
    for part in _PARTS.finditer(rest):
        number, unit = read_number(part["n"]), power(part["u"])
        if number:
            value = (value + number.low) * unit if unit > value else value + number.low * unit
    return value


def _range_value(m: re.Match[str], plain: str) -> Number | None:
    low, high = read_number(m["a"]), read_number(m["b"])
    unit = _unit(m["u"])
    first = _unit(m["ua"]) or unit
    if low is None or high is None or (m["ua"] and not unit) or not _is_range(m, plain, first):
        return None
    value, top = low.low * power(first), (high.high or high.low) * power(unit)
    return Number(value, top, "range") if value < top else None


def _is_range(m: re.Match[str], plain: str, unit: str) -> bool:
    before = plain[max(0, m.start() - 10) : m.start()]
    if m["to"] == "and":
        return bool(re.search(r"between\s(?:about\s)?$", before, re.IGNORECASE))
    if m["to"] in ("至", "到", "to") and _CHANGE.search(before):
        return False
    return bool(unit) or not _YEAR.fullmatch(m["a"])
