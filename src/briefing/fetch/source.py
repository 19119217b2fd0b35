"""One source: what is new at it, stored."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from ..config import Fetching, Source
from ..types import FeedState, PageState
from .addresses import normalize_address
from .clock import Clock
from .exchange import Answer, Fetcher
from .failures import Failure
from .feeds import HTML, START, Entry, Feed, is_feed, parse_feed
from .keep import Facts, format_entry, name_file, stamp_page, write_file
from .ledger import Ledger
from .outcome import Tally, find_problems, format_time, remember
from .report import SourceReport

MAX_MISSES = 3
"""Pages in a row that could not be reached before the others are left to the next run."""
NO_TEXT = "has no text beside the title; set follow = true to fetch the page itself"
PAGE, ENTRY = ".html", ".json"
"""Endings of the files of a page and of an entry's own text."""
_HTML_KINDS = ("text/html", "application/xhtml+xml")
Steps = Generator[None, None, SourceReport]
"""A source's work; between two steps another source may have its turn."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the fetching of every source shares."""

    settings: Fetching
    ledger: Ledger
    fetcher: Fetcher
    zone: tzinfo
    clock: Clock

    def fetch(self, source: Source) -> Steps:
        """Store what is new, a step for each page, so that sources can take turns; what went wrong is told in the
        report and remembered."""
        now, tally = self._now(), Tally()
        row = self.ledger.read_feed(source.url) or FeedState(source.url, last_new=format_time(now))
        try:
            row = yield from self._ask(source, row, tally)
        except Failure as failure:
            tally.broken = failure
        row = remember(row, tally, now)
        self.ledger.write_feed(row)
        return SourceReport(
            name=source.name,
            url=source.url,
            new=len(tally.files),
            unchanged=tally.unchanged,
            failed=tally.failed,
            left=tally.left,
            files=tuple(tally.files),
            problems=find_problems(source.name, row, tally, now, patience=self.settings.silent_weeks),
        )

    def _now(self) -> datetime:
        return self.clock.now().astimezone(self.zone)

    def _ask(self, source: Source, row: FeedState, tally: Tally) -> Generator[None, None, FeedState]:
        self.fetcher.check_rules(source.url)
        yield
        answer = self.fetcher.get(source.url, etag=row.etag, last_modified=row.last_modified)
        if answer.status == 304:
            tally.unchanged = 1
            return row
        if is_feed(answer.content):
            yield from self._read_feed(
                source, parse_feed(answer.content, answer.address, answer.kind, self.zone), tally
            )
        else:
            self._store_source(source, answer, tally)
        if tally.failures or tally.left or tally.reservations:
            return replace(row, etag=None, last_modified=None)
        marks = {name: _mark(answer.headers.get(name)) for name in ("etag", "last-modified")}
        return replace(row, etag=marks["etag"], last_modified=marks["last-modified"])

    # ------------------------------------------------------------ a feed

    def _read_feed(self, source: Source, feed: Feed, tally: Tally) -> Iterator[None]:
        if feed.broken:
            tally.reservations.append(f"the feed is damaged ({feed.broken}); its entries up to there were taken")
        new = [entry for entry in feed.entries if not self._is_stored(entry, as_page=source.follow)]
        tally.unchanged = len(feed.entries) - len(new)
        if source.follow:
            yield from self._follow(source, feed, new, tally)
            return
        for entry in new:
            if entry.markup.strip():
                self._store_entry(source, feed, entry, tally)
            else:
                tally.failures.append(Failure(f'"{entry.title or entry.key}" {NO_TEXT}'))

    def _is_stored(self, entry: Entry, *, as_page: bool) -> bool:
        """Or known to be gone. The text of a feed does not stand in for the page, where pages are asked for."""
        row = self.ledger.read_page(_key(entry))
        return row is not None and (row.file is None or not as_page or _is_page(row))

    def _store_entry(self, source: Source, feed: Feed, entry: Entry, tally: Tally) -> None:
        facts = self._facts(source, _key(entry), feed, entry)
        content = format_entry(entry, facts)
        self._store(source, facts, ENTRY, content, _sha(entry.markup.encode("utf-8", "replace")), tally, _key(entry))

    def _follow(self, source: Source, feed: Feed, new: Sequence[Entry], tally: Tally) -> Iterator[None]:
        misses = 0
        for done, entry in enumerate(new):
            if done >= self.settings.pages or misses >= MAX_MISSES:
                tally.left = len(new) - done
                return
            yield
            try:
                self._follow_entry(source, feed, entry, tally)
                misses = 0
            except Failure as failure:
                tally.failures.append(failure)
                if failure.gone:  # told once: a dead link stands in its feed for weeks
                    self.ledger.write_page(PageState(_key(entry), source.url, format_time(self._now())))
                misses = MAX_MISSES if failure.rests else misses + 1 if failure.network else 0

    def _follow_entry(self, source: Source, feed: Feed, entry: Entry, tally: Tally) -> None:
        if self._is_stored(entry, as_page=True):  # another source had it in the meantime
            tally.unchanged += 1
            return
        if entry.url is None:
            raise Failure(f'"{entry.title or entry.key}" has no address to follow; set follow = false')
        answer = self.fetcher.get(entry.url)
        page = _check_page(answer)
        known = self.ledger.read_page(normalize_address(answer.address))
        if known and _is_page(known):  # another address of a page that is stored
            self.ledger.write_page(replace(known, url=_key(entry)))
            tally.unchanged += 1
            return
        facts = self._facts(source, normalize_address(answer.address), feed, entry)
        self._store(source, facts, PAGE, stamp_page(page, facts), _sha(page), tally, _key(entry))

    def _facts(self, source: Source, address: str, feed: Feed, entry: Entry) -> Facts:
        return Facts(
            address=address,
            fetched=self._now(),
            title=entry.title,
            published=entry.published,
            written=entry.written,
            outlet=source.outlet,
            feed_title=feed.title,
        )

    # ------------------------------------------------------------ a page

    def _store_source(self, source: Source, answer: Answer, tally: Tally) -> None:
        page, address = _check_page(answer), normalize_address(answer.address)
        known = self.ledger.read_page(address)
        if known and known.sha256 == _sha(page):
            tally.unchanged = 1
            return
        facts = Facts(address=address, fetched=self._now(), title=source.name, outlet=source.outlet)
        self._store(source, facts, PAGE, stamp_page(page, facts), _sha(page), tally, address)

    def _store(
        self, source: Source, facts: Facts, ending: str, content: bytes, sha: str, tally: Tally, key: str
    ) -> None:
        """The file first: killed between the two, the next run writes the same file once more."""
        name = name_file(facts, ending)
        write_file(self.settings.inbox, name, content)
        for url in dict.fromkeys((facts.address, key)):
            self.ledger.write_page(PageState(url, source.url, format_time(facts.fetched), name, sha))
        tally.files.append(name)


def _mark(value: str | None) -> str | None:
    """What may be sent back in a header of a request."""
    return value if value and value.isascii() and value.isprintable() and len(value) < 1000 else None


def _key(entry: Entry) -> str:
    return normalize_address(entry.url) if entry.url else entry.key


def _is_page(row: PageState) -> bool:
    return row.file is not None and row.file.endswith(PAGE)


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _check_page(answer: Answer) -> bytes:
    """The bytes of a web page; raises Failure for what is none."""
    if not answer.content.strip():
        raise Failure(f"{answer.address} is empty; try later or remove it")
    is_page = answer.kind in _HTML_KINDS or HTML.search(answer.content[:START].replace(b"\x00", b""))
    if is_feed(answer.content) or not is_page:
        raise Failure(f"{answer.address} is no web page ({answer.kind or 'unknown'}); save it by hand or remove it")
    return answer.content
