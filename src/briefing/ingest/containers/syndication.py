"""Feeds: RSS, Atom and JSON Feed, one article an entry. Nothing is fetched, no entity of the feed's own resolved."""

from __future__ import annotations

import calendar
import io
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urljoin

from ...types import Moment
from ..contents import Contents, Passage, Unreadable, list_numbers
from ..markup import find_blocks, parse_page
from ..stated.metadata import parse_moment
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
    source = _plain(feed.get("title"))
    base = to_words(feed.get("link"))
    listed = enumerate(entries[:MAX_ENTRIES], start=1)
    passages = [_read_entry(str(n), entry, source, base, zone) for n, entry in listed]
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


def _read_entry(label: str, entry: Mapping[str, Any], feed: str | None, base: str | None, zone: tzinfo) -> Passage:
    own_source = entry.get("source")
    text = _fullest(entry)
    return Passage(
        text,
        label=label,
        form=_form_of(text),
        extracted=True,
        title=_plain(entry.get("title")),
        source=(to_words(own_source.get("title")) if isinstance(own_source, Mapping) else None) or feed,
        author=to_words(entry.get("author")),
        published=_moment(entry, zone),
        url=_address(to_words(entry.get("link")), base) or _address(to_words(entry.get("id")), None),
    )


def _form_of(text: str) -> str | None:
    """An entry is one article, but for a round-up: a morning paper that comes as one entry a day."""
    from ..split import choose_form

    return None if choose_form(text)[0] == "digest" else "article"


def _address(written: str | None, base: str | None) -> str | None:
    """A web address; one without a host counts from the feed's."""
    if not written:
        return None
    try:
        address = urljoin(base or "", written)
    except ValueError:  # brackets that are no IPv6 address
        return None
    return address if address.startswith(("http://", "https://")) else None


SHORTER = 0.7
"""Share of the summary's text below which the full text is none: an advertisement, or a link to read on."""


def _fullest(entry: Mapping[str, Any]) -> str:
    """The text of `content` (`content:encoded`), or the summary where that says more."""
    contents = entry.get("content") or ()
    full = [part.get("value") for part in contents if isinstance(part, Mapping)]
    media = entry.get("media_content_description") or entry.get("media_description")
    texts = [entry_text(value) for value in full if isinstance(value, str)]
    summary = entry_text(next((value for value in (entry.get("summary"), media) if isinstance(value, str)), ""))
    text = max(texts, key=len, default="")
    return text if len(text) >= SHORTER * len(summary) else summary


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
    stated = dict(entry)  # feedparser's own `get` gives one time for another, with a warning
    for field in ("published", "updated", "created"):
        written, parsed = stated.get(field), stated.get(f"{field}_parsed")
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
    base = to_words(feed.get("home_page_url")) or to_words(feed.get("feed_url"))
    listed = enumerate(entries, start=1)
    return _contents("JSON Feed", [_read_item(str(n), item, source, base, zone) for n, item in listed])


def _read_item(label: str, item: Mapping[str, Any], source: str | None, base: str | None, zone: tzinfo) -> Passage:
    html, plain = to_words(item.get("content_html")), to_words(item.get("content_text"))
    authors = item.get("authors") or [item.get("author")]
    written = to_words(item.get("date_published")) or to_words(item.get("date_modified"))
    text = plain or entry_text(html or to_words(item.get("summary")) or "")
    return Passage(
        text,
        label=label,
        form=_form_of(text),
        extracted=not plain,
        title=_plain(item.get("title")),
        source=source,
        author=to_words(authors[0]) if isinstance(authors, list) and authors else None,
        published=parse_moment(written, zone) if written else None,
        url=_address(to_words(item.get("url")) or to_words(item.get("external_url")), base)
        or _address(to_words(item.get("id")), None),
    )
