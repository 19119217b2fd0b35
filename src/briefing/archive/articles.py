"""The articles of an issue and the files they came from, each content once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from ..ingest.article import content_id
from ..stories import pack, unpack
from ..types import ArticleRow, Moment, Reading, SourceFile
from .connect import insert
from .fields import dump_json, storable
from .prose import stored_prose

ROLES = ("lead", "also", "repeat", "")


class Stored(NamedTuple):
    """An article of the issue, as it lies in the archive."""

    number: int
    own_signature: bytes | None = None
    """Where it is another than the one that lies there."""


Numbers = Mapping[str, int]
"""Of stored articles, by their ids in the issue."""


def put_documents(connection: sqlite3.Connection, files: Iterable[SourceFile]) -> dict[str, int]:
    """The input files that could be read, each content once; their numbers, by file name."""
    numbers = {}
    for file in files:
        if file.sha256 is None:
            continue
        found = connection.execute("SELECT number FROM documents WHERE sha256 = ?", (file.sha256,)).fetchone()
        values = {"sha256": file.sha256, "file": file.file, "form": file.form, "encoding": file.encoding}
        numbers[file.file] = found[0] if found else insert(connection, "documents", {**values, "bytes": file.size})
    return numbers


def put_articles(
    connection: sqlite3.Connection,
    issue: int,
    rows: Iterable[ArticleRow],
    readings: Mapping[str, Reading],
    documents: Numbers,
) -> dict[str, int]:
    """The articles of an issue. One that came several times is listed once, as the best of its comings stands."""
    comings: dict[str, list[ArticleRow]] = {}
    for row in rows:
        comings.setdefault(content_id(row.article.title, row.article.text), []).append(row)
    numbers: dict[str, int] = {}
    for identity, same in comings.items():
        best = min(same, key=lambda row: (not row.in_window, ROLES.index(row.role)))
        stored = _put_article(connection, identity, best, readings[best.article.id], documents)
        names = [best.article.id, *(row.article.id for row in same if row is not best)]
        insert(connection, "issue_articles", {"issue": issue, **_coming_values(best, stored, names)})
        numbers |= dict.fromkeys(names, stored.number)
    return numbers


def _coming_values(row: ArticleRow, stored: Stored, names: list[str]) -> dict[str, Any]:
    return {
        "article": stored.number,
        "names": dump_json(names),
        "story": row.story,
        "role": row.role,
        "theme": row.theme,
        "in_window": int(row.in_window),
        "outlet": row.article.outlet,
        "published": _iso(row.article.published),
        "signature": stored.own_signature,
    }


def _put_article(
    connection: sqlite3.Connection, identity: str, row: ArticleRow, reading: Reading, documents: Numbers
) -> Stored:
    """The article where it is new, its text where it reads otherwise than before."""
    text, signature = _text_values(reading), _bare_signature(reading)
    known = connection.execute(
        "SELECT number, signature, title, text, sentences FROM articles WHERE id = ?", (identity,)
    ).fetchone()
    if known is None:
        values = {"id": identity, **_article_values(row, documents), **text, "signature": signature}
        return Stored(insert(connection, "articles", values))
    number, first_signature, *stored = known
    if stored != [*text.values()]:
        changes = ", ".join(f"{column} = :{column}" for column in text)
        connection.execute(f"UPDATE articles SET {changes} WHERE number = :number", {**text, "number": number})
    if signature == first_signature:
        return Stored(number)
    if _is_signature(first_signature):
        return Stored(number, signature)
    connection.execute("UPDATE articles SET signature = ? WHERE number = ?", (signature, number))
    return Stored(number)


def _text_values(reading: Reading) -> dict[str, Any]:
    title = reading.article.title
    text, sentences = stored_prose(reading)
    return {"title": None if title is None else storable(title), "text": text, "sentences": sentences}


def _bare_signature(reading: Reading) -> bytes:
    """Without name, outlet and time: those go with the coming, and are put back when it is recalled."""
    return pack(replace(reading.signature, article="", outlet=None, day=None, hour=None))


def _is_signature(packed: bytes) -> bool:
    """False for one that is damaged, or of a version that can no more be read."""
    try:
        unpack(packed)
    except ValueError:
        return False
    return True


def _article_values(row: ArticleRow, documents: Numbers) -> dict[str, Any]:
    article = row.article
    published = _iso(article.published)
    return {
        "outlet": article.outlet,
        "author": article.author,
        "published": published,
        "day": published and published[:10],
        "language": article.language,
        "url": article.url,
        "file": article.file,
        "theme": row.theme,
        "document": documents.get(article.file),
    }


def _iso(moment: Moment | None) -> str | None:
    return None if moment is None else moment.isoformat()
