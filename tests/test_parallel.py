"""Any number of processes gives the same bytes; large files are shared out; an exact repeat is renamed, not read anew."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.crowd import find_articles
from briefing import parallel, pieces
from briefing.analysis import Choosing, lighten, read_all, read_articles
from briefing.assembly import Issue
from briefing.commands.progress import WHOLE_ISSUE, Estimate
from briefing.config import Config
from briefing.errors import WorkerError
from briefing.ingest import read_inputs
from briefing.pieces import rename
from briefing.pipeline import make_briefing, run
from briefing.settings import load_settings
from briefing.types import PackedOffsets, PackedWords

CONFIG = load_settings()
SEEDS = "seeds"


def write_files(folder: Path, number: int) -> Path:
    """News of invented companies, a file each, and a table that holds the same once more."""
    folder.mkdir()
    rows = list(find_articles(number))
    for n, row in enumerate(rows):
        text = f"{row['title']}\n\n{row['published'][:10]} 来源：{row['source']}\n\n{row['text']}\n"
        (folder / f"{n:05}.txt").write_text(text, encoding="utf-8")
    (folder / "table.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return folder


@pytest.fixture(scope="module")
def news(tmp_path_factory) -> Path:
    return write_files(tmp_path_factory.mktemp("news") / "in", 60)


# ---------------------------------------------------------------- the same bytes


def test_any_number_of_processes_builds_the_same_files(news: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(parallel, "WORTH_A_POOL", 0)  # so that little news is enough
    monkeypatch.setattr(pieces, "PIECE", 4000)
    written = {}
    for jobs in (1, 2, 3):
        run([str(news), SEEDS], CONFIG, out=tmp_path / str(jobs), issue=Issue(number=1), jobs=jobs)
        written[jobs] = {p.name: p.read_bytes() for p in (tmp_path / str(jobs)).iterdir()}
    assert len(written[1]) >= 5
    assert written[1] == written[2] == written[3]


def test_pieces_say_what_whole_documents_say(news: Path):
    """Read in pieces, without the documents' texts: the same briefing as of documents and readings at full length."""
    intake = read_inputs([str(news), SEEDS], CONFIG)
    whole = make_briefing(intake, read_articles(intake.documents, CONFIG), CONFIG, issue=Issue(number=1))
    light, readings = read_all([str(news), SEEDS], CONFIG, jobs=1)
    assert make_briefing(light, readings, CONFIG, issue=Issue(number=1)) == whole
    assert not any(d.raw or d.text for d in light.documents if d.id in {r.article.document for r in readings})


def test_a_large_table_is_shared_out(tmp_path: Path, monkeypatch):
    """Its rows come back in their order, its file is counted once, its problem told once."""
    monkeypatch.setattr(pieces, "PIECE", 2000)
    monkeypatch.setattr(pieces, "SHARED_OUT", 4000)
    rows = [json.dumps(row, ensure_ascii=False) for row in find_articles(120)]
    table = tmp_path / "table.jsonl"
    table.write_text("\n".join([*rows[:60], "{broken", *rows[60:]]), "utf-8")
    cut, readings = read_all([str(table)], CONFIG, jobs=1)
    whole = read_inputs([str(table)], CONFIG)
    assert [r.article for r in readings] == [r.article for r in read_articles(whole.documents, CONFIG)]
    assert (cut.files, cut.problems) == (whole.files, whole.problems)
    assert len(cut.files) == 1 and len(cut.problems) == 1
    assert [d.id for d in cut.documents] == [d.id for d in whole.documents]


def test_a_zip_and_a_folder_give_the_same_articles(news: Path, tmp_path: Path):
    packed = tmp_path / "week.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(news.glob("0000*.txt")):
            archive.write(path, path.name)
    _, of_zip = read_all([str(packed)], CONFIG, jobs=1)
    _, of_files = read_all([str(p) for p in news.glob("0000*.txt")], CONFIG, jobs=1)
    assert [r.article.id for r in of_zip] == [r.article.id for r in of_files]


def test_standard_input_is_read_by_the_process_that_has_it():
    text = next(find_articles(1))["text"]
    code = (
        "import sys\nfrom briefing import parallel\nfrom briefing.analysis import read_all\n"
        "from briefing.config import Config\n"
        "if __name__ == '__main__':\n"
        "    parallel.WORTH_A_POOL = 0\n"
        "    intake, readings = read_all(['-'], Config(), jobs=2)\n"
        "    print(intake.files[0].location, len(readings))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=text.encode(), capture_output=True, check=True)
    assert done.stdout.split() == [b"-", b"1"]


# ---------------------------------------------------------------- repeats


def test_a_repeat_under_its_own_id_is_as_if_it_had_been_read_under_it():
    first_documents = read_inputs([SEEDS], CONFIG).documents[:3]
    twice = read_articles([*first_documents, *first_documents], CONFIG)
    half = len(twice) // 2
    assert any(r.records for r in twice[:half])
    for first, second in zip(twice[:half], twice[half:], strict=True):
        assert second.article.id != first.article.id
        renamed = rename(first, second.article.id)
        assert (renamed.article, renamed.sentences, renamed.records) == (
            second.article, second.sentences, second.records,
        )  # fmt: skip
        assert renamed.signature.article == second.article.id
        assert (renamed.themes, renamed.summary) == (second.themes, second.summary)


# ---------------------------------------------------------------- little room


@given(st.lists(st.text("科技融资abz09.,%-'&éＡ", min_size=1), max_size=40), st.integers(-50, 50), st.integers(-50, 50))
def test_packed_words_are_those_words(words: list[str], start: int, end: int):
    packed = pickle.loads(pickle.dumps(PackedWords(words)))
    assert tuple(packed) == tuple(words) and len(packed) == len(words)
    assert packed[start:end] == tuple(words)[start:end]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=200))
def test_packed_offsets_are_those_positions(steps: list[int]):
    offsets = np.cumsum(np.array(steps, dtype=np.int32)).astype(np.int32)
    packed = pickle.loads(pickle.dumps(PackedOffsets(offsets)))
    assert [packed[i] for i in range(len(offsets))] == offsets.tolist()


def test_a_document_without_an_article_keeps_its_first_words():
    (document, *_) = read_inputs([SEEDS], CONFIG).documents
    assert lighten(document, is_told=True).text == ""
    kept = lighten(document, is_told=False).text
    assert kept and " ".join(document.text.split()).startswith(kept)


# ---------------------------------------------------------------- pools


def test_little_work_starts_no_process():
    with parallel.open_processes(4, parallel.WORTH_A_POOL - 1) as executor:
        assert executor is None
    with parallel.open_processes(1, 1e9) as executor:
        assert executor is None


def test_no_more_pieces_are_under_way_than_can_be_worked_on():
    drawn: list[int] = []

    def pieces():
        for n in range(50):
            drawn.append(n)
            yield n

    with ProcessPoolExecutor(2) as executor:
        results = parallel.work_through(abs, pieces(), executor)
        assert next(results) == 0
        assert len(drawn) <= 2 * parallel.AHEAD
        assert list(results) == list(range(1, 50))


def test_a_killed_process_is_an_error_in_words():
    with ProcessPoolExecutor(2) as executor, pytest.raises(WorkerError, match="want of memory"):
        list(parallel.work_through(os._exit, [1, 1, 1], executor))


def test_progress_never_goes_back_and_ends_at_the_whole(news: Path):
    told: list[tuple[int, int]] = []
    choosing = Choosing(records=False)
    read_all([str(news)], Config(), choosing=choosing, jobs=1, progress=lambda _, n, of: told.append((n, of)))
    assert told == sorted(told) and told[-1][0] == told[-1][1] > 0


@pytest.mark.parametrize("workers", [1, 4])
def test_the_time_left_counts_the_stages_to_come(workers: int):
    """Whatever is as fast as it was measured to be is foretold from the first notes on."""
    now = [0.0]
    estimate = Estimate(WHOLE_ISSUE, workers, clock=lambda: now[0])
    estimate.note("read", 0, 100)
    assert estimate.seconds_left is None
    takes = {stage: 100 * s / (workers if stage == "read" else 1) for stage, s in WHOLE_ISSUE.items()}
    for stage, seconds in takes.items():
        for done in range(0, 101, 10):
            begun = sum(list(takes.values())[: list(takes).index(stage)])
            now[0] = begun + seconds * done / 100
            estimate.note(stage, done, 100)
            if now[0] > 3:
                assert estimate.seconds_left == pytest.approx(sum(takes.values()) - now[0], abs=1e-6)
    assert estimate.share == pytest.approx(1.0)


def test_more_work_than_it_seemed_takes_nothing_back():
    estimate = Estimate({"read": 1.0})
    estimate.note("read", 50, 100)
    estimate.note("read", 50, 200)
    assert estimate.share == 0.5
