"""Which stories stand in which chapter, how weighty each is, and how many are printed.

A story's weight is a sum of named parts, so that `explain` can show it:

- `outlets`: log2 of the number of outlets that carry it (one outlet 0, two 1, four 2);
- `money`: log10 of the largest amount among its records, in units of ten million yuan, from 0 to `MONEY_CAP`;
- `policy`: `POLICY_WEIGHT` when its title or opening tells that a national body sets a policy: it has no record;
- `records`: `RECORD_WEIGHT` when it tells a deal, a fund or a project that is not background;
- `told`: taken off when a story of the week before tells the same: what is known already is no news;
- `updated`: when what an earlier issue told has moved on: its readers wait for it;
- `undated`: taken off when a period was asked for and its leading article bears no date: nothing says that it is of
  that period, and pages without dates are mostly old;
- `theme`: how surely it belongs to its theme, from 0 to `THEME_CAP`.

A chapter's weight is the sum of its `CHAPTER_STORIES` heaviest stories: a theme is weighty by its main news,
not by the number of its short items. (Tried and dropped: the mean, which a theme with one large story wins;
the sum of all, which puts the theme with the most small items first every week.)
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from .config import read_table
from .text import simplify
from .types import Event, Rate, Reading, Story, Theme

OFF = "off"
MONEY_UNIT = 10_000_000  # yuan; a round of this size is the smallest a weekly would single out
MONEY_CAP = 4.0  # a hundred billion yuan: beyond that a larger figure says nothing more about the news
RECORD_WEIGHT = 1.0
POLICY_WEIGHT = 1.5
TOLD_WEIGHT = -1.5
UPDATED_WEIGHT = 1.0
UNDATED_WEIGHT = -2.0
OPENING = 2  # sentences
THEME_CAP = 1.0
THEME_SURE = 8.0  # a theme score from which on the subject is beyond doubt
CHAPTER_STORIES = 5

# Five minutes' reading: a week that tells more is cut to its weightiest stories, the rest stands in the appendix.
FEW_STORIES = 30  # up to here every story is printed
MANY_STORIES_PRINTED = 16
LONGEST_CHAPTER = 4


@dataclass(frozen=True, slots=True)
class Weight:
    """A story's weight, part by part."""

    parts: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        return sum(value for _, value in self.parts)

    @property
    def by_records(self) -> float:
        """What it has by the deals, funds and projects that it tells."""
        return sum(value for name, value in self.parts if name in ("money", "records"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A theme with its stories, the weightiest first."""

    theme: Theme
    stories: tuple[Story, ...]
    """Without the repeated ones."""
    printed: tuple[Story, ...]
    weight: float
    repeated: tuple[Story, ...] = ()
    """What earlier issues told already: counted, not printed."""


def yuan(event: Event, rates: Mapping[str, Rate]) -> Decimal:
    """The event's amount in yuan; 0 when it has none or its currency has no rate."""
    money = event.money
    if money is None or money.value is None or money.currency is None or money.currency not in rates:
        return Decimal(0)
    return money.value * rates[money.currency].cny


def weigh_story(
    story: Story,
    readings: Mapping[str, Reading],
    rates: Mapping[str, Rate],
    *,
    told: Collection[str] = (),
    updated: Collection[str] = (),
    is_dated: bool = False,
) -> Weight:
    """`told`: ids of the stories that the week before has told already; `updated`: of those that have moved on since an
    earlier issue; `is_dated`: whether a period was asked for, which an article without a date cannot be known to be of.
    """
    tellings = [readings[a] for a in (story.lead, *story.also)]
    events = [e for r in tellings for e in r.records if not e.is_background]
    outlets = {r.article.outlet or r.article.file for r in tellings}
    largest = max((yuan(e, rates) for e in events), default=Decimal(0))
    money = math.log10(float(largest) / MONEY_UNIT) if largest > MONEY_UNIT else 0.0
    sure = readings[story.lead].themes[0].score / THEME_SURE
    return Weight(
        parts=(
            ("outlets", round(math.log2(len(outlets)), 3)),
            ("money", round(min(MONEY_CAP, money), 3)),
            ("records", RECORD_WEIGHT if events else 0.0),
            ("told", TOLD_WEIGHT if story.id in told else 0.0),
            ("updated", UPDATED_WEIGHT if story.id in updated else 0.0),
            ("undated", UNDATED_WEIGHT if is_dated and readings[story.lead].article.published is None else 0.0),
            ("policy", POLICY_WEIGHT if sets_policy(readings[story.lead]) else 0.0),
            ("theme", round(min(THEME_CAP, sure), 3)),
        )
    )


def sets_policy(reading: Reading) -> bool:
    """Whether the title or one of the first sentences says that a national body sets a policy."""
    said = (reading.article.title or "", *(sentence.text for sentence in reading.sentences[:OPENING]))
    return any(all(pattern.search(text) for pattern in _policy()) for text in map(_plain, said))


def _plain(text: str) -> str:
    return simplify(text).lower()


@lru_cache(maxsize=1)
def _policy() -> tuple[re.Pattern[str], ...]:
    """Who, does, what: a sentence of policy holds all three."""
    table = read_table("policy.toml")
    return tuple(re.compile(_either(table[key])) for key in ("bodies", "acts", "objects"))


def _either(words: Sequence[str]) -> str:
    """English words from their beginning, Chinese ones anywhere."""
    return "|".join(rf"\b{re.escape(word)}" if word.isascii() else re.escape(word) for word in words)


def first_theme(story: Story, readings: Mapping[str, Reading]) -> str:
    """The key of the theme a story belongs to: its lead's."""
    return readings[story.lead].themes[0].theme


def plan_chapters(
    stories: Iterable[Story],
    readings: Mapping[str, Reading],
    weights: Mapping[str, Weight],
    themes: Sequence[Theme],
    *,
    repeated: Collection[str] = (),
) -> tuple[Chapter, ...]:
    """Chapters, the weightiest first; a theme without a story has none. What is off the subject is in none.

    `repeated`: ids of what an earlier issue told and is as it was. A theme of nothing else has no chapter.
    """
    by_theme: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        by_theme[first_theme(story, readings)].append(story)
    chapters = []
    for theme in themes:
        own = sorted(by_theme.get(theme.key, ()), key=lambda s: (-weights[s.id].total, s.id))
        fresh = tuple(s for s in own if s.id not in repeated)
        if fresh and theme.key != OFF:
            heaviest = sum(weights[s.id].total for s in fresh[:CHAPTER_STORIES])
            old = tuple(s for s in own if s.id in repeated)
            chapters.append(Chapter(theme=theme, stories=fresh, printed=(), weight=heaviest, repeated=old))
    chapters.sort(key=lambda c: -c.weight)  # stable: equal weights keep the order of themes.toml
    return _share_out(chapters, weights)


def _share_out(chapters: Sequence[Chapter], weights: Mapping[str, Weight]) -> tuple[Chapter, ...]:
    """Fill `printed`: all stories of a thin week; of a thick one, each chapter's first and then the weightiest."""
    if sum(len(c.stories) for c in chapters) <= FEW_STORIES:
        shown = {s.id for c in chapters for s in c.stories}
    else:
        shown = {c.stories[0].id for c in chapters}
        rest = [s for c in chapters for s in c.stories[1:LONGEST_CHAPTER]]
        rest.sort(key=lambda s: (-weights[s.id].total, s.id))
        shown |= {s.id for s in rest[: max(0, MANY_STORIES_PRINTED - len(shown))]}
    return tuple(replace(c, printed=tuple(s for s in c.stories if s.id in shown)) for c in chapters)
