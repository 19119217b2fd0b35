"""Values of an article in little room: what is kept of each while a week is put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import overload

import numpy as np

_BETWEEN = "\n"  # in no word: words are letters, digits, and marks inside them


class PackedWords(Sequence[str]):
    """Words as one string, cut apart again when they are asked for: a tenth of the room of a tuple of strings."""

    __slots__ = ("_joined",)

    def __init__(self, words: Iterable[str]) -> None:
        self._joined = _BETWEEN.join(words)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        return _apart(self._joined)[place]

    def __len__(self) -> int:
        return self._joined.count(_BETWEEN) + 1 if self._joined else 0

    def __iter__(self) -> Iterator[str]:
        return iter(_apart(self._joined))


@lru_cache(maxsize=16)
def _apart(joined: str) -> tuple[str, ...]:
    """Of the last few articles: their sentences are asked for one after the other."""
    return tuple(joined.split(_BETWEEN)) if joined else ()


class PackedOffsets:
    """An ascending row of positions as its leaps: wherever the next position is not one further."""

    __slots__ = ("_places", "_values")

    def __init__(self, offsets: np.ndarray) -> None:
        leaps = np.flatnonzero(np.diff(offsets) != 1) + 1
        self._places = np.concatenate(([0], leaps)).astype(np.int32)
        self._values = offsets[self._places].astype(np.int32)

    def __getitem__(self, at: int) -> int:
        leap = int(np.searchsorted(self._places, at, side="right")) - 1
        return int(self._values[leap]) + at - int(self._places[leap])
