"""Tables of articles in text: csv, tsv, JSON lines and JSON, one article a row.

A row that cannot be read is named by its number and costs no other row.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from ..contents import Contents, Unreadable
from .rows import Row, flatten, has_text, is_header, make_contents, name_fields

DELIMITERS = ",\t;|，"
MAX_HEADER_ROW = 20
"""Rows of a sheet above its header: a title, remarks."""
MAX_CELL = 20_000_000
"""Characters of one cell; csv's own limit of 131,072 is below a long report."""
MAX_RECORD_LINES = 400
"""Lines of one quoted cell. A quotation mark that stays open longer was never meant to open a cell."""


# ---------------------------------------------------------------- csv and tsv


def find_delimiter(line: str) -> str | None:
    """What parts the cells of a header line, or None when the line is no header."""
    if len(line) > 2000:
        return None
    if "。" in line:  # prose, as most files begin
        return None
    found = [mark for mark in DELIMITERS if mark in line and is_header(_cut_line(line, mark))]
    return max(found, key=line.count) if found else None


def _cut_line(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"').strip() for cell in line.split(delimiter)]


def find_header(text: str, within: int = MAX_HEADER_ROW) -> tuple[int, str] | None:
    """The row that names columns, 0 the first, and what parts its cells; above it may stand a title and remarks."""
    for number, line in enumerate(text[: MAX_HEADER_ROW * 2000].split("\n")[:within]):
        if delimiter := find_delimiter(line.rstrip("\r")):
            return number, delimiter
    return None


def read_csv(text: str, zone: tzinfo) -> Contents:
    """A table whose cells are parted by commas, tabs, semicolons or bars."""
    text = text.lstrip("\r\n")
    found = find_header(text)
    if found is None:
        raise Unreadable("has no column named text (or content, 正文, 内容) beside others; name the columns in row 1")
    above, delimiter = found
    rows = "\n".join(text.split("\n")[above:]) if above else text
    columns = _cut_line(rows.split("\n", 1)[0].rstrip("\r"), delimiter)
    kind = "tsv" if delimiter == "\t" else "csv"
    why = f"{kind}: row {above + 1} names columns ({name_fields(columns)}), parted by {_DELIMITER_NAMES[delimiter]}"
    return make_contents("csv", why, _csv_rows(rows, delimiter, columns, above), zone)


_DELIMITER_NAMES = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars", "，": "full-width commas"}
_RULE = re.compile(r"\s*:?-{2,}:?\s*")
"""A cell of the line under the head of a Markdown table."""


def _is_bare(cell: str) -> bool:
    return not cell.strip() or bool(_RULE.fullmatch(cell))


def _csv_rows(text: str, delimiter: str, columns: list[str], above: int) -> Iterator[Row]:
    for number, cells in enumerate(_records(text, delimiter), start=above + 1):
        if cells is None:
            yield Row(str(number), None, "a quotation mark opens a cell and none closes it; close or double it")
        elif number == above + 1 or all(_is_bare(cell) for cell in cells):
            continue
        elif len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            yield Row(str(number), None, "more cells than the header; put a text that holds the delimiter in quotes")
        else:
            yield Row(str(number), dict(zip(columns, cells, strict=False)))


def _records(text: str, delimiter: str) -> list[list[str] | None]:
    """The records; None for one that cannot be read."""
    limit = csv.field_size_limit(MAX_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return list(_records_one_by_one(text, delimiter))
    finally:
        csv.field_size_limit(limit)


def _records_one_by_one(text: str, delimiter: str) -> Iterator[list[str] | None]:
    """Each record on its own, so that a stray quotation mark costs one row and not all that follow."""
    lines = text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        count = _lines_of_record(lines, at)
        if count is None:
            yield None
            at += 1
            continue
        record = "".join(lines[at : at + count])
        try:
            yield next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter), [])
        except csv.Error:
            yield None
        at += count


def _lines_of_record(lines: list[str], at: int) -> int | None:
    """How many lines until every quotation mark is closed; None when that does not happen in reasonable reach."""
    is_open = False
    for end in range(at, min(at + MAX_RECORD_LINES, len(lines))):
        is_open ^= lines[end].count('"') % 2 == 1
        if not is_open:
            return end - at + 1
    return None


# ---------------------------------------------------------------- JSON lines and JSON

NOT_JSON = "not valid JSON; mend or delete the line"
NOT_OBJECT = 'no JSON object with fields; write {"title": …, "text": …}'


def read_jsonl(text: str, zone: tzinfo) -> Contents:
    """One JSON object a line."""
    return make_contents("jsonl", "one JSON object a line", _jsonl_rows(text), zone)


def _jsonl_rows(text: str) -> Iterator[Row]:
    # Not splitlines: U+2028 and U+0085 may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _object_row(str(number), *_load(line))


def _load(line: str) -> tuple[Any, str]:
    try:
        return json.loads(line), ""
    except (ValueError, RecursionError):
        return None, NOT_JSON


def _object_row(label: str, value: Any, fault: str) -> Row:
    if fault:
        return Row(label, None, fault)
    return Row(label, flatten(value)) if isinstance(value, dict) else Row(label, None, NOT_OBJECT)


def read_json(text: str, zone: tzinfo) -> Contents:
    """An array of objects, alone or wrapped in an answer of an API; or one object that is an article."""
    try:
        value, cut = json.loads(text), None
    except RecursionError:
        raise Unreadable("is JSON nested too deep to be articles; give an array of objects") from None
    except ValueError as error:
        value, cut = _load_until_broken(text), f"is broken off or damaged as JSON ({error}); get a whole copy"
        if not value:
            raise Unreadable(cut) from None
    rows = _find_rows(value)
    if not rows:
        raise Unreadable('holds JSON but no articles; give objects with "text" (or content, 正文) and "title"')
    labelled = (_object_row(str(number), row, "") for number, row in enumerate(rows, start=1))
    contents = make_contents("json", "an array of JSON objects with known fields", labelled, zone)
    if cut is None:
        return contents
    return Contents(contents.form, contents.why, contents.passages, reservations=(cut, *contents.reservations))


def _load_until_broken(text: str) -> list[Any]:
    """The whole objects of an array that breaks off."""
    decoder, items, at = json.JSONDecoder(), [], text.find("[") + 1
    while at and at < len(text):
        at = _skip(text, at)
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        items.append(item)
    return items


_BETWEEN = re.compile(r"[\s,]*")


def _skip(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


MAX_WRAPPERS = 5
"""Objects and arrays around the rows: {"data": {"result": {"items": [...]}}} and one more."""


def _find_rows(value: Any) -> list[Any]:
    """The list of articles, level by level from outside."""
    level = [value]
    for _ in range(MAX_WRAPPERS):
        for item in level:
            if isinstance(item, list) and any(_is_article(row) for row in item):
                return item
        if articles := [item for item in level if _is_article(item)]:
            return articles
        level = [inner for item in level if isinstance(item, dict) for inner in item.values()]
    return []


def _is_article(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    flat = flatten(value)
    return has_text(flat) and is_header(flat)
