"""Rows of 文章, 主题, 关键词, 覆盖 and 字典, and which allowed values feed which column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..types import ArticleRow, Briefing, Claim, Conflict, Coverage, Event, ThemeRow
from .counts import all_events, find_currencies
from .labels import Labels
from .problem_words import say_problem
from .xlsx_desk import Desk, theme_names
from .xlsx_evidence import quote_cells
from .xlsx_layout import Link, Plan, Row, Sheet, allowed_codes, read_plans
from .xlsx_long import capacity_rows, party_rows
from .xlsx_overview import overview_rows
from .xlsx_records import deal_row, fund_row, project_row, rejected_rows
from .xlsx_values import clock, in_millions, join

FIRST_ROW = 2  # of a sheet's data: row 1 is the header
FURTHER = ("record_2", "record_3", "record_4")
"""Columns for an article's records after the first. Few articles tell more; 记录 names them all."""


# ---------------------------------------------------------------- 文章


def article_rows(briefing: Briefing, desk: Desk) -> tuple[Row, ...]:
    told = records_by_article(briefing)
    places = record_places(briefing)
    return tuple(_article_row(row, told.get(row.article.id, []), places, desk) for row in briefing.articles)


def _article_row(row: ArticleRow, records: list[str], places: Mapping[str, str], desk: Desk) -> Row:
    article, quote, labels = row.article, row.key_sentence, desk.labels
    counted_as = desk.counted_as.get(article.id)
    return {
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": clock(article.published),
        "language": labels.name("language", article.language),
        "theme": desk.themes.get(counted_as, counted_as) if counted_as else None,
        "story": row.story,
        "role": labels.name("role", row.role),
        "key_sentence": quote.text if quote else None,
        "file": article.file,
        "link": Link(article.url, article.url) if article.url else None,
        "start": quote.raw.start if quote else None,
        "end": quote.raw.end if quote else None,
        "records": Link(join(records, labels) or "", places[records[0]]) if records else None,
        "note": None if row.in_window else labels["text.yes_outside"],
        "own_theme": desk.themes.get(row.theme, row.theme),
        **{key: Link(record, places[record]) for key, record in zip(FURTHER, records[1:], strict=False)},
        **_story_state(row.story, desk),
    }


def _story_state(story: str, desk: Desk) -> Row:
    """How the article's story stands to earlier issues; empty for one outside the window."""
    standing = desk.standings.get(story)
    if standing is None:
        return {}
    return {"status": desk.labels[f"status.{standing.state}"], "first_issue": standing.first_issue}


def records_by_article(briefing: Briefing) -> dict[str, list[str]]:
    told: dict[str, list[str]] = defaultdict(list)
    for event in all_events(briefing):
        for article in dict.fromkeys(evidence.article for evidence in event.evidence):
            told[article].append(event.id)
    return told


def record_places(briefing: Briefing) -> dict[str, str]:
    """Where in the workbook each record stands, as the target of a link."""
    titles = {plan.key: plan.title for plan in read_plans(briefing.lang)}
    kinds: dict[str, Sequence[Event]] = {
        "deals": briefing.deals,
        "funds": briefing.funds,
        "projects": briefing.projects,
    }
    return {
        event.id: f"#'{titles[key]}'!A{number}"
        for key, events in kinds.items()
        for number, event in enumerate(events, FIRST_ROW)
    }


# ---------------------------------------------------------------- 冲突


def conflict_rows(briefing: Briefing, desk: Desk) -> tuple[Row, ...]:
    """One row a reading: what each outlet writes, and which figure the record's row shows."""
    places = record_places(briefing)
    return tuple(_conflict_row(c, claim, places, desk) for c in briefing.conflicts for claim in c.claims)


_WHERE = ("outlet", "published", "article", "quote", "file", "start", "end", "link")


def _conflict_row(conflict: Conflict, claim: Claim, places: Mapping[str, str], desk: Desk) -> Row:
    labels = desk.labels
    where = quote_cells(claim.evidence, desk)
    return {
        **{key: where.get(key) for key in _WHERE},
        "conflict_id": conflict.id,
        "record": Link(conflict.record, places[conflict.record]) if conflict.record in places else conflict.record,
        "kind": labels.name("kind", conflict.kind),
        "record_name": conflict.name,
        "disputed": labels.name("disputed", conflict.field),
        "reading": claim.money.text,
        "currency": claim.money.currency,
        "amount": in_millions(claim.money.value),
        "adopted": labels["text.yes" if claim.is_used else "text.no"],
    }


# ---------------------------------------------------------------- 主题, 覆盖


def theme_row(row: ThemeRow, desk: Desk) -> Row:
    return {
        "theme": desk.themes[row.theme.key if row.theme else "off"],
        "articles": row.articles,
        "stories": row.stories,
        "change": None if row.previous is None else row.articles - row.previous,
        "keywords": join((keyword.text for keyword in row.keywords), desk.labels),
    }


def keyword_rows(briefing: Briefing, desk: Desk) -> tuple[Row, ...]:
    """One row a key phrase: those of the whole week, then each theme's, the strongest first."""
    scopes = [(desk.labels["text.whole_week"], briefing.keywords)]
    scopes += [(desk.themes[row.theme.key], row.keywords) for row in briefing.themes if row.theme]
    return tuple(
        {
            "scope": scope,
            "rank": rank,
            "keyword": keyword.text,
            "articles": keyword.articles,
            "articles_before": keyword.previous,
            "change": None if keyword.previous is None else keyword.articles - keyword.previous,
        }
        for scope, keywords in scopes
        for rank, keyword in enumerate(keywords, 1)
    )


def coverage_rows(briefing: Briefing, labels: Labels) -> tuple[Row, ...]:
    told: dict[str, list[str]] = defaultdict(list)
    for problem in briefing.problems:
        told[problem.subject].append(problem.message)
    return tuple(_coverage_row(row, told.get(row.source.file, ()), labels) for row in briefing.coverage)


def _coverage_row(row: Coverage, told: Iterable[str], labels: Labels) -> Row:
    """Why articles were skipped, and what was wrong with the file; a file that gave none always says why."""
    own = (row.source.problem.message,) if row.source.problem else ()
    reasons = list(dict.fromkeys(format_reason(reason, labels) for reason in (*own, *told, *row.reasons)))
    if not row.found and not reasons:
        reasons = [labels["reason.no_article"]]
    return {
        "file": row.source.file,
        "form": labels.name("form", row.source.form) or labels["reason.unread"],
        "found": row.found,
        "used": row.used,
        "merged": row.merged,
        "skipped": row.skipped,
        "reasons": join(reasons, labels),
    }


def format_reason(reason: str, labels: Labels) -> str:
    """`off_subject:3` in words; any other reason is a message, said in the language of the issue."""
    key, _, count = reason.partition(":")
    words = labels.words.get(f"reason.{key}")
    return words.format(count=count) if words and count.isdigit() else say_problem(reason, labels.lang)


# ---------------------------------------------------------------- 字典


def dictionary_rows(briefing: Briefing, labels: Labels) -> tuple[Row, ...]:
    """Every allowed value; the values of one group stand together, so that a drop-down can point at them."""
    plans = read_plans(labels.lang)
    return tuple(
        {
            "field": labels[f"group.{group}"],
            "value": value,
            "code": code,
            "sheets": join(_users(group, plans), labels),
        }
        for group in labels.group("group")
        for code, value in allowed_values(group, briefing, labels)
    )


def _users(group: str, plans: Iterable[Plan]) -> list[str]:
    return [plan.title for plan in plans if any(column.choice == group for column in plan.columns)]


def allowed_values(group: str, briefing: Briefing, labels: Labels) -> list[tuple[str, str]]:
    """Codes and words of a group. Currencies are named by their ISO code, those of this issue included."""
    if group == "theme":
        return list(theme_names(briefing, labels).items())
    codes = allowed_codes(group, labels)
    if group == "currency":
        return [(code, code) for code in dict.fromkeys((*codes, *find_currencies(briefing)))]
    words = [(code, labels.name(group, code)) for code in codes]
    # Two codes may share a word; a drop-down shows it once.
    return list({word: (code, word) for code, word in reversed(words)}.values())[::-1]


def choice_ranges(rows: Sequence[Row], labels: Labels) -> dict[str, tuple[int, int]]:
    """First and last row on 字典 of each group's values."""
    ranges: dict[str, tuple[int, int]] = {}
    groups = {word: group for group, word in labels.group("group").items()}
    for number, row in enumerate(rows, FIRST_ROW):
        group = groups[str(row["field"])]
        ranges[group] = (ranges.get(group, (number, number))[0], number)
    return ranges


# ---------------------------------------------------------------- all of them


def fill_sheets(briefing: Briefing, desk: Desk) -> dict[str, Sheet]:
    """Every sheet but 说明, which reports on them."""
    labels = desk.labels
    places = record_places(briefing)
    rows: dict[str, tuple[Row, ...]] = {
        "overview": overview_rows(briefing, desk),
        "deals": tuple(deal_row(deal, desk) for deal in briefing.deals),
        "funds": tuple(fund_row(fund, desk) for fund in briefing.funds),
        "projects": tuple(project_row(project, desk) for project in briefing.projects),
        "parties": party_rows(briefing, places, desk),
        "capacities": capacity_rows(briefing, places, desk),
        "conflicts": conflict_rows(briefing, desk),
        "rejected": rejected_rows(briefing, desk),
        "articles": article_rows(briefing, desk),
        "themes": tuple(theme_row(row, desk) for row in briefing.themes),
        "keywords": keyword_rows(briefing, desk),
        "coverage": coverage_rows(briefing, labels),
        "dictionary": dictionary_rows(briefing, labels),
    }
    return {plan.key: Sheet(plan, rows[plan.key]) for plan in read_plans(labels.lang) if plan.key in rows}
