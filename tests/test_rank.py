"""Ranking on numbers."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import rank
from briefing.text import cut_words, find_sentences

ROWS = st.lists(st.lists(st.integers(0, 12), max_size=8), min_size=1, max_size=12)


@given(ROWS)
@settings(max_examples=60, deadline=None)
def test_the_matrix_form_is_textrank4zh(rows: list[list[int]]):
    np.testing.assert_allclose(rank.textrank(rows), rank.textrank4zh(rows), rtol=0, atol=1e-12)


def test_the_matrix_form_is_textrank4zh_on_the_real_files(shared):
    for path in sorted((shared / "seeds").iterdir()):
        text = path.read_text(encoding="utf-8")
        number: dict[str, int] = {}
        rows = [
            [number.setdefault(word, len(number)) for word in cut_words(text[start:end])]
            for start, end in find_sentences(text)
        ]
        np.testing.assert_allclose(rank.textrank(rows), rank.textrank4zh(rows), rtol=0, atol=1e-12, err_msg=path.name)


# The package leaves its list of stop words open.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_weights_are_those_of_the_package_s_own_analysis(shared):
    textrank4zh = pytest.importorskip("textrank4zh")
    path = min((shared / "seeds").iterdir())
    reference = textrank4zh.TextRank4Sentence()
    rank.textrank4zh([[0]])  # puts the shim in place
    reference.analyze(text=path.read_text(encoding="utf-8")[:4000], lower=True, source="no_stop_words")
    number: dict[str, int] = {}
    rows = [[number.setdefault(w, len(number)) for w in words] for words in reference.words_no_stop_words]
    ours = rank.textrank(rows)
    theirs = {item.index: item.weight for item in reference.key_sentences}
    assert all(abs(ours[index] - weight) < 1e-12 for index, weight in theirs.items())


def test_similarity_is_common_words_over_log_lengths():
    graph = rank.similarity([[1, 2, 3], [2, 3, 4, 4], [], [7]]).toarray()
    assert graph[0, 1] == pytest.approx(2 / (np.log(3) + np.log(4)))
    assert graph[0, 1] == graph[1, 0]
    assert not graph[2].any()
    assert graph[3, 3] == 0  # one word: log 1 is 0, and the package calls that no likeness


def test_no_sentences_have_no_weights():
    assert rank.textrank([]).shape == (0,)


def bags_of(rows: list[list[int]]) -> rank.Bags:
    numbers = np.array([number for row in rows for number in row], dtype=np.intp)
    return rank.bag(numbers, np.array([len(row) for row in rows], dtype=np.intp))


@given(ROWS)
@settings(max_examples=100, deadline=None)
def test_a_bag_holds_each_number_of_a_row_once(rows: list[list[int]]):
    bags = bags_of(rows)
    assert [bags.of(i).tolist() for i in range(len(rows))] == [sorted(set(row)) for row in rows]
    assert bags.rows.tolist() == [i for i, row in enumerate(rows) for _ in set(row)]


@given(ROWS)
@settings(max_examples=100, deadline=None)
def test_gains_are_sums_of_weights(rows: list[list[int]]):
    weights = np.arange(13) * 0.5
    expected = [sum(weights[i] for i in set(row)) for row in rows]
    np.testing.assert_allclose(rank.cover_gains(bags_of(rows), weights), expected, atol=1e-9)


def test_overlap_is_the_share_that_one_other_row_holds():
    bags = bags_of([[0, 1, 2], [1, 2, 3], [0]])
    weights = np.array([1.0, 1.0, 2.0, 5.0])
    assert rank.overlap(bags, 0, [], weights) == 0
    assert rank.overlap(bags, 0, [1, 2], weights) == pytest.approx(3 / 4)
    assert rank.overlap(bags, 2, [0], weights) == 1


@given(ROWS, st.data())
@settings(max_examples=100, deadline=None)
def test_what_rows_share_with_their_company(rows: list[list[int]], data: st.DataObject):
    company = data.draw(st.lists(st.integers(0, len(rows) - 1), unique=True, min_size=1).map(sorted))
    first = data.draw(st.integers(0, len(rows) - 1))
    last = data.draw(st.integers(first + 1, len(rows)))
    bags = bags_of(rows)
    weights = 1.0 + np.arange(1 + max((number for row in rows for number in row), default=0))
    shared = rank.common_weights(bags, first, last, rank.hold(bags, np.array(company), weights))
    expected = [[sum(weights[i] for i in set(rows[a]) & set(rows[b])) for b in company] for a in range(first, last)]
    np.testing.assert_allclose(shared, expected, atol=1e-9)


def test_a_long_document_takes_bounded_memory_and_time():
    rng = np.random.default_rng(7)
    rows = [rng.zipf(1.3, 20).clip(max=20_000).tolist() for _ in range(1500)]
    assert rank.textrank(rows).sum() == pytest.approx(1, abs=0.01)


def test_ranking_by_coverage_starts_without_the_graph_packages():
    code = (
        "import sys, briefing.summarize; "
        "print([m for m in ('scipy', 'networkx', 'textrank4zh', 'jieba') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert re.sub(r"\s", "", out.stdout) == "[]"
