"""`briefing search`: its options, what it prints, its exit codes."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.commands.search import search
from search_entries import open_rows, put_article, put_issue, put_record

ESCAPE = "\x1b"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "briefing.db"
    rows = open_rows(path)
    one = put_article(
        rows,
        "北岭母基金完成首期募集。第二句。",
        "北岭设母基金",
        outlet="江城日报",
        published="2025-07-16T08:30",
        url="https://a.example/1",
    )
    put_article(rows, "The fund raised capital for chips.", "A\x1b[31mFund", published="2024-01-02", theme="chips")
    issue = put_issue(rows, 29, "2025-07-14", "2025-07-20", [one])
    put_record(
        rows,
        issue,
        "F1",
        "北岭母基金",
        kind="fund",
        evidence=[("A1", "北岭母基金完成首期募集。")],
        money={"text": "10亿元"},
    )
    rows.close()
    return path


def run(archive: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    done = CliRunner().invoke(search, ["--archive", str(archive), *words], standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return done.return_value, done.stdout, done.stderr


def rows_of(archive: Path, *words: str) -> list[dict]:
    return [json.loads(line) for line in run(archive, "--format", "jsonl", *words)[1].splitlines()]


def test_a_hit_is_shown_with_marks_and_its_source(archive: Path):
    code, out, said = run(archive, "母基金", "募集")
    assert code == 0
    article, fund = (block.splitlines() for block in out.strip().split("\n\n"))
    assert {article[0], fund[0]} == {"article  北岭设**母基金**", "fund  北岭**母基金**"}
    assert "  北岭**母基金**完成首期**募集**。" in article and "  北岭**母基金**完成首期**募集**。" in fund
    assert "  江城日报 · 2025-07-16 08:30 · issue 29 · a.txt · https://a.example/1" in (*article, *fund)
    assert "  10亿元" in (*article, *fund)
    assert said == "2 of 2 found\n"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("母基金",), {"article", "fund"}), (("母基金", "--kind", "fund"), {"fund"}),
        (("母基金", "--kind", "article", "--kind", "sentence"), {"article", "sentence"}), (("fund", "-capital"), set()),
        (("fund", "-nvidia"), {"article"}), (("fund", "-n", "1"), {"article"}), (("fund", "-n1"), {"article"}),
        (("--", "fund", "-capital"), set()), (("-capital", "基金"), {"article", "fund"}), (("基金", "-募集"), set()),
        (("北岭", "OR", "chips"), {"article", "fund"}), (('"raised capital"',), {"article"}), (("母基金", "--since", "2026"), set()),
        (("fund", "--theme", "chips", "--until", "2024"), {"article"}), (("母基金", "--outlet", "江城", "--issue", "29"), {"article", "fund"}),
        (("-",), set()),
    ],
)  # fmt: skip
def test_words_and_options(archive: Path, words: tuple[str, ...], kinds: set[str]):
    assert {row["kind"] for row in rows_of(archive, *words)} == kinds
    assert run(archive, *words)[0] == (0 if kinds else 1)


def test_nothing_found_is_said(archive: Path):
    assert run(archive, "青川") == (1, "", "nothing found for: 青川\n")


def test_what_is_left_out_is_said(archive: Path):
    assert run(archive, "基金 OR fund", "-n", "1")[2] == "1 of 3 found; -n 3 shows more\n"


@pytest.mark.parametrize(
    ("lang", "shown"),
    [("zh", "  融资 · 3亿元 · B轮 · 宣布 · 江城"), ("en", "  Funding · 3亿元 · Series B · Announced · 江城")],
)
def test_types_rounds_and_stages_are_shown_in_words(tmp_path: Path, lang: str, shown: str):
    rows = open_rows(tmp_path / "briefing.db")
    issue = put_issue(rows, 29, "2025-07-14", "2025-07-20", [put_article(rows, "青川微芯完成融资。", "微芯融资")])
    told = {"type": "funding", "round": "b", "stage": "announced", "money": {"text": "3亿元"}}
    put_record(rows, issue, "D1", "青川微芯", place="江城", evidence=[("A1", "青川微芯完成融资。")], **told)
    rows.close()
    (tmp_path / "briefing.toml").write_text(f'[briefing]\nlang = "{lang}"\n', encoding="utf-8")
    asked = ("微芯", "--kind", "deal", "--config", str(tmp_path / "briefing.toml"))
    assert shown in run(tmp_path / "briefing.db", *asked)[1].splitlines()
    (row,) = rows_of(tmp_path / "briefing.db", *asked)
    assert {"type": "funding", "round": "b", "stage": "announced"}.items() <= row["facts"].items()


def test_jsonl_has_whole_texts_and_places(archive: Path):
    (row,) = rows_of(archive, "母基金", "--kind", "article")
    assert [row["text"][start:end] for start, end in row["spans"]] == ["母基金"]
    assert (row["issue"], row["published"], row["file"]) == (29, "2025-07-16T08:30", "a.txt")
    assert ESCAPE not in run(archive, "母基金")[1]


def test_a_source_cannot_steer_the_terminal(archive: Path):
    assert ESCAPE not in run(archive, "fund")[1]


PROGRAM = "import sys; from briefing.commands.search import search; sys.exit(search.main(sys.argv[1:], standalone_mode=False))"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("is_plain", [False, True])
def test_on_a_terminal_words_are_bold_unless_colours_are_refused(archive: Path, is_plain: bool):
    theirs, ours = pty.openpty()
    settings = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | ({"NO_COLOR": "1"} if is_plain else {})
    command = [sys.executable, "-c", PROGRAM, "母基金", "--kind", "fund", "--archive", str(archive)]
    subprocess.run(command, stdout=ours, stderr=subprocess.DEVNULL, env=settings, check=True)
    os.close(ours)
    shown = os.read(theirs, 10_000).decode()
    assert (re.search(rf"{ESCAPE}\[[0-9;]*1m母基金{ESCAPE}\[0m", shown) is None) == is_plain
    assert ("**母基金**" in shown) == is_plain
