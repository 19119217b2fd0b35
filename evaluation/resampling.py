"""How far a mean may be trusted, and how far a setting that was chosen by it: bootstrap and cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from briefing.rank import Floats, Integers

SEED = 4
RESAMPLES = 2000
FOLDS = 5
DEALINGS = 20
"""Times the folds are dealt anew: one dealing alone moves a cross-validated mean by half a point."""


class Estimate(NamedTuple):
    """A mean and its 95 % interval."""

    mean: float
    low: float
    high: float


def estimate(values: Floats) -> Estimate:
    """Mean over articles with the percentile bootstrap (Efron 1979): articles drawn anew, the seed fixed.

    Of a difference, give the differences article by article: that is the paired interval.
    """
    drawn = np.random.default_rng(SEED).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(values[drawn].mean(axis=1), (2.5, 97.5))
    return Estimate(float(values.mean()), float(low), float(high))


def deal_folds(count: int, dealing: int = 0) -> Integers:
    """The fold, 0 to 4, of each of so many articles: equal in size to one; each dealing has an order of its own."""
    return np.random.default_rng(SEED + dealing).permutation(np.arange(count, dtype=np.int32) % FOLDS)


class Validated(NamedTuple):
    """What choosing a setting by score brings on articles that had no part in the choice."""

    values: tuple[Floats, ...]
    """Of each collection, what each article scores with the settings that the other folds chose."""
    chosen: tuple[int, ...]
    """The setting each fold was scored with, fold after fold, dealing after dealing."""


def cross_validate(scores: Sequence[Floats], *, dealings: int = DEALINGS) -> Validated:
    """Choose on four folds, score on the fifth; the mean over so many dealings of the folds.

    A table a collection: a row a setting, a column an article. The choice goes by the mean of the collections' means;
    of equals the first row wins, so put the present one first.
    """
    values = [np.zeros(table.shape[1]) for table in scores]
    chosen = []
    for dealing in range(dealings):
        folds = [deal_folds(table.shape[1], dealing) for table in scores]
        for fold in range(FOLDS):
            best = choose_setting([table[:, dealt != fold] for table, dealt in zip(scores, folds, strict=True)])
            chosen.append(best)
            for mine, table, dealt in zip(values, scores, folds, strict=True):
                mine[dealt == fold] += table[best, dealt == fold] / dealings
    return Validated(tuple(values), tuple(chosen))


def choose_setting(scores: Sequence[Floats]) -> int:
    """The row with the best mean over the collections; the first of equals."""
    return int(np.mean([table.mean(axis=1) for table in scores], axis=0).argmax())
