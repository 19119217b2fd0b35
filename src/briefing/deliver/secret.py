"""Secrets: read when they are used, taken out of every word that leaves this room."""

from __future__ import annotations

import base64
import logging
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..config.delivery import Delivery
from ..config.delivery_checks import SecretPlace
from ..errors import DeliveryError

HIDDEN = "***"
PIECE = re.compile(r"[A-Za-z0-9_-]{8,}+(?!=)")  # of an address: its key, its signature; not the names before a `=`
# At DEBUG the first three log addresses, and with them keys; the last every line it reads.
CHATTY = ("apprise", "requests", "urllib3", "markdown_it")


def read_secret(place: SecretPlace) -> str:
    """The secret. Raises DeliveryError when it is not there, or its file is open to others."""
    secret = _read_variable(place.name) if place.kind == "env" else _read_file(Path(place.name))
    if not secret:
        raise DeliveryError(f"{place.name}: is empty; write the secret there")
    if any(ord(c) < 32 for c in secret):
        raise DeliveryError(f"{place.name}: holds more than one line; write the secret alone, on one line")
    return secret


def _read_variable(name: str) -> str:
    if name not in os.environ:
        raise DeliveryError(f"{name}: this environment variable is not set; set it where briefing runs")
    return os.environ[name].strip()


def _read_file(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            _refuse_open(path, os.fstat(file.fileno()).st_mode)
            return file.read().strip()
    except OSError as e:
        raise DeliveryError(f"{path}: cannot be read ({e.strerror}); write the secret there, mode 600") from None
    except UnicodeDecodeError:
        raise DeliveryError(f"{path}: is not UTF-8 text; write the secret alone, on one line") from None


def _refuse_open(path: Path, mode: int) -> None:
    """Windows has other rights than these nine bits."""
    loose = stat.S_IMODE(mode) & 0o077
    if loose and os.name != "nt":
        raise DeliveryError(f"{path}: others may use it (mode {stat.S_IMODE(mode):o}); run: chmod 600 {path}")


def places(settings: Delivery) -> tuple[SecretPlace, ...]:
    """Every place of a secret in the settings."""
    password = settings.mail.password if settings.mail else None
    return (*((password,) if password else ()), *(chat.url for chat in settings.chats))


def find_words(settings: Delivery) -> tuple[str, ...]:
    """All that must not be said: the secrets that can be read, their pieces and the forms SMTP sends them in."""
    found: set[str] = set()
    for place in places(settings):
        try:
            found |= set(_forms(read_secret(place), user=settings.mail.user if settings.mail else None))
        except DeliveryError:  # reported where it is used
            continue
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _forms(secret: str, *, user: str | None) -> Iterator[str]:
    yield secret
    scheme, is_address, rest = secret.partition("://")
    if is_address:  # of http and https the host is no secret; of `wecombot://KEY` it is all there is
        yield from PIECE.findall(rest.partition("/")[2] if scheme in ("http", "https") else rest)
    for plain in (secret, f"\0{user}\0{secret}"):
        yield base64.b64encode(plain.encode()).decode()


def hide(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, HIDDEN)
    return text


@contextmanager
def hushed() -> Iterator[None]:
    """The libraries below log nothing while this lasts: what they say of an address holds its key."""
    loggers = [logging.getLogger(name) for name in CHATTY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
