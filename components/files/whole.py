"""A file made whole on disk or not at all, and handed out without a copy in memory."""

from __future__ import annotations

import io
import mmap
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from components.files import csv_file, excel_file, parquet_file
from components.files.shape import Content, Format, Told

_WRITERS: dict[Format, Callable[[Content, BinaryIO, Told], int]] = {
    "csv": csv_file.write,
    "xlsx": excel_file.write,
    "parquet": parquet_file.write,
}
_PREFIX = "file-"
_LEFT_OVER_SECONDS = 86_400


class OnDisk(io.RawIOBase):
    """A file that reads as a view of the disk's own pages: Streamlit keeps and serves it so, without a copy.

    The file has no name any more; its room is given back when nothing holds it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def __len__(self) -> int:
        return len(self._view)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Always at its beginning: it is read in one go."""
        return 0

    def read(self, size: int = -1) -> memoryview:  # bytes would be the copy
        return self._view


@dataclass(frozen=True)
class Made:
    """A whole file and how many rows it holds."""

    file: OnDisk
    n_rows: int


def make(content: Content, form: Format, folder: Path, told: Told = lambda n_rows: None) -> Made:
    """Writes all of the content, in the folder, under no name that stays. Whatever `told` raises leaves nothing."""
    with _scratch(folder) as scratch, (scratch / "part").open("w+b") as file:
        n_rows = _WRITERS[form](content, file, told)
        file.flush()
        return Made(OnDisk(file), n_rows)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder of one's own for as long as the writing takes; those of a killed process go after a day."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.glob(f"{_PREFIX}*"):
        if time.time() - left.stat().st_mtime > _LEFT_OVER_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=folder) as scratch:
        yield Path(scratch)
