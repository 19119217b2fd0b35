"""Whether a phrase is a term or a name that a reader would put on a slide, by its words.

The parts of speech are those of jieba's dictionary, one a word; a word it lacks is taken for a noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from ..config import read_table, read_words
from ..idf import common_english
from ..tags import find_tags
from .phrases import Counts, Phrase
from .weights import stop_words, weigh_word


class Kind(Enum):
    """What a word may be in a phrase."""

    NONE = 0
    """Part of none: a stop word, a number, an adverb, a date."""
    NOUN = 1
    QUALITY = 2
    """An adjective: not at the end."""
    VERB = 3
    """At an edge only where it sticks to its neighbour."""
    PLACE = 4
    """Not by itself."""
    SUFFIX = 5
    """A single character: not at the beginning."""
    PLAIN = 6
    """An English word of any text: not at the end."""
    PREFIX = 7
    """A single character, else a function word: only at the beginning, and where the rest hardly goes without it."""


_LONGEST_HAN = 11
# A word the dictionary lacks is a name or a scrap of one; so short a word is mostly a scrap or a person.
_SHORTEST_UNKNOWN = 4
# In this share of the places of the rarer part the parts stand together; of a verb's at an edge, of a verb's inside.
_TOGETHER, _VERB_TOGETHER, _VERB_INSIDE = 0.25, 0.5, 0.8
_VERB_TIMES = 3
# A character like 可 belongs to a term when the rest stands behind it in this share of its places.
_PREFIXED = 0.6
# A word of the table's commonest tenth tells nothing: 企业, 技术, 建设 lie below this, 芯片 and 卫星 far above. Beyond
# the second figure rarity adds nothing: a word that the table lacks is not therefore more of a term.
_COMMON, _RARE = 5.0, 9.5
# What a word tells by itself, against a phrase of several: two characters are mostly a plain noun.
_SINGLE_SHORT, _SINGLE_LONG, _SINGLE_LATIN, _SEVERAL = 0.5, 0.9, 0.4, 1.1
_PLAIN_LATIN = ("ly", "ing", "ed", "ant", "ive", "ous", "able", "ful", "ies", "tion", "tions", "ment", "al")
_CLAUSE = (Kind.QUALITY, Kind.VERB)


@lru_cache(maxsize=1)
def phrase_words() -> dict[str, tuple[str, ...]]:
    """The lists of `key_phrases.toml`."""
    return {key: tuple(words) for key, words in read_table("key_phrases.toml").items()}


@lru_cache(maxsize=1)
def _plain_terms() -> frozenset[str]:
    return frozenset(read_words("plain_terms.txt"))


@lru_cache(maxsize=1)
def _plain_compound() -> re.Pattern[str]:
    """Plain words with a hollow one at the end: 合作项目; but 数据中心 and 金融科技 are terms."""
    plain = "|".join(map(re.escape, sorted(_plain_terms())))
    return re.compile(f"(?:{plain})*(?:{'|'.join(phrase_words()['hollow'])})")


@lru_cache(maxsize=1)
def _ends() -> tuple[str, ...]:
    return tuple(word for key in ("offices", "outlets", "doings", "scopes") for word in phrase_words()[key])


@lru_cache(maxsize=1)
def _beginnings() -> tuple[str, ...]:
    return (*phrase_words()["papers"], *phrase_words()["doings"])


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    table = read_table("places.toml")
    return frozenset(word for key in ("provinces", "cities", "countries") for word in table.get(key, ()))


@lru_cache(maxsize=1)
def _surnames() -> tuple[str, ...]:
    return tuple(name for line in read_words("surnames.txt") for name in line.split())


@lru_cache(maxsize=65536)
def tag_of(word: str) -> str | None:
    return find_tags((word,)).get(word)


@lru_cache(maxsize=65536)
def kind_of(word: str) -> Kind:
    if word in phrase_words()["prefixes"]:
        return Kind.PREFIX
    if word in stop_words() or any(map(str.isdigit, word)):
        return Kind.NONE
    if word.isascii():
        return Kind.PLAIN if word in common_english() else Kind.NOUN
    tag = tag_of(word)
    if len(word) == 1:
        is_suffix = tag and tag[0] in "nkjqg" and tag != "nr" and word not in phrase_words()["joints"]
        return Kind.SUFFIX if is_suffix else Kind.NONE
    if is_miscut(word):
        return Kind.NONE
    if tag == "ns" or word in _places():
        return Kind.PLACE
    if tag is None or tag[0] == "n" or tag in ("vn", "an", "j", "l", "i", "eng"):
        return Kind.NOUN if _is_thing(word, is_set_phrase=tag in ("l", "i")) else Kind.NONE
    return {"b": Kind.QUALITY, "a": Kind.QUALITY, "z": Kind.QUALITY, "v": Kind.VERB}.get(tag[0], Kind.NONE)


def _is_thing(word: str, *, is_set_phrase: bool) -> bool:
    """Words of four characters may be whole clauses: 再生能源 is a thing, 圆满成功 and 积极探索 are none."""
    if len(word) != 4:
        return not is_set_phrase or (len(word) == 3 and word[-1] not in phrase_words()["joints"])
    first, last = tag_of(word[:2]), tag_of(word[2:])
    if is_set_phrase:
        return first is not None and (last or "v")[0] == "n"
    return not (first in ("a", "ad", "d") and (last or "n")[0] in "va")


def is_miscut(word: str) -> bool:
    """A word that the dictionary lacks and that opens with a preposition: the cutter took the preposition in."""
    return len(word) > 1 and tag_of(word) is None and word.startswith(phrase_words()["openers"])


def may_stand(word: str) -> bool:
    """Whether a word may be part of a phrase at all."""
    return kind_of(word) is not Kind.NONE


def opens_with_verb(phrase: Phrase) -> bool:
    return kind_of(phrase[0]) is Kind.VERB


def write_phrase(phrase: Phrase) -> str:
    words = [phrase[0]]
    for before, word in pairwise(phrase):
        words.append(f" {word}" if before.isascii() and word.isascii() else word)
    return "".join(words)


def score_telling(phrase: Phrase) -> float:
    """How much a phrase tells by the rarity of its words, from 0 to about 5."""
    word = phrase[0]
    weight = max(0.0, min(_RARE, max(map(weigh_word, phrase))) - _COMMON)
    if len(phrase) > 1:
        return _SEVERAL * weight
    if word.isascii():
        return 0.0 if word.endswith(_PLAIN_LATIN) else _SINGLE_LATIN * weight
    return (_SINGLE_SHORT if len(word) == 2 else _SINGLE_LONG) * weight


# ---------------------------------------------------------------- by its words


def is_term(phrase: Phrase, counts: Counts) -> bool:
    """By the words themselves: no scrap, no clause, no person, no plain word."""
    text = write_phrase(phrase)
    fits = len(text) > 2 if text.isascii() else 2 <= len(text) <= _LONGEST_HAN
    if not fits or text in _plain_terms() or _plain_compound().fullmatch(text):
        return False
    if text.endswith(_ends()) or text.startswith(_beginnings()) or _is_person(phrase):
        return False
    return _has_shape(phrase, counts) and score_cohesion(phrase, counts) >= _TOGETHER


def _has_shape(phrase: Phrase, counts: Counts) -> bool:
    kinds = [kind_of(word) for word in phrase]
    if kinds[-1] in (Kind.QUALITY, Kind.PLAIN) or kinds[0] is Kind.SUFFIX or Kind.PREFIX in kinds[1:]:
        return False
    if kinds[0] is Kind.PREFIX and not _needs_prefix(phrase, counts):
        return False
    if len(phrase) == 1:
        return kinds[0] is Kind.NOUN and _stands_alone(phrase[0])
    if _is_place(phrase, kinds) or (kinds[0] in _CLAUSE and _is_doing(phrase[-1])):
        return False
    return Kind.VERB not in kinds or _sticks(phrase, counts)


def _is_place(phrase: Phrase, kinds: Sequence[Kind]) -> bool:
    """A place, also with its 市 or 县, or what is done there: 北京, 北京举办."""
    if any(kind is not Kind.PLACE for kind in kinds[:-1]) or kinds[0] is not Kind.PLACE:
        return False
    if kinds[-1] is Kind.VERB:
        return phrase[-2] in _places()  # the dictionary has 深海 as a place too
    return kinds[-1] is Kind.PLACE or phrase[-1] in phrase_words()["divisions"]


def _needs_prefix(phrase: Phrase, counts: Counts) -> bool:
    rest = counts.phrases.get(phrase[1:], 0)
    return counts.phrases[phrase] >= _PREFIXED * rest > 0


def _is_doing(word: str) -> bool:
    return (tag_of(word) or "n")[0] in "va"


def _sticks(phrase: Phrase, counts: Counts) -> bool:
    """A verb belongs to a term when most of the verb's places are in it; else the words are a clause."""
    times = counts.phrases[phrase]
    inside = [_VERB_INSIDE * counts.words[w] for w in phrase[1:-1] if kind_of(w) is Kind.VERB]
    at_edges = [_VERB_TOGETHER * counts.words[w] for w in phrase[:: len(phrase) - 1] if kind_of(w) is Kind.VERB]
    return times >= max(_VERB_TIMES, *inside, *at_edges)


def _stands_alone(word: str) -> bool:
    """A short word that the dictionary lacks is a scrap; a short verbal noun (发电, 通关) names no subject."""
    if word.isascii():
        return True
    tag = tag_of(word)
    if tag is None:
        return len(word) >= _SHORTEST_UNKNOWN
    return (tag not in ("vn", "an") or len(word) > 2) and not word.endswith(phrase_words()["manners"])


def _is_person(phrase: Phrase) -> bool:
    """A name of two or three characters that opens with a surname; behind an office whatever stands there."""
    if len(phrase) > 1 and phrase[-2].endswith(phrase_words()["offices"]):
        return True
    text, last = write_phrase(phrase), phrase[-1]
    if len(phrase) > 1 and len(text) == 3 and text.startswith(_surnames()) and any(tag_of(w) is None for w in phrase):
        return True
    is_short = (tag_of(last), len(last)) in (("nr", 2), ("nr", 3), (None, 2))
    return is_short and last.startswith(_surnames()) and not last.endswith(phrase_words()["bodies"])


def score_cohesion(phrase: Phrase, counts: Counts) -> float:
    """In which share of the places of its rarer part the phrase stands whole, at its weakest joint; 1 for one word."""
    whole = counts.phrases[phrase]
    weakest = 1.0
    for cut in range(1, len(phrase)):
        parts = [counts.phrases.get(part) or counts.words[part[0]] for part in (phrase[:cut], phrase[cut:])]
        weakest = min(weakest, whole / max(whole, min(parts)))
    return weakest
