"""What may befall an archive: killed at any moment, a full disk, two writers, another program's file, old versions."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sqlite3
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from archive_weeks import make_issue, period_of
from briefing.archive import Archive
from briefing.archive.connect import open_database
from briefing.archive.lock import read_holder
from briefing.archive.schema import SCRIPTS
from briefing.errors import ArchiveError

resource = pytest.importorskip("resource", reason="kills and limits are tested where processes fork")
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")

CASES = Path(__file__).parent / "cases" / "archive"
KILLS = 40
NOBODY = 65534
WEEKS = 6


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "briefing.db"


@pytest.fixture(scope="module")
def issues() -> dict[tuple[int, int], tuple]:
    """Issues of some weeks, each in two sizes. One is stored before anything forks: no child is killed while it loads."""
    made = {(week, size): make_issue(week, size=size) for week in range(WEEKS) for size in (4, 8)}
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "warm.db") as archive:
        archive.remember(*made[0, 4])
        archive.prune(keep=1)
        assert archive.check() == ()
    return made


@contextmanager
def child(work: Callable[..., None], *args) -> Iterator[tuple[multiprocessing.Process, Connection]]:
    """`work(pipe, *args)` in a process of its own; killed when the block ends."""
    ours, theirs = multiprocessing.Pipe()
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=work, args=(theirs, *args), daemon=True)
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()


# ---------------------------------------------------------------- killed


def store_for_ever(pipe: Connection, place: Path, issues: dict, seed: int) -> None:
    """Store, build again, take out; say so after each step that was done."""
    rng = random.Random(seed)
    with Archive(place) as archive:
        while True:
            key = rng.choice(list(issues))
            pipe.send(("begins", key))
            archive.remember(*issues[key])
            pipe.send(("stored", key))
            if rng.random() < 0.15:
                archive.prune(keep=WEEKS)  # takes out nothing but articles without an issue


def heard(pipe: Connection) -> list[tuple[str, tuple[int, int]]]:
    """All that a child said before it was killed."""
    said = []
    while pipe.poll():
        try:
            said.append(pipe.recv())
        except EOFError:
            break
    return said


def test_a_killed_writer_loses_nothing_that_was_stored(place: Path, issues: dict):
    stored: dict[int, int] = {}
    moments = random.Random(7)
    at_work = 0
    for kill in range(KILLS):
        with child(store_for_ever, place, issues, kill) as (process, pipe):
            first = pipe.recv()
            time.sleep(moments.uniform(0, 0.12))
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            said = [first, *heard(pipe)]
        stored.update(key for what, key in said if what == "stored")
        under_way = [key for what, key in said[-1:] if what == "begins"]
        at_work += len(under_way)
        with Archive(place, wait=0) as archive:  # the killed one's lock is gone with it
            assert archive.check() == ()
            there = {i.number - 10: i.articles for i in archive.issues()}
        # What was being stored may be there, whole, or may not; everything else is as it was said to be.
        expected = [stored, stored | dict(under_way)]
        assert there in expected, (kill, said[-2:])
        stored = there
    assert len(stored) > WEEKS / 2  # a busy machine gets no further
    assert at_work > KILLS / 3  # most of a writer's time is spent inside


def test_an_archive_killed_while_it_is_made_is_made_by_the_next(tmp_path: Path, issues: dict):
    for kill in range(15):
        place = tmp_path / f"{kill}.db"
        with child(store_for_ever, place, issues, kill) as (process, _):
            while not place.exists():
                pass
            time.sleep(kill * 0.0005)
            os.kill(process.pid, signal.SIGKILL)
            process.join()
        with Archive(place, wait=0) as archive:
            archive.remember(*issues[0, 4])
            assert archive.check() == ()


# ---------------------------------------------------------------- full and read-only


def fill_up(pipe: Connection, place: Path, issues: dict, room: int) -> None:
    """Store until files may not grow any more; say which were stored, then the error's words."""
    with Archive(place) as archive:
        size = max(f.stat().st_size for f in place.parent.iterdir())
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room))
        for key in sorted(issues):
            try:
                archive.remember(*issues[key])
            except ArchiveError as error:
                pipe.send(str(error))
                pipe.send((len(archive.issues()), archive.check()))
                return
            pipe.send(key)
    pipe.send("never full")


@pytest.mark.parametrize("room", [0, 3_000, 40_000, 90_000])
def test_a_full_disk_is_said_and_loses_nothing(place: Path, issues: dict, room: int):
    with Archive(place) as archive:
        archive.remember(*issues[WEEKS - 1, 4])
    weeks = {WEEKS - 1}
    with child(fill_up, place, issues, room) as (process, pipe):
        while not isinstance(said := pipe.recv(), str):
            weeks.add(said[0])
        count, faults = pipe.recv()
        process.join()
    assert "free space" in said and str(place) in said
    assert (count, faults) == (len(weeks), ())
    with Archive(place) as archive:  # there is room again
        assert len(archive.issues()) == len(weeks) and archive.check() == ()
        archive.remember(*issues[0, 8])
        assert archive.check() == ()


def test_a_database_that_may_not_grow_says_that_the_disk_is_full(place: Path, issues: dict):
    with Archive(place) as archive:
        archive.remember(*issues[0, 4])
        (pages,) = archive._connection.execute("PRAGMA page_count").fetchone()
        archive._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(ArchiveError, match="disk is full; what was in it still is"):
            archive.remember(*issues[1, 8])
        assert [i.number for i in archive.issues()] == [10] and archive.check() == ()
        archive._connection.execute("PRAGMA max_page_count = 1000000")
        archive.remember(*issues[1, 8])


def prune_without_room(pipe: Connection, place: Path, room: int) -> None:
    with Archive(place) as archive:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        try:
            archive.prune(keep=5)
        except ArchiveError as error:
            pipe.send(str(error))
    pipe.send(None)


@pytest.mark.parametrize("room", [60_000, 200_000])  # the second is enough to take rows out, not to write all anew
def test_pruning_without_room_says_what_was_done(place: Path, issues: dict, room: int):
    with Archive(place) as archive:
        for week in range(WEEKS):
            archive.remember(*issues[week, 8])
    with child(prune_without_room, place, room) as (process, pipe):
        said = pipe.recv()
        process.join()
    with Archive(place) as archive:
        assert archive.check() == ()
        there = len(archive.issues())
        assert ("were taken out" in said, there) == ((True, 5) if room == 200_000 else (False, WEEKS))
        archive.prune(keep=5)
        assert len(archive.issues()) == 5 and archive.check() == ()


def as_nobody(pipe: Connection, place: Path) -> None:
    """What a user without the right to write can do."""
    if os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        with Archive(place, may_create=False) as archive:
            pipe.send([i.number for i in archive.issues()])
            archive.begin_run("2026-W02")
    except ArchiveError as error:
        pipe.send(str(error))
    pipe.send(None)


@pytest.mark.parametrize("is_open", [False, True])
def test_who_may_not_write_can_read_and_is_told(issues: dict, is_open: bool):
    """Also while another has it open: the changes that are not merged yet lie beside it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "briefing.db"
        archive = Archive(place)
        archive.remember(*issues[0, 4])
        if not is_open:
            archive.close()
        modes = {path: path.stat().st_mode for path in (Path(folder), *Path(folder).iterdir())}
        for path, mode in modes.items():
            path.chmod(stat.S_IMODE(mode) & ~0o222 | 0o444 | (0o111 if path.is_dir() else 0))
        with child(as_nobody, place) as (_, pipe):
            assert pipe.recv() == [10]
            assert "written" in pipe.recv()
        for path, mode in modes.items():
            path.chmod(stat.S_IMODE(mode))
        archive.close()


# ---------------------------------------------------------------- two at once


def hold(pipe: Connection, place: Path, seconds: float) -> None:
    with Archive(place) as archive, archive.writing():
        pipe.send("holds")
        time.sleep(seconds)


def test_a_second_writer_is_told_who_writes(place: Path, issues: dict):
    with child(hold, place, 60) as (process, pipe):
        assert pipe.recv() == "holds"
        with Archive(place, wait=0.2) as archive:
            with pytest.raises(ArchiveError, match=rf"process {process.pid} on .+ since 20.+ is writing"):
                archive.remember(*issues[0, 4])
            assert archive.status().writer.pid == process.pid  # reading goes on
            assert archive.issues() == () and archive.check() == ()
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            assert archive.status().writer is None
            archive.remember(*issues[0, 4])


def test_a_second_writer_waits_for_the_first(place: Path, issues: dict):
    with child(hold, place, 0.6) as (_, pipe):
        assert pipe.recv() == "holds"
        with Archive(place, wait=20) as archive:
            begun = time.monotonic()
            archive.remember(*issues[0, 4])
            assert time.monotonic() - begun > 0.2
            assert archive.check() == ()


def store_one(pipe: Connection, place: Path, issue: tuple) -> None:
    with Archive(place, wait=30) as archive:
        archive.remember(*issue)
    pipe.send("done")


def test_runs_at_once_all_store_their_issue(place: Path, issues: dict):
    """They also make the file at once."""
    with (
        child(store_one, place, issues[0, 4]) as (_, a),
        child(store_one, place, issues[1, 4]) as (_, b),
        child(store_one, place, issues[2, 8]) as (_, c),
    ):
        assert [pipe.recv() for pipe in (a, b, c)] == ["done"] * 3
    with Archive(place) as archive:
        assert [i.number for i in archive.issues()] == [10, 11, 12] and archive.check() == ()


def test_another_program_that_writes_is_waited_for_and_then_told(place: Path, issues: dict):
    """A transaction of a program that does not know our lock."""
    with Archive(place, wait=0.2) as archive:
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="another program is writing"):
            archive.remember(*issues[0, 4])
        other.execute("ROLLBACK")
        other.close()
        archive.remember(*issues[0, 4])


def test_writing_nests(place: Path, issues: dict):
    with Archive(place, wait=0) as archive:
        with archive.writing(), archive.writing():
            archive.remember(*issues[0, 4])
            assert read_holder(place).pid == os.getpid()
        assert read_holder(place) is None


# ---------------------------------------------------------------- other files


def test_what_is_no_archive_is_refused_and_left_alone(tmp_path: Path):
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("Not a database, but quite long enough to be read as one. " * 40, encoding="utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE addresses (name TEXT)")
    connection.close()
    for path, words in ((text, "is no archive"), (other, "another program"), (tmp_path, "is a folder")):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(ArchiveError, match=words) as caught:
            Archive(path)
        assert ";" in str(caught.value)
        assert before is None or path.read_bytes() == before


def test_an_archive_that_is_not_there_is_made_only_when_wanted(tmp_path: Path):
    place = tmp_path / "deep" / "er" / "briefing.db"
    with pytest.raises(ArchiveError, match="there is no archive yet; build"):
        Archive(place, may_create=False)
    assert not place.parent.exists()
    with Archive(place):
        assert place.exists()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ArchiveError, match="cannot be made"):
        Archive(tmp_path / "file" / "briefing.db")


def overwrite_page(content: bytearray, rng: random.Random) -> None:
    page = rng.randrange(1, len(content) // 4096)
    content[page * 4096 : (page + 1) * 4096] = rng.randbytes(4096)


def cut_off(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(1, len(content)) :]


def break_texts(content: bytearray, rng: random.Random) -> None:
    """Bytes that are no UTF-8 in the middle of texts: SQLite does not look into them."""
    places = [i for i in range(len(content)) if content.startswith("科技".encode(), i)]
    for at in rng.sample(places, len(places) // 2):
        content[at] = 0xFF


@pytest.mark.parametrize("damage", [overwrite_page, cut_off, break_texts])
@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_archive_is_said(place: Path, issues: dict, damage: Callable, seed: int):
    with Archive(place) as archive:
        archive.remember(*issues[0, 8])
    content = bytearray(place.read_bytes())
    damage(content, random.Random(seed))
    place.write_bytes(content)
    try:
        with Archive(place) as archive:
            said = [f.message for f in archive.check()]
    except ArchiveError as error:
        said = [str(error)]
    assert said and all("backup" in s or "build" in s or "is no archive" in s for s in said)
    assert all(len(s) < 400 for s in said)


def test_a_path_with_odd_characters_is_opened(tmp_path: Path, issues: dict):
    place = tmp_path / "周报 100%?#&x=1.db"
    with Archive(place) as archive:
        archive.remember(*issues[0, 4])
    assert place.exists()


# ---------------------------------------------------------------- versions


def test_a_file_of_the_first_version_is_read(place: Path):
    """`version_1.sql` was written by the first version; it must stay as it is."""
    connection = open_database(place, may_create=True, wait=1, scripts=SCRIPTS[:1])
    connection.execute("PRAGMA foreign_keys = OFF")  # the rows stand in the order of their tables' names
    connection.executescript((CASES / "version_1.sql").read_text(encoding="utf-8"))
    connection.close()
    with Archive(place) as archive:
        assert archive.status().version == len(SCRIPTS)
        assert archive.check() == ()
        memory = archive.recall(period_of(1))
        assert len(memory.stories) == 1 and memory.records[0].event.name == "澜0科技"
        archive.remember(*make_issue(1))
        assert archive.check() == ()


def test_a_newer_archive_is_refused_and_left_alone(place: Path, issues: dict):
    with Archive(place) as archive:
        archive.remember(*issues[0, 4])
    newer = (*SCRIPTS, "ALTER TABLE issues ADD COLUMN mood TEXT;\nCREATE TABLE moods (\n  name TEXT\n);\n")
    connection = open_database(place, may_create=False, wait=1, scripts=newer)
    assert connection.execute("SELECT number, mood FROM issues").fetchall() == [(10, None)]
    connection.close()
    with pytest.raises(ArchiveError, match=rf"version {len(newer)}, this program knows up to {len(SCRIPTS)}; install"):
        Archive(place)
    open_database(place, may_create=False, wait=1, scripts=newer).close()


def test_a_migration_that_fails_changes_nothing(place: Path, issues: dict):
    with Archive(place) as archive:
        archive.remember(*issues[0, 4])
    broken = (*SCRIPTS, "CREATE TABLE moods (name TEXT);\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        open_database(place, may_create=False, wait=1, scripts=broken)
    with Archive(place) as archive:
        assert archive.status().version == len(SCRIPTS) and archive.check() == ()
        tables = {name for (name,) in archive._connection.execute("SELECT name FROM sqlite_master")}
    assert "moods" not in tables


def test_the_lock_file_says_nothing_by_itself(place: Path):
    lock = place.with_name(place.name + ".lock")
    for text in ("", "{}", '{"pid": 1}', "no json", json.dumps({"pid": 1, "host": "x", "since": "y"})):
        lock.write_text(text, encoding="utf-8")
        with Archive(place, wait=0) as archive:
            archive.begin_run("2026-W02")
            assert archive.status().writer is None
