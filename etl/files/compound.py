"""Takes one stream out of the container that an .xls is: a file system in miniature, sectors chained by a table."""

from __future__ import annotations

import struct

_LAST = 0xFFFFFFF0  # from here numbers are marks, not sectors
_MINI = 64


def stream(data: bytes, *names: str) -> bytes:
    """The first stream of one of these names. Raises ValueError, struct.error or IndexError on a damaged file."""
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValueError("no compound file")
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError("no such sector size")
    table = _table(data, size)
    directory = _chained(data, table, struct.unpack_from("<I", data, 48)[0], size, size)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    cutoff, mini_table_start = struct.unpack_from("<I4xI", data, 56)[0], struct.unpack_from("<I", data, 60)[0]
    for entry in entries:
        if entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace") in names:
            start, length = struct.unpack_from("<II", entry, 116)
            if length >= cutoff:
                return _chained(data, table, start, size, size)[:length]
            root = struct.unpack_from("<I", entries[0], 116)[0]
            packed = _chained(data, table, mini_table_start, size, size)
            small = struct.unpack(f"<{len(packed) // 4}I", packed)
            return _chained(_chained(data, table, root, size, size), small, start, _MINI, 0)[:length]
    raise ValueError("no workbook in it")


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows which."""
    listed = list(struct.unpack_from("<109I", data, 76))
    n_more, per_sector = struct.unpack_from("<I", data, 72)[0], size // 4
    following = struct.unpack_from("<I", data, 68)[0]
    for _ in range(min(n_more, len(data) // size)):
        more = struct.unpack_from(f"<{per_sector}I", data, size + following * size)
        listed += more[:-1]
        following = more[-1]
    sectors = [at for at in listed if at < _LAST]
    if len(sectors) > len(data) // size + 1:
        raise ValueError("more tables than sectors")
    return tuple(number for at in sectors for number in struct.unpack_from(f"<{per_sector}I", data, size + at * size))


def _chained(data: bytes, table: tuple[int, ...], start: int, size: int, head: int) -> bytes:
    parts: list[bytes] = []
    at = start
    while at < _LAST:
        if len(parts) > len(data) // size:
            raise ValueError("a chain without an end")
        parts.append(data[head + at * size : head + (at + 1) * size])
        at = table[at]
    return b"".join(parts)
