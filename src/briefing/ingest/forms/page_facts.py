"""What a web page states about its article: title, time, address, and whose it is; never guessed from the clock."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any, NamedTuple

from ...types import Moment
from ..containers.cell_times import to_moment
from ..markup import PageBlock
from ..stated.metadata import parse_moment
from ..stated.told import find_told
from .page_outlet import find_author, find_outlet, read_wechat
from .page_title import MAX_LINE, read_meta, read_record

_WEB = ("http://", "https://")
_META_TIMES = """
    article:published_time og:published_time pubdate publishdate publish-date publish_date published_time
    og:release_date weibo:article:create_at datepublished date dc.date dcterms.date parsely-pub-date sailthru.date
    firstpublishedtime createdate bytedance:published_time apub:time dateupdate
"""
_META_TIME = tuple(_META_TIMES.split())
_URL_TIME = re.compile(r"/(20\d\d)[-/]?([01]\d)[-/]?([0-3]\d)(?=[/_.-]|t\d)")
_TIME_CUE = re.compile(
    r"""
    (?:发布|發佈|发表|發表|发稿|刊发|时间|時間|日期|date|published|posted)(?:时间|時間|日期|于|on)?\s?[:：]
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Facts(NamedTuple):
    """All of them optional: a page that does not say gives None."""

    title: str | None
    source: str | None
    author: str | None
    published: Moment | None
    url: str | None
    told: str | None = None
    """A time that needs the day of the file, as written."""


def find_facts(
    tree: Any, blocks: Sequence[PageBlock], body: range, title: str | None, zone: tzinfo, *, headed: int | None = None
) -> Facts:
    """What the head, its records and the lines around the body (`blocks[body]`) state; `headed`: where the title is."""
    stated, record = read_meta(tree), read_record(tree)
    around = [blocks[i].text for i in _lines_around(blocks, body, headed)]
    return Facts(
        title=title,
        source=find_outlet(around, stated, record, tree, blocks, title),
        author=find_author(around, stated, record),
        published=_published(around, stated, record, tree, blocks, body, zone),
        url=_address(tree, stated),
        told=next(filter(None, map(_told, around)), None),
    )


# ---------------------------------------------------------------- the lines around the body


FAR = 40
"""Blocks between a headline and its body: buttons to share with, a list of pictures, a table of contents."""


def _lines_around(blocks: Sequence[PageBlock], body: range, headed: int | None) -> list[int]:
    """Lines that are no prose: from the first paragraph upwards, then the last ones of the body and those after it."""
    first = next((i for i in body if blocks[i].is_prose), body.start)
    top = body.start - 8 if headed is None else min(body.start - 8, max(headed + 1, first - FAR))
    before = range(first - 1, max(top - 1, -1), -1)
    after = range(max(body.stop - 4, first), min(body.stop + 6, len(blocks)))
    above = () if headed is None else range(headed - 1, max(headed - 3, -1), -1)
    lines = dict.fromkeys((*before, *after, *above))
    return [i for i in lines if len(blocks[i].text) <= MAX_LINE and not blocks[i].is_prose]


_DATED = re.compile(r"(?:date|published|posted|发布时间|發布時間|发布日期|日期|时间|時間)\W{0,3}\d", re.IGNORECASE)


def _published(
    around: Sequence[str],
    stated: Mapping[str, str],
    record: Mapping[str, Any],
    tree: Any,
    blocks: Sequence[PageBlock],
    body: range,
    zone: tzinfo,
) -> Moment | None:
    if (second := read_wechat(tree, "ct")) and second.isdecimal():
        return to_moment(second, zone)
    written = (record.get("datePublished"), *(stated.get(name) for name in _META_TIME))
    times = (element.get("datetime") for element in list(tree.iter("time"))[:3])
    lines = sorted(around, key=lambda line: not _TIME_CUE.search(line))
    for value in (*written, *lines, *times):
        if isinstance(value, str) and value[:MAX_LINE] and (moment := parse_moment(value[:MAX_LINE], zone)):
            return moment
    behind = (block.text for block in blocks[body.stop : body.stop + FAR] if len(block.text) <= 40)
    for line in filter(_DATED.match, behind):
        if moment := parse_moment(line, zone):
            return moment
    match = _URL_TIME.search(_address(tree, stated) or "")
    return parse_moment("-".join(match.groups()), zone) if match else None


MAX_TOLD = 60
_TELLS = re.compile(r"前|ago|刚刚|剛剛|just now|\d\s?[:：]\s?\d", re.IGNORECASE)


def _told(line: str) -> str | None:
    """`3小时前`, `昨天 14:30` in a line around the body; a day without an hour only where a word says what it is."""
    found = find_told(line) if len(line) <= MAX_TOLD else None
    told = line[found[0] : found[1]] if found else ""
    return told if told and (_TELLS.search(told) or _TIME_CUE.search(line)) else None


def _address(tree: Any, stated: Mapping[str, str]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical")
    return next((url for url in (*links, stated.get("og:url")) if url and url.startswith(_WEB)), None)
