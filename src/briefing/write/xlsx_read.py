"""What a workbook says, read back from the file itself: for `verify`, and later for the analyst's corrections."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..config import LANGUAGES
from ..errors import VerifyError
from .labels import read_labels
from .xlsx_cells import unescape_text
from .xlsx_layout import LABELS, read_headers, read_plans

# Sheet, and the columns of its record's id, name, amount as written, amount, and quote.
READ_BACK = {
    "deals": ("deal_id", "subject", "amount_text", "amount", "quote"),
    "funds": ("fund_id", "fund_name", "fund_amount_text", "fund_amount", "quote"),
    "projects": ("project_id", "project_name", "project_amount_text", "project_amount", "quote"),
    "conflicts": ("conflict_id", "record_name", "reading", "amount", "quote"),
    "rejected": ("record", "record_name", "amount_text", "amount", "quote"),
    "articles": ("article", "title", None, None, "key_sentence"),
}


def read_evidence(path: Path) -> list[dict[str, Any]]:
    """Every record, every reading of a conflict and every article's key sentence, as the file has them.

    A dict each: `sheet` (deals, funds, projects, conflicts, rejected, articles), `title` (the sheet's own), `row`,
    `id`, `name`, `file`, `article`, `start`, `end` (in `Document.raw`), `quote`, `amount_text`, `amount` (millions),
    `currency`, `is_cut` (the quote did not fit the cell) and `cells`: the whole row by column key. What is empty is
    None.
    Raises VerifyError when the file is not a workbook of ours.
    """
    book = _open(path)
    try:
        return [entry for key in READ_BACK for entry in _read_sheet(book, key, path)]
    finally:
        book.close()


def _open(path: Path) -> Any:
    try:
        return load_workbook(path, read_only=True)
    except FileNotFoundError:
        raise VerifyError(f"{path.name}: not found in {path.parent}; build the issue again") from None
    except (OSError, zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise VerifyError(f"{path.name}: not a readable workbook ({error}); build the issue again") from None


def _read_sheet(book: Any, key: str, path: Path) -> Iterator[dict[str, Any]]:
    title = next(plan.title for plan in read_plans("zh") if plan.key == key)
    if title not in book.sheetnames:
        raise VerifyError(f"{path.name}: the sheet {title} is missing; build the issue again")
    page = book[title]
    page.reset_dimensions()  # other programs write a size that need not be true
    rows = page.iter_rows(values_only=True)
    keys = _column_keys(key, next(rows, ()), path, title)
    for number, values in enumerate(rows, 2):
        cells = {name: _text(value) for name, value in zip(keys, values, strict=False) if name}
        if any(value is not None for value in cells.values()):
            yield {"sheet": key, "title": title, "row": number, **_entry(key, cells), "cells": cells}


def _column_keys(key: str, headers: tuple, path: Path, title: str) -> list[str | None]:
    names = read_headers(key)
    keys = [names.get(str(header)) for header in headers]
    for needed in (*READ_BACK[key], "file", "article", "start", "end"):
        if needed and needed not in keys:
            header = next(header for header, name in names.items() if name == needed)
            raise VerifyError(f"{path.name}: the sheet {title} has no column {header}; build the issue again")
    return keys


def _entry(key: str, cells: dict[str, Any]) -> dict[str, Any]:
    identity, name, amount_text, amount, quote = READ_BACK[key]
    marks = tuple(read_labels(LABELS, lang=lang)["text.cut"] for lang in LANGUAGES)
    text = cells.get(quote)
    return {
        "id": cells.get(identity),
        "name": cells.get(name),
        "file": cells.get("file"),
        "article": cells.get("article"),
        "start": cells.get("start"),
        "end": cells.get("end"),
        "quote": text,
        "amount_text": cells.get(amount_text) if amount_text else None,
        "amount": cells.get(amount) if amount else None,
        "currency": cells.get("currency"),
        "is_cut": isinstance(text, str) and text.endswith(marks),
    }


def _text(value: Any) -> Any:
    return unescape_text(value) if isinstance(value, str) else value
