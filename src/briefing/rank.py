"""Ranking on numbers only: similarity of sentences, power iteration, coverage. It knows no words.

A sentence comes as a row of word numbers; which word a number stands for is the caller's business.
scipy is loaded by the graph forms alone: the default ranker and the start of the program do without it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]
Rows = Sequence[Sequence[int]]

# textrank4zh's own settings (networkx's defaults).
DAMPING = 0.85
TOLERANCE = 1e-6
MOST_ROUNDS = 100
# Two sentences of one word have log lengths of 0; textrank4zh calls them unlike below this.
_SMALLEST = 1e-12
# Rows of the similarity matrix made at a time: bounds the memory of a long document.
_BAND = 512


# ---------------------------------------------------------------- the graph form (TextRank)


def similarity(rows: Rows) -> csr_matrix:
    """Words in common over the sum of log lengths, for every pair: textrank4zh's formula, to the last bit."""
    import scipy.sparse as sp

    counts = _incidence(rows)
    logs = np.array([math.log(len(row)) if row else 0.0 for row in rows])
    bands = [_band(counts, logs, start) for start in range(0, len(rows), _BAND)]
    return sp.vstack(bands, format="csr") if bands else sp.csr_matrix((0, 0))


def _incidence(rows: Rows) -> csr_matrix:
    import scipy.sparse as sp

    columns = [sorted(set(row)) for row in rows]
    bounds = np.cumsum([0, *map(len, columns)])
    flat = np.array([number for row in columns for number in row], dtype=np.int64)
    width = int(flat.max()) + 1 if len(flat) else 1
    return sp.csr_matrix((np.ones(len(flat)), flat, bounds), shape=(len(rows), width))


def _band(counts: Any, logs: Floats, start: int) -> csr_matrix:
    import scipy.sparse as sp

    common = (counts[start : start + _BAND] @ counts.T).tocoo()
    length = logs[common.row + start] + logs[common.col]
    alike = length >= _SMALLEST
    values = common.data[alike] / length[alike]
    return sp.csr_matrix((values, (common.row[alike], common.col[alike])), shape=common.shape)


def pagerank(graph: csr_matrix, *, damping: float = DAMPING, tolerance: float = TOLERANCE) -> Floats:
    """The weights of a graph's nodes by power iteration, as networkx computes them."""
    import scipy.sparse as sp

    nodes = graph.shape[0]
    if not nodes:
        return np.zeros(0)
    sums = np.asarray(graph.sum(axis=1)).ravel()
    steps = (sp.diags(np.divide(1.0, sums, out=np.zeros_like(sums), where=sums != 0)) @ graph).T.tocsr()
    weights = np.full(nodes, 1 / nodes)
    for _ in range(MOST_ROUNDS):
        spread = damping * (steps @ weights + weights[sums == 0].sum() / nodes) + (1 - damping) / nodes
        if np.abs(spread - weights).sum() < nodes * tolerance:
            return spread
        weights = spread
    return weights


def textrank(rows: Rows) -> Floats:
    """TextRank's weight of each sentence."""
    return pagerank(similarity(rows))


def textrank4zh(rows: Rows) -> Floats:
    """The same by the package itself, slowly: the reference that `textrank` is held against."""
    import types

    import networkx
    from textrank4zh import util

    # networkx 3 dropped the name that textrank4zh calls. Only textrank4zh's own reference is changed, never networkx.
    util.nx = types.SimpleNamespace(from_numpy_matrix=networkx.from_numpy_array, pagerank=networkx.pagerank)
    words = [list(row) for row in rows]
    weights = np.zeros(len(rows))
    for item in util.sort_sentences(words, words):
        weights[item.index] = item.weight
    return weights


# ---------------------------------------------------------------- the coverage form


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """Rows of distinct numbers, row after row: number `ids[k]` stands in row `rows[k]`."""

    ids: Integers
    rows: Integers
    bounds: Integers
    """`ids[bounds[i]:bounds[i + 1]]` is row i."""

    def of(self, row: int) -> Integers:
        return self.ids[self.bounds[row] : self.bounds[row + 1]]


def bag(numbers: Integers, sizes: Integers) -> Bags:
    """The distinct numbers of each row, ascending: row i has `sizes[i]` of the numbers, row after row."""
    span = int(numbers.max()) + 1 if len(numbers) else 1
    keys = np.arange(len(sizes)).repeat(sizes) * span + numbers
    keys.sort()
    is_first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
    rows, ids = np.divmod(keys[is_first], span)
    return Bags(ids, rows, rows.searchsorted(np.arange(len(sizes) + 1)))


def cover_gains(bags: Bags, weights: Floats) -> Floats:
    """What each row would newly cover: the sum of its numbers' weights; what is covered already weighs 0."""
    return np.asarray(np.bincount(bags.rows, weights[bags.ids], len(bags.bounds) - 1), dtype=np.float64)


def overlap(bags: Bags, row: int, others: Sequence[int], weights: Floats) -> float:
    """The largest share of a row's weight that one other row holds too: 1.0 says nothing new."""
    own = bags.of(row)
    whole = float(weights[own].sum())
    most = 0.0
    for other in others:
        held = np.zeros(len(weights), dtype=bool)
        held[bags.of(other)] = True
        most = max(most, float(weights[own[held[own]]].sum()))
    return most / whole if whole else 0.0


def hold(bags: Bags, company: Integers, weights: Floats) -> Floats:
    """One column for each row named in `company`: the weights of the numbers it holds, 0 for all others."""
    columns = np.full(len(bags.bounds) - 1, -1)
    columns[company] = np.arange(len(company))
    column = columns[bags.rows]
    held = np.flatnonzero(column >= 0)
    ids = bags.ids[held]
    holds = np.zeros((len(weights), len(company)))
    holds[ids, column[held]] = weights[ids]
    return holds


def common_weights(bags: Bags, first: int, last: int, holds: Floats) -> Floats:
    """What rows `first` to `last` share with each column; `holds[w, c]` is the weight of w where column c holds it."""
    bounds = bags.bounds[first : last + 1]
    sums = np.zeros((last - first, holds.shape[1]))
    filled = bounds[1:] > bounds[:-1]
    if filled.any():
        held = holds.take(bags.ids[bounds[0] : bounds[-1]], axis=0)
        sums[filled] = np.add.reduceat(held, (bounds[:-1] - bounds[0])[filled], axis=0)
    return sums
