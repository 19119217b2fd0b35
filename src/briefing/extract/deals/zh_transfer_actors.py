"""Who takes part in a purchase, a sale or a stake: the company that announces it, the subsidiary that acts for it, and
the sides that a text names by their role (卖方甲, 乙（买方）, 交易对方为丙).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ...text import simplify
from ..reading.actor_names import is_name, is_weak
from ..reading.context import Context, Line
from ..reading.cues import clause_of, transfer_words
from ..reading.names import is_common, is_generic, name_after, name_before, names_between, normalize_name
from ..reading.party_sets import are_apart
from ..reading.subjects import find_subject, topic_of
from .drafts import MOST_VERBS
from .zh_likely_sides import likely_actor


@lru_cache(maxsize=2)
def company_of(context: Context) -> str | None:
    """The company an article is about, else the organisation it names again and again."""
    topic = topic_of(context)
    if topic:
        name = re.split("--+|——|[：:]", topic)[-1].strip()
        if is_name(name) and not _NO_COMPANY.search(name):
            return name
    for line in context.all_lines()[:FIRST_LINES]:
        for m in islice(_ANNOUNCES.finditer(line.simple), 2):
            span = name_before(line.simple, m.start(), floor=max(0, m.start() - 20))
            if span and m.start() - span[1] <= 1 and can_act(line.simple[slice(*span)]):
                return line.text[slice(*span)]
    told = Counter(n.text for line in context.lines[:MOST_LINES] for n in line.names if not _NO_COMPANY.search(n.text))
    name, times = next(iter(told.most_common(1)), ("", 0))
    return name if times >= OFTEN and is_name(name) else None


_ANNOUNCES = re.compile(
    r"(?:[（(][^（）()]{4,24}[)）])?(?:于?\d{1,2}月\d{1,2}日)?(?:今日|昨日)?(?:晚间?|盘后|午间"
    r"|早间)?(?:发布|披露|在[^，。]{2,8})?公[告布]"
)
FIRST_LINES = 3
_NO_COMPANY = re.compile(r"^[A-Z]{2,5}-?\d*$|时间|发布|日期|News|Daily|日报|时报|委员会$|交易所|证监|政府$|部$|局$")
OFTEN = 3
MOST_LINES = 30
"""How often an organisation is named in how many lines for an article to be about it."""

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
    actor = _behind_colon(line, at, context) or find_subject(line, at, context)
    start = clause_of(line.simple, at)[0]
    if actor is not None and _NO_ACTOR.search(trim(actor)) and start > 2:
        return read_actors(line, start - 1, context)
    if actor is None or _NO_ACTOR.search(trim(actor)):
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


def _behind_colon(line: Line, at: int, context: Context) -> str | None:
    """`某某快讯：甲收购乙`: who acts stands behind the colon."""
    colon = line.simple.rfind("：", clause_of(line.simple, at)[0], at)
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
    return [line.text[slice(*s)] for s in names_between(line.simple, *m.span("names"))] if m else []


_AGREED_WITH = re.compile(
    r"[与和同](?P<names>[^，。；与同]{2,60}?)(?:正式|共同|已|就|于[^，。；]{2,12})*(?:签署|签订"
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


# ---------------------------------------------------------------- sides named by their role


class Side(NamedTuple):
    """One side of a transaction as a text names it."""

    role: str
    """`buyer`, `seller`, `target`, or `other` (交易对方: whoever the announcing company deals with)."""
    name: str
    start: int
    end: int


_ROLES = {role: rf"(?:{transfer_words(role)})" for role in ("buyer", "seller", "target", "other")}
# 卖方甲, 交易对方为乙和丙, 标的公司：丁
_ROLE_FIRST = {
    role: re.compile(
        rf"(?:{words})(?:分别|均)?(?:[为是系]|即)?[：:]?(?P<row>[^，。；：！？]{{2,80}})"
        if role != "target"
        else rf"(?:{words})(?:[为是系]|即|名称为?)?[：:]?(?P<row>[^，。；：！？]{{2,40}})"
    )
    for role, words in _ROLES.items()
}
# 甲（卖方）, 甲作为转让方, 甲（作为受让方）
_ROLE_LAST = {
    role: re.compile(rf"(?:[（(](?:作为)?(?:{words})[）)]|(?:作为|为)(?:{words})(?![^，。；：！？]{{0,2}}[的与]))")
    for role, words in _ROLES.items()
}
# 买方（公司间接全资附属公司）: the company that announces it
_ROLE_IS_COMPANY = {
    role: re.compile(
        rf"(?:{words})(?:[（(，]|[为系即]|[（(][为系即])(?:本|该)?公司(?:[)），。]|(?:的|之)?(?:间接"
        rf"|直接|非|全资|控股)*{_SUBSIDIARY_WORDS})"
    )
    for role, words in _ROLES.items()
    if role in ("buyer", "seller")
}
_COMPANY_ITSELF = re.compile(r"(?:本|该|上市)?公司(?:全资|控股|附属|子公司|[（(，。]|$)|本集团")


def find_sides(line: Line, context: Context, start: int = 0, end: int | None = None) -> Iterator[Side]:
    """Buyer, seller, target and counterparty by the words that give them their part."""
    simple = line.simple
    stop = len(simple) if end is None else end
    for role, pattern in _ROLE_LAST.items():
        for m in islice(pattern.finditer(simple, start, stop), MOST_VERBS):
            span = name_before(simple, m.start(), floor=max(start, m.start() - 44))
            if span and m.start() - span[1] <= 1 and _is_side(line, span):
                yield Side(role, line.text[slice(*span)], *span)
    for role, pattern in _ROLE_IS_COMPANY.items():
        own, topic = pattern.search(simple, start, stop), company_of(context)
        if own and topic:
            yield Side(role, topic, own.start(), own.end())
    for role, pattern in _ROLE_FIRST.items():
        for m in islice(pattern.finditer(simple, start, stop), MOST_VERBS):
            for span in _row(line, m):
                if _is_side(line, span):
                    yield Side(role, line.text[slice(*span)], *span)


def _row(line: Line, m: re.Match[str]) -> list[tuple[int, int]]:
    """The names that follow a role, up to the first stretch that is none."""
    simple, (start, end) = line.simple, m.span("row")
    if _COMPANY_ITSELF.match(simple, start) or simple[start] in "（(同意与和拟将需应须就按可未以之":
        return []
    first = name_after(simple, start, limit=end)
    if first is None or (first[0] > start + 1 and not _DESCRIBES.fullmatch(simple, start, first[0])):
        return []
    row = _ENUMERATION.match(simple, first[0], end)
    return [first] if row is None else names_between(simple, first[0], row.end())


_DESCRIBES = re.compile(
    r"[\u4e00-\u9fff]{0,10}(?:私募|巨头|公司|企业|平台|集团|机构|基金|[\u4e00-\u9fff]商|财团"
    r"|国资背景的)"
)
_ENUMERATION = re.compile(
    r"[^，。；：！？的在于以将拟已按就（(]{2,30}(?:[、和与及][^，。；：！？的在于以将拟已按就、和与及（(]{2,30}){1,6}"
)


def _is_side(line: Line, span: tuple[int, int]) -> bool:
    name = line.simple[slice(*span)]
    return is_name(name) and not is_common(name) and not _NO_SIDE.search(name)


_NO_SIDE = re.compile(
    r"股东$|[对买卖让]方$|^[双三各两一]方$|人士$|自然人|股权|^股份$|交易(?!所|中心)|协议|资产$"
    r"|业务$|业绩|承诺|关联|员工|职工|高管|^[二三四两]者$|审查|豁免|证监会|中止|批准"
)


def is_same_name(a: str, b: str) -> bool:
    return normalize_name(a) == normalize_name(b) and not are_apart(a, b)


_EDGES = re.compile(
    rf"^(?:(?:{'|'.join(_ROLES.values())})|公司(?=[\u4e00-\u9fff]{{3}})|独立第三方|(?:原|由|与|和|向|经|传"
    rf"|称)(?=[\u4e00-\u9fffA-Z]{{3}}))+"
    r"|(?<=..)(?:建议|同意|提出|有条件|承诺|宣布|表示|方面|双方|共同|联合|分别|正式|已|就|应"
    r"|收到|等)+$|(?<=..)(?:拟|将)[\u4e00-\u9fff]{0,4}$"
)
"""Words that the reader of names leaves at the edges of an unknown name: its role before, an adverb or verb behind."""


def trim(name: str) -> str:
    """The name without role and adverb at its edges, as written."""
    simple = simplify(name)
    for m in list(_EDGES.finditer(simple)):
        name = name[m.end() :] if m.start() == 0 else name[: m.start() - len(simple)]
    return name.strip("（）() ")


def real_sides(names: list[str], line: Line, context: Context) -> tuple[str, ...]:
    """The names that can be parties, once each."""
    plain = (trim(n) for n in names if n)
    good = (n for n in plain if can_act(n) and (len(n) <= 4 or not is_weak(n, line, context)))
    return tuple(dict.fromkeys(good))


def can_act(name: str) -> bool:
    """A name by itself, in either script: no common word, no share, no staff."""
    simple = simplify(name)
    return is_name(simple) and not is_common(simple) and not _NO_SIDE.search(simple)
