"""Quality is a test: floors on real labelled texts that may rise freely and fall only on purpose.

The texts lie beside the repository and are read in place; where they are absent the tests are skipped. Each floor is
what was reached, less a margin for rules that trade one case for another.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import commands

SPLITTING = {"000": 1.0, "001": 1.0, "002": 1.0, "003": 1.0}  # 004: its gold begins inside a pinyin bracket
MESSY_F1 = 0.96
RECORDS = {"seeds": 0.90, "news": 0.80}
FIRST_THEME, KEPT, LEFT_OUT = 0.88, 0.90, 0.90
FACTS = 75.0


def printed(*words: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        commands.main(list(words), prog_name="briefing", standalone_mode=False)
    return out.getvalue()


def score(shared: Path, script: str, *words: str | Path) -> str:
    command = [sys.executable, str(shared / "eval" / script), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def number_after(word: str, text: str) -> float:
    parts = text.replace("=", " ").split()
    return float(parts[parts.index(word) + 1])


def test_splitting(shared: Path, tmp_path: Path):
    out = tmp_path / "articles.jsonl"
    inputs = [str(shared / "seeds"), str(shared / "eval" / "messy")]
    out.write_text(printed("articles", *inputs, "--format", "jsonl"), encoding="utf-8")
    table = score(shared, "score_splitting.py", shared / "gold" / "articles", out)
    for line in table.splitlines():
        name = line.split()[-1]
        if name[:3] in SPLITTING:
            assert float(line.split()[0]) == SPLITTING[name[:3]], line
    assert number_after("f1", table.splitlines()[-1]) >= MESSY_F1


@pytest.mark.parametrize(("gold", "folder"), [("seeds", "seeds"), ("news", "eval/news")])
def test_records(shared: Path, tmp_path: Path, gold: str, folder: str):
    out = tmp_path / "records.jsonl"
    inputs = sorted(str(p) for p in (shared / folder).glob("*.txt"))
    out.write_text(printed("extract", *inputs, "--format", "jsonl"), encoding="utf-8")
    table = json.loads(score(shared, "score_extraction.py", shared / "gold" / f"{gold}.jsonl", out, "--json"))
    assert table["all"]["f1"] >= RECORDS[gold], table["all"]


def test_themes(shared: Path, tmp_path: Path):
    gold = {json.loads(line)["id"] for line in (shared / "gold" / "themes.jsonl").read_text("utf-8").splitlines()}
    week = (shared / "eval" / "weeks" / "2023-W30.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "week.jsonl").write_text("\n".join(x for x in week if json.loads(x)["id"] in gold), encoding="utf-8")
    out = tmp_path / "themes.jsonl"
    out.write_text(printed("summarize", str(tmp_path / "week.jsonl"), "--format", "jsonl"), encoding="utf-8")
    table = score(shared, "score_themes.py", shared / "gold" / "themes.jsonl", out)
    assert number_after("first", table) >= FIRST_THEME, table
    assert number_after("kept", table) >= KEPT, table
    assert number_after("out", table) >= LEFT_OUT, table


def test_key_sentences_hold_the_facts(shared: Path, tmp_path: Path):
    cases = shared / "eval" / "summaries" / "finance_facts.jsonl"
    out = tmp_path / "summaries.jsonl"
    out.write_text(printed("summarize", str(cases), "--chars", "200", "--format", "jsonl"), encoding="utf-8")
    table = json.loads(score(shared, "score_summaries.py", cases, out, "--chars", "200", "--json"))
    assert table["ours"]["facts"] >= FACTS > table["lead"]["facts"]
    assert table["ours"]["verbatim"] == 1.0
