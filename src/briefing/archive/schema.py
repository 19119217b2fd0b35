"""The tables, as migrations: script n brings a database from version n - 1 to n. What was released is never edited.

Dates are ISO text, '' where there is none and the column is part of a key; times are UTC, `2025-07-21T07:30:00+00:00`.
Kept twice on purpose: `articles.outlet` and `published` are those of the first coming, `issue_articles` has the ones of
each issue, so that what an issue recalls does not depend on which issue was built first. STRICT tables were tried and
dropped: SQLite before 3.37 cannot read them, and long-term systems still ship that.
"""

from __future__ import annotations

from .search.index import SEARCH

APPLICATION = 0x62726966
"""`brif`, in the header of the file (PRAGMA application_id): tells our databases from those of other programs."""

TABLES = """
CREATE TABLE documents (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,  -- of the bytes of the input file
  file TEXT NOT NULL, form TEXT, encoding TEXT, bytes INTEGER NOT NULL
);

CREATE TABLE articles (
  number INTEGER PRIMARY KEY,   -- ascends with insertion
  id TEXT NOT NULL UNIQUE,      -- of the content: the same words, the same id
  title TEXT, outlet TEXT, author TEXT, published TEXT, day TEXT, language TEXT NOT NULL, url TEXT,
  file TEXT NOT NULL, theme TEXT NOT NULL,
  document INTEGER REFERENCES documents (number),
  text TEXT NOT NULL,           -- the blocks of prose, a line each
  sentences BLOB NOT NULL,      -- int32, little-endian: start and end of each sentence in `text`
  signature BLOB NOT NULL       -- stories.pack, without name, outlet and time; of the first coming
);
CREATE INDEX articles_day ON articles (day);
CREATE INDEX articles_document ON articles (document);

CREATE TABLE issues (
  key INTEGER PRIMARY KEY,
  number INTEGER NOT NULL, title TEXT NOT NULL, desk TEXT NOT NULL,
  first TEXT NOT NULL, last TEXT NOT NULL, lang TEXT NOT NULL, version TEXT NOT NULL,
  built TEXT NOT NULL,
  inputs INTEGER NOT NULL,
  figures TEXT NOT NULL,        -- JSON: [[key, value, previous]]
  themes TEXT NOT NULL,         -- JSON: [[key, articles, stories]]
  counts TEXT NOT NULL,         -- JSON: how many rows the tables below have of this issue
  UNIQUE (first, last)
);

CREATE TABLE issue_articles (
  issue INTEGER NOT NULL REFERENCES issues (key) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES articles (number),
  names TEXT NOT NULL,          -- JSON: its ids in this issue, several where it came several times
  story TEXT NOT NULL, role TEXT NOT NULL, theme TEXT NOT NULL, in_window INTEGER NOT NULL,
  outlet TEXT, published TEXT,
  signature BLOB,               -- where it is another than the article's: some of it rests on the day of publication
  PRIMARY KEY (issue, article)
) WITHOUT ROWID;
CREATE INDEX issue_articles_article ON issue_articles (article);

CREATE TABLE stories (
  issue INTEGER NOT NULL REFERENCES issues (key) ON DELETE CASCADE,
  id TEXT NOT NULL,
  lead INTEGER NOT NULL REFERENCES articles (number),
  title TEXT NOT NULL, theme TEXT NOT NULL,
  state TEXT NOT NULL,          -- new, updated, repeated
  first_issue INTEGER NOT NULL,
  thread TEXT NOT NULL,         -- id of its first appearance
  PRIMARY KEY (issue, id)
) WITHOUT ROWID;
CREATE INDEX stories_lead ON stories (lead);

CREATE TABLE records (
  number INTEGER PRIMARY KEY,   -- another one each time the issue is built
  issue INTEGER NOT NULL REFERENCES issues (key) ON DELETE CASCADE,
  id TEXT NOT NULL,
  thread TEXT NOT NULL,         -- id of its first appearance: one real thing over the weeks
  kind TEXT NOT NULL,           -- deal, fund, project
  name TEXT NOT NULL, type TEXT, stage TEXT, date TEXT, place TEXT, currency TEXT, amount REAL,
  state TEXT NOT NULL,          -- new, updated, repeated, background
  first_issue INTEGER NOT NULL,
  fields TEXT NOT NULL,         -- JSON: the whole record, see fields.py
  UNIQUE (issue, id)
);
CREATE INDEX records_thread ON records (thread);

CREATE TABLE corrections (
  issue INTEGER NOT NULL REFERENCES issues (key) ON DELETE CASCADE,
  record TEXT NOT NULL, state TEXT NOT NULL,
  fields TEXT NOT NULL,         -- JSON: the whole correction
  PRIMARY KEY (issue, record)
) WITHOUT ROWID;

CREATE TABLE runs (
  key INTEGER PRIMARY KEY,
  week TEXT NOT NULL, started TEXT NOT NULL,
  ended TEXT, outcome TEXT,     -- NULL: still running, or killed
  report TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE deliveries (
  key INTEGER PRIMARY KEY,
  run INTEGER REFERENCES runs (key),
  week TEXT NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
  message_id TEXT,
  content TEXT,                 -- sha256 of what was sent
  state TEXT NOT NULL,          -- sent, failed
  at TEXT NOT NULL, error TEXT
);
CREATE INDEX deliveries_week ON deliveries (week, channel, recipient);

CREATE TABLE feeds (
  url TEXT PRIMARY KEY,
  etag TEXT, last_modified TEXT, checked TEXT, last_new TEXT,
  failures INTEGER NOT NULL, error TEXT
) WITHOUT ROWID;

CREATE TABLE pages (
  url TEXT PRIMARY KEY,
  feed TEXT, fetched TEXT NOT NULL, file TEXT, sha256 TEXT
) WITHOUT ROWID;
"""

SCRIPTS: tuple[str, ...] = (TABLES, SEARCH)
