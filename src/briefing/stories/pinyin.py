"""How Chinese names sound: English news writes them in pinyin, so 澜川 and Lanchuan can meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import numpy as np

from ..config import read_table, read_words
from .words import ascending

LONGEST = 6  # letters of a syllable
SHORTEST_NAME = 5  # letters: shorter ones are English words or single syllables more often than names
MOST_SYLLABLES = 5
PART = "\0"
PAIR = 1024  # more than there are syllables
FIRST, LAST = 0x4E00, 0x9FFF


@lru_cache(maxsize=1)
def _syllables() -> dict[str, int]:
    return {line.split()[0]: n for n, line in enumerate(read_words("pinyin.txt"), 1)}


@lru_cache(maxsize=1)
def _readings() -> np.ndarray:
    """Two rows: the number of each character's first and second reading, 0 where there is none."""
    table = np.zeros((2, LAST - FIRST + 1), dtype=np.uint32)
    for number, line in enumerate(read_words("pinyin.txt"), 1):
        for character in line.split()[1]:
            at = ord(character) - FIRST
            table[1 if table[0, at] else 0, at] = number
    return table


def find_sounds(words: Iterable[str]) -> np.ndarray:
    """The sounds of adjoining characters; a `PART` between words keeps them from adjoining.

    A name that no dictionary holds is cut into single characters or into an unknown word, so the caller puts
    `PART` for the words that everybody knows.
    """
    text = "".join(words)
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64) - FIRST
    codes[(codes < 0) | (codes > LAST - FIRST)] = LAST - FIRST  # a character without a reading
    readings = _readings()[:, codes]
    left, right = readings[:, None, :-1], readings[None, :, 1:]
    return ascending((left * PAIR + right)[(left > 0) & (right > 0)])


@lru_cache(maxsize=65536)
def spell_sounds(name: str) -> tuple[tuple[int, ...], ...]:
    """The pairs of syllables of each way in which a Latin name can be pinyin; none when it cannot be."""
    if len(name) < SHORTEST_NAME or not name.isascii() or not name.isalpha():
        return ()
    ways = [w for w in _ways(name, MOST_SYLLABLES) if len(w) > 1]
    return tuple(tuple(a * PAIR + b for a, b in pairwise(w)) for w in ways)


def _ways(rest: str, room: int) -> Iterator[tuple[int, ...]]:
    if not rest:
        yield ()
        return
    if not room:
        return
    for end in range(1, min(LONGEST, len(rest)) + 1):
        number = _syllables().get(rest[:end])
        if number:
            for way in _ways(rest[end:], room - 1):
                yield (number, *way)


@lru_cache(maxsize=65536)
def is_place(name: str) -> bool:
    """Whether a Latin name can be that of a Chinese city or county: much happens in one place on one day."""
    return any(way in _places() for way in spell_sounds(name))


@lru_cache(maxsize=1)
def _places() -> frozenset[tuple[int, ...]]:
    table = read_table("places.toml")
    districts = (place[:-1] for place in read_words("districts.txt") if len(place) > 2)
    readings = _readings()[0]
    found = set()
    for place in (*table["provinces"], *table["cities"], *districts):
        numbers = [int(readings[ord(c) - FIRST]) for c in place]
        found.add(tuple(a * PAIR + b for a, b in pairwise(numbers)))
    return frozenset(found)
