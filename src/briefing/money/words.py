"""The table of money words as regexes, and the plain form of a text in which they are looked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ..config import read_table

TABLE = read_table("money.toml")

# Same length, so that positions hold: full-width signs to half-width, Traditional characters to Simplified.
_PLAIN = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
    | dict(zip(TABLE["traditional"]["written"], TABLE["traditional"]["plain"], strict=True))
    | {"　": " ", "\xa0": " ", "～": "~", "〇": "零"}
)


_CHANGING = frozenset(map(chr, _PLAIN))


def plain_form(text: str) -> str:
    """Half-width and Simplified as far as money is concerned; every character keeps its place."""
    for character in _CHANGING.intersection(text):  # few: a pattern or `translate` asks of all
        text = text.replace(character, _PLAIN[ord(character)])
    return text


def any_of(words: Iterable[str]) -> str:
    """An alternation, the longest word first; words are grouped by their first letter, so that most fail at once."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups[word[0]].append(word[1:])
    return "|".join(re.escape(first) + _tails(tails) for first, tails in sorted(groups.items()))


def _tails(tails: list[str]) -> str:
    return re.escape(tails[0]) if len(tails) == 1 else "(?:" + "|".join(map(re.escape, tails)) + ")"


def by_word(section: str) -> dict[str, str]:
    """Word -> its name in a section of the table, Latin words in lower case."""
    return {word.lower(): name for name, words in TABLE[section].items() for word in words}


CODES: dict[str, str] = {word: code for code, words in TABLE["currencies"].items() for word in words}
SIGNS: dict[str, str] = {word: code for code, words in TABLE["symbols"].items() for word in words}
UNITS: dict[str, int] = TABLE["units"] | {"兆": 12}
ROLES = by_word("roles")
HEADS = by_word("heads")
HAN_CUES = [w for words in TABLE["roles"].values() for w in words if not w.isascii() or w in ("GMV", "GDP")]

# Words that are also a verb, a weight or a name: money only after a million or more.
AMBIGUOUS = frozenset({"won", "rand", "dong", "pounds", "sterling", "reais", "baht", "rmb", "lira"})
BARE_YUAN = frozenset({"元", "块钱"})
"""Words that name no country's money by themselves."""

HAN_CODE_WORDS = [w for w in CODES if not w.isascii()]
LATIN_CODE_WORDS = [w for w in CODES if w.isascii() and w not in AMBIGUOUS]
# 元 that begins another word is no currency: 元旦, 元宇宙, 元素, 元首.
_NOT_YUAN = "(?![旦宇件素老气年月帅勋凶]|首(?![付期批轮次个笔关]))"
HAN_CODE = rf"(?:元?(?:{any_of(w for w in HAN_CODE_WORDS if w != '元')})|元){_NOT_YUAN}"
LATIN_CODE = rf"(?:(?:{any_of(LATIN_CODE_WORDS)})(?![A-Za-z]))"
LOOSE_CODE = rf"(?:(?:{any_of(AMBIGUOUS)})\b)"
SIGN = any_of(SIGNS)
HAN_UNIT = f"(?:{any_of(w for w in UNITS if not w.isascii())})"
WORD_UNIT = r"(?:(?i:trillion|billion|million|thousand|crore|lakh|trn|tn|bn|bln|mln|mn)(?![A-Za-z]))"
LETTER_UNIT = r"(?:[bmBMkKT](?![A-Za-z]))"


def code_of(word: str) -> str:
    """The currency of a word behind a number: 港元, 元港币."""
    return CODES.get(word) or CODES[word.removeprefix("元")]
