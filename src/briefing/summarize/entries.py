"""The sentences of an article that could be printed away from it, and what each weighs, part by part.

None that leans on its neighbours, tells of earlier years or says what somebody is (`standing`).

- `story`: the weight of its story, as the caller gives it (outlets, money, records), as far as the sentence stands for
  it: half of what the story has by its records where none was read in the sentence; and of the rest all for the
  article's best sentence, half for one that says next to nothing;
- `sentence`: its score in its own article, the best 1;
- `record`: a deal, a fund or a project was read in it, which is what the story weighs for; little for a facility that
  is at work already;
- `event`: it names something that befalls a company or a project;
- `content`: how much it tells, by the weight of its words, up to a full measure;
- `money`: the largest amount it names, in steps of ten; without one, `figure`: another figure;
- `place`: it stands at the head of its article, where news is broken;
- `lead`: its article is the one that leads the story;
- `byline`: taken off for a reporter's name, a date line or a label that stuck to it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..money import find_money
from ..types import Event, Project, Reading, Sentence, Span
from .cues import is_title, names_event
from .facts import Facts, find_facts
from .standing import is_background, is_stuck, stands_alone
from .weights import weigh_word

_SENTENCE = 2.0
_RECORD = 0.8
_EXISTING = 0.2
_AT_WORK = ("operating", None)
_EVENT = 0.4
_FIGURE = 0.2
_PLACE = 0.5
_LEAD = 0.3
_CONTENT = 1.0
_BYLINE = -2.0
# Ten million counts once, a hundred million twice, and so on to a hundred billion; the currency is not asked for.
_MONEY = 0.15
_LEAST_MONEY = 6
_MOST_STEPS = 5.0
# A sentence whose words weigh this much tells enough: some eight telling words.
_FULL_MEASURE = 80.0
# A sentence this far below its article's best does not stand for it, however weighty the story.
_LOWEST_SCORE = 0.25

# Of each article only its best sentences are looked at.
_LOOKED_AT = 8
_AT_HEAD = 2
_ROUNDING = 1e-9  # of sums of parts, added in another order

Parts = tuple[tuple[str, float], ...]
"""The named parts of a weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An article of a story, and how weighty the story is. A story's leading article comes before the others."""

    reading: Reading
    story: str
    weight: float = 1.0
    by_records: float = 0.0
    """How much of the weight the story has by its deals, funds and projects."""
    theme: str | None = None
    """Given where sentences of several themes are wanted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence that could be printed."""

    sentence: Sentence
    story: str
    outlet: str | None
    theme: str | None
    facts: Facts
    parts: Parts

    @property
    def weight(self) -> float:
        return sum(value for _, value in self.parts)


def weight_at_most(candidate: Candidate, *, leads: bool, language: float) -> float:
    """What no entry of `find_entries` outweighs: known before any sentence is looked at."""
    record = _RECORD if candidate.reading.records else 0.0
    said = _EVENT + _CONTENT + max(_FIGURE, _MONEY * _MOST_STEPS)
    place = _PLACE + (_LEAD if leads else 0.0)
    return max(0.0, candidate.weight) + _SENTENCE + record + said + place + language + _ROUNDING


def find_entries(candidate: Candidate, *, leads: bool, language: float) -> list[Entry]:
    """The sentences of an article that could be printed. `leads`: it leads its story; `language`: see `theme`."""
    reading = candidate.reading
    scores = reading.summary.scores
    best = max(scores, default=0.0) or 1.0
    ranked = sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:_LOOKED_AT]
    recorded = [(piece.span, _worth(event)) for event in reading.records for piece in event.evidence]
    entries = []
    for index in sorted(i for i in ranked if scores[i] >= _LOWEST_SCORE * best):
        sentence, words = reading.sentences[index], reading.tokens.of_sentence(index)
        if not stands_alone(sentence, words) or is_title(sentence, reading.article):
            continue
        if is_background(sentence.text, reading.article):
            continue
        record = max((worth for span, worth in recorded if _touch(sentence.span, span)), default=0.0)
        share = scores[index] / best
        parts: Parts = (
            ("story", (candidate.weight - (0.0 if record == _RECORD else candidate.by_records / 2)) * (1 + share) / 2),
            ("sentence", _SENTENCE * share),
            ("record", record),
            ("place", _PLACE if index < _AT_HEAD else 0.0),
            ("lead", _LEAD if leads else 0.0),
            ("language", language),
        )
        facts = find_facts(sentence.text, words)
        parts += _weigh_wording(sentence.text, words, facts)
        entries.append(Entry(sentence, candidate.story, reading.article.outlet, candidate.theme, facts, parts))
    return entries


def _worth(event: Event) -> float:
    """What a record adds to its sentence: a facility that is there already is hardly news, history is none."""
    if event.is_background:
        return 0.0
    return _EXISTING if isinstance(event, Project) and event.stage in _AT_WORK else _RECORD


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _weigh_wording(text: str, words: Sequence[str], facts: Facts) -> Parts:
    """What speaks for and against a sentence by its words alone."""
    return (
        ("event", _EVENT if names_event(words) else 0.0),
        ("content", _CONTENT * min(1.0, sum(map(weigh_word, sorted(facts.words))) / _FULL_MEASURE)),
        _weigh_figures(text, facts),
        ("byline", _BYLINE if is_stuck(text) else 0.0),
    )


def _weigh_figures(text: str, facts: Facts) -> tuple[str, float]:
    largest = max((float(money.value) for money in find_money(text) if money.value), default=0.0)
    if largest <= 10**_LEAST_MONEY:
        return "figure", _FIGURE if facts.figures or largest else 0.0
    return "money", _MONEY * min(_MOST_STEPS, math.log10(largest) - _LEAST_MONEY)
