"""What a fetch must remember, as the four calls that it makes. The archive keeps it on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from ..types import FeedState, PageState


class Ledger(Protocol):
    """The rows of sources and pages. A row that is written is kept at once: a killed fetch goes on where it stood."""

    def read_feed(self, url: str) -> FeedState | None: ...

    def write_feed(self, row: FeedState) -> None:
        """In the place of the row with its address."""

    def read_page(self, url: str) -> PageState | None: ...

    def write_page(self, row: PageState) -> None:
        """In the place of the row with its address."""


@dataclass(slots=True)
class MemoryLedger:
    """For callers without an archive: it lasts as long as the process."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    pages: dict[str, PageState] = field(default_factory=dict)

    def read_feed(self, url: str) -> FeedState | None:
        return self.feeds.get(url)

    def write_feed(self, row: FeedState) -> None:
        self.feeds[row.url] = row

    def read_page(self, url: str) -> PageState | None:
        return self.pages.get(url)

    def write_page(self, row: PageState) -> None:
        self.pages[row.url] = row
