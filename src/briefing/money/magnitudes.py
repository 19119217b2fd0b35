"""Orders of magnitude: a unit stands without a number, or the number is only told by its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..types import Span
from .attached import bound_cue, cues_before, head_behind
from .numerals import TEN, power, read_number
from .sums import Sum
from .words import BARE_YUAN, HAN_CODE, LATIN_CODE, LOOSE_CODE, any_of, code_of

_UNITS = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万"
_NEAR = "超过|突破|接近|逼近|近|上|超|逾|过|约|达|破"
_LARGE = "万亿|千亿|百亿|十亿|亿|千万|百万"
_POOLS = "(?:人民币|[\u4e00-\u9fff]{0,6}(?:基金|项目|融资|投资|收购|并购|产业园))"
_HAN = re.compile(
    rf"""
    (?<![\d零一二两三四五六七八九十百千万数几点])
    (?: (?P<near>{_NEAR})? (?P<u>{_UNITS}) (?P<more>级|余|多)? (?P<c>{HAN_CODE})    # 近亿元, 百余万元
        (?P<level>级别|级|规模|量级)?                                               # 亿元级
      | (?P<near2>{_NEAR})? (?P<u2>{_UNITS}) (?P<level2>级) (?=别?的?{_POOLS})      # 百亿级母基金
      | (?P<near3>超过|突破|接近|逼近|近|上|超|逾|过|破) (?P<u3>{_LARGE})           # 融资过亿
        (?![元美港级吨人次股户家个年台])
      | (?P<u4>百亿|千亿|亿|千万|百万)                                              # 百亿投资
        (?=融资|[\u4e00-\u9fff]{{0,2}}投资|收购|估值|市值|大单|罚单)
      | (?P<digits>[五六七八九十]|十[一二])位数字?的?\s{{0,2}}(?P<c3>{HAN_CODE}) )   # 八位数美元
    """,
    re.VERBOSE,
)
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_WORDS = {word: n for n, word in enumerate(_NUMBERS, 1)} | {
    "a": 1, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100
}  # fmt: skip
_MANY = {"tens": 10, "dozens": 10, "hundreds": 100, "several": 1, "multi": 1, "a few": 1}
_LATIN = re.compile(
    rf"""
    \b(?: (?P<many>tens|hundreds|several|dozens|a\sfew|multi)[\s-]?(?:of\s)?(?:(?P<hundred>hundred)\s)?
        (?P<u>millions?|billions?|trillions?)(?:\sof)?
      | (?P<half>half\sa|half-a|{any_of(_WORDS)})[\s-](?P<u2>million|billion|trillion)
      | (?P<figure>six|seven|eight|nine|ten)-figure ) [\s-]
    (?P<c>{LATIN_CODE}|{LOOSE_CODE}|(?:U\.?S\.?\s)?dollars?\b|yuan\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_magnitudes(plain: str) -> Iterator[Sum]:
    """近亿元, 数千万美元级, 百亿级母基金, 八位数美元."""
    for m in _HAN.finditer(plain):
        unit = m["u"] or m["u2"] or m["u3"] or m["u4"]
        value = TEN ** (_digits(m["digits"]) - 1) if m["digits"] else power(unit)
        if not _is_vague(m, plain):
            continue  # 单位:亿元
        code = m["c"] or m["c3"]
        near = m["near"] or m["near2"] or m["near3"]
        is_ceiling = near in ("近", "接近", "逼近")
        yield Sum(
            Span(*m.span()),
            value,
            value if is_ceiling else value * 10,
            code_of(code) if code else "CNY",
            "magnitude",
            code is None,
            not code or code in BARE_YUAN,
        )


def _digits(words: str) -> int:
    number = read_number(words)
    return int(number.low) if number else 1


def _is_vague(m: re.Match[str], plain: str) -> bool:
    """Something says that a sum is meant, not a column's unit or a count."""
    if m["u3"]:
        before = plain[max(0, m.start() - 24) : m.start()]
        cue = bound_cue(before, cues_before(before))
        return cue is not None and cue.role not in ("total", "annual", "cumulative", "target")
    if m["near"] or m["level2"] or m["level"] or m["more"] or m["digits"] or m["u4"]:
        return m["u"] not in ("万", "十万") or m["near"] is not None
    return head_behind(plain[m.end() : m.end() + 24]) is not None


def find_magnitudes_in_words(plain: str) -> Iterator[Sum]:
    """hundreds of millions of dollars, half a billion yuan, an eight-figure dollar sum."""
    for m in _LATIN.finditer(plain):
        is_vague = bool(m["many"] or m["figure"])
        value = _value_in_words(m)
        code = m["c"]
        currency = code_of(code) if not code.lower().endswith(("dollar", "dollars")) or code[0] not in "uUdD" else "USD"
        yield Sum(
            Span(*m.span()), value, value * 10 if is_vague else None, currency, "magnitude" if is_vague else "exact"
        )


def _value_in_words(m: re.Match[str]) -> Decimal:
    if m["figure"]:
        return TEN ** (_WORDS[m["figure"].lower()] - 1)
    value = power((m["u"] or m["u2"]).lower().rstrip("s"))
    if m["many"]:
        return value * _MANY[m["many"].lower()] * (100 if m["hundred"] else 1)
    half = m["half"].lower()
    return value / 2 if half.startswith("half") else value * _WORDS[half]
