"""What a value of the settings must be.

Each check takes the value, where it stands, and the folder of the file, from which paths count; it gives the value as
the program uses it, or raises ConfigError with the remedy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from math import inf
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..errors import ConfigError

LANGUAGES = ("zh", "en")

Check = Callable[[Any, str, Path], Any]
Value = TypeVar("Value")


def read_toml(path: Path, *, option: str = "--config") -> dict[str, Any]:
    """The table of a file; a mark of byte order, as Windows editors write it, does no harm. Raises ConfigError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as e:
        raise ConfigError(f"{path}: cannot be read ({e.strerror}); give a readable file with {option}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{path}: is not valid TOML ({e}); mend that line") from None


def check_all(parts: Mapping[str, Callable[[], Value]]) -> dict[str, Value]:
    """What each part gives. Raises ConfigError with the faults of all of them, a line each: who mends a file wants to
    know them at once."""
    found, faults = {}, []
    for key, part in parts.items():
        try:
            found[key] = part()
        except ConfigError as fault:
            faults.append(str(fault))
    if faults:
        raise ConfigError("\n".join(faults))
    return found


def check_values(
    table: Mapping[str, Any],
    checks: Mapping[str, Check],
    where: str,
    base: Path,
    *,
    needed: Iterable[str] = (),
    homes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The values of a section. Raises ConfigError for those that do not fit, keys that are not known, and `needed` ones
    that are not there. `homes`: settings that have a place elsewhere, and the section they belong in.
    """
    parts: dict[str, Callable[[], Any]] = {
        key: partial(checks[key], value, f"{where}: {key}", base)
        if key in checks
        else partial(_refuse, key, checks, where, (homes or {}).get(key))
        for key, value in table.items()
    }
    return check_all(parts | {key: partial(_miss, key, where) for key in needed if key not in table})


def _refuse(key: str, known: Iterable[str], where: str, home: str | None) -> None:
    hint = f"; put it below [{home}]" if home else ""
    raise ConfigError(f'{where}: "{key}" is not a setting here; use one of {", ".join(sorted(known))}{hint}')


def _miss(key: str, where: str) -> None:
    raise ConfigError(f"{where}: {key} is missing; add it or remove the section")


def take_section(table: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    section = table.get(key, {})
    if not isinstance(section, dict):
        raise ConfigError(f"{where}: {key} is not a section; write [{key}] on a line of its own")
    return section


def check_text(value: Any, where: str, base: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where} is {value!r}; give a text in quotes")
    return value.strip()


def check_zone(value: Any, where: str, base: Path) -> str:
    name = check_text(value, where, base)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(f'{where} is "{name}", which is no time zone; use a name like Asia/Shanghai') from None
    return name


def check_language(value: Any, where: str, base: Path) -> str:
    if value not in LANGUAGES:
        raise ConfigError(f"{where} is {value!r}; use zh or en")
    return value


def check_file(value: Any, where: str, base: Path) -> Path:
    path = base / check_text(value, where, base)
    if not path.is_file():
        raise ConfigError(f"{where}: {path} does not exist; correct the path or remove the line")
    return path


def check_place(value: Any, where: str, base: Path) -> Path:
    """A file that may be made later."""
    path = base / check_text(value, where, base)
    if path.is_dir():
        raise ConfigError(f"{where}: {path} is a folder; name a file")
    return path


def check_folder(value: Any, where: str, base: Path) -> Path:
    """A folder that may be made later."""
    path = base / check_text(value, where, base)
    if path.exists() and not path.is_dir():
        raise ConfigError(f"{where}: {path} is a file; name a folder")
    return path


def check_template(value: Any, where: str, base: Path) -> Path:
    """A name of the package's is checked when it is opened, as is one on the command line."""
    name = Path(check_text(value, where, base))
    return name if len(name.parts) == 1 and not name.suffix else check_file(value, where, base)


def check_count(value: Any, where: str, base: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ConfigError(f"{where} is {value!r}; give a whole number, like 451")
    return value


def check_positive(value: Any, where: str, base: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigError(f"{where} is {value!r}; give a whole number from 1 on")
    return value


def check_number(least: float, most: float = inf) -> Check:
    """A number within these bounds."""

    def check(value: Any, where: str, base: Path) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            bounds = f"{least:g} on" if most == inf else f"{least:g} to {most:g}"
            raise ConfigError(f"{where} is {value!r}; give a number from {bounds}")
        return float(value)

    return check


def check_flag(value: Any, where: str, base: Path) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{where} is {value!r}; write true or false, without quotes")
    return value
