"""Readings of characters in brackets: `关（guān）`, as pages print them for learners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..config import read_words
from ..text import HAN, simplify
from .edit import Edit

_LETTER = "a-zêüńňǹḿ\u00e0-\u00ff\u0101-\u01dc\u0300-\u036f"
_PINYIN = re.compile(
    rf"""
    (?<=[{HAN}])                                            # after the character that it spells
    (?: (?:[(（][ ]?[{_LETTER}]{{1,7}}[1-5]?[ ]?[)）])+
      | [(（][{_LETTER}]{{1,7}}(?:[ ][{_LETTER}]{{1,7}}){{1,7}}[)）]   # 重庆（chóng qìng）
    )
    """,
    re.VERBOSE,
)
_VOWEL = re.compile("[aeiouü\u00e0-\u00ff\u0101-\u01dc]")
# A Mandarin syllable without its tone mark. (brakpan) and (genset) are no reading of a character, (guan) is.
_SYLLABLE = re.compile(
    r"""
    (?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?
    (?:iang|iong|uang|ang|eng|ong|ing|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|in|un|ia|ie|iu|ua|uo|ui|ue|a|o|e|i|u|ü)
    """,
    re.VERBOSE,
)
_BRACKETS = re.compile(r"[()（） ]+")
# Lower-case words that stand in brackets after a Chinese name and are no pinyin, although their syllable may fit it.
_NOT_PINYIN = frozenset(("via", "ai", "a", "e", "i", "ii", "iv"))


@lru_cache(maxsize=1)
def _readings() -> dict[str, tuple[str, ...]]:
    """The syllables of each character that the table of readings has."""
    found: dict[str, tuple[str, ...]] = {}
    for line in read_words("pinyin.txt"):
        syllable, characters = line.split()
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found


def drop_pinyin(text: str) -> Iterator[Edit]:
    """Readings in brackets after a Chinese character go; abbreviations (upper case) and Chinese remarks stay.

    Without a tone mark the syllable must be one that the character before it has.
    """
    for match in _PINYIN.finditer(text):
        words = [word for word in _BRACKETS.split(match.group()) if word]
        if " " in match.group().strip("()（） ") and ")" not in match.group()[:-1] and "）" not in match.group()[:-1]:
            is_reading = all(not word.isascii() and _is_reading(word, "") for word in words)
        else:
            is_reading = all(_is_reading(word, text[match.start() - 1]) for word in words)
        if is_reading:
            yield Edit(match.start(), match.end(), "")


def _is_reading(word: str, character: str) -> bool:
    """With a tone mark; or a syllable that Mandarin has, and that the character may have."""
    if not word.isascii():
        return bool(_VOWEL.search(word))
    syllable = word.rstrip("12345")
    if not _SYLLABLE.fullmatch(syllable) or word in _NOT_PINYIN:
        return False
    known = _readings().get(simplify(character))
    return known is None or syllable.replace("ü", "u") in known or syllable.replace("v", "u") in known
