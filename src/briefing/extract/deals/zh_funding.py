"""Funding rounds in Chinese: `X完成近亿元A轮融资`, `X在B轮融资中筹得1亿美元`, `X正洽谈新一轮融资`.

Who gives is read by `deals_zh_investors.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ...text import simplify
from ...types import Money
from ..reading.actor_names import count_uses, is_name
from ..reading.amounts import NEVER, choose_amount
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place, clause_of, is_background, read_round, read_stage, words
from ..reading.guards import Guarded
from ..reading.names import is_common
from ..reading.subjects import find_raiser, is_guess
from .drafts import MOST_VERBS, Draft
from .zh_capital_frames import HEARSAY, read_frame
from .zh_capital_subject import HOW_MUCH, find_owner, is_description
from .zh_given import find_given
from .zh_investors import find_investors
from .zh_name_lists import read_list

_NOUN = words("funding_nouns")
_ROUND_NAME = r"(?:[A-Ha-h]-?[0-9+]{0,3}\s?|天使\+{0,2}|种子\+?|Pre-?\s?[A-Z][0-9+]{0,2}\s?|战略|新一|首)轮"
# 获3.8亿元Pre-A轮: the round alone, without 融资 behind it.
_BARE_ROUND = r"(?<=[A-H+\d使子略首])轮(?![融投胎次番系回问审反询])|(?<=新一)轮(?=[，。；！]|$)"
_SEEKS = (
    r"洽谈|商谈|谈判|磋商|寻求|计划|拟|启动|开启|正在进行|推进|筹划|筹备|考虑|准备|引入"
    r"|即将完成|接近完成|接近敲定|有望完成|预计完成"
)
_FUNDING = Guarded(
    rf"""
    # 完成近亿元A轮融资, 获得由甲领投，乙跟投的B轮融资
    (?P<verb>{words("funding_verbs")})(?:了|过|到)?(?:由[^。；]{{2,80}}?(?:投|参与|投资|注资)的)?
        (?P<body>[^。；！？，\n]{{0,60}}?)(?P<noun>{_NOUN}|{_BARE_ROUND})
    # 在B轮融资中筹得1亿美元
  | [在于](?P<inside>[^，。；]{{0,40}}?(?:融资|募资))中(?:又|再|共|成功|已|合共)*
        (?P<got>筹集|筹得|募集|募得|获得?|融得|筹措|筹资|集资|融资)
    # 正洽谈新一轮融资
  | (?P<sought>(?:{_SEEKS})[^，。；]{{0,30}}?)轮?(?P<goal>融资(?!租赁|工具|券|平台|渠道)|战略投资(?!者))
    # A轮融资落地
  | (?P<named>{_ROUND_NAME})(?P<rest>[^，。；]{{0,16}}?)(?:融资|募资)?(?:已|正式|顺利|成功)*
        (?P<done>落地|收官|到账|交割|关闭|告成|官宣)
    # 连续种子轮、天使轮融资
  | (?P<chained>连续|接连|相继)(?P<chain>[^，。；]{{0,40}}?{_ROUND_NAME})(?P<tail>(?:等|两轮|三轮)?(?:融资|投资))
    # 某某融资1.2亿美元
  | (?P<plain>融资)(?=(?:了|逾|超过?|近|约|人民币|共|达|[\d数]){{1,3}}[^，。；]{{0,12}}?元)
    """,
    re.VERBOSE,
)
_ROUND = re.compile(rf"{_ROUND_NAME}|新一轮|首轮|战略融资|战略投资|战略性投资|轮融资|轮投资|轮系列融资|Pre-?\s?IPO")
_LOANS = re.compile(r"贷款|授信|信贷|银团|补助|补贴|政府资金|债券|租赁|融券|担保|抵押|票据")
# 上市时获得最多8亿美元募资: what the market gives is no round.
_ON_MARKET = re.compile(
    r"(?<!未)上市(?!公司|企业|后备)|(?<!Pre-)(?<!Pre)(?<!pre-)IPO|招股|首发|定增|增发|配股|配售|发行"
)
_NO_COMPANY = re.compile(
    r"市场|行业|赛道|领域|产业$|产业[^，]{0,4}$|企业(?:们)?$|项目$|全省|全市|全国|月$|季度|银行(?:业)?$|累计|合计|规模$|平台$|社会$|股权$|债|净$|整体"
)
_COUNTED = re.compile(r"累计|共|已|合计|总计|各类|年内|今年|上半年|去年|[\d几数多百]+家|事件|平均|社会")
"""Words before 融资 that make a total of it."""
_RECEIVES = ("获", "获得", "斩获", "再获", "又获", "喜获", "收获", "迎来", "引入", "获投")
_TICKERED = re.compile(r"\s?[（(](?:[A-Z.]+[:：]\s?)?(?:\d{4,6}|[A-Z]{2,5})(?:\.[A-Z]{1,3})?[,，）)]")
_FROM = re.compile(r"从(?P<names>[^，。；从]{2,40})$")
_THIS_ROUND = re.compile(r"(?:本轮|此轮|本次|该轮|此次)(?:[A-H]\+*轮)?融资(?!租赁)")


def find_funding(line: Line, context: Context) -> Iterator[Draft]:
    """`X完成近亿元A轮融资`, `X获红杉数千万元投资`; its investors wherever the article names them."""
    drafts = (_funding(line, m, context) for m in islice(_FUNDING.finditer(line.simple), MOST_VERBS))
    found = [d for d in drafts if d]
    found += find_given(line, context) if not any(d.name for d in found) else ()
    givers = list(find_investors(line, context))
    found += read_frame("funding", line, context, [*found, *givers])
    yield from found
    if not found and (this := _THIS_ROUND.search(line.simple)) and (money := _sum_after(line, this.start())):
        yield Draft(
            type="funding", line=line, rule="zh.funding.this_round", at=this.start(), money=money, confidence=0.6
        )
    yield from givers


def _is_known(name: str, line: Line) -> bool:
    """Without a sum or a round only an organisation by its form makes a round of an investment."""
    return is_coined(name) or bool(re.match("[A-Z][A-Za-z]", name)) or any(name in n.text for n in line.names)


def _sum_after(line: Line, at: int) -> Money | None:
    """`完成B轮融资，融资金额为3亿元`: a sum right behind that is said to be raised."""
    other = frozenset(m.role for m in line.money if m.role and m.role not in ("raised", "total", "price"))
    return choose_amount(line, at, roles=("raised",), start=at, end=min(len(line.simple), at + 40), never=NEVER | other)


# 远山资本助力青禾科技|完成A轮融资: who helps raises nothing.
_HELPED = re.compile(
    r"(?:助力|帮助|协助|陪伴|护航|恭喜|祝贺)(?P<name>[^，。；、：助帮协]{2,20}?)(?:成功|顺利|正式|连续|实现|再次)*$"
)


def _funding(line: Line, m: re.Match[str], context: Context) -> Draft | None:
    simple = line.simple
    start, end = clause_of(simple, m.end())
    if _ON_MARKET.search(simple, start, end) or simple.startswith("时", m.end()):
        return None
    near = simple[m.start() : min(end, m.end() + 4)]
    never = NEVER - ({"grant", "cumulative"} if _is_chained(line, m) else {"grant"})
    money = choose_amount(
        line, m.start(), roles=("raised", "price", "investment"), start=start, end=_reach(line, m, end), never=never
    )
    has_round = bool(_ROUND.search(near))
    if money is None and (has_round or m["sought"]):
        money = _sum_after(line, end)
    investors = _investors_inside(line, m) if m["verb"] else []
    if not _is_round(line, m, money, investors, has_round):
        return None
    given = _FROM.search(simple, start, m.start())
    name = find_raiser(line, given.start() if given else m.start(), context)
    if helped := _HELPED.search(simple, start, m.start()):
        name = line.text[slice(*helped.span("name"))]
    if name and HOW_MUCH.fullmatch(simplify(name)):
        name = None  # C轮融资|总超|4亿元
    if name is None and has_round:
        name = find_owner(line, m.start(), context)
        name = name if name and name in line.text else None
    if name is None and has_round and m["verb"]:
        name = _right_before(line, start, m.start(), context)
    if name and is_description(simplify(name)):
        return None
    if name and (_NO_COMPANY.search(name) or (m["plain"] and simplify(name) not in simple[start : m.start()])):
        return None
    is_listed = bool(name and not has_round and _TICKERED.match(simple, simple.find(name) + len(name)))
    return Draft(
        type="equity" if is_listed else "funding",
        line=line,
        rule="zh.funding.verb",
        at=m.start(),
        name=name,
        is_weak=is_guess(name, line, m.start(), context),
        parties=tuple(investors),
        leads=tuple(investors) if re.search(r"领投|独家", near) else (),
        money=money,
        valuation=_valuation(line, m.start()),
        round=read_round(near),
        stage=_stage_of(line, m, start),
        place=choose_place(line, m.start(), name, context),
        date=choose_date(line, m.start()),
        is_background=is_background(line, m.start(), context),
        confidence=0.9 if has_round and name else 0.75,
    )


# 茶饮家|宣布完成C2轮融资: whatever opens the clause of a round and is told of again.
_OPENS = re.compile(
    r"(?:近日|日前|今日|昨日|\d{1,2}月\d{1,2}日|消息|获悉|标题：)?[，：\s]*(?P<name>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:宣布|正式|已经?|成功|再度|又|近日|日前|连续|顺利|对外)*"
)


def _right_before(line: Line, start: int, at: int, context: Context) -> str | None:
    start = max(start, line.simple.rfind("：", start, at) + 1)
    m = _OPENS.fullmatch(line.simple, start, at)
    if m is None or not is_name(m["name"]) or is_common(m["name"]) or _NO_COMPANY.search(m["name"]):
        return None
    return line.text[slice(*m.span("name"))] if count_uses(m["name"], context) > 1 else None


SHORT = 2
"""Characters of the first half of a house of capital's name."""


_CHAINED = re.compile("连续|接连|相继|先后|密集")


def _is_chained(line: Line, m: re.Match[str]) -> bool:
    """连续种子轮、天使轮融资; 连续完成两轮融资."""
    return bool(
        m["chained"] or _CHAINED.search(line.simple, max(0, m.start() - 3), m.start("noun") if m["noun"] else 0)
    )


def _reach(line: Line, m: re.Match[str], end: int) -> int:
    """Of rounds told in a chain the sum stands in the clause behind: 连续完成两轮融资，累计数千万元."""
    return end + 30 if _is_chained(line, m) else end


_GIVES_IT = re.compile("对|向|(?:已|正式)?(?:独家|联合|共同|战略)?(?:领投|跟投|参投|投资|参与)(?!的)")


def _is_round(line: Line, m: re.Match[str], money: Money | None, investors: list[str], has_round: bool) -> bool:
    """Money for shares of a company, not a loan, a building's cost or a total over many."""
    if _LOANS.search(m.group()) or _GIVES_IT.match(m["body"] or ""):
        return False  # 完成对某某的战略投资: who acts gives (`zh_given.py`)
    if line.simple.endswith(("参与", "助力", "协助"), 0, m.start()):
        return False
    if not m["verb"]:
        start = clause_of(line.simple, m.start())[0]
        if m["plain"] or not has_round:  # a bare sum is one of a round only where no market and no lender gives it
            is_other = _ON_MARKET.search(line.simple) or _COUNTED.search(line.simple, start, m.start())
            return bool(money) and not is_other and not _LOANS.search(line.simple, start, m.start())
        return True
    is_marked = bool(investors) and line.simple[m.start() - 1 : m.start()] in tuple("”」』")  # “某茶”获某某投资
    if not has_round and not money and not (is_marked or any(_is_known(n, line) for n in investors)):
        return False
    if not (has_round or (money and "投资" not in m["noun"]) or investors):
        return False
    # 完成投资12亿元 is building, not funding
    return "融资" in m["noun"] or m["verb"] not in ("完成", "宣布", "披露", "官宣") or has_round


def _valuation(line: Line, at: int) -> Money | None:
    if "估值" not in line.simple:
        return None
    return choose_amount(line, at, roles=("valuation",), never=frozenset(), start=0)


_NOT_CLOSED = ("terminated", "rumoured", "planned")


def _stage_of(line: Line, m: re.Match[str], start: int) -> str | None:
    """Closed, unless it is sought, called off or only heard of; what insiders say of a plan is a rumour."""
    if m["sought"]:
        stage = read_stage(line.simple[: m.end()], ("terminated", "rumoured"), "planned")
        return "rumoured" if stage == "planned" and HEARSAY.search(line.simple) else stage
    return read_stage(line.simple[start : m.end() + 2], _NOT_CLOSED, "closed")


def _investors_inside(line: Line, m: re.Match[str]) -> list[str]:
    """`获得 峰瑞资本、江北基金 领投的 数千万元A轮融资`, `获 深创投 近亿元投资`."""
    simple, start, end = line.simple, m.start("body"), m.end("body")
    if given := _FROM.search(simple, clause_of(simple, m.start())[0], m.start()):
        return read_list(line, given.start("names"), given.end("names"))
    if led := re.search(r"(?:等)?(?:联合|共同|独家)?(?:领投|投资|参投|注资)的", m["body"]):
        end = start + led.start()
    elif m["verb"] in _RECEIVES:
        cuts = [x.span.start for x in line.money if start <= x.span.start < end]
        if found := _ROUND.search(simple, start, end):
            cuts.append(found.start())
        end = min(cuts, default=end)
        if simple.startswith("投资", end) and simple[end + 2 : end + 3].isdigit() and end - start == SHORT:
            end += 2  # 获某某投资6000万元: a house of two characters and 投资
    else:
        return []
    return read_list(line, start, end)
