"""One function a measure: runs a command on labelled texts and the scorer on what it prints -> name -> figure."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from briefing.cli import commands
from briefing.summarize import RANKERS

from .records import measure_records

Figures = dict[str, float]

CASES = {"news_long": ("-n", "3"), "news_short": ("-n", "2"), "web_headline": ("-n", "1")}
"""Texts with a person's summary or headline, and how many sentences are asked for."""
COLLECTIONS = {**CASES, "finance_facts": ("--chars", "200")}
"""These, and the texts whose facts were marked."""


def printed(*words: str | Path) -> str:
    """What a command prints on standard output."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        commands.main([str(w) for w in words], prog_name="briefing", standalone_mode=False)
    return out.getvalue()


def score(shared: Path, script: str, *words: str | Path) -> str:
    """What a scorer of the shared material prints."""
    command = [sys.executable, str(shared / "eval" / script), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def number_after(word: str, text: str) -> float:
    parts = text.replace("=", " ").split()
    return float(parts[parts.index(word) + 1])


def measure_splitting(shared: Path, scratch: Path) -> Figures:
    inputs = (shared / "seeds", shared / "eval" / "messy")
    out = _kept(scratch, printed("articles", *inputs, "--format", "jsonl"))
    lines = score(shared, "score_splitting.py", shared / "gold" / "articles", out).splitlines()
    figures = {f"splitting {x.split()[-1][:3]}": float(x.split()[0]) for x in lines[:-1] if x.split()[-1][:3].isdigit()}
    return figures | {f"splitting {name}": number_after(name, lines[-1]) for name in ("f1", "ends", "outlet", "date")}


def measure_themes(shared: Path, scratch: Path) -> Figures:
    gold = shared / "gold" / "themes.jsonl"
    wanted = {json.loads(line)["id"] for line in _lines(gold)}
    week = [x for x in _lines(shared / "eval" / "weeks" / "2023-W30.jsonl") if json.loads(x)["id"] in wanted]
    cases = _kept(scratch, "\n".join(week), "week.jsonl")
    out = _kept(scratch, printed("summarize", cases, "--format", "jsonl"))
    table = score(shared, "score_themes.py", gold, out)
    return {
        "themes first": number_after("first", table),
        "themes kept": number_after("kept", table),
        "themes left out": number_after("out", table),
    }


def measure_stories(shared: Path, scratch: Path) -> Figures:
    pairs = shared / "eval" / "story_pairs.jsonl"
    cases = _kept(scratch, score(shared, "score_stories.py", "--texts", pairs), "articles.jsonl")
    out = _kept(scratch, printed("stories", cases, "--format", "jsonl"))
    table = score(shared, "score_stories.py", pairs, out)
    return {f"stories {name}": number_after(name, table) for name in ("precision", "recall", "f1")}


def measure_facts(shared: Path, scratch: Path) -> Figures:
    cases = shared / "eval" / "summaries" / "finance_facts.jsonl"
    out = _kept(scratch, printed("summarize", cases, "--chars", "200", "--format", "jsonl"))
    table = json.loads(score(shared, "score_summaries.py", cases, out, "--chars", "200", "--json"))
    return {
        "facts in 200 characters": table["ours"]["facts"],
        "facts above lead": round(table["ours"]["facts"] - table["lead"]["facts"], 2),
        "facts verbatim": table["ours"]["verbatim"],
    }


def measure_summaries(shared: Path, scratch: Path) -> Figures:
    figures: Figures = {}
    for name, size in CASES.items():
        cases = shared / "eval" / "summaries" / f"{name}.jsonl"
        out = _kept(scratch, printed("summarize", cases, *size, "--format", "jsonl"))
        table = json.loads(score(shared, "score_summaries.py", cases, out, *size, "--json"))
        figures[f"{name} rouge-1"] = table["ours"]["R1"]
        figures[f"{name} above lead"] = table["gain"]["R1"][0]
    return figures


def measure_rankers(shared: Path, scratch: Path) -> Figures:
    """Every ranker on every set, the default first: ROUGE-1, or the share of facts."""
    figures: Figures = {}
    for name, size in COLLECTIONS.items():
        cases = shared / "eval" / "summaries" / f"{name}.jsonl"
        for ranker in RANKERS:
            out = _kept(scratch, printed("summarize", cases, *size, "--ranker", ranker, "--format", "jsonl"))
            table = json.loads(score(shared, "score_summaries.py", cases, out, *size, "--json"))
            figures[f"{name} {ranker}"] = table["ours"]["facts" if name == "finance_facts" else "R1"]
    return figures


def measure_extraction(shared: Path, scratch: Path) -> Figures:
    figures: Figures = {}
    for name, folder in (("seeds", shared / "seeds"), ("news", shared / "eval" / "news")):
        rows = printed("extract", *sorted(folder.glob("*.txt")), "--format", "jsonl")
        figures |= measure_records(shared, name, [json.loads(line) for line in rows.splitlines()])
    return figures


MEASURES: dict[str, Callable[[Path, Path], Figures]] = {
    "splitting": measure_splitting,
    "records": measure_extraction,
    "themes": measure_themes,
    "stories": measure_stories,
    "facts": measure_facts,
    "summaries": measure_summaries,
    "rankers": measure_rankers,
}


def measure(shared: Path, names: Iterable[str]) -> Figures:
    """The figures of the named measures, in their order."""
    figures: Figures = {}
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            figures |= MEASURES[name](shared, Path(scratch))
    return figures


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _kept(folder: Path, text: str, name: str = "out.jsonl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
