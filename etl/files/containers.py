"""What a file really is, and whether it may be opened: kind by content, encryption, unpacked size, sheet extents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from access.errors import Refused
from access.settings import Settings
from etl.files.incoming import Incoming
from etl.files.zips import member, opened
from etl.privacy.masking import shown_name

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


@dataclass(frozen=True)
class Container:
    """A file's bytes and what they were found to be."""

    name: str
    data: bytes
    kind: Kind


def open_container(file: Incoming, settings: Settings) -> Container:
    """The bytes of a file that may be read. Raises Refused: unreadable, empty, too large, encrypted or mislabelled."""
    name, ending = shown_name(file.name), PurePath(file.name).suffix.lower()
    if file.fault:
        raise file.fault
    told = _EXTENSIONS.get(ending)
    if told is None:
        raise Refused("etl.refused.unknown_kind", file=name, found=shown_name(ending) or "-")
    if file.sha256:
        _check_size(name, file.size, settings)
    try:
        data = file.read()
    except OSError as error:
        raise Refused("etl.refused.unreadable", file=name, fault=error.strerror or type(error).__name__) from None
    if not data.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise Refused("etl.refused.empty", file=name)
    found = _kind(name, data, settings)
    if found != told:
        raise Refused("etl.refused.mislabelled", file=name, told=ending, found=_PLAIN.get(found, found))
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
    with opened(name, data, settings) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "workbook"
        if "content.xml" in names and b"spreadsheet" in member(archive, "mimetype")[:100]:
            if "META-INF/manifest.xml" in names and b"encryption-data" in member(archive, "META-INF/manifest.xml"):
                raise Refused("etl.refused.encrypted", file=name)
            return "ods"
    return "xlsb" if "xl/workbook.bin" in names else "zip"
