"""Values as cells hold them: amounts in millions, days as far as they are known, the time on the wall."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeGuard

from ..types import Moment, Money
from .labels import Labels
from .xlsx_layout import PartialDate, Value

MILLION = Decimal(1_000_000)
CENT = Decimal("0.000001")  # one unit of the currency, in millions: what a converted amount is rounded to
MOST_DIGITS = 24  # of an amount; the money of the world has 15
EXCEL_BEGINS = 1900  # Excel has no earlier dates


def in_millions(value: Decimal | None) -> Decimal | None:
    return value / MILLION if is_amount(value) else None


def is_amount(value: Decimal | None) -> TypeGuard[Decimal]:
    """A number that a cell can hold; a misread row of digits is none."""
    return value is not None and value.is_finite() and value.adjusted() < MOST_DIGITS


def in_yuan(money: Money, rates: Mapping[str, Decimal]) -> Decimal | None:
    """Millions of yuan; None where the currency has no rate."""
    rate = rates.get(money.currency or "")
    if rate is None or not is_amount(money.value):
        return None
    yuan = money.value * rate / MILLION
    return yuan if money.currency == "CNY" else yuan.quantize(CENT)


def join(names: Iterable[str], labels: Labels) -> str | None:
    return labels["text.separator"].join(names) or None


def parse_day(text: str | None) -> Value:
    """`2022-11-27` as a date, `2022-11` and `2022` as far as they go; anything else stays text."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text or "", re.ASCII)
    if not found or int(found[1]) < EXCEL_BEGINS:
        return text
    try:
        day = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return text
    return day if found[3] else PartialDate(day, "month" if found[2] else "year")


def clock(moment: Moment | None) -> Value:
    """The time on the wall where it was published: Excel knows no time zones."""
    if moment is None or moment.year < EXCEL_BEGINS:
        return moment and moment.isoformat()
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment
