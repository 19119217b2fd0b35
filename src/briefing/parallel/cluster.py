"""The workers of a running dask.distributed scheduler as a `concurrent.futures.Executor`.

The scheduler gives a task again to another worker when one dies. What is added here are words: for a scheduler that
does not answer, a cluster without workers, workers that have another version of something that decides the result.
"""

from __future__ import annotations

import hashlib
import logging
import platform
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError, WorkerError

if TYPE_CHECKING:
    import distributed

ANSWER = 5.0
"""Seconds in which a scheduler must answer; one in the same network takes some milliseconds."""
FIRST_WORKER = 10.0
"""Seconds in which a scheduler that answers must have a worker."""
WITHOUT_WORKERS = 30.0
"""Seconds that a run waits for a new worker when all are gone: a supervisor starts one again within few."""
LOOK = 1.0
"""Seconds between two looks at the workers."""
DEATHS = 3
"""Workers that may die over the same piece before it is taken for the cause."""
COMPARED = ("numpy", "scipy", "jieba", "rjieba", "opencc", "lxml", "trafilatura", "feedparser", "pypdfium2",
            "python-docx", "openpyxl", "charset-normalizer", "cloudpickle")  # fmt: skip
"""Libraries whose versions must be alike on all machines: another one may read, cut or count otherwise."""
INSTALL = 'pip install "briefing[cluster]"'

Versions = tuple[tuple[str, str], ...]


@contextmanager
def open_cluster(address: str) -> Iterator[Executor]:
    """The workers of the scheduler at an address (`tcp://10.0.0.5:8786`, or without `tcp://`).

    Raises UsageError when the extra is not installed, WorkerError when the scheduler does not answer, has no workers,
    or has workers with other versions.
    """
    try:
        import distributed
    except ImportError:
        raise UsageError(f"--cluster needs dask.distributed, which is not installed; {INSTALL}") from None
    with _quiet():
        client = _connect(distributed, address)
        try:
            _check(client, address)
            executor = _Cluster(client, address)
            try:
                yield executor
            finally:
                executor.shutdown(wait=False, cancel_futures=True)
        finally:
            client.close(timeout=ANSWER)


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask's own log lines would stand between ours: whatever concerns the user is said in an error."""
    logs = [logging.getLogger(n) for n in logging.root.manager.loggerDict if n.partition(".")[0] == "distributed"]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)


def _connect(distributed: Any, address: str) -> distributed.Client:
    where = address if "://" in address else f"tcp://{address}"
    try:
        client: distributed.Client = distributed.Client(where, timeout=ANSWER, set_as_default=False)
    except Exception as error:  # of any kind: what answers there may be another service
        raise WorkerError(
            f"--cluster {address}: no scheduler answers there within {ANSWER:.0f} s ({_first_line(error)}); "
            "check the address, or start one with `dask scheduler`"
        ) from None
    return client


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def _check(client: distributed.Client, address: str) -> None:
    """Raises WorkerError when there is no worker, or one that would not give the same result."""
    try:
        client.wait_for_workers(1, timeout=FIRST_WORKER)
    except TimeoutError:
        raise WorkerError(
            f"--cluster {address}: the scheduler has no workers; start some with `dask worker {address}`"
        ) from None
    try:
        there = client.run(find_versions)
    except Exception as error:  # whatever a worker without the package, or with another one, answers
        raise WorkerError(
            f"--cluster {address}: a worker cannot run briefing ({_first_line(error)}); "
            f"install the same version on every machine, {INSTALL}"
        ) from None
    for worker, versions in sorted(there.items()):
        _compare(versions, f"--cluster {address}: the worker {worker}")


def _compare(there: Versions, who: str) -> None:
    own = dict(find_versions())
    wrong = [f"{name} {x} instead of {own[name]}" for name, x in there if own.get(name) != x]
    if wrong:
        raise WorkerError(f"{who} has {', '.join(wrong)}; install the same versions on every machine")


@lru_cache(maxsize=1)
def find_versions() -> Versions:
    """What decides the result: Python, the libraries, and the package's own files."""
    found = {"python": platform.python_version()}
    for name in COMPARED:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return (*found.items(), ("briefing's files", _own_files()))


def _own_files() -> str:
    """A hash of the package's code and tables: a version number stays while both are being worked on."""
    seen = hashlib.sha256()
    folder = Path(__file__).parent.parent
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        if path.is_file() and path.suffix in (".py", ".toml", ".txt", ".tsv"):
            seen.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:12]


def run_checked(versions: Versions, work: Callable[..., Any], *args: Any) -> Any:
    """On a worker: the work, after a look whether this worker, which may have joined later, is like the client."""
    _compare_here(versions)
    return work(*args)


@lru_cache(maxsize=4)
def _compare_here(versions: Versions) -> None:
    _compare(versions, f"the client of the worker on {platform.node()}")


class _Cluster(Executor):
    """Hands tasks to a scheduler. A thread looks whether there still are workers."""

    def __init__(self, client: distributed.Client, address: str) -> None:
        self._client = client
        self._address = address
        self._lock = threading.Lock()
        self._open: dict[Future[Any], Any] = {}
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._look_after, name="cluster", daemon=True)
        self._watch.start()

    @property
    def _max_workers(self) -> int:
        return max(1, sum(self._client.nthreads().values()))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert not kwargs
        handed: Future[Any] = Future()
        handed.set_running_or_notify_cancel()
        task = self._client.submit(run_checked, find_versions(), fn, *args, pure=False)
        with self._lock:
            self._open[handed] = task
        task.add_done_callback(lambda done: self._settle(handed, done))
        return handed

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._is_over.set()
        tasks = self._take_open()
        if cancel_futures:
            self._cancel(tasks.values())

    def _take_open(self) -> dict[Future[Any], Any]:
        with self._lock:
            tasks, self._open = self._open, {}
        return tasks

    def _cancel(self, tasks: Iterable[Any]) -> None:
        """Also frees the thread that waits for a result: left waiting, it would keep the program from ending."""
        with suppress(Exception):  # the scheduler may be gone: then there is nothing to cancel
            self._client.cancel(list(tasks), force=True)

    def _settle(self, handed: Future[Any], task: Any) -> None:
        """Hand over what a task gave. It stays open until its result is here: when the worker that holds that dies
        first, the task begins anew, and without other workers only `_look_after` can end the wait."""
        result, error = None, None
        try:
            result = task.result()
        except BaseException as raised:
            error = self._in_words(raised)
        with self._lock:
            if self._open.pop(handed, None) is None:
                return
        if error is not None:
            handed.set_exception(error)
        else:
            handed.set_result(result)

    def _in_words(self, error: BaseException) -> BaseException:
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return WorkerError(
                f"--cluster {self._address}: {DEATHS + 1} workers died over the same files; "
                "give the workers more memory, or read them with --jobs 1 to see which ones it is"
            )
        if isinstance(error, CancelledError) or type(error).__name__ == "FutureCancelledError":
            return WorkerError(f"--cluster {self._address}: the scheduler was lost; start it and run again")
        return error

    def _look_after(self) -> None:
        """Fail what is open when the cluster has had no worker for long: it would wait for ever."""
        since: float | None = None
        while not self._is_over.wait(LOOK):
            if self._count_workers():
                since = None
                continue
            since = since or time.monotonic()
            if time.monotonic() - since >= WITHOUT_WORKERS:
                self._fail_all(f"no worker for {WITHOUT_WORKERS:.0f} s; start some and run again")
                return

    def _count_workers(self) -> int:
        try:
            return len(self._client.scheduler_info(n_workers=-1)["workers"])
        except Exception:  # not connected at the moment, dask raises many kinds: as good as no worker
            return 0

    def _fail_all(self, reason: str) -> None:
        left = self._take_open()
        for handed in left:
            handed.set_exception(WorkerError(f"--cluster {self._address}: {reason}"))
        self._cancel(left.values())
