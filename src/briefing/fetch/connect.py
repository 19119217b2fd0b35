"""Connections: to addresses that were checked, with an end in time, in small pieces.

httpx asks httpcore for connections by the host's name. The backend here looks the name up once, checks what it found
and connects to that: between check and connection no other address can be slipped in (DNS rebinding), and TLS is still
verified for the name. Tried and dropped: addresses with the IP in the place of the name and the `sni_hostname` of
httpx, which shares a connection between two names on one machine; httpx's own time-outs, which begin anew with each
byte, so that a server that drips holds on for ever.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator
from http.cookiejar import Cookie, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx

from ..errors import ConfigError
from .addresses import Resolve, find_machine
from .failures import Failure

PIECE = 16_384
"""Bytes read at a time."""


class Deadline:
    """When the exchange under way must have ended; shared by its connections."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._at = elapsed()

    def begin(self, seconds: float) -> None:
        self._at = self._elapsed() + seconds

    def left(self) -> float:
        """Seconds; raises httpcore's ReadTimeout when none are left."""
        left = self._at - self._elapsed()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


class Stream(httpcore.NetworkStream):
    """A connection that keeps to the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(min(max_bytes, PIECE), self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to a host at its checked addresses only."""

    def __init__(self, deadline: Deadline, *, resolve: Resolve, private: frozenset[str]) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline
        self._resolve = resolve
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Stream:
        addresses = find_machine(host, port, resolve=self._resolve, private=self._private)
        for address in addresses[:-1]:
            try:
                # A dead address must leave time for the others.
                return self._connect(address, port, self._deadline.left() / len(addresses), socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, self._deadline.left(), socket_options)

    def _connect(self, address: str, port: int, timeout: float, options: Iterable[Any] | None) -> Stream:
        return Stream(
            self._inner.connect_tcp(address, port, timeout=timeout, socket_options=options or []), self._deadline
        )


def _read_certificates() -> ssl.SSLContext:
    try:
        return httpx.create_ssl_context()
    except OSError as e:  # ssl.SSLError is one
        raise ConfigError(
            f"SSL_CERT_FILE or SSL_CERT_DIR: no certificates can be read there ({e}); correct it"
        ) from None


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class CheckedTransport(httpx.BaseTransport):
    """httpx over connections of `CheckedBackend`. No proxy is used: it would look names up where nobody checks."""

    def __init__(self, backend: CheckedBackend) -> None:
        self._backend = backend
        self._pools: dict[bytes, httpcore.ConnectionPool] = {}

    def _pool(self, scheme: bytes) -> httpcore.ConnectionPool:
        """Certificates are those of certifi, or of SSL_CERT_FILE and SSL_CERT_DIR; reading them takes its time."""
        if scheme not in self._pools:
            context = _read_certificates() if scheme == b"https" else None
            self._pools[scheme] = httpcore.ConnectionPool(context, network_backend=self._backend, max_connections=4)
        return self._pools[scheme]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        url = request.url
        answer = self._pool(url.raw_scheme).handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()


class PlainCookies(DefaultCookiePolicy):
    """Cookies live as long as a run: some sites set one and redirect to the same address. One that no request could
    carry, because it is not in ASCII, is not taken."""

    def set_ok(self, cookie: Cookie, request: Any) -> bool:
        written = f"{cookie.name}{cookie.value or ''}{cookie.path}"
        return written.isascii() and written.isprintable() and super().set_ok(cookie, request)


def say_fault(error: Exception, host: str, seconds: float) -> Failure:
    """What a broken connection is to people."""
    if isinstance(error, httpcore.TimeoutException):
        return Failure(f"{host} did not answer within {seconds:g} s; try later or raise timeout", network=True)
    reason = str(error).strip()
    if isinstance(error, httpcore.ConnectError) and "CERTIFICATE" in reason.upper():
        why = reason.split("certificate verify failed: ")[-1].split(" (_ssl")[0]
        return Failure(f"{host} cannot prove who it is ({why}); nothing was read, check the address", network=True)
    if isinstance(error, httpcore.ConnectError):
        return Failure(f"{host} cannot be reached ({reason}); check the address and the network", network=True)
    return Failure(f"{host} broke off ({reason or type(error).__name__}); try later", network=True)
