"""Rows of any table to articles: columns mapped by name, cells read as text and times, faulty rows gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple

from ...config import read_table
from ...text import simplify
from ...types import Moment
from ..contents import Contents, Passage, Unreadable, list_numbers
from .cell_times import to_moment

MIN_KNOWN_COLUMNS = 2
"""A line is a header when it names at least the text or title and one more field."""

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
    return _MARK.sub("", simplify(_SURROGATE.sub("\ufffd", name))).casefold()


@lru_cache(maxsize=512)
def map_columns(columns: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Field -> the columns that state it, the best first."""
    known = [(*found, column) for column in columns if (found := _field_of(column))]
    fields: dict[str, tuple[str, ...]] = {}
    for field, _, column in sorted(known, key=lambda entry: entry[1]):
        fields[field] = (*fields.get(field, ()), column)
    return fields


_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_LETTERS = re.compile(r"[A-Za-z_ -]+")
_OF_WHAT = re.compile(r"(?:news|article|post|item|info|content|新闻|新聞|文章|稿件|资讯|报道)[_ -]?", re.IGNORECASE)
"""What every column of a crawler's table is of: `news_source`, `newsTime`, `新闻出处`."""


@lru_cache(maxsize=4096)
def _field_of(column: str) -> tuple[str, int] | None:
    """The field that a column states, and the rank of its name; also one that says it in two languages."""
    names = _names()
    bare = _BRACKETS.sub("", column)
    of_what = _OF_WHAT.match(bare)
    parts = (
        column,
        bare,
        _LETTERS.sub("", bare),
        " ".join(_LETTERS.findall(bare)) if not bare.isascii() else "",
        bare[of_what.end() :] if of_what else "",
    )
    return next((names[key] for part in parts if (key := _key(part)) in names), None)


def is_header(columns: Iterable[Any]) -> bool:
    """Whether cells name columns that make articles: a text (or a title) and something beside it."""
    fields = map_columns(tuple(cell for cell in columns if isinstance(cell, str) and len(cell) < 40))
    return len(fields) >= MIN_KNOWN_COLUMNS and bool(fields.keys() & {"text", "summary", "title"})


def name_fields(columns: Iterable[str]) -> str:
    """The columns that were understood: `标题 = title, text`."""
    fields = map_columns(tuple(columns))
    pairs = ((name, field) for field, names in fields.items() for name in names)
    return ", ".join(name if name == field else f"{name} = {field}" for name, field in pairs)


MAX_INSIDE = 3
"""Objects around the object that is the article: {"hit": {"_source": {"article": {...}}}}."""


def flatten(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a row; of one that keeps its article inside (`{"_source": {...}}`), those of the inner one too."""
    flat: Mapping[str, Any] = row
    for _ in range(MAX_INSIDE):
        inner = [value for value in flat.values() if isinstance(value, dict)]
        if has_text(flat) or not inner:
            break
        inner.sort(key=has_text)  # the object with the text comes last and counts: others have names and addresses too
        own = {key: value for key, value in flat.items() if not isinstance(value, dict)}
        flat = {key: value for part in (own, *inner) for key, value in part.items()}
    return flat if has_text(flat) else row


def has_text(row: Mapping[str, Any]) -> bool:
    """Whether a row has a text or a summary of one."""
    fields = map_columns(tuple(key for key in row if isinstance(key, str)))
    return any(first_value(row, fields.get(field, ())) for field in ("text", "summary"))


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
    stated = {field: first_value(row.cells, columns) for field, columns in fields.items()}
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


def first_value(cells: Mapping[str, Any], columns: tuple[str, ...]) -> str | None:
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
        named = (value.get(key) for key in ("name", "title", "text"))
        return next((words for name in named if isinstance(name, str) and (words := to_words(name))), None)
    if isinstance(value, (list, tuple)):
        pieces = (to_words(item) for item in value if isinstance(item, (str, Mapping)))
        return "\n".join(filter(None, pieces)) or None
    return None


def _without_markup(text: str) -> tuple[str, bool]:
    """A cell that holds a piece of a web page becomes its text."""
    if "<" not in text or not _MARKUP.search(text[:20_000]):
        return text, False
    from ..markup import fragment_text

    return fragment_text(text), True


def _read_moment(cells: Mapping[str, Any], columns: tuple[str, ...], zone: tzinfo) -> tuple[Moment | None, str]:
    """The time of the first column that has one; a time that cannot be read is a reservation, not a loss."""
    stated = [cells[column] for column in columns if cells[column] not in (None, "")]
    for value in stated:
        if moment := to_moment(value, zone):
            return moment, ""
    return None, BAD_TIME if stated else ""
