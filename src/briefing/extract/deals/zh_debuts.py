"""Listings by their marks: a share that trades for the first day under N, a rumour of a listing that is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place
from ..reading.names import name_after
from .drafts import MOST_VERBS, Draft

# N某某涨37%, N某某(301001)今日上市: N stands before the name on the first day only, and is no part of it.
_FIRST_DAY = re.compile(
    r"(?<![A-Za-z])N(?P<name>[\u4e00-\u9fff]{2,3}?)"
    r"(?=[（(]|涨|跌|报|收|开盘|高开|低开|上市|首日|今日|盘中|早盘|上涨|大涨|股价|破发|暴涨|最新)"
)
_NEW_SHARES = re.compile("新股|上市|首日|首发")
_HEARSAY = r"(?:传闻|传言|消息|报道|猜测|市场传言)"
_LISTING = r"(?:IPO|上市|首次公开发行|赴[港美]上市|招股)"
# 对于IPO传闻，某某方面回应称…; 某某否认上市传闻
_DENIED = re.compile(
    rf"""
    {_LISTING}(?:计划)?(?:的)?(?:市场)?{_HEARSAY}，(?P<after>[^，。；]{{2,24}}?)(?:方面|官方|公司|内部人士|相关(?:负责)?人[士员]?)*
        (?:向[^，。；]{{2,14}})?(?:独家)?(?:回应|否认|澄清|表示|称)
  | (?:^|[，。；：])(?P<ahead>[^，。；：]{{2,16}}?)(?:方面|官方|公司|董事长)*(?:回应|否认|澄清|辟谣)(?:了)?
        [^，。；]{{0,12}}?{_LISTING}(?:计划)?(?:的)?(?:市场)?(?:{_HEARSAY}|计划)
    """,
    re.VERBOSE,
)


def find_debuts(line: Line, context: Context) -> Iterator[Draft]:
    """Shares on their first day, one record each."""
    if not _NEW_SHARES.search(line.simple):
        return
    seen: set[str] = set()
    for m in islice(_FIRST_DAY.finditer(line.simple), MOST_VERBS):
        if m["name"] in seen:
            continue
        seen.add(m["name"])
        yield Draft(
            type="ipo",
            line=line,
            rule="zh.ipo.debut",
            at=m.start(),
            name=line.text[slice(*m.span("name"))],
            stage="listed",
            date=choose_date(line, m.start()),
            confidence=0.8,
        )


def find_denied_listings(line: Line, context: Context) -> Iterator[Draft]:
    """A listing that is only spoken of and that the company answers: a rumour, whatever it says."""
    if not re.search(_HEARSAY, line.simple) or not re.search(_LISTING, line.simple):
        return
    for m in _DENIED.finditer(line.simple):
        start, end = m.span("after" if m["after"] else "ahead")
        span = name_after(line.simple, start, limit=end)
        if span is None:
            continue
        name = line.text[slice(*span)]
        yield Draft(
            type="ipo",
            line=line,
            rule="zh.ipo.denied",
            at=m.start(),
            name=name,
            stage="rumoured",
            place=choose_place(line, m.start(), name, context),
            date=choose_date(line, m.start()),
            confidence=0.75,
        )
        return
