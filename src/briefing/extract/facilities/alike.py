"""Mentions of one thing, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def group_alike(mentions: Sequence[T], is_same: Callable[[T, T], bool]) -> list[list[T]]:
    """In order: each mention joins the first group in which one is the same, or begins its own."""
    groups: list[list[T]] = []
    for mention in mentions:
        home = next((g for g in groups if any(is_same(mention, other) for other in g)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return groups
