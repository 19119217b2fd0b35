"""How two articles belong together, and why.

Of one language: who did what, where and when decides, not likeness of wording. The weighty words of both texts are
compared whole (their cosine) and by their openings (how much of what one says first stands in the other); the further
apart the days, the more must agree. A template (a daily quote note, a notice of a series) is alike in wording and
differs in its figures or in what its opening names: likeness without these is a reason *against*.

Of two languages: only what can be checked without a model. The figures with their currency, the Latin names, the names
that are pinyin of the other's characters, a Chinese title over an English text. No shared figure or name, no merge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

import numpy as np

from ..idf import word_weight
from ..types import Signature, Why
from .pinyin import spell_sounds
from .signature import RARE, SKETCH

DAYS_APART = 3  # news travels in three days; what comes later is a follow-up
SAME = (0.52, 0.55, 0.60, 0.66)  # score that makes one story, by days apart: what comes later is more often the next event
RELATED = 0.38
TEMPLATE = 0.25  # Jaccard from which wording is shared that different news would not share by chance
TEMPLATE_AGREEMENT = 0.45  # share of the figures that two tellings of one event have in common, at the least
TEMPLATE_OPENING = 0.63  # share of the openings that two tellings alike in wording have in common, at the least
SAME_TITLE = 8  # characters that make a title more than a column's name
FIGURE_SPEAKS = 0.03  # added to the score for each telling figure of both, when at least half of them agree
MOST_FIGURES = 5
LARGE = 7  # digits of an amount that is telling even when it is round
DAYS_SPEAK = 0.03  # added when both openings name one day, taken off when they name different ones


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two signatures share, measured once."""

    cosine: float
    forth: float
    back: float
    wording: float
    figures: tuple[str, ...]
    agreement: float
    """Shared figures as a part of the fewer."""
    names: tuple[str, ...]
    days: int
    """1: both openings name a day and share one; -1: they name different ones; 0: nothing to be said."""
    gap: int

    @property
    def opening(self) -> float:
        return (self.forth + self.back) / 2

    @property
    def score(self) -> float:
        telling = sum(map(is_telling, self.figures)) if self.agreement >= 0.5 else 0
        return (self.cosine + self.opening) / 2 + FIGURE_SPEAKS * min(telling, MOST_FIGURES) + DAYS_SPEAK * self.days

    def reasons(self) -> tuple[str, ...]:
        return (
            f"telling words alike {self.cosine:.2f}",
            f"opening words shared {self.forth:.2f} and {self.back:.2f}",
            f"wording alike {self.wording:.2f}",
            *([f"figures: {', '.join(self.figures[:6])}"] if self.figures else []),
            *([f"names: {', '.join(self.names[:6])}"] if self.names else []),
        )


def is_telling(figure: str) -> bool:
    """Whether a figure stands for one thing: 17.6%, 674640867, USD 20000000000; not 100 or 500, which count anything."""
    digits = figure.rpartition(" ")[2].strip("%").replace(".", "").lstrip("0")
    return len(digits.rstrip("0")) >= 2 or " " in figure and len(digits) >= LARGE


def compare(a: Signature, b: Signature) -> Why | None:
    """How two articles belong together, or None when they have nothing to do with each other."""
    if a.is_digest or b.is_digest or _days_between(a, b) > DAYS_APART:
        return None
    if (a.language == "en") != (b.language == "en"):
        return _compare_facts(a, b)
    return _compare_wording(a, b) or (_compare_facts(a, b) if a.language == "en" else None)


def _days_between(a: Signature, b: Signature) -> int:
    """Days between two publications; 1 when one of them is not known, because nothing is said for or against."""
    return abs(a.day - b.day) // timedelta(days=1) if a.day is not None and b.day is not None else 1


def _compare_wording(a: Signature, b: Signature) -> Why | None:
    like = measure(a, b)
    if against := _speaks_against(a, b, like):
        return _why(a, b, "apart", like.score, (against, *like.reasons()))
    if _same_title(a, b) or like.score >= SAME[min(like.gap, DAYS_APART)]:
        return _why(a, b, "same", like.score, like.reasons())
    if like.score >= RELATED and len(like.names) >= 2:
        return _why(a, b, "related", like.score, like.reasons())
    return None


def _why(a: Signature, b: Signature, relation: str, score: float, reasons: tuple[str, ...]) -> Why:
    return Why(a.article, b.article, relation, round(score, 3), reasons)


def _speaks_against(a: Signature, b: Signature, like: Likeness) -> str | None:
    if like.wording < TEMPLATE:
        return None
    if min(len(a.figures), len(b.figures)) >= 2 and like.agreement < TEMPLATE_AGREEMENT:
        return "the wording of a series, other figures"
    if like.opening < TEMPLATE_OPENING:
        return "the wording of a series, other names"
    return None


def _same_title(a: Signature, b: Signature) -> bool:
    return a.title == b.title and len(a.title) >= SAME_TITLE


def measure(a: Signature, b: Signature) -> Likeness:
    """What two signatures share."""
    at = np.searchsorted(b.words, a.words)
    at[at == len(b.words)] = 0
    inside = b.words[at] == a.words if len(b.words) else np.zeros(len(a.words), dtype=bool)
    there = at[inside]
    shared = tuple(sorted(a.figures & b.figures))
    days = 0 if not a.days or not b.days else 1 if a.days & b.days else -1
    return Likeness(
        cosine=float(a.weights[inside] @ b.weights[there]),
        forth=float(a.opening[inside].sum()),
        back=float(b.opening[there].sum()),
        wording=jaccard(a.shingles, b.shingles),
        figures=shared,
        agreement=len(shared) / max(1, min(len(a.figures), len(b.figures))),
        names=tuple(sorted(w for w in a.lead & b.lead if not w[0].isdigit() and (w.isascii() or word_weight(w) >= RARE))),
        days=days,
        gap=_days_between(a, b),
    )


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


# ---------------------------------------------------------------- across languages


def _compare_facts(a: Signature, b: Signature) -> Why | None:
    money = sorted(f for f in a.figures & b.figures if " " in f)
    numbers = sorted(f for f in a.figures & b.figures if " " not in f)
    names = shared_names(a, b)
    title = title_likeness(a, b)
    gap = _days_between(a, b)
    if not names and not money and not numbers:
        return None
    score = 0.25 * min(2, len(names)) + 0.25 * min(2, len(money)) + 0.1 * min(3, len(numbers)) + 0.6 * title - 0.1 * gap
    reasons = (
        *([f"figures: {', '.join([*money, *numbers][:6])}"] if money or numbers else []),
        *([f"names: {', '.join(names[:6])}"] if names else []),
        *([f"titles alike {title:.2f}"] if title else []),
    )
    is_same = score >= 0.5 and bool(names and (money or numbers) or title >= 0.4)
    if is_same:
        return _why(a, b, "same", min(1.0, score), reasons)
    if score >= 0.35 and names:
        return _why(a, b, "related", score, reasons)
    return None


def shared_names(a: Signature, b: Signature) -> list[str]:
    """Latin names of both, and Latin names of one that are the sound of the other's characters."""
    found = set(a.names & b.names)
    for latin, han in ((a, b), (b, a)):
        if len(han.sounds):
            heard = set(han.sounds.tolist())
            found |= {n for n in latin.names if any(heard.issuperset(way) for way in spell_sounds(n))}
    return sorted(found)


def title_likeness(a: Signature, b: Signature) -> float:
    """How far two titles say the same: Dice of their bigrams, or the part of the one's words that the other text has."""
    if not a.title or not b.title:
        return 0.0
    return dice(a.title, b.title)


def dice(a: str, b: str) -> float:
    """Shared pairs of adjoining characters, from 0 to 1."""
    left, right = _bigrams(a), _bigrams(b)
    return 2 * len(left & right) / max(1, len(left) + len(right))


@lru_cache(maxsize=65536)
def _bigrams(title: str) -> frozenset[str]:
    return frozenset(title[i : i + 2] for i in range(len(title) - 1))
