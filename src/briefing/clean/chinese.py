"""Repairs for Chinese prose: stray blanks, stray English conjunctions, and the reference marks of topic feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text import HAN
from .edit import Edit, find_line_end

CJK_MARKS = "，。、；：！？”’）》】」』…"
"""Marks that stand without blanks beside Chinese characters."""
PROSE_LINE = 40
"""Characters from which a line with a stop or comma is taken for prose. Headlines of the real files reach 38 (with
blanks that part their halves, which must stay); wrapped body lines have 100 and more."""
INNER_STOP = re.compile("[，。；、,;]")

_BLANK_IN_CHINESE = re.compile(
    rf"""
    [ ] (?: (?<=[{HAN}].)[ ]*(?=[{HAN}{CJK_MARKS}])        # 发挥 高水平
          | (?<=[{CJK_MARKS}].)[ ]*(?=[{HAN}“‘（《【「『])  # 赋能； 二是
          | (?<=[“‘（《【「『].)[ ]*(?=[{HAN}])
        )
    """,
    re.VERBOSE,
)
_ROLE = "记者|記者|通讯员|通訊員|编辑|編輯|责编|作者|摄影|实习生|校对|审核|来源|來源|监制|策划|文|图|摄"
_NAME_BEFORE = re.compile(rf"(?:{_ROLE})[:：/｜|]?(?:[{HAN}]{{2,4}} ){{0,6}}(?:[{HAN}]{{2,4}})?$")
_NAME_AFTER = re.compile(
    r"(?:本报|新华社|特约)?(?:记者|記者|通讯员|通訊員|摄|攝|文/|图/|责编|责任编辑|編輯|编辑|来源|校对|原标题)"
)
_AFTER_DATELINE = ("讯", "訊", "电", "電", "消息", "报道", "報道")
_BRACKET_BEFORE = re.compile(rf"[（(【〔][{HAN} ·、:：/]{{1,30}}$")
_BRACKET_AFTER = re.compile(rf"[{HAN} ·、:：/]{{1,30}}[）)】〕]")
BRACKETED = 80
"""Characters of the longest headline in 【】; the blanks that part its halves stay."""


def drop_stray_blanks(text: str) -> Iterator[Edit]:
    """Blanks between Chinese characters of running prose go; names, headlines and captions keep theirs."""
    for start, end in _prose_lines(text):
        for match in _BLANK_IN_CHINESE.finditer(text, start, end):
            if not _parts_names(text, match.start(), match.end()):
                yield Edit(match.start(), match.end(), "")


def _prose_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = find_line_end(text, start)
        if end - start >= PROSE_LINE and INNER_STOP.search(text, start, end):
            yield start, end
        start = end + 1


def _parts_names(text: str, start: int, end: int) -> bool:
    """Whether a blank parts words: beside a reporter's name, in a short bracket, after a dateline, before a source."""
    before = text[max(0, start - 32) : start]
    if before.endswith(_AFTER_DATELINE) or _NAME_BEFORE.search(before) or _NAME_AFTER.match(text, end):
        return True
    reach = max(0, start - BRACKETED)
    if text.rfind("【", reach, start) > text.rfind("】", reach, start):
        return True
    return bool(_BRACKET_BEFORE.search(before) and _BRACKET_AFTER.match(text, end))


_DOUBLED = re.compile("(?<!。)。。(?!。)|([，、；])\\1+|[，、；](?=。)")


def fix_doubled_marks(text: str) -> Iterator[Edit]:
    """A full stop or comma set twice becomes one; three full stops trail off and stay, and so do `……` and `！！`."""
    for match in _DOUBLED.finditer(text):
        if match.end() - match.start() > 1:
            yield Edit(match.start() + 1, match.end(), "")
        else:
            yield Edit(match.start(), match.end(), "")


_SPACED = re.compile(rf"(?<![{HAN}A-Za-z0-9 ])[{HAN}](?: [{HAN}]){{5,}}(?![{HAN}]| [{HAN}])")


def close_spaced_letters(text: str) -> Iterator[Edit]:
    """A headline set with a blank after every character (six at the least: fewer may be a list) loses its blanks."""
    for match in _SPACED.finditer(text):
        for at in range(match.start() + 1, match.end(), 2):
            yield Edit(at, at + 1, "")


_STRAY_AND = re.compile(rf"(?<=[{HAN}]) (and|or) (?=[{HAN}])")
_ASCII_LETTER = re.compile("[A-Za-z]")
_WORD_OF = {"and": "和", "or": "或"}


def fix_stray_conjunctions(text: str) -> Iterator[Edit]:
    """An English `and` or `or` alone between Chinese words, with no other English near, is a slip of a machine."""
    if " and " not in text and " or " not in text:
        return
    for match in _STRAY_AND.finditer(text):
        near = text[max(0, match.start() - 20) : match.start()] + text[match.end() : match.end() + 20]
        if not _ASCII_LETTER.search(near):
            yield Edit(match.start(), match.end(), _WORD_OF[match.group(1)])


_NUMBERS = r"\[\d{1,3}(?:[,，、\-–] ?\d{1,3})*\]"
_REFERENCE = re.compile(rf"[ \u00a0]?{_NUMBERS}(?:[ \u00a0]?{_NUMBERS})*")


def drop_references(text: str) -> Iterator[Edit]:
    """Marks like ` [2][5]` go, with the blank before; `clean` keeps them apart as references."""
    return (Edit(m.start(), m.end(), "") for m in _REFERENCE.finditer(text)) if "[" in text else iter(())
