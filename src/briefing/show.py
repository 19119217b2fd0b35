"""Stages' results as rows, and rows as jsonl, csv or a table: what the commands print."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .compose import display_title as headline
from .ingest.split import full_text
from .types import Article, Claim, Deal, Document, Event, Moment, Money, Reading, Story

__all__ = ["WRITERS", "article_fields", "headline", "record_fields", "story_fields", "summary_fields"]

Row = dict[str, Any]
ARTICLE_COLUMNS = ("id", "file", "title", "source", "published", "language", "characters")
RECORD_COLUMNS = ("id", "kind", "type", "name", "parties", "amount", "round", "stage", "place", "date", "doc", "quote")
STORY_COLUMNS = ("id", "lead", "title", "articles", "related", "why")
CELL_WIDTH = 40


def _moment(moment: Moment | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def article_fields(article: Article, document: Document) -> Row:
    """`start` and `end` count characters in the decoded file (in the text taken out of it for html, docx, pdf)."""
    raw = document.raw_span(article.span)
    return {
        "id": article.id,
        "file": article.file,
        "title": article.title,
        "source": article.outlet,
        "published": _moment(article.published),
        "language": article.language,
        "start": raw.start,
        "end": raw.end,
        "text": full_text(article),
    }


def summary_fields(reading: Reading, document: Document) -> Row:
    article, summary = reading.article, reading.summary
    sentences = []
    for i in summary.chosen:
        raw = document.raw_span(reading.sentences[i].span)
        score = round(float(summary.scores[i]), 6)
        sentences.append({"text": reading.sentences[i].text, "start": raw.start, "end": raw.end, "score": score})
    if summary.is_headline and article.title_span:
        raw = document.raw_span(article.title_span)
        sentences = [{"text": article.title, "start": raw.start, "end": raw.end, "score": 1.0}]
    return {
        "id": article.id,
        "doc": article.doc,
        "title": article.title,
        "source": article.outlet,
        "published": _moment(article.published),
        "language": article.language,
        "theme": reading.themes[0].theme,
        "sentences": sentences,
    }


def summary_text(row: Row) -> str:
    source = " ".join(x for x in (row["source"], (row["published"] or "")[:16].replace("T", " ")) if x)
    said = [f"  {s['text']}" for s in row["sentences"]]
    is_said = row["title"] in [s["text"] for s in row["sentences"]]  # the one line that was asked for
    head = [row["title"]] if row["title"] and not is_said else []
    head += [source] if source else []
    return "\n".join([*head, *said, ""])


def money_fields(money: Money | None) -> Row | None:
    if money is None or money.value is None:
        return None
    return {"value": _number(money.value), "currency": money.currency, "text": money.text}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def record_fields(event: Event, reading: Reading, document: Document) -> Row:
    """The fields of one record as read in one article."""
    best = event.evidence[0]
    raw = document.raw_span(best.span)
    return {
        "id": event.id,
        "doc": reading.article.doc,
        "kind": type(event).__name__.lower(),
        "type": event.type,
        "name": event.name,
        "parties": list(event.parties),
        "amount": money_fields(event.money),
        "round": event.round if isinstance(event, Deal) else None,
        "stage": event.stage,
        "place": event.place,
        "date": event.date,
        "background": event.is_background,
        "confidence": round(event.confidence, 3),
        "rule": best.rule,
        "conflicts": [_claim_fields(claim, document) for claim in event.claims],
        "evidence": {"article": best.article, "start": raw.start, "end": raw.end, "text": best.text},
    }


def _claim_fields(claim: Claim, document: Document) -> Row:
    """One reading of a figure in which the article differs with itself."""
    raw = document.raw_span(claim.evidence.span)
    evidence = {"article": claim.evidence.article, "start": raw.start, "end": raw.end, "text": claim.evidence.text}
    return {"field": claim.field, "amount": money_fields(claim.money), "used": claim.is_used, "evidence": evidence}


def story_fields(story: Story, titles: Mapping[str, str], *, table: bool) -> Row:
    row: Row = {"id": story.id, "lead": story.lead, "articles": list(story.articles), "related": list(story.related)}
    if table:
        row["title"] = titles[story.lead]
        row["why"] = "; ".join(dict.fromkeys(r for w in story.why for r in w.reasons))
    else:
        row["why"] = [w._asdict() for w in story.why]
    return row


# ---------------------------------------------------------------- forms


def as_jsonl(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def as_json(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    yield json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """With a byte order mark, so that Excel reads the Chinese; text that could run as a formula gets an apostrophe."""
    yield "\ufeff"
    for cells in [list(columns), *([_safe(_cell(row, c)) for c in columns] for row in rows)]:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        yield line.getvalue()


def _safe(text: str) -> str:
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def as_table(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, no_wrap=True, max_width=CELL_WIDTH, overflow="ellipsis")
    widths = [len(c) for c in columns]
    for row in rows:
        cells = [Text(_cell(row, c)) for c in columns]
        widths = [max(w, min(CELL_WIDTH, c.cell_len)) for w, c in zip(widths, cells, strict=True)]
        table.add_row(*cells)
    page = io.StringIO()
    Console(file=page, width=sum(widths) + 3 * len(widths) + 4, color_system=None).print(table)
    yield page.getvalue()


def _cell(row: Row, column: str) -> str:
    if column == "quote":
        return row["evidence"]["text"]
    if column == "characters":
        return str(len(row["text"]))
    value = row.get(column)
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return str(value.get("text", ""))
    return "" if value is None else str(value)


WRITERS: dict[str, Callable[[Iterable[Row], Sequence[str]], Iterator[str]]] = {
    "jsonl": as_jsonl,
    "json": as_json,
    "csv": as_csv,
    "table": as_table,
}
