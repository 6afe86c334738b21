"""Files prepared in their order: one by one here, or ahead of their turn in two other processes when there are many."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from multiprocessing.connection import wait
from pathlib import Path

from access.settings import Settings
from etl.prepare import Prepared, prepare
from etl.progress import Progress, Step
from warehouse.reference import Reference

Job = tuple[Path, datetime]

_POOL_PAYS_FROM = 12  # files: below that, starting two processes costs more than they save (measured)
_N_WORKERS = 2
_AHEAD = 8  # files prepared before their turn, so that memory stays bounded


def prepare_in_order(
    jobs: Sequence[Job], settings: Settings, reference: Reference, progress: Progress
) -> Iterator[Prepared]:
    """What each file holds, in the order of `jobs`, whoever prepared it."""
    if len(jobs) < _POOL_PAYS_FROM:
        for path, received_at in jobs:
            yield prepare(path, settings, reference, received_at, progress.begin(path.name))
        return
    spawning = multiprocessing.get_context("spawn")  # a forked Polars hangs
    with ProcessPoolExecutor(_N_WORKERS, spawning, _Worker.start, (settings, reference)) as pool:
        yield from _ahead(pool, jobs, progress)


def _ahead(pool: ProcessPoolExecutor, jobs: Sequence[Job], progress: Progress) -> Iterator[Prepared]:
    coming, begun = iter(jobs), deque[tuple[Step, "Future[Prepared]"]]()
    try:
        while True:
            for path, received_at in coming:
                begun.append((progress.begin(path.name), pool.submit(_Worker.prepare, path, received_at)))
                if len(begun) >= _AHEAD:
                    break
            if not begun:
                return
            step, future = begun.popleft()
            step("gate.step.check")
            yield future.result()
    finally:
        for _step, future in begun:
            future.cancel()


class _Worker:
    """What a process that prepares files knows from its start."""

    settings: Settings
    reference: Reference

    @classmethod
    def start(cls, settings: Settings, reference: Reference) -> None:
        cls.settings, cls.reference = settings, reference
        threading.Thread(target=_leave_with_parent, daemon=True).start()

    @classmethod
    def prepare(cls, path: Path, received_at: datetime) -> Prepared:
        return prepare(path, cls.settings, cls.reference, received_at, _say_nothing)


def _leave_with_parent() -> None:
    """A worker whose load was killed has nobody left to work for, and would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _say_nothing(_step: str) -> None:
    return
