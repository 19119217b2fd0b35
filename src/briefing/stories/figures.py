"""The figures and days by which two tellings of one event can be told from two events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..money import find_money

LARGE = 7  # digits of an amount that is telling even when it is round
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_STOP = re.compile(r"(?<=[。！？\n])")
_DIGIT = re.compile("[0-9亿万]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?<![\d.])(\d{1,2})\s?(?:月\s?(\d{1,2})\s?)?[日号](?!元)")
_DAY_EN = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s(\d{1,2})\b")
_NAMES_OF_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: n for n, name in enumerate(_NAMES_OF_MONTHS, 1)}
_HAS_MONEY = re.compile(r"[元币亿$€£¥]|\d\s?万|yuan|RMB|CNY|dollar|euro|USD|HKD|[bm]illion")


def find_figures(text: str) -> Iterator[str]:
    """Amounts as currency and value, and other figures of three digits or more as written; no years."""
    for line in _sentences_with_digits(text):
        yield from _figures_of(line)


def _sentences_with_digits(text: str) -> Iterator[str]:
    return (line for line in _STOP.split(text) if _DIGIT.search(line))


def _figures_of(text: str) -> Iterator[str]:
    taken: list[tuple[int, int]] = []
    for money in find_money(text) if _HAS_MONEY.search(text) else ():
        taken.append(money.span)
        if money.value is not None:
            yield f"{money.currency} {money.value.normalize():f}"
    for match in _FIGURE.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        digits = match.group().replace(",", "")
        if len(digits.strip("%").replace(".", "")) >= 3 and not _YEAR.fullmatch(digits):
            yield digits


def is_amount(figure: str) -> bool:
    """Whether a figure is an amount of money large enough to be news."""
    return " " in figure and is_telling(figure)


def format_figure(figure: str) -> str:
    """A figure for people: CNY 800,000,000."""
    currency, _, value = figure.rpartition(" ")
    whole, point, rest = value.partition(".")
    return f"{currency} {int(whole):,}{point}{rest}" if currency and whole.isdigit() else figure


def find_days(text: str, published: date | None) -> Iterator[int]:
    """The days that an opening names, as month * 100 + day; a bare 10日 is of the month of publication."""
    for first, second in _DAY.findall(text):
        month = int(first) if second else (published.month if published else 0)
        yield month * 100 + int(second or first)
    for month, day in _DAY_EN.findall(text):
        yield _MONTHS[month] * 100 + int(day)


def is_telling(figure: str) -> bool:
    """Whether a figure stands for one thing: 17.6%, 674640867, USD 20000000000; not 100 or 500, which count
    anything."""
    digits = figure.rpartition(" ")[2].strip("%").replace(".", "").lstrip("0")
    return len(digits.rstrip("0")) >= 2 or (" " in figure and len(digits) >= LARGE)
