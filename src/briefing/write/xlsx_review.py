"""An edited workbook, read back row by row, whatever became of it meanwhile.

A sheet of records is known by its headers, in either language, and not by its name or place; columns may have been
moved, hidden, added or removed, rows sorted, filtered or left out, and the file may have been saved by Excel, WPS or
LibreOffice. Only the hidden sheet with what was written (`xlsx_original`) has to be there.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..errors import InputError
from .xlsx_layout import read_headers
from .xlsx_original import TITLE, Original, parse_originals

REJECTED = "rejected"
KINDS = {
    "deal": ("deals", "deal_id"),
    "fund": ("funds", "fund_id"),
    "project": ("projects", "project_id"),
    REJECTED: ("rejected", "record"),
}
"""Kind of record: its sheet, and the column of its id. What was rejected stands together, whatever it is."""
HEADER_WITHIN = 20  # rows: some put a title above the table
UNREADABLE = (OSError, zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, EOFError)


@dataclass(frozen=True, slots=True)
class EditedCell:
    where: str
    """`交易 Deals!H5`."""
    header: str
    value: Any
    """As openpyxl gives it: text, number, date, truth value or None."""
    format: str
    """Excel's number format: how far a date is shown."""
    kind: str
    """openpyxl's type of the cell: `f` is a formula, `e` an error value."""


@dataclass(frozen=True, slots=True)
class EditedRow:
    kind: str
    """`deal`, `fund`, `project`; `rejected` on the sheet of those."""
    where: str
    """The cell of the id."""
    record: str
    cells: Mapping[str, EditedCell]
    """By column key; a column that is gone is missing."""


@dataclass(frozen=True, slots=True)
class EditedBook:
    rows: tuple[EditedRow, ...]
    originals: Mapping[str, Original]
    """By record id."""


def read_review(path: Path) -> EditedBook:
    """All rows of records, and what they said when they were written.

    Raises InputError when the file is no workbook of ours, or lacks what a review cannot do without.
    """
    try:
        book = load_workbook(path, read_only=True)
    except FileNotFoundError:
        raise InputError(f"{path}: not found; give the workbook that was edited") from None
    except UNREADABLE:
        raise InputError(f"{path.name}: not a readable workbook; give the appendix that was edited, as .xlsx") from None
    try:
        originals = _originals(book, path)
        with warnings.catch_warnings():
            # A number that is no day, typed where dates stand: an error value then, which its row is refused for.
            warnings.filterwarnings("ignore", "Cell .* is marked as a date")
            rows = tuple(row for page in book if page.title != TITLE for row in _read_page(page, path))
    finally:
        book.close()
    if originals and not rows:
        names = "、".join(next(iter(read_headers(sheet))) for sheet, _ in KINDS.values())
        raise InputError(f"{path.name}: no sheet has the columns {names} and 复核; edit the workbook that was built")
    return EditedBook(rows, originals)


def _originals(book: Any, path: Path) -> dict[str, Original]:
    if TITLE not in book.sheetnames:
        raise InputError(
            f"{path.name}: the hidden sheet {TITLE} is missing, so that edits cannot be told; "
            "make them in the workbook as `briefing build` wrote it"
        )
    page = book[TITLE]
    page.reset_dimensions()
    try:
        return parse_originals(page.iter_rows(values_only=True))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path.name}: the hidden sheet {TITLE} was changed ({error}); "
            "make the edits in the workbook as `briefing build` wrote it"
        ) from None


def _read_page(page: Any, path: Path) -> Iterator[EditedRow]:
    if not hasattr(page, "iter_rows"):  # a sheet that is one chart
        return
    page.reset_dimensions()  # other programs write a size that need not be true
    lines = page.iter_rows()
    found = next((hit for line in islice(lines, HEADER_WITHIN) if (hit := _headed(line, page, path))), None)
    if found is None:
        return
    kind, columns = found
    for line in lines:
        cells = {
            key: EditedCell(f"{page.title}!{cell.coordinate}", header, cell.value, cell.number_format, cell.data_type)
            for at, (key, header) in columns.items()
            if at < len(line) and hasattr(cell := line[at], "coordinate")
        }
        identity = cells.pop(KINDS[kind][1], None)
        if any(cell.value not in (None, "") for cell in cells.values()) or (identity and identity.value):
            yield _row(kind, identity, cells)


def _row(kind: str, identity: EditedCell | None, cells: Mapping[str, EditedCell]) -> EditedRow:
    first = identity or next(iter(cells.values()))
    text = "" if identity is None or identity.value is None else str(identity.value).strip()
    return EditedRow(kind, first.where, text, cells)


def _headed(line: tuple[Any, ...], page: Any, path: Path) -> tuple[str, dict[int, tuple[str, str]]] | None:
    """Kind of the records below this row, and by position the key and the header of each column of ours."""
    texts = [str(cell.value or "").strip() for cell in line]
    for kind, (sheet, identity) in KINDS.items():
        names = read_headers(sheet)
        columns = {at: (names[text], text) for at, text in enumerate(texts) if text in names}
        keys = [key for key, _ in columns.values()]
        if {identity, "review"} <= set(keys):
            double = next((header for key, header in columns.values() if keys.count(key) > 1), None)
            if double:
                raise InputError(f"{path.name}: the sheet {page.title} has two columns {double}; rename or remove one")
            return kind, columns
    return None
