"""Search in all that was remembered. See `search`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...errors import UsageError
from .articles import find_articles
from .days import Days, parse_days
from .hits import ARTICLE, KINDS, RECORDS, SENTENCE, Filters, Found, Hit
from .query import parse_query
from .reader import open_reader
from .records import find_records

NUMBER = 20


def search(
    query: str,
    *,
    archive: Path | str,
    kinds: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    theme: str | None = None,
    outlet: str | None = None,
    issue: int | None = None,
    n: int = NUMBER,
) -> tuple[Hit, ...]:
    """The articles, sentences and records of an archive that hold the words of a query, the best first.

    The query: words in Chinese and English, all of them wanted; `"side by side, as written"`, `-not`, `one OR other`,
    `begin*`. Simplified and Traditional, upper and lower case, full and half width are the same. A Chinese word of any
    length is found wherever it stands, also inside longer words; an English one as a whole word, in any number and
    tense. No query is an error; one without a letter finds nothing.

    `kinds`: of `article`, `sentence`, `deal`, `fund`, `project`; () is articles and records. `since`, `until`: `2025`,
    `2025-07`, `2025-07-14` or `2025-W29`, both included; entries without a day then do not count. `theme`: its key.
    `outlet`: part of its name. `issue`: its number. Of a record, days, theme and outlet are those of its sources.

    The best are found among the newest 200 entries with all words and the newest 100 with one of them in the title, by
    rarity of the words, title, nearness and newness (`match.py`): of frequent words an old article is found with
    `until`. The same query and archive give the same hits. Raises UsageError for a wrong kind or day, ArchiveError.
    """
    filters = make_filters(since=since, until=until, theme=theme, outlet=outlet, issue=issue)
    return find(query, archive=Path(archive), kinds=kinds, filters=filters, n=n).hits


def find(query: str, *, archive: Path, filters: Filters, kinds: Sequence[str] = (), n: int = NUMBER) -> Found:
    """What `search` finds, and how many there are."""
    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong:
        raise UsageError(f'kind is "{wrong[0]}"; it is one of {", ".join(KINDS)}')
    parsed = parse_query(query)
    with open_reader(archive) as connection:
        if not parsed:
            return Found((), 0)
        found = []
        if not kinds or ARTICLE in kinds:
            found.append(find_articles(connection, parsed, filters, n=n))
        if SENTENCE in kinds:
            found.append(find_articles(connection, parsed, filters, n=n, is_by_sentence=True))
        if records := [kind for kind in RECORDS if not kinds or kind in kinds]:
            found.append(find_records(connection, parsed, filters, kinds=records, n=n))
    hits = sorted((hit for part in found for hit in part.hits), key=lambda hit: -hit.score)
    return Found(tuple(hits[:n]), sum(part.total for part in found), all(part.is_exact for part in found))


def make_filters(
    *, since: str | None, until: str | None, theme: str | None, outlet: str | None, issue: int | None
) -> Filters:
    """Raises UsageError for a day that is none, or days in the wrong order."""
    first, last = _days("since", since), _days("until", until)
    if first and last and first.first > last.last:
        raise UsageError(f"since {since} lies after until {until}; exchange them")
    return Filters(
        since=first and first.first.isoformat(),
        until=last and last.last.isoformat(),
        theme=theme,
        outlet=outlet,
        issue=issue,
    )


def _days(name: str, text: str | None) -> Days | None:
    if text is None:
        return None
    days = parse_days(text)
    if days is None:
        raise UsageError(f'{name} is "{text}"; write it like 2025, 2025-07, 2025-07-14 or 2025-W29')
    return days
