"""Tables of articles: csv, tsv, JSON lines, JSON and xlsx, one article a row, columns mapped by name.

A row that cannot be read is named by its number and costs no other row.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple

from ..config import read_table
from ..text import simplify
from ..types import Moment
from .contents import Contents, Passage, Unreadable, list_numbers
from .metadata import parse_moment

DELIMITERS = ",\t;|，"
MIN_KNOWN_COLUMNS = 2
"""A line is a header when it names at least the text or title and one more field."""
MAX_HEADER_ROW = 20
"""Rows of a sheet above its header: a title, remarks."""
MAX_CELL = 20_000_000
"""Characters of one cell; csv's own limit of 131,072 is below a long report."""
MAX_RECORD_LINES = 400
"""Lines of one quoted cell. A quotation mark that stays open longer was never meant to open a cell."""
MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
"""Of a sheet: some programs mark all 16,384 as used."""

_MARK = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"</?(?:p|br|div|span|img|a|h[1-6]|ul|li|table|strong|section)\b[^<>]{0,2000}>", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Row(NamedTuple):
    """A row as found: its cells by column name, or what is wrong with it."""

    label: str
    cells: Mapping[str, Any] | None
    fault: str = ""


# ---------------------------------------------------------------- columns


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, int]]:
    """Column name -> field and rank: the first name listed wins."""
    fields: Mapping[str, list[str]] = read_table("columns.toml")
    return {_key(name): (field, rank) for field, names in fields.items() for rank, name in enumerate(names)}


def _key(name: str) -> str:
    return _MARK.sub("", simplify(name)).casefold()


@lru_cache(maxsize=512)
def map_columns(columns: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Field -> the columns that state it, the best first."""
    known = [(*_names()[_key(column)], column) for column in columns if _key(column) in _names()]
    fields: dict[str, tuple[str, ...]] = {}
    for field, _, column in sorted(known, key=lambda entry: entry[1]):
        fields[field] = (*fields.get(field, ()), column)
    return fields


def is_header(columns: Iterable[Any]) -> bool:
    """Whether cells name columns that make articles: a text (or a title) and something beside it."""
    fields = map_columns(tuple(cell for cell in columns if isinstance(cell, str) and len(cell) < 40))
    return len(fields) >= MIN_KNOWN_COLUMNS and bool(fields.keys() & {"text", "summary", "title"})


def find_delimiter(line: str) -> str | None:
    """What parts the cells of a header line, or None when the line is no header."""
    if len(line) > 2000:
        return None
    found = [mark for mark in DELIMITERS if is_header(_cut_line(line, mark))]
    return max(found, key=line.count) if found else None


def _cut_line(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"').strip() for cell in line.split(delimiter)]


# ---------------------------------------------------------------- rows to passages


def make_contents(form: str, why: str, rows: Iterable[Row], zone: tzinfo) -> Contents:
    """The articles of a table; faulty rows are gathered by their fault."""
    passages: list[Passage] = []
    faults: dict[str, list[str]] = {}
    for row in rows:
        passage, fault = _read_row(row, zone)
        if passage:
            passages.append(passage)
        if fault:
            faults.setdefault(fault, []).append(row.label)
    if not passages:
        raise Unreadable(_nothing(faults))
    reservations = tuple(f"{list_numbers(labels)}: {fault}" for fault, labels in faults.items())
    return Contents(form, why, tuple(passages), reservations=reservations)


def _nothing(faults: Mapping[str, list[str]]) -> str:
    if not faults:
        return "is a table without a row; add articles below the header"
    fault, labels = max(faults.items(), key=lambda entry: len(entry[1]))
    return f"has no row that can be read ({list_numbers(labels)}: {fault})"


NO_TEXT = "no text; fill the column text (正文) or delete the row"
BAD_TIME = "read without its time, which is no date; write it like 2025-07-20 06:04"


def _read_row(row: Row, zone: tzinfo) -> tuple[Passage | None, str]:
    if row.cells is None:
        return None, row.fault
    fields = map_columns(tuple(row.cells))
    stated = {field: _first_value(row.cells, columns) for field, columns in fields.items()}
    text = stated.get("text") or stated.get("summary")
    if not text:
        return None, NO_TEXT
    moment, fault = _read_moment(row.cells, fields.get("published", ()), zone)
    raw, extracted = _without_markup(text)
    if not raw.strip():
        return None, NO_TEXT
    passage = Passage(
        raw,
        label=row.label,
        form="article",
        extracted=extracted,
        doc=stated.get("id"),
        title=stated.get("title"),
        source=stated.get("source"),
        author=stated.get("author"),
        published=moment,
        url=stated.get("url"),
    )
    return passage, fault


def _first_value(cells: Mapping[str, Any], columns: tuple[str, ...]) -> str | None:
    for column in columns:
        if words := to_words(cells[column]):
            return words
    return None


def to_words(value: Any) -> str | None:
    """A cell as text: numbers as written, lists line by line, an object by its name; None when it is empty."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value).strip() or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (int, float, date, time)):
        return str(value)
    if isinstance(value, Mapping):
        return next((name for key in ("name", "title", "text") if (name := to_words(value.get(key)))), None)
    if isinstance(value, (list, tuple)):
        return "\n".join(item.strip() for item in value if isinstance(item, str) and item.strip()) or None
    return None


def _without_markup(text: str) -> tuple[str, bool]:
    """A cell that holds a piece of a web page becomes its text."""
    if "<" not in text or not _MARKUP.search(text[:20_000]):
        return text, False
    from .markup import fragment_text

    return fragment_text(text), True


def _read_moment(cells: Mapping[str, Any], columns: tuple[str, ...], zone: tzinfo) -> tuple[Moment | None, str]:
    """The time of the first column that has one; a time that cannot be read is a reservation, not a loss."""
    stated = [cells[column] for column in columns if cells[column] not in (None, "")]
    for value in stated:
        if moment := to_moment(value, zone):
            return moment, ""
    return None, BAD_TIME if stated else ""


def to_moment(value: Any, zone: tzinfo) -> Moment | None:
    """A date cell, an ISO or spoken date, or seconds or milliseconds since 1970."""
    if isinstance(value, datetime):
        if value.time() == time() and value.tzinfo is None:
            return value.date()
        return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(zone)
    if isinstance(value, date):
        return value
    if isinstance(value, str) and not value.strip().isdecimal():
        return parse_moment(value, zone)
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return _from_epoch(number, zone) or (parse_moment(str(int(number)), zone) if 19e6 < number < 21e6 else None)


def _from_epoch(number: float, zone: tzinfo) -> Moment | None:
    seconds = number / 1000 if number > 1e11 else number
    if not 6e8 < seconds < 4.2e9:  # 1989 to 2103: nothing else that stands in such a column is a moment
        return None
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone)


# ---------------------------------------------------------------- csv and tsv


def read_csv(text: str, zone: tzinfo) -> Contents:
    """A table whose cells are parted by commas, tabs, semicolons or bars."""
    text = text.lstrip("\r\n")
    first = text.split("\n", 1)[0].rstrip("\r")
    delimiter = find_delimiter(first)
    if delimiter is None:
        raise Unreadable("has no column named text (or content, 正文, 内容) beside others; name the columns in row 1")
    kind = "tsv" if delimiter == "\t" else "csv"
    columns = _cut_line(first, delimiter)
    return make_contents("csv", f"{kind}: the first row names columns", _csv_rows(text, delimiter, columns), zone)


def _csv_rows(text: str, delimiter: str, columns: list[str]) -> Iterator[Row]:
    for number, cells in enumerate(_records(text, delimiter), start=1):
        if cells is None:
            yield Row(str(number), None, "a quotation mark opens a cell and none closes it; close or double it")
        elif number == 1 or not any(cell.strip() for cell in cells):
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
    for count, line in enumerate(lines[at : at + MAX_RECORD_LINES], start=1):
        is_open ^= line.count('"') % 2 == 1
        if not is_open:
            return count
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
    return Row(label, value) if isinstance(value, dict) else Row(label, None, NOT_OBJECT)


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
    fields = map_columns(tuple(value))
    return any(_first_value(value, fields.get(field, ())) for field in ("text", "summary")) and is_header(value)


# ---------------------------------------------------------------- xlsx


def read_xlsx(content: bytes, zone: tzinfo) -> Contents:
    """Every sheet of a workbook that has a header row with known columns."""
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that a reader of values does not need
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheets = [(sheet.title, _sheet_rows(sheet)) for sheet in book.worksheets]
            book.close()
    except Exception as error:  # openpyxl raises whatever its parts raise on damaged files
        raise Unreadable(f"is a workbook that cannot be read ({type(error).__name__}); save it anew") from None
    tables = [(name, rows) for name, rows in sheets if rows is not None]
    if not tables:
        raise Unreadable("has no sheet with a column text (or content, 正文, 内容) beside others; name the columns")
    several = len(tables) > 1
    rows = [row._replace(label=f"{name}!{row.label}") if several else row for name, found in tables for row in found]
    return make_contents("xlsx", f"workbook: columns named in {', '.join(name for name, _ in tables)}", rows, zone)


def _sheet_rows(sheet: Any) -> list[Row] | None:
    """The rows below the header; None for a sheet that has none."""
    columns: list[str] | None = None
    rows: list[Row] = []
    sheet.reset_dimensions()  # what the file claims as its extent would be filled up with empty cells
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS), start=1):
        if columns is None:
            if is_header(cells):
                columns = [cell.strip() if isinstance(cell, str) else "" for cell in cells]
            elif number >= MAX_HEADER_ROW:
                return None
        elif any(cell not in (None, "") for cell in cells):
            rows.append(Row(str(number), dict(zip(columns, cells, strict=False))))
    return None if columns is None else rows
