"""What would be written for a system's timer, and what was found of one; files written all or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..config import Timer
from ..config.timer import check_at
from ..errors import ConfigError, ScheduleError
from ..files import write_whole


@dataclass(frozen=True, slots=True)
class Part:
    """One file to be written; `encoding` is that of its text."""

    place: Path
    text: str
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a timer, or the lines that go into a table of the system (`lines`), and the calls that set it.

    `calls` are command lines in the order in which they are run; `notes` are remarks for the user.
    """

    system: str
    parts: tuple[Part, ...] = ()
    lines: str = ""
    calls: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Installed:
    """A timer that was found. `written` are its times on the machine's clocks where the system knows no zones."""

    system: str
    place: str
    timer: Timer
    zone: str
    command: str
    written: Timer | None = None


def read_words(words: str, where: str) -> tuple[Timer, str]:
    """`Mon 07:30 Asia/Shanghai` as the timer and the zone's name. Raises ScheduleError for what we did not write."""
    at, _, zone = words.strip().rpartition(" ")
    try:
        return check_at(at, where), zone
    except ConfigError:
        raise ScheduleError(f'{where}: "{words}" was changed by hand; run `briefing schedule install` again') from None


@contextmanager
def written(parts: tuple[Part, ...]) -> Iterator[None]:
    """The files in place; as they were before if the system then refuses them (ScheduleError in the block)."""
    try:
        before = {part.place: part.place.read_bytes() if part.place.exists() else None for part in parts}
        for part in parts:
            part.place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(part.place, (part.text.encode(part.encoding),))
    except OSError as e:
        raise ScheduleError(f"{e.filename}: cannot be written ({e.strerror}); give yourself the right to") from None
    try:
        yield
    except ScheduleError:
        for place, content in before.items():
            place.unlink() if content is None else write_whole(place, (content,))
        raise


def delete(places: tuple[Path, ...]) -> bool:
    """Whether any of the files was there."""
    found = False
    for place in places:
        try:
            place.unlink()
            found = True
        except FileNotFoundError:
            continue
        except OSError as e:
            raise ScheduleError(f"{place}: cannot be deleted ({e.strerror}); delete it by hand") from None
    return found


def read_text(place: Path, encoding: str = "utf-8") -> str | None:
    """None when there is no such file."""
    try:
        return place.read_text(encoding=encoding)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as e:
        raise ScheduleError(f"{place}: cannot be read ({e}); delete it and install again") from None
