"""What grouping needs of an article, small enough to be kept for weeks without its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from zlib import crc32

import numpy as np

from ..config import read_table, read_words
from ..idf import word_weight
from ..text import cut_words, simplify
from ..types import Article, Sentence, Signature, Tokens
from .figures import find_days, find_figures, is_amount
from .pinyin import PART, find_sounds

SHINGLE = 4  # characters
SKETCH = 256  # smallest shingle hashes that are kept: Jaccard to about 0.03
OPENING = 240  # characters in which news says who did what; twice as many Latin letters
LATIN_FACTOR = 2.5
READ = 2000  # characters in which figures are read: what stands further down is background
RARE = 9.0  # weight from which a word names something rather than describes it
PLAIN = 4.0  # weight below which a word says nothing about the event
# English has no table of weights: a word written with a capital inside a sentence names, another one describes.
LATIN_NAME, LATIN_WORD = 10.0, 6.5
SHORTEST_NAME = 3
ITEM = re.compile(r"^[^\S\n]*(?:\d{1,2}[、.．)）]|[①-⑳]|[•·●■◆▶]|【)", re.MULTILINE)
DIGEST_ITEMS = 6

_TABLE = read_table("stories.toml")
_WEAK = frozenset(_TABLE["names"]["weak"])
_STOPS = frozenset(read_words("stopwords.txt"))
_NOT_WORD = re.compile(r"[\W_]+")
_CAPITAL = re.compile(
    r"""
    (?: (?<=[^.!?:\s\-–—“"]\s) [A-Z]                 # inside a sentence: made by Lanchuan
      | \b [A-Z] (?=[A-Za-zÀ-ɏ0-9.&'’-]{0,24}\s[A-Z]) ) # at its beginning, before another: Lanchuan Semiconductor
    [A-Za-zÀ-ɏ0-9]* (?:[-'’&.][A-Za-zÀ-ɏ0-9]+)*
    """,
    re.VERBOSE,
)
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


def sign(article: Article, sentences: Sequence[Sentence], tokens: Tokens) -> Signature:
    """What grouping needs of an article."""
    prose = "\n".join(s.text for s in sentences)
    head = sentences[0].text if sentences else ""
    first = tuple(find_figures(f"{article.title or ''}\n{head[:READ]}"))
    opening = _opening(article, sentences)
    room = "\n".join(s.text for s in opening)[:READ]
    credits = Counter(cut_words("\n".join(_BYLINE.findall(room))))
    counts = Counter(tokens.words)
    counts.subtract(credits)
    is_english = article.language == "en"
    names = find_names(article, prose, counts)
    weights = {w: m for w, n in counts.items() if n > 0 and (m := _mass(w, is_english, names)) > 0}
    said = [*tokens.of_title(), *(w for s in opening for w in tokens.of_sentence(s.index))]
    lead = _lead(said, credits, weights)
    keys, lengths, shares = _vectors(weights, counts, lead)
    title = normalize(article.title or "")
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
        headline=ascending(_keys(w for w in tokens.of_title() if w in weights)),
        words=keys,
        weights=lengths,
        opening=shares,
        shingles=sketch(body),
        figures=frozenset((*first, *find_figures(prose[len(head) :][:READ]))),
        amounts=frozenset(filter(is_amount, first)),
        days=frozenset(find_days(_BYLINE.sub(" ", room), day)),
        lead=frozenset(lead),
        names=frozenset(names),
        sounds=find_sounds(w if len(w) == 1 or weigh(w) >= RARE else PART for w in said),
        length=len(body),
        is_digest=len(ITEM.findall(article.text)) >= DIGEST_ITEMS,
    )


def normalize(text: str) -> str:
    """Letters, digits and Han characters only, Simplified, lower case: what a comparison sees."""
    return _NOT_WORD.sub("", simplify(text)).lower()


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> int:
    return crc32(word.encode())


@lru_cache(maxsize=1 << 16)
def weigh(word: str) -> float:
    return word_weight(word)


def _keys(words: Iterable[str]) -> np.ndarray:
    return np.array([word_key(w) for w in words], dtype=np.uint32)


def sketch(body: str) -> np.ndarray:
    """The smallest hashes of the text's character 4-grams: equal shares of two sketches estimate Jaccard."""
    codes = np.frombuffer(body.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < SHINGLE:
        codes = np.pad(codes, (0, SHINGLE - len(codes)))
    mixed = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for i in range(SHINGLE):
        mixed = (mixed ^ codes[i : len(codes) - SHINGLE + 1 + i]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return ascending(mixed)[:SKETCH]


def ascending(numbers: np.ndarray) -> np.ndarray:
    """Sorted and unique; for some hundred numbers this is three times as fast as `np.unique`."""
    numbers = np.sort(numbers)
    fresh = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=fresh[1:])
    return numbers[fresh]


# ---------------------------------------------------------------- words


def _opening(article: Article, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The first sentences: what news says first is what happened."""
    room = OPENING * (LATIN_FACTOR if article.language == "en" else 1)
    chosen = []
    for sentence in sentences:
        if room <= 0:
            break
        chosen.append(sentence)
        room -= len(sentence.text)
    return chosen


def _lead(said: Sequence[str], credits: Counter[str], weights: dict[str, float]) -> list[str]:
    """The telling words of title and opening, without those that stand there only in a credit."""
    counts = Counter(said)
    counts.subtract(credits)
    return [w for w, n in counts.items() if n > 0 and w in weights]


def _mass(word: str, is_english: bool, names: set[str]) -> float:
    """How much a word says beyond grammar."""
    if "a" <= word[0] <= "z":
        if len(word) < SHORTEST_NAME or word in _STOPS:
            return 0.0
        return (LATIN_NAME if word in names or not is_english else LATIN_WORD) - PLAIN
    return weigh(word) - PLAIN


def find_names(article: Article, prose: str, counts: Counter[str]) -> set[str]:
    """Latin words that name something: all of a Chinese text, of an English one those with a capital."""
    if article.language == "en":
        found = {m.group().lower() for m in _CAPITAL.finditer(prose)}
    else:
        found = {w for w, n in counts.items() if n > 0 and w.isascii() and w[0].isalpha()}
    return {w for w in found if len(w) >= SHORTEST_NAME and w not in _STOPS and w not in _WEAK}


def _vectors(
    weights: dict[str, float], counts: Counter[str], lead: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The words' keys, ascending; their weights at unit length; each one's share of the opening."""
    words = list(weights)
    keys = _keys(words)
    mass = np.array(list(weights.values()), dtype=np.float64)
    inside = set(lead)
    share = np.array([w in inside for w in words], dtype=np.float64) * mass * mass
    mass *= 1 + np.log(np.array([counts[w] for w in words], dtype=np.float64))
    order = keys.argsort(kind="stable")
    return (
        keys[order],
        (mass[order] / max(1e-9, float(np.sqrt(mass @ mass)))).astype(np.float32),
        (share[order] / max(1e-9, float(share.sum()))).astype(np.float32),
    )
