"""Two articles of two languages: only what can be checked without a model.

The figures with their currency, the Latin names, the names that are pinyin of the other's characters, a Chinese title
over an English text, the days. No shared figure or name, no merge; a place and a round figure make no story.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..types import Signature, Why
from .figures import is_telling
from .pinyin import is_place, spell_sounds
from .why import days_between, enumerate_words, make_why

NAME, PLACE, MONEY, NUMBER, TITLE, DAY = 0.25, 0.05, 0.25, 0.1, 0.6, 0.1
FACTS_SAME = 0.5  # two names and an amount, or a name, an amount and titles that share a third
FACTS_RELATED = 0.35
TITLES_ALIKE = 0.5  # from which a title may stand for the name or the figure that is lacking
HEADLINE = 0.7  # a title's words stand in a long text more easily than in another title
FEWEST_WORDS = 4


def compare_facts(a: Signature, b: Signature) -> Why | None:
    figures = sorted(f for f in a.figures & b.figures if is_telling(f))
    amounts = [f for f in figures if " " in f]
    found = shared_names(a, b)
    names = [n for n in found if not is_place(n)]
    if not names and not figures:
        return None
    title = title_likeness(a, b)
    score = (
        NAME * min(2, len(names))
        + PLACE * min(2, len(found) - len(names))
        + MONEY * min(2, len(amounts))
        + NUMBER * min(3, len(figures) - len(amounts))
        + TITLE * title
        - DAY * days_between(a, b)
    )
    reasons = (
        *enumerate_words("figures", [*amounts, *(f for f in figures if f not in amounts)]),
        *enumerate_words("names", found),
        *((f"titles alike {title:.2f}",) if title else ()),
    )
    if score >= FACTS_SAME and ((names and figures) or title >= TITLES_ALIKE):
        return make_why(a, b, "same", min(1.0, score), reasons)
    return make_why(a, b, "related", score, reasons) if score >= FACTS_RELATED and names else None


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
    return max(dice(a.title, b.title), HEADLINE * headline_share(a, b), HEADLINE * headline_share(b, a))


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
