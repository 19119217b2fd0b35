"""What the program loads: only what the command at hand uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "北岭储能昨天宣布完成三亿元融资，资金将用于扩建电站。\n青川县的两个项目已经开工，预计明年投产。\n"
HEAVY = {"scipy", "networkx", "textrank4zh", "openpyxl", "docx", "docxtpl", "pypdf", "briefing.extract"}


def loaded(*words: str) -> set[str]:
    """The modules that `briefing` loads for a command, with the packages they lie in."""
    code = [sys.executable, "-X", "importtime", "-m", "briefing", *words]
    lines = subprocess.run(code, capture_output=True, text=True, check=True).stderr.splitlines()
    modules = {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}
    return {".".join(module.split(".")[:depth]) for module in modules for depth in (1, 2, 3)}


@pytest.mark.parametrize("options", [("-n", "2"), ("--chars", "60"), ("--ranker", "lead")])
def test_summarizing_loads_neither_records_nor_office_files_nor_graphs(tmp_path: Path, options: tuple[str, ...]):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    modules = loaded("summarize", *options, str(path))
    assert "briefing.summarize" in modules
    assert modules & HEAVY == set()


def test_a_graph_ranker_loads_what_it_needs(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert "scipy" in loaded("summarize", "--ranker", "textrank", str(path))
