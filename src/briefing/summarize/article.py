"""Key sentences of one article: a score for each sentence, then a choice that does not repeat itself.

The default ranker, `coverage`, takes the sentence that newly covers most of what the article is about: the weight of
its words that no chosen sentence holds yet (frequency in the article, rarity in the language, place in the headline),
times what speaks for the sentence (it comes early, it resembles what comes early, it breaks news, it names money),
over a power of its length. How much place and length count depends on what is asked for: one sentence, some, or a
number of characters; and on the article only through the numbers above.

`textrank` is textrank4zh's graph in matrix form, `textrank4zh` the package itself, `lead` the article's order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from .. import rank
from ..rank import Floats, Integers
from ..text import cut_words
from ..types import Article, Sentence, Summary, Tokens
from .cues import is_printable, is_title, score_cues, score_events
from .weights import Words, number_words, stop_words

RANKERS = ("coverage", "textrank", "textrank4zh", "lead")

# All measured on four collections of real articles (news, web pages, finance pages), halves checked against each other.
# Exponent of the newly covered weight, and of the likeness to the article's other sentences.
_COVERED = 0.5
_LIKENESS = 0.6
# How fast the advantage of coming early fades, in sentences; and of being like what comes early.
_FADES = 3.0
_LIKENESS_FADES = 7.0
# What a sentence anywhere counts as company, beside the early ones.
_ANYWHERE = 0.35
_FIRST = 0.1
# A sentence without one word of the headline: mostly an advertisement, or another item of the page.
_OFF_TITLE = -0.4
_FEWEST_TITLE_WORDS = 2
# Likeness is measured to this many sentences, the first half of them the article's first.
_COMPANY = 64
_ALIKE_NONE = 0.02
# Shorter sentences than this are no better for being shorter.
_SHORTEST = 25
_MIDDLING = 40
_LATIN_FACTOR = 2.5
# A sentence that shares this much of its weight with one chosen sentence repeats it.
REPEATS = 0.7
# After so many repeats in a row of trials the rest is taken for repeats too: bounds the work on a page of one phrase.
_MOST_REPEATS = 200
_BAND = 512
_NEVER = -np.inf


@dataclass(frozen=True, slots=True)
class _Form:
    """How much it counts to come early, to be short, and to name an event."""

    early: float
    brevity: float
    few: float = 0.0
    """Sentences of an article in which coming early counts double: a short notice says all at once."""
    events: float = 0.0


# One sentence stands for all: the best, not the first. For some sentences the beginning matters most, the more so the
# shorter the article is. A budget of characters is filled with the facts it buys: the plain score, which alone asks for
# events (they gain two points of facts in 200 characters, and nothing in likeness to people's summaries).
_ONE = _Form(early=1.8, brevity=0.9)
_SOME = _Form(early=1.2, brevity=1.0, few=22.0)
_PLAIN = _Form(early=1.15, brevity=0.45, events=1.0)


def score_article(
    article: Article, sentences: Sequence[Sentence], tokens: Tokens, *, ranker: str = "coverage"
) -> tuple[float, ...]:
    """A score for each sentence; with the default ranker the best has 1."""
    if not sentences:
        return ()
    return tuple(_SCORERS[ranker](article, sentences, tokens).tolist())


def choose(
    article: Article,
    sentences: Sequence[Sentence],
    tokens: Tokens,
    scores: Sequence[float],
    *,
    n: int | None = 3,
    chars: int | None = None,
    ranker: str = "coverage",
) -> Summary:
    """The key sentences: `n` of them, or what fits into `chars` characters; fewer where there are no more.

    Only whole sentences of the news are chosen, none that repeats another. Asked for one line of a text that prints its
    own headline, the default ranker takes that: no sentence says as much in as few words.
    """
    if n == 1 and ranker == "coverage" and article.title and article.title_span:
        return Summary((), tuple(scores), is_headline=True)
    if not sentences or n == 0:
        return Summary((), tuple(scores))
    chosen = _pick(
        number_words(tokens),
        _worth(article, sentences, tokens, scores, n=n, chars=chars, ranker=ranker),
        _title_words(article, sentences, tokens),
        is_allowed=lambda i: is_printable(sentences[i]) and not is_title(sentences[i], article),
        sizes=np.array([len(s.text) for s in sentences]),
        n=len(sentences) if chars is not None or n is None else n,
        chars=chars,
        covered=_COVERED if ranker == "coverage" else 0.0,
    )
    return Summary(tuple(sorted(chosen)), tuple(scores))


# ---------------------------------------------------------------- scores


def _score_coverage(article: Article, sentences: Sequence[Sentence], tokens: Tokens) -> Floats:
    words = number_words(tokens)
    title = _title_words(article, sentences, tokens)
    gains = rank.cover_gains(words.bags, words.weigh(title))
    cues = score_cues(sentences, tokens)
    logs = _COVERED * np.log(np.maximum(gains, 1e-9)) + _LIKENESS * np.log(_likeness(words, sentences) + _ALIKE_NONE)
    logs += cues + _OFF_TITLE * _is_off_title(words, title) + _forms_of(article, sentences, tokens, _PLAIN)[0]
    return np.exp(logs - logs.max())


def _score_textrank(article: Article, sentences: Sequence[Sentence], tokens: Tokens) -> Floats:
    return rank.textrank(_rows(tokens, len(sentences)))


def _score_textrank4zh(article: Article, sentences: Sequence[Sentence], tokens: Tokens) -> Floats:
    return rank.textrank4zh(_rows(tokens, len(sentences)))


def _score_lead(article: Article, sentences: Sequence[Sentence], tokens: Tokens) -> Floats:
    return 1 / (1 + np.arange(len(sentences)))


_SCORERS: dict[str, Callable[[Article, Sequence[Sentence], Tokens], Floats]] = {
    "coverage": _score_coverage,
    "textrank": _score_textrank,
    "textrank4zh": _score_textrank4zh,
    "lead": _score_lead,
}


def _rows(tokens: Tokens, count: int) -> list[list[int]]:
    """Word numbers of each sentence, stop words left out, repeats kept: the graph counts a sentence's length."""
    number: dict[str, int] = {}
    stop = stop_words()
    return [
        [number.setdefault(word, len(number)) for word in tokens.of_sentence(i) if word not in stop]
        for i in range(count)
    ]


def _forms_of(article: Article, sentences: Sequence[Sentence], tokens: Tokens, *forms: _Form) -> list[Floats]:
    """What place, length and events add to the logarithm of a score, in each of the forms."""
    factor = _LATIN_FACTOR if article.language == "en" else 1.0
    order = list(accumulate(s.is_whole for s in sentences))  # 1 for the first whole sentence
    early = np.array([math.exp((1 - place) / _FADES) for place in order])
    first = np.array([_FIRST if place == 1 else 0.0 for place in order])
    long = np.array([math.log(max(len(s.text) / factor, _SHORTEST) / _MIDDLING) for s in sentences])
    events = score_events(sentences, tokens)
    count = max(1.0, order[-1])
    return [f.early * (1 + f.few / count) * early + first - f.brevity * long + f.events * events for f in forms]


def _likeness(words: Words, sentences: Sequence[Sentence]) -> Floats:
    """How much each sentence shares with the others, those that come early first (F1 of word weights)."""
    company = _company(sentences)
    likeness = np.zeros(len(sentences))
    if not len(company):
        return likeness
    standing = np.exp(-company / _LIKENESS_FADES) + _ANYWHERE / len(sentences)
    own_standing = np.zeros(len(sentences))
    own_standing[company] = standing
    holds = rank.hold(words.bags, company, words.rarity)
    own = rank.cover_gains(words.bags, words.rarity)
    for start in range(0, len(sentences), _BAND):
        end = min(len(sentences), start + _BAND)
        common = rank.common_weights(words.bags, start, end, holds)
        share = 2 * common / np.maximum(own[start:end, None] + own[company], 1e-9)
        share[np.arange(start, end)[:, None] == company] = 0.0  # no sentence is company to itself
        others = np.maximum(standing.sum() - own_standing[start:end], 1e-9)
        likeness[start:end] = (share * standing).sum(axis=1) / others
    return likeness


def _company(sentences: Sequence[Sentence]) -> Integers:
    """The whole sentences; of many the first and some of the rest, evenly."""
    whole = np.flatnonzero([s.is_whole for s in sentences])
    if len(whole) <= _COMPANY:
        return whole
    half = _COMPANY // 2
    return np.concatenate((whole[:half], whole[np.linspace(half, len(whole) - 1, half).astype(int)]))


def _is_off_title(words: Words, title: frozenset[str]) -> np.ndarray:
    """Which sentences share no telling word with the headline; none when it has too few to tell."""
    if len(title) < _FEWEST_TITLE_WORDS:
        return np.zeros(len(words.bags.bounds) - 1, dtype=bool)
    telling = words.mark(title) * (words.rarity > 0)
    if telling.sum() < _FEWEST_TITLE_WORDS:
        return np.zeros(len(words.bags.bounds) - 1, dtype=bool)
    return rank.cover_gains(words.bags, telling) == 0


# An unfinished first line of this length is mostly the headline.
_LONGEST_HEADLINE = 45
_SHORTEST_HEADLINE = 8


def _title_words(article: Article, sentences: Sequence[Sentence], tokens: Tokens) -> frozenset[str]:
    """The words of the headline; without one, of the heading or the unfinished line at the head of the text."""
    title = tokens.of_title()
    if title:
        return frozenset(title)
    for block in article.blocks[:2]:
        if block.kind == "heading":
            return frozenset(cut_words(article.slice(block.span)))
    for sentence in sentences[:2]:
        if not sentence.is_whole and _SHORTEST_HEADLINE <= len(sentence.text) <= _LONGEST_HEADLINE:
            return frozenset(tokens.of_sentence(sentence.index))
    return frozenset()


# ---------------------------------------------------------------- choice


def _worth(
    article: Article,
    sentences: Sequence[Sentence],
    tokens: Tokens,
    scores: Sequence[float],
    *,
    n: int | None,
    chars: int | None,
    ranker: str,
) -> Floats:
    """Logarithms of the scores, fitted to what is asked for."""
    logs = np.log(np.maximum(np.array(scores, dtype=np.float64), 1e-300))
    if ranker != "coverage":
        return logs
    form = _PLAIN if chars is not None else _ONE if n == 1 else _SOME
    if form is _PLAIN:
        return logs
    plain, asked = _forms_of(article, sentences, tokens, _PLAIN, form)
    return logs - plain + asked


def _pick(
    words: Words,
    worth: Floats,
    title: frozenset[str],
    *,
    is_allowed: Callable[[int], bool],
    sizes: Integers,
    n: int,
    chars: int | None,
    covered: float,
) -> list[int]:
    """The best, then again the best of what is left after what is said, until there is enough."""
    weights = words.weigh(title)
    whole = np.maximum(rank.cover_gains(words.bags, weights), 1e-9)
    room = chars
    chosen: list[int] = []
    discount = np.zeros(len(worth))
    for _ in range(n + _MOST_REPEATS):
        value = worth + discount
        if room is not None:
            value[sizes > room] = _NEVER
        best = _best(value, worth, is_allowed)
        if best is None:
            break
        worth[best] = _NEVER
        if chosen and rank.overlap(words.bags, best, chosen, words.rarity) >= REPEATS:
            continue
        chosen.append(best)
        if len(chosen) == n:
            break
        weights[words.bags.of(best)] = 0.0
        discount = covered * np.log(np.maximum(rank.cover_gains(words.bags, weights), 1e-9) / whole)
        if room is not None:
            room -= int(sizes[best])
    return chosen


def _best(value: Floats, worth: Floats, is_allowed: Callable[[int], bool]) -> int | None:
    """The sentence of the greatest value that may be printed; what may not is worth nothing from now on."""
    for best in _from_the_top(value):
        if value[best] == _NEVER:
            break
        if is_allowed(best):
            return best
        worth[best] = _NEVER
    return None


def _from_the_top(value: Floats) -> Iterator[int]:
    """From the greatest value down. Sorted only when the first does not do, and once: a page may be all furniture."""
    yield int(value.argmax())
    yield from np.argsort(-value, kind="stable").tolist()[1:]
