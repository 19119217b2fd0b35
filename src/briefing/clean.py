"""Raw text to readable text. Each repair is a named function from a text to its edits.

`clean` applies the repairs of a form in order and keeps the map from every cleaned character back to the raw
text. Cleaning twice changes nothing more. Quotes, and half and full width, are never changed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .text import HAN
from .types import Reference, Repair

CJK_MARKS = "，。、；：！？”’）》】」』…"
"""Marks that stand without blanks beside Chinese characters."""


class Edit(NamedTuple):
    """Replace `text[start:end]` by `new`."""

    start: int
    end: int
    new: str


Finder = Callable[[str], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What `clean` makes of a raw text."""

    text: str
    offsets: np.ndarray | None
    """int32, len(text) + 1: the position in the raw text of each character; None: nothing was changed."""
    references: tuple[Reference, ...]
    repairs: tuple[Repair, ...]


# ---------------------------------------------------------------- repairs for every text

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_ODD_BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+| [\t\u00a0\u2000-\u200a\u202f\u205f\u3000 ]+")
_LOST_BREAK = re.compile(f"(?<=[。！？…”）)])(?: {{4,}}|\u3000{{2,}})(?=\\S)|(?<=[{HAN}])(?: {{8,}}|\u3000{{4,}})(?=\\S)")
_LINE_BLANK = re.compile("^ +| +$", re.MULTILINE)
_PINYIN = re.compile(
    rf"""
    (?<=[{HAN}])                                  # after the character that it spells
    (?:[(（][ ]?[a-züêńňǹḿ\u00e0-\u00ff\u0101-\u01dc\u0300-\u036f]{{1,7}}[ ]?[)）])+
    """,
    re.VERBOSE,
)
_VOWEL = re.compile("[aeiouü\u00e0-\u00ff\u0101-\u01dc]")
# Lower-case words that stand in brackets after a Chinese name and are no pinyin.
_NOT_PINYIN = frozenset({"app", "via", "ai", "api", "a", "b", "c", "i", "ii", "iii", "iv", "vi", "etf", "ipo", "ev"})


def fix_line_ends(text: str) -> Iterator[Edit]:
    """Carriage returns, form feeds and Unicode line separators become line feeds."""
    return (Edit(m.start(), m.end(), "\n") for m in _LINE_END.finditer(text))


def drop_invisible(text: str) -> Iterator[Edit]:
    """Control characters, byte-order marks, soft hyphens and zero-width characters go."""
    return (Edit(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text))


def fix_lost_breaks(text: str) -> Iterator[Edit]:
    """An indent in the middle of a line is where a paragraph began before its line break was lost."""
    return (Edit(m.start(), m.end(), "\n") for m in _LOST_BREAK.finditer(text))


def normalize_blanks(text: str) -> Iterator[Edit]:
    """Tabs, no-break and full-width blanks, and runs of blanks, become one blank."""
    return (Edit(m.start(), m.end(), " ") for m in _ODD_BLANK.finditer(text))


def drop_line_blanks(text: str) -> Iterator[Edit]:
    """Blanks at the ends of lines go."""
    return (Edit(m.start(), m.end(), "") for m in _LINE_BLANK.finditer(text))


def drop_pinyin(text: str) -> Iterator[Edit]:
    """Readings in brackets after a Chinese character go; abbreviations (upper case) and Chinese remarks stay."""
    for match in _PINYIN.finditer(text):
        reading = match.group().strip("()（） ")
        if _VOWEL.search(reading) and reading not in _NOT_PINYIN:
            yield Edit(match.start(), match.end(), "")


# ---------------------------------------------------------------- repairs for Chinese prose

_BLANK_IN_CHINESE = re.compile(
    rf"""
    (?<=[{HAN}])[ ]+(?=[{HAN}{CJK_MARKS}])        # 发挥 高水平
  | (?<=[{CJK_MARKS}])[ ]+(?=[{HAN}“‘（《【「『])  # 赋能； 二是
  | (?<=[“‘（《【「『])[ ]+(?=[{HAN}])
    """,
    re.VERBOSE,
)
PROSE_LINE = 40
"""Characters from which a line with a stop or comma is taken for prose. Headlines of the real files reach 38 (with
blanks that part their halves, which must stay); wrapped body lines have 100 and more."""
LONG_LINE = 60
"""Characters from which a line with commas alone is taken for prose; headlines with a comma reach 50."""
_STOP = re.compile("[。！？]")
_INNER_STOP = re.compile("[，。；、,;]")
_ROLE = "记者|記者|通讯员|通訊員|编辑|編輯|责编|作者|摄影|实习生|校对|审核|来源|來源|监制|策划|文|图|摄"
_NAME_BEFORE = re.compile(rf"(?:{_ROLE})[:：/｜|]?(?:[{HAN}]{{2,4}} ){{0,6}}(?:[{HAN}]{{2,4}})?$")
_NAME_AFTER = re.compile(r"(?:本报|新华社|特约)?(?:记者|記者|通讯员|通訊員|摄|攝|文/|图/|责编|责任编辑|編輯|编辑|来源|校对|原标题)")
_AFTER_DATELINE = tuple("讯訊电電") + ("消息", "报道", "報道")
_BRACKET_BEFORE = re.compile(rf"[（(【〔][{HAN} ·、:：/]{{1,30}}$")
_BRACKET_AFTER = re.compile(rf"[{HAN} ·、:：/]{{1,30}}[）)】〕]")
_STRAY_AND = re.compile(rf"(?<=[{HAN}]) (and|or) (?=[{HAN}])")
_ASCII_LETTER = re.compile("[A-Za-z]")
BRACKETED = 80
"""Characters of the longest headline in 【】; the blanks that part its halves stay."""
_WORD_OF = {"and": "和", "or": "或"}


def drop_stray_blanks(text: str) -> Iterator[Edit]:
    """Blanks between Chinese characters of running prose go; names, headlines and captions keep theirs."""
    for start, end in _prose_lines(text):
        for match in _BLANK_IN_CHINESE.finditer(text, start, end):
            if not _parts_names(text, match.start(), match.end()):
                yield Edit(match.start(), match.end(), "")


def _prose_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start >= PROSE_LINE and _INNER_STOP.search(text, start, end):
            yield start, end
        start = end + 1


def _parts_names(text: str, start: int, end: int) -> bool:
    """Whether a blank stands beside the name of a reporter, in a short bracket or before a source, where it parts words."""
    before = text[max(0, start - 32) : start]
    if before.endswith(_AFTER_DATELINE) or _NAME_BEFORE.search(before) or _NAME_AFTER.match(text, end):
        return True
    if text.rfind("【", max(0, start - BRACKETED), start) > text.rfind("】", max(0, start - BRACKETED), start):
        return True
    return bool(_BRACKET_BEFORE.search(before) and _BRACKET_AFTER.match(text, end))


def fix_stray_conjunctions(text: str) -> Iterator[Edit]:
    """An English `and` or `or` alone between Chinese words, with no other English near, is a slip of a machine."""
    for match in _STRAY_AND.finditer(text):
        near = text[max(0, match.start() - 20) : match.start()] + text[match.end() : match.end() + 20]
        if not _ASCII_LETTER.search(near):
            yield Edit(match.start(), match.end(), _WORD_OF[match.group(1)])


# ---------------------------------------------------------------- sentences broken over columns

_BREAK = re.compile(r" *\n[ \n]*")
_ENDS_SENTENCE = tuple("。！？!?…：:；;.”’\"」』）)】》")
_ENDS_CLAUSE = tuple("，,、（(《“‘「『")
_BEGINS_ITEM = re.compile(
    r"""
    [•·●■◆▲►※★☆\-—*#>|\[【〔①-⑳]              # bullets, headings, bracketed heads
  | \d{1,3}[.、．）)]                            # numbered
  | [（(]?[一二三四五六七八九十]{1,3}[、）)]
  | 本[报報刊]讯|本[报報]訊|本[报報][\u4e00-\u9fff]{2,8}\d|新[华華]社|中新[社网]|据.{2,8}[电讯]
  | 图为|圖為|相关链接|[◎◇□]
    """,
    re.VERBOSE,
)
_STATES_SOURCE = re.compile(r"(?:来源|來源|作者|编辑|記者|记者)\s?[:：][^。，,]{0,24}$|^原[标標][题題][:：]")
_GLUED_NAME = re.compile(rf"[。！？”][{HAN}· ]{{2,12}}$")
_CANNOT_BEGIN = tuple("，。、；：！？”’）》】」』%,;")


def join_broken_sentences(text: str) -> Iterator[Edit]:
    """A paragraph that breaks off in the middle of a sentence is joined to its continuation."""
    start = 0
    for match in _BREAK.finditer(text):
        if match.end() < len(text) and _is_broken(text, start, match.start(), match.end()):
            yield Edit(match.start(), match.end(), _joint(text, match.start(), match.end()))
        start = match.end()


def _is_broken(text: str, start: int, end: int, after: int) -> bool:
    """Whether the line text[start:end] goes on at `after`."""
    if end <= start or text.endswith(_ENDS_SENTENCE, start, end) or _BEGINS_ITEM.match(text, after) or text[start] in "#|":
        return False
    if _is_open(text, max(start, end - BRACKETED), end) and end - start >= PROSE_LINE:
        return True
    if text[end - 1].isascii() and text[after].isascii():
        return text[after].islower() and _INNER_STOP.search(text, start, end) is not None
    if text.startswith(_CANNOT_BEGIN, after) or text.startswith(("的", "了"), after):
        return True
    if _GLUED_NAME.search(text[max(start, end - 16) : end]) or _STATES_SOURCE.search(text[start:end] if end - start < 200 else text[end - 40 : end]):
        return False
    rest = text[after : _line_end(text, after)]
    if text.endswith(_ENDS_CLAUSE, start, end):
        return bool(_INNER_STOP.search(rest) or rest.endswith(_ENDS_SENTENCE))
    if not (text[end - 1].isalnum() or text[end - 1] in "%％℃®™") or not text[after].isalnum():
        return False
    if not (_INNER_STOP.search(rest) or rest.endswith(_ENDS_SENTENCE)):
        return False
    whole = _STOP.search(text, start, end)
    return end - start >= (PROSE_LINE if whole else LONG_LINE) and _INNER_STOP.search(text, start, end) is not None


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket that opens in the stretch is still open at its end."""
    return max(text.rfind("（", start, end), text.rfind("《", start, end)) > max(text.rfind("）", start, end), text.rfind("》", start, end))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _joint(text: str, end: int, after: int) -> str:
    """Nothing between Chinese characters, a blank between Latin words."""
    return " " if text[end - 1].isascii() and text[after].isascii() and text[after].isalnum() else ""


# ---------------------------------------------------------------- reference marks of topic feeds

_REFERENCE = re.compile(r"[ \u00a0]?(?:\[\d{1,3}(?:[,，、\-–] ?\d{1,3})*\][ \u00a0]?)*\[\d{1,3}(?:[,，、\-–] ?\d{1,3})*\]")
_NUMBER = re.compile(r"\d+")


def drop_references(text: str) -> Iterator[Edit]:
    """Marks like ` [2][5]` go, with the blank before; `clean` keeps them apart as references."""
    return (Edit(m.start(), m.end(), "") for m in _REFERENCE.finditer(text))


# ---------------------------------------------------------------- markup left in a text

_TAG_NAMES = (
    "p|div|span|a|b|i|u|s|em|strong|br|hr|img|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|figure|figcaption|section|article|main|"
    "blockquote|font|center|pre|code|sup|sub|small|label|header|footer|nav|aside|iframe|video|audio|source|picture|mark|time|script|style"
)
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>{_TAG_NAMES})(?=[\s/>])[^<>\n]*(?:>|(?=<)|(?=\n)|$)|<!--[^\n]{{0,400}}?-->", re.IGNORECASE)
_LINE_TAG = re.compile(r"p|div|br|hr|h[1-6]|ul|ol|li|d[ltd]|table|tr|figure|figcaption|section|article|main|blockquote|pre", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\(data:[^()\s]*\)|!\[[^\]\n]{0,300}\]\([^()\n]{0,4000}(?:\([^()\n]{0,200}\)[^()\n]{0,2000})?\)")
_INLINE_LINK = re.compile(r"(?<![!\]])\[(?P<words>[^\[\]\n]{1,300})\]\((?:https?:|/|#|mailto:)[^()\n]{0,4000}\)")
_EMPHASIS = re.compile(r"\*\*|__(?=[^_\s])|(?<=[^_\s])__|\\(?=[*_#\[\]()~`>+.!-])")


def drop_tags(text: str) -> Iterator[Edit]:
    """HTML tags go, line by line (an unfinished tag ends with its line); those of paragraphs become line breaks."""
    for match in _TAG.finditer(text):
        yield Edit(match.start(), match.end(), "\n" if _LINE_TAG.fullmatch(match["name"] or "") else "")


def fix_entities(text: str) -> Iterator[Edit]:
    """Character references become the characters they stand for."""
    return (Edit(m.start(), m.end(), html.unescape(m.group())) for m in _ENTITY.finditer(text))


def drop_images(text: str) -> Iterator[Edit]:
    """Markdown images go."""
    return (Edit(m.start(), m.end(), "") for m in _IMAGE.finditer(text))


def drop_links(text: str) -> Iterator[Edit]:
    """Markdown links inside a line become their words; a link that is a line stays, for the splitter to read."""
    for match in _INLINE_LINK.finditer(text):
        if not _is_whole_line(text, match.start(), match.end()):
            yield Edit(match.start(), match.start("words"), "")
            yield Edit(match.end("words"), match.end(), "")


def _is_whole_line(text: str, start: int, end: int) -> bool:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not before.strip() and not text[end : _line_end(text, end)].strip()


def drop_emphasis(text: str) -> Iterator[Edit]:
    """Markdown's bold marks and escapes go."""
    return (Edit(m.start(), m.end(), "") for m in _EMPHASIS.finditer(text))


_BARS = re.compile(r"^\|[ |]*|[ |]*\|$|^[ |:-]*\|[ |:-]*$", re.MULTILINE)


def drop_table_bars(text: str) -> Iterator[Edit]:
    """The bars at the ends of a Markdown table's rows go, and the rule under its head."""
    return (Edit(m.start(), m.end(), "") for m in _BARS.finditer(text))


# ---------------------------------------------------------------- the repairs of each form

COMMON: tuple[Finder, ...] = (
    fix_line_ends,
    drop_invisible,
    fix_lost_breaks,
    normalize_blanks,
    drop_line_blanks,
    drop_pinyin,
)
MARKUP: tuple[Finder, ...] = (drop_tags, fix_entities, drop_images, drop_links, drop_emphasis, drop_table_bars)
PROSE: tuple[Finder, ...] = (*COMMON, drop_stray_blanks, fix_stray_conjunctions)
TEXT: tuple[Finder, ...] = (fix_line_ends, drop_invisible, *MARKUP, *COMMON, join_broken_sentences, drop_stray_blanks, fix_stray_conjunctions)
PAGE: tuple[Finder, ...] = (*COMMON, join_broken_sentences, drop_stray_blanks, fix_stray_conjunctions)
FEED: tuple[Finder, ...] = (*PROSE, drop_references)


# ---------------------------------------------------------------- applying them

ROUNDS = 4
"""A repair can bring two characters together that another one is about (a mark inside a mark). Real files are done
after one round; the bound keeps hostile nesting from costing quadratic time."""


def clean(raw: str, *, repairs: Sequence[Finder] = PROSE) -> Cleaned:
    """The readable text of `raw`, the way back to it, and what was done."""
    text, offsets = raw, None
    references: list[Reference] = []
    counts = dict.fromkeys((repair.__name__ for repair in repairs), 0)
    for _ in range(ROUNDS):
        before = text
        for repair in repairs:
            edits = [edit for edit in repair(text) if text[edit.start : edit.end] != edit.new]
            if not edits:
                continue
            counts[repair.__name__] += len(edits)
            cut, local = _apply(text, edits)
            references = [r._replace(at=_moved(local, r.at)) for r in references]
            if repair is drop_references:
                references += (_reference(text, edit, local) for edit in edits)
            text, offsets = cut, local if offsets is None else offsets[local]
        if text == before:
            break
    done = tuple(Repair(name, count) for name, count in counts.items() if count)
    return Cleaned(text, offsets, tuple(sorted(references, key=lambda r: r.at)), done)


def _apply(text: str, edits: Sequence[Edit]) -> tuple[str, np.ndarray]:
    """The text after the edits, and for each of its characters the position it came from."""
    pieces, places, at = [], [], 0
    for start, end, new in edits:
        pieces += (text[at:start], new)
        places.append(np.arange(at, start, dtype=np.int32))
        if new:
            places.append(np.minimum(np.arange(start, start + len(new), dtype=np.int32), max(start, end - 1)))
        at = end
    pieces.append(text[at:])
    places.append(np.arange(at, len(text) + 1, dtype=np.int32))
    return "".join(pieces), np.concatenate(places)


def _moved(local: np.ndarray, at: int) -> int:
    """Where a position of the text before an edit lies after it."""
    return int(np.searchsorted(local, at))


def _reference(text: str, edit: Edit, local: np.ndarray) -> Reference:
    written = text[edit.start : edit.end]
    return Reference(_moved(local, edit.start), tuple(map(int, _NUMBER.findall(written))), written)
