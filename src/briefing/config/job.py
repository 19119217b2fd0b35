"""What `briefing run` works on, `[run]`, and what holds an issue back, `[gates]`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from .checks import Check, check_count, check_flag, check_folder, check_number, check_text, check_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What one run reads and writes."""

    inputs: tuple[Path, ...] = ()
    """Files and folders; empty: the inbox of `[fetch]`. Of a folder's folders that are named by a day (2025-07-18),
    those around the week are read."""
    out: Path = Path("issues")
    """Folder of the issues: each stands in a folder named by its week."""
    catch_up: int = 4
    """Missed weeks that are made up for, at the most; 0: none."""
    send_empty: bool = False
    """Whether an issue without an article is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """An issue that does not pass is written, not sent."""

    coverage: float = 0.8
    """Least share of the input files that were read and gave an article."""
    thin: float = 0.4
    """Least number of articles, as a share of what the last issues had in the middle."""
    fat: float = 2.5
    """Largest number of articles, as a multiple of the same."""


def check_running(section: Mapping[str, Any], where: str, base: Path) -> Running:
    """The section as settings. Raises ConfigError."""
    values = check_values(section, RUN_CHECKS, f"{where}: [run]", base)
    return Running(**{"out": base / Running().out, **values})


def check_gates(section: Mapping[str, Any], where: str, base: Path) -> Gates:
    """The section as settings. Raises ConfigError."""
    return Gates(**check_values(section, GATE_CHECKS, f"{where}: [gates]", base))


def _paths(value: Any, where: str, base: Path) -> tuple[Path, ...]:
    if not isinstance(value, list) or not value:
        raise ConfigError(f'{where} is {value!r}; give a list of files and folders, like ["inbox"]')
    return tuple(base / check_text(one, where, base) for one in value)


RUN_CHECKS: dict[str, Check] = {
    "inputs": _paths,
    "out": check_folder,
    "catch_up": check_count,
    "send_empty": check_flag,
}
GATE_CHECKS: dict[str, Check] = {"coverage": check_number(0, 1), "thin": check_number(0, 1), "fat": check_number(1)}
