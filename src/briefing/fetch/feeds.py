"""The entries of a feed, as far as they say what to fetch or to store.

`ingest` reads feeds too, for their text; here the bytes come with an address, from which relative links count.
"""

from __future__ import annotations

import calendar
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from ..types import Moment
from .addresses import join_address
from .failures import Failure

START = 4_000
"""Bytes in which a feed says that it is one, and a page."""
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|channel)\b", re.IGNORECASE)
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s{0,9}:\s{0,9}"https?:(?:\\?/){2}jsonfeed\.org', re.IGNORECASE)
MAX_ENTRIES = 5_000
When = tuple[Moment | None, str | None]
"""A time as it was understood, and as it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed."""

    key: str
    """Its address, or what the feed calls it where it has none."""
    url: str | None
    title: str | None
    author: str | None
    published: Moment | None
    """In the zone that the caller gave; a `date` without a time of day."""
    written: str | None
    """The time as the feed writes it."""
    markup: str
    """The longest text that the feed holds of it: HTML; empty where it holds none."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read."""

    title: str | None
    entries: tuple[Entry, ...]
    broken: str = ""
    """Where it is damaged, and was read up to there."""


def is_feed(content: bytes) -> bool:
    """Told from the first bytes, not from the content type: feeds come as text/html, text/plain and what not."""
    head = content[:START].replace(b"\x00", b"")  # UTF-16
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
        return bool(_JSON_FEED.search(head))
    feed, html = _FEED.search(head), HTML.search(head)
    return feed is not None and (html is None or feed.start() < html.start())


def parse_feed(content: bytes, address: str, kind: str, zone: tzinfo) -> Feed:
    """The feed of an answer's bytes; raises Failure when nothing of it can be read."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _parse_json(content, address, zone)
    return _parse_xml(content, address, kind, zone)


# ---------------------------------------------------------------- RSS and Atom


def _parse_xml(content: bytes, address: str, kind: str, zone: tzinfo) -> Feed:
    import feedparser

    headers = {"content-location": address, "content-type": kind or "application/xml"}
    try:
        # A stream: a string could be an address, which feedparser would fetch. Markup is read by `ingest`.
        parsed = feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # whatever its parsers raise on hostile input
        raise Failure(f"{address} is a feed that cannot be read ({type(error).__name__}); tell its site") from None
    broken = _first_line(parsed.get("bozo_exception")) if parsed.get("bozo") else ""
    found = list(parsed.get("entries", ()))[:MAX_ENTRIES]
    if not found and broken:
        raise Failure(f"{address} is a feed that cannot be read ({broken}); tell its site")
    entries = _entries(_read_entry(entry, address, zone) for entry in found)
    return Feed(_words(parsed.get("feed", {}).get("title")), entries, broken)


def _first_line(error: Any) -> str:
    # A content type that is no feed's is told too, and harms nothing.
    if type(error).__name__ in ("NonXMLContentType", "CharacterEncodingOverride"):
        return ""
    return str(error).strip().split("\n", 1)[0][:120] or type(error).__name__


def _read_entry(entry: Mapping[str, Any], address: str, zone: tzinfo) -> Entry:
    contents = entry.get("content") or ()
    stated = [entry.get("summary"), *(part.get("value") for part in contents if isinstance(part, Mapping))]
    return _entry(
        address,
        link=_words(entry.get("link")),
        key=_words(entry.get("id")),
        title=_words(entry.get("title")),
        author=_words(entry.get("author")),
        when=_moment(entry, zone),
        markup=max((value for value in stated if isinstance(value, str)), key=len, default=""),
    )


_ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d|(?<=[\d\s])(?!AM|PM)[A-Z]{2,5})\s*$")


def _moment(entry: Mapping[str, Any], zone: tzinfo) -> When:
    """feedparser takes a time that names no zone as UTC; here it is the caller's, as everywhere in `ingest`. What it
    makes of 2025年7月18日 is another day: such times are handed on as written."""
    for field in ("published", "updated", "created"):
        written, parsed = _words(entry.get(field)), entry.get(f"{field}_parsed")
        if written:
            return (_understand(written, parsed, zone) if parsed and written.isascii() else None), written
    return None, None


def _understand(written: str, parsed: Any, zone: tzinfo) -> Moment:
    if ":" not in written:
        return date(*parsed[:3])
    moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    return moment.astimezone(zone) if _ZONED.search(written) else moment.replace(tzinfo=zone)


# ---------------------------------------------------------------- JSON Feed


def _parse_json(content: bytes, address: str, zone: tzinfo) -> Feed:
    try:
        feed = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Failure(f"{address} is a JSON feed that is broken off or damaged; try later") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise Failure(f"{address} is a JSON feed without items; tell its site")
    found = (item for item in items[:MAX_ENTRIES] if isinstance(item, dict))
    return Feed(_words(feed.get("title")), _entries(_read_item(item, address, zone) for item in found))


def _read_item(item: Mapping[str, Any], address: str, zone: tzinfo) -> Entry:
    authors = item.get("authors") or [item.get("author")]
    first = authors[0] if isinstance(authors, list) and authors else None
    written = _words(item.get("date_published")) or _words(item.get("date_modified"))
    plain = _words(item.get("content_text")) or _words(item.get("summary")) or ""
    return _entry(
        address,
        link=_words(item.get("url")) or _words(item.get("external_url")),
        key=_words(item.get("id")),
        title=_words(item.get("title")),
        author=_words(first.get("name")) if isinstance(first, dict) else None,
        when=(_parse_moment(written, zone) if written else None, written),
        markup=_words(item.get("content_html")) or _to_markup(plain),
    )


def _parse_moment(written: str, zone: tzinfo) -> Moment | None:
    """RFC 3339, as JSON Feed has it; a time without a zone is the caller's."""
    try:
        if len(written) == len("2025-07-20"):
            return date.fromisoformat(written)
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _to_markup(plain: str) -> str:
    from html import escape

    return "".join(f"<p>{escape(line)}</p>" for line in plain.splitlines() if line.strip())


# ---------------------------------------------------------------- both


def _words(value: Any) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def _entry(
    address: str,
    *,
    link: str | None,
    key: str | None,
    title: str | None,
    author: str | None,
    when: When,
    markup: str,
) -> Entry:
    """A link that is no web address is none; an entry without link and id is known by its words."""
    try:
        url = join_address(address, link) if link else None
    except Failure:
        url = None
    words = key or f"{title or ''} {markup}"[:500]
    return Entry(
        key=url or f"{address}#{words}",
        url=url,
        title=title,
        author=author,
        published=when[0],
        written=when[1],
        markup=markup,
    )


def _entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each entry once, in the feed's order."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.key, entry)
    return tuple(found.values())
