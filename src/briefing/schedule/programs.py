"""The system's programs, run with their failures put into words."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess

from ..errors import ScheduleError

PATIENCE = 60  # seconds; these programs answer within one, unless they ask for something nobody can give


def has_program(name: str) -> bool:
    return shutil.which(name) is not None


def run_program(call: tuple[str, ...], *, hint: str, given: bytes = b"") -> bytes:
    """What the program printed. Raises ScheduleError with its own words and `hint` when it is missing or fails."""
    done = try_program(call, given=given)
    if done.returncode:
        raise failure(call, done, hint)
    return done.stdout


def try_program(call: tuple[str, ...], *, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The finished program whatever its exit code. Raises ScheduleError when it cannot be started or hangs."""
    # LC_ALL: what `crontab -l` says of an empty table is read, in English.
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(call, input=given, capture_output=True, env=environment, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise ScheduleError(f"{shlex.join(call)}: no answer within {PATIENCE} s; run it by hand to see why") from None
    except OSError as e:
        raise ScheduleError(
            f"{call[0]}: cannot be started ({e.strerror}); install it or choose another --system"
        ) from None


def failure(call: tuple[str, ...], done: subprocess.CompletedProcess[bytes], hint: str) -> ScheduleError:
    said = " ".join((done.stderr or done.stdout).decode(errors="replace").split()) or "it gave no reason"
    return ScheduleError(f"{shlex.join(call)} failed with code {done.returncode} ({said}); {hint}")
