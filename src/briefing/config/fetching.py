"""What `briefing fetch` asks for: the sources of `[[sources]]` and how to go about it, `[fetch]`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..errors import ConfigError
from .checks import (
    Check,
    check_all,
    check_count,
    check_flag,
    check_folder,
    check_number,
    check_positive,
    check_text,
    check_values,
    take_section,
)


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
    parts = check_all(
        {
            "fetch": lambda: _settings(take_section(table, "fetch", where), where, base),
            "sources": lambda: {"sources": _sources(table.get("sources", []), where, base)},
        }
    )
    return Fetching(**{"inbox": base / Fetching().inbox, **parts["fetch"], **parts["sources"]})


def _settings(section: Mapping[str, Any], where: str, base: Path) -> dict[str, Any]:
    homes = dict.fromkeys(SOURCE_CHECKS, "[sources]")
    return check_values(section, FETCH_CHECKS, f"{where}: [fetch]", base, homes=homes)


def _sources(listed: Any, where: str, base: Path) -> tuple[Source, ...]:
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ConfigError(f"{where}: sources is no list of sources; write [[sources]] above each of them")
    places = {f"{where}: source {number}": one for number, one in enumerate(listed, start=1)}
    sources = list(check_all({place: partial(_source, one, place, base) for place, one in places.items()}).values())
    for key in ("name", "url"):
        values = [getattr(source, key) for source in sources]
        if twice := sorted({value for value in values if values.count(value) > 1}):
            raise ConfigError(f'{where}: sources: {key} "{twice[0]}" stands twice; give each source its own')
    return tuple(sources)


def _source(table: Mapping[str, Any], where: str, base: Path) -> Source:
    return Source(**check_values(table, SOURCE_CHECKS, where, base, needed=("name", "url")))


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


def _hosts(value: Any, where: str, base: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(host, str) and host.strip() for host in value):
        raise ConfigError(f'{where} is {value!r}; give a list of hosts, like ["news.intranet"]')
    if wrong := [host for host in value if "/" in host]:
        raise ConfigError(f'{where}: "{wrong[0]}" is no host; write the name alone, without https:// and path')
    return tuple(host.strip().casefold().strip("[]") for host in value)


def _agent(value: Any, where: str, base: Path) -> str:
    agent = check_text(value, where, base)
    if not agent.isascii() or not agent.isprintable():
        raise ConfigError(f"{where} is {agent!r}; use Latin letters, like briefing/0.1 (news@example.org)")
    return agent


SOURCE_CHECKS: dict[str, Check] = {
    "name": check_text,
    "url": _address,
    "follow": check_flag,
    "outlet": check_text,
}
FETCH_CHECKS: dict[str, Check] = {
    "inbox": check_folder,
    "pause": check_number(0, 3600),
    "timeout": check_number(0.1, 3600),
    "megabytes": check_number(0.001, 1000),
    "redirects": check_count,
    "pages": check_positive,
    "silent_weeks": check_positive,
    "agent": _agent,
    "private": _hosts,
}
