"""Deals, funds and projects; where each was read, where reports differ, what an editor says of one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .source import Span


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as written and what it means. Values in plain units of the currency."""

    text: str
    currency: str | None
    """ISO 4217 code; None when none is stated and none may be assumed."""
    value: Decimal | None
    """A range gives its lower bound, an order of magnitude its unit (数千万元: 10,000,000)."""
    low: Decimal | None
    high: Decimal | None
    precision: str
    """`exact`, `about` (约), `near` (近), `over` (超, 逾, 不低于), `under` (不超过), `range`, `magnitude` (数千万)."""
    span: Span
    role: str | None = None
    """What the text says the sum is; None: not said.

    Of a fund: `total`, `target`, `first_close`, `committed`, `paid_in`, `to_date` (over all the years). Of a project:
    `investment`, `phase` (one part beside the whole), `annual`, `contract` (a bid won, an order). Of a deal: `raised`
    (a round, an issue, an offering), `price`, `valuation`, `upfront`, `milestone`, `loan`, `matching` (raised beside an
    acquisition, or drawn in from others), `part` (a share of a batch that the same article sums up). Of a company:
    `capital` (registered), `revenue`, `profit`, `assets` (owned, owed or managed), `output` (also taxes, a market's
    size), `cost` (expenses, pay, damage), `dividend`, `buyback` (also holders' sales), `grant`, `fee` (fines), `trade`
    (turnover of a market, flows), `cumulative` (over all the years). Never a record's sum: `per_unit`, the price of one
    share or ton; `threshold`, as in 亿元以上项目29个; `converted`, the sum before it in another currency."""
    is_currency_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A size that is not money: 1 GW, 500 MWh, 100.9 km²."""

    text: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record was read."""

    article: str
    span: Span
    text: str
    """The sentence, verbatim: the span's slice."""
    rule: str
    """Name of the rule that read it, for people who want to know why."""
    references: tuple[int, ...] = ()
    raw: Span | None = None
    """Where it stands in `Document.raw`; filled in when the briefing is composed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says of one figure of a record; kept where the reports do not agree."""

    field: str
    """Which figure: `amount`, `valuation`, `first_close`, `committed`, `paid_in`."""
    money: Money
    evidence: Evidence
    """The sentence that holds the figure."""
    is_used: bool = False
    """Whether the record's own figure is this one, or agrees with it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reports of one record that differ in a figure by more than rounding."""

    id: str
    record: str
    """Id of the record."""
    kind: str
    """`deal`, `fund`, `project`."""
    name: str
    field: str
    claims: tuple[Claim, ...]
    """What each report says, the figure used first."""


# ---------------------------------------------------------------- what an editor says of a record


Cell = str | tuple[str, ...] | None
"""A value as a correction holds it: a text or a code, a date (ISO), a number in digits (amounts in millions), names."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that an editor put in the place of what was read."""

    column: str
    """Key of the column in the workbook."""
    was: Cell
    now: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What an analyst said of a record. It goes with the id that the record has by what its sources say."""

    record: str
    kind: str
    """`deal`, `fund`, `project`."""
    name: str
    """As the sources have it."""
    state: str
    """`pending` (only a note), `confirmed`, `changed`, `rejected`."""
    changes: tuple[Change, ...] = ()
    note: str | None = None
    seen: tuple[tuple[str, Cell], ...] = ()
    """What tells this record from a later one of the same name and type, as it was read: amount, currency, round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One transaction, signed agreement or capital-market event."""

    id: str = ""
    type: str | None
    name: str
    parties: tuple[str, ...] = ()
    money: Money | None = None
    stage: str | None = None
    place: str | None = None
    date: str | None = None
    """ISO, as precise as the source allows: `2022-11-27`, `2022-11`, `2022`."""
    is_background: bool = False
    """Earlier history told in passing: kept, not counted."""
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    """The best first; after merging over articles, one or more of each."""
    round: str | None = None
    leads: tuple[str, ...] = ()
    """The lead investors; they are among `parties` too."""
    valuation: Money | None = None
    aliases: tuple[str, ...] = ()
    """Other names that its reports give it: the full name of a short one, another spelling."""
    claims: tuple[Claim, ...] = ()
    """All readings of a figure in which the reports differ; none where they agree."""
    review: Review | None = None
    """What an editor said of it; the values that it changed are the editor's and stand in no source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """One identifiable pool of capital."""

    id: str = ""
    type: str | None
    name: str
    parties: tuple[str, ...] = ()
    money: Money | None = None
    stage: str | None = None
    place: str | None = None
    date: str | None = None
    """ISO, as precise as the source allows: `2022-11-27`, `2022-11`, `2022`."""
    is_background: bool = False
    """Earlier history told in passing: kept, not counted."""
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    """The best first; after merging over articles, one or more of each."""
    level: str | None = None
    """`national`, `provincial`, `municipal`, `county`, None."""
    managers: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    first_close: Money | None = None
    committed: Money | None = None
    paid_in: Money | None = None
    focus: str | None = None
    """What it invests in, verbatim."""
    aliases: tuple[str, ...] = ()
    """Other names that its reports give it: the full name of a short one, another spelling."""
    claims: tuple[Claim, ...] = ()
    """All readings of a figure in which the reports differ; none where they agree."""
    review: Review | None = None
    """What an editor said of it; the values that it changed are the editor's and stand in no source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One identifiable piece of physical or institutional infrastructure."""

    id: str = ""
    type: str | None
    name: str
    parties: tuple[str, ...] = ()
    money: Money | None = None
    stage: str | None = None
    place: str | None = None
    date: str | None = None
    """ISO, as precise as the source allows: `2022-11-27`, `2022-11`, `2022`."""
    is_background: bool = False
    """Earlier history told in passing: kept, not counted."""
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    """The best first; after merging over articles, one or more of each."""
    stage_text: str | None = None
    """The words that say the stage, verbatim."""
    owners: tuple[str, ...] = ()
    capacity: Quantity | None = None
    bundle: int | None = None
    """How many projects this one row stands for."""
    aliases: tuple[str, ...] = ()
    """Other names that its reports give it: the full name of a short one, another spelling."""
    claims: tuple[Claim, ...] = ()
    """All readings of a figure in which the reports differ; none where they agree."""
    review: Review | None = None
    """What an editor said of it; the values that it changed are the editor's and stand in no source."""


Event = Deal | Fund | Project
