"""Which stories an article might belong to, found by what it shares with their leads and not by comparing all pairs.

Only leads are indexed, by key and day, so a story that a hundred outlets carry takes one place; and each article looks
at a bounded number of entries, the shortest lists first, so a key that many share costs nothing and the work grows with
the number of articles. What lies outside the days in which another telling may stand is never looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from ..types import Signature
from .compare import DAYS_APART, SAME_TITLE
from .figures import is_telling
from .pinyin import spell_sounds

SHINGLE_KEYS = 8  # smallest hashes used as keys: two texts of Jaccard 0.3 share one with 0.94
WORD_KEYS = 24  # weightiest opening words used as keys
NAME_KEYS = 16
LOOKED_AT = 400  # entries of the index that one article looks at
# Keys that a candidate shares with an article. Two tellings in one language share seven or more (labelled pairs);
# across languages one amount may be all that is written alike.
FEWEST_KEYS = 4
FEWEST_ACROSS = 1
COMPARED = 16  # candidates that are compared: those that share most keys
UNDATED = date.min

Key = int | str


class Keys:
    """The keys of each article. Those for the other language are made where it is written within the days around."""

    def __init__(self, signatures: Iterable[Signature], *, reach: int = DAYS_APART) -> None:
        days: dict[bool, set[date]] = defaultdict(set)
        for s in signatures:
            days[s.language == "en"].add(s.day or UNDATED)
        self._near = {
            is_english: {d for day in found for d in days_around(day, reach)} for is_english, found in days.items()
        }
        self._any = {is_english: UNDATED in found for is_english, found in days.items()}

    def of(self, s: Signature) -> list[Key]:
        if s.is_digest:
            return []
        return [*find_keys(s), *(find_keys_across(s) if self._is_mixed(s) else ())]

    def _is_mixed(self, s: Signature) -> bool:
        other = s.language != "en"
        if other not in self._near:
            return False
        return s.day is None or self._any[other] or s.day in self._near[other]


class Leads:
    """The leads so far, to be found by what an article shares with them."""

    def __init__(self, *, reach: int = DAYS_APART) -> None:
        self._reach = reach
        # A key of one lead alone, as most are, is kept as its number: a list for each would take a gigabyte.
        self._of_day: dict[date, dict[Key, int | list[int]]] = {}
        self._english: set[int] = set()

    def add(self, keys: Iterable[Key], s: Signature, number: int) -> None:
        table = self._of_day.setdefault(s.day or UNDATED, {})
        for key in keys:
            found = table.setdefault(key, number)
            if isinstance(found, list):
                found.append(number)
            elif found != number:
                table[key] = [found, number]
        if s.language == "en":
            self._english.add(number)

    def near(self, keys: Sequence[Key], s: Signature) -> list[int]:
        """The leads of the days around that share the rarest keys, those with most of them first."""
        found = [table[key] for table in self._around(s.day) for key in keys if key in table]
        votes = Counter(n for n in found if isinstance(n, int))
        room = LOOKED_AT - sum(votes.values())
        for many in sorted((n for n in found if not isinstance(n, int)), key=len):
            room -= len(many)
            if room < 0:
                break
            votes.update(many)
        likely = sorted((-count, n) for n, count in votes.items() if count >= self._fewest(n, s))
        return [n for _, n in likely[:COMPARED]]

    def _fewest(self, number: int, s: Signature) -> int:
        return FEWEST_KEYS if (number in self._english) == (s.language == "en") else FEWEST_ACROSS

    def _around(self, day: date | None) -> list[dict[Key, int | list[int]]]:
        """The tables of the days in which another telling may lie; all of them for an article without a day."""
        days = sorted(self._of_day) if day is None else [UNDATED, *days_around(day, self._reach)]
        return [self._of_day[d] for d in days if d in self._of_day]


def days_around(day: date, reach: int) -> list[date]:
    """The days that lie at most so many apart from one; of `UNDATED` only itself."""
    if day == UNDATED:
        return [day]
    low, high = max(day.toordinal() - reach, 2), min(day.toordinal() + reach, date.max.toordinal())
    return [date.fromordinal(n) for n in range(low, high + 1)]


def find_keys(s: Signature) -> list[Key]:
    """What an article can be found by: its opening's weightiest words, figures, Latin names, title, wording."""
    heavy = (-s.opening).argsort(kind="stable")[:WORD_KEYS]
    words = s.words[heavy[s.opening[heavy] > 0]].tolist()
    keys: list[Key] = [*s.shingles[:SHINGLE_KEYS].tolist(), *words]
    keys += sorted(f for f in s.figures if is_telling(f))
    keys += sorted(s.names)[:NAME_KEYS]
    return [*keys, s.title] if len(s.title) >= SAME_TITLE else keys


def find_keys_across(s: Signature) -> list[Key]:
    """What an article in the other language can be found by: names of the table, sizes, sounds of names."""
    sounds = (
        {pair for name in sorted(s.names) for way in spell_sounds(name) for pair in way}
        if s.language == "en"
        else s.sounds.tolist()
    )
    return [*sorted(s.concepts.actors), *sorted(s.concepts.measures), *(-1 - pair for pair in sorted(sounds))]
