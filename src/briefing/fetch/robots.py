"""What a site's robots.txt allows (RFC 9309).

protego reads it: the longest rule wins and `*` and `$` count, as the RFC has it and as sites write them; Python's own
`urllib.robotparser` takes the first rule that fits and reads both signs as letters.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from .failures import Failure

MAX_RULES = 512 * 1024
"""Bytes that are read of it: the RFC asks for 500 KiB at least."""
MAX_PAUSE = 60.0
"""Seconds of the longest `Crawl-delay` that is kept: with more, one feed would hold a run for hours."""

Ask = Callable[[str], bytes | None]
"""The address of a robots.txt to its bytes; None: the site has none. Raises Failure when that is not known."""


class Robots:
    """The rules of each site, asked for once a run."""

    def __init__(self, agent: str, ask: Ask) -> None:
        self._agent = agent.split("/", 1)[0].strip()
        self._ask = ask
        self._rules: dict[str, Protego | Failure] = {}

    def check(self, address: str) -> float:
        """Seconds of pause that the site asks for; raises Failure for an address that it does not allow."""
        parts = urlsplit(address)
        rules = self._of_site(f"{parts.scheme}://{parts.netloc}")
        if not rules.can_fetch(address, self._agent):
            raise Failure(f"{parts.netloc} does not allow {parts.path or '/'} (robots.txt); remove it or ask the site")
        return min(float(rules.crawl_delay(self._agent) or 0), MAX_PAUSE)

    def _of_site(self, site: str) -> Protego:
        if site not in self._rules:
            self._rules[site] = self._read(site)
        rules = self._rules[site]
        if isinstance(rules, Failure):
            raise rules
        return rules

    def _read(self, site: str) -> Protego | Failure:
        try:
            content = self._ask(f"{site}/robots.txt")
        except Failure as failure:
            if failure.network or failure.rests:
                return failure
            return Failure(f"{site}/robots.txt cannot be read ({failure}); nothing is fetched there until it can")
        return Protego.parse((content or b"")[:MAX_RULES].decode("utf-8", "replace"))
