"""Zips are opened here and nowhere else: their directory is looked at first, and nothing inflates past what it says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from access.errors import Refused
from access.settings import Settings

# What a damaged archive raises, wherever the damage is.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,  # zipfile: a member is of a later version of the format than it knows
    OSError,
    RuntimeError,
    ValueError,
)
_MB = 1_000_000
_ENTRY = b"PK\x01\x02"
_WITHIN = 50  # entries that each member may have of its own, when workbooks lie in a zip as they are
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of the others the unpacked size cannot be bounded


@contextmanager
def opened(name: str, data: bytes, settings: Settings) -> Iterator[zipfile.ZipFile]:
    """A zip whose directory is within the limits. Raises Refused: damaged, encrypted, packed by a method that is not
    read, too many members, too large.
    """
    if data.count(_ENTRY) > _WITHIN * settings.max_members:
        raise _too_many(name, data.count(_ENTRY), settings)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(name, archive.infolist(), settings)
            yield archive
    except DAMAGED as error:
        raise Refused("etl.refused.unreadable", file=name, fault=type(error).__name__) from None


def member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | str) -> bytes:
    """A member's bytes, at most as many as the directory says. Raises what DAMAGED lists."""
    found = archive.getinfo(entry) if isinstance(entry, str) else entry
    with archive.open(found) as stream:
        return stream.read(found.file_size + 1)


def _check(name: str, entries: list[zipfile.ZipInfo], settings: Settings) -> None:
    if len(entries) > settings.max_members:
        raise _too_many(name, len(entries), settings)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("etl.refused.encrypted", file=name)
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise Refused("etl.refused.compression", file=name)
    unpacked = sum(entry.file_size for entry in entries) / _MB
    if unpacked > settings.max_unpacked_mb:
        raise Refused(
            "etl.refused.unpacks_too_large", file=name, found=f"{unpacked:.0f}", limit=f"{settings.max_unpacked_mb:g}"
        )


def _too_many(name: str, found: int, settings: Settings) -> Refused:
    return Refused("etl.refused.too_many_members", file=name, found=found, limit=settings.max_members)
