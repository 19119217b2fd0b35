"""What is remembered of sources that are fetched, so that nothing is fetched or stored twice.

Times are UTC as the archive writes them: `2025-07-18T07:30:00+00:00`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedState:
    """A configured source, feed or page, as the last fetch left it."""

    url: str
    """Its address as the settings write it."""
    etag: str | None = None
    last_modified: str | None = None
    """What the server gave with its last answer, to ask only for what changed; None as well where the last fetch
    left something behind, so that the next one sees all of it again."""
    checked: str | None = None
    """When it was asked last."""
    last_new: str | None = None
    """When it last gave something new, or was asked for the first time."""
    failures: int = 0
    """Fetches that failed, one after another, up to the last; 0 when it answered."""
    error: str | None = None
    """Why the last one failed."""


@dataclass(frozen=True, slots=True)
class PageState:
    """A page or an entry that was taken into the inbox."""

    url: str
    """Its address without fragment and tracking parameters."""
    feed: str | None
    """`FeedState.url` of the source that gave it."""
    fetched: str
    file: str | None = None
    """Its name below the inbox, in POSIX form."""
    sha256: str | None = None
    """Of the bytes that the server sent, not of the file."""
