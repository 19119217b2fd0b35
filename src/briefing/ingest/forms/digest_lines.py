"""The lines of a text that may be a round-up, and what each looks like: heading, bold, linked, prose, a short head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...config import read_table
from ...types import Document, Span
from ..article import Line, find_lines
from ..bodies.apart import find_dateline
from ..bodies.body import width
from ..stated.metadata import is_outlet

_WORDS = read_table("page_words.toml")


def word_pattern(name: str, *, also: str = "") -> re.Pattern[str]:
    """A list of `page_words.toml` as a pattern."""
    return re.compile("|".join([*map(re.escape, _WORDS[name]), *filter(None, [also])]), re.IGNORECASE)


_STRONG_CUE = word_pattern("roundup_names", also=r"\d+点\d+[氪刻分]|\d+\s?[条则則](?:大)?新闻")
_LABEL = word_pattern("section_labels")
_NEWSPAPER = re.compile(
    r"[《（(][^》）)\n]{0,10}[报報][》）)]|(?:来源|來源|稿源|转自)\s?[:：]?\s?\S{2,12}"
    r"|[\u4e00-\u9fff]{2,8}[报報](?=讯|訊|记者|記者|客户端|网|社|消息|报道|获悉|见习|评论|电|APP|综合)"
)
_RAW_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_RAW_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)")
_HREF = re.compile(r"(?<!!)\[[^\[\]\n]{0,300}\]\((https?://[^\s()]{4,2000})")
_LINK_WORD = re.compile(
    r"(?:阅读|查看|點擊|点击)?(?:原文|全文|更多|详情|原文链接)|(?:原文)?(?:链接|連結|網址|网址)"
    r"|\b(?:links?|url|source|read (?:more|on|full))\b",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"\W{0,4}(?:来源|來源|出处|媒体|时间|時間|日期|发布时间|发布|作者|原文|链接|連結|阅读原文|查看原文|source|date|published|link|url|via)"
    r"\s?(?:[:：]|\]\(|\|)",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)")
_CLOSING = re.compile(r"[（(][^（()）。，\n]{2,16}[）)]\W{0,2}$")
_STOPS = tuple('。！？；…”」』)）.!?;"')
_NOT_A_HEAD = (*_STOPS, "：", ":", "，", ",")
_SENTENCE = re.compile(r"[。！？；]|[.!?](?=[\s”\"]|$)")
HEAD_WIDTH = 110
"""Columns of the widest headline of an item; those of morning papers in English reach 100."""
PROSE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A line, by what it looks like on the page."""

    text: str
    """Without its marks of emphasis."""
    start: int
    """Where it begins in the text that it was read from."""
    level: int = 0
    """Of its heading; 0: none."""
    bold: str = ""
    """`whole`: all of it is bold; `lead`: its first words; empty: neither."""
    url: str = ""
    """The address of its first link."""

    share: float = 0.0
    """Of its characters that stand in links."""

    @property
    def linked(self) -> bool:
        """Whether it holds a link."""
        return bool(self.url)

    @property
    def is_prose(self) -> bool:
        """A sentence or more."""
        return self.level == 0 and len(self.text) >= PROSE_LENGTH and bool(_SENTENCE.search(self.text))

    @property
    def is_short(self) -> bool:
        """A line that may head what follows it: short, without a stop at its end."""
        bare = self.text
        if not 4 <= len(bare) <= HEAD_WIDTH or bare.endswith(_NOT_A_HEAD) or "。" in bare:
            return False
        return 6 <= width(bare) <= HEAD_WIDTH

    @property
    def is_label(self) -> bool:
        """The name of a part of an item: 摘要, 正文."""
        return is_section_label(self.text)

    @property
    def states(self) -> bool:
        """Whether it states where an item is from: a source, a time, a link, or the words of a link alone."""
        if len(self.text) > 200:
            return False
        if _FACT.match(self.text) or (self.linked and len(self.text) <= 60 and _LINK_WORD.search(self.text)):
            return True
        if len(self.text) <= 120 and _DAY.search(self.text) and not _SENTENCE.search(self.text):
            return True
        return bool(re.match(r"\W{0,4}https?://\S+\s*$", self.text))

    @property
    def is_fact(self) -> bool:
        """Whether it begins with the name of a fact: 来源, 时间."""
        return bool(_FACT.match(self.text))

    @property
    def closes(self) -> bool:
        """Whether it ends with a source in brackets, or opens with an agency's dateline."""
        if _CLOSING.search(self.text) and self.is_prose:
            return True
        return self.is_prose and find_dateline(self.text[:120], 0, min(len(self.text), 120)) is not None


def is_section_label(words: str) -> bool:
    """Whether words name a part of an item."""
    return len(words) <= 24 and bool(_LABEL.fullmatch(words.strip("*_#:：【】[] ")))


def rows_of_raw(raw: str) -> list[Row]:
    """The rows of a text as it came, with its Markdown."""
    rows = []
    for line in find_lines(raw):
        heading = _RAW_HEADING.match(line.text)
        words = heading[2] if heading else line.text
        bare = _RAW_LINK.sub(lambda m: "" if m.group().startswith("!") else m[1], words)
        plain = bare.replace("**", "").replace("__", "").strip()
        if plain:
            level = len(heading[1]) if heading else 0
            rows.append(Row(plain, line.span.start, level, _bold(bare), _address(words), _share(words, plain)))
    return rows


def _bold(words: str) -> str:
    words = words.strip().strip("*") if words.startswith("***") else words.strip()
    number = _NUMBERED.match(words)
    if number and words.find("**", number.end() + 2) > 0 and not words.endswith("**"):
        return "lead"
    if not words.startswith("**"):
        return "whole" if re.fullmatch(r"\d{1,2}[.、]\s?\*\*[^*]+\*\*", words) else ""
    close = words.find("**", 2)
    if close < 0:
        return ""
    return "whole" if not words[close + 2 :].strip(" *　") else "lead"


def rows_of_document(document: Document, lines: Sequence[Line]) -> list[Row]:
    """The rows of a cleaned text: what was bold or linked is looked up in the text as it came."""
    return [_row(document, line) for line in lines]


def _row(document: Document, line: Line) -> Row:
    heading = _RAW_HEADING.match(line.text)
    begin, end = document.raw_span(line.span)
    left = max(0, begin - _MARKS)
    before = document.raw[left:begin].rpartition("\n")[2]
    after = document.raw[end : end + _MARKS].partition("\n")[0]
    words = re.sub(r"^\s*#{1,6}\s+", "", before + document.raw[begin:end] + after)
    bare = _RAW_LINK.sub(lambda m: "" if m.group().startswith("!") else m[1], words)
    text = (heading[2] if heading else _RAW_LINK.sub(lambda m: m[1], line.text)).strip()
    level = len(heading[1]) if heading else 0
    return Row(text, line.span.start, level, _bold(bare), _address(words), _share(words, text))


_NUMBERED = re.compile(r"\d{1,3}\s?[.、)）]\s?(?=\*\*)")
_MARKS = 400
"""Characters around a line's words in which its marks and the address of its link stand."""


_MARKS_AROUND = " -*+•·|>#\\"


def _share(words: str, text: str) -> float:
    linked = sum(len(match[1].strip("* ")) for match in _RAW_LINK.finditer(words) if not match.group().startswith("!"))
    return linked / max(1, len(text.strip(_MARKS_AROUND)))


def _address(words: str) -> str:
    match = _HREF.search(words)
    return match[1] if match else ""


def span_of(line: Line, text: str) -> Span:
    """Where the words of a row stand in its line."""
    at = line.text.find(text)
    at = line.span.start + max(at, 0)
    return Span(at, min(at + len(text), line.span.end))


# ---------------------------------------------------------------- what a text calls itself


def calls_itself_digest(heads: Sequence[str]) -> bool:
    """Whether a title or one of the first lines says that many items follow: 早报, 快讯, newsletter, `甲；乙；丙`."""
    return any(_names_digest(head) for head in heads)


_PAGE_LINE = re.compile(r"第?\s?[A-Z]?\d{1,3}\s?版")
"""`第A01版：要闻`: the line of a newspaper page."""


def _names_digest(head: str) -> bool:
    if len(head) > 160 or _PAGE_LINE.match(head) or find_dateline(head, 0, len(head)) is not None:
        return False
    bare = _NEWSPAPER.sub("", head)
    words = re.split(r"[\s|｜·_：:—–-]+", bare)
    bare = " ".join(word for word in words if not is_outlet(word))
    return bool(_STRONG_CUE.search(bare))
