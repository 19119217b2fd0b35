"""An issue goes out: in rounds, so that one recipient who must wait keeps nobody else waiting.

Each round tries all who are still open; who failed for good is not tried again. Between rounds lies a pause that
doubles. What becomes final is said at once to `record`: a run that is killed in a pause has told of all it sent.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from tenacity import Retrying, retry_if_result, stop_after_attempt, wait_exponential

from ..config.delivery import Delivery
from ..errors import DeliveryError
from .chat import ChatChannel
from .command import CommandChannel
from .folder import FolderChannel
from .issue import Facts, Parcel, fill, read_parcel
from .mail import MailChannel
from .secret import find_words, hide, hushed, places
from .sent import FAILED, SENT, SKIPPED, Channel, Sender, Sent, TryLater

log = logging.getLogger(__name__)
LONGEST_PAUSE = 3600  # seconds

AlreadySent = Callable[[str, str, str], bool]
"""(channel, recipient, message id) -> whether an earlier run has delivered this."""


def sent_before(message_ids: Iterable[str]) -> AlreadySent:
    """The predicate for `deliver`, from the ids of all that was sent. The part behind the `@` does not count: it
    changes with the sender's address, and the issue would go out twice."""
    known = {message_id.partition("@")[0] for message_id in message_ids}
    return lambda channel, recipient, message_id: message_id.partition("@")[0] in known


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be done for one recipient."""

    channel: str
    recipient: str
    message_id: str
    what: str
    error: str = ""
    """Why it would fail before anything is sent."""


def deliver(
    folder: Path,
    settings: Delivery,
    facts: Facts,
    *,
    already_sent: AlreadySent = lambda channel, recipient, message_id: False,
    sleep: Callable[[float], None] = time.sleep,
    record: Callable[[Sent], None] = lambda sent: None,
) -> tuple[Sent, ...]:
    """Send the issue in `folder` to everyone in the settings; what became of each, in the order of the settings.

    `record` is called with each result as soon as it is final. Raises DeliveryError when the folder holds no whole
    issue; what goes wrong with one recipient is said in its result.
    """
    parcel = read_parcel(folder, facts)
    channels = make_channels(settings, parcel)
    work = Work(channels, parcel, hidden=find_words(settings), record=record)
    with hushed():
        work.skip(already_sent)
        Retrying(
            stop=stop_after_attempt(settings.attempts),
            wait=wait_exponential(multiplier=settings.pause, max=LONGEST_PAUSE),
            retry=retry_if_result(bool),
            retry_error_callback=lambda state: None,
            sleep=sleep,
        )(work.try_open)
        work.give_up()
    return work.results()


def plan(folder: Path, settings: Delivery, facts: Facts) -> tuple[Planned, ...]:
    """What `deliver` would do: every message is written, every secret looked for, nothing is connected to."""
    parcel = read_parcel(folder, facts)
    hidden = find_words(settings)
    with hushed():
        return tuple(
            _plan_one(channel, recipient, hidden)
            for channel in make_channels(settings, parcel)
            for recipient in channel.recipients
        )


def make_channels(settings: Delivery, parcel: Parcel) -> tuple[Channel, ...]:
    """The folder first: messages may say that the files lie there."""
    folder = FolderChannel(settings.folder, parcel) if settings.folder else None

    def where() -> str:
        if settings.files_at:
            return fill(settings.files_at, parcel.facts.words(), setting="[delivery] files_at")
        return str(folder.place() if folder else parcel.folder)

    timeout = settings.timeout
    mail = MailChannel(settings.mail, parcel, where, timeout) if settings.mail else None
    chat = ChatChannel(settings.chats, parcel, where, timeout) if settings.chats else None
    command = CommandChannel(settings.command, parcel, places(settings)) if settings.command else None
    return tuple(channel for channel in (folder, mail, chat, command) if channel is not None)


def _plan_one(channel: Channel, recipient: str, hidden: Iterable[str]) -> Planned:
    what = error = ""
    try:
        what = channel.describe(recipient)
    except DeliveryError as e:
        error = str(e)
    return Planned(channel.name, recipient, channel.id_of(recipient), hide(what, hidden), hide(error, hidden))


class Work:
    """The recipients of one call, and how far each is."""

    def __init__(
        self, channels: tuple[Channel, ...], parcel: Parcel, *, hidden: tuple[str, ...], record: Callable[[Sent], None]
    ) -> None:
        self.channels, self.hidden, self.record = channels, hidden, record
        self.open: dict[tuple[str, str], Sent] = {}
        self.final: dict[tuple[str, str], Sent] = {}
        for channel in channels:
            for recipient in channel.recipients:
                sent = Sent(channel.name, recipient, channel.id_of(recipient), FAILED, parcel.content)
                self.open[channel.name, recipient] = sent
        self.order = tuple(self.open)

    def skip(self, already_sent: AlreadySent) -> None:
        for sent in tuple(self.open.values()):
            if already_sent(sent.channel, sent.recipient, sent.message_id):
                self._finish(replace(sent, state=SKIPPED))

    def try_open(self) -> int:
        """One round; how many are still open."""
        for channel in self.channels:
            waiting = [r for r in channel.recipients if (channel.name, r) in self.open]
            if waiting:
                with channel.open_round() as send:
                    for recipient in waiting:
                        self._try_one(send, self.open[channel.name, recipient])
        return len(self.open)

    def give_up(self) -> None:
        for sent in tuple(self.open.values()):
            self._finish(sent)

    def results(self) -> tuple[Sent, ...]:
        return tuple(self.final[key] for key in self.order)

    def _try_one(self, send: Sender, sent: Sent) -> None:
        tried = replace(sent, attempts=sent.attempts + 1)
        try:
            note = send(sent.recipient)
        except TryLater as e:
            tried = replace(tried, error=hide(str(e), self.hidden))
            self.open[sent.channel, sent.recipient] = tried
            log.info("%s to %s, attempt %d: %s", tried.channel, tried.recipient, tried.attempts, tried.error)
        except DeliveryError as e:
            self._finish(replace(tried, error=hide(str(e), self.hidden)))
        else:
            self._finish(replace(tried, state=SENT, error="", note=hide(note, self.hidden)))

    def _finish(self, sent: Sent) -> None:
        key = (sent.channel, sent.recipient)
        del self.open[key]
        self.final[key] = sent
        self.record(sent)
        level = logging.WARNING if sent.state == FAILED else logging.INFO
        log.log(level, "%s to %s: %s %s", sent.channel, sent.recipient, sent.state, sent.error or sent.note)
