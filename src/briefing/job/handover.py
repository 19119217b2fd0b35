"""A finished issue to its recipients, with the archive as the book of who has what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..archive import Archive
from ..config import Config
from ..deliver import SENT, SKIPPED, Facts, Sent, deliver, sent_before


def send_issue(
    folder: Path,
    config: Config,
    facts: Facts,
    archive: Archive,
    *,
    is_again: bool = False,
    run: int | None = None,
    sleep: Callable[[float], None] | None = None,
) -> tuple[Sent, ...]:
    """Deliver, and note in the archive what became of each as soon as it is final; `run` is the run it belongs to.

    `is_again`: also to those who have it; their message says that it is another sending.
    """

    def note(result: Sent) -> None:
        if result.state != SKIPPED:
            archive.note_delivery(
                week=facts.week, channel=result.channel, recipient=result.recipient, state=result.state, run=run,
                message_id=result.message_id, content=result.content, error=result.error or None,
            )  # fmt: skip

    known = [d for d in archive.deliveries(facts.week or None) if d.state == SENT and d.message_id]
    times = Counter((d.channel, d.recipient) for d in known)
    chosen = replace(facts, sending=1 + max(times.values(), default=0)) if is_again else facts
    before = sent_before(() if is_again else (d.message_id for d in known if d.message_id))
    waiting = {"sleep": sleep} if sleep is not None else {}
    return deliver(folder, config.delivery, chosen, already_sent=before, record=note, **waiting)
