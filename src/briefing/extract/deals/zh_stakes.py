"""Stakes in Chinese: who takes shares of a company (入股, 增资, 认购, 引入战略投资者); companies set up together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ..reading.actor_names import is_target
from ..reading.amounts import NEVER, choose_amount
from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place, clause_of
from ..reading.guards import Guarded
from ..reading.names import ends_in_suffix, is_common, is_generic, name_after, names_between
from ..reading.subjects import NOT_DONE, find_subject
from .drafts import MOST_VERBS, Draft
from .zh_sums_apart import sums_apart
from .zh_transfer_actors import read_actors
from .zh_transfer_company import company_of
from .zh_transfer_names import can_act, is_same_name, real_sides, trim
from .zh_transfer_past import is_told_of_the_past
from .zh_transfer_price import part_of, price_of
from .zh_transfer_stage import read_transfer_stage
from .zh_transfer_targets import read_target, whole_name
from .zh_transfer_terms import transfer

_NOT_PAID_IN = "协议|款|事项|方|价|后|前|完成|至|到"
_INTO = rf"(?:增资(?!扩股企业|扩股[^，。；]{{0,4}}(?:方案|公告|方式)|{_NOT_PAID_IN})|注资|战略入股|入股)"
_STAKING = Guarded(
    rf"""
    (?:拟|完成|宣布)?(?:向|对)(?P<into>[^，。；向对]{{2,36}}?)(?:进行|实施|追加|提供|再)*(?:同比例|现金|单方面|单方|战略)*
        (?:{_INTO}|战略投资|投资(?!发行|者|的|价值|项目|建设|基金|公司|管理|集团|合伙|有限)(?=[^，。；]{{0,6}}?\d))
  | (?P<behind>(?:战略)?入股(?!协议|价)|参股(?!公司|企业|子公司|的|股东|比例|投资)
        |(?<!的)(?<!资产)(?<!次)增资(?:入股|认购)?(?!扩股|的|公司|计划|{_NOT_PAID_IN}))(?:了)?
  | (?:以|出资|斥资|豪掷)[^，。；]{{2,20}}?(?:战略)?投资
        (?=[^，。；]{{2,30}}[，,][^，。；]{{0,12}}(?:获得?|取得|持股|持有|占|得到|换取)[^，。；]{{0,8}}\d)
  | (?P<raising>参与(?!了?增资)|参加)(?:了)?(?P<raised>[^，。；]{{2,30}}?)(?:的)?(?:增资扩股|增资|定增|混改|股权融资)
  | (?:认购|认缴)(?:了)?(?P<issue>[^，。；]{{2,40}}?)(?:\d[\d.,]*[万亿]?股?)?(?:[新拟]?(?:增|发行|增发)的?)*(?:的)?
        (?:股份|股票|新股|新增股份|新增注册资本|增资|股权(?!投资)|普通股|H股)
    """,
    re.VERBOSE,
)
_NO_STAKE = re.compile(r"出售|转让|收购|套现|质押|回购|减持|激励|员工持股|网上|网下|申购|基金份额|理财")
_SOLD_TO_THEM = re.compile("^[^，。；]{0,28}?(?:转让|出售|划转|配售)")
"""向某某投资、某某资本转让: 投资 is the end of a name, and they are who buys."""
_OPTION = re.compile("认股权|有权|可于|购股权|期权|的权利")
_NO_COMPANY = re.compile(r"混改|重组|增资|基金|银行理财|份额|计划$|项目$|领域|产业$|市场$|合伙企业")


_WORDS = ("入股", "参股", "增资", "注资", "投资", "认购", "认缴", "引入", "引进", "设立", "成立", "组建", "合资")
"""A line without one of these tells no stake and is not read closely."""


def find_stakes(line: Line, context: Context) -> Iterator[Draft]:
    """入股, 增资, 认购; 引入战略投资者; 合资设立公司."""
    if not any(word in line.simple for word in _WORDS):
        return
    for m in islice(_STAKING.finditer(line.simple), MOST_VERBS):
        if (
            not _NO_STAKE.search(m.group())
            and not (m["into"] and _SOLD_TO_THEM.search(line.simple, m.end(), m.end() + 30))
            and not _OPTION.search(line.simple, max(0, m.start() - 40), m.end() + 12)
            and not NOT_DONE.search(line.simple, max(0, m.start() - 12), m.start())
        ):
            yield from _staked(line, m, context)
    yield from _welcomed(line, context)
    yield from find_joint_companies(line, context)


def _staked(line: Line, m: re.Match[str], context: Context) -> Iterator[Draft]:
    simple = line.simple
    group = next((g for g in ("into", "raised", "issue") if m[g]), None)
    start, stop = m.span(group) if group else (m.end(), clause_of(simple, m.end())[1])
    stop = m.end() if group == "issue" else stop
    target = read_target(line, start, stop, context)
    if target is None or _NO_COMPANY.search(target.name):
        return
    names = [*read_actors(line, m.start(), context), *_beside(line, m.start())]
    investors = real_sides([n for n in names if not is_same_name(n, target.name)], line, context)
    if investors:
        yield _stake(line, m.span(), context, target.name, investors, "zh.equity.stake")


_BESIDE = re.compile(
    r"(?:与|和|联合|会同|携手)(?P<row>[^。；：与]{2,70}?)(?:，按|，拟|，同比例|，共同|共同|按|同比例|一起|拟)[^。；]{0,24}$"
)


def _beside(line: Line, at: int) -> list[str]:
    """`拟与甲以及乙按持股比例对丙增资`: who pays in with the one that announces it."""
    m = _BESIDE.search(line.simple, max(0, at - 110), at)
    return [line.text[slice(*s)] for s in names_between(line.simple, *m.span("row"))] if m else []


def _stake(
    line: Line, verb: tuple[int, int], context: Context, name: str, parties: tuple[str, ...], rule: str
) -> Draft:
    """Shares newly issued or taken up are a stake, however large."""
    draft = transfer(line, verb, context, name, parties, rule)
    apart = sums_apart(line, verb, (name, *parties), context)
    money = price_of(line, *verb, never=NEVER | {"matching"}, apart=apart)
    return replace(draft, type="equity", share=None, money=money, confidence=0.82 if money else 0.65, is_weak=False)


# 甲引入战略投资者乙, 甲获乙战略入股
_WELCOMED = re.compile(
    r"(?:成功|拟|正式)?引[入进](?:了)?(?:[一两二三四\d]家)?(?:国资|产业|外部|新的?)*(?:战略投资者|战略投资方|战略股东|战投|股东|投资方|投资人)(?![以来和与及，。]|进行|推动|加快)[“「：:]?(?P<row>[^，。；：的等]{2,60})(?!的(?:原因|合理|背景|目的))"
    r"|获(?:得)?(?P<by>[^，。；获得]{2,40}?)(?:战略)(?:入股|注资|增资)(?:[^轮]{0,8}$|(?![^，。；]{0,8}轮))"
)


def _welcomed(line: Line, context: Context) -> Iterator[Draft]:
    simple = line.simple
    for m in islice(_WELCOMED.finditer(simple), MOST_VERBS):
        start, end = m.span("row" if m["row"] else "by")
        investors = real_sides([line.text[slice(*s)] for s in names_between(simple, start, end)], line, context)
        target = find_subject(line, m.start(), context)
        if target and investors and not _NO_STAKE.search(m.group()) and is_target(line, target, None, context):
            yield _stake(line, m.span(), context, target, investors, "zh.equity.welcomed")


# ---------------------------------------------------------------- companies set up together

_SET_UP = r"(?:出资|投资|合资|发起)*(?:设立|成立|组建|创办|新设|注册成立|共建)"
_JOINT = re.compile(
    rf"""
    (?:(?:合资|共同|联合|携手|合作|合伙|分别)(?:(?!签署|签订|协议|举行|召开|开展|推进|致力)[^，。；]){{0,24}}?{_SET_UP}|{_SET_UP}(?=(?:了|一家|新的?|名为)*(?:[“「][^，。；”」]{{1,16}}[”」]的?)?合[资营]))
    (?:了)?(?:一家|新的?|名为|注册|其|(?:公司)?(?:控股|全资|参股)?子公司|控股|参股)*(?P<object>[^，。；]{{2,50}})
    """,
    re.VERBOSE,
)
_JOINT_NOUN = re.compile(
    r"(?:一家|新的?)*合[资营](?:公司|企业|子公司|平台|车企)(?:[—－-]+|[，：:]|名为|——)?[“「]?(?:暂?定?名为?)?"
)
_QUOTED_JOINT = re.compile(r"(?:一家)?(?:名为)?[“「](?P<name>[^，。；”」]{2,16})[”」]的?合[资营](?:公司|企业)")
_IS_COMPANY = re.compile(r"(?:公司|企业|集团|银行|科技|汽车|股份)(?:[（(]|$)")
_WITH = re.compile(r"与|和|同|联合|携手|会同|以及|及")
_ALL = re.compile(r"(?:双方|各方|三方|两家公司|二者|两者)[^，。；]{0,10}$")
_CAPITAL = NEVER - {"capital"}


def find_joint_companies(line: Line, context: Context) -> Iterator[Draft]:
    """`甲与乙共同出资设立丙公司`: the new company and who holds it."""
    for m in islice(_JOINT.finditer(line.simple), MOST_VERBS):
        if NOT_DONE.search(line.simple, max(0, m.start() - 12), m.start()):
            continue
        parties = _founders(line, m.start(), context)
        name = _new_company(line, m, parties)
        if name and len(parties) >= 2:
            yield _joint(line, m, context, name, parties)


def _new_company(line: Line, m: re.Match[str], parties: tuple[str, ...]) -> str | None:
    """Its name; a joint company that is not named yet is called after its founders."""
    simple, (start, end) = line.simple, m.span("object")
    if quoted := _QUOTED_JOINT.match(simple, start):
        return line.text[slice(*quoted.span("name"))]
    noun = _JOINT_NOUN.match(simple, start)
    span = name_after(simple, noun.end() if noun else start, limit=end)
    if noun and noun.end() < len(simple) and simple[noun.end() - 1] in "，：:—－":
        span = name_after(simple, noun.end(), limit=noun.end() + 30)
    if span and span[0] - (noun.end() if noun else start) <= 1:
        stop = whole_name(simple, *span)
        name = simple[span[0] : stop]
        if (
            not is_generic(name)
            and not is_common(name)
            and not _NO_COMPANY.search(name)
            and (noun or _IS_COMPANY.search(name))
        ):
            return line.text[span[0] : stop]
    if noun and len(parties) >= 2:
        called = line.text[noun.start() : noun.end()].rstrip("，：:“「名为暂定—－-").removeprefix("一家")
        return f"{parties[0]}与{parties[1]}{called}"
    return None


def _founders(line: Line, at: int, context: Context) -> tuple[str, ...]:
    """Those before 与 (who acts, the article's company included) and the row behind it."""
    simple = line.simple
    start = clause_of(simple, at)[0]
    if start > 0 and (
        _ALL.search(simple, start, at)
        or (_MANY_BEFORE.search(simple, 0, start) and not re.search("[与和同]", simple[start:at]))
    ):
        at = start - 1
        start = clause_of(simple, at)[0]
    joint = next(_WITH.finditer(simple, start, at), None)
    if joint is None:
        row = names_between(simple, start, at)
        return _named([line.text[slice(*s)] for s in row])
    row = names_between(simple, joint.end(), at)
    first = list(read_actors(line, joint.start(), context)) if joint.start() > start else [company_of(context) or ""]
    ahead = names_between(simple, start, joint.start())
    first = first if len(ahead) < 2 else [line.text[slice(*s)] for s in ahead]
    return _named([*first, *(line.text[slice(*s)] for s in row)])


def _named(names: list[str]) -> tuple[str, ...]:
    """Beside each other before 设立 even names that the article gives once are sure."""
    plain = (trim(n) for n in names if n)
    return tuple(dict.fromkeys(n for n in plain if can_act(n)))


_MANY_BEFORE = re.compile(r"等[^，。；]{0,14}[，,]$")
"""`甲、乙和丙等七家车企，宣布成立…`: the row stands in the clause before."""
_FOUNDED = re.compile(r"(?:正式|已|揭牌|注册|完成[^，。；]{0,6}注册|挂牌)[^，。；]{0,4}成立|成立了|揭牌")


def _joint(line: Line, m: re.Match[str], context: Context, name: str, parties: tuple[str, ...]) -> Draft:
    at, end = m.start(), m.start("object")
    left, right = part_of(line.simple, at, end)
    stage = read_transfer_stage(line, at, end)
    if stage in (None, "announced", "closed") and _FOUNDED.search(line.simple, left, right):
        stage = "established"
    return Draft(
        type="equity",
        line=line,
        rule="zh.equity.joint",
        at=at,
        name=name,
        parties=tuple(p for p in parties if not is_same_name(p, name)),
        money=choose_amount(
            line, at, roles=("capital", "investment", "total", "committed"), start=left, end=right, never=_CAPITAL
        ),
        stage=stage,
        place=choose_place(line, at, name, context),
        date=choose_date(line, at),
        is_background=is_told_of_the_past(line, at, context),
        confidence=0.8 if ends_in_suffix(name) else 0.7,
    )
