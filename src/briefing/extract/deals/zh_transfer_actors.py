"""Who acts in a purchase, a sale or a stake: the company that announces it, the subsidiary that acts for it, and who
signs with it. The sides that are named by their role are in `zh_transfer_sides.py`.
"""

from __future__ import annotations

import re

from ..reading.actor_names import is_name, is_weak
from ..reading.context import Context, Line
from ..reading.cues import clause_of, transfer_words
from ..reading.names import is_generic, name_after, name_before, names_between
from ..reading.subjects import find_subject
from .zh_likely_sides import likely_actor
from .zh_transfer_company import company_of
from .zh_transfer_names import trim
from .zh_transfer_subject import acting_as_it, acting_behind, acting_beside

_SUBSIDIARY_WORDS = rf"(?:{transfer_words('subsidiaries')})"
_SUBSIDIARY = re.compile(
    rf"""
    (?P<owner>(?:本|该|上市)?公司|其)?(?:的|之|旗下|下属)?
    (?:间接|直接|境外|海外|境内|非|全资|控股|[一二三]级|持股\d[\d.]*%的?|所属|旗下|下属|参股|持有)*
    (?:{_SUBSIDIARY_WORDS}|旗下|下属)(?:之)?(?:[—－-]+)?[“「"]?
    """,
    re.VERBOSE,
)
_IS_SUBSIDIARY = re.compile(
    rf"[（(][^（）()]{{0,30}}?(?:公司|集团|其)(?:的|之)?(?:间接|直接|非|全资|控股)*"
    rf"{_SUBSIDIARY_WORDS}[^（）()]{{0,30}}[）)]"
)
_REACH = 40
"""Characters before an actor in which the word that makes it a subsidiary may stand."""


def read_actors(line: Line, at: int, context: Context) -> tuple[str, ...]:
    """Who acts at a position: one company, or the company that announces it and its subsidiary that acts."""
    if own := _subsidiary_before(line, at, context):
        return own
    if beside := acting_beside(line, at, context) or acting_as_it(line, at, context):
        return (beside,)
    start = clause_of(line.simple, at)[0]
    if line.index <= 0 and name_before(line.simple, at, floor=start) is None and (behind := acting_behind(line, at)):
        return (behind,)
    if _itself(line, at) and (topic := company_of(context)):
        return (topic,)
    actor = _behind_colon(line, at, context) or find_subject(line, at, context)
    if actor is not None and _NO_ACTOR.search(trim(actor)) and start > 2:
        return read_actors(line, start - 1, context)
    if actor is None or _NO_ACTOR.search(trim(actor)) or any(p.key == actor for p in line.places):
        acting = company_of(context) or likely_actor(line, at, context)
        return (acting,) if acting else ()
    stands = line.text.rfind(actor, 0, at)
    if (
        stands > 0
        and _OPPOSITE.search(line.simple, max(0, stands - 12), stands)
        and not _MADE_BY.match(line.simple, stands + len(actor))
    ):
        return read_actors(line, stands - 1, context)  # 公司与甲签署协议，将乙…: it was 公司 that did
    if stands >= 0 and (m := _last(_SUBSIDIARY, line.simple, max(0, stands - _REACH), stands)) and m.end() == stands:
        return _with_owner(line, m, actor, context)
    if stands >= 0 and _IS_SUBSIDIARY.match(line.simple, stands + len(actor)):
        return _pair(company_of(context), actor)
    return (actor,)


def _itself(line: Line, at: int) -> bool:
    """`集团同时宣布，以1亿元向甲出售乙`: the group that the article is about acts, and no other before the verb."""
    m = _GROUP_ITSELF.match(line.simple)
    if m is None or m.end() > at:
        return False
    stop = _end_of_clause(line, m.end(), at)
    return not any(m.end() <= n.start < stop for n in line.names)


def _end_of_clause(line: Line, start: int, at: int) -> int:
    """What stands behind the last comma before the verb names other sides."""
    return max(line.simple.rfind("，", start, at), start)


_GROUP_ITSELF = re.compile(
    "(?:此外，|另外，|同时，|其中，|而)?(?:本|该)?(?:集团|公司)(?:同时|另外?|还|亦|也|已|拟|将|并|旗下|宣布|公布|表示|同日|今日|透露|计划|决定|指|称)"
)


def _behind_colon(line: Line, at: int, context: Context) -> str | None:
    """`某某快讯：甲收购乙`: who acts stands behind the colon."""
    start = clause_of(line.simple, at)[0]
    colon = max(line.simple.rfind(mark, start, at) for mark in "：丨|｜")
    spans = names_between(line.simple, colon + 1, at) if colon >= 0 else []
    name = line.text[slice(*spans[0])] if spans else ""
    return name if name and is_name(name) and not is_weak(name, line, context) and not _NO_ACTOR.search(name) else None


_NO_ACTOR = re.compile(
    r"^A[DB][SR]$|^(?:换股|现金|支付|协议|定增|自有|超募|发行|挂牌|网络|竞价|自筹|募集|资产"
    r"|重组)|股权$|方式$|资金$|交易$|现金$|^财团$"
)
_OPPOSITE = re.compile("[与同向跟](?:独立第三方|卖方|买方|交易对方|对手方|关联方|关联人|控股股东|股东|其|公司)*$")
_MADE_BY = re.compile("所持|持有的|旗下")


def agreed_with(line: Line, at: int) -> list[str]:
    """Who signs with the one that acts: `公司与甲、乙签署股权转让协议，`."""
    m = _AGREED_WITH.search(line.simple, 0, at)
    spans = names_between(line.simple, *m.span("names")) if m else []
    return [line.text[slice(*s)] for s in spans if not _OF_HOLDERS.match(line.simple, s[1] - 1)]


# 与某某原股东签订: its holders sign, and the company itself is the one they sell.
_OF_HOLDERS = re.compile(".?原?(?:全体|现有|部分|其他|少数|控股|自然人|主要|创始)*股东")


_AGREED_WITH = re.compile(
    r"[与和同](?P<names>[^，。；与同]{2,60}?)(?:(?<!有限)(?<!责任)(?<!集团)公司)?(?:正式|共同|已|就|\d{1,2}日|[于在][^，。；]{2,12}?)*(?:签署|签订"
    r"|订立|签立|签|达成)[^。；]{0,80}$"
)


def _subsidiary_before(line: Line, at: int, context: Context) -> tuple[str, ...]:
    """`公司全资子公司甲拟以…收购`: the marker proves the name behind it, known or not."""
    simple = line.simple
    m = _last(_SUBSIDIARY, simple, clause_of(simple, at)[0], at)
    if m is None or "的" in simple[m.end() : at].replace("的方式", "").replace("的价格", ""):
        return ()
    child = name_after(simple, m.end(), limit=at)
    if child is None or child[0] > m.end() + 1 or not is_name(simple[slice(*child)]):
        return _pair(_owner(line, m, context), None)
    return _with_owner(line, m, line.text[slice(*child)], context)


def with_parent(line: Line, start: int, name: str, context: Context) -> tuple[str, ...]:
    """The name alone, or behind the company whose subsidiary it is said to be."""
    m = _last(_SUBSIDIARY, line.simple, max(0, start - _REACH), start)
    return _with_owner(line, m, name, context) if m and m.end() == start else (name,)


def _with_owner(line: Line, m: re.Match[str], child: str, context: Context) -> tuple[str, ...]:
    return _pair(_owner(line, m, context), child)


def _owner(line: Line, m: re.Match[str], context: Context) -> str | None:
    """Whose subsidiary it is: the name right before the marker, else the article's company."""
    start = clause_of(line.simple, m.start())[0] if m.start() else 0
    before = name_before(line.simple, m.start(), floor=start) if m.start() > start else None
    if before and m.start() - before[1] <= 1 and is_name(line.simple[slice(*before)]):
        return line.text[slice(*before)]
    return find_subject(line, m.start(), context) or company_of(context)


def _pair(owner: str | None, child: str | None) -> tuple[str, ...]:
    names = [n for n in (owner, child) if n and not is_generic(n)]
    return tuple(dict.fromkeys(names))


def _last(pattern: re.Pattern[str], simple: str, start: int, end: int) -> re.Match[str] | None:
    return max(pattern.finditer(simple, start, end), key=lambda m: m.start(), default=None)
