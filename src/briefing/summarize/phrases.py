"""Phrases of articles: words that stand side by side, how often, in which articles, and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from ..text import simplify
from ..types import Reading

Phrase = tuple[str, ...]
Stretch = tuple[str, ...]
"""Words of a title or a sentence with no mark between them, stop words and numbers included."""

# A phrase of this many words is still a phrase; 首届贵州科技节 has three, 国家自然科学基金委员会 four.
MOST_WORDS = 5
# A sentence that so many stories print is a disclaimer or a page's furniture. Two may quote one announcement.
_FURNITURE = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """Over all articles given."""

    words: Mapping[str, int]
    phrases: Mapping[Phrase, int]
    """Of words that may stand in one; a phrase with a pair that stands together only once is left out."""


@dataclass(slots=True)
class Uses:
    """Where one phrase stands."""

    times: dict[int, int] = field(default_factory=dict)
    """By number of the article."""
    before: dict[str, int] = field(default_factory=dict)
    behind: dict[str, int] = field(default_factory=dict)
    """How often each word stands right beside it; plain dictionaries, for there are ten thousand of these."""

    @property
    def total(self) -> int:
        return sum(self.times.values())


def cut_stretches(readings: Sequence[Reading], stories: Sequence[str]) -> list[list[Stretch]]:
    """The stretches of each article; `stories` names the story of each. Furniture is left out."""
    furniture = _furniture(readings, stories)
    return [list(_stretches(reading, furniture)) for reading in readings]


def _furniture(readings: Sequence[Reading], stories: Sequence[str]) -> frozenset[str]:
    """The sentences that several stories print letter by letter."""
    printed: dict[str, set[str]] = {}
    for reading, story in zip(readings, stories, strict=True):
        for sentence in reading.sentences:
            printed.setdefault(sentence.text, set()).add(story)
    return frozenset(text for text, tellers in printed.items() if len(tellers) >= _FURNITURE)


def _stretches(reading: Reading, furniture: Collection[str]) -> Iterator[Stretch]:
    tokens, article = reading.tokens, reading.article
    texts = [article.title or "", *(sentence.text for sentence in reading.sentences)]
    bounds = tokens.bounds.tolist()
    for text, start, end in zip(texts, bounds[:-1], bounds[1:], strict=True):
        if start < end and text not in furniture:
            shown = simplify(text) if article.language == "zh-Hant" else text
            yield from _part(shown.lower(), tokens.words[start:end])


def _part(text: str, words: Sequence[str]) -> Iterator[Stretch]:
    """Words parted where a mark stands between them in the text, or a blank between two Han words."""
    at = 0
    stretch: list[str] = []
    for word in words:
        found = text.find(word, at)
        if found < 0:  # a Traditional word in a text that is Simplified by and large
            text = simplify(text)
            found = max(at, text.find(word, at))
        if stretch and found != at and not _is_blank(text[at:found], stretch[-1], word):
            yield tuple(stretch)
            stretch = []
        stretch.append(word)
        at = found + len(word)
    if stretch:
        yield tuple(stretch)


def _is_blank(gap: str, before: str, behind: str) -> bool:
    return not gap.strip() and (before.isascii() or behind.isascii())


def count_phrases(articles: Sequence[Sequence[Stretch]], may_stand: Callable[[str], bool]) -> Counts:
    """How often each word stands, and each phrase of words of which `may_stand` is true."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for stretches in articles:
        words.update(chain.from_iterable(stretches))
        pairs.update(chain.from_iterable(map(pairwise, stretches)))
    fit = frozenset(filter(may_stand, words))
    # A pair that stands together once is no joint of a phrase; so most stretches fall apart at once.
    joints = frozenset(pair for pair, times in pairs.items() if times > 1 and fit.issuperset(pair))
    phrases: Counter[Phrase] = Counter()
    for stretches in articles:
        phrases.update(phrase for stretch in stretches for phrase in _phrases(stretch, joints))
    phrases.update({(word,): times for word, times in words.items() if word in fit})
    return Counts(words, phrases)


def _phrases(stretch: Stretch, joints: Collection[tuple[str, str]]) -> Iterator[Phrase]:
    """The phrases of two words and more."""
    joined = [pair in joints for pair in pairwise(stretch)]
    for start, is_joined in enumerate(joined):
        if is_joined:
            end = start + 2
            yield stretch[start:end]
            while end < len(stretch) and end < start + MOST_WORDS and joined[end - 1]:
                end += 1
                yield stretch[start:end]


def find_uses(articles: Sequence[Sequence[Stretch]], wanted: Collection[Phrase]) -> dict[Phrase, Uses]:
    """Where each wanted phrase stands, and the words right beside it."""
    uses = {phrase: Uses() for phrase in wanted}
    longest: dict[str, int] = {}
    for phrase in wanted:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    for number, stretches in enumerate(articles):
        for stretch in stretches:
            for start, word in enumerate(stretch):
                if word in longest:
                    for end in range(start + 1, min(start + longest[word], len(stretch)) + 1):
                        use = uses.get(stretch[start:end])
                        if use is not None:
                            _note(use, number, stretch, start, end)
    return uses


def _note(use: Uses, number: int, stretch: Stretch, start: int, end: int) -> None:
    use.times[number] = use.times.get(number, 0) + 1
    if start:
        use.before[stretch[start - 1]] = use.before.get(stretch[start - 1], 0) + 1
    if end < len(stretch):
        use.behind[stretch[end]] = use.behind.get(stretch[end], 0) + 1
