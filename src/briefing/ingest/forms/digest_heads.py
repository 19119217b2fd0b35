"""How a round-up is cut: which kind it is, and where the newsletter turns to its reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .digest_kinds import KINDS
from .digest_lines import Row, calls_itself_digest, word_pattern
from .digest_marks import Head

HEADS_READ = 6
"""Lines at the top that may say what the text is."""
_ENDS = word_pattern("newsletter_ends")


@dataclass(frozen=True, slots=True)
class Plan:
    """The kind of a round-up and its items' first lines."""

    kind: str
    heads: tuple[Head, ...]
    end: int
    """The row at which the round-up ends: what stands behind it is the newsletter's own."""


def find_plan(rows: Sequence[Row], title: str | None = None) -> Plan | None:
    """The kind of round-up with the most items; None when nothing says that it is one."""
    is_digest = calls_itself_digest([*([title] if title else []), *_heads(rows)])
    for kind in KINDS:
        if kind(rows, is_digest):
            end = _find_end(rows)  # sought only now: ordinary texts are spared the search
            heads = kind(rows[:end], is_digest)
            return Plan(kind.__name__, heads, end) if heads else None
    return None


def _heads(rows: Sequence[Row]) -> Iterator[str]:
    """The lines above the first prose that may name the text."""
    for row in rows[:HEADS_READ]:
        if row.is_prose and len(row.text) > 90:
            return
        if not row.is_fact:
            yield row.text


def _find_end(rows: Sequence[Row]) -> int:
    """Where the newsletter turns to its reader: subscriptions, advertising, farewell."""
    for i in range(max(2, len(rows) // 3), len(rows)):
        if is_end(rows[i].text):
            return i
    return len(rows)


def is_end(line: str) -> bool:
    """Whether a line is the newsletter's word to its reader."""
    return len(line) <= 160 and bool(_ENDS.search(line))
