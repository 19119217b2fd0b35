"""Two articles of two languages: only what can be checked without a model.

Who: companies and institutions by a table of their names in both languages, Latin names, names that are pinyin of the
other's characters. What: the kind of doing (sued, 起诉). How much: sums, also rounded or converted, shares, sizes in
one unit. Where and when: places, terms, days. No shared figure or name, no merge; what only one of them is about, and
sums of which none agrees, speak against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..types import Signature, Why
from .amounts import are_large, shared_amounts, shared_measures
from .concepts import strip_doings
from .figures import is_telling
from .pinyin import is_place, spell_sounds
from .why import days_between, enumerate_words, make_why

# What each thing of both adds to the score, and how many of a kind are counted.
ACTOR, MOST_ACTORS = 0.25, 3
# An investor, who takes part in many rounds; an institution that neither is about; a name that is an everyday word too.
INVESTOR, PASSING, WEAK = 0.15, 0.12, 0.1
NAME, MOST_NAMES = 0.22, 2
HEAD = 0.15  # title or first sentence of both name it
PLACE, TERM, MOST_THINGS = 0.04, 0.06, 3
DOING = 0.15  # of both; taken off when each names other doings
AMOUNT, MOST_AMOUNTS = 0.25, 2
NUMBER, MOST_NUMBERS = 0.1, 3
TITLE = 0.6
DAY = 0.1  # for each day between them
SAME_DAY = 0.05  # both name it
# Taken off: for each company that one of them is about and the other does not name; when both name large sums and not
# one agrees.
STRANGER, MOST_STRANGERS = 0.15, 2
UNMET, MOST_UNMET = 0.05, 3  # a foreign name may stand in Chinese characters alone
SUBJECT = 0.2  # taken off when the name at the beginning of the English text is such a one
AMOUNTS_DIFFER = 0.2
MARKET = 0.3  # taken off when both report prices at an exchange and no figure agrees
FACTS_SAME = 0.58
FACTS_RELATED = 0.4
TITLES_ALIKE = 0.5  # from which a title may stand for the name or the figure that is lacking
HEADLINE = 0.7  # a title's words stand in a long text more easily than in another title
FEWEST_WORDS = 4
_FIGURES = re.compile(r"[0-9]+[a-z]?[万亿]{0,2}[美港欧日]?元?|[a-z]轮")
FIRMS = ("companies:", "investors:")


@dataclass(frozen=True, slots=True)
class Facts:
    """What two articles share that can be checked."""

    actors: tuple[str, ...]
    heads: tuple[str, ...]
    names: tuple[str, ...]
    """Latin or pinyin names that are no place and in no table."""
    places: tuple[str, ...]
    terms: tuple[str, ...]
    doings: tuple[str, ...]
    amounts: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    strangers: tuple[str, ...]
    """Companies that one is about and the other does not name."""
    unmet: tuple[str, ...]
    """Latin names in no table that stand in the first sentence of one and nowhere in the other."""
    is_unmet_subject: bool
    title: float
    days: int
    """1: both name one day; 0: nothing to be said."""
    gap: int
    doings_differ: bool
    amounts_differ: bool
    are_of_others: bool
    """Each is about companies that the other is not about."""

    @property
    def who(self) -> float:
        actors = sum(sorted((self._worth(a) for a in self.actors), reverse=True)[:MOST_ACTORS])
        are_headed = any(not head.startswith("investors:") for head in self.heads)
        return actors + NAME * min(MOST_NAMES, len(self.names)) + (HEAD if are_headed else 0.0)

    def _worth(self, actor: str) -> float:
        if actor.startswith("weak:"):
            return WEAK
        if actor.startswith("investors:"):
            return INVESTOR
        return ACTOR if actor.startswith("companies:") or actor in self.heads else PASSING

    @property
    def where(self) -> float:
        return (
            PLACE * min(MOST_THINGS, len(self.places))
            + TERM * min(MOST_THINGS, len(self.terms))
            + SAME_DAY * self.days
            - DAY * self.gap
        )

    @property
    def what(self) -> float:
        if self.is_market_report and not self.numbers:
            return -MARKET
        return DOING if self.doings else -DOING if self.doings_differ else 0.0

    @property
    def is_market_report(self) -> bool:
        """Both tell of prices at an exchange: such reports name the same companies and banks every day."""
        return "market" in self.doings

    @property
    def how_much(self) -> float:
        found = AMOUNT * min(MOST_AMOUNTS, len(self.amounts)) + NUMBER * min(MOST_NUMBERS, len(self.numbers))
        return found - (AMOUNTS_DIFFER if self.amounts_differ else 0.0)

    @property
    def score(self) -> float:
        strangers = STRANGER * min(MOST_STRANGERS, len(self.strangers)) + UNMET * min(MOST_UNMET, len(self.unmet))
        strangers += SUBJECT * self.is_unmet_subject
        return self.who + self.where + self.what + self.how_much + TITLE * self.title - strangers

    @property
    def is_same(self) -> bool:
        if self.score < FACTS_SAME or self.are_of_others:
            return False
        if self.amounts or self.numbers:
            return bool(self.who) or len(self.amounts) >= MOST_AMOUNTS or self.title >= TITLES_ALIKE
        # Who and what alone: a customer named in passing does the same elsewhere. It takes where or when too.
        is_placed = bool(self.places or self.terms or self.days) or len(self.actors) + len(self.names) >= MOST_ACTORS
        return self.title >= TITLES_ALIKE or (bool(self.who) and is_placed)

    def reasons(self) -> tuple[str, ...]:
        figures = [*(a if a == b else f"{a} = {b}" for a, b in self.amounts), *self.numbers]
        names = [*(a.partition(":")[2] for a in self.actors), *self.names]
        return (
            *enumerate_words("figures", figures),
            *enumerate_words("names", names),
            *enumerate_words("places and terms", [*self.places, *self.terms]),
            *enumerate_words("doings", self.doings),
            *((f"titles alike {self.title:.2f}",) if self.title else ()),
            *enumerate_words("only one is about", [a.partition(":")[2] for a in self.strangers]),
            *(("no sum in common",) if self.amounts_differ else ()),
        )


def compare_facts(a: Signature, b: Signature) -> Why | None:
    """Same, related or nothing to do with each other, by what can be checked in both languages."""
    facts = find_facts(a, b)
    if not (facts.actors or facts.names or facts.amounts or facts.numbers):
        return None
    if facts.is_same:
        return make_why(a, b, "same", min(1.0, facts.score), facts.reasons())
    if facts.score < FACTS_RELATED or not facts.who:
        return None
    return make_why(a, b, "apart" if facts.are_of_others else "related", min(1.0, facts.score), facts.reasons())


def find_facts(a: Signature, b: Signature) -> Facts:
    """What two articles share that can be checked."""
    x, y = a.concepts, b.concepts
    shared = shared_names(a, b)
    actors = x.actors & y.actors | _called_short(x.actors ^ y.actors, shared)
    known = {word for actor in actors for word in actor.partition(":")[2].split()}
    latin = [n for n in shared if n not in known]
    places = {t.partition(":")[2] for t in x.things & y.things if t.startswith("places:")}
    amounts = shared_amounts(are_large(a.figures), are_large(b.figures))
    numbers = sorted(f for f in a.figures & b.figures if " " not in f and is_telling(f))
    strangers = _firms(x.heads | y.heads) - (x.actors & y.actors) - actors
    heard = {*latin, *(a.names & b.names), *known}
    unmet = sorted(n for n in x.named | y.named if n not in heard and not is_place(n))
    names = tuple(n for n in latin if not is_place(n))
    both_firms = bool(_firms(x.heads)) and bool(_firms(y.heads))
    return Facts(
        actors=tuple(sorted(actors)),
        heads=tuple(sorted(x.heads & y.heads)),
        names=names,
        places=tuple(sorted({*places, *(n for n in latin if is_place(n))})),
        terms=tuple(sorted(t.partition(":")[2] for t in x.things & y.things if t.startswith("terms:"))),
        doings=tuple(sorted(x.doings & y.doings)),
        amounts=tuple(amounts),
        numbers=(*numbers, *shared_measures(x.measures, y.measures)),
        strangers=tuple(sorted(strangers)),
        unmet=tuple(unmet),
        is_unmet_subject=not (x.subject | y.subject).isdisjoint(unmet),
        title=title_likeness(a, b),
        days=int(bool(a.days & b.days)),
        gap=days_between(a, b),
        doings_differ=bool(x.doings) and bool(y.doings) and not x.doings & y.doings,
        amounts_differ=not amounts and any(are_large(a.amounts)) and any(are_large(b.amounts)),
        are_of_others=both_firms and not _firms(x.heads) & _firms(y.heads) and not names,
    )


def _called_short(actors: frozenset[str], names: Sequence[str]) -> frozenset[str]:
    """The entries that one text names in full and the other by one word of it: Qiming Venture, Qiming."""
    return frozenset(a for a in actors if any(name in a.partition(":")[2].split() for name in names))


def _firms(actors: frozenset[str]) -> frozenset[str]:
    return frozenset(a for a in actors if a.startswith(FIRMS))


def shared_names(a: Signature, b: Signature) -> list[str]:
    """Latin names of both, and Latin names of one that are the sound of the other's characters."""
    found = set(a.names & b.names)
    for latin, han in ((a, b), (b, a)):
        if len(han.sounds):
            heard = set(han.sounds.tolist())
            found |= {n for n in latin.names if any(heard.issuperset(way) for way in spell_sounds(n))}
    return sorted(found)


def title_likeness(a: Signature, b: Signature) -> float:
    """How far a title says the same: shared pairs of characters, or its words standing in the other's text."""
    return max(
        dice(strip_title(a.title), strip_title(b.title)),
        HEADLINE * headline_share(a, b),
        HEADLINE * headline_share(b, a),
    )


def strip_title(title: str) -> str:
    """A title without its figures and doings: 5亿元B轮融资 stands in many titles."""
    return _FIGURES.sub("", strip_doings(title))


def headline_share(a: Signature, b: Signature) -> float:
    """The part of a title's weight that stands in the other text."""
    if len(a.headline) < FEWEST_WORDS or not len(b.words):
        return 0.0
    mass = a.opening[np.isin(a.words, a.headline, assume_unique=True)]
    there = np.isin(a.headline, b.words, assume_unique=True)
    return float(mass[there].sum() / max(1e-9, mass.sum()))


def dice(a: str, b: str) -> float:
    """Shared pairs of adjoining characters, from 0 to 1."""
    left, right = _bigrams(a), _bigrams(b)
    return 2 * len(left & right) / max(1, len(left) + len(right))


@lru_cache(maxsize=65536)
def _bigrams(title: str) -> frozenset[str]:
    return frozenset(title[i : i + 2] for i in range(len(title) - 1))
