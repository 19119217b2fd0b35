"""Tokens and sentences: the only module that touches jieba and rjieba.

Han runs are cut by jieba's dictionary and HMM. `rjieba` gives the same cuts 25 times faster as long as only
Han runs are passed to it (a test keeps that), so it does the work and jieba steps in where it has no wheel.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from opencc import OpenCC

from .sentences import HAN, find_sentences
from .types import PROSE, Article, Block, Sentence, Span, Tokens

_BREAK = "\x1e"
_PIECE = re.compile(
    rf"""
    [{HAN}]+
  | \d+(?:[.,]\d+)*%?                               # a number, with its decimals and per cent sign
  | [A-Za-zÀ-ɏ]+(?:[-'’&.][A-Za-zÀ-ɏ0-9]+)*         # a Latin word: long-term, U.S, AT&T
  | {_BREAK}
    """,
    re.VERBOSE,
)
# Han pieces lie between these in the order of strings.
_FIRST_HAN, _AFTER_HAN = "\u3400", "\ufb00"
_T2S = OpenCC("t2s")

__all__ = ["HAN", "cut_article", "cut_articles", "cut_sentences", "cut_words", "find_sentences", "simplify"]


# ---------------------------------------------------------------- words


def simplify(text: str) -> str:
    """Traditional characters to Simplified, length kept, so that offsets stay valid."""
    if text.isascii():
        return text
    return _simplify_short(text) if len(text) <= _KEPT else _simplify(text)


_KEPT = 20_000
"""Characters of the longest text whose Simplified form is kept for a moment: each stage asks for its article's, and for
the same names again and again."""


@lru_cache(maxsize=512)
def _simplify_short(text: str) -> str:
    return _simplify(text)


def _simplify(text: str) -> str:
    simple = _T2S.convert(text)
    return simple if len(simple) == len(text) else "".join(map(_simplify_character, text))


@lru_cache(maxsize=65536)
def _simplify_character(character: str) -> str:
    simple = _T2S.convert(character)
    return simple if len(simple) == 1 else character


@lru_cache(maxsize=1)
def _cutter() -> Callable[[str], list[str]]:
    """The fast cutter where it is installed, else jieba itself: equal cuts on Han runs."""
    try:
        import rjieba

        return rjieba.cut
    except ImportError:
        import logging
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
        jieba.setLogLevel(logging.ERROR)
        return jieba.lcut


def cut_words(text: str) -> list[str]:
    """The words of a text: Simplified Han words, lower-case Latin words, numbers; no blanks, no punctuation."""
    return _cut((text,))[0]


def _cut(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """The words of all texts, and their bounds: `words[bounds[i]:bounds[i + 1]]` are those of text i."""
    if not texts:
        return [], [0]
    pieces = _PIECE.findall(simplify(_BREAK.join([text.replace(_BREAK, " ") for text in texts])))
    # A line feed between the runs keeps the cutter from joining them, and marks in its answer where each ends.
    cuts = _cutter()("\n".join([piece for piece in pieces if _FIRST_HAN <= piece < _AFTER_HAN]))
    cuts.append("\n")
    words: list[str] = []
    bounds = [0]
    at = 0
    for piece in pieces:
        if _FIRST_HAN <= piece < _AFTER_HAN:
            end = cuts.index("\n", at)
            words += cuts[at:end]
            at = end + 1
        elif piece == _BREAK:
            bounds.append(len(words))
        else:
            words.append(piece.lower())
    return words, [*bounds, len(words)]


# ---------------------------------------------------------------- the sentences of an article

_HAN_RUN = re.compile(f"[{HAN}]+")
_CUT_OFF = re.compile(r"(?:…|\.{3,}|。{3,})[”’」』）)\]\"]*$")
_ENDED = re.compile(r"[。！？｡!?.．][”’」』）)\]】》\"]*$")
_BEGINS_INSIDE = re.compile(r"[，。、；：！？,;:!?.)）”’」』》】%％]")
_LEADS_ON = re.compile(r"[：:，,、—-]$")
# An announcement's formula before its table (具体情况如下：, 现将有关事项公告如下：): a statement stands before it.
_TABLE_FOLLOWS = re.compile(r"[，,；](?:[具详]|现[将就])[^，。；：]{0,16}如下(?:所示|表)?[：:]$")
_ANNOUNCED = 40
"""Characters of a sentence that announces a table and yet says what has happened."""
_WHOLE_PAIRS = (("「", "」"), ("『", "』"), ("《", "》"), ("【", "】"))
# Outlets write half of a pair full width, half of it not; and an opening mark of quotation for the closing one.
_BRACKETS = (("（", "）"), ("（(", "）)"))
_QUOTES = "“”\""
# Fewer words than this say nothing by themselves: 记者了解到。 Read more.
_FEWEST_HAN = 6
_FEWEST_LATIN = 4
# Nine sentences in ten: begins with a word, every pair closed and none inside another, ends in a mark of its own.
_OUTSIDE = r"[^“”\"「」『』（(）)《》【】…。！？\n]*+"
_INSIDE = r"[^“”\"「」『』（(）)《》【】…\n]*+"
_PLAIN = re.compile(
    rf"""
    (?=[{HAN}0-9A-Z“「《（(])
    {_OUTSIDE} (?: (?: “{_INSIDE}” | 「{_INSIDE}」 | 《{_INSIDE}》 | （{_INSIDE}） | \({_INSIDE}\) ) {_OUTSIDE} )*+
    (?: [。！？] | (?<=[^。][。！？][”」]) )
    """,
    re.VERBOSE,
)
_BEGINS_SMALL = re.compile(r"[a-z]+\b(?!-)")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_HAN_WORDS = re.compile(f"[{HAN}]{{{_FEWEST_HAN}}}")


def cut_sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article's prose; spans count in the document. Headings, labels, credits have none."""
    prose = [block for block in article.blocks if block.kind in PROSE]
    places = _find_places(article, prose)
    sentences = _read_places(article, places, is_unmarked=_is_unmarked(article, prose))
    if any(sentence.is_whole for sentence in sentences):
        return sentences
    lines = [(number, block, part) for number, block, span in places for part in _at_blanks(article, span)]
    rescued = _read_places(article, lines, is_unmarked=True)
    return rescued if any(s.is_whole and len(s.text) >= _TELLING_LINE for s in rescued) else sentences


_Place = tuple[int, Block, Span]
"""Number of the block, the block, and the sentence's span in the document."""


def _find_places(article: Article, prose: list[Block]) -> list[_Place]:
    return [
        (number, block, Span(block.span.start + start, block.span.start + end))
        for number, block in enumerate(prose)
        for start, end in find_sentences(article.slice(block.span))
    ]


def _read_places(article: Article, places: list[_Place], *, is_unmarked: bool) -> tuple[Sentence, ...]:
    references = _attach([span for _, _, span in places], article)
    sentences = []
    for index, (number, block, span) in enumerate(places):
        text = article.slice(span)
        may_lack_stop = block.kind == "bullet" or (is_unmarked and _is_line(text))
        whole = _is_whole(text, may_lack_stop)
        sentences.append(Sentence(article.id, index, span, text, block.kind, number, references[index], whole))
    return tuple(sentences)


_CLAUSE_BLANK = re.compile(rf"(?<=[{HAN}0-9%”）)]) (?=[{HAN}“（0-9])")
_CLAUSE_LENGTH = 10
"""Characters of a clause that stands between blanks where an article has no other marks: 江城新桥通车 全长三公里 …"""
_TELLING_LINE = 14
"""Characters from which a lone line without a full stop is news and no bare headline."""
_PRINTED = 200
"""Characters of the longest line without a full stop that is still printed as a sentence."""
_RUN_ON = re.compile(f"[{HAN}]{{46}}")
"""Several sentences with no mark between them: of sentences of news one in two thousand has so many in a row."""


def _is_line(text: str) -> bool:
    """Whether a line that lacks its full stop reads as one sentence."""
    return len(text) <= _PRINTED and not _RUN_ON.search(text)


def _at_blanks(article: Article, span: Span) -> list[Span]:
    """A sentence of an article without one full stop, cut at the blanks that stand for its marks."""
    text = article.slice(span)
    parts: list[Span] = []
    start = 0
    for blank in _CLAUSE_BLANK.finditer(text):
        if blank.start() - start >= _CLAUSE_LENGTH and len(text) - blank.end() >= _CLAUSE_LENGTH:
            parts.append(Span(span.start + start, span.start + blank.start()))
            start = blank.end()
    parts.append(Span(span.start + start, span.end))
    return parts


def cut_article(article: Article) -> tuple[tuple[Sentence, ...], Tokens]:
    """The sentences of an article and the words of its title and sentences, cut once for all stages."""
    return cut_articles((article,))[0]


def cut_articles(articles: Sequence[Article]) -> list[tuple[tuple[Sentence, ...], Tokens]]:
    """The same for several articles, a fifth faster: the dictionaries stay at hand from one text to the next.

    All their words lie in memory at once: give it some dozens of articles, not a week.
    """
    cut = [cut_sentences(article) for article in articles]
    titles = [article.title or "" for article in articles]
    texts = [text for title, row in zip(titles, cut, strict=True) for text in (title, *[s.text for s in row])]
    words, bounds = _cut(texts)
    tokens = []
    first = 0
    for row in cut:
        last = first + 1 + len(row)
        start, end = bounds[first], bounds[last]
        own = np.array(bounds[first : last + 1], dtype=np.int32) - np.int32(start)
        tokens.append(Tokens(tuple(words[start:end]), own))
        first = last
    return list(zip(cut, tokens, strict=True))


def _attach(spans: list[Span], article: Article) -> list[tuple[int, ...]]:
    """The references of each sentence: those that stand inside it or right after it."""
    if not article.references:
        return [()] * len(spans)
    found: list[list[int]] = [[] for _ in spans]
    starts = [span.start for span in spans]
    for reference in article.references:
        number = max(0, bisect_left(starts, reference.at) - 1)
        if spans and article.span.start <= reference.at <= article.span.end:
            found[number].extend(n for n in reference.numbers if n not in found[number])
    return [tuple(numbers) for numbers in found]


def _is_unmarked(article: Article, prose: list[Block]) -> bool:
    """Whether an article does without full stops, so that a missing one says nothing."""
    ended = [bool(_ENDED.search(article.slice(block.span)[-8:].rstrip())) for block in prose]
    return len(ended) > 1 and not any(ended)


def _is_paired(text: str) -> bool:
    """Whether every bracket and quotation that opens is closed."""
    if any(text.count(a) != text.count(b) for a, b in _WHOLE_PAIRS) or sum(map(text.count, _QUOTES)) % 2:
        return False
    return any(sum(map(text.count, a)) == sum(map(text.count, b)) for a, b in _BRACKETS)


_FIRST_OF_LIST = re.compile(r"[：:]\s?(?:一是|一要|第一[，、是]|首先|其一|（一）|\(一\)|①|1[.、．）)](?!\d))")
_NEXT_OF_LIST = re.compile(r"二是|二要|第二|其次|其二|（二）|\(二\)|②|2[.、．）)](?!\d)|再次|最后")


def _is_half_list(text: str) -> bool:
    """Whether a list opens that is not told to its second point: 有三个特点：一是降成本。"""
    first = _FIRST_OF_LIST.search(text)
    return first is not None and not _NEXT_OF_LIST.search(text, first.end())


def _is_whole(text: str, may_lack_stop: bool) -> bool:
    """False for what cannot be printed by itself: cut off, half a quotation, a clause, a headline, a scrap."""
    if _PLAIN.fullmatch(text) and _HAN_WORDS.search(text):
        return not _is_half_list(text)
    tail = text[-12:]
    if tail.endswith(("；", ";")) or _is_half_list(text):
        return False
    if _CUT_OFF.search(tail) or _BEGINS_INSIDE.match(text) or not _is_paired(text):
        return False
    announces = len(text) >= _ANNOUNCED and _TABLE_FOLLOWS.search(text[-30:])
    if not announces and (_LEADS_ON.search(tail) or not (may_lack_stop or _ENDED.search(tail))):
        return False
    han = sum(map(len, _HAN_RUN.findall(text)))
    words = len(_LATIN_WORD.findall(text))
    if words > han and _BEGINS_SMALL.match(text):
        return False
    return han + (words if han else 0) >= _FEWEST_HAN or words >= _FEWEST_LATIN
