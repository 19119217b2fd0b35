"""Where work is done: in this process, in processes of this machine, or on the workers of a cluster.

Each is a `concurrent.futures.Executor`; `work_through` hands it one piece after the other and gives the results in
order. Only so many pieces are under way at once: neither their texts nor their results pile up.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import TypeVar

from ..errors import WorkerError

WORTH_A_POOL = 1_500_000
"""Bytes of news, some five seconds of one core; below that, starting workers costs more than it saves."""
AHEAD = 3
"""Pieces under way for each worker: one in work, one waiting, one coming back."""
LOADED_FIRST = "briefing.warm"
"""The module that loads what every worker needs; on POSIX they share it, being forked from one process that has it."""

Piece = TypeVar("Piece")
Result = TypeVar("Result")


@contextmanager
def open_workers(jobs: int | None, cluster: str | None, *, size: float) -> Iterator[Executor | None]:
    """The workers of a cluster where an address is given, else processes of this machine."""
    if cluster is None:
        with open_processes(jobs, size) as executor:
            yield executor
        return
    from .cluster import open_cluster

    with open_cluster(cluster) as executor:
        yield executor


@contextmanager
def open_processes(jobs: int | None, size: float) -> Iterator[Executor | None]:
    """A pool of processes where the work is worth it; None otherwise. The result is the same either way.

    `jobs`: how many, by default as many as there are cores; `size`: of the work, in bytes.
    """
    jobs = count_workers(jobs)
    if jobs == 1 or size < WORTH_A_POOL:
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=_start_method()) as executor:
        try:
            yield executor
        except BaseException:  # an interruption, too: what waits is not begun any more
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def count_workers(jobs: int | None) -> int:
    """How many processes a number of jobs stands for; None: as many as there are cores."""
    return jobs or _cores()


def _cores() -> int:
    """Those this process may use: a container often has fewer than its machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start_method() -> BaseContext:
    """Never a plain fork: the program that calls us may have threads, whose locks would be copied as they are."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([LOADED_FIRST])
    return context


def workers_of(executor: Executor) -> int:
    """How many pieces it can work on at once."""
    return int(getattr(executor, "_max_workers", None) or _cores())


def work_through(
    work: Callable[[Piece], Result], pieces: Iterable[Piece], executor: Executor | None
) -> Iterator[Result]:
    """`work` of each piece, in the order of the pieces. Raises WorkerError when a process of the pool dies."""
    if executor is None:
        yield from map(work, pieces)
        return
    under_way: deque[Future[Result]] = deque()
    room = AHEAD * workers_of(executor)
    try:
        for piece in pieces:
            under_way.append(executor.submit(work, piece))
            if len(under_way) >= room:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool:
        raise WorkerError(
            "a process that read the inputs was ended from outside, often for want of memory; "
            "run again with fewer --jobs"
        ) from None
