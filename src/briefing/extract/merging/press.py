"""Who tells the records: what merging needs to know of the articles beside what was read in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ...types import Event
from .profile import Profile
from .sums import Rates


class Teller(NamedTuple):
    """Who tells a record: what merging needs to know of an article."""

    story: str | None = None
    outlet: str | None = None
    day: date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """The articles beside their records, by id, and the rates by which currencies are compared."""

    tellers: Mapping[str, Teller] = field(default_factory=dict)
    rates: Rates = field(default_factory=dict)
    _profiles: dict[int, Profile] = field(default_factory=dict, init=False, repr=False, compare=False)
    """By `id` of the record: a profile holds its record, so that the number stays its own."""

    def profile(self, event: Event) -> Profile:
        """What comparing needs of a record."""
        known = self._profiles.get(id(event))
        if known is None:
            days = (day for e in event.evidence if (day := self.teller(e.article).day))
            known = self._profiles[id(event)] = Profile(event, self.stories(event), days, self.rates)
        return known

    def teller(self, article: str) -> Teller:
        return self.tellers.get(article) or Teller()

    def stories(self, event: Event) -> set[str]:
        return {story for e in event.evidence if (story := self.teller(e.article).story)}

    def outlet(self, article: str) -> str:
        """An article without an outlet stands for itself."""
        return self.teller(article).outlet or article
