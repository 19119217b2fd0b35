"""Jobs for the tests of timers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from briefing.config import Timer
from briefing.schedule import Job

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday


def job_at(
    config: Path,
    timer: Timer | None = None,
    zone: str = "Asia/Shanghai",
    *,
    machine: str = "UTC",
    program: tuple[str, ...] = ("/opt/briefing/bin/briefing",),
) -> Job:
    return Job(
        timer=timer or Timer(), zone=ZoneInfo(zone), config=config, now=NOW, program=program, machine=ZoneInfo(machine)
    )
