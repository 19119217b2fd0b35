"""Ceremonies that sign a batch of projects (`32个项目集中签约`), and the project that one agreement is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ...types import Money
from ..reading.actor_names import is_name
from ..reading.amounts import NEVER, choose_amount
from ..reading.context import Context, Line
from ..reading.cues import choose_date, is_background
from ..reading.names import is_common, is_generic, names_between
from ..reading.places import is_wide
from ..reading.scenes import choose_scene
from .drafts import MOST_VERBS, Draft
from .zh_hosts import hosts_of
from .zh_signers import read_signers
from .zh_signing_rows import find_row

_NUMBER = r"\d[\d,]*|[一二两三四五六七八九十百]{1,4}"
_SIGN = r"(?:签约|签订|签署|签下|签定)"
_BATCH = re.compile(
    rf"""
    (?:集中|现场|成功|共|共计|累计|总共){{0,3}}(?:{_SIGN}|达成)(?:了|的)?(?P<body>[^，。；！？]{{0,50}}?)(?P<count>{_NUMBER})
        (?:个|项|份|宗|单)(?P<noun>[^，。；！？、个]{{0,14}}?(?:项目|协议|意向|备忘录)|合作(?=[，。；]|$))(?!合约|合同|均|共)
  | (?P<count2>{_NUMBER})(?:个|项)(?P<noun2>[^，。；！？、个]{{0,16}}?(?:项目|协议))(?:在[^，。；]{{0,12}})?
        (?:成功|现场|正式|集中|顺利|进行|举行|分别|同步|成果|云上|上台|日前|近日|今日|昨日|当场|也|均|了){{0,5}}(?:签约|签署)(?!方|额)
  | (?:集中|现场|成功|共|共计|总共){{0,3}}签约(?:的)?
        (?P<noun3>[^，。；！？、个签仪]{{0,10}}?(?:项目|协议))(?:共|达|共计|总数|数量?|总计|有|为)*(?P<count3>{_NUMBER})(?:个|项)
    """,
    re.VERBOSE,
)
_GATHERED = re.compile(
    r"(?:^|[，。；的“])(?P<object>[\u4e00-\u9fffA-Za-z0-9·（）()“”]{0,30}?(?:项目|企业))(?:集中|云上|线上|现场|专场)+签约(?:暨[\u4e00-\u9fff]{1,8})?(?:仪式|活动|大会)?"
)
# 甲与乙就某某项目签约
_ABOUT = re.compile(
    r"(?:与|同)[^，。；]{2,40}?就(?P<object>[^，。；]{4,60}?(?:项目|基地|产业园|合作))(?:正式|成功|现场|进行|达成|事宜)*(?:签约|签署|签订)"
)
# 某某项目签约仪式举行
_CEREMONY = re.compile(
    r"(?:^|[，。；的])(?P<object>[\u4e00-\u9fffA-Za-z0-9·（）()“”]{4,40}?(?:项目|基地))(?:正式|战略合作|合作|投资|落户|入驻|意向|框架|协议)*签约(?:暨[\u4e00-\u9fff]{1,8})?仪式"
)
_MANY = re.compile(r"(?:签约|签订|签署)[^。；]{0,60}?(?:多个|一批|系列|\d+个)[^，。；]{0,10}项目")
_OPENS_OBJECT = re.compile("的|以及|举行|召开|举办|上半年|下半年|年度|季度|集中")
_TOTAL = re.compile(r"今年以来|年内|累计|近年来|至今|历年|截至|前\d+个?月|[一二三四1-4]季度(?:以来|全|，)|全年")
"""What a year or a town counts up is no ceremony."""


def find_batches(line: Line, context: Context) -> Iterator[Draft]:
    simple = line.simple
    for m in islice(_BATCH.finditer(simple), MOST_VERBS):
        if _count(m) >= _fewest(m) and not _TOTAL.search(simple, max(0, m.start() - 60), m.start() + 4):
            yield _batch(line, m, context)
            return
    if row := find_row(line, context):
        yield row
        return
    gathered = _GATHERED.search(simple)
    if gathered and _is_event(gathered) and not _TOTAL.search(simple, 0, gathered.start() + 1):
        yield _gathered(line, gathered, context)
        return
    held = _CEREMONY.search(simple)
    if held and _PLURAL.search(held["object"]) and not _TOTAL.search(simple, 0, held.start() + 1):
        yield _gathered(line, held, context)
        return
    for pattern in (_ABOUT, _CEREMONY):
        about = pattern.search(simple)
        if about and (draft := _about(line, about, context)):
            yield draft
            return


# 重点合作项目签约仪式, 首批基金合作项目签约仪式: many are signed, and none of them is named.
_PLURAL = re.compile(
    "(?:重点|重大|首批|[一二三四]批|批次|系列|招商|引资|合作|交流|投资|产业|对接|意向|经贸|人才|成果转化|成果)(?:合作|建设|产业|招商|转化)?项目$"
)


def _is_event(m: re.Match[str]) -> bool:
    """`企业现场签约` alone names no ceremony."""
    return len(m["object"]) >= SHORTEST or m.group().endswith(("仪式", "活动", "大会"))


def _fewest(m: re.Match[str]) -> int:
    """达成两项合作 is what two firms agree on; 达成21项合作 a fair's harvest."""
    return 5 if m["noun"] == "合作" else 2


def _count(m: re.Match[str]) -> int:
    text = next(m[g] for g in ("count", "count2", "count3") if m[g]).replace(",", "")
    if text.isdigit():
        return int(text)
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
    return digits.get(text, 10)


def _batch(line: Line, m: re.Match[str], context: Context) -> Draft:
    if m["count"]:
        first, last = m.start("count"), m.end("noun")
    elif m["count2"]:
        first, last = m.start("count2"), m.end()
    else:
        first, last = m.start("noun3"), m.end()
    return _ceremony(line, m, context, line.text[first:last], "zh.batch_signing", first)


def _gathered(line: Line, m: re.Match[str], context: Context) -> Draft:
    """`某区举行重点项目集中签约仪式`: how many, a sentence further on says."""
    first = _object_start(line, m)
    return _ceremony(line, m, context, line.text[first : m.end()], "zh.batch_signing.ceremony", first)


def _ceremony(line: Line, m: re.Match[str], context: Context, name: str, rule: str, first: int) -> Draft:
    acting = _town(line, first)
    names = [*([acting] if acting else []), *_signed_ones(line, m, first)] or hosts_of(context, line)
    return Draft(
        type="batch_signing",
        line=line,
        rule=rule,
        at=m.start(),
        name=name,
        parties=tuple(dict.fromkeys(names))[:8],
        money=_total(line, m, context),
        stage="signed",
        place=acting or choose_scene(line),
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.82,
    )


def _object_start(line: Line, m: re.Match[str]) -> int:
    start, end = m.span("object")
    opened = [x.end() for x in _OPENS_OBJECT.finditer(line.simple, start, end - 2)]
    return opened[-1] if opened else start


_HOLDS = re.compile(r"[^，。；]{0,16}?(?:举行|举办|召开|组织|集中签约|签约|与|同|引进)")


def _town(line: Line, at: int) -> str | None:
    """The town that signs: the place that opens a clause before the verb and holds the event (`某市举行…签约仪式`)."""
    if town := _A_TOWN.search(line.simple, 0, max(at + 1, len(line.simple))):
        return line.text[slice(*town.span("town"))] if town.start() <= at else None
    for p in line.places:
        opens = p.start <= at and _OPENS.search(line.simple, max(0, p.start - 16), p.start)
        if opens and not is_wide(p) and _HOLDS.match(line.simple, p.end):
            return p.text
    return None


_A_TOWN = re.compile(
    r"(?:^|[，。；：讯）)])(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上午|下午|近日|日前)?，?(?P<town>(?![在于由从向])[\u4e00-\u9fff]{2,8}?(?:高新技术产业开发区|经济技术开发区|高新区|开发区|经开区|新区|市|区|县))"
    r"(?=[\u4e00-\u9fff]{0,10}?(?:举行|举办|召开|组织|集中签约|推介会|签约))"
)


_OPENS = re.compile(r"(?:^|[，。；：讯）)]|\d日(?:上午|下午|晚)?|近日|日前|论坛上|会上)\s?$")


def _signed_ones(line: Line, m: re.Match[str], first: int) -> list[str]:
    """`甲、乙等12个项目`: the companies named before the count; else all that the line knows for one."""
    simple = line.simple
    row = re.search(r"(?:^|[，。；]|签约了?|包括|与)(?P<row>[^，。；]{2,80}?)等\d*[^，。；]{0,2}$", simple[:first])
    if row:
        spans = names_between(simple, *row.span("row"))
        named = [line.text[slice(*s)] for s in spans if is_name(simple[slice(*s)]) and not is_common(simple[slice(*s)])]
        if named:
            return [n for n in named if not n.endswith(("项目", "基地", "产业园"))]
    return [n.text for n in line.names if not is_generic(n.text) and not _NO_SIGNER.search(n.text)]


_NO_SIGNER = re.compile("委员会$|时报|日报|晚报|晨报|新闻|电视台|通讯社|e公司|(?:项目|基地|产业园|仪式)$")


_ROLES = ("investment", "total")
_GOES_ON = re.compile(
    r"[^，。；]{0,8}?(?:项目|签约|本次|此次|这些|合同|协议|计划|总|预计)[^。；]{0,30}?(?:投资|引资|签约额|金额|总额)"
)


def _total(line: Line, m: re.Match[str], context: Context) -> Money | None:
    """What they come to together: in the line, else in a sentence that goes on about them."""
    money = choose_amount(line, m.end(), roles=_ROLES, never=NEVER - {"cumulative"})
    if money or line.index + 1 >= len(context.lines):
        return money
    after = context.lines[line.index + 1]
    return choose_amount(after, 0, roles=_ROLES, never=NEVER - {"cumulative"}) if _GOES_ON.match(after.simple) else None


def _about(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    """`A与B就某某项目签约`, `某某项目签约仪式`."""
    start, end = m.span("object")
    first = _object_start(line, m) if m.re is _CEREMONY else start
    parties = read_signers(line, start - (m.re is _ABOUT), context)
    if m.re is _CEREMONY and (among := re.search("[与和]", line.simple[start:end])):
        sides = read_signers(line, end, context)
        parties = sides if len(sides) >= 2 and among else parties
        first = _behind_sides(line, start, end, parties)
    first += len(_HELD.match(line.simple, first, end).group())  # type: ignore[union-attr]
    name = line.text[first:end]
    if end - first < SHORTEST or _NO_PROJECT.search(line.simple, first, end):
        return None
    is_batch = bool(re.search("和|、", name) or _MANY.search(context.article.text))
    is_named = any(first <= n.start and n.end <= end for n in line.names)
    if not is_batch and not any(parties) and not is_named and line.simple.endswith("项目", first, end):
        return None  # 某市军人保险项目签约仪式: between whom is not told
    return Draft(
        type="batch_signing" if is_batch else "agreement",
        line=line,
        rule="zh.agreement.about",
        at=m.start(),
        name=name,
        parties=tuple(dict.fromkeys(p for p in parties if p)),
        money=choose_amount(line, m.end(), roles=("investment", "total")),
        stage="signed",
        place=choose_scene(line),
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.7,
    )


_HELD = re.compile("(?:共同|联合|隆重)*(?:举行|举办|召开)?(?:了)?")
SHORTEST = 4
"""Characters of a project's name: 项目 alone is none."""
_NO_PROJECT = re.compile("出席|参加|见证|官员|领导|^(?:该|本|此|这|多个|一批|系列)")


def _behind_sides(line: Line, start: int, end: int, parties: list[str]) -> int:
    """Where the project's own name begins: behind the last side named in front of it."""
    last = max((line.text.rfind(p, start, end) + len(p) for p in parties if p in line.text[start:end]), default=start)
    return last if end - last >= 4 else start
