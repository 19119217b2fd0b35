"""Whether a sentence can be printed away from its article, what speaks against it there, and its place among others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..text import HAN
from ..types import Article, Sentence
from .cues import has_figure, is_printable, leans_back, names_event

# What can be read in one breath and still says something.
_HAN_LENGTH = (20, 160)
_LATIN_LENGTH = (8, 60)

_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_WORD = re.compile(r"[A-Za-z0-9][^\s]*")
_IS_QUOTATION = re.compile(r"^[“「『\"].*[”」』\"][。！]?$", re.DOTALL)
_NOT_A_STATEMENT = re.compile(r"[？?；;：:][”」』\"]?$")
_SPEAKS = re.compile(r"(?:^|[，。：“])(?:我们|我們|我|咱们|笔者|本公司|本报|小编)(?!国)")
# A statement without its subject: the sentence before says who expects it. 预计到2030年，全省… has one behind the date.
_LACKS_SUBJECT = re.compile(
    r"(?:(?:预计|預計)(?![^，。]{0,12}[年月底末时時期][，,])|将(?!军|近)|將(?!軍|近)|拟|擬|计划|計劃|力争|力爭|旨在|意味着|意味著|可谓|使得|有助于|有助於|从而|標誌著|标志着"
    r"|在(?:随后|隨後|此|该|該|上述|这|這)"
    r"|(?:\d{1,2}月)?(?:\d{1,2}日)?(?:晚间?|早间|午间|盘后)?(?:公告|披露|宣布|透露)[，,：:])"
)
# What may stand before the subject; behind it the sentence is looked at again.
_LEADS_IN = re.compile(
    r"""
    (?:近日|日前|据悉|據悉|据了解|據了解|据介绍|據介紹|目前|当前|今年以来|近年来|截至目前|与此同时|此外
     | (?:\d{2,4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[上下]午|晚间?)?)[，,]\s?
    """,
    re.VERBOSE,
)
_LEADS_IN_ENGLISH = re.compile(
    r"(?:On|In|Last|This|According|Recently|Currently|Since|By)\b[^,.]{0,30},\s(?=[A-Z]?[a-z]+\b)"
)
_STUCK = re.compile(
    r"""
    ^.{0,30}(?:通讯员|作者|编辑|编译|实习生|网讯|报讯|报道[:：]|日电)   # who wrote it, where and for whom
  | ^[【\[（(][^】\])）]{2,14}[】\])）]                                # the name of a column or an outlet
  | ^.{0,40}\d{4}-\d\d-\d\d                                        # when it was put on the page
  | [（(].{0,6}记者
  | 来源[：:] | 原创稿 | 原标题                                       # the page's own words in the middle of a line
  | ……(?=[^”」』])                                                  # a headline that trails off into the text
    """,
    re.VERBOSE,
)
_EARLIER = re.compile(
    r"^.{0,12}(?:去年|前年|此前|早在|曾经|上世纪|成立于)|\b(?:last year|previously|founded in)\b", re.IGNORECASE
)
_YEAR = re.compile(r"^.{0,12}?((?:19|20)\d\d)(?=\s?年|\b)")
_NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s?年|\b(?!\s?[-–]))")
# What a company is, and what a picture shows, is no news.
_DESCRIBES = re.compile(
    r"""
    ^[^，。]{1,20}(?:(?:是|为|為)一(?:家|个|個|款|种|種|项|項|座)|是(?:全球|世界|国内|國內|我国|我國|中国|中國))[^，。]{2,40}[，。]
  | ^.{0,40}(?:成立于|成立於|创立于|創立於|创办于|創辦於|总部位于|總部位於)
  | ^.{1,60}?\b(?:is|are)\s(?:an?|one\sof)\s[^,.]{0,60}
      \b(?:company|maker|platform|provider|firm|producer|supplier|developer)\b
  | ^[^，。]{0,40}正在[^，。]{2,24}。$
    """,
    re.VERBOSE,
)
_SAYS = re.compile(
    r"(?:表示|指出|认为|認為|介绍说|介紹說|坦言|强调|強調|称|稱)[，,：:]|\b(?:said|says|told|noted|according\sto)\b"
)
_LOOKS_AHEAD = re.compile(
    r"""
    ^.{0,30}(?:预计|預計|有望|力争|力爭|展望|未来|未來|下一步|下一階段|将于|將於|届时|到20\d\d年)
  | \b(?:expected\sto|is\sset\sto|are\sset\sto|plans?\sto|aims?\sto|will)\b
    """,
    re.VERBOSE,
)
_BREAKS_NEWS = re.compile(
    r"近日|日前|宣布|公告|签署|簽署|完成|正式|\b(?:announced|signed|completed|agreed|unveiled|raised)\b"
)


def is_readable(sentence: Sentence, words: Sequence[str]) -> bool:
    """Whether a sentence reads well below its headline: whole, about the news, leaning on nothing left out."""
    text = sentence.text
    if not is_printable(sentence) or leans_back(words) or _leans_behind(text, words) or is_stuck(text):
        return False
    return not (_NOT_A_STATEMENT.search(text) or _SPEAKS.search(text))


def stands_alone(sentence: Sentence, words: Sequence[str]) -> bool:
    """Whether a reader who has seen nothing else of the article understands the sentence.

    `words`: the sentence's own, as `cut_words` gives them.
    """
    text = sentence.text
    if not is_printable(sentence) or sentence.kind == "caption" or leans_back(words) or _leans_behind(text, words):
        return False
    if _NOT_A_STATEMENT.search(text) or _IS_QUOTATION.match(text) or _SPEAKS.search(text):
        return False
    han = sum(map(len, _HAN_RUN.findall(text)))
    latin = len(_LATIN_WORD.findall(text))
    if han > latin:
        return _HAN_LENGTH[0] <= len(text) <= _HAN_LENGTH[1]
    return _LATIN_LENGTH[0] <= latin <= _LATIN_LENGTH[1]


def _leans_behind(text: str, words: Sequence[str]) -> bool:
    """Whether what stands behind a date or 据悉 leans on the sentence before, or has no subject."""
    english = _LEADS_IN_ENGLISH.match(text)
    if english:
        return leans_back(_LATIN_WORD.findall(text[english.end() : english.end() + 60].lower())[:4])
    at = 0
    while match := _LEADS_IN.match(text, at):
        at = match.end()
    if _LACKS_SUBJECT.match(text, at):
        return True
    return at > 0 and leans_back(_behind(words, text[:at]))


def _behind(words: Sequence[str], head: str) -> Sequence[str]:
    """The words behind the first characters of a text."""
    left = sum(map(str.isalnum, head))
    for number, word in enumerate(words):
        if left <= 0:
            return words[number:]
        left -= len(word)
    return ()


def is_background(text: str, article: Article) -> bool:
    """Whether a sentence tells of earlier times, or says what somebody is, instead of news."""
    if _EARLIER.search(text) or _DESCRIBES.match(text):
        return True
    year = _YEAR.search(text)
    return year is not None and int(year[1]) < _year_of(article)


def _year_of(article: Article) -> int:
    """The year of publication; of an article without a date, the latest that its text names."""
    if article.published is not None:
        return article.published.year
    return max((int(year) for year in _NAMED_YEAR.findall(article.text)), default=0)


def is_stuck(text: str) -> bool:
    """Whether a byline, a date line or the name of a column stuck to the sentence."""
    return _STUCK.search(text) is not None


def reading_place(text: str, words: Iterable[str]) -> int:
    """Where a sentence stands among others of a summary: 0 what happened, 1 how much, 2 who says so, 3 what comes."""
    if _LOOKS_AHEAD.search(text) and not _BREAKS_NEWS.search(text):
        return 3
    if _BREAKS_NEWS.search(text):
        return 0
    if _SAYS.search(text):
        return 2
    return 1 if has_figure(text) and not names_event(words) else 0
