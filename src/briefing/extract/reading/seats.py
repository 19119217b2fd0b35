"""Where a deal happens and where its company sits: only what is said as a place.

A company's seat is said outright (总部位于…, Austin-based), stands before what describes it (深圳机器人公司某某,
Germany's Foo), or opens its full name (青岛某某智能有限公司). The name of another company, a stock exchange and the
reporter's dateline say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...text import simplify
from .context import Context, Line
from .mentions import Mention, nearest
from .places import find_places, is_wide

SEAT_LINES = 12
"""Sentences from the head in which an article introduces its company."""
POINTER_REACH = 2
"""Sentences back to which `该公司`, `the company` points."""

_STATED = re.compile(
    r"(?:在|于|落户|落地|落子|来到"
    r"|\b(?:in|at|near|outside)\s(?:the\s(?:city|town|state|province)\sof\s)?)\s?$"
)
_EXCHANGE = re.compile(
    r"(?:证券|联合|股票|产权)?(?:交易所|证交所|联交所)|股市|股票|主板|挂牌|上市|IPO"
    r"|[’']?s?\s(?:Stock|Main Board|stock|bourse|exchange)"
)
_SEAT = re.compile(
    r"(?:总部|公司总部|注册地)(?:位于|设[在于]|坐落[在于]|在|为)\s?(?P<place>[\u4e00-\u9fff]{2,12}?)(?=的|，|。|、|；|（|\(|$)"
    r"|\b(?:headquartered|based)\sin\s(?P<latin>[A-Z][\w'’.-]+(?:\s[A-Z][\w'’-]+){0,2}(?:,\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)?)"
    r"|\b(?P<hyphen>[A-Z][\w'’.]+(?:\s[A-Z][\w'’.]+){0,2})-(?:based|headquartered)\b"
)
_POINTER = re.compile(r"这[家间一]|该公司|该企业|(?<![\u4e00-\u9fff])公司|其|The\s|Its\s|It\s|the\s")
_DESCRIBES = re.compile(
    r"(?:[^，。、；：的“”（）\s]{0,10}?(?:公司|企业|集团|商|巨头|药企|车企|平台|独角兽|品牌|龙头|机构|团队|创企|业者|大厂|厂))?[“「『\s]?"
)
_COMES_FROM = re.compile(r"(?:来自|[位设]于|坐落于?|总部[在于]|(?:创立|创办|成立|诞生|起家|扎根|发源)[于自])$")
_OF = re.compile(
    r"的(?:[^，。；的]{0,12}(?:公司|企业|集团|商店?|巨头|平台|独角兽|品牌|团队|[药车]企|厂|机构|应用|业者|新贵|初创|龙头))?[“「『\s]?"
)
_LATIN_DESCRIBES = re.compile(r"(?:['’]s|-based|-headquartered)\s(?:[a-z][\w-]*\s){0,4}|\s(?:[a-z][\w-]*\s){1,4}")
# Huron Alarm of Louisville; The Dublin drugmaker; BOSTON--Huron Partners, as press services print the sender's seat
_SITS = re.compile(r",?\s(?:of|from)\s")
_KIND = re.compile(
    r"\s(?:[a-z-]+\s){0,2}?(?:company|firm|start-?up|biotech|drugmaker|group|maker|developer|lender|retailer|operator|carmaker"
    r"|chipmaker|manufacturer|insurer|bank|miner|producer|provider|investor)\b"
)
_SENDER = re.compile(r"\s*(?P<city>[A-Z][A-Z.'\s]{2,24})(?:,\s[A-Z][\w.]{2,14})?\s?--\s?$")


def choose_place(line: Line, at: int, name: str | None, context: Context) -> str | None:
    """Where a deal happens or its company sits: said in the line, else before or in its name, else told elsewhere."""
    if name and (branch := _bracketed_in(simplify(name))):
        return branch
    stated = tuple(p for p in line.places if is_stated(line, p))
    if stated and (found := nearest(stated, at)):
        return found.text
    if not name:
        return None
    key = simplify(name)
    return _before_name(line, key) or _in_full_name(line, key, context) or seat_of(name, context)


def is_stated(line: Line, p: Mention) -> bool:
    """Said as a place: 在苏州, in Austin; not an exchange's or a market's."""
    ahead = line.simple[max(0, p.start - 28) : p.start]
    return not is_wide(p) and bool(_STATED.search(ahead)) and not _EXCHANGE.match(line.simple, p.end)


def _before_name(line: Line, key: str) -> str | None:
    """深圳机器人公司|某某, Germany's |Foo: the place describes the name that follows at once."""
    if line.is_latin:
        starts = [m.start() for m in re.finditer(re.escape(key), line.simple)]
        if seat := next(
            (p for s in starts for p in line.places if _SITS.fullmatch(line.simple, s + len(key), p.start)), None
        ):
            return seat.text
        joined = ((p, _LATIN_DESCRIBES.fullmatch(line.simple, p.end, s)) for s in starts for p in line.places)
        return next((p.text for p, fits in joined if fits and p.key != "US"), None)
    at = line.simple.find(key)
    while at >= 0:
        if seat := next((p for p in line.places if not is_wide(p) and _is_seat(line, p, at, at + len(key))), None):
            return seat.text
        at = line.simple.find(key, at + len(key))
    return None


def _is_seat(line: Line, p: Mention, start: int, end: int) -> bool:
    """深圳机器人公司|某某, 来自深圳的机器人公司|某某, 某某（深圳）."""
    if p.start == end + 1 and line.simple[end] in "（(" and line.simple[p.end : p.end + 1] in ("）", ")"):
        return True
    if p.end > start:
        return False
    described = _DESCRIBES.fullmatch(line.simple, p.end, start)
    if described and described.group():
        return True
    comes_from = _COMES_FROM.search(line.simple, max(0, p.start - 6), p.start)
    return bool(comes_from and _OF.fullmatch(line.simple, p.end, start))


def _in_full_name(line: Line, key: str, context: Context) -> str | None:
    """The region that the name itself or the full name paired with it opens with: 青岛某某智能有限公司."""
    full = simplify(context.aliases.get(key, key))
    for p in line.places:
        if not is_wide(p) and (full.startswith(p.key) or _bracketed(full, p.key)):
            return p.text
    return None


@lru_cache(maxsize=1024)
def _bracketed_in(name: str) -> str | None:
    """芬兰 of 某某（芬兰）新材料有限公司: where this one of a house's companies sits."""
    opened = _BRACKET.search(name)
    if opened is None:
        return None
    places = find_places(opened["place"], opened["place"])
    return places[0].text if places and not is_wide(places[0]) else None


_BRACKET = re.compile(r"(?<=[\u4e00-\u9fff])[（(](?P<place>[\u4e00-\u9fff]{2,6})[)）](?=[\u4e00-\u9fff])")


def _bracketed(full: str, place: str) -> bool:
    """某某（苏州）有限公司."""
    return any(f"{left}{place}{right}" in full for left, right in ("（）", "()"))


# ---------------------------------------------------------------- told elsewhere


@lru_cache(maxsize=256)
def seat_of(name: str, context: Context) -> str | None:
    """Where the company sits by what the article says of it elsewhere."""
    key = simplify(name)
    return (
        _said_seat(key, context)
        or _registered_seat(key, context)
        or _sender_seat(key, context)
        or _described_seat(key, context)
    )


def _said_seat(key: str, context: Context) -> str | None:
    """`总部位于…`, `headquartered in …` in a sentence on the company, or one that points back to it."""
    for line in context.lines[:SEAT_LINES]:
        for m in _SEAT.finditer(line.simple):
            if key in line.simple or _points_at(line, m.start(), key, context):
                group = next(g for g in ("place", "latin", "hyphen") if m[g])
                return line.text[slice(*m.span(group))]
        for p in line.places if line.is_latin and key not in line.simple else ():
            is_said = line.simple.startswith("The ", max(0, p.start - 4)) and _KIND.match(line.simple, p.end)
            if is_said and _points_at(line, p.start, key, context):
                return p.text
    return None


def _described_seat(key: str, context: Context) -> str | None:
    """`某某是印度尼西亚最大的电缆商`, `日本游戏公司某某` in any sentence: the land or town of its trade."""
    for line in context.all_lines() if len(key) > 1 else ():
        at = line.simple.find(key)
        if at < 0 or line.is_latin:
            continue
        for p in line.places:
            is_told = p.start > at and _IS_OF.fullmatch(line.simple, at + len(key), p.start)
            if is_told and not is_wide(p) and _ITS_TRADE.match(line.simple, p.end):
                return p.text
        if before := _before_name(line, key):
            return before
    return None


_IS_OF = re.compile(r"(?:[（(][^（()）]{1,30}[)）])?(?:作为|是|为|系)(?:一家|一间|目前|全球|来自|位于|总部位于)*")
_ITS_TRADE = re.compile(
    r"(?:(?:市场)?(?:最|第[一二三四五]|领先|头部|龙头|知名|著名|本土|主要|唯一|首[家个])|的?一?家|的"
    r"|[\u4e00-\u9fff]{0,10}(?:公司|企业|集团|[厂商]|制造商|平台|巨头|品牌|银行|机构)(?![\u4e00-\u9fff]*(?:股东|客户|合作)))"
)


def _sender_seat(key: str, context: Context) -> str | None:
    """`BOSTON--Huron Partners` at the head of a press release: the sender's seat."""
    if not context.lines or not context.lines[0].is_latin:
        return None
    text = context.article.text
    at = text.find(key, 0, 60)
    m = _SENDER.fullmatch(text, 0, at) if at > 0 else None
    return m["city"].strip().title() if m else None


def _points_at(line: Line, at: int, key: str, context: Context) -> bool:
    """`这家总部位于…的企业` right after a sentence on the company."""
    if not _POINTER.search(line.simple, max(0, at - 24), at + 1):
        return False
    before = context.lines[max(0, line.index - POINTER_REACH) : line.index]
    return any(key in b.simple for b in before)


def _registered_seat(key: str, context: Context) -> str | None:
    """The place that opens the full name, in brackets behind the short one or with the short one in it."""
    for line in context.all_lines():
        if key not in line.simple:
            continue
        for n, place in _full_names(line):
            if key in simplify(n.text) or _is_bracketed_behind(line, key, n):
                return place
    return None


def _full_names(line: Line) -> Iterator[tuple[Mention, str]]:
    """The full names of a line that a place opens, with that place."""
    if "公司" not in line.simple:
        return
    for n in line.names:
        if n.text.endswith("公司") and not n.text.endswith("分公司"):
            yield from ((n, p.text) for p in line.places if p.start == n.start and not is_wide(p))


def _is_bracketed_behind(line: Line, key: str, n: Mention) -> bool:
    """`Foo（成都某某科技有限公司）`: the full name in a bracket behind."""
    ahead = line.simple[max(0, n.start - len(key) - 1) : n.start]
    return len(ahead) > 1 and ahead[-1] in "（(" and ahead[:-1] == key
