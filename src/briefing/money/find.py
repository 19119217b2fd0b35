"""Every amount of a text, in order, with its span, bounds, currency and role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..types import Money
from . import roles_en, roles_zh
from .attached import WINDOW, code_in_brackets
from .bounds import read_bounds, read_precision
from .magnitudes import find_magnitudes, find_magnitudes_in_words
from .sums import Sum, longest_first
from .words import AMBIGUOUS, HAN_CODE_WORDS, LATIN_CODE_WORDS, SIGNS, any_of, plain_form
from .written import find_written

_ENGLISH_WINDOW, _BEHIND = 200, 60
SMALL = 1000
"""Plain units: such a sum may be the price of a share where a larger one is not."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Without one of these a text holds no money: the last letters of currencies, the signs, 亿 and 万.
_LAST_LETTERS = {w[-1] for w in HAN_CODE_WORDS} | {s for s in SIGNS if len(s) == 1} | set("亿万$")
_LATIN_SIGNS = [s for s in SIGNS if s.isascii() and s.isalpha()]
_MAY_HOLD = re.compile(
    f"[{re.escape(''.join(sorted(_LAST_LETTERS)))}]|{any_of([*LATIN_CODE_WORDS, *AMBIGUOUS, *_LATIN_SIGNS])}"
)
_NUMBERED = re.compile(r"[\d十百千万亿]|illion|figure|位数")
# The same sum in another currency: `1.16 billion yuan ($170 million)`, `3亿美元，约合人民币21亿元`.
_OPENS_CONVERSION = re.compile(
    r"\s?(?:[(\[/]\s?(?:[A-Za-z\u4e00-\u9fff]{0,6}注[:：]?\s?)?|[,，、]?\s?(?=约合|折合|折算|折|合|相当|即|或|or\b|about\b|equivalent|roughly))"
    r"(?:当前|目前|现|按[^，,)]{0,12}[,，]?|约|折合|约合|折算|折|合|共|等值|相当于|即|或|等于|为|人民币|港币|\s|,"
    r"|or|about|around|roughly|approximately|nearly|some|equivalent|equal|to|worth|US){0,6}"
)
_PART = re.compile(r"(?:(?:其中|今年|年内|年度|本年|当年)[^，。；总]{0,8}|[一二三四首]期[^，。；,;]{0,8})$")


def find_money(text: str, currency: str | None = None) -> Iterator[Money]:
    """Every amount of a text, in order. `currency` is what 元 and a bare 亿 mean here, if not yuan."""
    plain = plain_form(text)
    if not (_MAY_HOLD.search(plain) and _NUMBERED.search(plain)):
        return
    amounts: list[Money] = []
    last_role = None
    for found in _sums(plain):
        money = _read(found, plain, text, amounts[-1] if amounts else None, last_role, currency)
        last_role = money.role if money.role != "converted" else last_role
        amounts.append(money)
    yield from _tell_parts(amounts, plain)


def parse_money(text: str) -> Money | None:
    """The first amount of a string, or None."""
    return next(find_money(text), None)


def _sums(plain: str) -> list[Sum]:
    return longest_first([*find_magnitudes(plain), *find_written(plain), *find_magnitudes_in_words(plain)])


def _read(found: Sum, plain: str, text: str, last: Money | None, last_role: str | None, assumed: str | None) -> Money:
    """The amount with what the words beside it say."""
    start, end = found.span
    floor = last.span.end if last else 0
    before, after = plain[max(floor, start - WINDOW) : start], plain[end : end + _BEHIND]
    precision = read_precision(found, before, after)
    low, high = read_bounds(found, precision)
    stated = code_in_brackets(plain, end) if found.is_bare else None
    takes_assumed = assumed is not None and found.is_plain_yuan and stated is None
    money = Money(
        text=text[start:end],
        currency=stated or (assumed if takes_assumed else found.currency),
        value=found.value,
        low=low,
        high=high,
        precision=precision,
        span=found.span,
        is_currency_assumed=takes_assumed or (found.is_bare and stated is None),
    )
    return replace(money, role=_role(money, plain, last, last_role, before, after))


def _role(money: Money, plain: str, last: Money | None, last_role: str | None, before: str, after: str) -> str | None:
    start = money.span.start
    gap = plain[last.span.end : start] if last else None
    if gap is not None and last and last.currency != money.currency and _OPENS_CONVERSION.fullmatch(gap):
        return "converted"
    is_small = money.value is not None and money.value < SMALL
    if _HAN.search(plain, max(0, start - 12), money.span.end + 6):
        return roles_zh.read_role(before, after, gap, last_role, is_small=is_small)
    floor = last.span.end if last else 0
    before = plain[max(floor, start - _ENGLISH_WINDOW) : start]
    return roles_en.read_role(before, after, gap, last_role, is_small=is_small)


def _tell_parts(amounts: list[Money], plain: str) -> Iterator[Money]:
    """总投资50亿元, 其中一期投资10亿元: beside a whole, the smaller sum is one phase of it."""
    whole = max((m.value or Decimal(0) for m in amounts if m.role == "investment"), default=Decimal(0))
    for money in amounts:
        is_smaller = money.role == "investment" and money.value is not None and money.value < whole
        if is_smaller and _PART.search(plain[max(0, money.span.start - 16) : money.span.start]):
            money = replace(money, role="phase")
        yield money
