"""One address to its bytes: politely, within limits, each hop of a redirect checked like the first address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar
from types import TracebackType
from urllib.parse import urlsplit

import httpcore
import httpx

from ..config import Fetching
from .addresses import Resolve, check_address, host_of, join_address, resolve
from .clock import Clock, Pace
from .connect import CheckedBackend, CheckedTransport, Deadline, PlainCookies, say_fault
from .failures import Failure
from .robots import Robots
from .unpack import PACKINGS, Damaged, unpack

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"
MAX_REST = 60.0
"""Seconds that `Retry-After` may ask for before the server's pages are left to the next run."""
SMALL = 65_536
"""Bytes of an answer without a page that are read to keep its connection."""
REDIRECTS = (301, 302, 303, 307, 308)
_BROKEN = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave."""

    address: str
    """Where it was in the end, after redirects."""
    status: int
    """200, or 304: unchanged since it was last asked."""
    headers: Mapping[str, str]
    """Names in any case."""
    content: bytes
    """Unpacked."""

    @property
    def kind(self) -> str:
        """The content type without its parameters, in lower case; empty when it is not said."""
        return self.headers.get("content-type", "").split(";", 1)[0].strip().lower()


class Fetcher:
    """Asks servers; a context that closes its connections. `received` counts the bytes of all bodies as sent."""

    def __init__(self, settings: Fetching, *, clock: Clock, resolve: Resolve = resolve) -> None:
        self.received = 0
        self._settings = settings
        self._clock = clock
        self._pace = Pace(clock)
        self._robots = Robots(settings.agent, self._ask_rules)
        self._resting: dict[str, Failure] = {}
        self._deadline = Deadline(clock.elapsed)
        backend = CheckedBackend(self._deadline, resolve=resolve, private=frozenset(settings.private))
        headers = {"User-Agent": settings.agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"}
        self._client = httpx.Client(
            transport=CheckedTransport(backend), headers=headers, cookies=CookieJar(PlainCookies()), timeout=None,
            trust_env=False, follow_redirects=False,
        )  # fmt: skip

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """The page at an address, or the word that it is unchanged. Raises Failure."""
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in asked.items() if value}
        answer = self._follow(address, headers, self._robots.check)
        if answer.status != 200 and not (answer.status == 304 and headers):
            raise Failure(say_status(answer.status, answer.address), gone=answer.status in GONE)
        if answer.kind and not _is_text(answer.kind):
            raise Failure(f"{answer.address} is {answer.kind}, no page and no feed; save it by hand or remove it")
        return answer

    def check_rules(self, address: str) -> None:
        """Raises Failure where the site's robots.txt forbids the address; the file is asked for once."""
        self._robots.check(check_address(address))

    def _ask_rules(self, address: str) -> bytes | None:
        answer = self._follow(address, {}, lambda _: 0.0)
        if answer.status == 200:
            return answer.content
        if 400 <= answer.status < 500:
            return None
        raise Failure(say_status(answer.status, answer.address))

    def _follow(self, address: str, headers: Mapping[str, str], check: Callable[[str], float]) -> Answer:
        here = check_address(address)
        for _ in range(self._settings.redirects + 1):
            answer = self._ask_patiently(here, headers, check)
            if answer.status not in REDIRECTS:
                return answer
            here = _next_hop(here, answer.headers.get("location", ""))
        raise Failure(f"{address} redirects more than {self._settings.redirects} times; correct the address")

    def _ask_patiently(self, address: str, headers: Mapping[str, str], check: Callable[[str], float]) -> Answer:
        """Once more where the server names a short rest; where it names a long one, it is left alone for this run."""
        host = host_of(address)
        if host in self._resting:
            raise self._resting[host]
        pause = max(self._settings.pause, check(address))
        for is_last in (False, True):
            self._pace.wait(host, pause)
            answer = self._ask(address, headers)
            rest = parse_rest(answer.headers.get("retry-after", ""), self._clock.now())
            if answer.status != 429 and not (answer.status == 503 and rest is not None):
                return answer
            if is_last or rest is None or rest > MAX_REST:
                break
            self._clock.sleep(rest)
        asked = f", come back in {rest:.0f} s" if rest else ""
        self._resting[host] = Failure(
            f"{host} asks to be left alone ({answer.status}{asked}); try later or raise pause", rests=True
        )
        raise self._resting[host]

    def _ask(self, address: str, headers: Mapping[str, str]) -> Answer:
        try:
            request = self._client.build_request("GET", address, headers=dict(headers))
        except (httpx.InvalidURL, UnicodeError):
            raise Failure(f"{address[:100]!r} is no web address; correct it at the source") from None
        seconds = self._settings.timeout
        self._deadline.begin(seconds)
        try:
            with closing(self._client.send(request, stream=True)) as response:
                content = self._read(response) if response.status_code == 200 else _drain(response)
                return Answer(address, response.status_code, response.headers, content)
        except _BROKEN as error:
            raise say_fault(error, host_of(address), seconds) from None
        except (httpx.RemoteProtocolError, httpx.InvalidURL):  # it reads a Location even where it does not follow it
            raise Failure(f"{address} redirects to what is no web address; correct the address") from None

    def _read(self, response: httpx.Response) -> bytes:
        limit = int(self._settings.megabytes * 2**20)
        packing = _check_head(response, limit)
        pieces, size = [], 0
        try:
            for piece in unpack(response.iter_raw(), packing):
                size += len(piece)
                if max(size, response.num_bytes_downloaded) > limit:
                    raise _too_large(response)
                pieces.append(piece)
        except Damaged:
            raise Failure(f"{response.request.url.host} sent a packed answer that is damaged; try later") from None
        finally:
            self.received += response.num_bytes_downloaded
        return b"".join(pieces)


# ---------------------------------------------------------------- what an answer's head says


def _check_head(response: httpx.Response, limit: int) -> str:
    """How the body is packed; raises Failure for what can be refused before it is read."""
    host = response.request.url.host
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in PACKINGS:
        raise Failure(f"{host} packs its answer as {packing!r}, which was not asked for; give another address")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise _too_large(response)
    return packing


def _drain(response: httpx.Response) -> bytes:
    """The little that comes with a status, so that the connection serves the next page too; a long one is cut off."""
    for _ in response.iter_raw():
        if response.num_bytes_downloaded > SMALL:
            break
    return b""


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or "xml" in kind or "json" in kind


def _too_large(response: httpx.Response) -> Failure:
    return Failure(f"{response.request.url} is larger than a page or feed may be; raise megabytes if it is meant")


def _next_hop(here: str, location: str) -> str:
    if not location:
        raise Failure(f"{here} redirects to nowhere; correct the address")
    there = join_address(here, location)
    if urlsplit(here).scheme == "https" and urlsplit(there).scheme == "http":
        raise Failure(f"{here} redirects from https to http, where anybody could answer; give the http one if meant")
    return there


def parse_rest(written: str, now: datetime) -> float | None:
    """Seconds of a `Retry-After`: a number or a date (RFC 9110, 10.2.3); None when it says neither."""
    written = written.strip()
    if written.isdecimal() and len(written) < 10:
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


GONE = (404, 410)


def say_status(status: int, address: str) -> str:
    """What a status is to people, and what to do."""
    words = HTTPStatus(status).phrase.lower() if status in set(HTTPStatus) else "unknown"
    if status in GONE:
        return f"{address} is not there ({status} {words}); correct the address or remove it"
    if status in (401, 402, 403, 407, 451):
        return f"{address} is not open to us ({status} {words}); take another address or ask the site"
    return f"{address} gave no page ({status} {words}); try later"
