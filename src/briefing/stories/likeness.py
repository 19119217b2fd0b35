"""What two articles of one language share, measured once: the signals by which `compare` decides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..types import Signature
from .figures import is_telling
from .signature import SKETCH
from .why import days_between

FIRMS = ("companies:", "investors:")

# The score is a weighted sum. The weights are those of logistic fits on labelled pairs, rounded. What each signal adds,
# and how it does on pairs that it was not fitted to, stands in `compare`.
COSINE, NAMES, FIRST = 0.45, 0.35, 0.2
FIGURE_SPEAKS = 0.03  # for each telling figure of both, when enough of them agree
MOST_FIGURES = 7
DAYS_SPEAK = 0.03  # added when both name one day first, taken off when they name different ones
# For the companies that both openings name, by their number: one stands in all its news, two deal with each other.
FIRMS_SAY = (0.0, 0.04, 0.14, 0.2)
QUOTED, MOST_QUOTED = 0.1, 2  # for each passage in quotation marks that stands in both openings
OF_OTHERS = 0.4  # taken off when each is about companies that the other is not about
AGREE = 0.4  # share of the figures that must agree before those that do speak for one event


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two signatures share."""

    cosine: float
    """Of the telling words of the whole texts."""
    names: float
    """How much of the opening's rare words stands in the other text: of the shorter telling, so to say, since the
    larger share of the two counts. A flash names what the report names, a report more."""
    forth: float
    """How much of what `a` says in title and first sentence stands in `b`."""
    back: float
    opening: float
    """How much of the openings stands in the other text: the mean of both ways, by weight."""
    wording: float
    """Jaccard of the characters' 4-grams."""
    figures: tuple[str, ...]
    fewer: int
    """Figures of the article that has fewer."""
    amounts_differ: bool
    """Title and first sentence of both state large amounts in one currency, and not one is the same."""
    days: int
    """1: both name a day and share one; -1: they name different ones; 0: nothing to be said."""
    gap: int
    """Days between the publications."""
    named: Named

    @property
    def agreement(self) -> float:
        """Shared figures as a part of the fewer."""
        return len(self.figures) / max(1, self.fewer)

    @property
    def first(self) -> float:
        return (self.forth + self.back) / 2

    @property
    def score(self) -> float:
        told = COSINE * self.cosine + NAMES * self.names + FIRST * self.first
        return told + self.figures_say + DAYS_SPEAK * self.days + self.named.score

    @property
    def figures_say(self) -> float:
        """For the same: the telling figures of both, when most agree."""
        telling = sum(map(is_telling, self.figures)) if self.agreement >= AGREE else 0
        return FIGURE_SPEAKS * min(telling, MOST_FIGURES)


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what both openings name that can be told from others: companies of the table, passages quoted."""

    firms: tuple[str, ...]
    quoted: tuple[str, ...]
    are_of_others: bool
    """Each is about companies, in title or first sentence, that the other is not about."""

    @classmethod
    def of(cls, a: Signature, b: Signature) -> Named:
        x, y = a.concepts, b.concepts
        if not (x.actors and y.actors) and not (x.quoted and y.quoted):
            return NOTHING_NAMED
        firms = tuple(sorted(f for f in x.actors & y.actors if f.startswith(FIRMS)))
        left, right = _firms(x.heads), _firms(y.heads)
        return cls(
            firms=firms,
            quoted=tuple(sorted(x.quoted & y.quoted)),
            are_of_others=bool(left) and bool(right) and left.isdisjoint(right) and not firms,
        )

    @property
    def score(self) -> float:
        found = FIRMS_SAY[min(len(self.firms), len(FIRMS_SAY) - 1)] + QUOTED * min(MOST_QUOTED, len(self.quoted))
        return found - OF_OTHERS * self.are_of_others


NOTHING_NAMED = Named((), (), are_of_others=False)


def _firms(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if name.startswith(FIRMS))


def measure(a: Signature, b: Signature, shared: Shared | None = None, named: Named | None = None) -> Likeness:
    """What two signatures share; `shared` and `named` where they are known already."""
    shared = shared or Shared.of(a, b)
    return Likeness(
        cosine=shared.cosine,
        names=shared.names,
        forth=shared.forth,
        back=shared.back,
        opening=shared.opening,
        wording=jaccard(a.shingles, b.shingles),
        figures=tuple(sorted(a.figures & b.figures)),
        fewer=min(len(a.figures), len(b.figures)),
        amounts_differ=_differ(a.amounts, b.amounts),
        days=0 if not a.days or not b.days else 1 if a.days & b.days else -1,
        gap=days_between(a, b),
        named=named or Named.of(a, b),
    )


@dataclass(frozen=True, slots=True)
class Shared:
    """What the words alone say: cheap, and enough to dismiss nine pairs in ten."""

    cosine: float
    names: float
    forth: float
    back: float
    opening: float

    @classmethod
    def of(cls, a: Signature, b: Signature) -> Shared:
        if not len(a.words) or not len(b.words):
            return cls(0.0, 0.0, 0.0, 0.0, 0.0)
        at = b.words.searchsorted(a.words)
        at[at == len(b.words)] = 0
        inside = b.words[at] == a.words
        there = at[inside]
        return cls(
            cosine=float(a.weights[inside] @ b.weights[there]),
            names=max(float(a.actors[inside].sum()), float(b.actors[there].sum())),
            forth=float(a.first[inside].sum()),
            back=float(b.first[there].sum()),
            opening=float(a.opening[inside].sum() + b.opening[there].sum()) / 2,
        )

    @property
    def bound(self) -> float:
        """The highest score that two articles with these words can reach, what they name not counted."""
        told = COSINE * self.cosine + NAMES * self.names + FIRST * (self.forth + self.back) / 2
        return told + FIGURE_SPEAKS * MOST_FIGURES + DAYS_SPEAK


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether amounts of one currency are stated and none agrees; yuan and dollars may be the same sum."""
    return not a & b and not {f.split()[0] for f in a}.isdisjoint(f.split()[0] for f in b)


def jaccard(a: np.ndarray, b: np.ndarray) -> float:
    """Jaccard of the shingle sets, estimated from the sketches: the shared part of the smallest hashes of both."""
    both = np.concatenate((a, b))
    both.sort()
    twice = both[1:] == both[:-1]
    size = min(SKETCH, len(both) - int(twice.sum()))
    if not size:
        return 0.0
    # The place of each hash among the different ones: what lies past the smallest `size` is no part of the sketch.
    rank = np.arange(1, len(both)) - np.cumsum(twice)
    return float((twice & (rank < size)).sum() / size)
