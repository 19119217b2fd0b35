"""Rows of 交易, 基金 and 项目: one record a row, its amount and its evidence beside it.

Amounts stand in millions. Nothing is filled in that the source does not say; what a column cannot hold
(an amount that is no total, another currency, other parties) is named under 备注.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TypeGuard

from ..types import ArticleRow, Briefing, Conflict, Deal, Event, Evidence, Fund, Moment, Money, Project
from .labels import Labels
from .xlsx_layout import Link, PartialDate, Row, Value

MILLION = Decimal(1_000_000)
CENT = Decimal("0.000001")  # one unit of the currency, in millions: what a converted amount is rounded to
MOST_DIGITS = 24  # of an amount; the money of the world has 15
EXCEL_BEGINS = 1900  # Excel has no earlier dates
WHOLE_ROLES = frozenset({None, "total", "investment", "price", "raised"})  # the amount is what its column says


@dataclass(frozen=True, slots=True)
class Desk:
    """What making a row needs beside the record."""

    labels: Labels
    articles: Mapping[str, ArticleRow]
    themes: Mapping[str, str]
    """Theme names by key."""
    rates: Mapping[str, Decimal]
    issue: int
    conflicts: Mapping[str, tuple[Conflict, ...]]
    """By the record's id."""


def make_desk(briefing: Briefing, labels: Labels) -> Desk:
    return Desk(
        labels=labels,
        articles={row.article.id: row for row in briefing.articles},
        themes=theme_names(briefing, labels),
        rates={"CNY": Decimal(1)} | {rate.currency: rate.cny for rate in briefing.rates},
        issue=briefing.issue,
        conflicts={e: tuple(c) for e, c in groupby(briefing.conflicts, key=lambda c: c.record)},
    )


def theme_names(briefing: Briefing, labels: Labels) -> dict[str, str]:
    """Names of the themes of an issue, in the order of 主题, `off` last."""
    themes = [row.theme for row in briefing.themes if row.theme] + [section.theme for section in briefing.sections]
    names = {theme.key: theme.name_en if labels.lang == "en" else theme.name for theme in themes}
    return names | {"off": labels["text.off_theme"]}


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
        "unit": project.capacity.unit if project.capacity else None,
        "place": project.place,
        "bundle": project.bundle,
        **evidence_block(project, desk, note=amount_notes(project.money, labels)),
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


def in_millions(value: Decimal | None) -> Decimal | None:
    return value / MILLION if is_amount(value) else None


def is_amount(value: Decimal | None) -> TypeGuard[Decimal]:
    """A number that a cell can hold; a misread row of digits is none."""
    return value is not None and value.is_finite() and value.adjusted() < MOST_DIGITS


def in_yuan(money: Money, rates: Mapping[str, Decimal]) -> Decimal | None:
    """Millions of yuan; None where the currency has no rate."""
    rate = rates.get(money.currency or "")
    if rate is None or not is_amount(money.value):
        return None
    yuan = money.value * rate / MILLION
    return yuan if money.currency == "CNY" else yuan.quantize(CENT)


# ---------------------------------------------------------------- evidence


def evidence_block(event: Event, desk: Desk, *, note: Iterable[str]) -> Row:
    """The best piece of evidence; how many outlets agree; what review starts from."""
    labels = desk.labels
    return {
        **(quote_cells(event.evidence[0], desk) if event.evidence else {}),
        "confidence": Decimal(str(round(event.confidence, 2))),
        "outlets": count_outlets(event, desk.articles),
        "first_issue": desk.issue,
        "status": labels["status.background" if event.is_background else "status.new"],
        "review": labels["review.pending"],
        "note": join((*_conflict_notes(event, desk), *note, *_more_articles(event, labels)), labels),
    }


def quote_cells(evidence: Evidence, desk: Desk) -> Row:
    row = desk.articles.get(evidence.article)
    where: dict[str, Value] = {}
    if row is not None:
        article = row.article
        where = {
            "file": article.file,
            "title": article.title,
            "outlet": article.outlet,
            "published": clock(article.published),
            "link": Link(article.url, article.url) if article.url else None,
        }
    return {
        **where,
        "article": evidence.article,
        "start": evidence.raw.start if evidence.raw else None,
        "end": evidence.raw.end if evidence.raw else None,
        "quote": evidence.text,
        "references": "".join(f"[{number}]" for number in evidence.references),
        "rule": evidence.rule,
    }


def count_outlets(event: Event, articles: Mapping[str, ArticleRow]) -> int:
    """Outlets that carry it; an article without an outlet stands for itself."""
    told = [articles[e.article].article for e in event.evidence if e.article in articles]
    return len({article.outlet or article.id for article in told})


def theme_of(event: Event, desk: Desk) -> str | None:
    row = desk.articles.get(event.evidence[0].article) if event.evidence else None
    return desk.themes.get(row.theme, row.theme) if row else None


# ---------------------------------------------------------------- 备注


def _conflict_notes(event: Event, desk: Desk) -> list[str]:
    """Where the reports differ in a figure: what else is written, and where it stands."""
    return [_conflict_note(conflict, desk.labels) for conflict in desk.conflicts.get(event.id, ())]


def _conflict_note(conflict: Conflict, labels: Labels) -> str:
    texts = dict.fromkeys(claim.money.text for claim in conflict.claims)
    field = labels.name("disputed", conflict.field)
    return labels["text.note_conflict"].format(field=field, texts=" / ".join(texts), id=conflict.id)


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


def _more_articles(event: Event, labels: Labels) -> list[str]:
    first = event.evidence[0].article if event.evidence else None
    others = dict.fromkeys(e.article for e in event.evidence if e.article != first)
    return [labels["text.note_more"].format(articles=join(others, labels))] if others else []


# ---------------------------------------------------------------- values


def join(names: Iterable[str], labels: Labels) -> str | None:
    return labels["text.separator"].join(names) or None


def parse_day(text: str | None) -> Value:
    """`2022-11-27` as a date, `2022-11` and `2022` as far as they go; anything else stays text."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text or "", re.ASCII)
    if not found or int(found[1]) < EXCEL_BEGINS:
        return text
    try:
        day = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return text
    return day if found[3] else PartialDate(day, "month" if found[2] else "year")


def clock(moment: Moment | None) -> Value:
    """The time on the wall where it was published: Excel knows no time zones."""
    if moment is None or moment.year < EXCEL_BEGINS:
        return moment and moment.isoformat()
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment
