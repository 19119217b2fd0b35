"""Topic feed pages: a title, a line `Source· 2025-07-20 06:04`, and a summary of labels, groups and bullets.

The body is often one line: `Core Viewpoint - … [2]. Group 1: Heading - bullet [3]. - bullet [5][7]`. Its `[n]` marks
cite paragraphs of the original article; `clean` has taken them out and kept them as references, and where one stood
a bullet or the lead ended.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from ...clean import FEED
from ...config import Config, read_table
from ...types import Article, Block, Document, Moment, Span
from ..article import Line, find_lines, make_article
from ..stated.facts import file_day
from ..stated.metadata import parse_moment, parse_told

FORM = "topic_feed"
REPAIRS = FEED

_FURNITURE = frozenset(read_table("page_words.toml")["feed_furniture"])
_SOURCE = re.compile(
    r"""
    (?P<source>[^·•]{0,60}?)\s?[·•]\s?                       # the outlet, may be missing
    (?:
        (?P<moment>(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?)
      | \d{1,2}[-/月]\d{1,2}日?(?:\s\d{1,2}:\d\d)?              # a day of an unstated year
      | \d+\s?(?:小时|分钟|天|hours?|minutes?|days?|[hmd])\s?(?:前|ago)? | 刚刚 | 昨天.{0,6} | yesterday
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"""
    (?:
        (?:The\s)?(?:Core|Key|Main|Central)\s
        (?:Viewpoints?|Insights?|Points?|Views?|Takeaways?|Ideas?|Findings?|Content)
      | (?:文章|全文|本文)?(?:核心|主要|关键|關鍵)(?:观点|觀點|要点|要點|内容|洞察|信息)
      | Summary | 摘要 | 要点 | 内容摘要
    )
    \s?(?:[-–—:：]\s?|\n|$)
    """,
    re.VERBOSE,
)
_GROUP = re.compile(
    r"(?:Group|Section|Part|组别|组|第)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?[组組]?(?=\s?[:：\-–—]|\s*$)"
)
_DASH = re.compile(r"(?:(?<=\s)|^)[-–—•·]\s|\n+(?:[-–—•·*]\s?)?")
_STOP = re.compile(r"[.。!！?？;；]+[\"”’')）]*")
TITLE_LENGTH = 120
"""Longest title of a feed; bodies that are one line run to thousands of characters, the shortest near 200."""


def recognise(raw: str) -> float:
    """Sure when source lines stand under titles; likely when labelled bodies do."""
    lines = [line.strip() for line in raw.splitlines() if line.strip()]
    sources = sum(1 for line in lines if _is_source(line))
    labels = sum(1 for line in lines if _LABEL.match(line))
    if not (sources or labels):
        return 0.0
    furniture = any(_bare(line) in _FURNITURE for line in lines[:6])
    return min(1.0, 0.45 * bool(sources) + 0.45 * bool(labels) + 0.3 * furniture)


def split(document: Document, config: Config) -> tuple[Article, ...]:
    """The feed's articles in its order."""
    entries = find_entries(list(find_lines(document.text)))
    return tuple(_article(document, config, entry) for entry in entries if entry.body)


# ---------------------------------------------------------------- entries


@dataclass(slots=True)
class Entry:
    """The lines of one article, as they are gathered."""

    title: Line | None
    source: Line | None = None
    body: list[Line] = field(default_factory=list)


def find_entries(lines: Sequence[Line]) -> list[Entry]:
    """The lines grouped into articles; page furniture belongs to none."""
    entries: list[Entry] = []
    for line, following in zip_longest(lines, lines[1:]):
        if _is_source(line.text):
            if not entries or entries[-1].source or entries[-1].body:
                entries.append(Entry(None))
            entries[-1].source = line
        elif _begins_entry(line, following, entries):
            entries.append(Entry(line))
        elif entries and _bare(line.text) not in _FURNITURE:
            entries[-1].body.append(line)
    return entries


def _begins_entry(line: Line, following: Line | None, entries: list[Entry]) -> bool:
    """Whether a line is a title: a source line comes next, or a labelled body does."""
    if following is None or len(line.text) > TITLE_LENGTH or _is_body(line.text) or _bare(line.text) in _FURNITURE:
        return False
    if _is_source(following.text):
        return True
    inside = bool(entries) and not entries[-1].body
    return not inside and bool(_LABEL.match(following.text) or _GROUP.match(following.text))


def _is_source(text: str) -> bool:
    return len(text) < 100 and bool(_SOURCE.fullmatch(text))


def _is_body(text: str) -> bool:
    return bool(_LABEL.match(text) or _GROUP.match(text) or re.match(r"[-–—•·*]\s", text))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _article(document: Document, config: Config, entry: Entry) -> Article:
    match = _SOURCE.fullmatch(entry.source.text) if entry.source else None
    span = Span(entry.body[0].span.start, entry.body[-1].span.end)
    return make_article(
        document,
        config,
        blocks=tuple(find_blocks(document, span)),
        title=entry.title.text if entry.title else None,
        title_span=entry.title.span if entry.title else None,
        outlet=(match["source"].strip() or None) if match else None,
        published=_published(document, config, match) if match else None,
    )


def _published(document: Document, config: Config, source: re.Match[str]) -> Moment | None:
    """The time of a source line: as stated, else what it tells (`3小时前`), from the day that the file states."""
    if source["moment"]:
        return parse_moment(source["moment"], config.zone)
    day = document.published or file_day(document.file, config.zone)
    return parse_told(source.string[source.end("source") :], day, config.zone) if day else None


# ---------------------------------------------------------------- the blocks of a body


def find_blocks(document: Document, span: Span) -> Iterator[Block]:
    """Labels, headings, the lead and the bullets of a body; a raw excerpt is paragraphs."""
    text = document.text
    label = _LABEL.match(text, span.start, span.end)
    if not (label or _GROUP.match(text, span.start, span.end)):
        yield from _excerpt(text, span)
        return
    start = span.start
    if label:
        yield _trimmed(text, "label", start, label.end())
        start = label.end()
    yield from _sections(document, Span(start, span.end), "lead" if label else "bullet")


def _excerpt(text: str, span: Span) -> Iterator[Block]:
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        if line.strip():
            yield _trimmed(text, "paragraph", start, start + len(line))
        start += len(line) + 1


def _sections(document: Document, span: Span, first: str) -> Iterator[Block]:
    """Pieces between dashes; a piece's tail after its last stop or reference may be the next group's heading."""
    text, kind, start = document.text, first, span.start
    stops = sorted({r.at for r in document.references if span.start < r.at <= span.end})
    for dash in _DASH.finditer(text, span.start, span.end):
        if not text[start : dash.start()].strip():
            yield from _mark(text, start, dash.end())
            start = dash.end()
            continue
        tail = _heading_start(text, start, dash.start(), stops)
        if tail is None and not _ends_item(text, start, dash.start(), dash.end(), stops):
            continue
        end = dash.start() if tail is None else tail
        if text[start:end].strip():
            yield _trimmed(text, kind, start, end)
        yield from _mark(text, end, dash.end(), kind="label" if tail is None else "heading")
        start, kind = dash.end(), "bullet"
    if text[start : span.end].strip():
        yield _trimmed(text, kind, start, span.end)


def _mark(text: str, start: int, end: int, *, kind: str = "label") -> Iterator[Block]:
    if text[start:end].strip():
        yield _trimmed(text, kind, start, end)


def _heading_start(text: str, start: int, end: int, stops: Sequence[int]) -> int | None:
    """Where the heading before a dash begins: `Group 2: Title`, or a short line of capitals after the last stop."""
    reach = max(start, end - REACH)
    last = max((m.end() for m in _STOP.finditer(text, reach, end)), default=reach)
    cited = bisect_left(stops, end) - 1
    last = max(last, stops[cited]) if cited >= 0 else last
    tail = text[last:end].strip(" \n.。")
    if not tail or (last == reach > start):
        return None
    return last if _is_heading(tail) else None


REACH = 240
"""How far back from a dash a heading may begin."""
_ITEM_ENDS = tuple('.。!！?？;；”"')
HEADING_LENGTH = 80
"""Longest heading of a group; the shortest bullets of the real feeds have 90 characters."""
_SMALL = frozenset(re.findall(r"\w+", "a an and as at by for from in into of on or over the to under via vs with"))


def _is_heading(tail: str) -> bool:
    """`Group 2: …`, or a few words in title case, or a short Chinese phrase without marks."""
    if _GROUP.match(tail):
        return True
    if len(tail) > HEADING_LENGTH or re.search(r"[,，、;；]\s?$", tail):
        return False
    words = re.findall(r"[A-Za-z][\w'&/-]*", tail)
    if not words:
        return len(tail) <= 20
    return len(words) <= 10 and all(w[0].isupper() or w in _SMALL for w in words)


def _ends_item(text: str, start: int, end: int, after: int, stops: Sequence[int]) -> bool:
    """Whether a dash parts two bullets: a line break, a stop or a reference stands before it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if text.startswith("\n", end) or text.endswith(_ITEM_ENDS, start, end):
        return True
    near = bisect_left(stops, end - 1)
    return near < len(stops) and stops[near] <= end + 1


def _trimmed(text: str, kind: str, start: int, end: int) -> Block:
    piece = text[start:end]
    return Block(kind, Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
