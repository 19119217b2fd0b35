"""The sentences printed under a story's headline."""

from __future__ import annotations

from collections.abc import Iterable

from ..types import Reading, Sentence
from .facts import is_repeat
from .standing import is_readable

# Beside the chosen ones, the best that score at least this share of the article's best may step in.
_LOWEST_SHARE = 0.3
_LOOKED_AT = 8


def pick_readable(reading: Reading, *, n: int, printed: Iterable[str]) -> tuple[Sentence, ...]:
    """At most `n` key sentences in reading order, none of which is printed already, nearly or in the headline.

    A sentence that leans on one left out, or that a byline stuck to, gives its place to the next best; when no
    sentence reads well by itself, the chosen ones stand as they are.
    """
    summary = reading.summary
    told = set(printed)
    best = max(summary.scores, default=0.0)
    ranked = sorted(range(len(summary.scores)), key=lambda i: (i not in summary.chosen, -summary.scores[i], i))
    likely = [i for i in ranked[:_LOOKED_AT] if i in summary.chosen or summary.scores[i] >= _LOWEST_SHARE * best]
    readable = [i for i in likely if is_readable(reading.sentences[i], reading.tokens.of_sentence(i))]
    taken: list[int] = []
    for index in readable or summary.chosen:
        text = reading.sentences[index].text
        if len(taken) < n and not is_repeat(text, told):
            told.add(text)
            taken.append(index)
    return tuple(reading.sentences[i] for i in sorted(taken))
