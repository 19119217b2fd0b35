"""The floors, and which figures lie below theirs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).resolve().parent / "floors.toml"


def read_floors() -> dict[str, float]:
    """Figure -> the least it may be."""
    with FLOORS.open("rb") as f:
        return tomllib.load(f)["floors"]


def below(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Figure -> (what it is, what it may not be less than), of those that are less."""
    return {name: (x, floors[name]) for name, x in figures.items() if name in floors and x < floors[name]}
