"""What is paid: the sum of a purchase or sale in its part of the sentence, no valuation, no loan, no gain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...types import Money
from ..reading.amounts import NEVER, choose_amount, place_amount
from ..reading.context import Line

_NEVER = NEVER | {"matching", "raised", "fee"}
ROLES = ("price", "investment", "committed", "total")


def price_of(
    line: Line, at: int, end: int, *, never: frozenset[str] = _NEVER, apart: Sequence[Money] = ()
) -> Money | None:
    """The price of this transaction: in its part of the sentence, no valuation and no net assets, none of `apart`."""
    start, stop = part_of(line.simple, at, end)
    if others := [*_other_sums(line), *apart]:
        line = _without(line, others)
    price = choose_amount(line, at, roles=ROLES, start=start, end=stop, never=never)
    return price or whole_price(line, start, stop) or _token_price(line, start, stop)


_OTHER_SUM = re.compile(
    r"(?:减值|增益|收益|亏损|损失|利润|营收|收入|市值|估值|负债|债务|罚款|贷款|借款|授信|总投资|注册资本|净资产|总资产|资产总额|保证金|订金|诚意金"
    r"|投资(?:至少|不少于|超)|拨备|增值|销售额|成交额|年租|补助|违约金)(?:合计|总额|约|近|超过?|为|达|共|仅|高达|至少|额|分别|金额|[为是：:\s]|人民币)*$"
)


def _other_sums(line: Line) -> list[Money]:
    """A loss, a gain, a loan, a fine beside the deal: sums that nobody pays for it."""
    return [m for m in line.money if _OTHER_SUM.search(line.simple, max(0, m.span.start - 14), m.span.start)]


def _without(line: Line, sums: list[Money]) -> Line:
    kept = replace(line)
    kept.__dict__["money"] = tuple(m for m in line.money if m not in sums)  # what `Line.money` would hold
    return kept


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
