"""`briefing archive` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive_weeks import make_issue
from briefing.archive import Archive
from briefing.commands.archive import archive
from briefing.errors import ArchiveError, BriefingError, OutputError, UsageError


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an archive of four weeks."""
    monkeypatch.chdir(tmp_path)
    with Archive("briefing.db") as opened:
        for week in range(4):
            opened.remember(*make_issue(week))
    return tmp_path


def call(*words: str, code: int = 0) -> tuple[str, str]:
    """Standard output and error of a command."""
    done = CliRunner().invoke(archive, words, standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    assert done.return_value == code
    return done.stdout, done.stderr


def test_status_says_what_is_there(here: Path):
    said, _ = call("status")
    assert "2026-01-05 to 2026-02-01" in said and "4 issues, 24 articles" in said
    assert "nobody is writing" in said and said.endswith("whole\n")


def test_status_names_the_writer(here: Path):
    with Archive("briefing.db") as opened, opened.writing():
        assert "is writing to it" in call("status")[0]


def test_list_shows_each_issue(here: Path):
    table, _ = call("list")
    assert len([line for line in table.splitlines() if "测试周报" in line]) == 4
    rows = [json.loads(line) for line in call("list", "--format", "jsonl")[0].splitlines()]
    assert [row["number"] for row in rows] == [10, 11, 12, 13] and rows[0]["articles"] == 6
    assert call("list", "--format", "csv")[0].count("\n") == 5


def test_export_is_the_same_to_a_file_and_to_the_screen(here: Path):
    printed, _ = call("export")
    said, _ = call("export", "--out", "all.jsonl")
    assert (here / "all.jsonl").read_text(encoding="utf-8") == printed
    assert f"{len(printed.splitlines())} rows" in said
    assert {json.loads(line)["table"] for line in printed.splitlines()} >= {"issues", "articles", "records"}
    with pytest.raises(OutputError, match="--out"):
        call("export", "--out", "nowhere/all.jsonl")


def test_prune_says_first_and_does_it_when_it_is_meant(here: Path):
    said, _ = call("prune", "--keep", "3")
    assert "1 issues, 6 articles" in said and "--yes" in said
    assert "4 issues" in call("status")[0]
    said, _ = call("prune", "--before", "2026-01-18", "--yes")
    assert "1 issues" in said and "MB freed" in said
    assert "3 issues" in call("status")[0] and call("check")[0].startswith("whole")


@pytest.mark.parametrize("words", [(), ("--keep", "1", "--before", "2026-01-01"), ("--before", "soon")])
def test_prune_wants_one_limit(here: Path, words: tuple[str, ...]):
    with pytest.raises(UsageError, match=";"):
        call("prune", *words)


def test_check_fails_where_something_is_wrong(here: Path):
    with Archive("briefing.db") as opened:
        opened._connection.execute("DELETE FROM stories")
    said, errors = call("check", code=1)
    assert said == "4 faults\n" and errors.count("build it again") == 4


def test_check_makes_the_index_anew(here: Path):
    with Archive("briefing.db") as opened:
        opened._connection.execute("INSERT INTO search_records (search_records) VALUES ('delete-all')")
    assert "--reindex" in call("check", code=1)[1]
    assert call("check", "--reindex")[0].startswith("whole")


def test_the_archive_lies_beside_the_settings_or_where_they_say(here: Path, monkeypatch: pytest.MonkeyPatch):
    (here / "briefing.toml").write_text('[briefing]\narchive = "kept/all.db"\n', encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"all\.db: there is no archive yet"):
        call("status")
    assert "4 issues" in call("status", "--archive", "briefing.db")[0]
    (here / "briefing.toml").write_text("", encoding="utf-8")
    (here / "sub").mkdir()
    monkeypatch.chdir(here / "sub")
    assert "4 issues" in call("status", "--config", "../briefing.toml")[0]


@pytest.mark.parametrize("command", ["status", "list", "export", "check", "prune"])
def test_no_command_makes_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BriefingError, match="there is no archive yet; build an issue first"):
        call(command, *(("--keep", "1") if command == "prune" else ()))
    assert list(tmp_path.iterdir()) == []
