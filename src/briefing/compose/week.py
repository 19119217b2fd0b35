"""What one window holds, and under which theme it is counted."""

from __future__ import annotations

from dataclasses import dataclass

from ..types import (
    Event,
    Reading,
    Story,
)

OFF = "off"


@dataclass(frozen=True, slots=True)
class Week:
    """What one window holds, for the counts."""

    files: int
    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    events: tuple[Event, ...]
