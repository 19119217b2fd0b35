"""What `briefing fetch` asks for: the sources of `[[sources]]` and how to go about it, `[fetch]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..errors import ConfigError
from .checks import check_count, check_text, refuse_unknown, take_section


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed, or a page that is itself the article; which of them it is, its content says."""

    name: str
    """What reports call it; unique."""
    url: str
    """http or https, without a password."""
    follow: bool = False
    """Of a feed: fetch the page behind each entry; else the text that the feed itself holds is stored."""
    outlet: str | None = None
    """The outlet's name for articles that state none; None: the feed's title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """How sources are fetched."""

    sources: tuple[Source, ...] = ()
    inbox: Path = Path("inbox")
    """Folder that what was fetched is stored in, a folder a day."""
    pause: float = 2.0
    """Seconds between two requests to one host; longer where its robots.txt asks for it."""
    timeout: float = 30.0
    """Seconds for one request with its whole answer."""
    megabytes: float = 10.0
    """Largest answer, packed or unpacked, in 2**20 bytes. The largest news pages have one, feeds of full texts four."""
    redirects: int = 5
    pages: int = 40
    """New pages that are followed for one source in one run; the others wait for the next."""
    silent_weeks: int = 4
    """Weeks without anything new after which a source is named."""
    agent: str = "briefing/0.1"
    """What servers are told who asks; robots.txt is read for the name before the stroke."""
    private: tuple[str, ...] = ()
    """Hosts that may have a local or private address."""


def parse_fetching(table: Mapping[str, Any], where: str, base: Path) -> Fetching:
    """The sections `[fetch]` and `[[sources]]` of a settings file. Raises ConfigError."""
    settings = take_section(table, "fetch", where)
    refuse_unknown(settings, FETCH_CHECKS, f"{where}: [fetch]", homes=dict.fromkeys(SOURCE_CHECKS, "[sources]"))
    values = {key: FETCH_CHECKS[key](value, f"{where}: fetch: {key}", base) for key, value in settings.items()}
    values.setdefault("inbox", base / Fetching().inbox)
    return Fetching(**values, sources=_sources(table.get("sources", []), where, base))


def _sources(listed: Any, where: str, base: Path) -> tuple[Source, ...]:
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ConfigError(f"{where}: sources is no list of sources; write [[sources]] above each of them")
    sources = [_source(one, f"{where}: source {number}", base) for number, one in enumerate(listed, start=1)]
    for key in ("name", "url"):
        values = [getattr(source, key) for source in sources]
        if twice := sorted({value for value in values if values.count(value) > 1}):
            raise ConfigError(f'{where}: sources: {key} "{twice[0]}" stands twice; give each source its own')
    return tuple(sources)


def _source(table: Mapping[str, Any], where: str, base: Path) -> Source:
    refuse_unknown(table, SOURCE_CHECKS, where)
    for key in ("name", "url"):
        if key not in table:
            raise ConfigError(f'{where} has no {key}; add {key} = "…"')
    return Source(**{key: SOURCE_CHECKS[key](value, f"{where}: {key}", base) for key, value in table.items()})


# ---------------------------------------------------------------- values


def _address(value: Any, where: str, base: Path) -> str:
    address = check_text(value, where, base)
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  raises on a port that is no number
    except ValueError:
        raise ConfigError(f'{where} is "{address}", which is no web address; write https://…') from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(f'{where} is "{address}", which is no web address; write https://…')
    if parts.username or parts.password:
        raise ConfigError(f"{where} holds a name or password before the @; leave them out, sources are fetched openly")
    return address


def _flag(value: Any, where: str, base: Path) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{where} is {value!r}; write true or false, without quotes")
    return value


def _folder(value: Any, where: str, base: Path) -> Path:
    path = base / check_text(value, where, base)
    if path.exists() and not path.is_dir():
        raise ConfigError(f"{where}: {path} is a file; name a folder")
    return path


def _hosts(value: Any, where: str, base: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(host, str) and host.strip() for host in value):
        raise ConfigError(f'{where} is {value!r}; give a list of hosts, like ["news.intranet"]')
    if wrong := [host for host in value if "/" in host]:
        raise ConfigError(f'{where}: "{wrong[0]}" is no host; write the name alone, without https:// and path')
    return tuple(host.strip().casefold().strip("[]") for host in value)


def _number(least: float, most: float) -> Callable[[Any, str, Path], float]:
    def check(value: Any, where: str, base: Path) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
            raise ConfigError(f"{where} is {value!r}; give a number from {least:g} to {most:g}")
        return float(value)

    return check


def _positive(value: Any, where: str, base: Path) -> int:
    if check_count(value, where, base) == 0:
        raise ConfigError(f"{where} is 0; give a whole number from 1")
    return value


def _agent(value: Any, where: str, base: Path) -> str:
    agent = check_text(value, where, base)
    if not agent.isascii() or not agent.isprintable():
        raise ConfigError(f"{where} is {agent!r}; use Latin letters, like briefing/0.1 (news@example.org)")
    return agent


SOURCE_CHECKS: dict[str, Callable[[Any, str, Path], Any]] = {
    "name": check_text,
    "url": _address,
    "follow": _flag,
    "outlet": check_text,
}
FETCH_CHECKS: dict[str, Callable[[Any, str, Path], Any]] = {
    "inbox": _folder,
    "pause": _number(0, 3600),
    "timeout": _number(0.1, 3600),
    "megabytes": _number(0.001, 1000),
    "redirects": check_count,
    "pages": _positive,
    "silent_weeks": _positive,
    "agent": _agent,
    "private": _hosts,
}
