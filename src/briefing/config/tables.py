"""The tables of `data/`: facts and words apart from logic."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_table(name: str) -> dict[str, Any]:
    """A TOML table of `data/`, parsed once; not to be changed."""
    return tomllib.loads(resources.files("briefing").joinpath("data", name).read_text(encoding="utf-8"))


def read_words(name: str) -> tuple[str, ...]:
    """A word list of `data/`: one word a line, `#` begins a remark."""
    text = resources.files("briefing").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)
