"""Deals of an article: every line by the grammar of its language, then one record a deal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..types import Deal
from .context import Context, Line
from .deals_en import ENGLISH_RULES
from .deals_zh import CHINESE_RULES
from .drafts import Draft
from .gather import gather

# A line without one of these holds no deal: most lines are passed over at the cost of one search.
_TRIGGER = re.compile(
    r"融资|募资|注资|投资|领投|跟投|参投|收购|并购|购买|受让|合并|吸并|私有化|竞得|入主|出售|转让|上市|挂牌|IPO|首发|招股|递表|过会|聆讯|登陆|定增|发行|增发|配股|配售|债|票据|中票|短融|"
    r"ABS|授权|许可|授予|首付款|里程碑|引进|权益|入股|参股|增资|认购|合资|共同出资|组建|签署|签订|签约|签下|达成|订立|缔结|买下|拿下|加持|加码|加注"
)


def find_deals(context: Context) -> list[Deal]:
    """The deals that an article reports, background apart, in order of appearance."""
    return gather(_drafts(context), context)


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
