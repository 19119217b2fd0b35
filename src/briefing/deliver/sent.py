"""What became of one recipient, and the two ways a channel says that it failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from ..errors import DeliveryError

SENT, FAILED, SKIPPED = "sent", "failed", "skipped"


@dataclass(frozen=True, slots=True)
class Sent:
    """One recipient of one issue."""

    channel: str
    """`mail`, `folder`, `command` or `chat`."""
    recipient: str
    """The address, the folder, the program, the name of the chat."""
    message_id: str
    state: str
    """`sent`, `failed`, or `skipped`: it had been sent before."""
    content: str
    """SHA-256 of the two documents and the Markdown."""
    attempts: int = 0
    error: str = ""
    """Why it failed, and what to do; no secret stands in it."""
    note: str = ""
    """What there is to know of one that went out: a command's output, why the files are missing."""


class TryLater(DeliveryError):
    """A failure that may pass by itself: no connection, no answer in time, a server that says so."""


class Sender(Protocol):
    """One round to one channel: what is costly to open is opened with the first recipient and kept for the others."""

    def __call__(self, recipient: str) -> str:
        """Send; what there is to note. Raises TryLater or, for good, DeliveryError."""


class Channel(Protocol):
    """A way out. It raises nothing but DeliveryError for what the world does to it."""

    @property
    def name(self) -> str: ...

    @property
    def recipients(self) -> tuple[str, ...]: ...

    def id_of(self, recipient: str) -> str:
        """The message id."""

    def describe(self, recipient: str) -> str:
        """What would be sent, without sending; raises DeliveryError for what can be known to fail."""

    def open_round(self) -> AbstractContextManager[Sender]: ...


Rounds = Iterator[Sender]
"""What a channel's `open_round` is made of, with `contextmanager`."""
