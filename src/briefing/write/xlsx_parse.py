"""What an analyst typed into a cell, as a value of its column; or why it is none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ..config import LANGUAGES, read_table
from ..corrections import Column
from ..corrections.columns import digits
from ..types import Cell
from .labels import read_labels
from .xlsx_cells import clean_text, unescape_text
from .xlsx_layout import LABELS, allowed_codes
from .xlsx_method import CELL_LIMIT
from .xlsx_review import EditedCell

YEARS = range(1950, 2101)
"""A year typed as a number into a cell for dates (2025) is a day of 1905 to Excel."""
MOST = Decimal(10) ** 18  # millions: what the workbook could not hold itself
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?", re.ASCII)
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
EXCEL_DAY_0 = date(1899, 12, 30).toordinal()
_SEPARATORS = re.compile("[；;\n]")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # of a number format: what stands as it is


class Misfit(ValueError):
    """A value that does not fit its column; its text says why and what would."""


def parse_cell(cell: EditedCell, column: Column, was: Cell) -> Cell:
    """The value of a cell; `was` itself where the cell still says it. Raises Misfit."""
    if cell.kind == "f":
        raise Misfit(f"{_shown(cell)} is a formula; put its value there")
    if cell.kind == "e":
        raise Misfit(f"{_shown(cell)} is an error value; put a value there, or nothing")
    if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
        if column.is_needed:
            raise Misfit("is empty; a record needs a name")
        return None
    return _PARSERS[column.kind](cell, column, was)


def parse_state(cell: EditedCell | None) -> str:
    """What the reviewer decided; an empty cell is still pending. Raises Misfit."""
    if cell is None or cell.value is None or not str(cell.value).strip():
        return "pending"
    return _code(cell, "review", None)


def plain_text(value: Any) -> str:
    """A text as it is compared: blanks are one blank, what no cell can hold is replaced."""
    if isinstance(value, datetime | date):
        value = value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(clean_text(unescape_text(str(value))).split())


def same_text(text: str, was: Cell) -> bool:
    """Whether a cell still says what was written into it; a text that was too long for it was cut there."""
    if not isinstance(was, str):
        return False
    whole = plain_text(was)
    marks = tuple(read_labels(LABELS, lang=lang)["text.cut"] for lang in LANGUAGES)
    cut = next((text.removesuffix(mark) for mark in marks if text.endswith(mark)), None)
    is_cut = cut is not None and len(was) > CELL_LIMIT // 2 and whole.startswith(cut[: CELL_LIMIT // 3])
    return text == whole or is_cut


# ---------------------------------------------------------------- kinds of columns


def _text(cell: EditedCell, _: Column, was: Cell) -> Cell:
    if isinstance(cell.value, bool):
        raise Misfit(f"{_shown(cell)} is a truth value; write a text")
    text = plain_text(cell.value)
    return was if same_text(text, was) else text


def _names(cell: EditedCell, _: Column, was: Cell) -> Cell:
    """Names parted by semicolons of either width, or by lines."""
    if not isinstance(cell.value, str):
        raise Misfit(f"{_shown(cell)} is no name; write names with ； between them")
    old = was if isinstance(was, tuple) else ()
    written = (read_labels(LABELS, lang=lang)["text.separator"].join(old) for lang in LANGUAGES)
    if any(same_text(plain_text(cell.value), text) for text in written):
        return was
    return tuple(dict.fromkeys(name for part in _SEPARATORS.split(cell.value) if (name := plain_text(part))))


def _coded(cell: EditedCell, column: Column, was: Cell) -> Cell:
    return _code(cell, column.group or column.key, was)


def _code(cell: EditedCell, group: str, was: Cell) -> str:
    """The code behind a word of the drop-down, in either language; the code itself is understood too."""
    text = plain_text(cell.value)
    languages = [read_labels(LABELS, lang=lang) for lang in LANGUAGES]
    if isinstance(was, str) and text in (was, *(labels.name(group, was) for labels in languages)):
        return was
    codes = allowed_codes(group, languages[0])
    words = {labels.name(group, code): code for labels in languages for code in reversed(codes)}
    if text not in words and text not in codes:
        chinese = dict.fromkeys(languages[0].name(group, code) for code in codes)
        raise Misfit(f"{_shown(cell)} is none of the allowed values; use one of {'、'.join(chinese)}")
    return words.get(text, text)


def _unit(cell: EditedCell, column: Column, was: Cell) -> Cell:
    """The code behind a unit's word (亩); any other unit as it was typed."""
    languages = [read_labels(LABELS, lang=lang) for lang in LANGUAGES]
    group = column.group or column.key
    text = plain_text(cell.value)
    if isinstance(was, str) and text in (was, *(labels.name(group, was) for labels in languages)):
        return was
    return next((code for labels in languages for code, word in labels.group(group).items() if word == text), text)


def _currency(cell: EditedCell, _: Column, was: Cell) -> Cell:
    typed = _half_width(plain_text(cell.value)).upper()
    code = _currency_names().get(typed, typed)
    known = {*allowed_codes("currency", read_labels(LABELS)), *read_table("money.toml")["currencies"]}
    if code != was and code not in known:
        raise Misfit(f"{_shown(cell)} is no currency that is known; use a code like CNY, USD or HKD")
    return code


@lru_cache(maxsize=1)
def _currency_names() -> dict[str, str]:
    """美元, and what else a sum is written in, by the code."""
    return {name: code for code, name in read_table("labels_records.toml")["zh"]["currency"].items()}


def _half_width(text: str) -> str:
    """Full-width digits, letters and marks as the plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _number(cell: EditedCell, column: Column, was: Cell) -> Cell:
    value = cell.value
    unit = ", an amount in millions," if column.kind == "million" else ""
    if isinstance(value, str) and not _NUMBER.fullmatch(_half_width(value)):
        raise Misfit(f"{_shown(cell)} is text; {cell.header}{unit} is a number, like 500")
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Misfit(f"{_shown(cell)} is no number; {cell.header}{unit} is one, like 500")
    number = Decimal(_half_width(value).replace(",", "") if isinstance(value, str) else repr(value))
    if not number.is_finite() or number < 0 or number >= MOST:
        raise Misfit(f"{_shown(cell)} is no size that a record can have; write a number from 0 on")
    if column.kind == "integer" and number != number.to_integral_value():
        raise Misfit(f"{_shown(cell)} is no whole number")
    return digits(number)


def _day(cell: EditedCell, _: Column, was: Cell) -> Cell:
    """A date as far as the cell shows it (`2025-07` in a format without days); years may be typed as such."""
    value, text = cell.value, None
    if isinstance(value, date):
        text = _as_shown(value, cell.format)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        if isinstance(value, str) and same_text(plain_text(value), was):
            return was
        text = _iso(_half_width(plain_text(value)))
    if text is None or int(text[:4]) not in YEARS:
        hint = _year_meant(value) if isinstance(value, date) else ""
        raise Misfit(f"{_shown(cell)} is no date{hint}; write one like 2025-07-18, 2025-07 or 2025年")
    return text


def _as_shown(day: date, number_format: str) -> str:
    """A month or a year is stored as its first day. Any other day was typed, whatever the cell shows of it."""
    digits_shown = _shown_digits(number_format)
    first = "-01" if digits_shown == len("2025-07") else "-01-01" if digits_shown == len("2025") else ""
    text = day.isoformat()[:10]
    return text[:digits_shown] if text.endswith(first) else text


def _year_meant(day: date) -> str:
    """2025 typed into a cell for dates is the 2025th day of Excel's calendar."""
    serial = day.toordinal() - EXCEL_DAY_0
    return f" (the year {serial}, typed as a number?)" if serial in YEARS else ""


def _shown_digits(number_format: str) -> int:
    """Characters of an ISO day that the format shows."""
    shown = _QUOTED.sub("", number_format).lower()
    return 10 if "d" in shown or "y" not in shown else 7 if "m" in shown else 4


def _iso(text: str) -> str | None:
    found = _DAY.fullmatch(text.replace(" ", ""))
    if not found:
        return None
    year, month, day = found.groups()
    try:
        made = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return made[: 10 if day else 7 if month else 4]


def _shown(cell: EditedCell) -> str:
    text = str(cell.value)
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


_PARSERS = {
    "text": _text,
    "names": _names,
    "code": _coded,
    "unit": _unit,
    "currency": _currency,
    "million": _number,
    "number": _number,
    "integer": _number,
    "day": _day,
}
