"""The parts of an .xlsx or .xlsm: which sheets it has, what lies beside them, and a copy of what may be read."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from etl.files.zips import member

# What the reader looks at besides the worksheets.
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/workbook\.xml\.rels|workbook\.xml|styles\.xml)", re.IGNORECASE
)
_STRINGS = re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE)
_LINK = re.compile(r"xl/externalLinks/externalLink[^/]*\.xml", re.IGNORECASE)
_COMMENTS = re.compile(r"xl/(?:comments/?)?comments?[^/]*\.xml", re.IGNORECASE)
_COMMENT = re.compile(rb"<(?:\w+:)?comment\b")
_MACROS = re.compile(r"xl/vbaProject\.bin", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A worksheet: its name, where it lies in the zip, and whether it is shown."""

    name: str
    path: str
    is_hidden: bool


def worksheets(archive: zipfile.ZipFile) -> list[Part]:
    """The worksheets in their order. Raises what zips.DAMAGED lists, and ParseError."""
    rels = ElementTree.fromstring(_no_entities(member(archive, "xl/_rels/workbook.xml.rels")))
    targets = {rel.get("Id"): rel.get("Target", "") for rel in rels}
    book = ElementTree.fromstring(_no_entities(member(archive, "xl/workbook.xml")))
    return list(_worksheets(book, targets))


def _worksheets(book: ElementTree.Element, targets: dict[str | None, str]) -> Iterator[Part]:
    for sheet in (one for one in book.iter() if _local(one.tag) == "sheet"):
        link = next((value for name, value in sheet.attrib.items() if _local(name) == "id"), None)
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" in path:
            yield Part(sheet.get("name", ""), path, sheet.get("state", "visible") != "visible")


def _local(name: str) -> str:
    """A name without its namespace, of which there are two kinds in use."""
    return name.rpartition("}")[2]


def _no_entities(xml: bytes) -> bytes:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise zipfile.BadZipFile("a workbook declares no entities")
    return xml


def shared_strings(archive: zipfile.ZipFile) -> bytes:
    found = [name for name in archive.namelist() if _STRINGS.fullmatch(name)]
    return member(archive, found[0]) if found else b""


def beside(archive: zipfile.ZipFile) -> dict[str, int]:
    """What a workbook holds that is never used: links to other files, comments (counted, not read), macros."""
    names = archive.namelist()
    comments = (member(archive, name) for name in names if _COMMENTS.fullmatch(name))
    return {
        "external_links": sum(bool(_LINK.fullmatch(name)) for name in names),
        "cell_comments": sum(len(_COMMENT.findall(xml)) for xml in comments),
        "macros_not_run": sum(bool(_MACROS.fullmatch(name)) for name in names),
    }


def readable_copy(archive: zipfile.ZipFile, sheets: dict[str, bytes]) -> bytes:
    """A zip of only what is read, not packed: the sheets as they were measured, and no member larger than it said."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            if _NEEDED.fullmatch(name) or _STRINGS.fullmatch(name):
                copy.writestr(name, member(archive, name))
        for path, xml in sheets.items():
            copy.writestr(path, xml)
    return out.getvalue()
