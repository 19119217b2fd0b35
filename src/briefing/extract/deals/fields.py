"""The record of one deal: each field from the strongest of the drafts that tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...config import read_table
from ...types import Deal, Evidence, Money
from ..reading.context import Context, Line, make_evidence
from ..reading.names import normalize_name
from ..reading.party_sets import are_apart
from .drafts import TRANSFERS, Draft
from .retellings import both_spellings

_LISTING_ORDER = (
    "terminated",
    "listed",
    "announced",
    "closed",
    "signed",
    "filed",
    "established",
    "planned",
    "rumoured",
)
"""Shares are offered (announced) only once the application for their listing has passed (filed)."""
_STAGE_ORDER = ("terminated", "listed", "closed", "signed", "filed", "established", "announced", "rumoured", "planned")
"""A purchase or a round that only insiders tell of stays a rumour, whatever else is said of the plan."""


def write_deal(group: list[Draft], context: Context) -> Deal:
    """The fields of the group: each from the strongest draft that has it."""
    ranked = sorted(
        group, key=lambda d: (d.is_background, d.line.index < 0, d.money is None, -d.confidence, d.line.index, d.at)
    )
    best = ranked[0]
    told = [d for d in ranked if d.is_background == best.is_background]
    name = _DEFINED.sub("", _best_name(ranked, context)).strip().removeprefix("了")
    parties = _union((p for d in _signed(ranked) for p in d.parties), name, context)
    leads = _union((p for d in ranked for p in d.leads), name, context)
    order = _LISTING_ORDER if best.type == "ipo" else _STAGE_ORDER
    stage = min((d.stage for d in told if d.stage), key=order.index, default=_UNTOLD.get(best.type))
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


_DEFINED = re.compile(r"[（(](?:以下|下)?(?:统一)?(?:简称|下称)[^（）()]{1,40}[）)]")
"""某某基金会（以下简称基金会）公益项目: the definition is no part of the name."""


def _date(told: list[Draft], stage: str | None) -> str | None:
    """The fullest date; of a transfer that came further, the day on which it did."""
    dated = [d for d in told if d.date]
    if told[0].type in TRANSFERS and stage in ("terminated", "closed", "signed"):
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
    names = list(dict.fromkeys(d.name for d in ranked if d.name))
    if not names:
        return ""
    title = next((d.name for d in ranked if d.name and d.line.index < 0), None)
    if both := both_spellings(names, title):
        return both
    for short, full in context.aliases.items():
        if short in names or full in names:
            return short
    first = names[0]
    if len(first) >= SHORTEST_FULL:
        return first
    return max((n for n in names if first in n and len(n) <= LONGEST_FULL), key=len, default=first)


SHORTEST_FULL, LONGEST_FULL = 4, 24
"""Characters: a shorter name is told in full where the article does so, unless that is a sentence."""


MOST_PARTIES = 100
"""Of one deal: no article names more, and a table that seems to would be compared pair by pair."""


def _union(names: Iterable[str], own: str, context: Context) -> tuple[str, ...]:
    """The names once each, the first spelling kept, the record's own left out."""
    kept: dict[str, str] = {}
    mine = _key(own, context)
    for name in dict.fromkeys(names):
        if len(kept) >= MOST_PARTIES:
            break
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
    is_held = short == long or (len(short) >= 3 and short in long)
    if _with_country(name, other):
        return True
    if not is_held and not any({name, other} == {n, n + house} for n in (name, other) for house in _HOUSES):
        return False
    return not are_apart(name, other)


def _with_country(name: str, other: str) -> bool:
    """雅宝 and 美国雅宝: one company, called with its country too."""
    short, long = sorted((name, other), key=len)
    return len(short) >= 2 and long.endswith(short) and long[: -len(short)] in _COUNTRIES


_COUNTRIES = frozenset(read_table("places.toml")["countries"])


def _free(key: str, kept: Mapping[str, str]) -> str:
    """A key of its own for a second company whose name differs in its form only."""
    return key if key not in kept else key + "+"


def _key(name: str, context: Context) -> str:
    return normalize_name(context.aliases.get(name, name))


def _first(values: Iterable):
    return next((v for v in values if v is not None), None)
