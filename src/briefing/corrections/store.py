"""The corrections file: TOML, one section a record, in the order of the ids, so that two versions can be compared.

    version = 1

    [record.D-1a2b3c4d]
    kind = "deal"
    name = "江城微芯"
    state = "changed"
    note = "按公司公告"
    seen = { amount = "300", currency = "CNY" }
    change.amount = { was = "300", now = "320" }

Numbers stand in quotes, digit for digit, amounts in millions; a value that was or is empty is left out. A section that
is removed by hand is a correction withdrawn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ..config.checks import read_toml
from ..errors import ConfigError, OutputError
from ..files import write_whole
from ..types import Cell, Change, Review
from .columns import COLUMNS, Column

FILE_NAME = "corrections.toml"
VERSION = 1
NUMBERS = ("million", "number", "integer")
STATES = ("pending", "confirmed", "changed", "rejected")
HEADER = """\
# Corrections of records, written by `briefing review` and applied by `briefing build`.
# To withdraw one, remove its section. Amounts are in millions; `was` is what the sources say.
"""
_ID = re.compile(r"[DFP]-[\w-]+", re.ASCII)
_KEYS = frozenset({"kind", "name", "state", "note", "seen", "change"})


def load_corrections(path: Path | None) -> dict[str, Review]:
    """The corrections of a file, by id; none where there is no file yet.

    Raises ConfigError when the file is not readable, of another version, or holds what is no correction.
    """
    if path is None or not path.exists():
        return {}
    table = read_toml(path, option="--corrections")
    if table.get("version") != VERSION:
        raise ConfigError(f"{path.name}: version is {table.get('version')!r}; this program reads version {VERSION}")
    records = table.get("record", {})
    if not isinstance(records, dict):
        raise ConfigError(f"{path.name}: record is no section; write [record.ID]")
    return {key: _review(key, value, f"{path.name}: {key}") for key, value in sorted(records.items())}


def _review(key: str, entry: Any, where: str) -> Review:
    if not _ID.fullmatch(key) or not isinstance(entry, dict):
        raise ConfigError(f"{where}: is no record's section; write [record.ID] with the id of the workbook")
    for name in entry:
        if name not in _KEYS:
            raise ConfigError(f"{where}: {name} is not known here; use one of {', '.join(sorted(_KEYS))}")
    kind, state, note = str(entry.get("kind")), str(entry.get("state")), entry.get("note")
    if kind not in COLUMNS:
        raise ConfigError(f"{where}: kind is {kind!r}; use one of {', '.join(COLUMNS)}")
    if state not in STATES:
        raise ConfigError(f"{where}: state is {state!r}; use one of {', '.join(STATES)}")
    if not isinstance(entry.get("name"), str) or not isinstance(note, str | None):
        raise ConfigError(f"{where}: name and note are texts in quotes")
    columns = {column.key: column for column in COLUMNS[kind]}
    changes = _table(entry, "change", where)
    return Review(
        record=key,
        kind=kind,
        name=entry["name"],
        state=state,
        changes=tuple(_change(column, pair, columns, where) for column, pair in changes.items()),
        note=note or None,
        seen=tuple((c, _value(c, v, columns, where)) for c, v in _table(entry, "seen", where).items()),
    )


def _table(entry: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    table = entry.get(key, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: {key} is {table!r}; write {key} = {{ ... }}")
    return table


def _change(key: str, pair: Any, columns: Mapping[str, Column], where: str) -> Change:
    if not isinstance(pair, dict) or set(pair) - {"was", "now"}:
        raise ConfigError(f"{where}: change.{key} is {pair!r}; write {{ was = ..., now = ... }}")
    was, now = (_value(key, pair.get(side), columns, where) for side in ("was", "now"))
    if now is None and key in columns and columns[key].is_needed:
        raise ConfigError(f"{where}: change.{key} empties a name; give one, or remove the line")
    return Change(key, was, now)


def _value(key: str, value: Any, columns: Mapping[str, Column], where: str) -> Cell:
    """The value of a column, of the column's kind."""
    if key not in columns:
        raise ConfigError(f"{where}: {key} is no column that can be corrected; use one of {', '.join(columns)}")
    kind = columns[key].kind
    if kind == "names":
        names = [] if value is None else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ConfigError(f"{where}: {key} is {value!r}; write a list of names")
        return tuple(names)
    if value is None:
        return None
    if not isinstance(value, str) or (kind in NUMBERS and not _is_number(value, kind)):
        raise ConfigError(f'{where}: {key} is {value!r}; write it in quotes, a number like "12.5"')
    return value


def _is_number(text: str, kind: str) -> bool:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and number >= 0 and (kind != "integer" or number == number.to_integral_value())


# ---------------------------------------------------------------- written


def store_corrections(path: Path, reviews: Iterable[Review]) -> None:
    """Write the whole file; a killed run leaves the old one as it was. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, (format_corrections(reviews).encode("utf-8"),))
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); name another file with --corrections"
        ) from None


def format_corrections(reviews: Iterable[Review]) -> str:
    """The file's text. The same for the same corrections, whatever their order."""
    sections = (_section(review) for review in sorted(reviews, key=lambda r: r.record))
    return "\n".join([f"{HEADER}version = {VERSION}\n", *sections])


def _section(review: Review) -> str:
    lines = [f"[record.{review.record}]"]
    lines += [f"{key} = {_quoted(getattr(review, key))}" for key in ("kind", "name", "state")]
    if review.note:
        lines.append(f"note = {_quoted(review.note)}")
    if review.seen:
        lines.append(f"seen = {_inline(review.seen)}")
    for change in review.changes:
        pair = tuple((side, value) for side in ("was", "now") if (value := getattr(change, side)))
        lines.append(f"change.{change.column} = {_inline(pair)}")
    return "\n".join(lines) + "\n"


def _inline(pairs: Iterable[tuple[str, Cell]]) -> str:
    return "{ " + ", ".join(f"{key} = {_quoted(value)}" for key, value in pairs) + " }"


def _quoted(value: Any) -> str:
    """A TOML string or list: JSON's form is TOML's, but for the DEL character."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_quoted, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
