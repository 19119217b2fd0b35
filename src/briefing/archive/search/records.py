"""Records that hold the words of a query: in their names, parties, place, or the sentences they were read in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...types import Span
from .candidates import Condition, article_conditions, find_candidates, rarities
from .fold import fold
from .hits import RECORDS, Filters, Found, Hit
from .index import record_texts
from .match import Sight, find_places, look, score_sights
from .query import Query
from .snippet import Passage, make_passage, merge_places

_INDEX = "search_records"
_READ = """
SELECT r.number, r.thread, r.kind, r.name, r.place, r.fields, i.key, i.number, i.first, i.last
FROM records r JOIN issues i ON i.key = r.issue WHERE r.number IN (SELECT value FROM json_each(?))
"""
# `names` is a JSON list of ids: one is looked for with its quotes. The joins go as they are written.
_SOURCE = "SELECT m.article, m.outlet, m.published, a.url, a.file FROM"
_BY_ID = f"""
{_SOURCE} articles a CROSS JOIN issue_articles m ON m.article = a.number AND m.issue = :issue
WHERE a.id = :id AND instr(m.names, :name)
"""
_BY_NAME = f"""
{_SOURCE} issue_articles m CROSS JOIN articles a ON a.number = m.article
WHERE m.issue = :issue AND instr(m.names, :name) LIMIT 1
"""


class _Telling(NamedTuple):
    """A record as one issue told it."""

    number: int
    thread: str
    kind: str
    name: str
    place: str | None
    fields: dict[str, Any]
    issue: int
    issue_number: int
    first: str
    last: str


def find_records(
    connection: sqlite3.Connection, query: Query, filters: Filters, *, kinds: Sequence[str], n: int
) -> Found:
    """The best `n` records, each as the latest issue told it; its days, outlets and themes are those of its sources."""
    tellings: dict[int, _Telling] = {}
    sources = _Sources(connection, filters)

    def read(numbers: Sequence[int]) -> Mapping[int, Sight]:
        seen: dict[int, Sight] = {}
        for telling in _read_tellings(connection, numbers):
            names, rest = record_texts(telling.name, telling.place or "", telling.fields)
            sight = look(query, telling.number, title="\n".join(names), text="\n".join(rest), day=telling.last or None)
            if sight is not None and sources.allow(telling):
                tellings[telling.number] = telling
                seen[telling.number] = sight
        return seen

    candidates = find_candidates(connection, _INDEX, query, _conditions(kinds, filters), read)
    latest = _latest_of_each(candidates.sights, tellings)
    (entries,) = connection.execute("SELECT coalesce(max(number), 0) FROM records").fetchone()
    scores = score_sights(latest, rarities(connection, _INDEX, query, entries))
    ranked = sorted(latest, key=lambda sight: (-scores[sight.number], tellings[sight.number].thread))
    hits = tuple(sources.make_hit(query, tellings[s.number], scores[s.number]) for s in ranked[:n])
    return Found(hits, len(ranked), len(candidates.sights) == candidates.total)


def _conditions(kinds: Sequence[str], filters: Filters) -> list[Condition]:
    """Records of the issues whose period meets the days; whether a source lies within them is asked of each."""
    asked: dict[str, object] = {
        "i.number = ?": filters.issue,
        "i.last >= ?": filters.since,
        "i.first <= ?": filters.until,
    }
    if len(kinds) < len(RECORDS):
        asked["r.kind IN (SELECT value FROM json_each(?))"] = json.dumps(kinds)
    wanted = {clause: value for clause, value in asked.items() if value is not None}
    if not wanted:
        return []
    select = "SELECT r.number FROM records r JOIN issues i ON i.key = r.issue WHERE " + " AND ".join(wanted)
    return [Condition(select, "r.number", tuple(wanted.values()))]


def _read_tellings(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[_Telling]:
    for number, thread, kind, name, place, fields, *issue in connection.execute(_READ, (json.dumps(numbers),)):
        yield _Telling(number, thread, kind, name, place, json.loads(fields), *issue)


def _latest_of_each(sights: Sequence[Sight], tellings: Mapping[int, _Telling]) -> list[Sight]:
    """One sight a thread: of the latest issue that holds the words."""
    best: dict[tuple[str, str], Sight] = {}
    for sight in sorted(sights, key=lambda s: (tellings[s.number].last, tellings[s.number].number)):
        telling = tellings[sight.number]
        best[telling.kind, telling.thread] = sight
    return list(best.values())


# ---------------------------------------------------------------- hits


class _Source(NamedTuple):
    article: int
    outlet: str | None
    published: str | None
    url: str | None
    file: str


class _Sources:
    """Where records were read, and the hits of those whose sources pass the filters."""

    def __init__(self, connection: sqlite3.Connection, filters: Filters) -> None:
        self._connection = connection
        self.conditions = article_conditions(connection, filters)

    def allow(self, telling: _Telling) -> bool:
        """Whether one of its sources passes."""
        return not self.conditions or any(
            self._is_allowed(self._find(telling.issue, evidence["article"])) for evidence in telling.fields["evidence"]
        )

    def make_hit(self, query: Query, telling: _Telling, score: float) -> Hit:
        """The record with the sentence of an allowed source that shows the words best."""
        shown = [(_passage(query, e["text"]), e["article"]) for e in telling.fields["evidence"]]
        for passage, article in sorted(shown, key=lambda pair: -_words_shown(pair[0])):
            source = self._find(telling.issue, article)
            if not self.conditions or self._is_allowed(source):
                return _hit(query, telling, passage, source, score)
        return _hit(query, telling, Passage(""), None, score)

    def _is_allowed(self, source: _Source | None) -> bool:
        return source is not None and all(
            condition.allows(self._connection, source.article) for condition in self.conditions
        )

    def _find(self, issue: int, article: str) -> _Source | None:
        """Mostly its id is that of its content; a row's own id and a repeat's stand among the names of the issue."""
        name = json.dumps(article, ensure_ascii=False)
        for of_article in (_BY_ID, _BY_NAME):
            row = self._connection.execute(of_article, {"issue": issue, "id": article, "name": name}).fetchone()
            if row is not None:
                return _Source(*row)
        return None


def _hit(query: Query, telling: _Telling, passage: Passage, source: _Source | None, score: float) -> Hit:
    name = fold(telling.name)
    return Hit(
        kind=telling.kind,
        id=telling.thread,
        title=telling.name,
        title_spans=merge_places([find_places(group, name) for group in query.groups]),
        text=passage.text,
        spans=passage.spans,
        outlet=source and source.outlet,
        published=source and source.published,
        url=source and source.url,
        file=source and source.file,
        issue=telling.issue_number,
        facts=_facts(telling.fields),
        score=score,
    )


def _words_shown(passage: Passage) -> int:
    return len({fold(passage.text[s.start : s.end]) for s in passage.spans})


def _passage(query: Query, text: str) -> Passage:
    folded = fold(text)
    return make_passage(text, [Span(0, len(text))], [find_places(group, folded) for group in query.groups])


def _facts(fields: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    money = fields.get("money") or {}
    known = {"type": fields.get("type"), "amount": money.get("text")}
    known |= {key: fields.get(key) for key in ("round", "stage", "date", "place")}
    known["parties"] = "、".join(fields.get("parties", ()))
    return tuple((key, value) for key, value in known.items() if value)
