"""Sentences that stand for a theme, or for the whole week: from different stories, the weightiest first, no fact twice.

Each must be understood alone: it opens without leaning on the sentence before, is no half quotation, and is neither a
scrap nor a page. Its weight is a sum of named parts (`Choice.why`):

- `story`: the weight of its story, as the caller gives it (outlets, money, records);
- `sentence`: its score in its own article, the best 1;
- `figure`: it names money or another figure;
- `place`: it stands at the head of its article, where news is broken;
- `lead`: its article is the one that leads the story;
- `familiar`: taken off for what it shares with the sentences chosen before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..text import HAN
from ..types import Reading, Sentence
from .cues import is_printable, is_title, leans_back
from .facts import Facts, find_facts, is_same
from .weights import weigh_word

_SENTENCE = 1.5
_FIGURE = 0.4
_PLACE = 0.5
_LEAD = 0.3
_FAMILIAR = -1.0

# What can be read in one breath and still says something.
_HAN_LENGTH = (20, 160)
_LATIN_LENGTH = (8, 60)
# Of each article only its best sentences are looked at.
_LOOKED_AT = 8
_AT_HEAD = 2

_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_WORD = re.compile(r"[A-Za-z0-9][^\s]*")
_IS_QUOTATION = re.compile(r"^[“「『\"].*[”」』\"][。！]?$", re.DOTALL)
_NOT_A_STATEMENT = re.compile(r"[？?；;：:][”」』\"]?$")
_SPEAKS = re.compile(r"(?:^|[，。：“])(?:我们|我們|我|咱们|笔者|本公司|本报|小编)(?!国)")


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An article of a story, and how weighty the story is. A story's leading article comes before the others."""

    reading: Reading
    story: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen sentence and how its weight was computed."""

    sentence: Sentence
    story: str
    weight: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    sentence: Sentence
    story: str
    facts: Facts
    parts: tuple[tuple[str, float], ...]

    @property
    def weight(self) -> float:
        return sum(value for _, value in self.parts)


def summarize_theme(
    candidates: Sequence[Candidate], *, n: int = 5, used: frozenset[str] = frozenset()
) -> tuple[Choice, ...]:
    """At most `n` sentences, one a story, the weightiest first. `used`: texts that are printed already.

    A sentence that tells what a used one tells is left out too, when the used one is among the candidates.
    """
    entries = [entry for candidate in candidates for entry in _entries(candidate, candidates)]
    said = [entry.facts for entry in entries if entry.sentence.text in used]
    spent = {entry.story for entry in entries if entry.sentence.text in used}
    # Stories whose sentence is printed already come last, not never: a thin theme has no others.
    chosen: list[Choice] = []
    for fresh_only in (True, False):
        open_entries = [e for e in entries if (e.story not in spent) == fresh_only and e.sentence.text not in used]
        chosen += _take(open_entries, said, n - len(chosen))
    return tuple(chosen)


def stands_alone(sentence: Sentence, words: Sequence[str]) -> bool:
    """Whether a reader who has seen nothing else of the article understands the sentence."""
    text = sentence.text
    if not is_printable(sentence) or leans_back(words) or sentence.kind == "caption":
        return False
    if _NOT_A_STATEMENT.search(text) or _IS_QUOTATION.match(text) or _SPEAKS.search(text):
        return False
    han = sum(map(len, _HAN_RUN.findall(text)))
    latin = len(_LATIN_WORD.findall(text))
    if han > latin:
        return _HAN_LENGTH[0] <= len(text) <= _HAN_LENGTH[1]
    return _LATIN_LENGTH[0] <= latin <= _LATIN_LENGTH[1]


def _entries(candidate: Candidate, candidates: Sequence[Candidate]) -> list[_Entry]:
    """The sentences of an article that could be printed in the theme's summary."""
    reading = candidate.reading
    scores = reading.summary.scores
    best = max(scores, default=0.0) or 1.0
    leads = next(c for c in candidates if c.story == candidate.story) is candidate
    ranked = sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:_LOOKED_AT]
    entries = []
    for index in sorted(ranked):
        sentence, words = reading.sentences[index], reading.tokens.of_sentence(index)
        if not stands_alone(sentence, words) or is_title(sentence, reading.article):
            continue
        facts = find_facts(sentence.text, words)
        parts = (
            ("story", candidate.weight),
            ("sentence", _SENTENCE * scores[index] / best),
            ("figure", _FIGURE if facts.figures else 0.0),
            ("place", _PLACE if index < _AT_HEAD else 0.0),
            ("lead", _LEAD if leads else 0.0),
        )
        entries.append(_Entry(sentence, candidate.story, facts, parts))
    return entries


def _take(entries: list[_Entry], said: list[Facts], n: int) -> list[Choice]:
    """The weightiest entry that says something new, then the next, one a story. `said` grows with them."""
    chosen: list[Choice] = []
    while entries and len(chosen) < n:
        weighed = [(entry.weight + _familiar(entry, said), -i) for i, entry in enumerate(entries)]
        weight, at = max(weighed)
        best = entries[-at]
        entries = [e for e in entries if e is not best]
        if any(is_same(best.facts, facts) for facts in said):
            continue
        chosen.append(Choice(best.sentence, best.story, weight, _why(best, weight)))
        said.append(best.facts)
        entries = [e for e in entries if e.story != best.story]
    return chosen


def _familiar(entry: _Entry, said: Sequence[Facts]) -> float:
    """What is taken off for the words that the sentences chosen before hold already."""
    known = frozenset().union(*(facts.words for facts in said)) if said else frozenset()
    whole = sum(sorted(weigh_word(word) for word in entry.facts.words))
    shared = sum(sorted(weigh_word(word) for word in entry.facts.words & known))
    return _FAMILIAR * shared / whole if whole else 0.0


def _why(entry: _Entry, weight: float) -> tuple[str, ...]:
    familiar = weight - entry.weight
    parts = (*entry.parts, ("familiar", familiar))
    return tuple(f"{name} {value:.2f}" for name, value in parts if abs(value) >= 0.005)
