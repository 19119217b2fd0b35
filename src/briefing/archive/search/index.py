"""The index of articles and records, and the triggers that keep it in step with them, in the same transaction.

FTS5 without content and without positions (`detail=none`): which articles hold a token; where in them, the text says.
A token is a Han character or a pair of neighbours; a two-character word is one token, a longer one all of its pairs,
and whoever searches reads the text to see that they stand together. English words as they stand and as stems.

Tried on 100,000 articles of 770 characters (SQLite 3.40; sizes without the prefixed tokens of titles):
- one character a token, with positions, words as phrases: 313 MB; 公司 counted in 46 ms, a rare phrase of two frequent
  characters found in 59 ms;
- pairs with positions: 475 MB; 10 ms and 0.1 ms; a single character 38 ms;
- pairs and single characters without positions, as here: 171 MB; 8 ms, less than 0.1 ms; 1.4 ms.
Order by FTS5's own bm25 was dropped: it counts every place of every word, 110 to 500 ms for frequent words. What a
whole search takes is in `bench/bench_search.py`.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

_FORM = "content = '', detail = none, columnsize = 0, tokenize = \"ascii tokenchars '.,'\""


def _triggers(table: str, index: str, words: str, columns: tuple[str, ...]) -> str:
    """Triggers of one table; `words` is the function of `register` that gives an entry's tokens."""
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    put = f"INSERT INTO {index} (rowid, words) VALUES (new.number, {words}({new}));"
    take = f"INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', old.number, {words}({old}));"
    return f"""
CREATE TRIGGER {index}_put AFTER INSERT ON {table} BEGIN
  {put}
END;
CREATE TRIGGER {index}_take AFTER DELETE ON {table} BEGIN
  {take}
END;
CREATE TRIGGER {index}_change AFTER UPDATE OF number, {", ".join(columns)} ON {table} BEGIN
  {take}
  {put}
END;
"""


_FILL = """
INSERT INTO search_articles (rowid, words) SELECT number, words_of_article(title, text) FROM articles;
INSERT INTO search_records (rowid, words) SELECT number, words_of_record(name, place, fields) FROM records;
"""
SEARCH = f"""
CREATE VIRTUAL TABLE search_articles USING fts5 (words, {_FORM});
CREATE VIRTUAL TABLE search_records USING fts5 (words, {_FORM});
CREATE INDEX search_days ON articles (day, theme);
CREATE INDEX search_outlets ON articles (outlet, day, theme);
CREATE INDEX search_kinds ON records (kind, issue);
{_triggers("articles", "search_articles", "words_of_article", ("title", "text"))}
{_triggers("records", "search_records", "words_of_record", ("name", "place", "fields"))}
{_FILL}
"""
"""The migration. Who runs it, or changes articles and records afterwards, has called `register` before."""


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the triggers call. Without them writing fails: no index out of step."""
    connection.create_function("words_of_article", 2, words_of_article, deterministic=True)
    connection.create_function("words_of_record", 3, words_of_record, deterministic=True)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew, a second for 1,000 articles. The connection is registered, the transaction the caller's."""
    for index in ("search_articles", "search_records"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
    for statement in _FILL.strip().splitlines():
        connection.execute(statement)


def find_unindexed(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Rows that the index does not have, and entries without a row: `articles 17`. Empty: it is in step."""
    from .fold import TITLE

    found: list[str] = []
    for table in ("articles", "records"):
        rows = {number for (number,) in connection.execute(f"SELECT number FROM {table}")}
        index = f"SELECT rowid FROM search_{table} WHERE search_{table} MATCH ?"
        entries = {number for (number,) in connection.execute(index, (f'"{TITLE}"',))}
        found += [f"{table} {number}" for number in sorted(rows ^ entries)]
    return tuple(found)


# ---------------------------------------------------------------- what is indexed


def words_of_article(title: str | None, text: str | None) -> str:
    """The tokens of an article, each once; those of its title once more, marked."""
    return _join(title or "", text or "")


def words_of_record(name: str | None, place: str | None, fields: str) -> str:
    names, rest = record_texts(name or "", place or "", json.loads(fields))
    return _join("\n".join(names), "\n".join(rest))


def record_texts(name: str, place: str, fields: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A record's names, and what else is said of it: place, parties, the sentences it was read in."""
    names = (name, *fields.get("aliases", ()))
    sentences = [evidence["text"] for evidence in fields.get("evidence", ())]
    return names, (place, *fields.get("parties", ()), *sentences)


def _join(title: str, text: str) -> str:
    from .fold import TITLE, find_tokens, fold

    tokens = dict.fromkeys(find_tokens(fold(text)))
    for token in dict.fromkeys(find_tokens(fold(title))):
        tokens |= {token: None, TITLE + token: None}
    return " ".join([TITLE, *tokens])
