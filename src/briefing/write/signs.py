"""The signs behind a printed value: one that an editor set, one that other reports give otherwise."""

from __future__ import annotations

from ..corrections import edited_fields
from ..types import Event

EDITED, DISPUTED = "＊", "※"


def edited_sign(event: Event, *fields: str) -> str:
    """The sign of an editor's value, where one of these fields is one."""
    return EDITED if edited_fields(event).intersection(fields) else ""


def is_disputed(event: Event) -> bool:
    """Whether other reports give another amount."""
    return any(claim.field == "amount" for claim in event.claims)


def amount_text(event: Event) -> str:
    """The amount as it is written, with its signs; empty where none is told."""
    words = event.money.text + (DISPUTED if is_disputed(event) else "") if event.money else ""
    return words + edited_sign(event, "money")
