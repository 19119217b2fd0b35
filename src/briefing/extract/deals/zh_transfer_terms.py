"""What the rules of purchases, sales and stakes make of a verb once its sides are known: kind, price, stage, day; and
the sentences that give the terms afterwards (`交易对方为甲，交易作价3.5亿元`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ...types import Money
from ..reading.actor_names import is_weak
from ..reading.amounts import NEVER, choose_amount, place_amount
from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place, is_background
from .drafts import Draft, same_name
from .zh_transfer_actors import find_sides, is_same_name
from .zh_transfer_stage import read_transfer_stage

_SHARE = re.compile(
    r"(?P<share>\d+(?:\.\d+)?)\s?%(?:的)?(?:已发行|有表决权|普通|公司|少数|对应)*(?:的)?(?:股|权益|出资额|财产份额|合伙份额|投票权)"
)
MINORITY = 30
"""Per cent: below this a purchase of shares is a stake (`equity`), not an acquisition."""
_CONTROL = re.compile(
    r"控股股东(?:将|拟)?(?:由[^，。；]{2,30})?变更|(?:控制权|实际控制人|实控人)[^，。；]{0,16}变更|控制权|控股权|易主|入主|成为[^，。；]{0,16}(?:控股股东|控股子公司|全资子公司|实际控制人)"
    r"|纳入[^，。；]{0,8}合并报表|持股(?:比例)?[^，。；]{0,8}(?:增至|上升至|提升至|升至|达到?)(?:100|[5-9]\d)"
)
_NO_CONTROL = re.compile(r"第[二三四五]大股东|股权投资(?!基金|合伙|企业|管理)|参股公司|战略投资者")
_NEVER = NEVER | {"matching", "raised", "fee"}
ROLES = ("price", "investment", "committed", "total")


def transfer(
    line: Line,
    verb: tuple[int, int],
    context: Context,
    target: str,
    parties: tuple[str, ...],
    rule: str,
) -> Draft:
    """The draft of a purchase or sale of `target`; below three tenths, without control, it is a stake."""
    at, end = verb
    sides = tuple(p for p in parties if not is_same_name(p, target))
    money = price_of(line, at, end)
    is_guess = is_weak(target, line, context)
    share = _share(line, at, end)
    is_minority = _is_minority(line, at, end, share, context)
    return Draft(
        type="equity" if is_minority else "acquisition",
        share=share,
        line=line,
        rule=rule,
        at=at,
        name=target,
        is_weak=is_guess,
        parties=sides,
        money=money,
        stage=read_transfer_stage(line, at, end),
        place=choose_place(line, at, target, context),
        date=choose_date(line, at),
        is_background=is_told_of_the_past(line, at, context),
        confidence=0.55 if not sides and money is None else 0.65 if is_guess or not sides else 0.85,
    )


def _share(line: Line, at: int, end: int) -> float | None:
    """Per cent: what the verb's object says, else what stands before the verb (`将甲51%股权转让给`)."""
    stop = min(len(line.simple), end + 80)
    m = _SHARE.search(line.simple, end, stop) or _SHARE.search(line.simple, max(0, at - 40), stop)
    if m is None:
        of_all = _OF_ALL.search(line.simple, at, min(len(line.simple), end + 120))
        return float(of_all["share"]) if of_all else None
    row = _ROW_OF_SHARES.search(line.simple, max(0, m.start() - 40), m.start())
    return sum(map(float, re.findall(r"[\d.]+", row.group()))) + float(m["share"]) if row else float(m["share"])


_OF_ALL = re.compile(
    r"(?:占|相当于)[^，。；]{0,16}?(?:总股本|股本总额|已发行股[份本])(?:总数|总额)?(?:的)?(?:比例)?(?:为|约)?"
    r"(?P<share>\d+(?:\.\d+)?)\s?%"
)
_ROW_OF_SHARES = re.compile(r"(?:\d+(?:\.\d+)?\s?%[、和及与]){1,8}$")
"""`20%、25%和5%的股权`: bought together."""


def _is_minority(line: Line, at: int, end: int, share: float | None, context: Context) -> bool:
    """Below three tenths without control, or said to be a stake only."""
    if share is None or share > HALF:
        return False
    if share >= MINORITY:
        return bool(_NO_CONTROL.search(line.simple))
    return not _brings_control(line, at, end, context)


HALF = 50
"""Per cent."""


def _brings_control(line: Line, at: int, end: int, context: Context) -> bool:
    following = context.lines[line.index + 1 : line.index + 2]
    return bool(_CONTROL.search(line.simple[at : end + 120] + " ".join(x.simple for x in following)))


def price_of(line: Line, at: int, end: int, *, never: frozenset[str] = _NEVER) -> Money | None:
    """The price of this transaction: in its part of the sentence, no valuation and no net assets."""
    start, stop = part_of(line.simple, at, end)
    price = choose_amount(line, at, roles=ROLES, start=start, end=stop, never=never)
    return price or whole_price(line, start, stop) or _token_price(line, start, stop)


_WHOLE = re.compile(r"(?:交易总[价额金]|总交易)[^，。；]{0,12}$")


def whole_price(line: Line, start: int, stop: int) -> Money | None:
    """`交易总额最高可达11亿美元`: what both sides exchange, no turnover of a market."""
    for m in line.money:
        inside = start <= m.span.start and m.span.end <= stop
        if inside and m.role == "trade" and _WHOLE.search(line.simple, max(0, m.span.start - 20), m.span.start):
            return place_amount(line, m)
    return None


_FOR = re.compile(r"(?:以|作价|对价为?|价格为?)(?:人民币)?$")


def _token_price(line: Line, start: int, stop: int) -> Money | None:
    """`以1元转让`: a company may change hands for less than a record's smallest sum."""
    for m in line.money:
        is_price = m.role in ("price", None) and _FOR.search(line.simple, max(0, m.span.start - 8), m.span.start)
        if start <= m.span.start and m.span.end <= stop and is_price and not _EACH.match(line.simple, m.span.end):
            return place_amount(line, m)
    return None


_EACH = re.compile(r"[/每]|的?(?:股价|单价|均价)")


_PART = re.compile("[；。]")
WIDTH = 90
"""Characters on either side of the verb in which its price may stand."""


def part_of(simple: str, at: int, end: int) -> tuple[int, int]:
    """The part of a sentence between semicolons, at most so wide."""
    left = max((m.end() for m in _PART.finditer(simple, max(0, at - WIDTH), at)), default=max(0, at - WIDTH))
    after = _PART.search(simple, end, min(len(simple), end + WIDTH))
    return left, after.start() if after else min(len(simple), end + WIDTH)


def agree_on_kind(drafts: Iterable[Draft], aliases: Mapping[str, str]) -> Iterator[Draft]:
    """One purchase is one kind: where a line gives a small share, the lines that give none speak of the same stake."""
    told = list(drafts)
    small = [d for d in told if d.type == "equity" and d.share is not None and d.name]
    large = [d for d in told if d.type == "acquisition" and d.share is not None and d.name]
    for draft in told:
        is_open = draft.type == "acquisition" and draft.share is None and draft.name is not None
        if is_open and _is_told(draft, small, aliases) and not _is_told(draft, large, aliases):
            yield replace(draft, type="equity")
        else:
            yield draft


def _is_told(draft: Draft, others: Iterable[Draft], aliases: Mapping[str, str]) -> bool:
    return any(
        same_name(draft.name or "", o.name or "", aliases) and o.is_background == draft.is_background for o in others
    )


# ---------------------------------------------------------------- told of the past

_PAST = re.compile(
    r"(?:^|[，。；：“])(?:而|但|其实|事实上)?(?:此前|早前|早在|曾经?|当年|彼时|后来|去年|前年|历史上|过去|\d{4}年)"
)
_NOW = re.compile(r"如今|目前|现在|近日|日前|今[日天年]|本周|昨[日天晚]|公告|宣布|披露|本次|此次")
_MONTH = re.compile(r"(?<!\d)(20\d\d)年(?=\d{1,2}月)")
_YEAR = re.compile(r"(?<![\d到至在前])(20\d\d)年(?!底?前|之前|将|实现|要|有望|达到)")
_ASKED = re.compile(r"(?:补充|请你?公司|要求[^，。]{0,12})(?:说明|披露|核查)")
"""What a regulator asks about happened before."""


def is_told_of_the_past(line: Line, at: int, context: Context) -> bool:
    """Earlier history: the clause says so, the sentence opens with it, or its year is not the article's."""
    if is_background(line, at, context):
        return True
    if line.index < 0:
        return False
    if _ASKED.search(line.simple):
        return True
    opened = _PAST.search(line.simple, max(0, at - 80), at)
    if (
        opened
        and not opened.group()[-1].isdigit()
        and "年" not in opened.group()
        and not _NOW.search(line.simple, opened.end(), at)
    ):
        return True
    return _is_of_an_earlier_year(line, at, context)


def _is_of_an_earlier_year(line: Line, at: int, context: Context) -> bool:
    """An article that bears no date dates itself by the latest month it names."""
    if context.year is not None:
        return False
    here = [int(y) for y in _MONTH.findall(line.simple[max(0, at - 60) : at])]
    return bool(here) and here[-1] < max(map(int, _YEAR.findall(context.article.text)), default=0)


# ---------------------------------------------------------------- the terms told afterwards

_PRICE = re.compile(
    r"(?:交易|转让|收购|出售|成交|受让|购买|股权|最终|本次|合计|标的资产|标的股权)(?:的)?(?:总)?(?:作价|对价|价格|价款|总价|代价|款项?总额|金额)|作价|对价|代价|(?:以|作价|代价)现金支付"
)
_NOT_TERMS = re.compile(r"回购|质押|减持|理财|担保|授信|发行价|招标|中标|药|首付款|里程碑|债券|票据")
TERMS_REACH = 3
"""Sentences behind the one that tells the deal in which its terms may follow."""


def find_transfer_terms(line: Line, context: Context) -> Iterator[Draft]:
    """`本次交易对方为甲和乙，交易作价3.5亿元`: the sides and the price of the deal told just before."""
    if line.index <= 0 or _NOT_TERMS.search(line.simple):
        return
    sides = [s for s in find_sides(line, context) if s.role != "target"]
    price = _PRICE.search(line.simple)
    money = price_of(line, price.start(), price.end()) if price else None
    if money is not None and money.role not in ("price", "investment", None):
        money = None
    if not sides and money is None:
        return
    yield Draft(
        type="acquisition",
        line=line,
        rule="zh.transfer.terms",
        at=price.start() if price else sides[0].start,
        parties=tuple(dict.fromkeys(s.name for s in sides)),
        money=money,
        is_background=is_told_of_the_past(line, price.start() if price else sides[0].start, context),
        reach=TERMS_REACH,
        confidence=0.5,
    )


# ---------------------------------------------------------------- what became of it, told apart

_IT = re.compile(
    r"(?:重大资产重组|并购重组|资产重组|购买资产[^，。；]{0,24}事项|本次(?:交易|收购|重组|出售|转让|合并)|此次(?:收购|交易|重组|合并)|该(?:笔|项)?(?:收购|交易)"
    r"|这[笔起桩]的?(?:交易|收购)|上述(?:交易|收购|股权转让)|收购(?:事项|案|交易))"
)


def find_transfer_fate(line: Line, context: Context) -> Iterator[Draft]:
    """`并购重组未获审核通过`, `本次交易已完成交割`: how the deal ended that the sentences around tell."""
    m = _IT.search(line.simple)
    stage = read_transfer_stage(line, m.start(), m.end()) if m else None
    if m and stage in ("terminated", "closed"):
        yield Draft(
            type="acquisition",
            line=line,
            rule="zh.transfer.fate",
            at=m.start(),
            stage=stage,
            is_background=is_told_of_the_past(line, m.start(), context),
            reach=FATE_REACH,
            confidence=0.5,
        )


FATE_REACH = 2
"""Sentences on either side."""
