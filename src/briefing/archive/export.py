"""Everything in the archive as JSON lines, for people and other programs: one object a row, tables one after the other.

    {"table": "issues", "key": 1, "number": 29, "title": ..., "figures": [...], ...}
    {"table": "articles", "number": 1, "id": ..., "text": ..., "sentences": [[0, 27], ...], ...}

Rows in the order of their keys, so that two exports can be compared. Signatures are left out: they are computed from
the text. What another program cannot do without is there; a copy to work on is a copy of the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from .connect import snapshot
from .fields import dump_json
from .prose import sentence_spans

ORDER = {
    "issues": "key",
    "documents": "number",
    "articles": "number",
    "issue_articles": "issue, article",
    "stories": "issue, id",
    "records": "issue, id",
    "corrections": "issue, record",
    "runs": "key",
    "deliveries": "key",
    "feeds": "url",
    "pages": "url",
}
_AS_JSON = {"figures", "themes", "counts", "names", "fields", "report"}
_LEFT_OUT = {"signature"}


def export_rows(connection: sqlite3.Connection) -> Iterator[str]:
    """Each row as one line, as the database was when the first one was asked for."""
    with snapshot(connection):
        for table, order in ORDER.items():
            found = connection.execute(f"SELECT * FROM {table} ORDER BY {order}")
            names = [column[0] for column in found.description]
            for row in found:
                cells = {n: _readable(n, v) for n, v in zip(names, row, strict=True) if n not in _LEFT_OUT}
                yield dump_json({"table": table, **cells}) + "\n"


def _readable(name: str, value: Any) -> Any:
    if name == "sentences":
        return [list(span) for span in sentence_spans(value)]
    return json.loads(value) if name in _AS_JSON and isinstance(value, str) else value
