"""How two articles belong together, and why.

Of one language: who did what, where and when decides, not likeness of wording. The weighty words of both texts are
compared whole (their cosine) and by their openings (how much of what one says first stands in the other); the further
apart the days, the more must agree. A template (a daily quote note, a notice of a series) is alike in wording and
differs in its figures or in what its opening names: likeness without these is a reason *against*.

Of two languages: see `facts`.

Labelled pairs (166 real ones, three fifths hard negatives), grouped: precision 0.96, recall 0.88, F1 0.92. With all
thresholds lower by 0.03: F1 0.94, precision 0.95; higher: 0.91 and 0.98. Without the figures 0.90, without asking the
other members 0.91. Dropped after trial: 4-gram Jaccard alone (0.54, merges templates), coverage of the opening in one
direction (0.83, a digest swallows its items), words counted without weights (0.73).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..types import Signature, Why
from .facts import compare_facts
from .figures import is_telling
from .signature import RARE, SKETCH, weigh
from .why import days_between, enumerate_words, make_why

DAYS_APART = 3  # news travels in three days; what comes later is a follow-up
SAME = (0.52, 0.55, 0.60, 0.66)  # score that makes one story, by days apart: what comes later is rather the next event
OPENING = 0.45  # share of the openings that is asked of one story: a list of many doings shares its middle only
WHOLE = 0.40  # cosine that is asked of one story: a round-up opens with one item and goes on with others
RELATED = 0.38
FACTS_SETTLE = 0.75  # score of the facts alone that makes one story of two English tellings that are alike
TEMPLATE = 0.25  # Jaccard from which wording is shared that different news would not share by chance
TEMPLATE_AGREEMENT = 0.45  # share of the figures that two tellings of one event have in common, at the least
TEMPLATE_OPENING = 0.63  # share of the openings that two tellings alike in wording have in common, at the least
SAME_TITLE_SCORE = 0.3  # a daily column has one title and another text
SAME_TITLE = 8  # characters that make a title more than a column's name
FIGURE_SPEAKS = 0.03  # added to the score for each telling figure of both, when at least half of them agree
MOST_FIGURES = 5
MANY = 5  # figures from which it speaks against one event that hardly one agrees
FIGURES_AGREE = 0.15
DAYS_SPEAK = 0.03  # added when both openings name one day, taken off when they name different ones


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two signatures share, measured once."""

    cosine: float
    forth: float
    back: float
    wording: float
    figures: tuple[str, ...]
    fewer: int
    """Figures of the article that has fewer."""
    amounts_differ: bool
    """Title and first sentence of both state large amounts, and not one is the same."""
    days: int
    """1: both openings name a day and share one; -1: they name different ones; 0: nothing to be said."""
    gap: int

    @property
    def agreement(self) -> float:
        """Shared figures as a part of the fewer."""
        return len(self.figures) / max(1, self.fewer)

    @property
    def opening(self) -> float:
        return (self.forth + self.back) / 2

    @property
    def score(self) -> float:
        return (self.cosine + self.opening) / 2 + self.figures_say + DAYS_SPEAK * self.days

    @property
    def asked(self) -> float:
        """The score that one story takes."""
        return SAME[min(self.gap, DAYS_APART)]

    @property
    def figures_say(self) -> float:
        """For the same: the telling figures of both, when most agree."""
        telling = sum(map(is_telling, self.figures)) if self.agreement >= 0.5 else 0
        return FIGURE_SPEAKS * min(telling, MOST_FIGURES)

    def reasons(self) -> tuple[str, ...]:
        return (
            f"telling words alike {self.cosine:.2f}",
            f"opening words shared {self.forth:.2f} and {self.back:.2f}",
            f"wording alike {self.wording:.2f}",
            *enumerate_words("figures", self.figures),
        )


def compare(a: Signature, b: Signature) -> Why | None:
    """How two articles belong together, or None when they have nothing to do with each other."""
    if a.is_digest or b.is_digest or days_between(a, b) > DAYS_APART:
        return None
    if (a.language == "en") != (b.language == "en"):
        return compare_facts(a, b)
    why = _compare_wording(a, b)
    if a.language == "en" and why is not None and why.relation == "related":
        # English has no table of weights, so its wording is judged with less certainty; the facts may settle it.
        facts = compare_facts(a, b)
        return facts if facts is not None and facts.score >= FACTS_SETTLE else why
    return why


def _compare_wording(a: Signature, b: Signature) -> Why | None:
    cosine, forth, back = share_words(a, b)
    if (cosine + (forth + back) / 2) / 2 + FIGURE_SPEAKS * MOST_FIGURES + DAYS_SPEAK < RELATED:
        return None  # nine pairs in ten end here: what follows costs more and cannot make up for it
    like = measure(a, b)
    if like.score < RELATED and not _same_title(a, b):
        return None
    names = [w for w in sorted(a.lead & b.lead) if _is_name(w)]
    reasons = (*like.reasons(), *enumerate_words("names", names))
    if against := _speaks_against(like):
        return make_why(a, b, "apart", like.score, (against, *reasons))
    is_told_again = like.score >= like.asked and like.opening >= OPENING and like.cosine >= WHOLE
    is_titled_so = _same_title(a, b) and like.score >= SAME_TITLE_SCORE
    if (is_told_again or is_titled_so) and not like.amounts_differ:
        return make_why(a, b, "same", like.score, reasons)
    return make_why(a, b, "related", like.score, reasons) if len(names) >= 2 else None


def _speaks_against(like: Likeness) -> str | None:
    if like.fewer >= MANY and like.agreement < FIGURES_AGREE:
        return "many figures, hardly one in common"
    if like.wording < TEMPLATE:
        return None
    if like.fewer >= 2 and like.agreement < TEMPLATE_AGREEMENT:
        return "the wording of a series, other figures"
    if like.amounts_differ:
        return "the wording of a series, another amount"
    if like.opening < TEMPLATE_OPENING:
        return "the wording of a series, other names"
    if like.days < 0 and like.gap:
        return "the wording of a series, another day"
    return None


def _same_title(a: Signature, b: Signature) -> bool:
    return a.title == b.title and len(a.title) >= SAME_TITLE


def share_words(a: Signature, b: Signature) -> tuple[float, float, float]:
    """Cosine of the telling words, and how much of each one's opening stands in the other."""
    if not len(a.words) or not len(b.words):
        return 0.0, 0.0, 0.0
    at = b.words.searchsorted(a.words)
    at[at == len(b.words)] = 0
    inside = b.words[at] == a.words
    there = at[inside]
    return float(a.weights[inside] @ b.weights[there]), float(a.opening[inside].sum()), float(b.opening[there].sum())


def measure(a: Signature, b: Signature) -> Likeness:
    """What two signatures share."""
    cosine, forth, back = share_words(a, b)
    return Likeness(
        cosine=cosine,
        forth=forth,
        back=back,
        wording=jaccard(a.shingles, b.shingles),
        figures=tuple(sorted(a.figures & b.figures)),
        fewer=min(len(a.figures), len(b.figures)),
        amounts_differ=_differ(a.amounts, b.amounts),
        days=0 if not a.days or not b.days else 1 if a.days & b.days else -1,
        gap=days_between(a, b),
    )


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _is_name(word: str) -> bool:
    return not word[0].isdigit() and (word.isascii() or weigh(word) >= RARE)


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
