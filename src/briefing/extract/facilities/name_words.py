"""The words of a name: which lists they are on, which are particular, and how much that is. Simplified characters."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ...config import read_table
from ...text import cut_words

_NUMERALS = frozenset("一二两三四五六七八九十百千万亿零数几")


class Word(NamedTuple):
    """A word and where it stands."""

    at: int
    text: str


@lru_cache(maxsize=1)
def lists() -> dict[str, frozenset[str]]:
    """The word lists of `facilities.toml`, by name."""
    read = read_table("facilities.toml")
    flat = {"not_heads": read["not_heads"]["words"], "generic": read["generic"]["words"]}
    flat |= {"after_head": read["after_head"]["words"], **read["boundaries"]}
    return {key: frozenset(words) for key, words in flat.items()}


@lru_cache(maxsize=8192)
def cut(run: str) -> tuple[str, ...]:
    """The words of a run of Han characters; the same runs come again and again."""
    return tuple(cut_words(run))


def is_topic(word: str) -> bool:
    """A field of work: 与 behind it goes on with the name, as in 脑科学与类脑研究中心."""
    return word in lists()["topics"] or word.endswith(("科学", "技术", "工程", "学", "智能", "材料"))


def is_number(word: str) -> bool:
    return word[0].isdigit() or set(word) <= _NUMERALS


def is_size(words: list[Word]) -> bool:
    """5万吨…, 100兆瓦…: a number that belongs to the name."""
    rest, units = "".join(word.text for word in words[1:3]), tuple(lists()["units"])
    return words[0].text[0].isdigit() and (rest.startswith(units) or rest.lstrip("万亿千百").startswith(units))


def is_a_clause(words: str) -> bool:
    """Whether a phrase has a verb in it: no name."""
    verbs = lists()["verbs"] - lists()["adjacent"] - lists()["nominal"]
    return any(word == "了" or word in verbs for word in cut(words))


def has_own_words(words: str) -> bool:
    """Whether a phrase has more in it than generic words."""
    return weigh(cut(words)) > 0


def weigh(words: tuple[str, ...] | list[str]) -> int:
    """How much of a name is particular: a word of two characters counts 1, two fields of work together 1."""
    generic, topics = lists()["generic"], lists()["topics"]
    own = sum(len(word) for word in words if word not in generic and len(word) > 1) // 2
    fields = sum(1 for word in words if word in generic and word in topics)
    return own + fields // 2 + weigh_letters(words)


def weigh_letters(words: tuple[str, ...] | list[str]) -> int:
    """An unknown name that the cutter left in single characters, and the one that makes a field of work its own.

    澜|岫|智算中心 has a name of two characters; 创新|药|平台 speaks of medicine, not of innovation.
    """
    generic, topics = lists()["generic"], lists()["topics"]
    total, run, before = 0, 0, ""
    for word in (*words, ""):
        if len(word) == 1 and word not in generic and "\u4e00" <= word <= "\u9fff" and word not in _NUMERALS:
            run += 1
            continue
        total += max(run // 2, int(run == 1 and before in topics))
        run, before = 0, word
    return total
