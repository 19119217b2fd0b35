"""What a repair is: a function from a text to its edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Edit(NamedTuple):
    """Replace `text[start:end]` by `new`."""

    start: int
    end: int
    new: str


Finder = Callable[[str], Iterator[Edit]]


def find_line_end(text: str, start: int) -> int:
    """The end of the line that holds `start`."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end
