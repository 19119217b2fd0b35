"""Records as JSON and back, exactly: the fields by their names, Decimals as strings, spans and tuples as lists.

What is read is led by the dataclasses' own types. A field that a database does not have yet takes its default, so that
a record may gain fields without a migration; one that the dataclass has no more is passed over.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..types import Deal, Event, Fund, Project, Review

Reader = Callable[[Any], Any]
KINDS: Mapping[str, Any] = {"deal": Deal, "fund": Fund, "project": Project}


def kind_of(event: Event) -> str:
    return type(event).__name__.lower()


def dump_fields(value: Event | Review) -> str:
    """The whole record as JSON. What cannot be stored as UTF-8 (half a surrogate pair) is escaped."""
    return dump_json(_plain(value))


def load_event(kind: str, text: str) -> Event:
    """The record of `dump_fields`, an equal one. Raises ValueError, TypeError or KeyError when the text is none."""
    return _reader(KINDS[kind])(json.loads(text))


def load_review(text: str) -> Review:
    return _reader(Review)(json.loads(text))


def dump_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text if _is_utf8(text) else json.dumps(value, separators=(",", ":"), allow_nan=False)


def storable(text: str) -> str:
    """A text as SQLite takes it: half a surrogate pair becomes `?`, and all positions stay."""
    return text if _is_utf8(text) else text.encode("utf-8", "replace").decode("utf-8")


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Decimal) else value


@cache
def _reader(kind: Any) -> Reader:
    """What makes a value of an annotated type from what JSON gave. Made once a type: ten times as fast as asking."""
    if get_origin(kind) in (Union, types.UnionType):
        return _read_one_of(get_args(kind))
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        readers, make = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}, kind
        return lambda table: make(**{name: readers[name](part) for name, part in table.items() if name in readers})
    if issubclass(kind, tuple):  # a named one: Span
        inner = _read_tuple(tuple(get_type_hints(kind).values()))
        return lambda parts: kind(*inner(parts))
    if kind in (Decimal, float):
        return kind
    return lambda value: _check(value, kind)


def _read_tuple(kinds: tuple[Any, ...]) -> Reader:
    if kinds[1:] == (...,):
        one = _reader(kinds[0])
        return lambda parts: tuple(map(one, parts))
    readers = [_reader(kind) for kind in kinds]
    return lambda parts: tuple(read(part) for read, part in zip(readers, parts, strict=True))


def _read_one_of(kinds: tuple[Any, ...]) -> Reader:
    """Of a union: None stays, a list is its tuple, what is neither is the other type. More is not needed."""
    others = [kind for kind in kinds if kind is not types.NoneType]
    readers = {get_origin(kind) is tuple or issubclass(kind, tuple): _reader(kind) for kind in others}
    only = next(iter(readers.values()))

    def read(value: Any) -> Any:
        if value is None and types.NoneType in kinds:
            return None
        return readers.get(isinstance(value, list), only)(value)

    return read


def _check(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
