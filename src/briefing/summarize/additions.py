"""What another telling of a story adds: a sentence with a figure that the leading one states nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..types import Reading, Sentence
from .facts import find_facts, is_repeat
from .standing import is_background, is_stuck, stands_alone


def find_addition(lead: Reading, others: Sequence[Reading], printed: Iterable[str]) -> Sentence | None:
    """The best key sentence of the other tellings that states a figure new to the story, or None.

    `printed`: the sentences that stand in the issue already; one that repeats them adds nothing.
    """
    printed = tuple(printed)
    known = _figures(lead)
    for reading in others:
        for index in sorted(reading.summary.chosen, key=lambda i: (-reading.summary.scores[i], i)):
            sentence, words = reading.sentences[index], reading.tokens.of_sentence(index)
            fresh = find_facts(sentence.text, words).figures - known
            if fresh and _is_fit(sentence, words, reading) and not is_repeat(sentence.text, printed):
                return sentence
    return None


def _figures(reading: Reading) -> frozenset[str]:
    return frozenset().union(*(find_facts(s.text, ()).figures for s in reading.sentences))


def _is_fit(sentence: Sentence, words: Sequence[str], reading: Reading) -> bool:
    text = sentence.text
    return stands_alone(sentence, words) and not is_background(text, reading.article) and not is_stuck(text)
