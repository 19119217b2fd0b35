"""What a sentence shows by itself: whether it may be printed, whether it stands alone, what speaks for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np

from ..config import read_table, read_words
from ..rank import Floats, cover_gains
from ..text import HAN
from ..types import Article, Sentence, Tokens
from .weights import number_words

# How much each sign adds to the logarithm of a sentence's score. Found by searching around hand-set values on one
# half of four collections of real articles and checking on the other half; only what helped on both was kept.
# (Tried and dropped: any figure, the first sentence of a paragraph, the place in the whole article, one word's share of
# the headline. All are within the noise once the words of the headline and the likeness to the beginning count.)
MONEY = 0.6
DATE = 0.2
TOLD = 0.25
QUOTED = -0.1
ASKED = -0.3
EXCLAIMED = -0.3
LEANS = -0.35
CAPTION = -1.0
# Of a sentence that names events (data/events.txt): for the logarithm of one more than their number, for naming one
# that the headline names, and for naming that one together with a sum, a share or a number of shares. The values lie
# on a plateau (0.6 to 1, 0.2 to 0.6, 0.4 to 0.8), both halves of the finance pages alike.
EVENTS = 0.8
TITLE_EVENT = 0.4
TITLE_EVENT_FIGURE = 0.6

# Each pattern that is looked for in the whole article begins with the characters it can begin with: the search skips
# what none of them is, ten times as fast as trying each branch at each character. Lookbehinds then tell which it was.
_MONEY = re.compile(
    r"""
    [\d$€£¥R]
    (?: (?<=\d)(?<!\d\d)[\d,.]{0,20}\s?
        (?: [万亿萬億]                                                               # 3.5亿
          | [万亿萬億千]{0,2}\s?(?:元|美元|港元|港币|欧元|歐元|日元|英镑|股) )         # 3.5亿元, 200股
      | (?:(?<=[$€£¥])|(?<=R)MB)\s?\d                                              # $3.5, HK$3.5, RMB 3.5
      | (?<=\d)\s?(?:billion|million|trillion|bn)\b
    )
    """,
    re.VERBOSE,
)
_MONTHS_AND_DAYS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_DATE = re.compile(
    rf"""
    [\d今昨近日A-Z]
    (?: (?<=\d)[年月日] | (?<=[今昨近])日 | (?<=[今昨])天 | (?<=日)前 | (?<=\b2)0\d\d\b
      | (?<=\b[A-Z])(?:{"|".join(f"(?<={word[0]}){word[1:]}" for word in _MONTHS_AND_DAYS)})\b
    )
    """,
    re.VERBOSE,
)
# The sentence in which news is broken.
_TOLD = re.compile(
    r"公告|消息|报道|報道|发布|發布|宣布|披露|获悉|獲悉|近日|日前|announced|said on|launched|agreed to|unveiled"
)
_OPENS_QUOTE = re.compile(r"[“「『\"]")
_CLOSES_QUOTE = frozenset("”」』\"")
_ASKS = frozenset("？?")
_EXCLAIMS = frozenset("！!")
# What a picture shows, said beside the picture: without it the sentence points at nothing.
_PICTURE = re.compile(
    r"图为|圖為|[上下左右]图|[上下左右]圖|资料图|資料圖|pictured|(?:file )?(?:photo|image|picture|caption)s?\s?[:：]",
    re.IGNORECASE,
)
# Compared without them.
_SIGNS = re.compile(rf"[^{HAN}0-9A-Za-z]+")


@lru_cache(maxsize=1)
def _furniture() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Furniture at the head of a sentence, Chinese words anywhere, English words anywhere.

    Apart, because a search for plain words alone is several times faster than one that ignores case.
    """
    words = read_words("furniture.txt")
    head = "|".join(re.escape(word[1:]) for word in words if word.startswith("^"))
    chinese = "|".join(re.escape(word) for word in words if not word.startswith("^") and not word.isascii())
    english = "|".join(re.escape(word) for word in words if word.isascii())
    return (
        re.compile(rf"[（(【\[]?\s?(?:{head})[】\]]?\s?[:：)）】|丨]"),
        re.compile(chinese),
        re.compile(english, re.IGNORECASE),
    )


def _is_furniture(text: str) -> bool:
    head, chinese, english = _furniture()
    return bool(head.match(text) or chinese.search(text) or (" " in text and english.search(text)))


@dataclass(frozen=True, slots=True)
class _Openers:
    heads: frozenset[str]
    """The characters with which a Chinese opener begins: few sentences need a second look."""
    chinese: re.Pattern[str]
    words: frozenset[str]
    english: re.Pattern[str]


@lru_cache(maxsize=1)
def _openers() -> _Openers:
    table = read_table("openers.toml")
    return _Openers(
        heads=frozenset(opener[0] for opener in table["chinese"] + table["chinese_words"]),
        chinese=re.compile("|".join(map(re.escape, table["chinese"]))),
        words=frozenset(table["chinese_words"]),
        english=re.compile(rf"(?:{'|'.join(map(re.escape, table['english']))})\b(?!-)"),
    )


def is_printable(sentence: Sentence) -> bool:
    """Whole, and about the news: no label, credit, headline, picture's legend or furniture of the page."""
    return sentence.is_whole and not _PICTURE.match(sentence.text) and not _is_furniture(sentence.text)


def is_title(sentence: Sentence, article: Article) -> bool:
    """The headline once more, at the head of the text."""
    return article.title is not None and _SIGNS.sub("", sentence.text) == _SIGNS.sub("", article.title)


def leans_back(words: Sequence[str]) -> bool:
    """Whether a sentence, by its first words, cannot be understood without the one before it."""
    if not words:
        return False
    first, openers = words[0], _openers()
    if first.isascii():
        return bool(openers.english.match(" ".join(words[:4])))
    if first[0] not in openers.heads:
        return False
    return first in openers.words or bool(openers.chinese.match("".join(words[:4])))


_SEPARATOR = "\x00"
_CUES = ((_MONEY, MONEY), (_DATE, DATE), (_TOLD, TOLD), (_OPENS_QUOTE, QUOTED))


def score_cues(sentences: Sequence[Sentence], tokens: Tokens) -> Floats:
    """What speaks for each sentence and against it, whatever else the article says."""
    joined = _SEPARATOR.join([sentence.text for sentence in sentences]) + _SEPARATOR
    starts = list(accumulate((len(sentence.text) + 1 for sentence in sentences), initial=0))
    scores = [0.0] * len(sentences)
    for pattern, worth in _CUES:
        for i in _holders(pattern, joined, starts):
            scores[i] += worth
    words, bounds = tokens.words, tokens.bounds.tolist()
    for i, sentence in enumerate(sentences):
        if leans_back(words[bounds[sentence.index + 1] : bounds[sentence.index + 2]]):
            scores[i] += LEANS
        if sentence.kind == "caption":
            scores[i] += CAPTION
        scores[i] += _score_end(sentence.text)
    return np.array(scores)


def _score_end(text: str) -> float:
    last = text[-2:-1] if text[-1] in _CLOSES_QUOTE else text[-1]
    return ASKED if last in _ASKS else EXCLAIMED if last in _EXCLAIMS else 0.0


def _holders(pattern: re.Pattern[str], joined: str, starts: Sequence[int]) -> list[int]:
    """Which sentences hold the pattern. One scan over all: a call a sentence costs more than the looking."""
    found: list[int] = []
    match = pattern.search(joined)
    while match:
        index = bisect_right(starts, match.start()) - 1
        found.append(index)
        match = pattern.search(joined, starts[index + 1])
    return found


_FIGURE = re.compile(
    r"""
    \d\s?(?:%|％|[万亿千百萬億]{0,2}(?:元|美元|港元|港币|股|欧元|歐元|日元|英镑))
  | [$€£¥]\s?\d | \d\s?(?:percent|per\scent|billion|million|bn|shares)\b
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=1)
def _event_words() -> frozenset[str]:
    return frozenset(read_words("events.txt"))


def score_events(sentences: Sequence[Sentence], tokens: Tokens) -> Floats:
    """What each sentence gains by the events it names, those of the headline above all."""
    words = number_words(tokens)
    events = _event_words().intersection(words.number)
    if not events:
        return np.zeros(len(sentences))
    gains = EVENTS * np.log1p(cover_gains(words.bags, words.mark(events)))
    told = events.intersection(tokens.of_title())
    if told:
        tells = cover_gains(words.bags, words.mark(told)) > 0
        gains[tells] += TITLE_EVENT
        gains[[i for i in np.flatnonzero(tells).tolist() if _FIGURE.search(sentences[i].text)]] += TITLE_EVENT_FIGURE
    return gains


def names_event(words: Iterable[str]) -> bool:
    """Whether a sentence names something that befalls a company or a project."""
    return not _event_words().isdisjoint(words)


def has_figure(text: str) -> bool:
    """Whether a sentence states a sum, a share or a number of shares."""
    return _FIGURE.search(text) is not None
