"""The lines of an article put together: one record a deal, each field from the line that tells it best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from ...types import Deal, Evidence, Money
from ..reading.context import Context, Line, make_evidence
from ..reading.names import normalize_name
from ..reading.party_sets import are_apart
from .drafts import Draft, same_name
from .retellings import both_spellings, unite

_STAGE_ORDER = ("terminated", "listed", "closed", "signed", "filed", "established", "announced", "planned", "rumoured")


def _share_party(a: Draft, b: Draft, aliases: Mapping[str, str]) -> bool:
    """An article tells one agreement or licence of a pair of parties, however it words its title."""
    shared = [p for p in a.parties if any(same_name(p, q, aliases) for q in b.parties)]
    return len(shared) >= min(2, len(a.parties), len(b.parties)) and bool(shared)


_COUNT = re.compile(r"(?:\d[\d,]*|[一二两三四五六七八九十百]+)(?=个|项|份|宗|单)")


def _same_thing(a: Draft, b: Draft, aliases: Mapping[str, str]) -> bool:
    if a.name is None or b.name is None:
        return False
    if a.type == "bond" and not a.line.is_latin and (a.money is None or b.money is None):
        return True  # the terms of the issue spoken of: interest, term, conversion
    if a.type in ("agreement", "license") and _share_party(a, b, aliases):
        return True
    if a.type == "batch_signing":  # 59个重大项目 and 59个有代表性的重大项目; the ceremony and what it signs
        counts = [_COUNT.search(name) for name in (a.name, b.name)]
        return not all(counts) or len({c.group() for c in counts if c}) == 1
    return same_name(a.name, b.name, aliases)


def gather(drafts: Iterable[Draft], context: Context) -> list[Deal]:
    """One record a deal, with the fields of all its drafts."""
    groups: list[_Group] = []
    loose = []
    for draft in drafts:
        if draft.name is None or draft.is_weak:
            loose.append(draft)
        elif (group := _group_of(draft, groups, context)) is not None:
            group.add(draft)
        else:
            groups.append(_Group(draft))
    for draft in sorted(loose, key=lambda d: d.reach is not None):
        group = _group_of(replace(draft, name=None), groups, context)
        if group is not None:
            group.add(replace(draft, name=None))
        elif draft.name and draft.confidence >= WEAKEST:
            groups.append(_Group(draft))
    united = unite([group.drafts for group in groups], context)
    return _without_echoes([_deal(group, context) for group in united], context)


class _Group:
    """The drafts of one deal, with what the next draft is compared with kept at hand: an article may tell a deal
    a thousand times.
    """

    __slots__ = ("drafts", "first", "kinds", "named", "rounds", "sums")

    def __init__(self, draft: Draft) -> None:
        self.first = draft
        self.drafts: list[Draft] = []
        self.rounds: set[str] = set()
        self.sums: set[tuple[str | None, Decimal | None]] = set()
        self.kinds: dict[tuple[str | None, tuple[str, ...], bool], Draft] = {}
        self.named: list[Draft] = []
        self.add(draft)

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        if draft.round:
            self.rounds.add(draft.round)
        if draft.money:
            self.sums.add((draft.money.currency, draft.money.value))
        if draft.name:
            self.named.append(draft)
        self.kinds.setdefault((draft.name, draft.parties, draft.money is None), draft)


_ECHO_OF = {"equity": ("acquisition", "funding"), "follow_on": ("acquisition",)}
"""A deal told a second time in the words of another kind: 入股 of the company that is bought."""


def _without_echoes(deals: list[Deal], context: Context) -> list[Deal]:
    return [d for d in deals if not any(_is_echo(d, other, context) for other in deals)]


def _is_echo(deal: Deal, other: Deal, context: Context) -> bool:
    if deal.type == "agreement":
        return _is_same_signing(deal, other, context)
    if other.type not in _ECHO_OF.get(deal.type or "", ()) or deal.is_background != other.is_background:
        return False
    told = (other.name, *other.parties) if deal.type == "follow_on" else (other.name,)
    return any(same_name(deal.name, name, context.aliases) for name in told)


def _is_same_signing(deal: Deal, other: Deal, context: Context) -> bool:
    """The agreement by which a licence is given or a company is bought is no deal of its own."""
    if other.type not in ("license", "acquisition", "equity", "funding"):
        return False
    lines = {e.span for e in deal.evidence} & {e.span for e in other.evidence}
    sides = (other.name, *other.parties)
    return bool(lines) and all(any(same_name(p, q, context.aliases) for q in sides) for p in deal.parties)


WEAKEST = 0.6
"""A draft with a guessed name below this is dropped: miss rather than invent."""


def _group_of(draft: Draft, groups: list[_Group], context: Context) -> _Group | None:
    """The group of the nearest line that the draft can belong to."""
    fit = [g for g in groups if _belongs(draft, g, context)]
    return min(
        fit,
        key=lambda g: (
            g.first.is_background,
            abs(g.first.line.index - draft.line.index),
            -g.first.line.index,
        ),
        default=None,
    )


def _belongs(draft: Draft, group: _Group, context: Context) -> bool:
    first, rounds = group.first, group.rounds
    if draft.reach is not None:
        return _follows(draft, group)
    if draft.type != first.type:
        return False
    if draft.name is None:
        if draft.round and rounds and draft.round not in rounds:
            return False
        if draft.is_background and not first.is_background:
            return False  # an earlier round gives its sum and day to no new one
        return _compatible(draft, group) and (
            not first.is_background or abs(draft.line.index - group.drafts[-1].line.index) <= 1
        )
    if draft.round and rounds and draft.round not in rounds:
        return False
    if draft.is_background != first.is_background and draft.round not in rounds:
        return False
    if not any(_same_thing(draft, d, context.aliases) for d in group.kinds.values()):
        return False
    return _compatible(draft, group)


_TRANSFERS = ("acquisition", "equity")
MOST_NEAR = 200
"""Drafts looked back at for the deal told just before: more than any article tells of one in so few lines."""


def _follows(draft: Draft, group: _Group) -> bool:
    """Terms told after a transfer, with no name of their own, are those of the deal told just before."""
    first = group.first
    if first.type not in (draft.type, *_TRANSFERS) or draft.is_background != first.is_background:
        return False
    reach = draft.reach or 0
    first_line = -reach if draft.rule.endswith(".fate") else 1
    near = reversed(group.named)  # the drafts come in the order of the lines, nearly: the last are the nearest
    return any(first_line <= draft.line.index - d.line.index <= reach for d in islice(near, MOST_NEAR))


def _compatible(draft: Draft, group: _Group) -> bool:
    """Two bonds or batches of one issuer with two sums are two deals."""
    if draft.type not in ("bond", "batch_signing") or draft.money is None:
        return True
    return not group.sums or (draft.money.currency, draft.money.value) in group.sums


def _deal(group: list[Draft], context: Context) -> Deal:
    """The fields of the group: each from the strongest draft that has it."""
    ranked = sorted(
        group, key=lambda d: (d.is_background, d.line.index < 0, d.money is None, -d.confidence, d.line.index, d.at)
    )
    best = ranked[0]
    told = [d for d in ranked if d.is_background == best.is_background]
    name = _best_name(ranked, context).strip()
    parties = _union((p for d in _signed(ranked) for p in d.parties), name, context)
    leads = _union((p for d in ranked for p in d.leads), name, context)
    stage = min((d.stage for d in told if d.stage), key=_STAGE_ORDER.index, default=_UNTOLD.get(best.type))
    return Deal(
        type=best.type,
        name=name,
        parties=parties,
        leads=tuple(p for p in leads if p in parties),
        money=_first(_placed(d, context) for d in _by_terms(told)),
        valuation=_first(d.valuation for d in ranked),
        round=_first(d.round for d in ranked),
        stage=stage,
        place=_first(d.place for d in ranked),
        date=_date(told, stage),
        is_background=all(d.is_background for d in group),
        confidence=_confidence(best, group),
        evidence=_evidence(ranked, context),
    )


def _date(told: list[Draft], stage: str | None) -> str | None:
    """The fullest date; of a transfer that came further, the day on which it did."""
    dated = [d for d in told if d.date]
    if told[0].type in _TRANSFERS and stage in ("terminated", "closed", "signed"):
        dated = [d for d in dated if d.stage == stage] or dated
    return max((d.date for d in dated if d.date), key=len, default=None)


_UNTOLD = {"acquisition": "announced", "equity": "announced"}
"""The stage of a deal of which no sentence says how far it has come."""


def _signed(drafts: list[Draft]) -> list[Draft]:
    """Of an agreement's tellings the body's: a title calls a district's administration by the district's short name."""
    if drafts[0].type != "agreement":
        return drafts
    body = [d for d in drafts if d.line.index >= 0]
    return body if any(len(d.parties) >= 2 for d in body) else drafts


def _by_terms(drafts: list[Draft]) -> list[Draft]:
    """A licence's sum is the payment upfront, whichever sentence gives it."""
    if drafts[0].type != "license":
        return drafts
    return sorted(drafts, key=lambda d: d.money is None or d.money.role != "upfront")


GUESSED = 0.55
"""Confidence of a deal whose name is a guess: below all that are plain."""


def _confidence(best: Draft, group: list[Draft]) -> float:
    """More lines make it surer, a guessed name never sure."""
    if all(d.is_weak or d.name is None for d in group):
        return GUESSED
    return round(min(0.98, best.confidence + 0.04 * (len({d.line.index for d in group}) - 1)), 2)


def _evidence(ranked: list[Draft], context: Context) -> tuple[Evidence, ...]:
    """The lines that tell it, the best first. A title that stands beside the text is proved by the body."""
    lines: dict[int, tuple[Line, str]] = {}
    for d in ranked:
        line = _proof(d, context)
        if line is not None:
            lines.setdefault(line.index, (line, d.rule))
    return tuple(make_evidence(context, line, rule) for line, rule in list(lines.values())[:MOST_EVIDENCE])


MOST_EVIDENCE = 4
"""Lines kept a record and article; more say nothing new."""


def _proof(draft: Draft, context: Context) -> Line | None:
    """The line itself, or the body's line that says what a title without a place in the text says."""
    if draft.line.span.end > draft.line.span.start:
        return draft.line
    told = draft.money.text if draft.money else draft.name or ""
    return next((x for x in context.lines if told in x.text), context.lines[0] if context.lines else None)


def _placed(draft: Draft, context: Context) -> Money | None:
    """The amount, with its span where it can be shown; None for one that only a title outside the text gives."""
    money, line = draft.money, _proof(draft, context)
    if money is None or line is draft.line or line is None:
        return money
    at = line.text.find(money.text)
    return replace(money, span=line.span_of(at, at + len(money.text))) if at >= 0 else _in_other_words(money, context)


def _in_other_words(money: Money, context: Context) -> Money | None:
    """The headline's $410M where the text says $410 million."""
    sums = ((x, m) for x in context.lines for m in x.money if (m.value, m.currency) == (money.value, money.currency))
    return next((replace(m, role=money.role, span=x.span_of(*m.span)) for x, m in sums), None)


def _best_name(ranked: list[Draft], context: Context) -> str:
    """The short name an article settles on, else the name of the strongest draft."""
    names = [d.name for d in ranked if d.name]
    title = next((d.name for d in ranked if d.name and d.line.index < 0), None)
    if both := both_spellings(names, title):
        return both
    for short, full in context.aliases.items():
        if any(n in (short, full) for n in names):
            return short
    longer = [n for n in names if names and n != names[0] and names[0] in n and len(n) <= 24]
    return (
        max(longer, key=len, default=names[0] if names else "")
        if names and len(names[0]) < 4
        else names[0]
        if names
        else ""
    )


def _union(names: Iterable[str], own: str, context: Context) -> tuple[str, ...]:
    """The names once each, the first spelling kept, the record's own left out."""
    kept: dict[str, str] = {}
    mine = _key(own, context)
    for name in names:
        key = _key(name, context)
        if key == mine and not are_apart(name, own):
            continue
        if not any(_is_one_party(key, name, k, other) for k, other in kept.items()):
            kept[_free(key, kept)] = name
    return tuple(kept.values())


_HOUSES = ("投资", "资本", "创投", "基金")
"""A house of capital is called by its short name where 投资 is the verb as well."""


def _is_one_party(key: str, name: str, other_key: str, other: str) -> bool:
    short, long = sorted((key, other_key), key=len)
    if are_apart(name, other):
        return False
    return (
        short == long
        or (len(short) >= 3 and short in long)
        or max(name, other, key=len) in {min(name, other, key=len) + house for house in _HOUSES}
    )


def _free(key: str, kept: Mapping[str, str]) -> str:
    """A key of its own for a second company whose name differs in its form only."""
    return key if key not in kept else key + "+"


def _key(name: str, context: Context) -> str:
    return normalize_name(context.aliases.get(name, name))


def _first(values: Iterable):
    return next((v for v in values if v is not None), None)
