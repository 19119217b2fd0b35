"""The channel `command`: a program of the user's gets the issue. No shell, and none of our secrets.

The program learns of the issue from its arguments and from variables: BRIEFING_TITLE, BRIEFING_ISSUE, BRIEFING_WEEK,
BRIEFING_FIRST, BRIEFING_LAST, BRIEFING_YEAR, BRIEFING_FOLDER, BRIEFING_DOCX, BRIEFING_XLSX, BRIEFING_MARKDOWN,
BRIEFING_JSON and BRIEFING_MESSAGE_ID. It ends with 0 when the issue is delivered, with 75 (EX_TEMPFAIL of sysexits.h)
when it should be called again later; any other code is final. One that runs too long is ended with all it started and
not called again: nobody knows how far it came.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO

from ..config.delivery import Command
from ..config.delivery_checks import SecretPlace
from ..errors import DeliveryError
from .issue import Parcel, fill, message_id
from .sent import Rounds, TryLater

TEMPORARY = 75
OUTPUT_SHOWN = 2000  # bytes of the end of its output, for the report
SETTING = "[delivery.command] run"


@dataclass(frozen=True, slots=True)
class CommandChannel:
    settings: Command
    parcel: Parcel
    secrets: tuple[SecretPlace, ...] = ()
    """Variables that the program does not get to see."""
    name: str = "command"

    @property
    def recipients(self) -> tuple[str, ...]:
        return (self.settings.run[0],)

    def id_of(self, recipient: str) -> str:
        return message_id(self.parcel.facts, self.name, recipient)

    def describe(self, recipient: str) -> str:
        return shlex.join(self.arguments())

    @contextmanager
    def open_round(self) -> Rounds:
        yield self._run

    def arguments(self) -> list[str]:
        words = {**self.parcel.facts.words(), **self.parcel.paths()}
        return [fill(part, words, setting=SETTING) for part in self.settings.run]

    def environment(self, recipient: str) -> dict[str, str]:
        hidden = {place.name for place in self.secrets if place.kind == "env"}
        words = {**self.parcel.facts.words(), **self.parcel.paths(), "message_id": self.id_of(recipient)}
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        return {**kept, **{f"BRIEFING_{key.upper()}": word for key, word in words.items()}}

    def _run(self, recipient: str) -> str:
        arguments = self.arguments()
        with tempfile.TemporaryFile() as output:  # a pipe that nobody empties would stop a talkative program
            code = self._wait(arguments, self.environment(recipient), output)
            said = _tail(output)
        if code == 0:
            return said
        if code is None:
            raise DeliveryError(f"{arguments[0]}: was ended after {self.settings.timeout} seconds{_quoted(said)}")
        kind = TryLater if code == TEMPORARY else DeliveryError
        raise kind(f"{arguments[0]}: ended with code {code}{_quoted(said)}")

    def _wait(self, arguments: list[str], environment: dict[str, str], output: IO[bytes]) -> int | None:
        """Its exit code; None when it had to be ended."""
        try:
            program = subprocess.Popen(
                arguments, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
        except (OSError, ValueError) as e:
            why = e.strerror if isinstance(e, OSError) else e
            raise DeliveryError(f"{arguments[0]}: cannot be started ({why}); correct {SETTING}") from None
        try:
            return program.wait(self.settings.timeout)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(program)


def _end(program: subprocess.Popen[bytes]) -> None:
    """End it where it still runs, with all that it started: they are a process group of their own."""
    if program.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL) if hasattr(os, "killpg") else program.kill()
        program.wait()


def _tail(output: IO[bytes]) -> str:
    output.seek(max(0, output.seek(0, os.SEEK_END) - OUTPUT_SHOWN))
    return output.read().decode("utf-8", "replace").strip()


def _quoted(said: str) -> str:
    return f": {said}" if said else ", and said nothing"
