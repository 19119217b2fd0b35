"""Which drafts of an article tell one deal.

A named draft joins the deal of its name; one without a name (`本轮融资由…领投`) the nearest deal that it can belong to;
one with a reach the deal told at most so many lines before. An article may tell a deal a thousand times, so each group
keeps at hand what the next draft is compared with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..reading.names import normalize_name
from .drafts import TRANSFERS, Draft, same_name

_COUNT = re.compile(r"(?:\d[\d,]*|[一二两三四五六七八九十百]+)(?=个|项|份|宗|单)")


class Group:
    """The drafts of one deal."""

    __slots__ = ("drafts", "first", "keys", "kinds", "number", "rounds", "sums")

    def __init__(self, number: int, draft: Draft) -> None:
        self.number = number
        self.first = draft
        self.drafts: list[Draft] = []
        self.rounds: set[str] = set()
        self.sums: set[tuple[str | None, Decimal | None]] = set()
        self.keys: set[str] = set()
        """Its names as they are compared."""
        self.kinds: dict[tuple[str, tuple[str, ...], bool], Draft] = {}
        """Its drafts with a name, one for each wording."""

    def add(self, draft: Draft, key: str | None) -> None:
        self.drafts.append(draft)
        if draft.round:
            self.rounds.add(draft.round)
        if draft.money:
            self.sums.add((draft.money.currency, draft.money.value))
        if draft.name and key:
            self.keys.add(key)
            self.kinds.setdefault((draft.name, draft.parties, draft.money is None), draft)


class Board:
    """The deals of an article so far, in the order in which they were first told."""

    def __init__(self, aliases: Mapping[str, str], head: str = "") -> None:
        """`head`: what the article opens with, by which the one of several that it is about is known."""
        self.groups: list[Group] = []
        self._head = head
        self._aliases = aliases
        self._of_type: dict[str, list[Group]] = defaultdict(list)
        self._on_line: dict[int, dict[int, Group]] = defaultdict(dict)
        """Line -> the groups that a draft with a name tells of there."""

    def open(self, draft: Draft) -> None:
        group = Group(len(self.groups), draft)
        self.groups.append(group)
        self._of_type[draft.type].append(group)
        self._add(group, draft)

    def join(self, draft: Draft) -> bool:
        """Whether a deal told so far takes the draft: of several the one first told nearest to it."""
        line = draft.line.index
        fitting = self._fitting(draft)
        if draft.name is None and draft.rule.endswith(".proceeds"):
            fitting = self._meant(draft, fitting)
        group = min(
            fitting,
            key=lambda g: (g.first.is_background, abs(g.first.line.index - line), -g.first.line.index),
            default=None,
        )
        if group is not None:
            self._add(group, draft)
        return group is not None

    def _meant(self, draft: Draft, fitting: list[Group]) -> list[Group]:
        """`公司首发募资9.65亿元` behind a sentence on three listings: that of the company the article opens with."""
        told = [min((d.line.index for d in g.drafts), key=lambda i: abs(i - draft.line.index)) for g in fitting]
        nearest = min(told, key=lambda i: abs(i - draft.line.index), default=None)
        near = [g for g, line in zip(fitting, told, strict=True) if line == nearest]
        if len(near) < 2:
            return fitting
        named = [g for g in near if any(d.name and d.name in self._head for d in g.drafts)]
        return named if len(named) == 1 else []

    def _add(self, group: Group, draft: Draft) -> None:
        group.add(draft, self._key(draft))
        if draft.name:
            self._on_line[draft.line.index][group.number] = group

    def _key(self, draft: Draft) -> str | None:
        return normalize_name(self._aliases.get(draft.name, draft.name)) if draft.name else None

    def _fitting(self, draft: Draft) -> list[Group]:
        if draft.reach is not None:
            return self._just_told(draft, draft.reach)
        groups = self._of_type[draft.type]
        if (key := self._key(draft)) is None:
            return [g for g in groups if _may_go_on(draft, g)]
        return [
            g
            for g in groups
            if _is_one_event(draft, g)
            and self._is_named_alike(draft, key, g)
            and not are_two_stakes((draft,), g.kinds.values(), self._aliases)
        ]

    def _just_told(self, draft: Draft, reach: int) -> list[Group]:
        """Terms told after a transfer, with no name of their own, are those of the deal told just before."""
        last = reach if draft.rule.endswith(".fate") else -1
        here = self._on_line.get(draft.line.index, {}) if last < 0 else {}
        if own := [g for _, g in sorted(here.items()) if _takes_terms(g.first, draft)]:
            return own if len(own) == 1 else []  # the sentence tells its own deal, or several with terms of their own
        lines = range(draft.line.index - reach, draft.line.index + last + 1)
        near = {n: g for line in lines if line in self._on_line for n, g in self._on_line[line].items()}
        return [g for _, g in sorted(near.items()) if _takes_terms(g.first, draft)]

    def _is_named_alike(self, draft: Draft, key: str, group: Group) -> bool:
        if draft.type == "batch_signing":
            return any(_is_same_count(draft, d) for d in group.kinds.values())
        if draft.type == "bond" and not draft.line.is_latin and _lacks_sum(draft, group.kinds.values()):
            return True  # the terms of the issue spoken of: interest, term, conversion
        if draft.type in ("agreement", "license") and any(
            _share_party(draft, d, self._aliases) for d in group.kinds.values()
        ):
            return True
        return key in group.keys or any(_holds(key, other) for other in group.keys)


def _holds(x: str, y: str) -> bool:
    """One name holds the other."""
    return min(len(x), len(y)) >= 2 and (x in y or y in x)


def _lacks_sum(draft: Draft, told: Iterable[Draft]) -> bool:
    return any(draft.money is None or d.money is None for d in told)


def are_two_stakes(a: Iterable[Draft], b: Iterable[Draft], aliases: Mapping[str, str]) -> bool:
    """Two sales of one company's shares: to two buyers, and of another share, at another price or on another day.

    Who is named first of a transfer's sides is the buyer; one buyer who buys from several holders makes one purchase.
    """
    firsts, seconds = ([d for d in drafts if d.type in TRANSFERS and d.parties] for drafts in (a, b))
    if not firsts or not seconds:
        return False
    return all(_have_two_buyers(x, y, aliases) and _have_other_terms(x, y) for x in firsts for y in seconds)


def _have_two_buyers(a: Draft, b: Draft, aliases: Mapping[str, str]) -> bool:
    x, y = a.parties[0], b.parties[0]
    return not any(same_name(x, p, aliases) for p in b.parties) and not any(same_name(y, p, aliases) for p in a.parties)


def _have_other_terms(a: Draft, b: Draft) -> bool:
    shares = a.share is not None and b.share is not None and a.share != b.share
    days = a.date is not None and b.date is not None and len(a.date) == len(b.date) == FULL_DATE and a.date != b.date
    return shares or days or _have_two_prices(a, b)


def _have_two_prices(a: Draft, b: Draft) -> bool:
    x, y = a.money, b.money
    if x is None or y is None or x.value is None or y.value is None or x.currency != y.currency:
        return False
    return abs(x.value - y.value) > ROUNDED * max(x.value, y.value)


FULL_DATE = len("2023-07-17")
ROUNDED = Decimal("0.04")
"""Share by which two tellings of one price may differ: 21.7亿元 and 22亿元."""


def _share_party(a: Draft, b: Draft, aliases: Mapping[str, str]) -> bool:
    """An article tells one agreement or licence of a pair of parties, however it words its title."""
    shared = [p for p in a.parties if any(same_name(p, q, aliases) for q in b.parties)]
    return len(shared) >= min(2, len(a.parties), len(b.parties)) and bool(shared)


def _is_same_count(a: Draft, b: Draft) -> bool:
    """59个重大项目 and 59个有代表性的重大项目; the ceremony and what it signs."""
    counts = [_COUNT.search(d.name or "") for d in (a, b)]
    return not all(counts) or len({c.group() for c in counts if c}) == 1


def _takes_terms(first: Draft, terms: Draft) -> bool:
    return first.type in (terms.type, *TRANSFERS) and first.is_background == terms.is_background


def _is_one_event(draft: Draft, group: Group) -> bool:
    """No other round, no earlier one, no other issue of the same issuer."""
    if draft.round and group.rounds and draft.round not in group.rounds:
        return False
    if draft.is_background != group.first.is_background and draft.round not in group.rounds:
        return False
    return _is_one_issue(draft, group)


def _may_go_on(draft: Draft, group: Group) -> bool:
    """Whether a draft without a name can go on about the deal."""
    first = group.first
    if draft.round and group.rounds and draft.round not in group.rounds:
        return False
    if draft.is_background and not first.is_background:
        return False  # an earlier round gives its sum and day to no new one
    is_near = not first.is_background or abs(draft.line.index - group.drafts[-1].line.index) <= 1
    return is_near and _is_one_issue(draft, group)


def _is_one_issue(draft: Draft, group: Group) -> bool:
    """Two bonds or batches of one issuer with two sums are two deals."""
    if draft.type not in ("bond", "batch_signing") or draft.money is None:
        return True
    return not group.sums or (draft.money.currency, draft.money.value) in group.sums
