"""How a story or a record stands to earlier issues, in words: `更新（首见第28期）：阶段：签约 → 开工`."""

from __future__ import annotations

from collections.abc import Callable

from ..types import Cell, Standing, Update
from .labels import Labels

NAMES = frozenset({"parties", "leads", "managers", "sponsors", "owners"})
"""Updates that tell names which were not there before."""


def format_standing(standing: Standing | None, labels: Labels, *, escape: Callable[[str], str] = str) -> str:
    """The state with its first issue and what changed; of a new story, what it goes on with; empty when it is new."""
    if standing is None or standing.state == "new":
        return _before(standing, labels, escape) if standing is not None else ""
    state = labels.name("standing", standing.state)
    said = labels["standing.said"].format(state=state, first=standing.first_issue)
    if not standing.updates:
        return said
    changes = labels["standing.list"].join(format_update(update, labels, escape=escape) for update in standing.updates)
    return labels["standing.changes"].format(said=said, changes=changes)


def _before(standing: Standing, labels: Labels, escape: Callable[[str], str]) -> str:
    if standing.last_issue is None or standing.title is None:
        return ""
    return labels["standing.before"].format(issue=standing.last_issue, title=escape(standing.title))


def format_update(update: Update, labels: Labels, *, escape: Callable[[str], str] = str) -> str:
    """One change, the old value before the new one."""
    field = labels.name("changed", update.field)
    was, now = (_value(update.field, value, labels, escape) for value in (update.was, update.now))
    key = "added" if update.field in NAMES else "change" if was else "first_stated"
    return labels[f"standing.{key}"].format(field=field, was=was, now=now)


def _value(field: str, value: Cell, labels: Labels, escape: Callable[[str], str]) -> str:
    if isinstance(value, tuple):
        return labels["standing.names"].join(map(escape, value))
    return labels.name("stage", value) if field == "stage" else escape(value or "")
