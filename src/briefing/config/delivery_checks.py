"""What a value of the section `[delivery]` must be."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from .checks import Check, check_positive, check_text

FACTS = ("title", "issue", "year", "week", "first", "last")
"""What a pattern may name in braces: `{week}` is 2025-W29, `{first}` and `{last}` are days."""
PATHS = ("folder", "docx", "xlsx", "markdown", "json")
"""What the command's arguments may name besides."""


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """Where a secret stands; never the secret."""

    kind: str
    """`env` or `file`."""
    name: str
    """Of the variable, or the absolute path."""


def check_secret(value: Any, where: str, base: Path) -> SecretPlace:
    """`env:NAME` or `file:PATH`. What else stands there may be the secret itself and is not repeated."""
    kind, _, name = value.partition(":") if isinstance(value, str) else ("", "", "")
    if kind == "env" and re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        return SecretPlace(kind, name)
    if kind == "file" and name.strip():
        return SecretPlace(kind, str((base / name.strip()).absolute()))
    raise ConfigError(
        f"{where} does not name a place; a secret does not belong in this file: write "
        '"env:NAME" for an environment variable or "file:PATH" for a file that only you can read'
    )


def check_pattern(value: Any, where: str, base: Path, *, known: tuple[str, ...] = FACTS) -> str:
    """A text whose braces name facts of the issue; `{{` is a brace."""
    text = check_text(value, where, base)
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as e:
        raise ConfigError(f'{where} is "{text}" ({e}); write a brace itself as {{{{ or }}}}') from None
    for _, name, form, conversion in parts:
        if name is not None and (name not in known or form or conversion):
            fields = ", ".join("{" + k + "}" for k in known)
            raise ConfigError(f'{where}: "{{{name}}}" is not known here; use {fields}')
    return text


def check_path_pattern(value: Any, where: str, base: Path) -> str:
    """Absolute; the braces of the settings' own folder are no pattern's."""
    own = str(base.absolute()).replace("{", "{{").replace("}", "}}")
    return check_pattern(str(Path(own) / check_text(value, where, base)), where, base)


def check_arguments(value: Any, where: str, base: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ConfigError(
            f'{where} is {value!r}; give the program and its arguments as a list, like ["publish", "{{docx}}"]'
        )
    return tuple(check_pattern(part, where, base, known=(*FACTS, *PATHS)) for part in value)


def check_port(value: Any, where: str, base: Path) -> int:
    if check_positive(value, where, base) > 65535:
        raise ConfigError(f"{where} is {value}; a port is at most 65535")
    return value


def one_of(*words: str) -> Check:
    def check(value: Any, where: str, base: Path) -> str:
        if value not in words:
            raise ConfigError(f"{where} is {value!r}; use {', '.join(words)}")
        return value

    return check


def check_address(value: Any, where: str, base: Path) -> str:
    """One mail address, bare or with a name before it."""
    text = check_text(value, where, base)
    address = parseaddr(text)[1]
    if not re.fullmatch(r"[!-?A-~]+@[A-Za-z0-9.-]+", address) or any(ord(c) < 32 for c in text):
        raise ConfigError(
            f'{where}: "{text}" is not a mail address; write desk@example.com or "Desk <desk@example.com>"'
        )
    return text


def check_addresses(value: Any, where: str, base: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ConfigError(f'{where} is {value!r}; give a list of addresses, like ["a@example.com", "b@example.com"]')
    return tuple(dict.fromkeys(parseaddr(check_address(one, where, base))[1] for one in value))
