"""Feeds: RSS, Atom and JSON Feed, one article an entry. Nothing is fetched, no entity of the feed's own resolved."""

from __future__ import annotations

import calendar
import io
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from ..types import Moment
from .contents import Contents, Passage, Unreadable, list_numbers
from .markup import find_blocks, parse_page
from .metadata import parse_moment
from .rows import to_words

MAX_ENTRIES = 100_000
XML_UTF8 = b"<?xml version='1.0' encoding='utf-8'?>"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"\A\s*<!DOCTYPE[^\[>]{0,500}(?:\[.{0,200000}?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_SMALL_PRINT = re.compile(r"font-size\s{0,3}:\s{0,3}(?:\d|1[01])px", re.IGNORECASE)
NO_TEXT = "no text beside the title; read the page itself"


def read_feed(text: str, zone: tzinfo) -> Contents:
    """The entries of a feed."""
    if text.lstrip().startswith("{"):
        return _read_json_feed(text, zone)
    feed, entries, broken = _parse(text)
    if not entries:
        raise Unreadable(f"is a feed that cannot be read ({broken})" if broken else "is a feed without entries")
    source = to_words(feed.get("title"))
    passages = [_read_entry(str(n), entry, source, zone) for n, entry in enumerate(entries[:MAX_ENTRIES], start=1)]
    kept = _contents("RSS or Atom", passages)
    reservation = (f"is broken off or damaged ({broken}); its entries up to there were read",) if broken else ()
    return Contents(kept.form, kept.why, kept.passages, reservations=(*reservation, *kept.reservations))


def _parse(text: str) -> tuple[Mapping[str, Any], list[Mapping[str, Any]], str]:
    """feedparser's reading. It is given a stream: a string could be an address, which it would fetch."""
    import feedparser

    bare = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    stream = io.BytesIO(XML_UTF8 + bare.lstrip().encode("utf-8", "replace"))
    try:
        # The text is extracted here; its sanitizer and its resolver of links would only cost time.
        parsed = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever its parsers raise on hostile input
        raise Unreadable(f"is a feed that cannot be read ({type(error).__name__})") from None
    broken = _first_line(parsed.get("bozo_exception")) if parsed.get("bozo") else ""
    return parsed.get("feed", {}), list(parsed.get("entries", ())), broken


def _first_line(error: Any) -> str:
    return str(error).strip().split("\n", 1)[0][:120] or type(error).__name__


def _contents(kind: str, passages: Iterable[Passage]) -> Contents:
    listed = list(passages)
    empty = [passage.label or "" for passage in listed if not passage.raw.strip()]
    full = tuple(passage for passage in listed if passage.raw.strip())
    if not full:
        raise Unreadable(f"is a feed of titles only ({len(listed)} entries); read the pages themselves")
    reservations = (f"{list_numbers(empty, 'entry', 'entries')}: {NO_TEXT}",) if empty else ()
    return Contents("syndication", f"{kind} with {len(listed)} entries", full, reservations=reservations)


def _read_entry(label: str, entry: Mapping[str, Any], feed_title: str | None, zone: tzinfo) -> Passage:
    own_source = entry.get("source")
    return Passage(
        entry_text(_longest_markup(entry)),
        label=label,
        form="article",
        extracted=True,
        title=_plain(entry.get("title")),
        source=(to_words(own_source.get("title")) if isinstance(own_source, Mapping) else None) or feed_title,
        author=to_words(entry.get("author")),
        published=_moment(entry, zone),
        url=to_words(entry.get("link")),
    )


def _longest_markup(entry: Mapping[str, Any]) -> str:
    """The full text where the feed has it beside a summary."""
    contents = entry.get("content") or ()
    stated = [entry.get("summary"), *(part.get("value") for part in contents if isinstance(part, Mapping))]
    return max((value for value in stated if isinstance(value, str)), key=len, default="")


def entry_text(markup: str) -> str:
    """An entry's paragraphs. Picture credits and captions in small print, as feeds append them, are left out."""
    if not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        blocks = find_blocks(parse_page(f"<div>{markup}</div>"))
    except Unreadable:
        return ""
    return "\n".join(block.text for block in blocks if not _is_small_print(block.element))


def _is_small_print(element: Any) -> bool:
    return element.tag == "figcaption" or bool(_SMALL_PRINT.search(element.get("style") or ""))


def _plain(title: Any) -> str | None:
    words = to_words(title)
    return " ".join(entry_text(words).split()) or None if words else None


def _moment(entry: Mapping[str, Any], zone: tzinfo) -> Moment | None:
    """The time as written where it is a full date; else what feedparser made of it (UTC)."""
    for field in ("published", "updated", "created"):
        written, parsed = entry.get(field), entry.get(f"{field}_parsed")
        if isinstance(written, str) and (moment := parse_moment(written, zone)):
            return moment
        if parsed:
            return datetime.fromtimestamp(calendar.timegm(parsed), UTC).astimezone(zone)
    return None


# ---------------------------------------------------------------- JSON Feed


def _read_json_feed(text: str, zone: tzinfo) -> Contents:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("is a JSON feed that is broken off or damaged; get a whole copy") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    entries = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if not entries:
        raise Unreadable("is a feed without entries")
    source = to_words(feed.get("title"))
    return _contents("JSON Feed", [_read_item(str(n), item, source, zone) for n, item in enumerate(entries, start=1)])


def _read_item(label: str, item: Mapping[str, Any], source: str | None, zone: tzinfo) -> Passage:
    html, plain = to_words(item.get("content_html")), to_words(item.get("content_text"))
    authors = item.get("authors") or [item.get("author")]
    written = to_words(item.get("date_published")) or to_words(item.get("date_modified"))
    return Passage(
        plain or entry_text(html or to_words(item.get("summary")) or ""),
        label=label,
        form="article",
        extracted=not plain,
        title=_plain(item.get("title")),
        source=source,
        author=to_words(authors[0]) if isinstance(authors, list) and authors else None,
        published=parse_moment(written, zone) if written else None,
        url=to_words(item.get("url")) or to_words(item.get("external_url")),
    )
