"""What is the same to a search: Traditional and Simplified, upper and lower case, full and half width, `é` and `e`.

Letter by letter and without regard to what stands beside it, so that each slice of a text finds the text, and a place
in the folded text is the same place in the text. `text.simplify` reads 乾 by its neighbours, and a query may lack them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from ...text import HAN, simplify

LETTER = rf"[^\W_{HAN}]"
"""Pattern of a letter or digit that is no Han character."""
UNIT = re.compile(rf"[{HAN}]+|\d+(?:[.,]\d+)+|{LETTER}+")
"""A run of Han characters, a number with its decimals, a word."""
TITLE = "¶"
"""Goes before the tokens of a title; by itself a token of every text."""

_HAN_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
_FULL_WIDTH = frozenset(
    map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF41, 0xFF5B), 0xFF0E))
)  # digits, letters, full stop
_WIDTH = 0xFEE0  # between a full-width character and its half-width form
_LETTER_RANGES = ((0, 0x3000), (0xA640, 0xAC00), (0xFF00, 0xFF60))  # of scripts with two cases or two widths
_SHORTEST_INFLECTED = 4  # letters
_VOWEL = re.compile("[aeiouy]")


def fold(text: str) -> str:
    """A text of the same length in which what is the same to a search is the same."""
    table, odd = _folds()
    return odd.sub(lambda found: table[found[0]], text)


@cache
def _folds() -> tuple[dict[str, str], re.Pattern[str]]:
    """What each odd character becomes, and a pattern of them: a text without any is passed through at once.

    Twice as fast as `lower` and then the rest; `translate` takes three times as long.
    """
    table = {c: one for c in _characters(_LETTER_RANGES) if (one := _fold_letter(c)) != c}
    han = list(_characters(_HAN_RANGES))
    plain = [unicodedata.normalize("NFKC", c) if c >= "\uf900" else c for c in han]
    simple = simplify("\n".join(plain)).split("\n")
    table |= {c: one for c, one in zip(han, simple, strict=True) if c != one and len(one) == 1}
    table = {c: table.get(one, one) for c, one in table.items()}  # 薴 becomes 苧, and that 苎
    return table, re.compile("[" + "".join(table) + "]")


def _characters(ranges: Iterable[tuple[int, int]]) -> Iterator[str]:
    return (chr(n) for start, end in ranges for n in range(start, end))


def _fold_letter(character: str) -> str:
    """In lower case, half width and without its accent. What would become several letters stays: ß, İ."""
    lower = character.lower()
    if len(lower) != 1:
        return character
    if lower in _FULL_WIDTH:
        return chr(ord(lower) - _WIDTH)
    base = unicodedata.normalize("NFD", lower)[0]
    return base if base.isascii() and base.islower() else "σ" if lower == "ς" else lower


def stem(word: str) -> str:
    """An English word without the endings of number and tense: funds, funded, funding are one; so are raise and raised.

    Harman's plural rules and step 1 of Porter's, and a final e. A full stemmer was tried on paper and dropped: it makes
    organ of organization.
    """
    if len(word) < _SHORTEST_INFLECTED or not (word.isascii() and word.isalpha()):
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and _VOWEL.search(root) and not word.endswith("eed"):
            word = _bare(root)
            break
    return word[:-1] if word.endswith("e") and len(word) >= _SHORTEST_INFLECTED else word


def _singular(word: str) -> str:
    if len(word) <= _SHORTEST_INFLECTED:  # news is not the plural of new
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _bare(root: str) -> str:
    """planned: plan; carried: carry."""
    if root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return root[:-1] + "y" if root.endswith("i") else root


def find_tokens(folded: str) -> Iterator[str]:
    """What the index holds of a folded text: Han characters and pairs of them; words as they stand and their stems."""
    for piece in UNIT.findall(folded):
        if is_han(piece):
            yield from piece
            yield from map(str.__add__, piece, piece[1:])
        else:
            yield piece
            yield stem(piece)


def is_han(unit: str) -> bool:
    return "\u3400" <= unit[0] < "\ufb00" and _HAN_LETTER.match(unit) is not None


_HAN_LETTER = re.compile(f"[{HAN}]")
