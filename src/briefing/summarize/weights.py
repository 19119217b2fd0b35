"""The words of an article as numbers, and what each weighs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..config import read_words
from ..idf import common_english, word_weight
from ..rank import Bags, Floats, Integers, bag
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
# Words whose weights are kept at hand: those of a week. Some ten megabytes.
_MOST_KNOWN = 65_536


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of an article's sentences as numbers, in the order in which they first appear."""

    number: dict[str, int]
    bags: Bags
    """The distinct words of each sentence."""
    rarity: Floats
    """What each word weighs by itself."""
    times: Integers
    """How often it stands in the article."""

    def weigh(self, title: frozenset[str]) -> Floats:
        """What each word weighs in this article."""
        return self.times**_REPEATED * self.rarity * (1 + _IN_TITLE * self.mark(title))

    def mark(self, wanted: frozenset[str]) -> Floats:
        """1 for each of the wanted words, 0 for the others."""
        marks = np.zeros(len(self.number))
        marks[[self.number[word] for word in wanted if word in self.number]] = 1.0
        return marks


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    return frozenset(read_words("stopwords.txt"))


def weigh_word(word: str) -> float:
    """What a word tells about a text, from 0 to about 14."""
    return _known[word]


def _weigh(word: str) -> float:
    if word in stop_words():
        return 0.0
    if word[0].isdigit():
        return _FIGURE
    if word.isascii():
        return _LATIN if len(word) > 2 and word not in common_english() else _LATIN_SHORT
    if len(word) == 1:
        return _SCRAP
    weight = word_weight(word)
    return weight if weight >= _TOO_COMMON else 0.0


class _Known(dict[str, float]):
    """Words with their weights, each weighed once; emptied when it is full.

    Not `lru_cache`: that puts its entries in a new order at every look-up, and with the words of some hundred articles
    most of those lie far apart in memory. It took four times as long.
    """

    def __missing__(self, word: str) -> float:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        weight = self[word] = _weigh(word)
        return weight

    cache_clear = dict.clear  # as functools names it


_known = _Known()


@lru_cache(maxsize=2)  # scoring and choosing look at the same article, one after the other
def number_words(tokens: Tokens) -> Words:
    bounds = tokens.bounds[1:]
    number: dict[str, int] = {}
    numbers = np.array([number.setdefault(word, len(number)) for word in tokens.words[int(bounds[0]) :]], dtype=np.intp)
    return Words(
        number=number,
        bags=bag(numbers, bounds[1:] - bounds[:-1]),
        rarity=np.fromiter(map(_known.__getitem__, number), np.float64, len(number)),
        times=np.bincount(numbers, minlength=len(number)),
    )
