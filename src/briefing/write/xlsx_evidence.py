"""The evidence block of a record's row: where it stands, how sure it is, what review starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..types import ArticleRow, Conflict, Event, Evidence
from .labels import Labels
from .standing import format_standing
from .xlsx_desk import Desk, status_of
from .xlsx_layout import Link, Row, Value, header_of
from .xlsx_values import clock, join


def evidence_block(event: Event, desk: Desk, *, note: Iterable[str]) -> Row:
    """The best piece of evidence; how many outlets agree; what review starts from."""
    labels = desk.labels
    standing = desk.standings.get(event.id)
    notes = (
        *((since,) if standing and standing.updates and (since := format_standing(standing, labels)) else ()),
        *_conflict_notes(event, desk),
        *note,
        *_more_articles(event, labels),
        *_editor_notes(event, labels),
    )
    return {
        **(quote_cells(event.evidence[0], desk) if event.evidence else {}),
        "confidence": Decimal(str(round(event.confidence, 2))),
        "outlets": count_outlets(event, desk.articles),
        "first_issue": standing.first_issue if standing else desk.issue,
        "status": status_of(event, desk),
        "review": labels[f"review.{event.review.state if event.review else 'pending'}"],
        "note": join(notes, labels),
    }


def quote_cells(evidence: Evidence, desk: Desk) -> Row:
    row = desk.articles.get(evidence.article)
    where: dict[str, Value] = {}
    if row is not None:
        article = row.article
        where = {
            "file": article.file,
            "title": article.title,
            "outlet": article.outlet,
            "published": clock(article.published),
            "link": Link(article.url, article.url) if article.url else None,
        }
    return {
        **where,
        "article": evidence.article,
        "start": evidence.raw.start if evidence.raw else None,
        "end": evidence.raw.end if evidence.raw else None,
        "quote": evidence.text,
        "references": "".join(f"[{number}]" for number in evidence.references),
        "rule": evidence.rule,
    }


def count_outlets(event: Event, articles: Mapping[str, ArticleRow]) -> int:
    """Outlets that carry it; an article without an outlet stands for itself."""
    told = [articles[e.article].article for e in event.evidence if e.article in articles]
    return len({article.outlet or article.id for article in told})


def _conflict_notes(event: Event, desk: Desk) -> list[str]:
    """Where the reports differ in a figure: what else is written, and where it stands."""
    return [_conflict_note(conflict, desk.labels) for conflict in desk.conflicts.get(event.id, ())]


def _conflict_note(conflict: Conflict, labels: Labels) -> str:
    texts = dict.fromkeys(claim.money.text for claim in conflict.claims)
    field = labels.name("disputed", conflict.field)
    return labels["text.note_conflict"].format(field=field, texts=" / ".join(texts), id=conflict.id)


def _more_articles(event: Event, labels: Labels) -> list[str]:
    first = event.evidence[0].article if event.evidence else None
    others = dict.fromkeys(e.article for e in event.evidence if e.article != first)
    return [labels["text.note_more"].format(articles=join(others, labels))] if others else []


def _editor_notes(event: Event, labels: Labels) -> list[str]:
    """Which values are an editor's, since they stand in no source; the editor's own note last."""
    if event.review is None:
        return []
    sheet = f"{type(event).__name__.lower()}s"
    columns = [header_of(sheet, change.column, labels) for change in event.review.changes]
    edited = [labels["text.note_edited"].format(columns=join(columns, labels))] if columns else []
    return [*edited, *([event.review.note] if event.review.note else [])]
