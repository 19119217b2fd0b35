"""Sentences broken over columns and blank lines, made whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text import HAN
from .chinese import BRACKETED, INNER_STOP, PROSE_LINE
from .edit import Edit, find_line_end

LONG_LINE = 60
"""Characters from which a line with commas alone is taken for prose; headlines with a comma reach 50."""
STOPPED_LINE = 20
"""Characters from which a line with a stop inside is taken for prose: headlines hold no stop."""
_BREAK = re.compile(r"\n[ \n]*")
_STOP = re.compile("[。！？]")
_ENDS_SENTENCE = tuple('。！？!?…：:；;.”’"」』）)】》')
_ENDS_CLAUSE = tuple("，,、（(《“‘「『")
_BEGINS_ITEM = re.compile(
    r"""
    [•·●■◆▲►※★☆◎◇□\-—*#>|\[【〔①-⑳]            # bullets, headings, bracketed heads
  | \d{1,3}[.、．）)]                            # numbered
  | [（(]?[一二三四五六七八九十]{1,3}[、）)]
  | 本[报報刊][讯訊]|本[报報][\u4e00-\u9fff]{2,8}\d|新[华華]社|中新[社网]|据.{2,8}[电讯]
  | 图为|圖為|相关链接
    """,
    re.VERBOSE,
)
_STATES_SOURCE = re.compile(r"(?:来源|來源|作者|编辑|記者|记者)\s?[:：][^。，,]{0,24}$")
_ORIGINAL_TITLE = re.compile("原[标標][题題][:：]")
_GLUED_NAME = re.compile(
    rf"[。！？”](?:[{HAN}]{{0,6}}(?:记者|通讯员|文) ?)?[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{0,3}}$"
)
LONGEST_HEADLINES = 400
_HEADLINES = re.compile("[；！？][^；！？\n]*[；！？]|[|｜丨；][^\n]*[；|｜丨！？]")
"""Above the first full stop: the headlines of a round-up in one line, `甲事；乙事！丙事`, and no prose."""
_REST = re.compile(rf"(?![但而故又且])[{HAN}][，、。；]")  # the rest of a word: 集|群，
_CANNOT_BEGIN = tuple("，。、；：！？”’）》】」』%,;")


def join_broken_sentences(text: str) -> Iterator[Edit]:
    """A paragraph that breaks off in the middle of a sentence is joined to its continuation."""
    start = 0
    told = text.find("。") if "。" in text else len(text)
    for match in _BREAK.finditer(text):
        is_line = match.start() <= told and match.start() - start <= LONGEST_HEADLINES
        is_head = is_line and _HEADLINES.search(text, start, match.start()) is not None
        if match.end() < len(text) and not is_head and _is_broken(text, start, match.start(), match.end()):
            yield Edit(match.start(), match.end(), _joint(text, match.start(), match.end()))
        start = match.end()


def _is_broken(text: str, start: int, end: int, after: int) -> bool:
    """Whether the line text[start:end] goes on at `after`."""
    if end <= start or text.endswith(_ENDS_SENTENCE, start, end) or _BEGINS_ITEM.match(text, after):
        return False
    if text[start] in "#|":
        return False
    if _is_open(text, max(start, end - BRACKETED), end) and end - start >= PROSE_LINE:
        return True
    if text[end - 1].isascii() and text[after].isascii():
        return text[after].islower() and INNER_STOP.search(text, start, end) is not None
    if text.startswith(_CANNOT_BEGIN, after) or (text.startswith("的", after) and not text.startswith("的确", after)):
        return True
    if _REST.match(text, after) and INNER_STOP.search(text, start, end):
        return True
    return not _is_complete(text, start, end) and _goes_on(text, start, end, after)


def _is_complete(text: str, start: int, end: int) -> bool:
    """Whether a line without a stop at its end is whole: a reporter's name or a source stands there."""
    tail = text[max(start, end - 40) : end]
    return bool(_GLUED_NAME.search(tail[-16:]) or _STATES_SOURCE.search(tail) or _ORIGINAL_TITLE.match(text, start))


def _goes_on(text: str, start: int, end: int, after: int) -> bool:
    """Whether prose breaks off at `end`, and prose follows."""
    line_end = find_line_end(text, after)
    if not (INNER_STOP.search(text, after, line_end) or text.endswith(_ENDS_SENTENCE, after, line_end)):
        return False
    if text.endswith(_ENDS_CLAUSE, start, end):
        return True
    if not (text[end - 1].isalnum() or text[end - 1] in "%％℃®™") or not text[after].isalnum():
        return False
    length = STOPPED_LINE if _STOP.search(text, start, end) else LONG_LINE
    return end - start >= length and INNER_STOP.search(text, start, end) is not None


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket that opens in the stretch is still open at its end."""
    opened = max(text.rfind("（", start, end), text.rfind("《", start, end))
    return opened > max(text.rfind("）", start, end), text.rfind("》", start, end))


def _joint(text: str, end: int, after: int) -> str:
    """Nothing between Chinese characters, a blank between Latin words."""
    return " " if text[end - 1].isascii() and text[after].isascii() and text[after].isalnum() else ""
