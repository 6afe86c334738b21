"""What a file really is, and whether it may be opened: kind by content, encryption, unpacked size, sheet extents."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from access.errors import Refused
from access.settings import Settings
from etl.masking import shown_name

Kind = Literal["workbook", "xls", "ods", "text"]
_EXTENSIONS: dict[str, Kind] = {
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".xls": "xls",
    ".ods": "ods",
    ".csv": "text",
    ".txt": "text",
    ".tsv": "text",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"PAR1", "Parquet"),
)
_MB = 1_000_000
# What a damaged archive raises, wherever the damage is.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Container:
    """A file's bytes and what they were found to be."""

    name: str
    data: bytes
    kind: Kind


def open_container(path: Path, settings: Settings) -> Container:
    """The bytes of a file that may be read. Raises Refused: unreadable, empty, too large, encrypted or mislabelled."""
    name, told = shown_name(path.name), _EXTENSIONS.get(path.suffix.lower())
    if told is None:
        raise Refused("etl.refused.unknown_kind", file=name, found=shown_name(path.suffix) or "-")
    try:
        size = path.stat().st_size
        _check_size(name, size, settings)
        data = path.read_bytes()
    except OSError as error:
        raise Refused("etl.refused.unreadable", file=name, fault=error.strerror or type(error).__name__) from None
    if not data.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise Refused("etl.refused.empty", file=name)
    found = _kind(name, data, settings)
    if found != told:
        raise Refused("etl.refused.mislabelled", file=name, told=path.suffix.lower(), found=_PLAIN.get(found, found))
    return Container(name, data, told)


_PLAIN = {"workbook": "xlsx", "text": "text/csv"}


def _check_size(name: str, size: int, settings: Settings) -> None:
    if size == 0:
        raise Refused("etl.refused.empty", file=name)
    if size > settings.max_file_mb * _MB:
        raise Refused("etl.refused.too_large", file=name, found=f"{size / _MB:.1f}", limit=f"{settings.max_file_mb:g}")


def _kind(name: str, data: bytes, settings: Settings) -> str:
    if data.startswith(_OLE):
        return _ole_kind(name, data)
    if data.startswith(b"PK"):
        return _zip_kind(name, data, settings)
    for mark, found in _FOREIGN:
        if data.startswith(mark):
            return found
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")):
        return "HTML/XML"
    return "text"


def _ole_kind(name: str, data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Refused("etl.refused.encrypted", file=name)
    if holds("Workbook") or holds("Book"):
        return "xls"
    return "Word/PowerPoint"


def _zip_kind(name: str, data: bytes, settings: Settings) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(name, entries, settings)
            names = {entry.filename for entry in entries}
            if "xl/workbook.xml" in names:
                return "workbook"
            if "content.xml" in names and b"spreadsheet" in archive.read("mimetype")[:100]:
                if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise Refused("etl.refused.encrypted", file=name)
                return "ods"
    except DAMAGED as error:
        raise Refused("etl.refused.unreadable", file=name, fault=type(error).__name__) from None
    return "xlsb" if "xl/workbook.bin" in names else "zip"


def _check_entries(name: str, entries: list[zipfile.ZipInfo], settings: Settings) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("etl.refused.encrypted", file=name)
    unpacked = sum(entry.file_size for entry in entries) / _MB
    if unpacked > settings.max_unpacked_mb:
        raise Refused(
            "etl.refused.unpacks_too_large", file=name, found=f"{unpacked:.0f}", limit=f"{settings.max_unpacked_mb:g}"
        )
