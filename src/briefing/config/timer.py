"""`[schedule]`: on which days and at what time of day the job runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from .checks import check_text, check_values
from .tables import read_table

EXAMPLES = '"Mon 07:30", "Mon,Thu 07:30", "daily 07:30" or "周一 07:30"'


@dataclass(frozen=True, slots=True)
class Timer:
    """Days of the week (0 Monday to 6 Sunday, ascending, at least one) and a time of day; the zone is apart."""

    days: tuple[int, ...] = (0,)
    hour: int = 7
    minute: int = 30


def check_timer(section: Mapping[str, Any], where: str) -> Timer:
    """The section as a Timer; Monday 07:30 where it says nothing. Raises ConfigError."""
    values = check_values(section, {"at": check_at}, f"{where}: [schedule]", Path())
    return values.get("at", Timer())


def check_at(value: Any, where: str, base: Path = Path()) -> Timer:
    """`Mon,Thu 07:30` as a Timer. Raises ConfigError that names the word which is not understood."""
    text = unicodedata.normalize("NFKC", check_text(value, where, Path()))
    parts = re.fullmatch(r"(?P<days>.*?)\s*(?P<clock>[0-9][0-9:.]*)", text)
    if parts is None:
        raise ConfigError(f'{where} is "{text}", which has no time of day at its end; write {EXAMPLES}')
    if not parts["days"]:
        raise ConfigError(f'{where} is "{text}", which names no day; write {EXAMPLES}')
    clock = parse_clock(parts["clock"])
    if clock is None:
        raise ConfigError(f'{where}: "{parts["clock"]}" is no time of day; write hours and minutes, 00:00 to 23:59')
    return Timer(days=_days(parts["days"], where), hour=clock[0], minute=clock[1])


def parse_clock(text: str) -> tuple[int, int] | None:
    """`07:30` or `7:30` as hour and minute."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    return (int(found[1]), int(found[2])) if found else None


def parse_day(word: str) -> tuple[int, ...] | None:
    """The days that a word means: one, or all seven for `daily`."""
    table = read_table("weekdays.toml")
    if word.casefold() in (w.casefold() for w in table["daily"]):
        return tuple(range(7))
    for day, words in enumerate(table["days"]):
        if word.casefold() in (w.casefold() for w in words):
            return (day,)
    return None


def format_timer(timer: Timer) -> str:
    """As `--at` takes it: `Mon,Thu 07:30`."""
    table = read_table("weekdays.toml")
    days = table["daily"][0] if len(timer.days) == 7 else ",".join(table["days"][d][0] for d in timer.days)
    return f"{days} {timer.hour:02}:{timer.minute:02}"


def _days(text: str, where: str) -> tuple[int, ...]:
    found: set[int] = set()
    for word in filter(None, re.split(r"[\s,、]+", text)):
        days = parse_day(word)
        if days is None:
            raise ConfigError(f'{where}: "{word}" is no day of the week; write {EXAMPLES}')
        found.update(days)
    if not found:
        raise ConfigError(f'{where} is "{text}", which names no day; write {EXAMPLES}')
    return tuple(sorted(found))
