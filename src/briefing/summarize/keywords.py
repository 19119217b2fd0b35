"""Key phrases of a theme: words that many of its articles use and few others, joined where they stand together."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise

from ..config import read_words
from ..tags import find_tags, is_noun_like
from ..types import Tokens
from .weights import stop_words, weigh_word

# A phrase of this many words and characters is still a phrase.
_MOST_WORDS = 4
_LONGEST_HAN = 10
# Two words are one phrase when they stand together in this share of the places of the rarer one, and this often.
_TOGETHER = 0.5
_TIMES = 3
# A word of the table's commonest tenth is no key word: 企业, 技术, 建设 lie below this, 芯片 and 卫星 far above.
_COMMON = 5.0
# A word must be this much more usual in the theme than in the whole week.
_LIFT = 1.5
# One article counts a word this often and no more, lest a long one name the theme alone.
# So many candidates for each phrase wanted are looked up; a phrase is what its last word is.
_LOOKED_UP = 6
_MOST_OF_ONE = 3
# In a theme of fewer articles than this a phrase need not be shared, only repeated or in a title.
_SOME = 10
# A word the dictionary lacks is a name or a scrap of one; so short a word is mostly a scrap or a person.
_SHORTEST_UNKNOWN = 4
# A single Latin word is mostly a plain noun, for there is no table of their rarity; a name shows in longer phrases.
_SINGLE_LATIN = 0.4
# Who reports is not what is reported; 万辆 and 亿千瓦 are measures.
_OUTLET = re.compile(r"(?:财经|新闻|日报|晚报|时报|早报|新闻网|通讯社|新华社|app)$")
_MEASURE = re.compile(r"[百千万亿].{1,2}")
_PLAIN_LATIN = re.compile(r".*(?:ly|ing|ed|ant|ive|ous|able|ful|ies|tion|tions|ment|al)$")


def keywords(articles: Sequence[Tokens], *, n: int = 8, background: tuple[Tokens, ...] = ()) -> tuple[str, ...]:
    """At most `n` key phrases, the strongest first; Simplified, Latin words in lower case. No dates, no numbers.

    `background`: all articles of the week, the theme's among them; what they use alike is then no key word.
    """
    usual = _spread(background)
    share = len(articles) / len(background) if background else 0.0
    runs = [run for tokens in articles for run in _runs(tokens)]
    counts = Counter(word for run in runs for word in run)
    joined = _join(runs, counts)
    times: Counter[tuple[str, ...]] = Counter()
    spread: Counter[tuple[str, ...]] = Counter()
    for tokens in articles:
        is_english = _is_english(tokens)
        own = Counter(
            phrase
            for run in _runs(tokens)
            for phrase in _phrases(run, joined)
            if len(phrase) > 1 or not is_english
        )
        times.update({phrase: min(count, _MOST_OF_ONE) for phrase, count in own.items()})
        spread.update(own.keys())
    own_spread = _spread(tuple(articles))
    lift = partial(_lift, own=own_spread, usual=usual, share=share, least=1.0 if len(articles) >= _SOME else share)
    scored = {
        phrase: count * (1 + math.log(spread[phrase])) * _telling(phrase) * lift(phrase)
        for phrase, count in times.items()
        if _is_phrase(phrase) and _is_shared(phrase, articles, spread[phrase], count)
    }
    scored = {phrase: score for phrase, score in scored.items() if score > 0}
    ranked = sorted(scored, key=lambda phrase: (-scored[phrase], phrase))
    tags = find_tags(word for phrase in ranked[: _LOOKED_UP * n] for word in phrase[-1:])
    named = (_write(phrase) for phrase in ranked[: _LOOKED_UP * n] if _is_named(phrase, tags.get(phrase[-1])))
    return tuple(_distinct(named, n))


def _is_shared(phrase: tuple[str, ...], articles: Sequence[Tokens], spread: int, count: int) -> bool:
    """Of several articles; of a few, what one names again and again or in its title is as much as can be asked."""
    if spread > 1:
        return True
    return len(articles) < _SOME and (count > 1 or any(set(phrase) <= set(a.of_title()) for a in articles))


def _is_named(phrase: tuple[str, ...], tag: str | None) -> bool:
    """A thing by its last word; a short word that the dictionary lacks, or a person, stands for no theme alone."""
    if len(phrase) == 1 and not phrase[0].isascii():
        if tag is None and len(phrase[0]) < _SHORTEST_UNKNOWN:
            return False
        if tag == "nr" and phrase[0].startswith(_surnames()):  # the dictionary also calls 卫星 a person
            return False
    return is_noun_like(tag)


@lru_cache(maxsize=1)
def _surnames() -> tuple[str, ...]:
    return tuple(name for line in read_words("surnames.txt") for name in line.split())


def _is_english(tokens: Tokens) -> bool:
    """In English text a single word is rarely a term; in Chinese text a Latin one is."""
    return sum(word.isascii() for word in tokens.words) * 2 > len(tokens.words)


def _runs(tokens: Tokens) -> Iterator[tuple[str, ...]]:
    """The words of the title and of each sentence, broken at stop words and numbers."""
    for start, end in zip(tokens.bounds[:-1].tolist(), tokens.bounds[1:].tolist(), strict=True):
        run: list[str] = []
        for word in tokens.words[start:end]:
            if word in stop_words() or any(map(str.isdigit, word)):
                if run:
                    yield tuple(run)
                run = []
            else:
                run.append(word)
        if run:
            yield tuple(run)


def _join(runs: Iterable[tuple[str, ...]], counts: Counter[str]) -> frozenset[tuple[str, str]]:
    """The pairs of words that mostly stand together."""
    pairs = Counter(pair for run in runs for pair in pairwise(run))
    return frozenset(pair for pair, count in pairs.items() if count >= max(_TIMES, _TOGETHER * _places(pair, counts)))


def _places(pair: tuple[str, str], counts: Counter[str]) -> int:
    """Where a pair could stand: the places of its rarer word; a single character must stand nowhere else."""
    is_scrap = len(pair[0]) == 1 or len(pair[1]) == 1
    return (max if is_scrap else min)(counts[pair[0]], counts[pair[1]])


def _phrases(run: tuple[str, ...], joined: frozenset[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    start = 0
    for at in range(1, len(run) + 1):
        if at == len(run) or (run[at - 1], run[at]) not in joined or at - start >= _MOST_WORDS:
            yield run[start:at]
            start = at


@lru_cache(maxsize=1)
def _plain_terms() -> frozenset[str]:
    return frozenset(read_words("plain_terms.txt"))


@lru_cache(maxsize=2)  # the background is the same for every theme
def _spread(articles: tuple[Tokens, ...]) -> Mapping[str, int]:
    """In how many articles each word stands."""
    return Counter(word for tokens in articles for word in dict.fromkeys(tokens.words))


def _lift(
    phrase: tuple[str, ...], *, own: Mapping[str, int], usual: Mapping[str, int], share: float, least: float
) -> float:
    """How much more usual the phrase's rarest word is in the theme than in the week; 1 without a week to compare.

    `least`: the fewest articles of the theme that chance is taken to give a word; in a small theme one is none.
    """
    if not usual:
        return 1.0
    lift = max(own[word] / max(least, share * usual.get(word, own[word])) for word in phrase)
    return math.log(lift) if lift >= _LIFT else 0.0


def _telling(phrase: tuple[str, ...]) -> float:
    weight = max(0.0, max(map(weigh_word, phrase)) - _COMMON)
    if len(phrase) > 1 or not phrase[0].isascii():
        return weight
    return 0.0 if _PLAIN_LATIN.match(phrase[0]) else _SINGLE_LATIN * weight


def _is_phrase(phrase: tuple[str, ...]) -> bool:
    """A name or a term: something in it is telling, and it is no scrap."""
    text = _write(phrase)
    if text in _plain_terms() or not _telling(phrase) or _OUTLET.search(text) or _MEASURE.fullmatch(text):
        return False
    return len(text) > 2 if text.isascii() else 2 <= len(text) <= _LONGEST_HAN


def _write(phrase: tuple[str, ...]) -> str:
    words = [phrase[0]]
    for before, word in pairwise(phrase):
        words.append(f" {word}" if before.isascii() and word.isascii() else word)
    return "".join(words)


def _distinct(phrases: Iterable[str], n: int) -> Iterator[str]:
    """The first `n` of which none is part of another."""
    taken: list[str] = []
    for phrase in phrases:
        if len(taken) == n:
            return
        if not any(phrase in other or other in phrase for other in taken):
            taken.append(phrase)
            yield phrase
