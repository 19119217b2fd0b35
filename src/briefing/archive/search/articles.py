"""Articles and their sentences that hold the words of a query."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from itertools import islice

from ...types import Span
from ..prose import sentence_spans
from .candidates import article_conditions, find_candidates, rarities
from .hits import ARTICLE, SENTENCE, Filters, Found, Hit
from .match import Sight, look, score_sights
from .query import Query
from .snippet import Passage, groups_by_sentence, make_passage, mark_places, merge_places

_INDEX = "search_articles"
_OF_ONE_ARTICLE = 3  # sentences, so that no article fills the list
_READ = "SELECT number, title, text, day FROM articles WHERE number IN (SELECT value FROM json_each(?))"
_WHOLE = "SELECT id, title, text, sentences, outlet, published, url, file FROM articles WHERE number = ?"
_ISSUE = """
SELECT i.number FROM issue_articles m JOIN issues i ON i.key = m.issue
WHERE m.article = ? ORDER BY m.in_window DESC, i.last, i.key LIMIT 1
"""


def find_articles(
    connection: sqlite3.Connection, query: Query, filters: Filters, *, n: int, is_by_sentence: bool = False
) -> Found:
    """The best `n` articles, or with `is_by_sentence` the best sentences that hold all words by themselves."""

    def read(numbers: Sequence[int]) -> Mapping[int, Sight]:
        rows = connection.execute(_READ, (json.dumps(numbers),))
        seen = (look(query, k, title=title or "", text=text, day=day) for k, title, text, day in rows)
        return {sight.number: sight for sight in seen if sight is not None}

    found = find_candidates(connection, _INDEX, query, article_conditions(connection, filters), read)
    (entries,) = connection.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()
    scores = score_sights(found.sights, rarities(connection, _INDEX, query, entries))
    ranked = sorted(found.sights, key=lambda sight: (-scores[sight.number], -sight.number))
    if is_by_sentence:
        places = (place for sight in ranked for place in _sentences_of(connection, sight))
        hits = tuple(_sentence_hit(connection, *place, scores) for place in islice(places, n))
        is_whole = len(hits) < n and found.is_exact
        return Found(hits, len(hits) if is_whole else max(len(hits), found.total), is_whole)
    hits = tuple(_article_hit(connection, sight, scores[sight.number]) for sight in ranked[:n])
    return Found(hits, found.total, found.is_exact)


def _article_hit(connection: sqlite3.Connection, sight: Sight, score: float) -> Hit:
    row = connection.execute(_WHOLE, (sight.number,)).fetchone()
    passage = make_passage(row[2], sentence_spans(row[3]), sight.text)
    return _hit(connection, sight, row, passage, kind=ARTICLE, score=score)


def _sentences_of(connection: sqlite3.Connection, sight: Sight) -> list[tuple[Sight, Span]]:
    if not all(sight.text):
        return []
    (packed,) = connection.execute("SELECT sentences FROM articles WHERE number = ?", (sight.number,)).fetchone()
    held = groups_by_sentence(sentence_spans(packed), sight.text)
    whole = [span for span, found in held.items() if len(found) == len(sight.text)]
    return [(sight, span) for span in whole[:_OF_ONE_ARTICLE]]


def _sentence_hit(connection: sqlite3.Connection, sight: Sight, sentence: Span, scores: Mapping[int, float]) -> Hit:
    row = connection.execute(_WHOLE, (sight.number,)).fetchone()
    passage = mark_places(row[2], [sentence], sight.text)
    return _hit(connection, sight, row, passage, kind=SENTENCE, score=scores[sight.number])


def _hit(connection: sqlite3.Connection, sight: Sight, row: tuple, passage: Passage, *, kind: str, score: float) -> Hit:
    identity, title, _, _, outlet, published, url, file = row
    issue = connection.execute(_ISSUE, (sight.number,)).fetchone()
    return Hit(
        kind=kind,
        id=identity,
        title=title or "",
        title_spans=merge_places(sight.title),
        text=passage.text,
        spans=passage.spans,
        outlet=outlet,
        published=published,
        url=url,
        file=file,
        issue=issue and issue[0],
        score=score,
    )
