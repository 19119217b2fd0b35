"""What every record's row said when the workbook was built, kept in the workbook itself, on a hidden sheet.

An analyst sends the one file around; what was edited shows only against what was written, and that must not depend
on a `briefing.json` that stayed at home. The whole values are kept and not a hash of them, so that a report can say
what a value was. The sheet has a row a record: the id, and the values as JSON, over as many cells as they need.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table

from ..corrections import COLUMNS, original_cells
from ..corrections.columns import kind_of
from ..types import Briefing, Cell, Event
from .counts import all_events
from .xlsx_cells import clean_text, text_cell, unescape_text
from .xlsx_layout import Link, PartialDate, Row, Sheet

TITLE = "_review"
MARK = "briefing-review/1"
PIECE = 15_000  # characters a cell: half of what one holds, since some count twice
EVIDENCE = ("article", "start", "end", "quote")
"""Columns by which a row is known to be its record's, whatever its id says."""
READ_APART = frozenset({*EVIDENCE, "review", "note", "deal_id", "fund_id", "project_id", "record"})
SHORT = 16  # characters that a fingerprint keeps as they are


@dataclass(frozen=True, slots=True)
class Original:
    """One row as it was built."""

    record: str
    kind: str
    name: str
    cells: Mapping[str, Cell]
    """What the sources say, by column; corrections not counted."""
    edited: Mapping[str, Cell]
    """What earlier corrections put in their place."""
    state: str
    note: str
    """What the program wrote under 备注."""
    own_note: str
    """What an analyst had written there before."""
    evidence: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Fingerprints of the cells that the program fills in and nobody corrects."""


def add_originals(book: Any, briefing: Briefing, sheets: Mapping[str, Sheet]) -> None:
    """The hidden sheet, last in the workbook, a table like the others; `sheets` hold the rows as they were written."""
    rows = [row for key in ("deals", "funds", "projects", "rejected") for row in sheets[key].rows]
    events = (*all_events(briefing), *briefing.rejected)
    lines = [(event.id, *_pieces(event, row)) for event, row in zip(events, rows, strict=True)]
    width = max((len(line) for line in lines), default=2)
    names = ("record", MARK, *(f"more {n}" for n in range(2, width)))
    page: Any = book.create_sheet(TITLE)
    page.sheet_state = "veryHidden"  # not offered under "unhide"
    page.freeze_panes = "A2"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = "1:1"
    for line in (names, *(lines or [()])):
        page.append([text_cell(page, part, None) for part in (*line, *[""] * (width - len(line)))])
    page.tables.add(_table(names, max(len(lines), 1) + 1))


def _table(names: Sequence[str], last_row: int) -> Table:
    table: Any = Table(displayName="tblReview", name="tblReview", ref=f"A1:{get_column_letter(len(names))}{last_row}")
    table._initialise_columns()
    table.autoFilter = AutoFilter(ref=table.ref)
    for made, name in zip(table.tableColumns, names, strict=True):
        made.name = name
    return table


def _pieces(event: Event, row: Row) -> list[str]:
    text = json.dumps(_stated(event, row), ensure_ascii=True, separators=(",", ":"))
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def _stated(event: Event, row: Row) -> dict[str, Any]:
    review = event.review
    own_columns = {column.key for column in COLUMNS[kind_of(event)]} if not _is_rejected(event) else set()
    own = review.note if review and review.note else ""
    note = str(row.get("note") or "")
    return {
        "kind": type(event).__name__.lower(),
        "name": review.name if review else event.name,
        "cells": {key: value for key, value in original_cells(event).items() if value},
        "edited": {change.column: change.now for change in review.changes} if review else {},
        "state": review.state if review else "pending",
        "note": note.removesuffix(own).rstrip("；; ") if own else note,
        "own_note": own,
        "evidence": {key: fingerprint(row.get(key)) for key in EVIDENCE},
        "fixed": {key: fingerprint(value) for key, value in row.items() if key not in {*own_columns, *READ_APART}},
    }


def _is_rejected(event: Event) -> bool:
    return event.review is not None and event.review.state == "rejected"


def fingerprint(value: object) -> str:
    """A value, short, and the same whoever saved the file: numbers to twelve digits, times to the minute, long texts as
    a hash, blanks not counted.
    """
    text = "".join(clean_text(unescape_text(_in_words(value))).split())
    return text if len(text) <= SHORT else hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:SHORT]


def _in_words(value: object) -> str:
    match value:
        case None:
            return ""
        case Link():
            return value.text
        case PartialDate():
            return _in_words(value.first)
        case datetime():
            return (value + timedelta(seconds=30)).isoformat()[:16]  # a time is a fraction of a day, and rounded
        case date():
            return f"{value.isoformat()}T00:00"
        case bool():
            return str(value)
        case int() | float() | Decimal():
            return f"{float(value):.12g}"
        case _:
            return str(value)


def parse_originals(rows: Iterator[tuple[Any, ...]]) -> dict[str, Original]:
    """The rows of the hidden sheet, by record. Raises ValueError, KeyError or TypeError when they are not ours."""
    if MARK not in next(rows, ()):
        raise ValueError(f"the sheet {TITLE} is not headed {MARK}")
    return {str(row[0]): _original(row) for row in rows if row and row[0]}


def _original(row: tuple[Any, ...]) -> Original:
    stated = json.loads("".join(unescape_text(str(part)) for part in row[1:] if part))
    for key in ("cells", "edited"):
        stated[key] = {k: tuple(v) if isinstance(v, list) else v for k, v in stated[key].items()}
    return Original(record=str(row[0]), **stated)
