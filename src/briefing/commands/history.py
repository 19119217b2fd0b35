"""`briefing history`: what past issues said of one thing, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .shared import ARCHIVE, CONFIG, NOTHING_FOUND, form_option, load_settings_here, open_archive, print_rows

if TYPE_CHECKING:
    from ..archive.history import History, Telling
    from ..types import Event
    from ..write.labels import Labels

COLUMNS = ("thread", "issue", "period", "kind", "name", "stage", "amount", "parties", "state", "changed")


@click.command()
@click.argument("name")
@form_option("text", "table", "jsonl", "csv")
@ARCHIVE
@CONFIG
def history(name: str, form: str, archive: Path | None, config: Path | None) -> int:
    """A project's stages, a fund's closings, a company's rounds: NAME is a part of a name, or an id.

    Exit code 1: no issue told anything of that name.
    """
    from ..write.labels import read_labels

    chosen = load_settings_here(config)
    with open_archive(archive or chosen.archive, may_create=False) as opened:
        found = opened.histories(name)
    labels = read_labels("labels_xlsx.toml", lang=chosen.lang)
    if form == "text":
        for one in found:
            for line in describe_history(one, labels):
                click.echo(line)
    else:
        print_rows(form, (row for one in found for row in _rows(one, labels)), COLUMNS)
    if not found:
        click.echo(f"no issue told anything of {name}", err=True)
    return 0 if found else NOTHING_FOUND


def describe_history(one: History, labels: Labels) -> Iterator[str]:
    """Its name, then a line an issue with what changed and the sentence that says so."""
    yield f"{one.name} ({labels.name('kind', one.kind)} {one.thread})"
    for row, telling in zip(_rows(one, labels), one.tellings, strict=True):
        words = (labels.name("stage", row["stage"]), row["amount"], "、".join(row["parties"]), row["changed"])
        yield f"  {row['period']}  #{row['issue']}  " + "  ".join(filter(None, words))
        if telling.event.evidence:
            yield f"    {telling.event.evidence[0].text}"
    yield ""


def _rows(one: History, labels: Labels) -> list[dict[str, Any]]:
    before: Event | None = None
    rows = []
    for telling in one.tellings:
        rows.append(_row(one, telling, before, labels))
        before = telling.event
    return rows


def _row(one: History, telling: Telling, before: Event | None, labels: Labels) -> dict[str, Any]:
    from ..extract import find_updates
    from ..write.standing import format_update

    event = telling.event
    updates = find_updates(event, before, {}) if before is not None else ()
    return {
        "thread": one.thread,
        "issue": telling.issue,
        "period": " – ".join(day.isoformat() for day in (telling.first, telling.last) if day),
        "kind": one.kind,
        "name": event.name,
        "stage": event.stage,
        "amount": event.money.text if event.money else None,
        "parties": list(event.parties),
        "state": telling.state,
        "changed": labels["standing.list"].join(format_update(u, labels) for u in updates) or None,
    }
