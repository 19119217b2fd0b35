"""How telling a word is: inverse document frequency from the table that jieba ships (`jieba/analyse/idf.txt`).

The table counts a large corpus of Chinese text; it is the package's, read in place, and nothing is trained here.
Its scale is the natural logarithm: 的 lies near 1, 公司 near 4, a rare name near 13.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from .config import read_words

UNKNOWN_HAN = 12.5  # a Han word the table lacks is nearly always a name; the table ends near 13.9
NUMBER = 9.0  # a figure of three digits or more
LATIN_LONG, LATIN_SHORT = 10.0, 3.0  # a Latin word inside Chinese text is a name, a product or a unit
YEARS = ("19", "20")


@lru_cache(maxsize=1)
def _table() -> dict[str, float]:
    spec = find_spec("jieba")
    assert spec is not None and spec.submodule_search_locations, "jieba is a dependency"
    path = Path(spec.submodule_search_locations[0]) / "analyse" / "idf.txt"
    with path.open(encoding="utf-8") as lines:
        return {word: float(weight) for word, weight in (line.split() for line in lines)}


@lru_cache(maxsize=1)
def common_english() -> frozenset[str]:
    """English words that tell nothing of what a text is about, in small letters: `data/english_common.txt`."""
    return frozenset(word for line in read_words("english_common.txt") for word in line.split())


def word_weight(word: str) -> float:
    """The weight of a token of `text.cut_words`, from 0 to about 14."""
    if word[0].isdigit():
        digits = word.replace(",", "").replace(".", "").rstrip("%")
        is_year = len(word) == 4 and word[:2] in YEARS
        return 0.0 if len(digits) < 3 or is_year else NUMBER
    if len(word) < 2:
        return 0.0
    if word.isascii():
        return LATIN_LONG if len(word) > 2 else LATIN_SHORT
    return _table().get(word, UNKNOWN_HAN)
