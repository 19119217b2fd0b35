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
    check_count,
    check_file,
    check_language,
    check_place,
    check_template,
    check_text,
    check_zone,
    read_toml,
    refuse_unknown,
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
    table = read_toml(path)
    refuse_unknown(table, SECTIONS, path.name, homes=dict.fromkeys(CHECKS, "briefing"))
    settings = take_section(table, "briefing", path.name)
    refuse_unknown(settings, CHECKS, f"{path.name}: [briefing]")
    values = {key: CHECKS[key](value, f"{path.name}: {key}", path.parent) for key, value in settings.items()}
    if "themes" in values:
        values["themes_file"] = values.pop("themes")
    rates = take_section(table, "rates", path.name)
    return Config(
        **values,
        outlets=_outlets(take_section(table, "outlets", path.name), path.name),
        rates=_rates(rates, path.name) if rates else load_config().rates,
        delivery=check_delivery(take_section(table, "delivery", path.name), path.name, path.parent),
        fetching=parse_fetching(table, path.name, path.parent),
        running=check_running(take_section(table, "run", path.name), path.name, path.parent),
        gates=check_gates(take_section(table, "gates", path.name), path.name),
        schedule=check_timer(take_section(table, "schedule", path.name), path.name),
    )


SECTIONS = ("briefing", "outlets", "rates", "delivery", "fetch", "sources", "run", "gates", "schedule")
CHECKS: dict[str, Callable[[Any, str, Path], Any]] = {
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
    for spelling, name in table.items():
        if not isinstance(name, str) or not name.strip():
            raise ConfigError(f'{where}: outlets: "{spelling}" is {name!r}; give the outlet\'s name in quotes')
    return dict(table)


def _rates(table: Mapping[str, Any], where: str) -> tuple[Rate, ...]:
    day = table.get("day")
    if not isinstance(day, date):
        raise ConfigError(f"{where}: rates: day is {day!r}; give the day of the rates, like 2025-07-18")
    rates = []
    for currency, value in sorted({YUAN: "1", **take_section(table, "cny", where)}.items()):
        try:
            cny = Decimal(str(value))
        except InvalidOperation:
            cny = Decimal(0)
        if cny <= 0 or not cny.is_finite():
            raise ConfigError(f"{where}: rates: {currency} is {value!r}; give the yuan for one unit, like 7.15")
        rates.append(Rate(currency=currency.upper(), cny=cny, day=day))
    return tuple(rates)
