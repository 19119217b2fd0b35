"""The words of an article as numbers, and what each weighs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..config import read_words
from ..idf import word_weight
from ..rank import Floats, Integers
from ..types import Tokens

# A word of a third of all texts says nothing about one: 公司, 中国, 表示 lie below this.
_TOO_COMMON = 4.0
# A figure and a name count like a middling word: their frequency in the table means nothing.
_FIGURE = 5.0
_LATIN = 6.0
_LATIN_SHORT = 3.0
# A single character is mostly a scrap of a name that the dictionary lacks.
_SCRAP = 2.0
# A word used again weighs more, but a second time adds less than the first.
_REPEATED = 0.7
# A word of the headline weighs this much more.
_IN_TITLE = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The distinct words of each sentence, as numbers into one list."""

    words: tuple[str, ...]
    ids: Integers
    """Sentence after sentence, each sentence's distinct words."""
    bounds: Integers
    """`ids[bounds[i]:bounds[i + 1]]` is sentence i."""
    rarity: Floats
    """What each word weighs by itself."""
    times: Integers
    """How often it stands in the article."""

    def weigh(self, title: frozenset[str]) -> Floats:
        """What each word weighs in this article."""
        return self.times**_REPEATED * self.rarity * (1 + _IN_TITLE * self.are_in(title))

    def are_in(self, title: frozenset[str]) -> NDArray[np.bool_]:
        """Which words stand in the headline."""
        if not title:
            return np.zeros(len(self.words), dtype=bool)
        return np.fromiter((word in title for word in self.words), bool, len(self.words))

    def of(self, index: int) -> Integers:
        return self.ids[self.bounds[index] : self.bounds[index + 1]]


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    return frozenset(read_words("stopwords.txt"))


@lru_cache(maxsize=1)
def _common_english() -> frozenset[str]:
    return frozenset(word for line in read_words("english_common.txt") for word in line.split())


@lru_cache(maxsize=65536)
def weigh_word(word: str) -> float:
    """What a word tells about a text, from 0 to about 14."""
    if word in stop_words():
        return 0.0
    if word[0].isdigit():
        return _FIGURE
    if word.isascii():
        return _LATIN if len(word) > 2 and word not in _common_english() else _LATIN_SHORT
    if len(word) == 1:
        return _SCRAP
    weight = word_weight(word)
    return weight if weight >= _TOO_COMMON else 0.0


@lru_cache(maxsize=2)  # scoring and choosing look at the same article, one after the other
def number_words(tokens: Tokens) -> Words:
    count = Counter(tokens.words[int(tokens.bounds[1]) :])
    number = {word: i for i, word in enumerate(count)}
    rows = [
        [number[word] for word in dict.fromkeys(tokens.words[start:end])]
        for start, end in zip(tokens.bounds[1:-1].tolist(), tokens.bounds[2:].tolist(), strict=True)
    ]
    return Words(
        words=tuple(count),
        ids=np.array([i for row in rows for i in row], dtype=np.int32),
        bounds=np.cumsum([0, *map(len, rows)], dtype=np.int32),
        rarity=np.array([weigh_word(word) for word in count], dtype=np.float64),
        times=np.fromiter(count.values(), np.int32, len(count)),
    )
