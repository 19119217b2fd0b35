"""What a value of the settings must be.

Each check takes the value, where it stands, and the folder of the file, from which paths count; it gives the value as
the program uses it, or raises ConfigError with the remedy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..errors import ConfigError

LANGUAGES = ("zh", "en")


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise ConfigError(f"{path}: cannot be read ({e.strerror}); give a readable file with --config") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{path}: is not valid TOML ({e}); mend that line") from None


def refuse_unknown(
    table: Mapping[str, Any], known: Iterable[str], where: str, *, homes: Mapping[str, str] | None = None
) -> None:
    """`homes`: the settings that have a place elsewhere, and the section they belong in."""
    for key in table:
        if key not in known:
            home = (homes or {}).get(key)
            hint = f"; put it below [{home}]" if home else ""
            raise ConfigError(f'{where}: "{key}" is not a setting here; use one of {", ".join(sorted(known))}{hint}')


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


def check_template(value: Any, where: str, base: Path) -> Path:
    """A name of the package's is checked when it is opened, as is one on the command line."""
    name = Path(check_text(value, where, base))
    return name if len(name.parts) == 1 and not name.suffix else check_file(value, where, base)


def check_count(value: Any, where: str, base: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ConfigError(f"{where} is {value!r}; give a whole number, like 451")
    return value
