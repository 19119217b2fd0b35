"""The plan of the workbook: sheets, columns and allowed values, as `data/labels_xlsx.toml` has them.

Pure: knows no openpyxl. A new column is a line in the table and an entry in the row that `xlsx_records` or
`xlsx_lists` makes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ..config import LANGUAGES, read_table
from .labels import Labels, read_labels

LABELS = "labels_xlsx.toml"


class Link(NamedTuple):
    """A text that leads somewhere: to `http(s)`, or inside the workbook when it begins with `#`."""

    text: str
    target: str


class PartialDate(NamedTuple):
    """A date known to the month or the year: stored as its first day, shown as far as it is known."""

    first: date
    shown: str
    """`month` or `year`."""


Value = str | int | Decimal | date | datetime | Link | PartialDate | None
Row = Mapping[str, Value]
"""Values by column key; a key that is missing is an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    header: str
    width: float
    kind: str = "text"
    choice: str | None = None
    """Group of allowed values; None: free."""
    wrap: bool = False
    header_lines: int = 1
    """Lines that the header may take, at most two."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet as it is to be."""

    key: str
    title: str
    table: str
    frozen: int
    """Columns that stay in sight."""
    printed: int
    """Columns that are printed."""
    columns: tuple[Column, ...]


class Sheet(NamedTuple):
    """A plan and what stands in it."""

    plan: Plan
    rows: tuple[Row, ...]


@lru_cache(maxsize=4)
def read_plans(lang: str) -> tuple[Plan, ...]:
    """All sheets in their order."""
    table, labels = read_table(LABELS), read_labels(LABELS, lang=lang)
    return tuple(_plan(key, sheet, table["layout"], labels) for key, sheet in table["sheet"].items())


def _plan(key: str, sheet: Mapping, layout: Mapping[str, Mapping], labels: Labels) -> Plan:
    columns = tuple(
        Column(
            key=name,
            header=header_of(key, name, labels),
            width=layout[name]["width"],
            kind=layout[name].get("kind", "text"),
            choice=layout[name].get("choice"),
            wrap=layout[name].get("wrap", False),
            header_lines=layout[name].get("header_lines", 1),
        )
        for name in sheet["columns"]
    )
    names = sheet["columns"]
    printed = names.index(sheet.get("printed_to", names[-1])) + 1
    return Plan(key, sheet["title"], sheet["table"], sheet["freeze"], printed, columns)


def header_of(sheet: str, column: str, labels: Labels) -> str:
    """A column's header; a few columns are called otherwise on one sheet."""
    return labels.words.get(f"heading.{sheet}_{column}") or labels[f"column.{column}"]


def read_headers(sheet: str) -> dict[str, str]:
    """Column keys of a sheet by their header, in every language: to read a workbook back."""
    plans = [plan for lang in LANGUAGES for plan in read_plans(lang) if plan.key == sheet]
    return {column.header: column.key for plan in plans for column in plan.columns}


@lru_cache(maxsize=1)
def _closed_lists() -> dict[str, list[str]]:
    return read_table(LABELS)["list"]


def allowed_codes(group: str, labels: Labels) -> tuple[str, ...]:
    """The codes of a group of allowed values, in their order."""
    return tuple(_closed_lists().get(group) or labels.group(group))
