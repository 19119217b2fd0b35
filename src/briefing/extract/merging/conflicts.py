"""Where the reports of one record differ in a figure: all readings with their quotes, none chosen silently.

A figure of another role (a valuation, a first close, a phase) is no other reading of the amount; nor is one that
rounding, a bound, a range or a conversion explains (`sums`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ...types import Claim, Conflict, Event, Evidence, Money
from .likeness import phases
from .press import Press
from .sums import Rates, compare_sums, role_class

MONEY_FIELDS = {
    "amount": "money",
    "valuation": "valuation",
    "first_close": "first_close",
    "committed": "committed",
    "paid_in": "paid_in",
}
"""The figures that are compared, and the record's field that holds each."""
_BY_PRECISION = ("exact", "about", "range", "over", "near", "under", "magnitude")
"""Of figures that agree the one that says most."""
_BY_ROLE = ("main", "target", "committed", "first_close", "paid_in")
"""Which figure is the whole where reports give figures of different roles; other roles come last."""


_CLAUSE = re.compile("[，。；：,;]")
BEFORE = 12
"""Characters before a figure in which its own phase is named."""


class Told(NamedTuple):
    """A figure as one report gives it, with the sentence that shows it (None: only a title outside the text does)."""

    rank: int
    """Of its report: 0 is the best."""
    outlet: str
    money: Money
    evidence: Evidence | None

    @property
    def role(self) -> str:
        """What the figure is; `其中一期投资25亿元` is no reading of the whole."""
        before = self.evidence.text.partition(self.money.text)[0][-BEFORE:] if self.evidence else ""
        return "phase" if phases(_CLAUSE.split(before)[-1]) else role_class(self.money)


def settle(ranked: Sequence[Event], press: Press) -> dict[str, Any]:
    """The figures of one record from its reports, the best report first, and the readings where they differ."""
    changes: dict[str, Any] = {}
    claims: list[Claim] = []
    for field, key in MONEY_FIELDS.items():
        if hasattr(ranked[0], key):
            chosen, differing = _settle_field(field, list(_told(ranked, field, press)), press.rates)
            changes[key] = chosen
            claims += differing
    if "first_close" in changes:
        changes |= _beside(ranked, changes)
    return changes | {"claims": tuple(claims)}


def _told(ranked: Sequence[Event], field: str, press: Press) -> Iterable[Told]:
    """Background tells no figure of the news: its own only counts where there is no other."""
    news = [e for e in ranked if not e.is_background] or ranked
    for rank, event in enumerate(news if any(getattr(e, MONEY_FIELDS[field]) for e in news) else ranked):
        claims = [c for c in event.claims if c.field == field]
        if claims:
            yield from (Told(rank, press.outlet(c.evidence.article), c.money, c.evidence) for c in claims)
        elif money := getattr(event, MONEY_FIELDS[field]):
            shown = find_quote(event.evidence, money)
            article = (shown or event.evidence[0]).article if event.evidence else ""
            yield Told(rank, press.outlet(article), money, shown)


def find_quote(evidence: Iterable[Evidence], money: Money) -> Evidence | None:
    """The sentence in which the figure stands."""
    holding = [e for e in evidence if money.text in e.text]
    return next(
        (e for e in holding if e.span.start <= money.span.start and money.span.end <= e.span.end),
        next(iter(holding), None),
    )


def _settle_field(field: str, told: list[Told], rates: Rates) -> tuple[Money | None, list[Claim]]:
    """The figure that most outlets give, ties by the best report; and all readings if they differ."""
    stated = [t for t in told if t.money.value is not None]
    if not stated:
        return (told[0].money if told else None), []
    first_role = min((t.role for t in stated), key=_role_rank)
    compared = [t for t in stated if t.role == first_role]
    groups = _agreeing(compared, rates)
    groups.sort(key=lambda g: (-len({t.outlet for t in g}), min(t.rank for t in g)))
    chosen = _most_precise(groups[0])
    return chosen, _claims(field, groups) if len(groups) > 1 else []


def _role_rank(role: str) -> int:
    return _BY_ROLE.index(role) if role in _BY_ROLE else len(_BY_ROLE)


def _agreeing(told: Iterable[Told], rates: Rates) -> list[list[Told]]:
    """Figures that are one, the exact ones first: a vague one joins the first that it allows."""
    groups: list[list[Told]] = []
    for one in sorted(told, key=_precision):
        # What cannot be compared (a currency without a rate) contradicts nothing.
        home = next((g for g in groups if compare_sums(g[0].money, one.money, rates) is not False), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _precision(told: Told) -> tuple[int, int, Decimal]:
    return _exactness(told.money), told.rank, told.money.value or Decimal(0)


def _exactness(money: Money) -> int:
    """近亿元 has a ceiling as `nearly 100 million` has: neither says more than the other."""
    is_near = money.precision == "magnitude" and money.value is not None and money.high == money.value
    return _BY_PRECISION.index("near" if is_near else money.precision)


def _most_precise(group: Sequence[Told]) -> Money:
    """The figure that says most; of equally precise ones that of the best report's script which most outlets write so.

    Reports in two languages tell one sum in two wordings; the record bears the names of the best report, and its sum in
    the same script reads with them.
    """
    best = min(_exactness(t.money) for t in group)
    precise = [t for t in group if _exactness(t.money) == best]
    script = min(precise, key=lambda t: t.rank).money.text.isascii()
    precise = [t for t in precise if t.money.text.isascii() == script]

    def votes(told: Told) -> int:
        same = (t for t in precise if (t.money.value, t.money.currency) == (told.money.value, told.money.currency))
        return len({t.outlet for t in same})

    return min(precise, key=lambda t: (-votes(t), t.rank)).money


def _claims(field: str, groups: Sequence[Sequence[Told]]) -> list[Claim]:
    """One a report and figure; without two figures that can be shown there is nothing to say."""
    shown = [[t for t in group if t.evidence is not None] for group in groups]
    if sum(map(bool, shown)) < 2:
        return []
    claims = [
        Claim(field, t.money, t.evidence, is_used=number == 0)
        for number, group in enumerate(shown)
        for t in sorted(group, key=lambda t: t.rank)
        if t.evidence is not None
    ]
    return list({(c.money.text, c.evidence.article, c.evidence.span): c for c in reversed(claims)}.values())[::-1]


def _beside(ranked: Sequence[Event], changes: dict[str, Any]) -> dict[str, Any]:
    """A fund's first close, told as its amount by one outlet, stands in its own column beside another's whole."""
    moved: dict[str, Money] = {}
    for event in ranked:
        money = event.money
        role = money.role if money else None
        if money is None or role not in ("first_close", "committed", "paid_in"):
            continue
        if role != changes["money"].role and not changes[role]:
            moved.setdefault(role, money)
    return moved


# ---------------------------------------------------------------- the list


def list_conflicts(events: Iterable[Event]) -> tuple[Conflict, ...]:
    """One conflict a record and figure, in the records' order."""
    return tuple(
        Conflict(
            id=f"C-{event.id}" if field == "amount" else f"C-{event.id}-{field}",
            record=event.id,
            kind=type(event).__name__.lower(),
            name=event.name,
            field=field,
            claims=claims,
        )
        for event in events
        for field in MONEY_FIELDS
        if (claims := tuple(c for c in event.claims if c.field == field))
    )
