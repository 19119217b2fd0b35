"""Sentences that stand for a theme, or for the whole week: from different stories, the weightiest facts, no fact twice.

Each must be understood alone (`standing`). Its weight is a sum of named parts (`Choice.why`): those of the sentence
itself (`entries`), and

- `language`: taken off when this is not the reader's language, more when the story is told in his too;
- `familiar`: taken off for what it shares with the sentences chosen before it;
- `outlet`, `theme`: taken off for each sentence chosen before it of the same outlet, of the same theme.

The weightiest are chosen; they are printed in an order that reads: what happened, how much, who says so, what comes,
and in each of these the weightiest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from ..types import Sentence
from .entries import Candidate, Entry, Parts, find_entries, weight_at_most
from .facts import Facts, is_same
from .standing import reading_place
from .weights import weigh_word

# More than a longer telling gains by the other parts: the reader's language goes first where there is a choice.
_FOREIGN = -1.5
# A story told in the other language alone comes later, not never: less than one step of money.
_UNREADABLE = -0.6
_FAMILIAR = -1.5
_SAME_OUTLET = -0.3
_SAME_THEME = -0.3
_MOST_OF_ONE = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen sentence and how its weight was computed."""

    sentence: Sentence
    story: str
    weight: float
    why: tuple[str, ...]
    facts: Facts
    """What it states: nothing printed later may state it again."""


def summarize_theme(
    candidates: Sequence[Candidate], *, n: int = 5, printed: Sequence[Choice] = (), lang: str = "zh"
) -> tuple[Choice, ...]:
    """The at most `n` weightiest sentences, one a story, in an order that reads.

    `printed`: what was chosen before for other places; a sentence that tells the same is left out. Of a story told
    in both languages the telling in the reader's (`lang`: zh or en) is preferred.
    """
    leading = {candidate.story: candidate for candidate in reversed(candidates)}
    readable = {c.story for c in candidates if _is_readable(c, lang)}
    sources = [
        _Source(
            c,
            leads=leading[c.story] is c,
            language=0.0 if _is_readable(c, lang) else _FOREIGN if c.story in readable else _UNREADABLE,
        )
        for c in candidates
    ]
    spent: dict[str, list[Facts]] = {}
    for choice in printed:
        spent.setdefault(choice.story, []).append(choice.facts)
    said = [choice.facts for choice in printed]
    chosen = _take([s for s in sources if s.candidate.story not in spent], said, n)
    # Stories whose sentence is printed already come last, not never: a thin theme has no others.
    used = {choice.sentence.text for choice in printed}
    rest = [s for s in sources if s.candidate.story in spent]

    def is_new(entry: Entry) -> bool:
        return entry.sentence.text not in used and not _tells_again(entry.facts, spent[entry.story])

    chosen += _take(rest, said, n - len(chosen), is_new)
    return tuple(sorted(chosen, key=_place_of))


def _place_of(choice: Choice) -> tuple[int, float, str, int]:
    sentence = choice.sentence
    return (reading_place(sentence.text, choice.facts.words), -choice.weight, sentence.article, sentence.index)


def _tells_again(facts: Facts, printed: Sequence[Facts]) -> bool:
    """Whether a sentence repeats a figure that its story has in print: across languages nothing else shows."""
    return any(facts.figures & other.figures for other in printed)


def _is_readable(candidate: Candidate, lang: str) -> bool:
    return candidate.reading.article.language.startswith(lang)


# ---------------------------------------------------------------- the choice


@dataclass(slots=True)
class _Said:
    """What the sentences chosen so far hold."""

    facts: list[Facts]
    words: set[str] = field(default_factory=set)
    outlets: Counter[str | None] = field(default_factory=Counter)
    themes: Counter[str | None] = field(default_factory=Counter)

    def add(self, entry: Entry) -> None:
        self.facts.append(entry.facts)
        self.words |= entry.facts.words
        self.outlets[entry.outlet] += entry.outlet is not None
        self.themes[entry.theme] += entry.theme is not None

    def take_off(self, entry: Entry) -> Parts:
        """What is taken off an entry for what is said already."""
        whole = sum(sorted(map(weigh_word, entry.facts.words)))
        shared = sum(sorted(weigh_word(word) for word in entry.facts.words & self.words))
        return (
            ("familiar", _FAMILIAR * shared / whole if whole else 0.0),
            ("outlet", _SAME_OUTLET * min(_MOST_OF_ONE, self.outlets[entry.outlet])),
            ("theme", _SAME_THEME * min(_MOST_OF_ONE, self.themes[entry.theme])),
        )


@dataclass(frozen=True, slots=True)
class _Source:
    """An article whose sentences are looked at when its turn comes."""

    candidate: Candidate
    leads: bool
    language: float

    @property
    def weight_at_most(self) -> float:
        return weight_at_most(self.candidate, leads=self.leads, language=self.language)

    def find_entries(self) -> list[Entry]:
        return find_entries(self.candidate, leads=self.leads, language=self.language)


def _always(_: Entry) -> bool:
    return True


def _take(
    sources: Sequence[_Source], printed: list[Facts], n: int, is_wanted: Callable[[Entry], bool] = _always
) -> list[Choice]:
    """The weightiest entry that says something new, then the next, one a story. `printed` grows with them.

    What is taken off an entry only grows with what is chosen, so an entry's last weight bounds its present one, and the
    heaviest is found by weighing a few again (lazy greedy, Minoux 1978). An article is bounded before its sentences are
    looked at, which most articles of a large week never are. The choice is that of weighing all each time.
    """
    said = _Said(printed, set().union(*(facts.words for facts in printed)))
    chosen: list[Choice] = []
    told: set[str] = set()
    found: dict[tuple[int, int], Entry] = {}
    heap = [(-source.weight_at_most, (number, -1), 0) for number, source in enumerate(sources)]
    heapify(heap)
    while heap and len(chosen) < n:
        _, at, weighed = heappop(heap)
        if sources[at[0]].candidate.story in told:
            continue
        if at[1] < 0:  # an article
            for place, entry in enumerate(filter(is_wanted, sources[at[0]].find_entries())):
                found[at[0], place] = entry
                heappush(heap, (-_weigh(entry, said.take_off(entry)), (at[0], place), len(chosen)))
            continue
        entry = found[at]
        taken_off = said.take_off(entry)
        weight = _weigh(entry, taken_off)
        if weighed < len(chosen):  # its weight is from before the last choice
            heappush(heap, (-weight, at, len(chosen)))
        elif not any(is_same(entry.facts, facts) for facts in printed):
            chosen.append(_choice(entry, weight, taken_off))
            said.add(entry)
            told.add(entry.story)
    return chosen


def _weigh(entry: Entry, taken_off: Parts) -> float:
    return entry.weight + sum(value for _, value in taken_off)


def _choice(entry: Entry, weight: float, taken_off: Parts) -> Choice:
    parts = (*entry.parts, *taken_off)
    why = tuple(f"{name} {value:.2f}" for name, value in parts if abs(value) >= 0.005)
    return Choice(entry.sentence, entry.story, weight, why, entry.facts)
