"""数据一览 and 主题: what the week came to, against the week before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..types import (
    Deal,
    Figure,
    Fund,
    Keyword,
    PastIssue,
    Project,
    Standing,
    Theme,
    ThemeRow,
)
from .records import counted_once, is_repeated
from .rows import story_themes
from .week import OFF, Week

STATES = ("new", "updated", "repeated")
NONE_OF_IT = (0, 0)
NOUGHT = Decimal(0)


def count_week(week: Week, standings: Mapping[str, Standing] | None = None) -> dict[str, Decimal]:
    """The figures of 数据一览 by key. Background records and what is off the subject are not counted as news; what is
    repeated: that is counted by `count_standings`.
    """
    theme = story_themes(week.readings, week.stories)
    news = [e for e in week.events if not e.is_background and not is_repeated(e, standings or {})]
    figures = {
        "files": week.files,
        "articles": len(week.readings),
        "off_subject": sum(t == OFF for t in theme.values()),
        "stories": sum(theme[s.lead] != OFF for s in week.stories),
        "deals": sum(isinstance(e, Deal) for e in news),
        "funds": sum(isinstance(e, Fund) for e in news),
        "projects": sum(isinstance(e, Project) for e in news),
    }
    counted = {key: Decimal(n) for key, n in figures.items()}
    for event in counted_once(news):
        money = event.money
        if money and money.value is not None and money.currency:
            key = f"money:{type(event).__name__.lower()}:{money.currency}"
            counted[key] = counted.get(key, Decimal(0)) + money.value
    return counted


def count_standings(this: Week, standings: Mapping[str, Standing]) -> dict[str, Decimal]:
    """How many stories on the subject, and how many records of news, are new, updated and repeated."""
    theme = story_themes(this.readings, this.stories)
    stories = Counter(standings[s.id].state for s in this.stories if theme[s.lead] != OFF)
    records = Counter(standings[e.id].state for e in this.events if not e.is_background)
    counts = (("stories", stories), ("records", records))
    return {f"{what}_{state}": Decimal(found[state]) for what, found in counts for state in STATES}


def figures(
    this: Week, before: Week | None, standings: Mapping[str, Standing], past: PastIssue | None
) -> tuple[Figure, ...]:
    """The rows of 数据一览 against the week before: as its issue printed it, else as it lies in the input.

    How many are new, updated and repeated is told where an earlier issue is remembered.
    """
    now = count_week(this, standings)
    if past is not None or any(standing.last_issue is not None for standing in standings.values()):
        now |= count_standings(this, standings)
    then: dict[str, Decimal] | None = dict(past.figures) if past is not None else None
    if then is None and before is not None:
        then = {key: value for key, value in count_week(before).items() if key != "files"}
    return tuple(Figure(key=key, value=now.get(key, NOUGHT), previous=_before(key, then)) for key in _rows(now, then))


def _rows(now: Mapping[str, Decimal], then: Mapping[str, Decimal] | None) -> list[str]:
    """Counts first, below each what it is made of; then the sums of both weeks by kind and currency."""
    counts = [key for key in now if not key.startswith(("money:", "stories_", "records_"))]
    for what, last in (("stories_", "stories"), ("records_", "projects")):
        at = counts.index(last) + 1
        counts[at:at] = [key for key in now if key.startswith(what)]
    sums = [key for key in now if key.startswith("money:")]
    gone = [key for key in then or () if key.startswith("money:") and key not in now]
    return [*counts, *sorted([*sums, *gone], key=lambda key: (key.split(":")[1], key in gone, key))]


def _before(key: str, then: Mapping[str, Decimal] | None) -> Decimal | None:
    """No sum is nought; what was not counted then is not known."""
    return None if then is None else then.get(key, NOUGHT if key.startswith("money:") else None)


def count_themes(week: Week) -> dict[str, tuple[int, int]]:
    """Articles and stories by theme, `off` too."""
    theme_of = story_themes(week.readings, week.stories)
    stories = Counter(theme_of[s.lead] for s in week.stories)
    return {key: (articles, stories[key]) for key, articles in Counter(theme_of.values()).items()}


def theme_rows(
    themes: Sequence[Theme],
    this: Week,
    before: Week | None,
    words: Mapping[str, tuple[Keyword, ...]],
    past: PastIssue | None,
) -> tuple[ThemeRow, ...]:
    now = count_themes(this)
    then = count_themes(before) if before is not None else None
    if past is not None:
        then = {key: (articles, stories) for key, articles, stories in past.themes}
    rows = [
        ThemeRow(
            theme=theme,
            articles=now.get(key, NONE_OF_IT)[0],
            stories=now.get(key, NONE_OF_IT)[1],
            previous=None if then is None else then.get(key, NONE_OF_IT)[0],
            previous_stories=None if then is None else then.get(key, NONE_OF_IT)[1],
            keywords=words.get(key, ()),
        )
        for theme, key in [*((t, t.key) for t in themes if t.key != OFF), (None, OFF)]
    ]
    return tuple(rows)
