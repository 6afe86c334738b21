"""Reads .xls and .ods files through a process of its own, begun once and begun anew when a file has ended it."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import polars as pl

from access.settings import Settings

_PROBE = str(Path(__file__).with_name("probe.py"))


class Ended(Exception):
    """The process ended, or had to be ended, over a file; `fault` says how."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(fault)


@dataclass(frozen=True)
class Loaded:
    """One sheet as the reader gives it: text cells, the columns that they are, and (row, column, detail) of errors.

    `fault` is empty, or says why the sheet could not be read.
    """

    name: str
    is_visible: bool
    cells: pl.DataFrame
    columns: tuple[int, ...]
    errors: tuple[tuple[int, int, str], ...]
    fault: str = ""


class _Reader:
    """One process for all files of this one, used by one thread at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, settings: Settings) -> list[Loaded]:
        """The sheets of a workbook. Raises Ended."""
        with self._lock:
            process = self._begun(settings)
            is_late = threading.Event()

            def stop() -> None:
                is_late.set()
                process.kill()

            timer, begun_at = threading.Timer(settings.max_open_seconds, stop), time.monotonic()
            timer.start()
            try:
                told = _asked(process, data)
                if time.monotonic() - begun_at > settings.max_open_seconds:
                    is_late.set()
                    raise EOFError
                return told
            except (OSError, ValueError, EOFError, pl.exceptions.PolarsError) as error:
                self._end()
                raise Ended("timeout" if is_late.is_set() else "aborted") from error
            finally:
                timer.cancel()

    def _begun(self, settings: Settings) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-I", _PROBE, str(settings.max_reader_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            for stream in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    if stream:
                        stream.close()
            self._process.wait()
            self._process = None


def _asked(process: subprocess.Popen[bytes], data: bytes) -> list[Loaded]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(len(data).to_bytes(8, "big") + data)
    process.stdin.flush()
    told = json.loads(process.stdout.readline())
    if "fault" in told:
        raise Ended(f"{told['fault']}: {told['detail']}")
    return [_loaded(sheet, process.stdout) for sheet in told["sheets"]]


def _loaded(told: dict[str, Any], stream: IO[bytes]) -> Loaded:
    cells = pl.DataFrame()
    if n_bytes := told.get("n_bytes", 0):
        cells = pl.read_ipc_stream(io.BytesIO(stream.read(n_bytes)))
    errors = tuple((row, column, detail) for row, column, detail in told.get("errors", ()))
    is_visible = told.get("is_visible", True)
    return Loaded(told["name"], is_visible, cells, tuple(told.get("columns", ())), errors, told.get("fault", ""))


_READER = _Reader()


def read_apart(data: bytes, settings: Settings) -> list[Loaded]:
    """The sheets of an .xls or .ods file. Raises Ended when it cannot be read, or not in time, or not in the memory."""
    return _READER.read(data, settings)
