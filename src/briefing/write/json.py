"""The issue for machines: the same content as the two documents, in one object.

    {schema, version, title, desk, issue, period: {first, last, is_asked}, lang,
     highlights: [QUOTE], figures: [{key, value, previous}],
     keywords: [KEYWORD],
     sections: [{theme, name, articles, stories, keywords: [KEYWORD], summary: [QUOTE],
                 entries: [{story, title, source, outlet, published, quotes: [QUOTE], also: [source number],
                 related: [title]}]}],
     deals, funds, projects: [RECORD],
     conflicts: [{id, record, kind, name, field, claims: [{field, money, evidence, is_used}]}],
     reviews: [{record, kind, name, state, changes: [{column, was, now}], note, seen: [[column, value]]}],
     sources: [{number, article, title, outlet, published, url, file}],
     articles: [{id, doc, file, title, outlet, author, published, language, theme, themes, story, role, in_window,
                 key_sentence: QUOTE or null, url, span}],
     stories: [{id, lead, also, repeats, related, why: [{a, b, relation, score, reasons}], standing: STANDING}],
     themes: [{theme, name, articles, stories, previous, keywords: [KEYWORD]}],
     coverage: [{file, form, encoding, bytes, sha256, found, used, merged, skipped, reasons, problem}],
     rates: [{currency, cny, day}], counts, problems: [{subject, message, severity}]}

QUOTE is {text, article, source, span, raw}; KEYWORD is {text, articles, previous}, `previous` counting the articles of
the week before; RECORD the fields of its type (`kind`, `id`, `type`, `name`, `parties`, `money`, ...,
`evidence: [{article, text, span, raw, rule, references}]`, `standing: STANDING`, `review`: null, or one of `reviews`:
the columns under its `changes` hold an editor's values, which stand in no source). STANDING, how it stands to earlier
issues, is {state, first_issue, thread, last_issue, title, updates: [{field, was, now}]}. A money is {text, currency,
value, low, high, precision, role, is_currency_assumed, span}, in plain units of its currency.

`span` is [start, end) in the cleaned text of the document, `raw` the same in the text of the input file.
Keys stand in this order, always all of them; null means that the source does not say. Decimals are numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from ..compose import OFF
from ..types import ArticleRow, Briefing, Coverage, Event, Keyword, Quote, Section, Span, Story, ThemeRow
from .counts import count_contents
from .labels import theme_name

SCHEMA = "briefing/1"
# A number with more digits than that is no amount; as a JSON number few programs could read it.
DIGITS = 40
_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def make_json(briefing: Briefing) -> bytes:
    """The issue as UTF-8 JSON, a line for each record, article, source. The same bytes for the same briefing."""
    parts = (f" {_dumps(key)}: {_lines(value)}" for key, value in _briefing(briefing).items())
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "replace")


def _lines(value: Any) -> str:
    """A list with a line for each item: what changed between two issues can be seen line by line."""
    if not isinstance(value, list) or not value:
        return _dumps(value)
    return "[\n" + ",\n".join(f"  {_dumps(item)}" for item in value) + "\n ]"


# Not with `indent`: Python then writes all by itself, ten times slower.
_dumps = partial(json.dumps, ensure_ascii=False, allow_nan=False)


def _briefing(briefing: Briefing) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "version": briefing.version,
        "title": briefing.title,
        "desk": briefing.desk,
        "issue": briefing.issue,
        "period": plain(briefing.period),
        "lang": briefing.lang,
        "highlights": [_quote(quote) for quote in briefing.highlights],
        "figures": [plain(figure._asdict()) for figure in briefing.figures],
        "keywords": _keywords(briefing.keywords),
        "sections": [_section(section, briefing.lang) for section in briefing.sections],
        "deals": [_record("deal", deal, briefing) for deal in briefing.deals],
        "funds": [_record("fund", fund, briefing) for fund in briefing.funds],
        "projects": [_record("project", project, briefing) for project in briefing.projects],
        "conflicts": [plain(conflict) for conflict in briefing.conflicts],
        "reviews": [plain(review) for review in briefing.reviews],
        "sources": [plain(source) for source in briefing.sources],
        "articles": [_article(row) for row in briefing.articles],
        "stories": [_story(story, briefing) for story in briefing.stories],
        "themes": [_theme(row, briefing.lang) for row in briefing.themes],
        "coverage": [_coverage(row) for row in briefing.coverage],
        "rates": [plain(rate) for rate in briefing.rates],
        "counts": count_contents(briefing),
        "problems": [plain(problem) for problem in briefing.problems],
    }


def _record(kind: str, event: Event, briefing: Briefing) -> dict[str, Any]:
    fields_of = plain(event)
    del fields_of["claims"]  # they stand under `conflicts`
    return {"kind": kind, **fields_of, "standing": _standing(event.id, briefing)}


def _story(story: Story, briefing: Briefing) -> dict[str, Any]:
    why = [plain(why._asdict()) for why in story.why]
    return {**plain(story), "why": why, "standing": _standing(story.id, briefing)}


def _standing(identity: str, briefing: Briefing) -> dict[str, Any] | None:
    standing = briefing.standings.get(identity)
    if standing is None:
        return None
    return {**plain(standing), "updates": [plain(update._asdict()) for update in standing.updates]}


def _quote(quote: Quote) -> dict[str, Any]:
    whole = plain(quote)
    return {key: whole[key] for key in ("text", "article", "source", "span", "raw")}


def _keywords(keywords: Iterable[Keyword]) -> list[dict[str, Any]]:
    return [plain(keyword._asdict()) for keyword in keywords]


def _section(section: Section, lang: str) -> dict[str, Any]:
    return {
        "theme": section.theme.key,
        "name": theme_name(section.theme, lang),
        "articles": section.articles,
        "stories": section.stories,
        "keywords": _keywords(section.keywords),
        "summary": [_quote(quote) for quote in section.summary],
        "entries": [
            {**plain(entry), "story": entry.story.id, "quotes": [_quote(quote) for quote in entry.quotes]}
            for entry in section.entries
        ],
    }


def _article(row: ArticleRow) -> dict[str, Any]:
    article = row.article
    return {
        **{key: plain(getattr(article, key)) for key in ("id", "doc", "file", "title", "outlet", "author")},
        "published": plain(article.published),
        "language": article.language,
        "theme": row.theme,
        "themes": list(row.themes),
        "story": row.story,
        "role": row.role,
        "in_window": row.in_window,
        "key_sentence": _quote(row.key_sentence) if row.key_sentence else None,
        "url": article.url,
        "span": list(article.span),
    }


def _theme(row: ThemeRow, lang: str) -> dict[str, Any]:
    return {
        "theme": row.theme.key if row.theme else OFF,
        "name": theme_name(row.theme, lang) if row.theme else None,
        "articles": row.articles,
        "stories": row.stories,
        "previous": row.previous,
        "keywords": _keywords(row.keywords),
    }


def _coverage(row: Coverage) -> dict[str, Any]:
    source = row.source
    return {
        "file": source.file,
        "form": source.form,
        "encoding": source.encoding,
        "bytes": source.size,
        "sha256": source.sha256,
        **{key: getattr(row, key) for key in ("found", "used", "merged", "skipped")},
        "reasons": list(row.reasons),
        "problem": plain(source.problem),
    }


def plain(value: Any) -> Any:
    """A value as JSON knows it: records as objects in the order of their fields, spans as pairs."""
    if type(value) in _AS_IT_IS:
        return value
    if names := _fields_of(type(value)):  # type: ignore[arg-type]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


@lru_cache(maxsize=256)
def _fields_of(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _number(value: Decimal) -> int | float | None:
    if not value.is_finite() or abs(value.adjusted()) > DIGITS:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
