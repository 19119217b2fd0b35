"""Values as words: days, periods, amounts of money, counts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from ...types import Figure, Moment, Period
from ..labels import Labels

MINUS = "−"


def format_day(day: date, labels: Labels, *, form: str = "day") -> str:
    months = labels.words.get("date.months", "").split()
    month = months[day.month - 1] if months else ""
    return labels[f"date.{form}"].format(y=day.year, m=day.month, d=day.day, month=month)


def format_moment(moment: Moment | None, labels: Labels) -> str:
    if moment is None:
        return labels["story.no_time"]
    day = format_day(moment, labels)
    if not isinstance(moment, datetime):
        return day
    return labels["date.time"].format(day=day, H=f"{moment.hour:02}", M=f"{moment.minute:02}")


def format_short(moment: Moment, labels: Labels) -> str:
    """Day and month, with the time where the source gives one: the year stands in the masthead."""
    day = format_day(moment, labels, form="month_day")
    if not isinstance(moment, datetime):
        return day
    return labels["date.time"].format(day=day, H=f"{moment.hour:02}", M=f"{moment.minute:02}")


def format_period(period: Period, labels: Labels) -> str:
    """First and last day, the last without the year or month that it shares with the first."""
    if period.first is None or period.last is None:
        return labels["field.no_period"]
    first, last = period.first, period.last
    if first == last:
        return format_day(first, labels)
    form = "month_day" if first.year == last.year else "day"
    return labels["field.period"].format(first=format_day(first, labels), last=format_day(last, labels, form=form))


def format_issue(issue: int, labels: Labels) -> str:
    return labels["field.issue"].format(issue=issue)


def format_number(value: Decimal) -> str:
    """Thousands apart, at most two decimals; a value below 0.01 keeps two figures of its own."""
    step = Decimal("0.01") if abs(value) >= Decimal("0.01") or not value else Decimal(1).scaleb(value.adjusted() - 1)
    shown = f"{value.quantize(step, ROUND_HALF_UP):,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def scale_of(labels: Labels) -> Decimal:
    """What large amounts are counted in: 亿 in Chinese, millions in English."""
    return Decimal(labels["amount.scale"])


def money_unit(currency: str, labels: Labels) -> str:
    """亿元, 亿美元, RMB million."""
    name = labels.name("currency", currency)
    return labels["amount.large"].format(value="", currency=name).replace("  ", " ").strip()


def figure_name(figure: Figure, labels: Labels) -> str:
    """The words of a row of 数据一览, with its unit."""
    if not figure.key.startswith("money:"):
        unit = labels.words.get(f"unit.{figure.key}", "")
        return _with_unit(labels.name("figure", figure.key), unit, labels)
    _, kind, currency = figure.key.split(":", 2)
    return _with_unit(labels[f"figure.money_{kind}"], money_unit(currency, labels), labels)


def _with_unit(name: str, unit: str, labels: Labels) -> str:
    return f"{name}{labels['story.bracket_open']}{unit}{labels['story.bracket_close']}" if unit else name


def figure_value(figure: Figure, value: Decimal | None, labels: Labels) -> str:
    if value is None:
        return labels["figure.unknown"]
    return format_number(value / scale_of(labels) if figure.key.startswith("money:") else value)


def figure_change(figure: Figure, labels: Labels) -> str:
    if figure.previous is None:
        return labels["figure.unknown"]
    change = figure.value - figure.previous
    if not change:
        return labels["figure.same"]
    return ("+" if change > 0 else MINUS) + figure_value(figure, abs(change), labels)
