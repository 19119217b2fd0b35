"""One transaction told twice in an article: under another name, in another script, in another currency.

A round-up tells many rounds of one size, so a sum alone joins nothing: a party, a shortened name or the title's other
script must speak for it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ..reading.context import Context
from ..reading.names import normalize_name
from .drafts import TRANSFERS, Draft, same_name
from .groups import are_two_stakes

_HAN = re.compile(r"[\u4e00-\u9fff]")
_ONE_SUM = Decimal("0.02")
"""Share by which two tellings of one sum may differ: 6.2亿元 and 6.18亿元."""
_APART = ("bond", "batch_signing")
"""An issuer sells several bonds, a town signs several batches: their sums tell them apart."""

Sum = tuple[str | None, Decimal]
"""Currency and value."""


def unite(groups: Iterable[list[Draft]], context: Context) -> list[list[Draft]]:
    """Groups of drafts that tell one deal are put together, in the order of the first."""
    united: list[_Telling] = []
    for group in groups:
        telling = _Telling(group)
        home = next((other for other in united if _is_retold(telling, other, context)), None)
        if home is None:
            united.append(telling)
        else:
            home.take(telling)
    return [telling.drafts for telling in united]


class _Telling:
    """A group of drafts with what it is compared by: an article may tell one deal a thousand times."""

    __slots__ = ("drafts", "is_background", "is_han", "is_title", "names", "parties", "rounds", "sums", "type")

    def __init__(self, drafts: list[Draft]) -> None:
        self.drafts = list(drafts)
        self.type, self.is_background = drafts[0].type, drafts[0].is_background
        self.names = dict.fromkeys(d.name for d in drafts if d.name)
        self.parties = dict.fromkeys(p for d in drafts for p in d.parties)
        self.rounds = {d.round for d in drafts if d.round}
        self.sums = dict.fromkeys(sums for d in drafts for sums in _sums(d))
        self.is_title = all(d.line.index < 0 for d in drafts)
        self.is_han = any(_HAN.search(name) for name in self.names)

    def take(self, other: _Telling) -> None:
        self.drafts.extend(other.drafts)
        self.names |= other.names
        self.parties |= other.parties
        self.rounds |= other.rounds
        self.sums |= other.sums
        self.is_title &= other.is_title
        self.is_han |= other.is_han


def _sums(draft: Draft) -> Iterator[Sum]:
    """Its sum, and what that is in another currency (`800 million yuan ($112 million)`)."""
    if draft.money is None or draft.money.value is None:
        return
    yield draft.money.currency, draft.money.value
    at = draft.money.span.end - draft.line.span.start
    for other in draft.line.money:
        if other.role == "converted" and 0 <= other.span.start - at <= 8 and other.value is not None:
            yield other.currency, other.value


def _is_retold(a: _Telling, b: _Telling, context: Context) -> bool:
    if a.type != b.type or a.type in _APART or a.is_background != b.is_background:
        return False
    rounds = a.rounds | b.rounds
    if len(rounds) > 1:
        return False
    is_one_sum = _share_sum(a.sums, b.sums)
    has_sums = bool(a.sums and b.sums)
    if (has_sums and not is_one_sum) or are_two_stakes(a.drafts, b.drafts, context.aliases):
        return False
    if a.type == "agreement":
        return (a.is_title or b.is_title) and _share_party(a, b, context)
    if a.type == "acquisition" and _is_turned_round(a, b, context):
        return True
    if a.type == "funding" and a.is_title != b.is_title and a.rounds == b.rounds and a.rounds and is_one_sum:
        return True  # the title has the brand, the text the firm
    if (a.is_title or b.is_title) and a.is_han != b.is_han:  # in characters there, in letters here
        return is_one_sum or (bool(rounds) and not has_sums) or _share_party(a, b, context)
    if a.type in TRANSFERS and not has_sums and _share_party(a, b, context) and _are_alike(a, b):
        return True
    return is_one_sum and (_share_party(a, b, context) or _is_shortened(a, b))


_ALIKE = 0.7
"""Share of pairs of characters that two names of one bought thing share: 内地门店 and 大陆门店 of one chain."""


def _are_alike(a: _Telling, b: _Telling) -> bool:
    return any(_likeness(normalize_name(x), normalize_name(y)) >= _ALIKE for x in a.names for y in b.names)


def _likeness(x: str, y: str) -> float:
    pairs = [{name[i : i + 2] for i in range(len(name) - 1)} for name in (x, y)]
    return 2 * len(pairs[0] & pairs[1]) / max(1, len(pairs[0]) + len(pairs[1]))


def _is_turned_round(a: _Telling, b: _Telling, context: Context) -> bool:
    """`甲收购乙` and `乙与甲合并`: each side is the other's."""
    return _is_among(a.names, b.parties, context) and _is_among(b.names, a.parties, context)


def _is_among(names: Iterable[str], others: Iterable[str], context: Context) -> bool:
    return any(same_name(x, y, context.aliases) for x in names for y in others)


def _share_party(a: _Telling, b: _Telling, context: Context) -> bool:
    return _is_among(a.parties, b.parties, context)


def _share_sum(a: Mapping[Sum, None], b: Mapping[Sum, None]) -> bool:
    if not a.keys().isdisjoint(b):
        return True
    return any(currency == other and abs(x - y) <= _ONE_SUM * max(x, y) for currency, x in a for other, y in b)


def _is_shortened(a: _Telling, b: _Telling) -> bool:
    return any(_shortens(normalize_name(x), normalize_name(y)) for x in a.names for y in b.names)


def _shortens(x: str, y: str) -> bool:
    """One name is the other with characters left out, the first kept: 中石化 of 中国石油化工."""
    short, long = sorted((x, y), key=len)
    if len(short) < 2 or not _HAN.match(short) or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(c in rest for c in short)


def _is_pure(name: str) -> bool:
    """Written in one script."""
    return not (_HAN.search(name) and re.search("[A-Za-z]", name))


def both_spellings(names: list[str], title: str | None) -> str | None:
    """`Foo Semiconductor（某某半导体）`: the body's name with the title's, where their scripts differ."""
    if title is None or not names:
        return None
    body = next(
        (n for n in names if _is_pure(n) and _is_pure(title) and bool(_HAN.search(n)) != bool(_HAN.search(title))), None
    )
    return f"{body}（{title}）" if body else None
