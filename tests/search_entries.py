"""Archives of invented articles and records, put in as rows: for the tests of the search."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from briefing.archive import Archive
from briefing.archive.connect import insert
from briefing.archive.search.index import register
from briefing.sentences import find_sentences

EMPTY = {
    "desk": "",
    "lang": "zh",
    "version": "0",
    "built": "",
    "inputs": 0,
    "figures": "[]",
    "themes": "[]",
    "counts": "{}",
}


def open_rows(path: Path) -> sqlite3.Connection:
    """A connection to an archive, made where there is none, that may write rows."""
    Archive(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    register(connection)
    return connection


def put_article(connection: sqlite3.Connection, text: str, title: str | None = None, **columns: object) -> int:
    """An article; its number. `columns` over the defaults."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()
    spans = [place for span in find_sentences(text) for place in span]
    day = columns.get("published")
    values = {
        "id": f"A{last + 1}", "title": title, "text": text, "sentences": np.array(spans, dtype="<i4").tobytes(),
        "language": "zh-Hans", "file": "a.txt", "theme": "finance", "signature": b"", "day": day and str(day)[:10],
    }  # fmt: skip
    return insert(connection, "articles", {**values, **columns})


def put_issue(connection: sqlite3.Connection, number: int, first: str, last: str, articles: Iterable[int] = ()) -> int:
    key = insert(connection, "issues", {**EMPTY, "number": number, "title": "测试", "first": first, "last": last})
    for n in articles:
        (name, outlet, published) = connection.execute(
            "SELECT id, outlet, published FROM articles WHERE number = ?", (n,)
        ).fetchone()
        coming = {"article": n, "names": json.dumps([f"own {name}", name]), "outlet": outlet, "published": published}
        insert(
            connection,
            "issue_articles",
            {"issue": key, "story": "", "role": "lead", "theme": "", "in_window": 1, **coming},
        )
    return key


def put_record(
    connection: sqlite3.Connection, issue: int, id: str, name: str, *,
    kind: str = "deal", thread: str | None = None, place: str | None = None,
    evidence: Sequence[tuple[str, str]] = (), **fields: object,
) -> int:  # fmt: skip
    """A record; `evidence`: article id and sentence of each."""
    said = [{"article": article, "text": text} for article, text in evidence]
    whole = {"name": name, "place": place, "aliases": [], "parties": [], "evidence": said, **fields}
    values = {"issue": issue, "id": id, "thread": thread or id, "kind": kind, "name": name, "place": place}
    stored = json.dumps(whole, ensure_ascii=False)
    return insert(connection, "records", {**values, "state": "new", "first_issue": 1, "fields": stored})
