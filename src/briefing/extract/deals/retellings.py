"""One transaction told twice in an article: under another name, in another script, in another currency.

A round-up tells many rounds of one size, so a sum alone joins nothing: a party, a shortened name or the title's other
script must speak for it too.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ..reading.context import Context
from ..reading.names import normalize_name
from .drafts import Draft, same_name

_HAN = re.compile(r"[\u4e00-\u9fff]")
_ONE_SUM = Decimal("0.02")
"""Share by which two tellings of one sum may differ: 6.2亿元 and 6.18亿元."""
_APART = ("bond", "batch_signing")
"""An issuer sells several bonds, a town signs several batches: their sums tell them apart."""

Group = list[Draft]


def unite(groups: list[Group], context: Context) -> list[Group]:
    """Groups of drafts that tell one deal are put together, in the order of the first."""
    united: list[Group] = []
    for group in groups:
        home = next((other for other in united if _is_retold(group, other, context)), None)
        if home is None:
            united.append(list(group))
        else:
            home.extend(group)
    return united


def _is_retold(a: Group, b: Group, context: Context) -> bool:
    if a[0].type != b[0].type or a[0].type in _APART or a[0].is_background != b[0].is_background:
        return False
    rounds = {d.round for d in (*a, *b) if d.round}
    if len(rounds) > 1:
        return False
    sums_a, sums_b = _sums(a), _sums(b)
    shared = _share_sum(sums_a, sums_b)
    if sums_a and sums_b and not shared:
        return False
    if a[0].type == "agreement":
        return any(all(d.line.index < 0 for d in g) for g in (a, b)) and _share_party(a, b, context)
    if a[0].type == "acquisition" and _is_turned_round(a, b, context):
        return True
    if _is_other_script(a, b):
        return shared or (bool(rounds) and not (sums_a and sums_b)) or _share_party(a, b, context)
    if a[0].type in _TRANSFERS and not (sums_a and sums_b) and _share_party(a, b, context) and _are_alike(a, b):
        return True
    return shared and (_share_party(a, b, context) or _is_shortened(a, b))


_TRANSFERS = ("acquisition", "equity")
_ALIKE = 0.7
"""Share of pairs of characters that two names of one bought thing share: 内地门店 and 大陆门店 of one chain."""


def _are_alike(a: Group, b: Group) -> bool:
    names = [[normalize_name(d.name) for d in group if d.name] for group in (a, b)]
    return any(_likeness(x, y) >= _ALIKE for x in names[0] for y in names[1])


def _likeness(x: str, y: str) -> float:
    pairs = [{name[i : i + 2] for i in range(len(name) - 1)} for name in (x, y)]
    return 2 * len(pairs[0] & pairs[1]) / max(1, len(pairs[0]) + len(pairs[1]))


def _is_turned_round(a: Group, b: Group, context: Context) -> bool:
    """`甲收购乙` and `乙与甲合并`: each side is the other's."""

    def bought_by(x: Group, y: Group) -> bool:
        return any(same_name(d.name, p, context.aliases) for d in x if d.name for e in y for p in e.parties)

    return bought_by(a, b) and bought_by(b, a)


def _sums(group: Group) -> list[tuple[str | None, Decimal, str]]:
    """The group's sums, each with what it is in another currency (`800 million yuan ($112 million)`)."""
    found = []
    for draft in group:
        if draft.money is None or draft.money.value is None:
            continue
        found.append((draft.money.currency, draft.money.value, draft.money.precision))
        at = draft.money.span.end - draft.line.span.start
        found.extend(
            (other.currency, other.value, draft.money.precision)
            for other in draft.line.money
            if other.role == "converted" and 0 <= other.span.start - at <= 8 and other.value is not None
        )
    return found


def _share_sum(a: list[tuple[str | None, Decimal, str]], b: list[tuple[str | None, Decimal, str]]) -> bool:
    return any(currency == other and abs(x - y) <= _ONE_SUM * max(x, y) for currency, x, _ in a for other, y, _ in b)


def _is_other_script(a: Group, b: Group) -> bool:
    """The title writes the name in characters and the body in letters, or the other way round."""
    titles = [all(d.line.index < 0 for d in group) for group in (a, b)]
    return any(titles) and _script(a) != _script(b)


def _script(group: Group) -> bool:
    return any(_HAN.search(d.name or "") for d in group)


def _share_party(a: Group, b: Group, context: Context) -> bool:
    return any(same_name(p, q, context.aliases) for d in a for p in d.parties for e in b for q in e.parties)


def _is_shortened(a: Group, b: Group) -> bool:
    return any(_shortens(normalize_name(d.name), normalize_name(e.name)) for d in a for e in b if d.name and e.name)


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
