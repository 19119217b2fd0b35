"""What the rules of purchases, sales and stakes make of a verb once its sides are known: kind, price, stage, day; and
the sentences that give the terms afterwards (`交易对方为甲，交易作价3.5亿元`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..reading.actor_names import is_weak
from ..reading.context import Context, Line
from ..reading.cues import choose_date, choose_place
from .drafts import Draft, same_name
from .zh_sums_apart import sums_apart
from .zh_transfer_names import is_same_name
from .zh_transfer_past import is_told_of_the_past
from .zh_transfer_price import price_of
from .zh_transfer_sides import find_sides
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
_NO_CONTROL = re.compile(
    r"仍持有?[六七八九]成|仍持有?[^，。；]{0,6}(?:5[1-9]|[6-9]\d)[.\d]*%|(?:仍|续|继续)(?:作)?为[^，。；]{0,6}(?:附属|子公司)"
    r"|第[二三四五]大股东|股权投资(?!基金|合伙|企业|管理)|参股公司|战略投资者"
)


def transfer(
    line: Line,
    verb: tuple[int, int],
    context: Context,
    target: str,
    parties: tuple[str, ...],
    rule: str,
    *,
    is_owned: bool = False,
) -> Draft:
    """The draft of a purchase or sale of `target`; below three tenths, without control, it is a stake.

    `is_owned`: shares of it are spoken of, so that its name stands for itself even where it is given once.
    """
    at, end = verb
    sides = tuple(p for p in parties if not is_same_name(p, target))
    money = price_of(line, at, end, apart=sums_apart(line, verb, (target, *parties), context))
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
        is_weak=is_guess and not (is_owned and sides),
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
    if m is None and (tenths := _TENTHS.search(line.simple, max(0, at - 40), stop)):
        return 10.0 * ("一二三四五六七八九".index(tenths["tenths"]) + 1)
    if m is None:
        of_all = _OF_ALL.search(line.simple, at, min(len(line.simple), end + 120))
        return float(of_all["share"]) if of_all else None
    row = _ROW_OF_SHARES.search(line.simple, max(0, m.start() - 40), m.start())
    return sum(map(float, re.findall(r"[\d.]+", row.group()))) + float(m["share"]) if row else float(m["share"])


_OF_ALL = re.compile(
    r"(?:占|相当于)[^，。；]{0,16}?(?:总股本|股本总额|已发行股[份本])(?:总数|总额)?(?:的)?(?:比例)?(?:为|约)?"
    r"(?P<share>\d+(?:\.\d+)?)\s?%"
)
_TENTHS = re.compile("(?P<tenths>[一二三四五六七八九])成(?:多|半)?(?:的)?(?:股|权益)")
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
    title = context.title.simple if context.title and line.index <= LEADING else ""
    ahead = line.simple[max(0, at - 80) : at] if _CONTESTED.search(line.simple, max(0, at - 80), at) else ""
    return bool(_CONTROL.search(ahead + line.simple[at : end + 120] + title + " ".join(x.simple for x in following)))


_CONTESTED = re.compile("控股权|控制权|易主|入主")
LEADING = 2
"""Lines of the text that tell what the title tells."""


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
