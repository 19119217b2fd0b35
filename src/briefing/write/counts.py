"""What an issue holds, counted from its rows, the same for every file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ..compose import is_repeated
from ..types import Briefing, Event

LOWER_BOUNDS = frozenset({"range", "magnitude", "over"})
"""Precisions whose value is the least that the words allow."""


def all_events(briefing: Briefing) -> tuple[Event, ...]:
    """Deals, funds, projects, in the order of the sheets."""
    return (*briefing.deals, *briefing.funds, *briefing.projects)


def find_currencies(briefing: Briefing) -> list[str]:
    """Currencies of the issue's records, in the order of the alphabet."""
    return sorted({e.money.currency for e in all_events(briefing) if e.money and e.money.currency})


def counted(events: Iterable[Event]) -> list[Event]:
    """Records of this week: earlier history is listed and not counted."""
    return [event for event in events if not event.is_background]


Kind = TypeVar("Kind", bound=Event)


def printed_records(events: Iterable[Kind], briefing: Briefing) -> list[Kind]:
    """What the short tables show: neither earlier history nor what an earlier issue has told and is as it was."""
    return [event for event in events if not event.is_background and not is_repeated(event, briefing.standings)]


def count_contents(briefing: Briefing) -> dict[str, int]:
    """How many of each there are. `found` == `used` + `merged` + `skipped`, summed over the files."""
    events = all_events(briefing)
    sums = {key: sum(getattr(row, key) for row in briefing.coverage) for key in ("found", "used", "merged", "skipped")}
    return {
        "files": len(briefing.coverage),
        "files_unread": sum(row.source.form is None for row in briefing.coverage),
        **sums,
        "articles": len(briefing.articles),
        "stories": len(briefing.stories),
        "deals": len(printed_records(briefing.deals, briefing)),
        "funds": len(printed_records(briefing.funds, briefing)),
        "projects": len(printed_records(briefing.projects, briefing)),
        "repeated": len(counted(events)) - len(printed_records(events, briefing)),
        "background": len(events) - len(counted(events)),
        "conflicts": len(briefing.conflicts),
        "sources": len(briefing.sources),
        "problems": len(briefing.problems),
    }


def count_reviews(briefing: Briefing) -> dict[str, int]:
    """How many records of the issue an editor confirmed, changed and rejected."""
    states = [review.state for review in briefing.reviews]
    return {state: states.count(state) for state in ("confirmed", "changed", "rejected")}
