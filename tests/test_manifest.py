"""The manifest, and the folder whose files change together."""

from __future__ import annotations

import errno
import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import OutputError, TemplateError
from briefing.types import Briefing
from briefing.write import FILES, finish_issue, write_issue
from briefing.write.folder import PART, READY, STALE, why, write_files
from briefing.write.manifest import make_manifest, relative_location
from factories import make_briefing, make_empty_briefing

OLD = {"a.txt": b"old a", "b.txt": b"old b"}
NEW = {"a.txt": b"new a", "b.txt": b"new b", "c.txt": b"new c"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def with_location(location: str) -> Briefing:
    row = make_briefing().coverage[0]
    return make_briefing(coverage=(replace(row, source=replace(row.source, location=location)),))


# ---------------------------------------------------------------- the manifest


def test_inputs_outputs_counts_and_problems(tmp_path: Path):
    files = write_issue(make_briefing(), tmp_path / "out", settings={"timezone": "Asia/Shanghai"})
    assert files == FILES
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest) == (
        ["schema", "version", "title", "desk", "issue", "period", "settings", "inputs", "outputs", "counts", "problems"]
    )
    assert manifest["settings"] == {"lang": "zh", "timezone": "Asia/Shanghai"}
    assert manifest["counts"]["articles"] == 5 and manifest["counts"]["files_unread"] == 1
    assert manifest["problems"][0]["subject"] == "broken.pdf"
    assert [row["file"] for row in manifest["outputs"]] == sorted(set(FILES) - {"manifest.json"})
    for row in manifest["outputs"]:
        content = (tmp_path / "out" / row["file"]).read_bytes()
        assert (row["bytes"], row["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert manifest["inputs"][0] == {
        "file": "feed.txt",
        "location": os.path.relpath("/in/feed.txt", tmp_path / "out"),
        "bytes": 4096,
        "sha256": "0" * 64,
        "form": "topic_feed",
        "encoding": "utf-8",
    }


def test_locations_lead_from_the_folder_to_the_input(tmp_path: Path):
    source = tmp_path / "in" / "week!1.txt"
    source.parent.mkdir()
    source.write_text("x")
    folder = tmp_path / "out" / "2025-W29"
    assert relative_location(str(source), folder) == "../../in/week!1.txt"
    packed = tmp_path / "in" / "week.zip"
    packed.write_bytes(b"")
    assert relative_location(f"{packed}!day/1.txt", folder) == "../../in/week.zip!day/1.txt"
    odd = tmp_path / "in" / "odd!.zip"
    odd.write_bytes(b"")
    assert relative_location(f"{odd}!1.txt", folder) == "../../in/odd!.zip!1.txt"
    assert relative_location("-", folder) == "-"


def test_locations_hold_when_the_folder_is_a_link(tmp_path: Path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "out").symlink_to(tmp_path / "deep" / "er")
    source = tmp_path / "feed.txt"
    source.write_text("x")
    location = relative_location(str(source), tmp_path / "out")
    assert (tmp_path / "out" / location).samefile(source)


def test_standard_input_stays_what_it_is(tmp_path: Path):
    manifest = json.loads(make_manifest(with_location("-"), {}, folder=tmp_path))
    assert manifest["inputs"][0]["location"] == "-"


def test_an_empty_week(tmp_path: Path):
    manifest = json.loads(make_manifest(make_empty_briefing(), {}, folder=tmp_path))
    assert manifest["inputs"] == [] and manifest["period"]["first"] is None


# ---------------------------------------------------------------- an issue is whole


def test_same_bytes_whenever_it_is_written(tmp_path: Path):
    write_issue(make_briefing(), tmp_path / "a")
    first = contents(tmp_path / "a")
    time.sleep(1.1)  # zip entries and core properties count in seconds
    write_issue(make_briefing(), tmp_path / "a")
    assert contents(tmp_path / "a") == first
    write_issue(make_briefing(), tmp_path / "b")
    assert contents(tmp_path / "b") == first
    assert hidden(tmp_path / "a") == []


def test_other_files_of_the_folder_stay(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    write_files(tmp_path, OLD)
    write_files(tmp_path, NEW)
    assert contents(tmp_path) == {**NEW, "notes.txt": b"mine"}


def test_a_bad_template_leaves_the_last_issue_whole(tmp_path: Path):
    write_issue(make_briefing(), tmp_path)
    before = contents(tmp_path)
    with pytest.raises(TemplateError):
        write_issue(make_briefing(issue=30), tmp_path, template=tmp_path / "missing.docx")
    assert contents(tmp_path) == before and hidden(tmp_path) == []


def test_a_file_that_cannot_be_replaced_leaves_the_last_issue_whole(tmp_path: Path):
    write_files(tmp_path, OLD)
    (tmp_path / "c.txt").mkdir()  # nothing can be moved over a folder
    with pytest.raises(OutputError):
        write_files(tmp_path, NEW)
    assert contents(tmp_path) == OLD and hidden(tmp_path) == []


def test_a_first_issue_that_fails_leaves_nothing(tmp_path: Path):
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(OutputError):
        write_files(tmp_path, NEW)
    assert contents(tmp_path) == {} and hidden(tmp_path) == []


def test_a_run_killed_between_the_moves_is_finished_by_the_next(tmp_path: Path):
    write_files(tmp_path, OLD)
    ready = tmp_path / READY
    ready.mkdir()
    (tmp_path / "a.txt").write_bytes(NEW["a.txt"])  # was moved already
    for name in ("b.txt", "c.txt"):
        (ready / name).write_bytes(NEW[name])
    assert finish_issue(tmp_path)
    assert contents(tmp_path) == NEW and hidden(tmp_path) == []
    assert not finish_issue(tmp_path)


def test_the_hidden_folder_of_a_run_killed_long_ago_is_dropped(tmp_path: Path):
    for name, age in (("old", STALE + 60), ("at-work", 0)):
        folder = tmp_path / (PART + name)
        folder.mkdir()
        os.utime(folder, (time.time() - age,) * 2)
    write_files(tmp_path, NEW)
    assert hidden(tmp_path) == [PART + "at-work"]


def _write_for_ever(folder: str) -> None:
    """Two issues in turn, large enough that most kills hit the writing."""
    for turn in range(10**6):
        write_files(Path(folder), {f"{n}.txt": bytes([65 + turn % 2]) * 300_000 for n in range(5)})


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_killed_run_leaves_an_issue_whole(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    for pause in (0.0, 0.011, 0.023, 0.037, 0.05):
        process = context.Process(target=_write_for_ever, args=(str(tmp_path),))
        process.start()
        while not (tmp_path / "4.txt").exists():
            time.sleep(0.005)
        time.sleep(pause)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        finish_issue(tmp_path)
        found = contents(tmp_path)
        assert set(found) == {f"{n}.txt" for n in range(5)}
        assert len(set(found.values())) == 1 and len(found["0.txt"]) == 300_000


# ---------------------------------------------------------------- what cannot be written


def test_a_file_in_the_way(tmp_path: Path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match=r"out: there is a file of that name; choose another folder$"):
        write_files(tmp_path / "out", NEW)
    with pytest.raises(OutputError, match=r"a part of this path is a file, not a folder"):
        write_files(tmp_path / "out" / "deeper", NEW)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold here")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="may not be written to"):
            write_files(tmp_path, NEW)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk(tmp_path: Path):
    """A real write that the system refuses for want of space."""
    with pytest.raises(OSError) as refused, open("/dev/full", "wb", buffering=0) as full:
        full.write(b"x")
    assert why(refused.value) == "the disk is full; free some space or choose another folder"


@pytest.mark.skipif(sys.platform != "linux", reason="needs prlimit of the shell")
def test_a_disk_that_fills_up_leaves_the_last_issue_whole(tmp_path: Path):
    """A limit on the size of files stands in for the full disk: the write fails half-way."""
    write_files(tmp_path, OLD)
    script = (
        "import signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path; from briefing.errors import OutputError\n"
        "from briefing.write.folder import write_files\n"
        "try: write_files(Path(sys.argv[1]), {'a.txt': b'x', 'b.txt': b'y' * 1_000_000})\n"
        "except OutputError as error: print(error)"
    )
    command = ["bash", "-c", 'ulimit -f 100; exec "$0" -c "$1" "$2"', sys.executable, script, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{tmp_path}: cannot be written (File too large)" in done.stdout
    assert contents(tmp_path) == OLD and hidden(tmp_path) == []


def test_every_reason_says_what_to_do():
    for code in (errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG, errno.EIO):
        assert "choose" in why(OSError(code, os.strerror(code)))
