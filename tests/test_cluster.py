"""The analysis on a real cluster: a scheduler and its workers as processes of this machine, on the loopback."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest

import briefing
from bench.crowd import find_articles
from briefing import pieces
from briefing.analysis import read_all
from briefing.assembly import Issue
from briefing.errors import WorkerError
from briefing.parallel import cluster
from briefing.pipeline import run
from briefing.settings import load_settings
from program import call

pytest.importorskip("distributed")

CONFIG = load_settings()
PATIENCE = 120.0  # seconds; what takes four here may take more on a machine at work
ON_LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")


def start(*words: str, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, Callable[..., subprocess.Popen[bytes]]]]:
    """Its address, and what starts a worker of it; all are ended at the end."""
    told = folder / "scheduler.json"
    begun = [start("distributed.cli.dask_scheduler", *ON_LOOPBACK, "--port", "0", "--scheduler-file", str(told))]

    def start_worker(environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        words = ("distributed.cli.dask_worker", address, *ON_LOOPBACK, "--nthreads", "1", "--no-nanny")
        begun.append(start(*words, environment=environment))
        return begun[-1]

    try:
        deadline = time.monotonic() + 60
        while not (told.exists() and told.read_text().endswith("}")):
            assert time.monotonic() < deadline, "no scheduler came up"
            time.sleep(0.05)
        address = json.loads(told.read_text())["address"]
        yield address, start_worker
    finally:
        for process in begun:
            process.kill()
            process.wait()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n, row in enumerate(find_articles(60)):
        (folder / f"{n:03}.txt").write_text(f"{row['title']}\n\n{row['text']}\n", encoding="utf-8")
    return folder


def within(seconds: float, work: Callable[[], object]) -> object:
    """What the work gives. Raises TimeoutError where it hangs: a suite must not wait for a cluster for ever."""
    handed: Future[object] = Future()

    def hand_over() -> None:
        try:
            handed.set_result(work())
        except BaseException as error:
            handed.set_exception(error)

    threading.Thread(target=hand_over, daemon=True).start()
    return handed.result(seconds)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_worker_killed_in_the_middle_costs_a_retry(news: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", 2000)
    monkeypatch.setattr(cluster, "FIRST_WORKER", 60.0)  # two workers and all that they load, on a machine at work
    inputs = [str(news), "seeds"]
    run(inputs, CONFIG, out=tmp_path / "alone", issue=Issue(number=1), jobs=1)
    with scheduler(tmp_path) as (address, start_worker):
        workers = [start_worker(), start_worker()]
        killed: list[float] = []

        def kill(stage: str, done: int, total: int) -> None:
            if not killed and done > total * 0.3:
                killed.append(done / total)
                workers[0].kill()

        asked = {"out": tmp_path / "there", "issue": Issue(number=1), "cluster": address, "progress": kill}
        within(PATIENCE, lambda: run(inputs, CONFIG, **asked))
        assert killed and killed[0] < 0.9
        assert workers[0].wait() != 0 and workers[1].poll() is None
    assert files_of(tmp_path / "there") == files_of(tmp_path / "alone")


def test_a_scheduler_without_workers_is_told_in_words(news: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(cluster, "FIRST_WORKER", 1.0)
    told = pytest.raises(WorkerError, match="has no workers; start some with `dask worker")
    with scheduler(tmp_path) as (address, _), told:
        read_all([str(news)], CONFIG, cluster=address)


KILLS_ITS_WORKER = """
import os, signal, sys
from briefing import pieces
from briefing.analysis import read_all
from briefing.config import Config
from briefing.errors import WorkerError
from briefing.parallel import cluster

address, news, worker = sys.argv[1:]
pieces.PIECE, cluster.FIRST_WORKER, cluster.WITHOUT_WORKERS = 1000, 60.0, 2.0
try:
    read_all([news], Config(), cluster=address, progress=lambda *_: os.kill(int(worker), signal.SIGKILL))
except WorkerError as error:
    sys.exit(str(error))
"""


def test_all_workers_gone_ends_the_run_in_words_and_the_program(news: Path, tmp_path: Path):
    """A thread that waits for a result from the dead worker must not keep the program from ending."""
    with scheduler(tmp_path) as (address, start_worker):
        words = [sys.executable, "-c", KILLS_ITS_WORKER, address, str(news), str(start_worker().pid)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1 and "no worker for 2 s; start some and run again" in done.stderr, done.stderr


def test_a_week_for_want_of_workers_is_done_by_the_next_run(news: Path, tmp_path: Path, monkeypatch):
    (tmp_path / "briefing.toml").write_text('[run]\ninputs = ["in"]\n', encoding="utf-8")
    monkeypatch.setattr(cluster, "FIRST_WORKER", 0.5)
    with scheduler(tmp_path) as (address, start_worker):
        job = ("run", "--week", "2025-W29", "--cluster", address)
        early = call(*job, cwd=tmp_path)
        assert early.returncode == 1 and "has no workers" in early.err and "2025-W29: failed" in early.out
        monkeypatch.setattr(cluster, "FIRST_WORKER", 60.0)
        start_worker()
        done = within(PATIENCE, lambda: call(*job, cwd=tmp_path))
    assert done.returncode == 3 and "2025-W29: built" in done.out, done.err  # the files bear no date
    assert call("verify", "issues/2025-W29", cwd=tmp_path).returncode == 0


def test_a_worker_with_another_table_is_refused(news: Path, tmp_path: Path, monkeypatch):
    """The version is the same; one table of the package is not, so that the result would not be."""
    monkeypatch.setattr(cluster, "FIRST_WORKER", 60.0)
    other = tmp_path / "other"
    shutil.copytree(Path(briefing.__file__).parent, other / "briefing", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "briefing/data/events.txt").open("a", encoding="utf-8") as table:
        table.write("# another\n")
    with scheduler(tmp_path) as (address, start_worker):
        start_worker(os.environ | {"PYTHONPATH": str(other)})
        with pytest.raises(WorkerError, match=r"has briefing's files .* instead of .*; install the same versions"):
            read_all([str(news)], CONFIG, cluster=address)


def test_an_address_where_nothing_answers_is_an_error_within_seconds(news: Path, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER", 1.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    begin = time.monotonic()
    with pytest.raises(WorkerError, match="no scheduler answers there within 1 s"):
        read_all([str(news)], CONFIG, cluster=address)
    assert time.monotonic() - begin < 20


def test_another_service_at_the_address_is_no_scheduler(news: Path, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n" * 4)

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(WorkerError, match="no scheduler answers there"):
            read_all([str(news)], CONFIG, cluster=f"127.0.0.1:{server.getsockname()[1]}")


def test_without_the_extra_the_command_to_install_it_is_said(news: Path, tmp_path: Path):
    """In a process in which the library cannot be imported, as where it is not installed."""
    code = (
        "import sys; sys.modules['distributed'] = None\n"
        "from briefing.cli import commands\nfrom briefing.__main__ import main\n"
        f"sys.argv = ['briefing', 'extract', {str(news)!r}, '--cluster', '127.0.0.1:1']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 2
    assert 'pip install "briefing[cluster]"' in done.stderr and "Traceback" not in done.stderr
