"""Rows of 交易, 基金 and 项目: one record a row, its amount and its evidence beside it.

Amounts stand in millions. Nothing is filled in that the source does not say; what a column cannot hold
(an amount that is no total, another currency, other parties) is named under 备注.
"""

from __future__ import annotations

from ..corrections.columns import kind_of
from ..types import Briefing, Deal, Event, Fund, Money, Project
from .labels import Labels
from .xlsx_desk import Desk, region_of, theme_of
from .xlsx_evidence import evidence_block
from .xlsx_layout import Row
from .xlsx_values import in_millions, in_yuan, join, parse_day

WHOLE_ROLES = frozenset({None, "total", "investment", "price", "raised"})  # the amount is what its column says


# ---------------------------------------------------------------- the three kinds


def deal_row(deal: Deal, desk: Desk) -> Row:
    labels = desk.labels
    return {
        "deal_id": deal.id,
        "date": parse_day(deal.date),
        "subject": deal.name,
        "deal_type": labels.name("deal_type", deal.type),
        "round": labels.name("round", deal.round),
        "stage": labels.name("stage", deal.stage),
        "parties": join(deal.parties, labels),
        "leads": join(deal.leads, labels),
        **amount_block(deal.money, desk),
        "theme": theme_of(deal, desk),
        "place": deal.place,
        **evidence_block(deal, desk, note=deal_notes(deal, labels)),
        "added": said_added(deal, desk),
        "region": region_of(deal, desk),
    }


def fund_row(fund: Fund, desk: Desk) -> Row:
    labels = desk.labels
    return {
        "fund_id": fund.id,
        "fund_name": fund.name,
        "fund_type": labels.name("fund_type", fund.type),
        "level": labels.name("level", fund.level),
        "stage": labels.name("stage", fund.stage),
        "managers": join(fund.managers, labels),
        "sponsors": join(fund.sponsors, labels),
        **_renamed(amount_block(fund.money, desk), "fund_"),
        **{key: in_millions(money.value) for key, money in _fund_parts(fund) if _same_currency(fund, money)},
        **({} if fund.money else {"currency": _first_currency(fund)}),
        "focus": fund.focus,
        "place": fund.place,
        **evidence_block(fund, desk, note=fund_notes(fund, labels)),
        "added": said_added(fund, desk),
        "theme": theme_of(fund, desk),
        "region": region_of(fund, desk),
    }


def project_row(project: Project, desk: Desk) -> Row:
    labels = desk.labels
    return {
        "project_id": project.id,
        "project_name": project.name,
        "project_type": labels.name("project_type", project.type),
        "phase": labels.name("stage", project.stage),
        "stage_text": project.stage_text,
        "owners": join(_owners_first(project), labels),
        **_renamed(amount_block(project.money, desk), "project_"),
        "capacity": project.capacity.value if project.capacity else None,
        "unit": labels.name("size_unit", project.capacity.unit) if project.capacity else None,
        "place": project.place,
        "bundle": project.bundle,
        **evidence_block(project, desk, note=amount_notes(project.money, labels)),
        "added": said_added(project, desk),
        "theme": theme_of(project, desk),
        "region": region_of(project, desk),
    }


def rejected_rows(briefing: Briefing, desk: Desk) -> tuple[Row, ...]:
    """What an editor needs to think again: what it was, where it stood, what was said of it."""
    return tuple(_rejected_row(event, desk) for event in briefing.rejected)


_OF_EVIDENCE = (
    "outlet", "published", "article", "title", "quote", "file", "start", "end", "link", "rule", "confidence",
    "review", "note",
)  # fmt: skip


def _rejected_row(event: Event, desk: Desk) -> Row:
    labels, kind = desk.labels, kind_of(event)
    amount, evidence = amount_block(event.money, desk), evidence_block(event, desk, note=())
    return {
        "record": event.id,
        "kind": labels.name("kind", kind),
        "record_name": event.name,
        "record_type": labels.name(f"{kind}_type", event.type),
        "stage": labels.name("stage", event.stage),
        **{key: amount.get(key) for key in ("amount_text", "currency", "amount")},
        "place": event.place,
        **{key: evidence.get(key) for key in _OF_EVIDENCE},
    }


def _owners_first(project: Project) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*project.owners, *project.parties)))


def _renamed(block: Row, prefix: str) -> Row:
    """The amount block of a sheet that says what its amount is (总规模, 总投资)."""
    return {prefix + key if key in ("amount_text", "amount") else key: value for key, value in block.items()}


def _fund_parts(fund: Fund) -> list[tuple[str, Money]]:
    """首期, 认缴 and 实缴 where stated; the main amount is among them when that is what it is."""
    main = fund.money if fund.money and fund.money.role in ("first_close", "committed", "paid_in") else None
    parts = {"first_close": fund.first_close, "committed": fund.committed, "paid_in": fund.paid_in}
    if main and main.role and parts[main.role] is None:
        parts[main.role] = main
    return [(key, money) for key, money in parts.items() if money]


def _first_currency(fund: Fund) -> str | None:
    return next((money.currency for _, money in _fund_parts(fund)), None)


def _same_currency(fund: Fund, money: Money) -> bool:
    """One column 币种 serves the whole row: an amount in another currency goes to 备注."""
    return money.currency == (fund.money.currency if fund.money else _first_currency(fund))


# ---------------------------------------------------------------- amounts


def amount_block(money: Money | None, desk: Desk) -> Row:
    if money is None:
        return {}
    return {
        "amount_text": money.text,
        "currency": money.currency,
        "amount": in_millions(money.value),
        "low": in_millions(money.low),
        "high": in_millions(money.high),
        "precision": desk.labels.name("precision", money.precision),
        "cny": in_yuan(money, desk.rates),
    }


def said_added(event: Event, desk: Desk) -> str | None:
    """Whether its money is in the totals; nothing is said of a record without any."""
    if event.money is None or event.money.value is None:
        return None
    return desk.labels["text.yes" if event.id in desk.added else "text.no"]


# ---------------------------------------------------------------- 备注


def deal_notes(deal: Deal, labels: Labels) -> list[str]:
    notes = amount_notes(deal.money, labels)
    if deal.valuation:
        notes.append(labels["text.note_valuation"].format(text=deal.valuation.text))
    return notes


def fund_notes(fund: Fund, labels: Labels) -> list[str]:
    notes = amount_notes(fund.money, labels)
    notes += [
        labels["text.note_other_currency"].format(label=labels[f"money_role.{key}"], text=money.text)
        for key, money in _fund_parts(fund)
        if not _same_currency(fund, money)
    ]
    named = {*fund.managers, *fund.sponsors}
    others = [party for party in fund.parties if party not in named]
    if others:
        notes.append(labels["text.note_others"].format(names=join(others, labels)))
    return notes


def amount_notes(money: Money | None, labels: Labels) -> list[str]:
    notes = []
    if money and money.role not in WHOLE_ROLES:
        notes.append(labels["text.note_role"].format(role=labels.name("money_role", money.role)))
    if money and money.is_currency_assumed:
        notes.append(labels["text.note_assumed"])
    return notes
