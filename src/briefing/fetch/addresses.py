"""Which addresses may be asked: http and https, hosts of the open network, and one spelling for one page."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urljoin, urlsplit, urlunsplit

from .failures import Failure

SCHEMES = ("http", "https")
PORTS = {"http": 80, "https": 443}
MAX_ADDRESS = 2000
"""Characters; longer ones are no pages of news, and some file systems and sheets cannot hold them."""

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to the addresses to connect to, in the order in which to try them; raises OSError."""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """What the system says of a host. It cannot be interrupted: how long it takes is the system's setting."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


# ---------------------------------------------------------------- of a page


def check_address(address: str) -> str:
    """The address without its fragment; raises Failure for one that is not to be asked."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Failure(f"{address[:100]!r} is no web address; correct it at the source") from None
    if parts.scheme not in SCHEMES:
        raise Failure(f"{address[:100]!r} is not http or https; nothing else is fetched")
    if not parts.hostname or len(address) > MAX_ADDRESS or not address.isprintable() or port == 0:
        raise Failure(f"{address[:100]!r} is no web address; correct it at the source")
    if parts.username is not None or parts.password is not None:
        raise Failure(f"{parts.hostname}: the address holds a name or password; give one without")
    return urlunsplit(parts._replace(fragment=""))


def host_of(address: str) -> str:
    return urlsplit(address).hostname or ""


def join_address(base: str, link: str) -> str:
    """A link as a page or a `Location` header writes it, as a whole address; raises Failure."""
    try:
        return check_address(urljoin(base, link.strip()))
    except ValueError:
        raise Failure(f"{link[:100]!r} is no web address; correct it at the source") from None


def normalize_address(address: str) -> str:
    """One spelling for one page: no fragment, no usual port, no parameters that only count visitors.

    Other parameters stay as they are and in their order: which of them choose the page, only the server knows.
    """
    parts = urlsplit(address)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port and parts.port != PORTS.get(scheme) else ""
    query = "&".join(pair for pair in parts.query.split("&") if not pair.startswith("utm_"))
    return urlunsplit((scheme, host + port, parts.path or "/", query, ""))


# ---------------------------------------------------------------- of a machine

_NAT64 = IPv6Network("64:ff9b::/96")
_CLOSED = tuple(
    map(
        ip_network, ("192.0.0.0/24", "192.88.99.0/24", "::/96", "64:ff9b:1::/48", "fec0::/10", "3fff::/20", "5f00::/16")
    )
)
"""Of IANA's registries of special addresses, what `is_global` of some Python versions takes for open: protocols, the
relays of 6to4, IPv4 written as IPv6, NAT64 of one's own, site-local, documentation, segment routing."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open network, also as what it stands for: IPv6 addresses that carry an
    IPv4 address (mapped, 6to4, Teredo, NAT64) are judged by that one."""
    parsed = ip_address(address.split("%", 1)[0])
    return all(map(_is_open, (parsed, *_carried(parsed))))


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    closed = (network for network in _CLOSED if network.version == address.version)
    return address.is_global and not address.is_multicast and not any(address in network for network in closed)


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(address, IPv4Address):
        return []
    carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        carried.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [part for part in carried if part is not None]


def find_machine(host: str, port: int, *, resolve: Resolve, private: Collection[str]) -> tuple[str, ...]:
    """The checked addresses of a host: these are connected to, the name is not looked up again.

    Raises Failure when it has none, or when one of them is local or private and the host is not allowed to be.
    """
    try:
        addresses = tuple(resolve(host, port))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not a name"
        raise Failure(f"{host} is not found ({reason}); check the address and the network", network=True) from None
    if not addresses:
        raise Failure(f"{host} has no address; check the address and the network", network=True)
    if host.casefold() not in private and (closed := [one for one in addresses if not is_public(one)]):
        raise Failure(
            f"{host} is at {closed[0]}, a local or private address; if that is meant, name the host in private"
        )
    return addresses
