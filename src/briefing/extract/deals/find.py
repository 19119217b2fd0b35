"""Deals of an article: every line by the grammar of its language, then one record a deal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...text import simplify
from ...types import Deal
from ..reading.amounts import with_bounds
from ..reading.coined import is_coined
from ..reading.context import Context, Line
from ..reading.parties import with_real_parties
from .chinese import CHINESE_RULES
from .drafts import Draft
from .english import ENGLISH_RULES
from .gather import gather
from .names import judge_draft
from .zh_bundles import settle_bundles
from .zh_transfer_terms import agree_on_kind

# A line without one of these holds no deal: most lines are passed over at the cost of one search.
_TRIGGER = re.compile(
    r"融资|募资|集资|筹资|筹款|募集|筹集|筹得|轮|敲[钟锣响]|上柜|兴柜|鸣[锣钟]|供股|GDR|公募|辅导|上会|受理|登录|交所|A1|保荐|注资|投资|领投|跟投|参投|收购|并购|购买|受让|合并|吸并|私有化|竞得|入主|出售|转让|上市|挂牌|IPO|首发|首日|新股|招股|递表|捐赠|赠[与予]|捐出|过会|聆讯|登陆|定增|发行|增发|配股|配售|债|票据|中票|短融|"
    r"ABS|授权|许可|授予|首付款|里程碑|引进|权益|入股|参股|增资|认购|合资|共同出资|组建|签署|签订|签约|签下|达成|订立|缔结|买下|拿下|加持|加码|加注"
    r"|战略合作|股权|股份|摘牌|过户|剥离|要约|接盘|接手|划转|作价|对价|代价|价款|交易对方|转让方|受让方|买方|卖方|竞购|伙伴|终止|解除|签字|麾下|囊中|易主|易手|改姓|出让|甩卖|脱手|卖给|卖身|卖掉|买走|拍下|归入|牵手|携手|联手|战投|新增股东|为股东|并入|吃下|吞下|转给"
)


def find_deals(context: Context) -> list[Deal]:
    """The deals that an article reports, background apart, in order of appearance."""
    told = (judged for draft in _drafts(context) if (judged := judge_draft(draft, context)) is not None)
    drafts = agree_on_kind(told, context.aliases)
    found = ((deal, with_bounds(with_real_parties(deal, context), context)) for deal in gather(drafts, context))
    return settle_bundles([deal for read, deal in found if not _is_no_deal(read, deal)], context)


_NO_SUBJECT = re.compile("(?:数据|统计|统计局|报告|研报|指数|国家|自贸试验区|自由贸易试验区|自贸区)$")
"""Who tells of deals, or where they are counted, makes none."""


def _is_no_deal(read: Deal, deal: Deal) -> bool:
    """A table's figures, or an agreement that is left without a second side once officials are taken out."""
    if deal.type in ("agreement", "batch_signing"):
        return deal.type == "agreement" and len(deal.parties) < min(2, len(read.parties))
    name = simplify(deal.name)
    return bool(_NO_SUBJECT.search(name)) and not is_coined(name)


def _drafts(context: Context) -> Iterator[Draft]:
    for line in context.all_lines():
        yield from _read(line, context)


LONGEST_LINE = 5000
"""Characters: a longer line is a table or a page without marks, no sentence; its deals could not be told apart."""


Rule = Callable[[Line, Context], Iterator[Draft]]


def _read(line: Line, context: Context) -> Iterator[Draft]:
    if len(line.simple) > LONGEST_LINE:
        return
    if line.is_latin:
        rules: tuple[Rule, ...] = ENGLISH_RULES
    elif _TRIGGER.search(line.simple):
        rules = CHINESE_RULES
    else:
        return
    for rule in rules:
        yield from rule(line, context)
