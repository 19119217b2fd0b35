"""What a sentence states, so that two sentences can be seen to state the same: figures, names, words.

Figures and Latin names read alike in Chinese and English: 386亿美元 and $38.6 billion are one figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .weights import weigh_word

# Words shared, by weight, of the sentence with less of it: from here on it is the same news.
_SAME_WORDS = 0.5
# With a telling figure in common, this much is enough.
_SAME_WORDS_WITH_FIGURE = 0.2
# A figure of so many digits is hardly a coincidence.
_TELLING_DIGITS = 3
_SMALLEST_PLAIN = 100

_FIGURE = re.compile(
    r"""
    (?<![\d.,A-Za-z])
    (?P<number>\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?)
    \s?(?P<unit>
        万亿|萬億|百万|百萬|千万|千萬|亿|億|万|萬|千|%|％|trillion|billion|million|thousand|bn\b|percent|per\ cent
    )?
    (?P<date>\s?[年月日号號时時点點届屆期][^\d]?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_POWERS = {
    "万亿": 12, "萬億": 12, "亿": 8, "億": 8, "千万": 7, "千萬": 7, "百万": 6, "百萬": 6, "万": 4, "萬": 4, "千": 3,
    "trillion": 12, "billion": 9, "bn": 9, "million": 6, "thousand": 3,
}  # fmt: skip
_PER_CENT = frozenset({"%", "％", "percent", "per cent"})


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one sentence."""

    figures: frozenset[str]
    names: frozenset[str]
    """Latin words: names of companies, products, abbreviations."""
    words: frozenset[str]
    is_latin: bool


def find_facts(text: str, words: Sequence[str]) -> Facts:
    latin = [word for word in words if word[0].isascii() and not word[0].isdigit()]
    is_latin = len(latin) * 2 > len(words)
    return Facts(
        figures=frozenset(_figures(text)),
        names=frozenset(word for word in latin if len(word) > 1 and weigh_word(word)),
        words=frozenset(word for word in words if weigh_word(word) and not word[0].isdigit()),
        is_latin=is_latin,
    )


def is_same(a: Facts, b: Facts) -> bool:
    """Whether two sentences tell the same, by figures and names across languages, by words within one."""
    figures = a.figures & b.figures
    names = a.names & b.names
    if len(figures) >= 2 or (names and any(_is_telling(figure) for figure in figures)):
        return True
    if a.is_latin != b.is_latin:
        return any(_is_telling(figure) for figure in figures)
    share = _shared(a.words, b.words)
    return share >= (_SAME_WORDS_WITH_FIGURE if figures else _SAME_WORDS)


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    # Sorted: the last digit of a sum depends on its order, and a set's order on the hash seed.
    common = sum(sorted(weigh_word(word) for word in a & b))
    smaller = min(sum(sorted(weigh_word(word) for word in words)) for words in (a, b))
    return common / smaller if smaller else 0.0


def _figures(text: str) -> list[str]:
    """Figures as digits and power of ten; years, dates and small plain numbers are no figures."""
    found = []
    for match in _FIGURE.finditer(text):
        unit = (match["unit"] or "").lower()
        number = float(match["number"].replace(",", ""))
        if unit in _PER_CENT:
            found.append(f"{number:.4g}%")
        elif unit:
            found.append(f"{number * 10 ** _POWERS[unit]:.4g}")
        elif not match["date"] and number >= _SMALLEST_PLAIN and not (1900 <= number < 2100):
            found.append(f"{number:.4g}")
    return found


def _is_telling(figure: str) -> bool:
    digits = figure.rstrip("%").split("e")[0].replace(".", "").strip("0")
    return len(digits) >= _TELLING_DIGITS


# Of the shorter sentence's character 4-grams, the share in the other from which the two print the same.
_PRINTED_ALIKE = 0.8
_GRAM = 4


def is_repeat(text: str, printed: Iterable[str]) -> bool:
    """Whether the sentence, but for a label before it or a word or two, stands in print already."""
    own = _grams(text)
    return any(_alike(own, _grams(other)) for other in printed)


def _grams(text: str) -> frozenset[str]:
    plain = "".join(filter(str.isalnum, text.casefold()))
    return frozenset(plain[i : i + _GRAM] for i in range(max(1, len(plain) - _GRAM + 1)))


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= _PRINTED_ALIKE * min(len(a), len(b))
