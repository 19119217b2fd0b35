"""What `briefing run` works on, `[run]`, and what holds an issue back, `[gates]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from .checks import check_count, check_text, refuse_unknown


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
    refuse_unknown(section, RUN_CHECKS, f"{where}: [run]")
    values = {key: RUN_CHECKS[key](value, f"{where}: [run] {key}", base) for key, value in section.items()}
    values.setdefault("out", base / Running().out)
    return Running(**values)


def check_gates(section: Mapping[str, Any], where: str) -> Gates:
    """The section as settings. Raises ConfigError."""
    refuse_unknown(section, GATE_CHECKS, f"{where}: [gates]")
    return Gates(**{key: GATE_CHECKS[key](value, f"{where}: [gates] {key}") for key, value in section.items()})


def _paths(value: Any, where: str, base: Path) -> tuple[Path, ...]:
    if not isinstance(value, list) or not value:
        raise ConfigError(f'{where} is {value!r}; give a list of files and folders, like ["inbox"]')
    return tuple(base / check_text(one, where, base) for one in value)


def _folder(value: Any, where: str, base: Path) -> Path:
    path = base / check_text(value, where, base)
    if path.exists() and not path.is_dir():
        raise ConfigError(f"{where}: {path} is a file; name a folder")
    return path


def _yes_or_no(value: Any, where: str, base: Path) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{where} is {value!r}; write true or false")
    return value


def _share(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ConfigError(f"{where} is {value!r}; give a share between 0 and 1, like 0.8")
    return float(value)


def _multiple(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 1:
        raise ConfigError(f"{where} is {value!r}; give a number from 1 on, like 2.5")
    return float(value)


RUN_CHECKS: dict[str, Callable[[Any, str, Path], Any]] = {
    "inputs": _paths,
    "out": _folder,
    "catch_up": check_count,
    "send_empty": _yes_or_no,
}
GATE_CHECKS: dict[str, Callable[[Any, str], float]] = {"coverage": _share, "thin": _share, "fat": _multiple}
