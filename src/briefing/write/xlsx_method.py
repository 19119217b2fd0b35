"""The sheet 说明: how the issue was made and counted, and what the workbook could not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..compose import NO_FACT, NOT_ADDED, counted_once, is_repeated
from ..types import Briefing, Deal, Event, Fund, Problem, Project
from .counts import LOWER_BOUNDS, all_events, count_contents, count_reviews, counted, find_currencies
from .labels import Labels
from .problem_words import say_problem
from .xlsx_desk import Desk
from .xlsx_layout import Row, Sheet, Value
from .xlsx_values import clock, in_yuan

# What an Excel cell holds, in UTF-16 units; more would be cut without a word.
CELL_LIMIT = 32_767
EXCLUDED = {"outside": "outside_window", "off": "off_subject"}
"""Blanks of the line on exclusions and the reasons of 覆盖 that they count."""


class Cut(NamedTuple):
    """A cell whose text did not fit."""

    sheet: str
    id: str
    column: str
    length: int


# ---------------------------------------------------------------- what does not fit


def fit_sheet(sheet: Sheet, labels: Labels) -> tuple[Sheet, list[Cut]]:
    """The sheet with every text short enough for a cell, and what was cut."""
    cuts: list[Cut] = []
    rows = tuple(_fit_row(row, sheet, labels["text.cut"], cuts) for row in sheet.rows)
    return sheet._replace(rows=rows), cuts


def _fit_row(row: Row, sheet: Sheet, mark: str, cuts: list[Cut]) -> Row:
    # A text of half as many characters fits whatever they are.
    long = [key for key, value in row.items() if isinstance(value, str) and len(value) > CELL_LIMIT // 2]
    fitted = {key: _fit_text(str(row[key]), mark) for key in long}
    for column in sheet.plan.columns:
        if column.key in fitted and fitted[column.key] != row[column.key]:
            identity = str(row.get(sheet.plan.columns[0].key) or "")
            cuts.append(Cut(sheet.plan.title, identity[:80], column.header, len(str(row[column.key]))))
    return {**row, **fitted} if fitted else row


def _fit_text(text: str, mark: str) -> str:
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    return units[: 2 * (CELL_LIMIT - len(mark))].decode("utf-16-le", "ignore") + mark


# ---------------------------------------------------------------- the lines


def method_rows(briefing: Briefing, desk: Desk, cuts: Sequence[Cut]) -> tuple[Row, ...]:
    labels = desk.labels
    lines = [
        *_about(briefing, labels),
        *_counts(briefing),
        *((key, labels[f"method.{key}"]) for key in ("units", "themes", "records", "disputes", "history", "amounts")),
        ("not_added", _not_added(briefing, desk)),
        ("bounds", _bounds(briefing, desk)),
        ("precision", labels["method.precision"]),
        ("totals", _totals(briefing, desk)),
        ("overview", labels["method.overview"]),
        *_rates(briefing, desk),
        *((key, labels[f"method.{key}"]) for key in ("days", "positions", "confidence", "states", "printing")),
        *(("cut", labels["method.cut"].format(**cut._asdict())) for cut in cuts),
        *(("problems", _problem(problem, labels)) for problem in briefing.problems),
        *_reviews(briefing, labels),
        ("version", labels["method.version"].format(version=briefing.version)),
    ]
    return tuple({"item": labels[f"item.{key}"], "content": content} for key, content in lines)


def _reviews(briefing: Briefing, labels: Labels) -> Iterable[tuple[str, Value]]:
    if briefing.reviews:
        yield "reviews", labels["method.reviews"].format_map(count_reviews(briefing))


def _problem(problem: Problem, labels: Labels) -> str:
    return labels["method.problem"].format(subject=problem.subject, message=say_problem(problem.message, labels.lang))


def _about(briefing: Briefing, labels: Labels) -> Iterable[tuple[str, Value]]:
    counts = count_contents(briefing)
    yield "title", labels["method.title"].format(title=briefing.title, issue=briefing.issue)
    yield "desk", briefing.desk
    yield "period", _period(briefing, labels)
    yield "cutoff", _cutoff(briefing, labels)
    yield "inputs", labels["method.inputs"].format(files=counts["files"], unread=counts["files_unread"])
    yield "coverage", labels["method.coverage"].format_map(counts)
    left_out = {key: _count_reason(briefing, reason) for key, reason in EXCLUDED.items()}
    yield "exclusions", labels["method.exclusions"].format(**left_out, unread=counts["files_unread"])


def _cutoff(briefing: Briefing, labels: Labels) -> str:
    """When the last article that is counted was published, and how many bear no date."""
    moments = [row.article.published for row in briefing.articles if row.in_window]
    dated = [clock(moment) for moment in moments if moment is not None]
    if not dated:
        return labels["method.cutoff_none"]
    latest = max(str(moment)[:16] for moment in dated)
    return labels["method.cutoff"].format(latest=latest, undated=len(moments) - len(dated))


def _count_reason(briefing: Briefing, reason: str) -> int:
    """Articles skipped for one reason, over all files."""
    found = (text.partition(":") for row in briefing.coverage for text in row.reasons)
    return sum(int(count) for key, _, count in found if key == reason and count.isdigit())


def _period(briefing: Briefing, labels: Labels) -> str:
    period = briefing.period
    if period.first is None or period.last is None:
        return labels["method.period_none"]
    key = "method.period_asked" if period.is_asked else "method.period_open"
    return labels[key].format(first=period.first, last=period.last)


def _counts(briefing: Briefing) -> Iterable[tuple[str, Value]]:
    counts = count_contents(briefing)
    for key in ("articles", "stories", "deals", "funds", "projects", "repeated", "background", "conflicts"):
        yield key, counts[key]


def _sum_yuan(events: Iterable[Event], desk: Desk) -> Decimal:
    amounts = (in_yuan(event.money, desk.rates) for event in events if event.money)
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _totals(briefing: Briefing, desk: Desk) -> str:
    once = counted_once(counted(all_events(briefing)), briefing.standings)
    kinds = {"deals": Deal, "funds": Fund, "projects": Project}
    sums = {key: f"{_sum_yuan((e for e in once if isinstance(e, kind)), desk):,.2f}" for key, kind in kinds.items()}
    return desk.labels["method.totals"].format(**sums)


def _bounds(briefing: Briefing, desk: Desk) -> str:
    stated = [e for e in counted(all_events(briefing)) if e.money and e.money.value is not None]
    once = counted_once(stated, briefing.standings)
    whole = _sum_yuan(once, desk)
    share = _sum_yuan(filter(_is_low, once), desk) / whole if whole else Decimal(0)
    return desk.labels["method.bounds"].format(total=len(stated), count=sum(map(_is_low, stated)), share=f"{share:.1%}")


def _not_added(briefing: Briefing, desk: Desk) -> str:
    """How many records have money that is in no total, by the first reason that holds."""
    out = [e for e in all_events(briefing) if e.money and e.money.value is not None and e.id not in desk.added]
    why = Counter(_why_not_added(event, desk) for event in out)
    reasons = {key: why[key] for key in ("history", "repeated", "no_fact", "role", "same", "unknown")}
    return desk.labels["method.not_added"].format(count=len(out), **reasons)


def _why_not_added(event: Event, desk: Desk) -> str:
    if event.is_background:
        return "history"
    if is_repeated(event, desk.standings):
        return "repeated"
    if event.stage in NO_FACT:
        return "no_fact"
    if event.money and event.money.role in NOT_ADDED:
        return "role"
    return "same" if event.money and event.money.currency else "unknown"


def _is_low(event: Event) -> bool:
    return event.money is not None and event.money.precision in LOWER_BOUNDS


def _rates(briefing: Briefing, desk: Desk) -> Iterable[tuple[str, Value]]:
    labels = desk.labels
    for rate in briefing.rates:
        if rate.currency != "CNY":
            yield "rates", labels["method.rates"].format(currency=rate.currency, cny=rate.cny, day=rate.day)
    records = Counter(event.money.currency for event in all_events(briefing) if event.money)
    missing = [
        labels["method.currency_records"].format(currency=currency, count=records[currency])
        for currency in find_currencies(briefing)
        if currency not in desk.rates
    ]
    words = labels["method.no_rate"].format(currencies=labels["text.separator"].join(missing))
    yield "no_rate", words if missing else labels["method.none"]
