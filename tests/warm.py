"""A Python that need not be started: forked from one that has imported what a load runs on, which takes it seconds.

It is a process of its own, with its own arguments, environment, streams and end, as one of `sys.executable` would be.
Polars is imported where it is forked, and never used there: a forked Polars hangs once it has begun to work.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import runpy
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from subprocess import CompletedProcess
from typing import IO

from access.settings import HOME

FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["etl.__main__", "etl.forms", "etl.demo", "great_expectations.expectations", "pandas"])


class Warm:
    """What `subprocess.Popen([sys.executable, *arguments], cwd=HOME, env=environment)` would be, with three pipes."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str]) -> None:
        ours, theirs = zip(*(_pipe(number) for number in range(3)), strict=True)
        self._process: ForkServerProcess = FORKING.Process(target=_python, args=(arguments, dict(environment), *theirs))
        with contextlib.chdir(HOME):
            self._process.start()
        for connection in theirs:
            connection.close()
        self.stdin, self.stdout, self.stderr = ours
        self.terminate, self.kill = self._process.terminate, self._process.kill

    def wait(self) -> int | None:
        """Its exit code, once it has ended; that of a signal is negative."""
        self._process.join()
        return self._process.exitcode


def run(arguments: list[str], environment: Mapping[str, str], given: bytes = b"") -> CompletedProcess[str]:
    """What `subprocess.run` would tell of it as text. `given`, which it reads, is less than a pipe holds."""
    process = Warm(arguments, environment)
    with process.stdout, process.stderr, ThreadPoolExecutor(2) as pool:
        with process.stdin:
            process.stdin.write(given)
        out, err = pool.map(lambda stream: stream.read(), (process.stdout, process.stderr))
    return CompletedProcess(arguments, process.wait() or 0, out.decode(), err.decode())


def _pipe(number: int) -> tuple[IO[bytes], Connection]:
    """Our end as a file, and the end of the process."""
    reads, writes = FORKING.Pipe(duplex=False)
    ours, theirs = (writes, reads) if number == 0 else (reads, writes)
    with ours:
        return os.fdopen(os.dup(ours.fileno()), "wb" if number == 0 else "rb"), theirs


def _python(arguments: list[str], environment: dict[str, str], *streams: Connection) -> None:
    """Does in this process what a fresh Python does with `-m module …` or `-c code …`."""
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
        stream.close()
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode, closefd=False) for number, mode in enumerate("rww"))
    how, what, *rest = arguments
    sys.argv = [how, *rest]
    if how == "-c":
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.modules.pop(f"{what}.__main__", None)
        runpy.run_module(what, run_name="__main__", alter_sys=True)
