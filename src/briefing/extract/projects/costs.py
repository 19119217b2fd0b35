"""What a project costs as a whole: in its own lines, then in those that name it again or go on about it."""

from __future__ import annotations

from ...types import Money
from ..facilities.names import normal_form
from ..reading.amounts import place_amount
from ..reading.context import Context, Line
from .candidate import Candidate
from .sameness import phase, simple_name
from .thing_sums import find_cost, find_cost_elsewhere, is_part_of_cost


def cost_of(context: Context, best: Candidate, group: list[Candidate], sequels: tuple[Line, ...]) -> Money | None:
    """The total investment: in the lines of the project, then in lines that name it again or go on about it."""
    part: Money | None = None
    own = next((c for c in group if c.money is not None), None)
    if own is not None and own.money is not None:
        return place_amount(own.line, own.money)
    if any(c.origin == "purpose" for c in group):
        return None
    for candidate in sorted(group, key=lambda c: c is not best):
        money = None if candidate.origin == "row" else find_cost(candidate.line, candidate.name)
        if money is not None and not says_part(candidate, money):
            return money
        part = part or money
    if best.name.count:
        return part
    return find_cost_elsewhere(context, best.line, normal_form(simple_name(best)), sequels) or part


def says_part(candidate: Candidate, money: Money) -> bool:
    """The cost of a first phase, when the project as a whole is named."""
    if phase(simple_name(candidate)):
        return False
    line = candidate.line
    start = money.span.start - line.span.start
    return any(m.span.start == start and is_part_of_cost(line, m) for m in line.money)
