"""Quality is a test: the floors of `evaluation/floors.toml` on real labelled texts.

The texts lie beside the repository and are read in place; where they are absent the tests are skipped.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.floors import below, read_floors
from evaluation.measures import MEASURES, measure
from evaluation.records import BANDS, halves, measure_records, precision_by_confidence


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, dict[str, float]]:
    """Each measure once for all tests: some take half a minute."""
    return {name: measure(shared, [name]) for name in MEASURES}


@pytest.mark.parametrize("name", MEASURES)
def test_no_figure_lies_below_its_floor(figures: dict[str, dict[str, float]], name: str):
    assert set(figures[name]) & set(read_floors()), "a measure without any floor guards nothing"
    assert not below(figures[name], read_floors())


def test_every_floor_is_of_a_figure_that_is_measured(figures: dict[str, dict[str, float]]):
    """A renamed figure would leave its floor guarding nothing."""
    assert set(read_floors()) <= {name for measured in figures.values() for name in measured}


# ---------------------------------------------------------------- the measures themselves


def row(doc: str, name: str, *, confidence: float = 0.9, **fields: object) -> dict:
    made = {"doc": doc, "kind": "deal", "type": "funding", "name": name, "parties": [], "amount": None, "stage": None}
    told = {"background": False, "confidence": confidence, "evidence": f"{name}完成融资。", "need": "core"}
    return made | told | fields


def test_a_missed_label_and_an_invented_record_lower_the_scores(shared: Path, tmp_path: Path):
    folder = tmp_path
    (folder / "eval").mkdir()
    (folder / "gold").mkdir()
    (folder / "eval" / "score_extraction.py").symlink_to(shared / "eval" / "score_extraction.py")
    labels = [row("a", "澄海电子"), row("b", "望岳生物")]
    (folder / "gold" / "own.jsonl").write_text("\n".join(map(json.dumps, labels)), encoding="utf-8")
    perfect = measure_records(folder, "own", labels)
    assert perfect["own f1"] == perfect["own first half f1"] == perfect["own second half f1"] == 1.0
    halved = measure_records(folder, "own", [labels[0], row("a", "另一家无关公司")])
    assert halved["own precision"] == halved["own recall"] == 0.5
    assert halved["own second half f1"] == 0.0


def test_halves_part_the_texts():
    first, second = halves(f"{n:03}" for n in range(7))
    assert not first & second
    assert len(first | second) == 7


def test_precision_by_confidence_counts_each_band_for_itself(shared: Path):
    labels = [row("a", "澄海电子"), row("b", "望岳生物")]
    told = [*labels, row("a", "另一家无关公司", confidence=0.3)]
    table = {band: (count, share) for band, count, share in precision_by_confidence(shared, labels, told)}
    assert table[BANDS[0]] == (2, 1.0)
    assert table[BANDS[-1]] == (1, 0.0)
