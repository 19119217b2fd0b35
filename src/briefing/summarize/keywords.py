"""Key phrases of the themes and of the week: terms and names, counted against the week before.

A phrase is one to five words that stand side by side, with no mark between them, in a title or a sentence
(`phrases`), that are a term or a name by their words (`terms`) and by what stands beside them (`neighbours`). It is
weighed by

    sqrt(keyness) * log(1 + times) * rarity of its rarest word * sqrt(cohesion)

- `keyness`: Dunning's log-likelihood ratio (1993) of the stories that hold it, here against elsewhere; a phrase that
  is not at least `_LIFT` times as usual here has none. For a theme elsewhere is the rest of the week, off the subject
  too; for the week it is the week before, so that what rises comes first, and without one what is off the subject.
- `times`: its places, at most `_MOST_OF_ONE` of an article, lest a long one name the theme alone.

Stories weigh, so that ten reprints are one voice; articles are printed, as everywhere else in the issue. The week
before of a theme is the same theme's articles of that week.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..types import Keyword, Reading
from .neighbours import stands_free
from .phrases import Counts, Phrase, Uses, count_phrases, cut_stretches, find_uses
from .terms import is_term, may_stand, opens_with_verb, score_cohesion, score_telling, write_phrase

# A phrase must be this much more usual here than elsewhere.
_LIFT = 1.5
_MOST_OF_ONE = 3
# In fewer stories than this a phrase need not be shared, only repeated.
_SOME = 10
# A phrase stands so often at least; in a corpus of so many articles chance alone brings words together twice.
_TIMES, _LARGE = (2, 3), 300
# So many stories must lie elsewhere before they show how usual a short word is.
_MANY = 50


@dataclass(frozen=True, slots=True)
class Telling:
    """An article as key phrases are counted in it."""

    reading: Reading
    story: str
    theme: str


@dataclass(frozen=True, slots=True)
class Keywords:
    week: tuple[Keyword, ...]
    themes: Mapping[str, tuple[Keyword, ...]]
    """By key; none of what is off the subject."""


def find_keywords(
    this: Sequence[Telling],
    before: Sequence[Telling] | None = None,
    *,
    off: Sequence[Reading] = (),
    n: int = 6,
    n_week: int = 12,
) -> Keywords:
    """At most `n` key phrases of each theme and `n_week` of the week, the strongest first.

    `this`, `before`: the articles on the subject; `before` is None where nothing is known of the week before. `off`:
    this week's articles off the subject, to compare with.
    """
    corpus = _make_corpus((*this, *(before or ())), len(this), off)
    themes = dict.fromkeys(t.theme for t in this)
    chosen = {theme: _of_theme(corpus, theme, n, before is not None) for theme in themes}
    return Keywords(_of_week(corpus, n_week, before is not None), chosen)


# ---------------------------------------------------------------- the articles, counted once


@dataclass(frozen=True, slots=True)
class _Corpus:
    tellings: tuple[Telling, ...]
    """This week's, then those of the week before."""
    now: range
    then: range
    counts: Counts
    uses: Mapping[Phrase, Uses]
    """Of the terms."""
    of_article: Mapping[int, tuple[Phrase, ...]]
    off: Mapping[str, int]
    """In how many articles off the subject each word stands."""
    n_off: int


def _make_corpus(tellings: tuple[Telling, ...], n_now: int, off: Sequence[Reading]) -> _Corpus:
    articles = cut_stretches([t.reading for t in tellings], [t.story for t in tellings])
    counts = count_phrases(articles, may_stand)
    least = _TIMES[len(tellings) >= _LARGE]
    terms = [p for p, times in counts.phrases.items() if times >= least and score_telling(p) and is_term(p, counts)]
    uses = {phrase: use for phrase, use in find_uses(articles, terms).items() if stands_free(use)}
    of_article: dict[int, list[Phrase]] = defaultdict(list)
    for phrase, use in uses.items():
        for number in use.times:
            of_article[number].append(phrase)
    return _Corpus(
        tellings=tellings,
        now=range(n_now),
        then=range(n_now, len(tellings)),
        counts=counts,
        uses=uses,
        of_article={number: tuple(phrases) for number, phrases in of_article.items()},
        off=Counter(word for reading in off for word in set(reading.tokens.words)),
        n_off=len(off),
    )


# ---------------------------------------------------------------- a theme, the week


def _of_theme(corpus: _Corpus, theme: str, n: int, is_compared: bool) -> tuple[Keyword, ...]:
    own = [i for i in corpus.now if corpus.tellings[i].theme == theme]
    rest = [i for i in corpus.now if corpus.tellings[i].theme != theme]
    then = [i for i in corpus.then if corpus.tellings[i].theme == theme]
    ranked = _rank(corpus, own, rest, with_off=True)
    return _print(corpus, ranked, own, then if is_compared else None, n)


def _of_week(corpus: _Corpus, n: int, is_compared: bool) -> tuple[Keyword, ...]:
    own, then = list(corpus.now), list(corpus.then)
    ranked = _rank(corpus, own, then, with_off=not is_compared)
    return _print(corpus, ranked, own, then if is_compared else None, n)


def _rank(corpus: _Corpus, here: Sequence[int], elsewhere: Sequence[int], *, with_off: bool) -> list[Phrase]:
    """The phrases of some articles, the strongest first; ties in the order of the alphabet."""
    inside, outside = frozenset(here), frozenset(elsewhere)
    stories = len({corpus.tellings[i].story for i in here})
    others = len({corpus.tellings[i].story for i in elsewhere}) + with_off * corpus.n_off
    scores: dict[Phrase, float] = {}
    for phrase in dict.fromkeys(p for i in here for p in corpus.of_article.get(i, ())):
        use = corpus.uses[phrase]
        own = _stories(corpus, use, inside)
        off = min(corpus.off[word] for word in phrase) if with_off else 0
        keyness = score_keyness(own, stories, _stories(corpus, use, outside) + off, others)
        times = sum(min(_MOST_OF_ONE, count) for i, count in use.times.items() if i in inside)
        if keyness and _is_shared(corpus, phrase, own, stories, times) and _is_enough(phrase, others):
            cohesion = score_cohesion(phrase, corpus.counts)
            scores[phrase] = math.sqrt(keyness * cohesion) * math.log1p(times) * score_telling(phrase)
    return sorted(scores, key=lambda phrase: (-scores[phrase], phrase))


def _stories(corpus: _Corpus, use: Uses, members: frozenset[int]) -> int:
    return len({corpus.tellings[i].story for i in use.times if i in members})


def _is_enough(phrase: Phrase, others: int) -> bool:
    """Against few stories a word of two characters cannot show that it is more than a plain noun (效率, 工业)."""
    return others >= _MANY or len(phrase) > 1 or len(phrase[0]) > 2


def _is_shared(corpus: _Corpus, phrase: Phrase, own: int, stories: int, times: int) -> bool:
    """Of several stories; of a few, what one names again and again is as much as can be asked, but no headline (揭秘…).

    In an English text a single word is rarely a term; in a Chinese text a Latin one is.
    """
    text = write_phrase(phrase)
    if own < 2 and (stories >= _SOME or times < (3 if text.isascii() else 2)):
        return False
    if own < 2 and (len(text) < 3 or opens_with_verb(phrase)):
        return False
    if len(phrase) > 1 or not text.isascii():
        return True
    return any(corpus.tellings[i].reading.article.language != "en" for i in corpus.uses[phrase].times)


def score_keyness(own: int, all_own: int, others: int, all_others: int) -> float:
    """Dunning's log-likelihood ratio of `own` of `all_own` against `others` of `all_others`; 0 where it is no rise.

    Without anything to compare with, `own`.
    """
    if not all_others:
        return float(own)
    if own * all_others < _LIFT * others * all_own:
        return 0.0
    rate = (own + others) / (all_own + all_others)
    return 2 * sum(
        seen * math.log(seen / (rate * whole)) for seen, whole in ((own, all_own), (others, all_others)) if seen
    )


# ---------------------------------------------------------------- as printed


def _print(
    corpus: _Corpus, ranked: Iterable[Phrase], here: Sequence[int], then: Sequence[int] | None, n: int
) -> tuple[Keyword, ...]:
    """The first `n` of which none is part of another, with their articles."""
    taken: list[str] = []
    printed: list[Keyword] = []
    for phrase in ranked:
        text = write_phrase(phrase)
        if len(printed) == n:
            break
        if not any(text in other or other in text for other in taken):
            taken.append(text)
            times = corpus.uses[phrase].times
            previous = None if then is None else sum(i in times for i in then)
            printed.append(Keyword(_usual_letters(corpus, phrase, text), sum(i in times for i in here), previous))
    return tuple(printed)


def _usual_letters(corpus: _Corpus, phrase: Phrase, text: str) -> str:
    """Latin words in the capitals that most places have: AI, Series B; Han words stay in Simplified."""
    if not re.search("[a-z]", text):
        return text
    pattern = re.compile(r"(?<![A-Za-z])" + r"\s*".join(map(re.escape, phrase)) + r"(?![A-Za-z])", re.IGNORECASE)
    found: Counter[str] = Counter()
    for number in corpus.uses[phrase].times:
        found.update(" ".join(m.split()) for m in pattern.findall(corpus.tellings[number].reading.article.text))
    return max(found, key=lambda letters: (found[letters], letters), default=text)
