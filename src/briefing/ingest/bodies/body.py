"""The body of an article: its lines as blocks, and what stands after it cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ...config import Config
from ...text import HAN
from ...types import PROSE, Block, Span
from ..article import Line, find_lines
from ..stated.facts import Facts, facts_of, parse_facts, read_dateline
from ..stated.metadata import is_outlet, parse_author
from .apart import find_blocks, is_credit
from .beside import ends_body, is_own
from .edges import find_tail

_HAN = re.compile(f"[{HAN}]+")
HASHES = re.compile(r"#{1,6}\s+")
LIST_MARK = re.compile(r"(?:[-*•·●■◆▲►>]|\d{1,2}[.)])\s+(?=\S)")
_RULE = re.compile(r"[-*_=—]{3,}|>")
_LINK_LINE = re.compile(r"!?\[[^\]\n]{0,200}\]\([^\n]*\)")
_CAPTION = re.compile(r"[图圖](?:为|爲|為|[:：|｜丨]|\d{1,2}[:： ])|[（(]?(?:资料图|資料圖|配图)|▲")
_CAPTION_SOURCE = re.compile(
    r"(?:照片|圖片|图片|资料|影像|視覺|封面)(?:來源|来源)\s?[:：]|[（(][图圖][／/]"
    r"|\b(?:REUTERS|AP|AFP|Getty Images|EPA|Bloomberg)\s?/|/(?:Getty|AFP|AP|Reuters|File) ?(?:Images|Photo)?"
    r"|\b(?:File [Pp]hoto|AP Photo|Photo(?:graph)?(?: by|:)|Image credit|Getty Images)\b|^\(L-R\)|^Pictured:"
)
ADVERTISES = re.compile(r"【(?:点击|立即)[^】]{2,16}】|【?立即开户|报名即可领取|READ MORE:|RECOMMENDED:")
ENDS = tuple("。；;，,、：:.…")
HEADING_WIDTH = 70
"""Columns of the widest sub-heading; two columns to a Chinese character."""


TAIL_PIECES = 200
"""Lines, or pieces of the last one, that may be taken off a body's end. More is a file of nothing else, and each
costs a search of its own."""


def width(text: str) -> int:
    """Columns on a page: a Chinese character takes two."""
    return len(text) + sum(map(len, _HAN.findall(text)))


def read_body(text: str, lines: Sequence[Line], facts: Facts, config: Config) -> tuple[Block, ...]:
    """The blocks of the lines of a body, without what stands after it."""
    lines = _cut_tail(text, list(lines), facts, config)
    blocks: list[Block] = []
    is_first = True
    for index, line in enumerate(lines):
        found = tuple(_line_blocks(text, line, index, config, is_first=is_first))
        is_first = is_first and not any(block.kind in PROSE for block in found)
        blocks.extend(found)
    _read_opening(text, blocks, facts, config)
    while blocks and blocks[0].kind in ("note", "credit", "heading"):
        del blocks[0]
    while blocks and blocks[-1].kind in ("note", "heading"):
        del blocks[-1]
    _read_closing(text, blocks, facts)
    if not blocks and len(lines) == 1 and width(lines[0].text) >= _TOLD_WIDTH and not lines[0].text.endswith(ENDS):
        blocks = list(find_blocks(text, lines[0].span, is_first=True))  # one line under a title: all that the text says
    if blocks:
        blocks[0] = _without_orphans(text, blocks[0])
    return tuple(blocks) if any(block.kind in ("paragraph", "bullet", "caption") for block in blocks) else ()


_ORPHANS = re.compile(r"[，、；：。）)】,;:\s]+(?=\S)")


def _without_orphans(text: str, block: Block) -> Block:
    """Without the signs at its head that belonged to something taken off the page before it."""
    orphans = _ORPHANS.match(text, *block.span)
    return Block(block.kind, Span(orphans.end(), block.span.end)) if orphans else block


def _read_opening(text: str, blocks: Sequence[Block], facts: Facts, config: Config) -> None:
    """The outlet, the reporters and the time that stand before the first sentence."""
    for block in takewhile(lambda block: block.kind not in PROSE or block.kind == "caption", blocks):
        words = text[slice(*block.span)]
        if block.kind == "dateline":
            facts.add(read_dateline(words))
        elif block.kind == "byline":
            facts.add(facts_of(words, config.zone))


def find_glued_head(blocks: Sequence[Block]) -> Block | None:
    """The headline that stood before the first sentence without a mark."""
    opening = takewhile(lambda block: block.kind not in PROSE, blocks)
    return next((block for block in opening if block.kind == "headline"), None)


def _read_closing(text: str, blocks: Sequence[Block], facts: Facts) -> None:
    """The outlet or the reporters in brackets after the last sentence."""
    if blocks and blocks[-1].kind in ("credit", "byline"):
        words = text[slice(*blocks[-1].span)].strip("（()） ")
        if is_outlet(words):
            facts.add(Facts(outlet=words))
        elif blocks[-1].kind == "byline":
            facts.add(Facts(author=parse_author(words)))


def _cut_tail(text: str, lines: list[Line], facts: Facts, config: Config) -> list[Line]:
    """Drop the lines after the body, and the end of its last line that is not of it."""
    for index, line in enumerate(lines):
        if _RULE.fullmatch(line.text) and index * 2 > len(lines) and index >= 2:
            del lines[index:]
            break
    del lines[_find_end(lines) :]
    for _ in range(TAIL_PIECES):
        if not lines:
            break
        last = lines[-1]
        here = parse_facts(last.text, config.zone)
        is_page = _LINK_LINE.fullmatch(last.text) or _RULE.fullmatch(last.text)
        if here or is_page or (len(lines) > 1 and is_own(last.text)):
            facts.add(here or Facts())
            del lines[-1]
            continue
        tail = find_tail(text, last.span.start, last.span.end, config.zone)
        if tail.end >= last.span.end or (tail.end <= last.span.start and len(lines) == 1):
            break
        facts.add(tail.facts)
        rest = tuple(find_lines(text, last.span.start, tail.end))
        lines[-1:] = rest
    return lines


def _find_end(lines: Sequence[Line]) -> int:
    """Before the head of a read-also box; a head in the first half of a text is a sub-heading, or a box inside it."""
    told, whole = 0, sum(len(line.text) for line in lines)
    for index, line in enumerate(lines):
        if told >= _TOLD_WIDTH and told * 2 >= whole and ends_body(line.text):
            return index
        told += len(line.text)
    return len(lines)


def _line_blocks(text: str, line: Line, index: int, config: Config, *, is_first: bool) -> Iterator[Block]:
    mark = LIST_MARK.match(line.text)
    if _is_apart(line.text, config):
        yield Block("note", line.span)
    elif is_credit(line.text):
        yield Block("credit", line.span)
    elif HASHES.match(line.text) or (not _is_caption(line.text) and _is_heading(line.text, index)):
        yield Block("heading", line.span)
    elif mark and not line.text[0].isdigit():
        yield Block("label", Span(line.span.start, line.span.start + len(mark.group().rstrip())))
        yield from find_blocks(text, Span(line.span.start + mark.end(), line.span.end), kind="bullet")
    else:
        kind = "caption" if _is_caption(line.text) else "paragraph"
        yield from find_blocks(text, line.span, kind=kind, is_first=is_first)


def _is_apart(line: str, config: Config) -> bool:
    """Rules, links, advertisements and lines of metadata inside a body."""
    if _RULE.fullmatch(line) or _LINK_LINE.fullmatch(line) or ADVERTISES.search(line) or is_own(line):
        return True
    return parse_facts(line, config.zone) is not None


def _is_caption(line: str) -> bool:
    return bool(_CAPTION.match(line) or (len(line) < 120 and _CAPTION_SOURCE.search(line)))


_TOLD_WIDTH = 30
"""Columns of the shortest line without a stop that tells something by itself."""
_STATES = re.compile(r"(?<!\d)[：:](?!\d).{8,}")
_HEADING_ENDS = (*ENDS, *tuple('。！？!?”）)』」"'))


def _is_heading(line: str, index: int) -> bool:
    """A short line without a stop: a sub-heading, a caption's first words, a name that stands alone."""
    if width(line) > HEADING_WIDTH or line.endswith(_HEADING_ENDS) or "。" in line:
        return False
    if LIST_MARK.match(line) and not line[0].isdigit() and width(line) >= _TOLD_WIDTH:
        return False  # a bullet that tells something; a short one is a head or an entry of a list of contents
    return not _STATES.search(line) and (index > 0 or not re.search("[，,]", line))
