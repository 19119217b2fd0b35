"""What making a row needs beside the record: articles, themes, rates, and what is in the totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from ..compose import counted_once
from ..types import ArticleRow, Briefing, Conflict, Event, Standing
from .counts import all_events, counted
from .labels import Labels, theme_name
from .regions import unite_places


@dataclass(frozen=True, slots=True)
class Desk:
    """What making a row needs beside the record."""

    labels: Labels
    articles: Mapping[str, ArticleRow]
    themes: Mapping[str, str]
    """Theme names by key."""
    rates: Mapping[str, Decimal]
    issue: int
    conflicts: Mapping[str, tuple[Conflict, ...]]
    """By the record's id."""
    counted_as: Mapping[str, str]
    """By article, the key of the theme it is counted under on 主题; what is outside the window is missing."""
    standings: Mapping[str, Standing]
    """By the record's id, how it stands to earlier issues."""
    regions: Mapping[str, str]
    """By place as written, the name that it is counted under."""
    added: frozenset[str]
    """Ids of the records whose money is in the totals."""


def make_desk(briefing: Briefing, labels: Labels) -> Desk:
    return Desk(
        labels=labels,
        articles={row.article.id: row for row in briefing.articles},
        themes=theme_names(briefing, labels),
        rates={"CNY": Decimal(1)} | {rate.currency: rate.cny for rate in briefing.rates},
        issue=briefing.issue,
        conflicts={e: tuple(c) for e, c in groupby(briefing.conflicts, key=lambda c: c.record)},
        counted_as=counted_themes(briefing),
        standings=briefing.standings,
        regions=unite_places((e.place for e in all_events(briefing) if e.place), labels.lang),
        added=frozenset(event.id for event in added_events(briefing)),
    )


def theme_names(briefing: Briefing, labels: Labels) -> dict[str, str]:
    """Names of the themes of an issue, in the order of 主题, `off` last."""
    themes = [row.theme for row in briefing.themes if row.theme] + [section.theme for section in briefing.sections]
    names = {theme.key: theme_name(theme, labels.lang) for theme in themes}
    return names | {"off": labels["text.off_theme"]}


def counted_themes(briefing: Briefing) -> dict[str, str]:
    """By article of the window, the theme it is counted under: that of its story's lead, as on 主题.

    The articles' own themes do not add up to those counts: a second telling may speak of something else first.
    """
    inside = [row for row in briefing.articles if row.in_window]
    leads = {row.story: row.theme for row in inside if row.role == "lead"}
    return {row.article.id: leads.get(row.story, row.theme) for row in inside}


def added_events(briefing: Briefing) -> list[Event]:
    """The records whose money adds up to the totals, as those of the Word file's 数据一览."""
    once = counted_once(counted(all_events(briefing)), briefing.standings)
    return [event for event in once if event.money and event.money.currency and event.money.value is not None]


def region_of(event: Event, desk: Desk) -> str | None:
    return desk.regions.get(event.place) if event.place else None


def theme_key(event: Event, desk: Desk) -> str | None:
    """The theme of the article that a record is best read from."""
    article = event.evidence[0].article if event.evidence else None
    row = desk.articles.get(article) if article else None
    return desk.counted_as.get(row.article.id, row.theme) if row else None


def theme_of(event: Event, desk: Desk) -> str | None:
    key = theme_key(event, desk)
    return desk.themes.get(key, key) if key else None


def status_of(event: Event, desk: Desk) -> str:
    """本期状态: a record without a standing is new."""
    standing = desk.standings.get(event.id)
    state = "background" if event.is_background else standing.state if standing else "new"
    return desk.labels[f"status.{state}"]
