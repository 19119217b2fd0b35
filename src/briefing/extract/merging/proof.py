"""What one article itself says of a record's figures: the sentences that hold them, and other figures for the same.

The finders keep one figure a record. Here the article is asked again: where stands each figure (a quote has to hold
it), and does another sentence about the same record give another one in the same role?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...config import read_table
from ...text import simplify
from ...types import Claim, Deal, Event, Evidence, Money
from ..reading.context import Context, Line, make_evidence
from ..reading.cues import is_background, read_round
from .conflicts import MONEY_FIELDS, find_quote
from .identity import SEVERAL
from .likeness import phases
from .sums import are_two_stakes, compare_sums, role_class, stakes

_OF_ALL = re.compile("|".join(map(re.escape, read_table("merging.toml")["figures"]["sums_of_all"])))
BEFORE = 40
"""Characters before a figure in which a word says that it is the sum of all: a clause or two."""
RULE = "figure"
"""Rule of evidence that was added because it holds the record's figure."""


def prove_figures(events: Iterable[Event], context: Context) -> list[Event]:
    """The same events: each figure stands in a piece of evidence, other names and other readings are noted."""
    named = [_with_aliases(event, context) for event in events]
    shown = [_with_quotes(event, context) for event in named]
    return [_with_readings(event, shown, context) for event in shown]


def _with_aliases(event: Event, context: Context) -> Event:
    """The other name of each pair that the article makes: 云岫 of 云岫智能科技有限公司."""
    pairs, name = context.aliases.items(), simplify(event.name)
    others = {full for short, full in pairs if short == name} | {short for short, full in pairs if full == name}
    return replace(event, aliases=tuple(sorted(others))) if others else event


def _with_quotes(event: Event, context: Context) -> Event:
    """Where the evidence lacks a figure, the line that holds it is added, last."""
    added: list[Evidence] = []
    for key in MONEY_FIELDS.values():
        money = getattr(event, key, None)
        if money is not None and find_quote((*event.evidence, *added), money) is None:
            line = _line_of(money, context)
            added += [make_evidence(context, line, RULE)] if line else []
    return replace(event, evidence=(*event.evidence, *added)) if added else event


def _line_of(money: Money, context: Context) -> Line | None:
    lines = [line for line in context.all_lines() if money.text in line.text and line.span.end > line.span.start]
    at = money.span
    inside = (line for line in lines if line.span.start <= at.start and at.end <= line.span.end)
    return next(inside, next(iter(lines), None))


# ---------------------------------------------------------------- another reading in the same article


def _with_readings(event: Event, events: Sequence[Event], context: Context) -> Event:
    money = event.money
    if money is None or money.value is None or event.type in SEVERAL or event.is_background:
        return event
    first = find_quote(event.evidence, money)
    others = [] if first is None else list(_other_readings(event, money, first, events, context))
    if first is None or not others:
        return event
    pieces = [piece for _, piece in others if piece not in event.evidence]
    claims = [Claim("amount", money, first, is_used=True), *(Claim("amount", other, piece) for other, piece in others)]
    return replace(event, evidence=(*event.evidence, *pieces), claims=tuple(claims))


def _other_readings(
    event: Event, money: Money, first: Evidence, events: Sequence[Event], context: Context
) -> Iterable[tuple[Money, Evidence]]:
    """Figures of the same role in other sentences about the record, each once."""
    taken = [m for e in events for key in MONEY_FIELDS.values() if (m := getattr(e, key, None))]
    told = {e.span for e in event.evidence if e.rule != RULE}
    found: list[Money] = []
    for line in context.lines:
        if line.span == first.span or not (line.span in told or _is_about(line, event)):
            continue
        other = _only_figure(line, money)
        if other is None or not _is_of_record(line, other, event, context):
            continue
        if are_two_stakes(stakes(first.text), stakes(line.text)):
            continue
        if compare_sums(money, other, {}) is False and not any(_is_figure(other, m) for m in (*taken, *found)):
            found.append(other)
            yield other, make_evidence(context, line, RULE)


def _is_figure(a: Money, b: Money) -> bool:
    """The same figure, whatever it is said to be: another record's, or this one's valuation."""
    return a.currency == b.currency and a.value == b.value


def _is_about(line: Line, event: Event) -> bool:
    """A fund or facility is what its sentence is about; a company stands in the news of others too."""
    return not isinstance(event, Deal) and any(len(n) >= 4 and n in line.text for n in (event.name, *event.aliases))


def _only_figure(line: Line, money: Money) -> Money | None:
    """The line's figure of the same role and currency, if it has just one: of two nobody can say which is meant."""
    same = [m for m in line.money if m.role == money.role and m.role is not None]
    rivals = [m for m in line.money if role_class(m) == "main" and m.role not in ("converted", money.role)]
    found = same[0] if len(same) == 1 and not rivals and same[0].currency == money.currency else None
    return replace(found, span=line.span_of(*found.span)) if found else None


def _is_of_record(line: Line, money: Money, event: Event, context: Context) -> bool:
    """Not told as history or as the sum of all, not of another round, not of a phase."""
    at = money.span.start - line.span.start
    if is_background(line, at, context) or phases(line.simple) != phases(event.name):
        return False
    if _OF_ALL.search(line.simple.lower(), max(0, at - BEFORE), at):
        return False
    rounds = read_round(line.simple)
    return not (isinstance(event, Deal) and event.round and rounds and rounds != event.round)
