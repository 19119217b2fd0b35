"""Text from outside, made fit to print on one line of a document: what XML and Word cannot carry is left out.

Nothing visible changes, so a printed quote still equals its source once the source went through here too.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# What would break a line or a cell in two.
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_FORBIDDEN = re.compile(
    r"""
    [\x00-\x1f\x7f-\x9f]          # controls: XML 1.0 forbids most, Word shows none
  | [\ud800-\udfff]               # lone surrogates cannot be encoded
  | [\ufdd0-\ufdef\ufffe\uffff]   # noncharacters
  | [\u202a-\u202e\u2066-\u2069]  # bidirectional overrides: they make a line read otherwise than it is stored
    """,
    re.VERBOSE,
)
# Longer links are cut by Word itself.
LONGEST_LINK = 2000
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.?\Z")


def printable(text: str) -> str:
    """The text without what a document cannot hold; line breaks and tabs become one blank."""
    return _FORBIDDEN.sub("", _BREAKS.sub(" ", text))


def parse_link(url: str | None) -> str | None:
    """An address that may be linked: http or https, a plain host, all of it in ASCII; None for anything else."""
    if not url or len(url) > LONGEST_LINK:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.username or not _HOST.match(host):
        return None
    return _encode(f"{parts.scheme}://{host}{f':{port}' if port else ''}", parts.path, parts.query, parts.fragment)


def _encode(origin: str, path: str, query: str, fragment: str) -> str | None:
    """What Word's relationships accept: every other character as a percent code."""
    tail = quote(path, safe="/%:@!$&'()*+,;=~")
    tail += "?" + quote(query, safe="/%:@!$&'()*+,;=~?") if query else ""
    tail += "#" + quote(fragment, safe="/%:@!$&'()*+,;=~?") if fragment else ""
    link = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", origin + tail)
    return link if len(link) <= LONGEST_LINK else None
