"""What was fetched, as files that `ingest` reads with their address, outlet and time.

A page is stored as its bytes came; at the end of its head stands what the fetch knows of it, in the words of HTML (a
canonical link, meta elements). What the page says of itself comes before that, and `ingest` takes the first. An entry
of a feed is stored as a JSON Feed with one item. Nothing new is needed to read either. Tried and dropped: lines behind
the end of the page, which libxml2 leaves out.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from ..errors import OutputError
from ..files import write_whole
from ..types import Moment
from .addresses import host_of
from .feeds import Entry

MAX_SLUG = 48
"""Characters of a title in a file's name: Han take three bytes each, and a name may have 255."""
HASH = 10
_NO_HOST = re.compile(r"[^a-z0-9.]+")
_NO_SLUG = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the fetch knows of a page beside its bytes."""

    address: str
    fetched: datetime
    title: str | None = None
    published: Moment | None = None
    written: str | None = None
    """The time as the feed writes it, for `ingest` to read where it is not understood here."""
    outlet: str | None = None
    """From the settings: goes before what the page's head calls its site."""
    feed_title: str | None = None
    """Of the feed that led to it: for a page that names no outlet and no site."""


# ---------------------------------------------------------------- names


def name_file(facts: Facts, ending: str) -> str:
    """`2025-07-18/news.example-title-0a1b2c3d4e.html`: the day it was published, or fetched where that is not known.

    Safe on every file system, sorted by day, and the same for the same page.
    """
    moment = facts.published or facts.fetched
    day = moment.date() if isinstance(moment, datetime) else moment
    host = _NO_HOST.sub("-", host_of(facts.address)).strip("-.") or "host"
    title = unicodedata.normalize("NFKC", facts.title or "")
    slug = _NO_SLUG.sub("-", title).strip("-")[:MAX_SLUG].strip("-") or "page"
    mark = hashlib.sha256(facts.address.encode("utf-8", "replace")).hexdigest()[:HASH]
    return f"{day.isoformat()}/{host[:80]}-{slug}-{mark}{ending}"


# ---------------------------------------------------------------- contents


# Where the head ends: its end tag, else what comes after it, else the opening of all. No byte of a Chinese character is
# a `<` in the encodings of pages, UTF-16 apart.
_HEAD_ENDS = tuple(
    re.compile(pattern, re.IGNORECASE) for pattern in (rb"(?=</head\b)", rb"(?=<body\b)", rb"<html\b[^>]{0,2000}>")
)


def stamp_page(content: bytes, facts: Facts) -> bytes:
    """A page with what is known of it, in letters that all encodings of pages share; UTF-16 becomes UTF-8."""
    codec = next((codec for mark, codec in _MARKS if content.startswith(mark)), None)
    page = content[2:].decode(codec, "replace").encode() if codec else content
    found = (pattern.search(page) for pattern in _HEAD_ENDS)
    at = next((match.end() for match in found if match), 0)
    return page[:at] + _stamp(facts).encode("ascii", "xmlcharrefreplace") + page[at:]


def _stamp(facts: Facts) -> str:
    known = [f'<link rel="canonical" href="{escape(facts.address)}">', _meta("fetched", _iso(facts.fetched))]
    if time := _time_of(facts):
        known.append(_meta("article:published_time", time))
    if facts.outlet:
        known.append(_meta("source", facts.outlet))
    elif facts.feed_title:
        known.append(_meta("og:site_name", facts.feed_title))
    return "".join(f"\n{line}" for line in (*known, ""))


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(" ".join(content.split()))}">'


def _iso(moment: Moment) -> str:
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()


def _time_of(facts: Facts) -> str | None:
    return _iso(facts.published) if facts.published else facts.written


def format_entry(entry: Entry, facts: Facts) -> bytes:
    """An entry as a JSON Feed of its own (version 1.1, jsonfeed.org)."""
    item = {
        "id": entry.key if entry.url else _urn(entry.key),
        "url": facts.address if entry.url else None,
        "title": entry.title,
        "authors": [{"name": entry.author}] if entry.author else None,
        "date_published": _time_of(facts),
        "content_html": entry.markup,
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": facts.outlet or facts.feed_title or host_of(facts.address),
        "_fetched": _iso(facts.fetched),
        "items": [{key: value for key, value in item.items() if value}],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _urn(key: str) -> str:
    """An id that nobody takes for an address."""
    return f"urn:entry:{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"


# ---------------------------------------------------------------- the inbox


def write_file(inbox: Path, name: str, content: bytes) -> None:
    """Store a file whole or not at all. Raises OutputError when the inbox cannot be written."""
    path = inbox / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, (content,))
    except OSError as e:
        raise OutputError(
            f"{path}: cannot be written ({e.strerror}); give an inbox with room that you may write"
        ) from None
