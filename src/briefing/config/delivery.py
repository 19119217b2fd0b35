"""The section `[delivery]`: where a finished issue goes. Without a channel below it nothing is sent.

A secret is never a setting: a setting names its place, `env:NAME` or `file:PATH`, and it is read when it is used. So
no settings value, printed or logged, holds one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from .checks import Check, check_file, check_positive, check_text, check_values, take_section
from .delivery_checks import (
    SecretPlace,
    check_address,
    check_addresses,
    check_arguments,
    check_path_pattern,
    check_pattern,
    check_port,
    check_secret,
    one_of,
)

PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""The ways to a mail server and the port of each (RFC 6409, RFC 8314, RFC 5321)."""
TOO_LARGE = ("text", "refuse")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Mail:
    host: str
    sender: str
    """An address, with or without a name before it."""
    to: tuple[str, ...]
    """Bare addresses, each once."""
    security: str = "starttls"
    """`starttls`, `tls` or `none`."""
    port: int = PORTS["starttls"]
    user: str | None = None
    password: SecretPlace | None = None
    subject: str = "{title} 第{issue}期 {first} 至 {last}"
    attachment: str = "{title} {week}"
    """Name of the attached files, without the ending."""
    max_mb: int = 20
    """Largest message in millions of bytes, as sent: attachments grow by a third on the way."""
    too_large: str = "text"
    """`text`: send the Markdown with a note where the files lie; `refuse`: do not send."""
    ca_file: Path | None = None
    """Certificates to trust instead of the system's."""


@dataclass(frozen=True, slots=True)
class Folder:
    path: str
    """An absolute path, a pattern."""


@dataclass(frozen=True, slots=True)
class Command:
    run: tuple[str, ...]
    """The program and its arguments, patterns; no shell reads them."""
    timeout: int = 300
    """Seconds after which it is ended."""


@dataclass(frozen=True, slots=True)
class Chat:
    name: str
    url: SecretPlace
    """The address of the service's robot: whoever knows it can write there."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where an issue goes and how stubbornly."""

    mail: Mail | None = None
    folder: Folder | None = None
    command: Command | None = None
    chats: tuple[Chat, ...] = ()
    attempts: int = 5
    pause: int = 30
    """Seconds before the second attempt; each further pause is twice as long."""
    timeout: int = 60
    """Seconds without an answer of a server."""
    files_at: str | None = None
    """Where readers find the files, a pattern, for messages without them; None: the delivered folder."""

    @property
    def is_on(self) -> bool:
        return bool(self.mail or self.folder or self.command or self.chats)


OFF = Delivery()


def check_delivery(table: Mapping[str, Any], where: str, base: Path) -> Delivery:
    """The section's values; paths count from `base`. Raises ConfigError."""
    values = check_values(
        table, {**CHECKS, **{key: _channel(key, where) for key in CHANNELS}}, f"{where}: [delivery]", base
    )
    return Delivery(**{CHANNELS[key][0] if key in CHANNELS else key: value for key, value in values.items()})


def _channel(key: str, file: str) -> Check:
    """The check of a channel's own section."""

    def check(value: Any, where: str, base: Path) -> Any:
        return CHANNELS[key][1](take_section({key: value}, key, where), f"{file}: [delivery.{key}]", base)

    return check


# ---------------------------------------------------------------- channels


def _mail(table: Mapping[str, Any], where: str, base: Path) -> Mail:
    values = check_values(table, MAIL, where, base, needed=("host", "from", "to"))
    values["sender"] = values.pop("from")
    values.setdefault("port", PORTS[values.get("security", "starttls")])
    mail = Mail(**values)
    if bool(mail.user) != bool(mail.password):
        missing = "password" if mail.user else "user"
        raise ConfigError(f"{where}: {missing} is missing; user and password are given together or not at all")
    if mail.user and mail.security == "none" and mail.host not in LOOPBACK:
        raise ConfigError(
            f'{where}: security "none" would send the password in clear to {mail.host}; '
            'use "starttls" or "tls", or remove user and password'
        )
    return mail


def _folder(table: Mapping[str, Any], where: str, base: Path) -> Folder:
    return Folder(**check_values(table, {"path": check_path_pattern}, where, base, needed=("path",)))


def _command(table: Mapping[str, Any], where: str, base: Path) -> Command:
    return Command(**check_values(table, COMMAND, where, base, needed=("run",)))


def _chats(table: Mapping[str, Any], where: str, base: Path) -> tuple[Chat, ...]:
    places = check_values(table, dict.fromkeys(table, check_secret), where, base)
    return tuple(Chat(name=name, url=places[name]) for name in sorted(places))


# ---------------------------------------------------------------- what each setting must be

CHECKS: dict[str, Check] = {
    "attempts": check_positive,
    "pause": check_positive,
    "timeout": check_positive,
    "files_at": check_pattern,
}
COMMAND: dict[str, Check] = {"run": check_arguments, "timeout": check_positive}
MAIL: dict[str, Check] = {
    "host": check_text,
    "port": check_port,
    "security": one_of(*PORTS),
    "user": check_text,
    "password": check_secret,
    "from": check_address,
    "to": check_addresses,
    "subject": check_pattern,
    "attachment": check_pattern,
    "max_mb": check_positive,
    "too_large": one_of(*TOO_LARGE),
    "ca_file": check_file,
}
CHANNELS: dict[str, tuple[str, Callable[[Mapping[str, Any], str, Path], Any]]] = {
    "mail": ("mail", _mail),
    "folder": ("folder", _folder),
    "command": ("command", _command),
    "chat": ("chats", _chats),
}
