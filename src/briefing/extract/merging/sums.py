"""When two reports state one sum: the words around a figure and its rounding leave it a reach.

近10亿 and 9.6亿, a range and a value in it, 数千万 and 3,500万, a sum and its conversion agree; 3亿 and 5亿 do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ...types import Money

ROUNDED = Decimal("0.04")
"""Share of a round figure that rounding may hide: 10亿 for 9.6亿, 7,000万 for 6,950万. 5% would take 10亿 for 9.5亿."""
NEAR = Decimal("0.85")
ABOUT = Decimal("0.1")
CONVERTED = Decimal("0.1")
"""The configured rate is not the day's: a year moves most currencies by less than that."""
MAIN_ROLES = frozenset({None, "total", "investment", "price", "raised", "converted"})
"""Roles that mean the whole of it: one outlet writes 投资50亿元, the other 总额50亿元."""

Rates = Mapping[str, Decimal]
_COEFFICIENT = re.compile(r"\d[\d,，]*(?:\.\d+)?")


def role_class(money: Money) -> str:
    """Figures of different classes (first close, valuation, a phase) say different things and are not compared."""
    return "main" if money.role in MAIN_ROLES else str(money.role)


class Sum(NamedTuple):
    """What comparing needs of an amount."""

    role: str
    currency: str | None
    low: Decimal
    high: Decimal
    slack: Decimal
    """What rounding may hide."""
    yuan: tuple[Decimal, Decimal] | None
    """The reach in yuan, where a rate is known."""
    is_telling: bool


def read_sum(money: Money | None, rates: Rates) -> Sum | None:
    """None where no value is stated."""
    if money is None or money.value is None:
        return None
    low, high = reach(money)
    return Sum(role_class(money), money.currency, low, high, _slack(money), _in_yuan(money, rates), is_telling(money))


def agree(a: Sum | None, b: Sum | None) -> bool | None:
    """True: one sum. False: two. None: one is missing, or they cannot be compared."""
    if a is None or b is None or a.role != b.role:
        return None
    if a.currency == b.currency:
        return max(a.low - b.high, b.low - a.high) <= max(a.slack, b.slack)
    if a.yuan is None or b.yuan is None:
        return None
    # Both reaches are stretched by what the rate may be off.
    low, high = sorted((a.yuan, b.yuan))
    return low[1] * (1 + CONVERTED) >= high[0] * (1 - CONVERTED)


def compare_sums(a: Money | None, b: Money | None, rates: Rates) -> bool | None:
    """`agree` of two amounts."""
    return agree(read_sum(a, rates), read_sum(b, rates))


_STAKE = re.compile(
    r"""
    (?P<share>\d{1,3}(?:\.\d+)?)\s?[%％]
    (?:[的之]|of\s|已发行|a\s|an\s|the\s|\s|equity\s|控股){0,4}
    (?:股权|股份|股本|权益|出资额|stake|interest|shares)          # 49%股权, 49% of the shares
  | (?:股本|股份|股权|持股(?:比例)?|stake\sof)             # 占总股本的8.26%
    [的之约为达\s]{0,3}(?P<behind>\d{1,3}(?:\.\d+)?)\s?[%％]
    """,
    re.VERBOSE,
)


def stakes(text: str) -> frozenset[Decimal]:
    """The shares of a company that a text speaks of: 49%股权."""
    return frozenset(Decimal(m["share"] or m["behind"]).normalize() for m in _STAKE.finditer(text))


def are_two_stakes(a: frozenset[Decimal], b: frozenset[Decimal]) -> bool:
    """Another stake has another price: 49%股权 and 8.26%的股份."""
    return bool(a and b) and a.isdisjoint(b)


def is_telling(money: Money | None) -> bool:
    """A figure that few things share: stated, and no mere order of magnitude."""
    return money is not None and money.value is not None and money.precision != "magnitude"


@lru_cache(maxsize=16384)
def reach(money: Money) -> tuple[Decimal, Decimal]:
    """The least and the most that the words allow."""
    value = money.value or Decimal(0)
    step = Decimal(10) ** value.adjusted() if value > 0 else Decimal(0)
    low, high = money.low or value, money.high or value
    return {
        "about": (value * (1 - ABOUT), value * (1 + ABOUT)),
        "near": (value * NEAR, value),
        "over": (value, value + step),  # 超10亿 may be 13亿, not 50亿
        "under": (Decimal(0), value),
        "range": (low, high),
        "magnitude": (low * NEAR, high),  # 近亿元 is 9,000万 too
    }.get(money.precision, (value, value))


@lru_cache(maxsize=16384)
def _slack(money: Money) -> Decimal:
    """What rounding to the last digit written may hide; noughts at the end of a whole number may be rounding too."""
    value = money.value or Decimal(0)
    found = _COEFFICIENT.search(money.text)
    written = Decimal(found.group().replace(",", "").replace("，", "")) if found else None
    if not written or money.precision == "range":
        return Decimal(0) if found else value * ROUNDED
    exponent = written.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= 0:
        exponent = written.normalize().as_tuple().exponent
    unit = Decimal(10) ** int(exponent) / written * value
    return min(unit / 2 if isinstance(exponent, int) and exponent < 0 else unit, value * ROUNDED)


def _in_yuan(money: Money, rates: Rates) -> tuple[Decimal, Decimal] | None:
    rate = Decimal(1) if money.currency == "CNY" else rates.get(money.currency or "")
    if rate is None:
        return None
    low, high = reach(money)
    return low * rate, high * rate
