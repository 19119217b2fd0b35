"""Rows of the long sheets, one fact a row, for pivot tables: 交易方 and 规模."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..types import Briefing, Deal, Event, Fund, Project
from .counts import all_events
from .xlsx_desk import Desk, region_of, status_of, theme_of
from .xlsx_layout import Link, Row
from .xlsx_values import parse_day


def party_rows(briefing: Briefing, places: Mapping[str, str], desk: Desk) -> tuple[Row, ...]:
    """Who takes part in what: a row for each party of a record in each of its roles."""
    return tuple(
        {**_record(event, places, desk), "party": party, "party_role": desk.labels.name("party_role", role)}
        for event in all_events(briefing)
        for party, role in roles_of(event)
    )


def roles_of(event: Event) -> list[tuple[str, str]]:
    """Each party and its role; who has a role of its own is not named once more as a mere party."""
    named = list(dict.fromkeys(_named(event)))
    told = {party for party, _ in named}
    other = "party" if isinstance(event, Deal) else "other"
    return named + [(party, other) for party in dict.fromkeys(event.parties) if party not in told]


def _named(event: Event) -> Iterator[tuple[str, str]]:
    match event:
        case Deal():
            yield from _each(event.leads, "lead")
        case Fund():
            yield from _each(event.managers, "manager")
            yield from _each(event.sponsors, "sponsor")
        case Project():
            yield from _each(event.owners, "owner")


def _each(parties: Iterable[str], role: str) -> Iterator[tuple[str, str]]:
    return ((party, role) for party in parties)


def capacity_rows(briefing: Briefing, places: Mapping[str, str], desk: Desk) -> tuple[Row, ...]:
    """How large projects are: as written, and as a number with its unit."""
    return tuple(
        {
            **_record(project, places, desk),
            "capacity_text": project.capacity.text,
            "capacity": project.capacity.value,
            "unit": desk.labels.name("size_unit", project.capacity.unit),
        }
        for project in briefing.projects
        if project.capacity
    )


def _record(event: Event, places: Mapping[str, str], desk: Desk) -> Row:
    """What a pivot table groups by. No amount: it would be added once for each party."""
    labels = desk.labels
    kind = type(event).__name__.lower()
    return {
        "record": Link(event.id, places[event.id]),
        "kind": labels.name("kind", kind),
        "record_name": event.name,
        "record_type": labels.name(f"{kind}_type", event.type),
        "stage": labels.name("stage", event.stage),
        "date": parse_day(event.date),
        "theme": theme_of(event, desk),
        "place": event.place,
        "status": status_of(event, desk),
        "region": region_of(event, desk),
    }
