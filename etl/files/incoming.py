"""What is handed in: a name and its bytes, from files and folders, from a stream, or out of a zip of returns."""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from access.errors import BadChoice, Refused
from access.settings import Settings
from etl.files.zips import DAMAGED, member, opened
from etl.privacy.masking import shown_name

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
ARCHIVE = ".zip"
_MB = 1_000_000
_UTF8_NAME = 0x800  # the flag of a member whose name is UTF-8
_UNICODE_PATH = 0x7075  # the extra field in which some programs put the name as UTF-8
_DRIVE = re.compile(r"^[A-Za-z]:")
_OUTSIDE = re.compile(r"^[A-Za-z]:|^/|(?:^|/)\.\./")


@dataclass(frozen=True)
class Incoming:
    """One file as it was handed in. Its bytes stand in `data`, or at `path` until they are read.

    `sha256` is empty when it could not be opened. `fault` says why it may not be read at all. `notes` count what was
    noticed in the archive that it came out of.
    """

    name: str
    size: int
    sha256: str
    path: Path | None = None
    data: bytes | None = field(default=None, repr=False)
    fault: Refused | None = None
    notes: tuple[tuple[str, int], ...] = ()

    def read(self) -> bytes:
        """The bytes. Raises OSError when the file is gone or closed to us, or is no longer what it was."""
        if self.data is not None:
            return self.data
        data = self.path.read_bytes() if self.path else b""
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise OSError(0, "changed")
        return data


def from_path(path: Path) -> Incoming:
    """One file, its SHA-256 made in pieces; a file that cannot be opened has none, and is refused when it is read."""
    try:
        with path.open("rb") as file:
            return Incoming(path.name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest(), path)
    except OSError:
        return Incoming(path.name, 0, "", path)


def from_bytes(name: str, data: bytes) -> Incoming:
    return Incoming(name, len(data), hashlib.sha256(data).hexdigest(), data=data)


def from_paths(paths: Iterable[Path], settings: Settings) -> tuple[Incoming, ...]:
    """The files named, and in folders every file of a kind that returns come in, by name; zips of returns unfolded.

    Raises BadChoice when a path is not there, or no file is found.
    """
    named = list(paths)
    for path in named:
        if not path.exists():
            raise BadChoice("gate.load.no_path", path=shown_name(str(path)))
    found = [file for path in named for file in (_in_folder(path) if path.is_dir() else [path])]
    if not found:
        kinds = ", ".join((*ENDINGS, ARCHIVE))
        raise BadChoice("gate.load.no_files", paths=", ".join(shown_name(str(path)) for path in named), endings=kinds)
    return tuple(one for path in dict.fromkeys(found) for one in _unfolded(from_path(path), settings))


def from_stream(stream: BinaryIO, name: str, settings: Settings) -> tuple[Incoming, ...]:
    """What comes over a stream: one file, or the files of a zip of returns. No more than the limit is read."""
    most = int(settings.max_file_mb * _MB)
    data = stream.read(most + 1)
    if len(data) > most:
        return (_too_large(from_bytes(base_name(name), data), settings),)
    return _unfolded(from_bytes(base_name(name), data), settings)


def base_name(name: str) -> str:
    """The last part of a name, whatever folders, drives or control characters somebody put into it."""
    last = _DRIVE.sub("", name.replace("\\", "/")).rstrip("/").rpartition("/")[2]
    return unicodedata.normalize("NFC", "".join(letter for letter in last if unicodedata.category(letter) != "Cc"))


def _in_folder(folder: Path) -> list[Path]:
    kinds = (*ENDINGS, ARCHIVE)
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in kinds)
    return sorted(path for path in files if not path.name.startswith((".", "~$")))


def _unfolded(file: Incoming, settings: Settings) -> tuple[Incoming, ...]:
    """The files of a zip in the order of their names, as if it had been unpacked; any other file as it is."""
    if not file.name.lower().endswith(ARCHIVE):
        return (file,)
    if file.size > settings.max_file_mb * _MB:
        return (_too_large(file, settings),)
    name = shown_name(file.name)
    try:
        with opened(name, file.read(), settings) as archive:
            return _members(file, archive, settings)
    except Refused as error:
        return (replace(file, fault=error),)
    except OSError as error:
        fault = error.strerror or type(error).__name__
        return (replace(file, fault=Refused("etl.refused.unreadable", file=name, fault=fault)),)


def _too_large(file: Incoming, settings: Settings) -> Incoming:
    found, limit = f"{file.size / _MB:.1f}", f"{settings.max_file_mb:g}"
    told = Refused("etl.refused.too_large", file=shown_name(file.name), found=found, limit=limit)
    return replace(file, data=None, fault=told)


def _members(file: Incoming, archive: zipfile.ZipFile, settings: Settings) -> tuple[Incoming, ...]:
    """The returns in a zip; what else is in it is counted with the first of them, and a zip in it is refused."""
    name, notes, found = shown_name(file.name), Counter[str](), list[Incoming]()
    for full, entry in sorted(((_name_of(entry), entry) for entry in archive.infolist()), key=lambda pair: pair[0]):
        last = base_name(full)
        if entry.is_dir() or full.endswith("\\"):
            continue
        if last.lower().endswith(ARCHIVE):
            found.append(_refused(last, "archive_in_archive", file=shown_name(last), archive=name))
        elif not _is_return(full, last):
            notes["members_not_read"] += 1
        else:
            notes["member_paths_dropped"] += _points_outside(full)
            found.append(_member(name, last, archive, entry, settings))
    if not found:
        raise Refused("etl.refused.archive_without_returns", file=name, found=notes.total(), endings=", ".join(ENDINGS))
    told = tuple((note, count) for note, count in notes.items() if count)
    return (replace(found[0], notes=told), *found[1:])


def _member(
    archive_name: str, last: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, settings: Settings
) -> Incoming:
    if "\x00" in entry.orig_filename:
        return _refused(last, "member_name", file=shown_name(last), archive=archive_name)
    if entry.file_size > settings.max_file_mb * _MB:
        return _too_large(Incoming(last, entry.file_size, ""), settings)
    try:
        return from_bytes(last, member(archive, entry))
    except DAMAGED as error:
        return _refused(last, "unreadable", file=shown_name(last), fault=type(error).__name__)


def _refused(name: str, rule: str, **values: object) -> Incoming:
    return Incoming(name, 0, "", fault=Refused(f"etl.refused.{rule}", **values))


def _is_return(full: str, last: str) -> bool:
    """Whether a member may hold a return: not a picture or letter, nor what a Mac or an open Excel leaves behind."""
    return last.lower().endswith(ENDINGS) and not last.startswith((".", "~$")) and "__MACOSX" not in full


def _points_outside(full: str) -> bool:
    return bool(_OUTSIDE.search(full.replace("\\", "/")))


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: many programs write UTF-8 and do not say so, and Python takes it for cp437."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    if told := _unicode_path(entry.extra):
        return told
    try:
        return entry.filename.encode("cp437").decode()
    except UnicodeError:
        return entry.filename


def _unicode_path(extra: bytes) -> str:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH:
            return extra[9 : 4 + length].decode(errors="ignore")
        extra = extra[4 + length :]
    return ""
