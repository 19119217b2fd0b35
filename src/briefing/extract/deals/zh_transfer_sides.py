"""The sides that a text names by their role (卖方甲, 乙（买方）, 交易对方为丙) or by their office (原大股东某某).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ...config import read_words
from ..reading.actor_names import is_name
from ..reading.context import Context, Line
from ..reading.cues import transfer_words
from ..reading.names import is_common, name_after, name_before, names_between
from .drafts import MOST_VERBS
from .zh_transfer_company import company_of
from .zh_transfer_names import NO_SIDE, ROLES

_SUBSIDIARY_WORDS = rf"(?:{transfer_words('subsidiaries')})"


class Side(NamedTuple):
    """One side of a transaction as a text names it."""

    role: str
    """`buyer`, `seller`, `target`, or `other` (交易对方: whoever the announcing company deals with)."""
    name: str
    start: int
    end: int


_ANY_ROLE = re.compile("|".join(ROLES.values()))
# 卖方甲, 交易对方为乙和丙, 标的公司：丁
_ROLE_FIRST = {
    role: re.compile(
        rf"(?:{words})(?:分别|均)?(?:[为是系]|即)?[：:]?(?P<row>[^，。；：！？]{{2,80}})"
        if role != "target"
        else rf"(?:{words})(?:[为是系]|即|名称为?)?[：:]?(?P<row>[^，。；：！？]{{2,40}})"
    )
    for role, words in ROLES.items()
}
# 甲（卖方）, 甲作为转让方, 甲（作为受让方）
_ROLE_LAST = {
    role: re.compile(rf"(?:[（(](?:作为)?(?:{words})[）)]|(?:作为|为)(?:{words})(?![^，。；：！？]{{0,2}}[的与]))")
    for role, words in ROLES.items()
}
# 买方（公司间接全资附属公司）: the company that announces it
_ROLE_IS_COMPANY = {
    role: re.compile(
        rf"(?:{words})(?:[（(，]|[为系即]|[（(][为系即])(?:本|该)?公司(?:[)），。]|(?:的|之)?(?:间接"
        rf"|直接|非|全资|控股)*{_SUBSIDIARY_WORDS})"
    )
    for role, words in ROLES.items()
    if role in ("buyer", "seller")
}
_COMPANY_ITSELF = re.compile(r"(?:本|该|上市)?公司(?:全资|控股|附属|子公司|[（(，。]|$)|本集团")


def find_sides(line: Line, context: Context, start: int = 0, end: int | None = None) -> Iterator[Side]:
    """Buyer, seller, target and counterparty by the words that give them their part."""
    simple = line.simple
    stop = len(simple) if end is None else end
    if not _ANY_ROLE.search(simple, start, stop):
        return
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
    return is_name(name) and not is_common(name) and not NO_SIDE.search(name)


_HOLDER = re.compile(
    r"(?:股东|实控人|实际控制人|自然人|创始人|董事长|董事|总经理|一致行动人|家族|女士|先生|[、与和及])"
    r"(?P<who>[\u4e00-\u9fff]{2,3}?)(?:先生|女士)?(?=[、与和及]|等|已|拟|将|向|与|以|把|持有|所持|签|之间|作为|于|分别|合计|转让|出售)"
)


def holders_by_office(line: Line, at: int) -> list[str]:
    """`原大股东某某已将…`: persons who sell, by their surname behind an office."""
    found = _HOLDER.finditer(line.simple, max(0, at - 60), at)
    return [line.text[slice(*m.span("who"))] for m in found if {m["who"][:1], m["who"][:2]} & _surnames()]


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(" ".join(read_words("surnames.txt")).split())
