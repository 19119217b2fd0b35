"""What one line says of one project."""

from __future__ import annotations

from dataclasses import dataclass

from ...types import Money
from ..facilities.happenings import Happening
from ..facilities.names import Name
from ..reading.context import Line


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name with what happens to it, in one line."""

    line: Line
    name: Name
    text: str
    type: str
    happening: Happening
    confidence: float
    origin: str = "name"
    """`name`, `row` (甲、乙等项目), `branch` (在甲地、乙地设立…), `contract` (中标X项目), `purpose` (募集资金用于X),
    `standing` (X年发电量…), `later` (X位于…。项目已封顶) or `english`."""
    money: Money | None = None
    """The sum that the sentence gives this one of several."""
    event_line: Line | None = None
    """Where the happening is told, if not in `line`: the sentence of a ceremony held for many."""
