"""What every comparison needs: how far apart two articles lie, and its reasons in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from ..types import Signature, Why


def days_between(a: Signature, b: Signature) -> int:
    """Days between two publications; 1 when one of them is not known, because nothing is said for or against."""
    return abs(a.day - b.day) // timedelta(days=1) if a.day is not None and b.day is not None else 1


def make_why(a: Signature, b: Signature, relation: str, score: float, reasons: tuple[str, ...]) -> Why:
    return Why(a.article, b.article, relation, round(score, 3), reasons)


def enumerate_words(what: str, words: Sequence[str]) -> tuple[str, ...]:
    return (f"{what}: {', '.join(words[:6])}",) if words else ()
