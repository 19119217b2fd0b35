"""Sentences that stand for a theme, or for the whole week: from different stories, the weightiest first, no fact twice.

Each must be understood alone: it opens without leaning on the sentence before, is no half quotation, and is neither a
scrap nor a page. Its weight is a sum of named parts (`Choice.why`):

- `story`: the weight of its story, as the caller gives it (outlets, money, records);
- `sentence`: its score in its own article, the best 1;
- `content`: how much it tells, by the weight of its words, up to a full measure;
- `money`: the largest amount it names, in steps of ten; without one, `figure`: another figure;
- `place`: it stands at the head of its article, where news is broken;
- `lead`: its article is the one that leads the story;
- `language`: taken off when this is not the reader's language, more when the story is told in his too;
- `background`: taken off for what was before this year, or is said to have been before;
- `byline`: taken off for a reporter's name, a date line or a label that stuck to it;
- `familiar`: taken off for what it shares with the sentences chosen before it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..money import find_money
from ..text import HAN
from ..types import Article, Reading, Sentence
from .cues import is_printable, is_title, leans_back
from .facts import Facts, find_facts, is_same
from .weights import weigh_word

_SENTENCE = 2.0
_FIGURE = 0.2
_PLACE = 0.5
_LEAD = 0.3
# More than what a longer telling gains by the parts above: the reader's language goes first where there is a choice.
_FOREIGN = -1.5
# A story told in the other language alone comes later, not never: less than one step of money.
_UNREADABLE = -0.6
_FAMILIAR = -1.0
_CONTENT = 1.0
_BYLINE = -1.2
_BACKGROUND = -1.0
# Ten million counts once, a hundred million twice, and so on to a hundred billion; the currency is not asked for.
_MONEY = 0.15
_LEAST_MONEY = 6
_MOST_STEPS = 5.0
# A sentence whose words weigh this much tells enough: some eight telling words.
_FULL_MEASURE = 80.0
# A sentence this far below its article's best does not stand for it, however weighty the story.
_LOWEST_SCORE = 0.25

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
_STUCK = re.compile(
    r"""
    ^.{0,30}(?:通讯员|作者|编辑|编译|实习生|网讯|报讯|报道[:：]|日电)   # who wrote it, where and for whom
  | ^[【\[（(][^】\])）]{2,14}[】\])）]                                # the name of a column or an outlet
  | ^.{0,40}\d{4}-\d\d-\d\d                                        # when it was put on the page
  | [（(].{0,6}记者
    """,
    re.VERBOSE,
)
_EARLIER = re.compile(
    r"^.{0,12}(?:去年|前年|此前|早在|曾经|上世纪|成立于)|\b(?:last year|previously|founded in)\b", re.IGNORECASE
)
_YEAR = re.compile(r"^.{0,12}?((?:19|20)\d\d)(?=\s?年|\b)")
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
    candidates: Sequence[Candidate], *, n: int = 5, used: frozenset[str] = frozenset(), lang: str = "zh"
) -> tuple[Choice, ...]:
    """At most `n` sentences, one a story, the weightiest first. `used`: texts that are printed already.

    A sentence that tells what a used one tells is left out too, when the used one is among the candidates. Of a
    story told in both languages the telling in the reader's (`lang`: zh or en) is preferred.
    """
    leading = {candidate.story: candidate for candidate in reversed(candidates)}
    readable = {c.story for c in candidates if _is_readable(c, lang)}
    entries = [
        entry
        for c in candidates
        for entry in _entries(
            c,
            leads=leading[c.story] is c,
            language=0.0 if _is_readable(c, lang) else _FOREIGN if c.story in readable else _UNREADABLE,
        )
    ]
    said = [entry.facts for entry in entries if entry.sentence.text in used]
    spent: dict[str, list[Facts]] = {}
    for entry in entries:
        if entry.sentence.text in used:
            spent.setdefault(entry.story, []).append(entry.facts)
    chosen = _take([e for e in entries if e.story not in spent], said, n)
    # Stories whose sentence is printed already come last, not never: a thin theme has no others.
    rest = [e for e in entries if e.story in spent and e.sentence.text not in used]
    chosen += _take([e for e in rest if not _tells_again(e.facts, spent[e.story])], said, n - len(chosen))
    return tuple(chosen)


def _tells_again(facts: Facts, printed: Sequence[Facts]) -> bool:
    """Whether a sentence repeats a figure that its story has in print: across languages nothing else shows."""
    return any(facts.figures & other.figures for other in printed)


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


def _is_readable(candidate: Candidate, lang: str) -> bool:
    return candidate.reading.article.language.startswith(lang)


def _entries(candidate: Candidate, *, leads: bool, language: float) -> list[_Entry]:
    """The sentences of an article that could be printed in the theme's summary."""
    reading = candidate.reading
    scores = reading.summary.scores
    best = max(scores, default=0.0) or 1.0
    ranked = sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:_LOOKED_AT]
    entries = []
    for index in sorted(i for i in ranked if scores[i] >= _LOWEST_SCORE * best):
        sentence, words = reading.sentences[index], reading.tokens.of_sentence(index)
        if not stands_alone(sentence, words) or is_title(sentence, reading.article):
            continue
        facts = find_facts(sentence.text, words)
        parts = (
            ("story", candidate.weight),
            ("sentence", _SENTENCE * scores[index] / best),
            ("content", _CONTENT * min(1.0, sum(map(weigh_word, sorted(facts.words))) / _FULL_MEASURE)),
            _weigh_figures(sentence.text, facts),
            ("place", _PLACE if index < _AT_HEAD else 0.0),
            ("lead", _LEAD if leads else 0.0),
            ("language", language),
            ("background", _BACKGROUND if _is_background(sentence.text, reading.article) else 0.0),
            ("byline", _BYLINE if _STUCK.search(sentence.text) else 0.0),
        )
        entries.append(_Entry(sentence, candidate.story, facts, parts))
    return entries


def _is_background(text: str, article: Article) -> bool:
    """Whether a sentence begins with an earlier year, or says that it tells of earlier times."""
    if _EARLIER.search(text):
        return True
    year = _YEAR.search(text)
    return year is not None and article.published is not None and int(year[1]) < article.published.year


def _weigh_figures(text: str, facts: Facts) -> tuple[str, float]:
    largest = max((float(money.value) for money in find_money(text) if money.value), default=0.0)
    if largest <= 10**_LEAST_MONEY:
        return "figure", _FIGURE if facts.figures or largest else 0.0
    return "money", _MONEY * min(_MOST_STEPS, math.log10(largest) - _LEAST_MONEY)


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
