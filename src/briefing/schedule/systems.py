"""The systems whose timers can be written, and the choice among them."""

from __future__ import annotations

from types import ModuleType

from ..errors import ScheduleError
from . import cron, launchd, systemd, windows
from .plan import Installed

# In the order of choice: a machine with systemd often has cron too, and systemd knows zones and catches up.
SYSTEMS: tuple[ModuleType, ...] = (systemd, launchd, windows, cron)


def choose_system(name: str | None = None) -> ModuleType:
    """The system of that name, or the first that this machine has. Raises ScheduleError where it has none."""
    if name is not None:
        return named_system(name)
    for system in SYSTEMS:
        if system.is_here():
            return system
    raise ScheduleError(
        "this machine has neither systemd nor cron; let `briefing schedule wait` run, or see --system NAME --print"
    )


def named_system(name: str) -> ModuleType:
    return next(system for system in SYSTEMS if name == system.NAME)


def find_installed(name: str | None = None) -> tuple[Installed, ...]:
    """The timers of ours on this machine: of every system, or of the named one."""
    systems = (named_system(name),) if name else SYSTEMS
    return tuple(found for system in systems if (found := system.read_installed()))
