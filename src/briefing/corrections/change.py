"""An editor's values put into a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..config import read_table
from ..types import Cell, Change, Deal, Event, Fund, Money, Project, Quantity, Span
from .columns import COLUMNS, FUND_PARTS, MILLION, Column, currency_of, digits, kind_of

NOWHERE = Span(0, 0)
"""The place of an amount that stands in no source."""
HAN_UNITS = ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万"))


def with_changes(event: Event, changes: Iterable[Change], *, lang: str) -> Event:
    """The record with the new values; its id and its evidence stay.

    An amount that is changed without its words takes words of its own, since the source's would contradict it.
    """
    now = {change.column: change.now for change in changes}
    columns = [column for column in COLUMNS[kind_of(event)] if column.key in now]
    values = {column.field: now[column.key] for column in columns}
    for column in columns:
        if not _is_compound(column):
            event = replace(event, **{column.field: _typed(column, now[column.key])})
    before = currency_of(event) if isinstance(event, Fund) else None
    money = {field.removeprefix("money."): value for field, value in values.items() if field.startswith("money.")}
    if money:
        event = _use(replace(event, money=_money(event.money, money, lang)))
    if isinstance(event, Deal):
        return _deal(event, values)
    if isinstance(event, Fund):
        return _fund(event, values, lang, before=before)
    return _project(event, values) if isinstance(event, Project) else event


def _is_compound(column: Column) -> bool:
    compound = ("managers", "sponsors", "owners", "capacity", "unit", *FUND_PARTS)
    return column.field.startswith("money.") or column.field in compound


def _typed(column: Column, value: Cell) -> Any:
    if column.kind == "names":
        return _names(value)
    return int(str(value)) if column.kind == "integer" and value is not None else value


def _names(value: Cell) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _united(names: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *more)))


# ---------------------------------------------------------------- amounts


def _money(money: Money | None, new: Mapping[str, Cell], lang: str) -> Money | None:
    """The amount with its new parts. A new sum is exact unless the editor says otherwise."""
    base = money or Money("", None, None, None, None, "exact", NOWHERE)
    numbers = {key: _plain(new[key]) for key in ("value", "low", "high") if key in new}
    if "value" in numbers:
        numbers = {"low": numbers["value"], "high": numbers["value"], **numbers}
    changes: dict[str, Any] = dict(numbers)
    if "currency" in new:
        changes |= {"currency": new["currency"], "is_currency_assumed": False}
    if "precision" in new or "value" in new:
        changes["precision"] = new.get("precision") or "exact"
    made = replace(base, **changes)
    is_new_sum = "value" in new or "currency" in new
    words = new["text"] if "text" in new else format_amount(made, lang) if is_new_sum else base.text
    return replace(made, text=str(words or ""), span=NOWHERE) if words or made.value is not None else None


def _use(event: Event) -> Event:
    """The readings of the reports stay; the one used is the editor's, where a report has it."""
    used = (event.money.value, event.money.currency) if event.money else None
    claims = tuple(
        replace(c, is_used=(c.money.value, c.money.currency) == used) if c.field == "amount" else c
        for c in event.claims
    )
    return replace(event, claims=claims)


def _plain(value: Cell) -> Decimal | None:
    return None if value is None else Decimal(str(value)) * MILLION


def format_amount(money: Money, lang: str) -> str:
    """An editor's sum in words: `5.2亿元`, `USD 30 million`."""
    if money.value is None:
        return ""
    if lang == "en":
        return f"{money.currency or ''} {digits(money.value / MILLION)} million".strip()
    names = read_table("labels_records.toml")["zh"]["currency"]
    size, unit = next(((s, u) for s, u in HAN_UNITS if abs(money.value) >= s), (Decimal(1), ""))
    return f"{digits(money.value / size)}{unit}{names.get(money.currency, money.currency or '')}"


# ---------------------------------------------------------------- what hangs together


def _deal(deal: Deal, values: Mapping[str, Cell]) -> Deal:
    """Lead investors are parties: one who is named is added, one who is no party any more leads nothing."""
    if "leads" in values:
        return replace(deal, parties=_united(deal.parties, deal.leads))
    return replace(deal, leads=tuple(name for name in deal.leads if name in deal.parties))


def _fund(fund: Fund, values: Mapping[str, Cell], lang: str, *, before: str | None) -> Fund:
    """A party that is no longer manager or sponsor is none; the parts are in the fund's own currency."""
    if values.keys() & {"managers", "sponsors"}:
        named = {*fund.managers, *fund.sponsors}
        managers, sponsors = (_names(values.get(key, getattr(fund, key))) for key in ("managers", "sponsors"))
        fund = replace(fund, managers=managers, sponsors=sponsors)
        kept = tuple(name for name in fund.parties if name not in named)
        fund = replace(fund, parties=_united(kept, (*fund.managers, *fund.sponsors)))
    currency = str(values["money.currency"] or "") or None if "money.currency" in values else currency_of(fund)
    for key in FUND_PARTS:
        part = getattr(fund, key)
        if key in values:
            new: dict[str, Cell] = {"value": values[key], "currency": currency}
            part = None if values[key] is None else _money(part, new, lang)
        elif part is not None and "money.currency" in values and part.currency == before:
            part = _money(part, {"currency": currency}, lang)
        fund = replace(fund, **{key: part})
    return fund


def _project(project: Project, values: Mapping[str, Cell]) -> Project:
    if "owners" in values:
        owners = _names(values["owners"])
        project = replace(project, owners=owners, parties=tuple(p for p in project.parties if p in owners))
    if "capacity" in values or "unit" in values:
        size = project.capacity
        number = values.get("capacity", digits(size.value) if size else None)
        unit = str(values.get("unit", size.unit if size else None) or "")
        made = None if number is None else Quantity(f"{number}{unit}", Decimal(str(number)), unit)
        project = replace(project, capacity=made)
    return project
