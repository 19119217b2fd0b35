"""Which columns of a record may be corrected, and what stands in them, in a form that does not depend on a language.

A value is a `Cell`: a text, a code (`funding`), a day as far as it is known (`2025-07`), digits (amounts in millions
of their currency), or a row of names. Everything else of a row is evidence or reckoned from it, and is not corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..types import Cell, Event, Fund, Money, Project

MILLION = Decimal(1_000_000)
MOST_DIGITS = 24  # of an amount, as in the workbook: a misread row of digits is none
SAME_DIGITS = Decimal("1e-12")  # a workbook keeps 15 digits of a number


@dataclass(frozen=True, slots=True)
class Column:
    """One column that may be corrected."""

    key: str
    """As in `data/labels_xlsx.toml`."""
    field: str
    """Of the record; of its amount after `money.`."""
    kind: str = "text"
    """`text`, `code`, `names`, `day`, `million`, `number`, `integer`, `currency`, `unit`."""
    group: str | None = None
    """Group of allowed codes."""
    is_needed: bool = False


def _money(prefix: str = "") -> tuple[Column, ...]:
    return (
        Column(f"{prefix}amount_text", "money.text"),
        Column("currency", "money.currency", "currency"),
        Column(f"{prefix}amount", "money.value", "million"),
        Column("low", "money.low", "million"),
        Column("high", "money.high", "million"),
        Column("precision", "money.precision", "code", "precision"),
    )


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "deal": (
        Column("date", "date", "day"),
        Column("subject", "name", is_needed=True),
        Column("deal_type", "type", "code", "deal_type"),
        Column("round", "round", "code", "round"),
        Column("stage", "stage", "code", "stage"),
        Column("parties", "parties", "names"),
        Column("leads", "leads", "names"),
        *_money(),
        Column("place", "place"),
    ),
    "fund": (
        Column("fund_name", "name", is_needed=True),
        Column("fund_type", "type", "code", "fund_type"),
        Column("level", "level", "code", "level"),
        Column("stage", "stage", "code", "stage"),
        Column("managers", "managers", "names"),
        Column("sponsors", "sponsors", "names"),
        *_money("fund_"),
        Column("first_close", "first_close", "million"),
        Column("committed", "committed", "million"),
        Column("paid_in", "paid_in", "million"),
        Column("focus", "focus"),
        Column("place", "place"),
    ),
    "project": (
        Column("project_name", "name", is_needed=True),
        Column("project_type", "type", "code", "project_type"),
        Column("phase", "stage", "code", "stage"),
        Column("stage_text", "stage_text"),
        Column("owners", "owners", "names"),
        *_money("project_"),
        Column("capacity", "capacity", "number"),
        Column("unit", "unit", "unit", "size_unit"),
        Column("place", "place"),
        Column("bundle", "bundle", "integer"),
    ),
}
"""By kind of record."""

FUND_PARTS = ("first_close", "committed", "paid_in")


def kind_of(event: Event) -> str:
    return type(event).__name__.lower()


def cells_of(event: Event) -> dict[str, Cell]:
    """What the row of a record says, by column key."""
    return {column.key: _cell(event, column) for column in COLUMNS[kind_of(event)]}


def original_cells(event: Event) -> dict[str, Cell]:
    """The same as it was read, before an editor's changes."""
    changes = event.review.changes if event.review else ()
    return cells_of(event) | {change.column: change.was for change in changes}


def telling_cells(cells: Mapping[str, Cell], kind: str) -> tuple[tuple[str, Cell], ...]:
    """What tells a record from a later one of the same name and type: a company's next round has the same id."""
    fields = ("money.value", "money.currency", "round")
    return tuple((c.key, cells[c.key]) for c in COLUMNS[kind] if c.field in fields and cells.get(c.key) is not None)


def is_same(one: Cell, other: Cell, column: Column) -> bool:
    """Whether two values of a column are one; numbers as far as a workbook keeps their digits."""
    if column.kind in ("million", "number") and isinstance(one, str) and isinstance(other, str):
        a, b = Decimal(one), Decimal(other)
        return abs(a - b) <= SAME_DIGITS * max(abs(a), abs(b))
    return (one or None) == (other or None)


def digits(value: Decimal | None) -> str | None:
    """A number in plain digits; None where it is none that a cell can hold."""
    if value is None or not value.is_finite() or value.adjusted() >= MOST_DIGITS:
        return None
    shown = format(value, "f")
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) or "0"


def _millions(value: Decimal | None) -> str | None:
    return None if value is None or not value.is_finite() else digits(value / MILLION)


# ---------------------------------------------------------------- one value


def _cell(event: Event, column: Column) -> Cell:
    field = column.field
    if isinstance(event, Fund) and field == "money.currency":
        return currency_of(event)
    if field.startswith("money."):
        return _money_cell(event.money, field.removeprefix("money."))
    if isinstance(event, Fund) and field in FUND_PARTS:
        return _part_cell(event, field)
    if isinstance(event, Project) and field in ("capacity", "unit"):
        return _capacity_cell(event, field)
    if isinstance(event, Project) and field == "owners":
        return tuple(dict.fromkeys((*event.owners, *event.parties)))
    value = getattr(event, field)
    return str(value) if isinstance(value, int) else value or None


def _money_cell(money: Money | None, part: str) -> Cell:
    value = getattr(money, part) if money else None
    return _millions(value) if part in ("value", "low", "high") else value


def _part_cell(fund: Fund, field: str) -> Cell:
    """As the sheet shows it: the main amount too where it is that part, and nothing in another currency than 币种."""
    main = fund.money if fund.money and fund.money.role == field else None
    money = getattr(fund, field) or main
    return _millions(money.value) if money and money.currency == currency_of(fund) else None


def currency_of(fund: Fund) -> str | None:
    """Of the whole row: the main amount's, or the first part's."""
    money = fund.money or next((part for key in FUND_PARTS if (part := getattr(fund, key))), None)
    return money.currency if money else None


def _capacity_cell(project: Project, field: str) -> Cell:
    size = project.capacity
    return None if size is None else size.unit or None if field == "unit" else digits(size.value)


def edited_fields(event: Event) -> frozenset[str]:
    """The fields of a record that an editor set; of an amount the whole of it, as `money`."""
    if event.review is None:
        return frozenset()
    fields = {column.key: column.field for column in COLUMNS[kind_of(event)]}
    return frozenset(fields[change.column].partition(".")[0] for change in event.review.changes)
