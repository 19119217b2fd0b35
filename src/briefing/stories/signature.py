"""What grouping needs of an article, small enough to be kept for weeks without its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from sys import intern

import numpy as np

from ..text import cut_words, simplify
from ..types import Article, Sentence, Signature, Tokens
from .concepts import find_concepts
from .digest import is_digest
from .figures import find_days, find_figures, is_amount
from .pinyin import PART, find_sounds
from .words import PLAIN, RARE, ascending, find_names, pick_lead, pick_names, score_words, vectors, word_keys

SHINGLE = 4  # characters
SKETCH = 256  # smallest shingle hashes that are kept: Jaccard to about 0.03
OPENING = 240  # characters in which news says who did what; twice as many Latin letters
FIRST = 30  # characters that say it at the least: after a shorter first sentence the second one counts too
LATIN_FACTOR = 2.5
READ = 2000  # characters in which figures are read: what stands further down is background

_NOT_WORD = re.compile(r"[\W_]+")
_BYLINE = re.compile(
    r"""
    [（(【][^（()）【】\n]{0,24}(?:记者|编辑|通讯员|实习生|作者|责编|摄影?|供图|图源|报道)[^（()）【】\n]{0,30}[)）】]
  | ^[^，。；：\n]{0,24}?\d{1,2}\s?月\s?\d{1,2}\s?日\s?[电讯]               # 新华社北京7月28日电
  | ^[^，。；：\n]{0,40}?(?:消息|讯|获悉|报道)\s?[：:，,]                     # 央视网消息：
  | ^[^，。；：\n]{0,16}?记者\s?[^，。；：\n]{2,24}?(?:报道|电|讯)[：:]?      # 东方网记者甲、乙7月26日报道：
  | (?:新华社|本报|中新社|中新网)?记者\s[^\s，。；：（(]{2,3}(?:[、\s][^\s，。；：（(]{2,3}){0,3}\s?[/摄]?
  | 图源[：:]\s?\S{2,8} | 视觉中国\s*(?:资料)?图? | 资料图片? | 原标题[：:]
    """,
    re.VERBOSE | re.MULTILINE,
)
# Sentences that the law prescribes and every notice of a listed company begins with: they say nothing about the event.
_FORMULA = re.compile(
    r"""
    公司[^。]{0,16}董事[会會][^。]{0,30}保[证證][^。]{0,60}(?:虚假|虛假|真实|真實)     # nothing is untrue
  | 香港交易(?:所|及[结結]算所)[^。]{0,80}概不[负負][责責]            # the exchange does not answer for it
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What an article says first, as text and as words."""

    opening: str
    words: list[str]
    """Of title, headline and opening."""
    first: list[str]
    """Of title, headline and the first sentence or two."""
    top: str
    """Title, headline and first sentence, as text."""
    rest: str
    """The opening behind the first sentence."""
    head: int
    """Characters of the first sentence."""
    headline: list[str]
    """Words of a headline that stands glued to its first sentence: no prose, yet it says what happened."""


def sign(article: Article, sentences: Sequence[Sentence], tokens: Tokens) -> Signature:
    """What grouping needs of an article."""
    is_english = article.language == "en"
    formulas = [s for s in sentences if _FORMULA.search(s.text)]
    if formulas:
        sentences = [s for s in sentences if s not in formulas]
    prose = "\n".join(s.text for s in sentences)
    said = _read_opening(article, sentences, tokens)
    credited = "\n".join(_BYLINE.findall(said.opening))
    credits = Counter(cut_words(credited) if credited else ())
    counts = Counter([*said.headline, *tokens.words])
    if credits:
        counts.subtract(credits)
    if formulas:
        counts.subtract(w for s in formulas for w in tokens.of_sentence(s.index))
    names = find_names(prose, counts, is_english=is_english)
    weights = score_words(counts, is_english=is_english, names=names)
    lead = pick_lead(said.words, credits, weights)
    vector = vectors(weights, counts, lead, said.first)
    first = tuple(find_figures(said.top))
    title = normalize(article.title) if article.title else ""
    body = normalize(article.text)
    moment = article.published
    day = moment.date() if isinstance(moment, datetime) else moment
    return Signature(
        article=article.id,
        language=article.language,
        day=day,
        outlet=article.outlet,
        digest=sha256(f"{title}\n{body}".encode()).digest()[:16],
        title=title,
        headline=ascending(word_keys(w for w in tokens.of_title() if w in weights)),
        words=vector.words,
        weights=vector.weights,
        opening=vector.opening,
        first=vector.first,
        actors=vector.actors,
        shingles=sketch(body),
        figures=frozenset((*first, *find_figures(prose[said.head :][:READ]))),
        amounts=frozenset(filter(is_amount, first)),
        days=_find_days(said, day),
        lead=frozenset(map(intern, pick_names(lead, weights))),
        names=frozenset(map(intern, names)),
        sounds=find_sounds(w if len(w) == 1 or weights.get(w, 0.0) >= RARE - PLAIN else PART for w in said.words),
        length=len(body),
        is_digest=is_digest(article, sentences, tokens, weights),
        hour=moment.time() if isinstance(moment, datetime) else None,
        concepts=find_concepts(said.top, said.rest),
    )


def _find_days(said: _Said, published: date | None) -> frozenset[int]:
    """The days of title and first sentence; where these name none, of the opening."""
    found = frozenset(find_days(_BYLINE.sub(" ", said.top), published))
    return found or frozenset(find_days(_BYLINE.sub(" ", said.opening), published))


def normalize(text: str) -> str:
    """Letters, digits and Han characters only, Simplified, lower case: what a comparison sees."""
    return _NOT_WORD.sub("", simplify(text)).lower()


def sketch(body: str) -> np.ndarray:
    """The smallest hashes of the text's character 4-grams: equal shares of two sketches estimate Jaccard."""
    codes = np.frombuffer(body.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < SHINGLE:
        codes = np.pad(codes, (0, SHINGLE - len(codes)))
    mixed = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for i in range(SHINGLE):
        mixed = (mixed ^ codes[i : len(codes) - SHINGLE + 1 + i]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return ascending(mixed)[:SKETCH].copy()  # a slice would keep all hashes in memory


def _read_opening(article: Article, sentences: Sequence[Sentence], tokens: Tokens) -> _Said:
    """The title, a headline and the first sentences: what news says first is what happened."""
    factor = LATIN_FACTOR if article.language == "en" else 1
    glued = "\n".join(article.slice(b.span) for b in article.blocks if b.kind == "headline")[:READ]
    headline = cut_words(glued) if glued else []
    before = [*tokens.of_title(), *headline]
    opening = _within(sentences, OPENING * factor - len(glued))
    first = [] if glued else _within(sentences, FIRST * factor)
    head = sentences[0].text[:READ] if sentences else ""
    return _Said(
        opening="\n".join((*([glued] if glued else ()), *(s.text for s in opening)))[:READ],
        words=[*before, *(w for s in opening for w in tokens.of_sentence(s.index))],
        first=[*before, *(w for s in first for w in tokens.of_sentence(s.index))],
        top=f"{article.title or ''}\n{glued}\n{head}",
        rest="\n".join(s.text for s in opening[1:])[:READ],
        head=len(sentences[0].text) if sentences else 0,
        headline=headline,
    )


def _within(sentences: Sequence[Sentence], room: float) -> list[Sentence]:
    """The first sentences, up to the one that fills the room."""
    chosen = []
    for sentence in sentences:
        if room <= 0:
            break
        chosen.append(sentence)
        room -= len(sentence.text)
    return chosen
