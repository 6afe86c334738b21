"""Files prepared in their order, some ahead of their turn: beside the judging of the last, or in other processes."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime
from multiprocessing.connection import wait

from access.settings import Settings
from etl.files.incoming import Incoming
from etl.judging.prepare import Prepared, prepare
from etl.privacy.masking import shown_name
from etl.progress import Progress, Step
from warehouse.reference import Reference, load_reference

Job = tuple[Incoming, datetime]
Begin = Callable[[Job], "Future[Prepared]"]

_PROCESSES_PAY_FROM = 12  # files: below that, starting two processes costs more than they save (measured)
_LARGE_BYTES = 5_000_000  # files of this size on average are shared between threads, which need less memory
_N_WORKERS = 2
_AHEAD_IN_PROCESSES, _AHEAD_IN_THREADS = 8, 3  # files prepared before their turn, so that memory stays bounded


def prepare_in_order(
    jobs: Sequence[Job], settings: Settings, reference: Reference, progress: Progress
) -> Iterator[Prepared]:
    """What each file holds, in the order of `jobs`, whoever prepared it."""
    if len(jobs) >= _PROCESSES_PAY_FROM and _are_small(jobs):
        spawning = multiprocessing.get_context("spawn")  # a forked Polars hangs
        with ProcessPoolExecutor(_N_WORKERS, spawning, _Worker.start, (settings,)) as processes:
            yield from _ahead(lambda job: processes.submit(_Worker.prepare, *job), jobs, progress, _AHEAD_IN_PROCESSES)
    else:
        with ThreadPoolExecutor(_N_WORKERS) as threads:

            def begin(job: Job) -> Future[Prepared]:
                return threads.submit(prepare, job[0], settings, reference, job[1])

            yield from _ahead(begin, jobs, progress, _AHEAD_IN_THREADS)


def _are_small(jobs: Sequence[Job]) -> bool:
    return sum(file.size for file, _ in jobs) < _LARGE_BYTES * len(jobs)


def _ahead(begin: Begin, jobs: Sequence[Job], progress: Progress, n_ahead: int) -> Iterator[Prepared]:
    coming, begun = iter(jobs), deque[tuple[Step, "Future[Prepared]"]]()
    try:
        while True:
            for job in coming:
                step = progress.begin(shown_name(job[0].name))
                step("gate.step.read")
                begun.append((step, begin(job)))
                if len(begun) >= n_ahead:
                    break
            if not begun:
                return
            step, future = begun.popleft()
            prepared = future.result()
            step("gate.step.check")
            yield prepared
    finally:
        for _step, future in begun:
            future.cancel()


class _Worker:
    """What a process that prepares files knows from its start.

    It reads the lists itself: they are more than a pipe holds, and a process that died at its start would leave the
    one that hands them over waiting for ever.
    """

    settings: Settings
    reference: Reference

    @classmethod
    def start(cls, settings: Settings) -> None:
        cls.settings, cls.reference = settings, load_reference(settings)
        threading.Thread(target=_leave_with_parent, daemon=True).start()

    @classmethod
    def prepare(cls, file: Incoming, received_at: datetime) -> Prepared:
        return prepare(file, cls.settings, cls.reference, received_at)


def _leave_with_parent() -> None:
    """A worker whose load was killed has nobody left to work for, and would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
