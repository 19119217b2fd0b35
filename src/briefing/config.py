"""Settings: `briefing.toml` checked and frozen, and the tables of `data/` that stages need.

Everything works without a configuration file; what it says replaces the default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .errors import ConfigError
from .types import Rate, Theme

FILE_NAME = "briefing.toml"
LANGUAGES = ("zh", "en")
YUAN = "CNY"  # one unit of it is one yuan, whatever the table says of others


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a stage may ask for. Frozen; made once, passed as a value."""

    title: str = "科技金融周报"
    desk: str = "科技金融研究组"
    timezone: str = "Asia/Shanghai"
    lang: str = "zh"
    """Language of the labels in the files: `zh` or `en`."""
    template: Path | None = None
    """A Word template, a file or the name of one in the package; None: `weekly`."""
    issues_before: int | None = None
    """Issues before this year's first one, for 总第 N 期; None: not printed."""
    corrections: Path | None = None
    """The file of corrections that `briefing review` writes; it need not be there yet. None: there are none."""
    themes_file: Path | None = None
    """A themes table; None: the one in the package."""
    themes: tuple[Theme, ...] = ()
    """In the order in which chapters that weigh the same are printed."""
    outlets: Mapping[str, str] = field(default_factory=dict)
    """More outlets: spelling -> name. They go before the package's table."""
    rates: tuple[Rate, ...] = ()
    """Yuan for one unit of a currency, with the day of the rate."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


@cache
def read_table(name: str) -> dict[str, Any]:
    """A TOML table of `data/`, parsed once; not to be changed."""
    return tomllib.loads(resources.files("briefing").joinpath("data", name).read_text(encoding="utf-8"))


def read_words(name: str) -> tuple[str, ...]:
    """A word list of `data/`: one word a line, `#` begins a remark."""
    text = resources.files("briefing").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def load_config(path: Path | None = None) -> Config:
    """The settings of a file, or the defaults.

    Raises ConfigError when the file cannot be read, is not TOML, or holds a key or value that is not known.
    """
    if path is None:
        return Config(rates=_rates(read_table("rates.toml"), "rates.toml"))
    table = _read_toml(path)
    _refuse_unknown(table, {"briefing", "outlets", "rates"}, path.name)
    settings = _section(table, "briefing", path.name)
    _refuse_unknown(settings, set(_CHECKS), f"{path.name}: [briefing]")
    values = {key: _CHECKS[key](value, f"{path.name}: {key}", path.parent) for key, value in settings.items()}
    if "themes" in values:
        values["themes_file"] = values.pop("themes")
    rates = _section(table, "rates", path.name)
    return Config(
        **values,
        outlets=_outlets(_section(table, "outlets", path.name), path.name),
        rates=_rates(rates, path.name) if rates else load_config().rates,
    )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise ConfigError(f"{path}: cannot be read ({e.strerror}); give a readable file with --config") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{path}: is not valid TOML ({e}); mend that line") from None


def _refuse_unknown(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            hint = "; put it below [briefing]" if key in _CHECKS and key not in known else ""
            raise ConfigError(f"{where}: \"{key}\" is not a setting here; use one of {', '.join(sorted(known))}{hint}")


def _section(table: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    section = table.get(key, {})
    if not isinstance(section, dict):
        raise ConfigError(f"{where}: {key} is not a section; write [{key}] on a line of its own")
    return section


def _text(value: Any, where: str, base: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where} is {value!r}; give a text in quotes")
    return value.strip()


def _zone(value: Any, where: str, base: Path) -> str:
    name = _text(value, where, base)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(f'{where} is "{name}", which is no time zone; use a name like Asia/Shanghai') from None
    return name


def _language(value: Any, where: str, base: Path) -> str:
    if value not in LANGUAGES:
        raise ConfigError(f"{where} is {value!r}; use zh or en")
    return value


def _file(value: Any, where: str, base: Path) -> Path:
    path = base / _text(value, where, base)
    if not path.is_file():
        raise ConfigError(f"{where}: {path} does not exist; correct the path or remove the line")
    return path


def _place(value: Any, where: str, base: Path) -> Path:
    """A file that may be made later."""
    path = base / _text(value, where, base)
    if path.is_dir():
        raise ConfigError(f"{where}: {path} is a folder; name a file")
    return path


def _template(value: Any, where: str, base: Path) -> Path:
    """A name of the package's is checked when it is opened, as is one on the command line."""
    name = Path(_text(value, where, base))
    return name if len(name.parts) == 1 and not name.suffix else _file(value, where, base)


def _count(value: Any, where: str, base: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ConfigError(f"{where} is {value!r}; give a whole number, like 451")
    return value


_CHECKS: dict[str, Callable[[Any, str, Path], Any]] = {
    "title": _text,
    "desk": _text,
    "timezone": _zone,
    "lang": _language,
    "template": _template,
    "issues_before": _count,
    "themes": _file,
    "corrections": _place,
}


def _outlets(table: Mapping[str, Any], where: str) -> dict[str, str]:
    for spelling, name in table.items():
        if not isinstance(name, str) or not name.strip():
            raise ConfigError(f'{where}: outlets: "{spelling}" is {name!r}; give the outlet\'s name in quotes')
    return dict(table)


def _rates(table: Mapping[str, Any], where: str) -> tuple[Rate, ...]:
    day = table.get("day")
    if not isinstance(day, date):
        raise ConfigError(f"{where}: rates: day is {day!r}; give the day of the rates, like 2025-07-18")
    rates = []
    for currency, value in sorted({YUAN: "1", **_section(table, "cny", where)}.items()):
        try:
            cny = Decimal(str(value))
        except InvalidOperation:
            cny = Decimal(0)
        if cny <= 0 or not cny.is_finite():
            raise ConfigError(f"{where}: rates: {currency} is {value!r}; give the yuan for one unit, like 7.15")
        rates.append(Rate(currency=currency.upper(), cny=cny, day=day))
    return tuple(rates)
