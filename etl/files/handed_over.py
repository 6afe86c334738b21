"""Files handed over on standard input as one tar, name and bytes; nothing of them is written to disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from access.errors import BadChoice
from access.settings import Settings
from etl.files.incoming import Incoming, from_stream


def from_tar(stream: BinaryIO, settings: Settings) -> tuple[Incoming, ...]:
    """The files in the order in which they were put in, each as if it had been named; zips of returns unfolded.

    Raises BadChoice when the stream is no whole tar, or holds no file.
    """
    try:
        found = tuple(_members(stream, settings))
    except (tarfile.TarError, EOFError):
        raise BadChoice("filings.load.bad_stream") from None
    if not found:
        raise BadChoice("filings.load.bad_stream")
    return found


def _members(stream: BinaryIO, settings: Settings) -> Iterator[Incoming]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.isreg() else None
            if opened is not None:
                yield from from_stream(cast(BinaryIO, opened), member.name, settings)
