"""Sales of companies and businesses in Chinese: `X将Y出售给Z`, `X拟向Z转让Y 51%股权`, `X拟挂牌转让Y 60%股权`,
`Y 100%股权已过户至Z名下`. The verbs of buying are in `deals_zh_acquisition.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..reading.actor_names import is_name
from ..reading.context import Context, Line
from ..reading.cues import clause_of, transfer_words
from ..reading.likely_names import find_likely_names
from ..reading.names import name_after, names_between
from .drafts import MOST_VERBS, Draft
from .zh_transfer_actors import agreed_with, read_actors, with_parent
from .zh_transfer_company import company_of
from .zh_transfer_names import is_same_name, real_sides
from .zh_transfer_sides import find_sides, holders_by_office
from .zh_transfer_stage import is_crime, is_denied
from .zh_transfer_targets import Target, read_target
from .zh_transfer_terms import transfer

_SELLS = r"(?:出售|出让|转让|转手|卖|售|剥离|处置|协议转让|无偿划转|划转|转售|变卖)"
_TO = r"(?:给予?|予|与|至|到)"
# 将旗下乙51%股权出售给丙
_SOLD = re.compile(
    rf"(?:将|把)(?P<object>[^，。；将把]{{2,60}}?)(?:以[^，。；]{{2,24}}?)?(?:协议|一并|全部|整体|作价[^，。；]{{2,16}}?)?{_SELLS}{_TO}(?:了)?(?P<buyer>[^，。；]{{2,40}})"
)
# 向丙出售乙51%股权
_SOLD_TO = re.compile(
    r"向(?P<buyer>[^，。；向]{2,36}?)(?:协议)?(?:出售|转让|出让|卖出|划转|转售)(?:了)?(?!方)(?P<object>[^，。；]{2,80})"
)
# 出售乙51%股权（给丙）, 挂牌转让乙60%股权, 剥离乙
_SELLING = re.compile(
    r"""
    (?<!受)(?<!被)(?<!的)
    (?P<verb>(?:公开|挂牌|协议|整体|溢价|折价){0,3}(?:出售(?!方|价)|剥离|售出|卖掉|卖出
      |(?<!技术)(?<!股权)(?<!股份)(?<!产权)(?<!资产)(?:转让(?!方|价|人|协议|款|底价|标的|所得|事项|完成|给|予|与|至|后)|出让|处置)))
    (?:了|其|所)?(?![给予与至])(?P<object>[^，。；：]{2,80})
    """,
    re.VERBOSE,
)
# 乙100%股权已过户至丙名下, 乙51%股权被转让给丙
_PASSED = re.compile(
    rf"(?P<object>[^，。；将把]{{2,40}}?)(?:\d[\d.]*\s?%|全部|控股)的?(?:股权|股份|权益)(?:已|均已|将|拟|被|现已|正式|全部|顺利|登记|协议|无偿)*(?:过户|变更登记|划转|转让|转手)(?:登记)?{_TO}(?P<buyer>[^，。；]{{2,30}}?)(?:名下|$|，|。|；|所有)"
)
_GIVEN_TO = re.compile(rf"(?:出售|转让|卖|售|剥离|划转)?{_TO}(?P<buyer>[^，。；]{{2,36}})")
_NO_SALE = re.compile(transfer_words("not_sold"))


_WORDS = ("出售", "转让", "出让", "卖", "售", "剥离", "处置", "过户", "划转", "转手", "变更登记")
"""A line without one of these tells no sale and is not read closely."""


def find_sales(line: Line, context: Context) -> Iterator[Draft]:
    """One draft a sale; a stretch that one wording has read is not read again by the next."""
    if not any(word in line.simple for word in _WORDS) or is_crime(line.simple):
        return
    taken: list[tuple[int, int]] = []
    for pattern in (_SOLD, _SOLD_TO, _PASSED, _SELLING):
        for m in islice(pattern.finditer(line.simple), MOST_VERBS):
            start = m.start("buyer") if pattern is _SOLD_TO else m.start()
            if any(a <= start < b for a, b in taken) or is_denied(line.simple, _verb_at(m)):
                continue
            if draft := _sale(line, m, context):
                taken.append(m.span())
                yield draft


_IN_THE_MARKET = re.compile("大宗交易|集中竞价|二级市场|套现|强制(?:卖出|平仓|变卖)|被动减持")
"""How holders sell down: no deal."""


def _verb_at(m: re.Match[str]) -> int:
    return m.start("verb") if "verb" in m.re.groupindex else m.start()


def _sale(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    target = _object(line, m, context)
    if target is None or _NO_SALE.search(line.simple, m.start("object"), min(m.end(), m.start("object") + 60)):
        return None
    if _IN_THE_MARKET.search(line.simple, clause_of(line.simple, m.start())[0], m.end()):
        return None
    buyers = _buyers(line, m, context)
    sellers = [*target.holders, *holders_by_office(line, m.start())]
    told = [*buyers, *sellers]
    if m.re is not _PASSED:
        sellers += read_actors(line, m.start(), context)
    sides = list(find_sides(line, context))
    sellers += [n for s in sides if s.role == "seller" for n in with_parent(line, s.start, s.name, context)]
    signers = agreed_with(line, m.start())
    buyers += signers
    told += signers
    buyers += [s.name for s in sides if s.role in ("buyer", "other")]
    names = [n for n in (*buyers, *sellers) if not is_same_name(n, target.name)]
    parties = real_sides(names, line, context, told)
    if not parties or (m.re is _PASSED and not buyers):
        return None
    verb = m.start(), m.end("object") if m.re is not _SELLING else m.end("verb")
    return transfer(line, verb, context, target.name, parties, "zh.sale", is_owned=target.has_stake)


def _object(line: Line, m: re.Match[str], context: Context) -> Target | None:
    """What is sold; behind the verb it ends before 给 and the buyer."""
    start, stop = m.span("object")
    to = (
        re.search(rf"(?:{_SELLS})?{_TO}(?=[\u4e00-\u9fffA-Z])", line.simple[start:stop])
        if m.re in (_SELLING,)
        else None
    )
    if to and to.start() >= 2:
        stop = start + to.start()
    if m.re is _PASSED:
        stop = m.start("buyer")
    target = read_target(line, start, stop, context)
    is_given = "buyer" in m.re.groupindex
    return target or (_own_shares(line, start, stop, context) if is_given else None)


_ONLY_SHARES = re.compile(
    r"(?:其)?(?:所?持有?的?)?(?:约|合计|部分)?(?:\d[\d.]*\s?%|\d[\d,.]*[万亿]?股)(?:的)?(?:股权|股份|股票)?(?:协议)?$"
    r"|部分(?:内资股|股权|股份|[ABH]股)"
)


def _own_shares(line: Line, start: int, stop: int, context: Context) -> Target | None:
    """`股东某某将17%股份转让给`: shares of the company that the article is about."""
    topic = company_of(context) if _ONLY_SHARES.match(line.simple, start, stop) else None
    return Target(topic, (), True) if topic else None


def _buyers(line: Line, m: re.Match[str], context: Context) -> list[str]:
    simple = line.simple
    if "buyer" in m.re.groupindex:
        start, end = m.span("buyer")
    elif (to := _GIVEN_TO.search(simple, m.start("object") + 2, clause_of(simple, m.end("verb"))[1])) is not None:
        start, end = to.span("buyer")
    else:
        return []
    if re.match("(?:本|该)?公司(?:名下|全资|$)|公司$", simple[start:end]):
        topic = company_of(context)
        return [topic] if topic else []
    described = _DESCRIBED.match(simple, start, end)
    start = described.end() if described else start
    first = name_after(simple, start, limit=end)
    row = names_between(simple, start, end) if re.search("[、和与及]", simple[start : start + 24]) else []
    is_row = first and row and row[0][0] <= first[0] and not any(_is_stump(line, *s) for s in row)
    spans = row if is_row else [first] if first else []
    bare = (_behind_description(line, *s, context) for s in spans)
    return [line.text[slice(*s)] for s in bare if is_name(simple[slice(*s)])]


def _behind_description(line: Line, start: int, end: int, context: Context) -> tuple[int, int]:
    """当地零售商|某某堂: the name that the sentence's words of trade describe."""
    inside = [n for n in find_likely_names(line, context) if n.is_sure and start < n.start and n.end == end]
    is_described = inside and _OF_TRADE.search(line.simple, start, inside[0].start)
    return (inside[0].start, end) if is_described else (start, end)


_OF_TRADE = re.compile("(?:商|公司|企业|平台|巨头|机构|基金|应用|银行|品牌)$")


# 转让给国资背景的|某某, 卖给当地零售商|某某
_DESCRIBED = re.compile(
    r"[^，。；、]{2,14}?(?:背景|旗下|牵头|控制|所属|设立|管理|领衔|主导|支持|关联|注册|上市)的"
    r"(?=[\u4e00-\u9fffA-Z]{2})"
)


def _is_stump(line: Line, start: int, end: int) -> bool:
    """日本东|和制纸: what is left of a name where its own 和 was read as a joint."""
    place = next((p for p in line.places if p.start == start and p.end < end), None)
    return end - (place.end if place else start) < SHORTEST


SHORTEST = 2
