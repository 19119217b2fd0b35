"""`briefing.toml`, checked and frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import ConfigError
from ..types import Rate, Theme
from .checks import (
    Check,
    check_all,
    check_count,
    check_file,
    check_language,
    check_place,
    check_template,
    check_text,
    check_values,
    check_zone,
    read_toml,
    take_section,
)
from .delivery import OFF, Delivery, check_delivery
from .fetching import Fetching, parse_fetching
from .job import Gates, Running, check_gates, check_running
from .tables import read_table
from .timer import Timer, check_timer

FILE_NAME = "briefing.toml"
ARCHIVE_NAME = "briefing.db"
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
    archive: Path | None = None
    """The SQLite file of past issues; it is made when it is not there. None: the caller's choice."""
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
    delivery: Delivery = OFF
    """Where `briefing run` and `briefing deliver` send an issue; nowhere unless set."""
    fetching: Fetching = field(default_factory=Fetching)
    """Where news is fetched from, and how."""
    running: Running = field(default_factory=Running)
    """What `briefing run` reads and writes."""
    gates: Gates = field(default_factory=Gates)
    """What an issue must pass before it is sent."""
    schedule: Timer = field(default_factory=Timer)
    """When the job runs, in `timezone`."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def load_config(path: Path | None = None) -> Config:
    """The settings of a file, or the defaults.

    Raises ConfigError when the file cannot be read, is not TOML, or holds a key or value that is not known.
    """
    if path is None:
        return Config(rates=_rates(read_table("rates.toml"), "rates.toml"))
    table, name, base = read_toml(path), path.name, path.parent

    def section(key: str) -> dict[str, Any]:
        return take_section(table, key, name)

    parts: dict[str, Callable[[], Any]] = {
        "": lambda: check_values(table, SECTIONS, name, base, homes=dict.fromkeys(CHECKS, "briefing")),
        "briefing": lambda: check_values(section("briefing"), CHECKS, f"{name}: [briefing]", base),
        "outlets": lambda: _outlets(section("outlets"), name),
        "rates": lambda: _rates(section("rates"), name) if section("rates") else load_config().rates,
        "delivery": lambda: check_delivery(section("delivery"), name, base),
        "fetching": lambda: parse_fetching(table, name, base),
        "running": lambda: check_running(section("run"), name, base),
        "gates": lambda: check_gates(section("gates"), name, base),
        "schedule": lambda: check_timer(section("schedule"), name),
    }
    found = check_all(parts)
    del found[""]
    settings = found.pop("briefing")
    if "themes" in settings:
        settings["themes_file"] = settings.pop("themes")
    return Config(**settings, **found)


SECTIONS: dict[str, Check] = dict.fromkeys(
    ("briefing", "outlets", "rates", "delivery", "fetch", "sources", "run", "gates", "schedule"),
    lambda section, where, base: section,  # each is checked by itself
)
CHECKS: dict[str, Check] = {
    "title": check_text,
    "desk": check_text,
    "timezone": check_zone,
    "lang": check_language,
    "template": check_template,
    "issues_before": check_count,
    "themes": check_file,
    "archive": check_place,
    "corrections": check_place,
}


def _outlets(table: Mapping[str, Any], where: str) -> dict[str, str]:
    return check_values(table, dict.fromkeys(table, _check_outlet), f"{where}: [outlets]", Path())


def _check_outlet(value: Any, where: str, base: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where} is {value!r}; give the outlet's name in quotes")
    return value


def _rates(table: Mapping[str, Any], where: str) -> tuple[Rate, ...]:
    here = f"{where}: [rates]"
    values = check_values(table, {"day": _check_day, "cny": _check_cny}, here, Path(), needed=("day",))
    cny = {YUAN: Decimal(1), **values.get("cny", {})}
    return tuple(Rate(currency=currency.upper(), cny=cny[currency], day=values["day"]) for currency in sorted(cny))


def _check_day(value: Any, where: str, base: Path) -> date:
    if not isinstance(value, date):
        raise ConfigError(f"{where} is {value!r}; give the day of the rates, like 2025-07-18")
    return value


def _check_cny(value: Any, where: str, base: Path) -> dict[str, Decimal]:
    table = take_section({"cny": value}, "cny", where)
    return check_values(table, dict.fromkeys(table, _check_rate), where, base)


def _check_rate(value: Any, where: str, base: Path) -> Decimal:
    try:
        cny = Decimal(str(value))
    except InvalidOperation:
        cny = Decimal(0)
    if not cny.is_finite() or cny <= 0:
        raise ConfigError(f"{where} is {value!r}; give the yuan for one unit, like 7.15")
    return cny
