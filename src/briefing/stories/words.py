"""What the words of an article say: how telling each is, which of them name, and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np

from ..config import read_table, read_words
from ..idf import common_english, word_weight

RARE = 9.0  # weight from which a word names something rather than describes it
PLAIN = 4.0  # weight below which a word says nothing about the event
ACTOR = 8.0  # weight from which a word of the opening may be who or what the news is about: more than `RARE` lets in
FEWEST_ACTORS = 2  # an opening with one such word is not told again wherever that word stands
# English has no table of weights: a word written with a capital inside a sentence names, another one describes.
LATIN_NAME, LATIN_WORD = 10.0, 6.5
SHORTEST_NAME = 3
KEPT = 1 << 17  # words whose weight is kept at hand
STEPS = 65535  # in which shares are counted, so that two bytes keep them as they are

_WEAK = frozenset(read_table("stories.toml")["names"]["weak"])
_STOPS = frozenset(read_words("stopwords.txt"))
_CAPITAL = re.compile(
    r"""
    (?: (?<=[^.!?:\s\-–—“"]\s) [A-Z]                 # inside a sentence: made by Lanchuan
      | \b [A-Z] (?=[A-Za-zÀ-ɏ0-9.&'’-]{0,24}\s[A-Z]) ) # at its beginning, before another: Lanchuan Semiconductor
    [A-Za-zÀ-ɏ0-9]* (?:[-'’&.][A-Za-zÀ-ɏ0-9]+)*
    """,
    re.VERBOSE,
)


# The first word of a sentence names when it is no common word and is nowhere written small: Orvello, the Paris lab, …
_INITIAL = re.compile(r"(?:^|[.!?]\s|\n)([A-Z][A-Za-zÀ-ɏ0-9]{2,})", re.MULTILINE)


class Vectors(NamedTuple):
    """Parallel arrays of an article's telling words, by ascending key; see `Signature`."""

    words: np.ndarray
    weights: np.ndarray
    opening: np.ndarray
    first: np.ndarray
    actors: np.ndarray


class _Masses(dict[str, float]):
    """What words say beyond grammar. A plain dict: of a hundred words of a text most are met again in the next one."""

    def __missing__(self, word: str) -> float:
        if len(self) >= KEPT:
            self.clear()
        mass = self[word] = word_weight(word) - PLAIN
        return mass


_MASSES = _Masses()


def word_keys(words: Iterable[str]) -> np.ndarray:
    return np.array(list(map(crc32, map(str.encode, words))), dtype=np.uint32)


def ascending(numbers: np.ndarray) -> np.ndarray:
    """Sorted and unique; for some hundred numbers this is three times as fast as `np.unique`."""
    numbers = np.sort(numbers)
    fresh = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=fresh[1:])
    return numbers[fresh]


def score_words(counts: Mapping[str, int], *, is_english: bool, names: Collection[str]) -> dict[str, float]:
    """How much each word says beyond grammar; those that say something."""
    other = LATIN_WORD if is_english else LATIN_NAME
    found = {}
    for word, count in counts.items():
        if not "a" <= word[0] <= "z":
            mass = _MASSES[word]
        elif len(word) < SHORTEST_NAME or word in _STOPS:
            continue
        else:
            mass = (LATIN_NAME if word in names else other) - PLAIN
        if mass > 0 and count > 0:
            found[word] = mass
    return found


def pick_names(words: Iterable[str], weights: Mapping[str, float]) -> Iterator[str]:
    """Those that name something rather than describe it."""
    return (w for w in words if (w.isascii() or weights[w] >= RARE - PLAIN) and not w[0].isdigit())


def find_names(prose: str, counts: Counter[str], *, is_english: bool) -> set[str]:
    """Latin words that name something: all of a Chinese text, of an English one those with a capital."""
    if is_english:
        found = {m.group().lower() for m in _CAPITAL.finditer(prose)}
        initials = set(map(str.lower, _INITIAL.findall(prose)))
        found |= {w for w in initials if w not in common_english() and f" {w}" not in prose}
    else:
        found = {w for w, n in counts.items() if n > 0 and w.isascii() and w[0].isalpha()}
    return {w for w in found if is_telling_name(w)}


def is_telling_name(name: str) -> bool:
    """Whether a Latin name tells one piece of news from another: no day, no country, no legal form."""
    return len(name) >= SHORTEST_NAME and name not in _STOPS and name not in _WEAK


def vectors(
    weights: dict[str, float], counts: Counter[str], lead: Mapping[str, None], first: Collection[str]
) -> Vectors:
    """How much each word says in the whole text, in its opening and in what is said first, and who acts."""
    early = lead.keys() & set(first)
    keys, mass = word_keys(weights), np.array(list(weights.values()))
    often = np.array(list(map(counts.__getitem__, weights)), dtype=np.float64)
    in_lead, in_first = (np.array(list(map(found.__contains__, weights)), dtype=bool) for found in (lead, early))
    acts = in_lead * (mass >= ACTOR - PLAIN)
    whole = mass * (1 + np.log(often))
    order = keys.argsort(kind="stable")
    shares = (
        (whole, float(np.sqrt(whole @ whole))),
        (in_lead * mass * mass, float((in_lead * mass * mass).sum())),
        (in_first * mass, float((in_first * mass).sum())),
        (acts, max(float(FEWEST_ACTORS), float(acts.sum()))),
    )
    table = np.array([row / max(1e-9, size) for row, size in shares])[:, order]
    return Vectors(keys[order], *(np.round(table * STEPS) / STEPS).astype(np.float32))


def pick_lead(said: Sequence[str], credits: Counter[str], weights: dict[str, float]) -> dict[str, None]:
    """The telling words of title and opening, without those that stand there only in a credit; a set in order."""
    if not credits:
        return dict.fromkeys(w for w in said if w in weights)
    counts = Counter(said)
    counts.subtract(credits)
    return dict.fromkeys(w for w, n in counts.items() if n > 0 and w in weights)
