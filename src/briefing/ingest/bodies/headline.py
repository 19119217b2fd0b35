"""Headlines that nothing parts from the first sentence, and what is printed behind a headline on its own line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text import HAN
from ...types import Block
from ..stated.metadata import is_outlet
from ..stated.reporters import NAME, NAMES
from .opening import DAY, HOUR, HOUSE, LONGEST_HEAD, NOTED, REACH, find_formula, is_house, trimmed

_SHORTEST_HEAD = 10
_NO_SUBJECT = r"(?![在于於就与與向对對将將已并也又再宣发發公表出印召举舉正成获獲被由])"
_LEAD = re.compile(
    rf"""
    (?<=[{HAN}A-Za-z0-9”’）)》！？\ %])
    (?<![年间間从從在自至于於是的到由为為和与與及或对對将將把被截等因当當同逢就而但即又也早每这這那该該本月前后後了])
    (?:
        (?:近日|日前|近期|连日来|連日來|昨日|昨天|今日|今天|{DAY}{HOUR})[，,]{_NO_SUBJECT}
      | 记者(?:{DAY}|今天|昨天|今日|昨日|近日|日前)?[从從][^，。]{{2,30}}(?:获悉|了解到|獲悉|瞭解到)
      | (?<![根依数數证證占收票单單论論])(?:据悉|[据據][^，。、]{{2,16}}(?:报道|報導|消息|介绍|介紹))[，,]
    )
    """,
    re.VERBOSE,
)
_IS_PROSE = re.compile(
    rf"[。；;…]|近日|日前|昨日|今日|昨天|今天|获悉|了解到|报道|{DAY}|^(?:在|为|為|随着|隨著|据|據|自|从|當|当|经|對|对|“)"
)


def find_lead(text: str, start: int, end: int) -> int | None:
    """Where the first sentence begins behind a headline that nothing parts from it; None when that is not certain."""
    match = _LEAD.search(text, start + _SHORTEST_HEAD, min(end, start + LONGEST_HEAD + 30))
    if not match or match.start() - start > LONGEST_HEAD:
        return None
    head = text[start : match.start()]
    return None if _IS_PROSE.search(head) or HOUSE.search(head) else match.start()


_HEAD_AND_SOURCE = re.compile(r"(?P<head>[^。；\n]{8,72}?)\s+(?:来源|來源|作者)\s?[:：]\s?[^\s，。：:；！？]{2,20}\s+")
_SOURCE = re.compile(r"\s+(?:来源|來源|作者)\s?[:：].*$", re.DOTALL)
_HEADLINE_HAN = re.compile(rf"(?:[^{HAN}]*[{HAN}]){{{_SHORTEST_HEAD - 2}}}")


def find_head(text: str, start: int, end: int) -> Iterator[Block]:
    """What stands before the first sentence of a text: a headline or a picture's note, and the formula after it."""
    source = _HEAD_AND_SOURCE.match(text, start, min(end, start + REACH))
    if source:
        yield from _name_head(text, start, source.end("head"))
        yield trimmed(text, "byline", source.end("head"), source.end())
        return
    formula = find_formula(text, start, end)
    lead = formula[0] if formula else find_lead(text, start, end)
    if lead is None:
        return
    if text[start:lead].strip():
        yield from _name_head(text, start, lead)
    if formula:
        yield trimmed(text, "dateline", *formula)


def _name_head(text: str, start: int, end: int) -> Iterator[Block]:
    """A headline, with the source printed behind it apart, or a credit: what is too short or signed is no headline."""
    source = _SOURCE.search(text, start, end)
    if source and source.start() > start:
        yield from _name_head(text, start, source.start())
        yield trimmed(text, "byline", source.start(), end)
        return
    head = trimmed(text, "headline", start, end)
    words = text[slice(*head.span)]
    is_title = _HEADLINE_HAN.match(words) and not NOTED.search(words) and not is_house(words)
    yield head if is_title else Block("credit", head.span)


# ---------------------------------------------------------------- a headline on a line of its own

_SIGNED = re.compile(
    rf"""
    \s?(?:
        (?:来源|來源|作者)\s?[:：] | 文\s?[/／] | 证券代码\s?[:：] | 公告编号
      | (?:\s?[|｜]\s?)?(?:每经)?(?:记者|記者|编辑|編輯)\s?[:：]?\s?{NAME}
      | {NAMES}\s?[摄攝]\Z
    ).*
    """,
    re.VERBOSE | re.DOTALL,
)
_PRINTED_BY = ("报", "報", "网", "網", "社", "新闻", "新聞", "客户端", "APP", "界")
_OUTLET_LENGTH = 12
_NAMED_INSIDE = tuple("登上入访訪给給向与與和的《“「在是被把")


def find_headline_end(text: str, start: int, end: int) -> int:
    """Where a headline ends: before the outlet, the author or the source that a page prints behind it."""
    formula = find_formula(text, start, end)
    if formula and formula[0] - start >= _SHORTEST_HEAD:
        end = formula[0]
    signed = _SIGNED.search(text, start + _SHORTEST_HEAD, end)
    if signed:
        end = signed.start()
    end = _before_outlet(text, start, end)
    half = (end - start) // 2
    if half >= _SHORTEST_HEAD and text[start : start + half] == text[end - half : end]:
        end = start + half
    return start + len(text[start:end].rstrip(" |｜丨-—【（("))


def _before_outlet(text: str, start: int, end: int) -> int:
    """Where a known outlet begins that stands at the end of a headline and is no part of its sentence."""
    if not text.endswith(_PRINTED_BY, start, end):
        return end
    for begin in range(max(start + _SHORTEST_HEAD, end - _OUTLET_LENGTH), end - 1):
        if is_outlet(text[begin:end].removesuffix("客户端")):
            return end if text[begin - 1] in _NAMED_INSIDE else begin
    return end


_PARTED = re.compile(r"\s*[_|｜]\s*|\s+[-–—]{1,2}\s+|(?<=[\u3400-\u9fff？！”》])[-–—]{1,2}(?=[\u3400-\u9fff])")


def part_site(title: str) -> tuple[str, str | None]:
    """A title without the site's name behind it, and that name: `Headline - Reuters`, `某事_某新闻网`."""
    for mark in reversed(list(_PARTED.finditer(title))):
        if mark.start() < _SHORTEST_HEAD:
            break
        if is_outlet(title[mark.end() :]):
            return title[: mark.start()], title[mark.end() :]
    return title, None
