"""More than 2,000 damaged or odd files, seeded: each ends in time, refused in words or with every row accounted for."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

import etl.judging.prepare
from etl.files.incoming import from_stream
from etl.judging.prepare import Prepared, prepare
from tests.etl_kit import AADHAAR, CASE, CASES, PHONE, RECEIVED, SQUAD, reference, settings

SEED = 20_251_022
SECONDS = 5.0
ETL = Path(__file__).parent / "etl"
ODD: list[object] = [
    *("", " ", "\u00a0", "\u200b", "0", "-1", "निल", "—", "योग", "कुल योग", "हस्ताक्षर", "31.02.2026", "05/10/25", "९:३०"),
    *(
        "=1+1",
        "@cmd",
        "'",
        '"',
        "<x>&amp;",
        "\ufffe",
        "\U0001f600" * 9,
        "a" * 32_000,
        "1e999",
        "nan",
        "NULL",
        "x\ny",
        "\t",
    ),
    *(PHONE, AADHAAR, "पुत्री श्री", "थाना", "दिनांक", "MSK/HAPUR/DHAULANA/2026/0001", "ftjk", "vkjksih"),
    *(0, -1, 1e300, 46300, 46300.4, 0.1 + 0.2, True, False, 2**53),
]


def table(rng: random.Random) -> list[list[object]]:
    """A return as it might come: a title or none, some rows, and some cells that nobody expects."""
    head, row = (SQUAD, ["धौलाना", "05.10.2026", 10, 2, 0, 0]) if rng.random() < 0.6 else (CASES, CASE)
    rows: list[list[object]] = [list(row) for _ in range(rng.randint(0, 6))]
    rows = [*([["जनपद हापुड़ अक्टूबर 2026"]] * rng.randint(0, 2)), list(head), *rows]
    for _ in range(rng.randint(0, 8)):
        cells = rng.choice(rows if rng.random() < 0.1 else rows[-6:])
        cells[rng.randrange(len(cells))] = rng.choice(ODD)
    if rng.random() < 0.3:
        rows.insert(rng.randint(0, len(rows)), [rng.choice(ODD) for _ in range(rng.randint(0, 9))])
    return rows


class Sparse(Worksheet):  # type: ignore[misc]  # xlsxwriter is not typed
    """Writes the rows that there are; its parent looks at each of the million above a stray cell in the last."""

    def _write_rows(self) -> None:
        extent = self.dim_rowmin, self.dim_rowmax
        for row in sorted(self.table):
            self.dim_rowmin = self.dim_rowmax = row
            super()._write_rows()
        self.dim_rowmin, self.dim_rowmax = extent


def workbook(rng: random.Random) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        for at in range(rng.randint(1, 2)):
            sheet = book.add_worksheet(f"हापुड़{at}", Sparse)
            for down, row in enumerate(table(rng)):
                for across, cell in enumerate(row):
                    if cell != "" and rng.random() < 0.995:
                        sheet.write(down, across, cell)
            if rng.random() < 0.2:
                sheet.write_formula(
                    rng.randrange(9), rng.randrange(9), "=A1+1", None, rng.choice(["#N/A", 3, "", True])
                )
            if rng.random() < 0.03:
                sheet.write(rng.choice([40, 70_000, 1_048_575]), rng.choice([3, 300, 16_383]), rng.choice([" ", "x"]))
    return out.getvalue()


def scratched(data: bytes, rng: random.Random) -> bytes:
    """The bytes with some changed, some left out, some twice; or only their beginning."""
    found = bytearray(data)
    if rng.random() < 0.15:
        return bytes(found[: rng.randrange(len(found))])
    for _ in range(rng.choice([1, 1, 2, 5, 30])):
        at = rng.randrange(len(found)) if found else 0
        length = rng.choice([1, 1, 2, 8, 64])
        match rng.randrange(4):
            case 0:
                found[at : at + length] = rng.randbytes(length)
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length]
            case _:
                found[at : at + 1] = rng.choice([b"\x00", b"\xff", b'"', b"<", b">", b"9", b",", b"\n", b"'", b"&"])
    return bytes(found)


def repacked(data: bytes, rng: random.Random) -> bytes:
    """A zip with the inside of one of its members scratched, or a member left out, twice, or under another name."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    victim = rng.choice(source.namelist())
    what = rng.random()
    with zipfile.ZipFile(out, "w", rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as copy:
        for name in source.namelist():
            if name != victim or what > 0.15:
                put = source.read(name)
                copy.writestr(name, scratched(put, rng) if name == victim and what > 0.2 and put else put)
        if what < 0.05:
            copy.writestr(rng.choice([victim.upper(), "xl/../" + victim, "/" + victim]), source.read(victim))
    return out.getvalue()


def text(rng: random.Random) -> bytes:
    separator, quote = rng.choice(",;\t|"), rng.choice(["", "", '"'])
    lines = [separator.join(f"{quote}{cell}{quote}" for cell in row) for row in table(rng)]
    encoding = rng.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    return rng.choice(["\n", "\r\n", "\r"]).join(lines).encode(encoding, errors="replace")


def archive(rng: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for at in range(rng.randint(1, 3)):
            zipped.writestr(rng.choice(["", "हापुड़/", "../"]) + f"hapur{at}.csv", text(rng))
        if rng.random() < 0.3:
            zipped.writestr("photo.jpg", b"\xff\xd8\xff")
    return out.getvalue()


def overwritten(rng: random.Random) -> bytes:
    """An .xls with some bytes changed, each in its place: moved ones would make it nothing at all."""
    found = bytearray((ETL / "squad_daily_hidden_parts.xls").read_bytes())
    for _ in range(rng.choice([1, 2, 5, 30, 200])):
        found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found[: rng.choice([len(found)] * 9 + [rng.randrange(len(found))])])


@cache
def some_workbook(number: int) -> bytes:
    return workbook(random.Random(f"{SEED} {number}"))


# How many files of each kind: 2,360 in all. Those opened in a process of their own take longest and are fewest.
KINDS: dict[str, tuple[str, int, Callable[[random.Random], bytes]]] = {
    "cells of a workbook": ("xlsx", 500, workbook),
    "parts of a workbook": ("xlsx", 700, lambda rng: repacked(some_workbook(rng.randrange(80)), rng)),
    "bytes of a workbook": ("xlsx", 300, lambda rng: scratched(some_workbook(rng.randrange(80)), rng)),
    "text": ("csv", 250, text),
    "bytes of text": ("csv", 250, lambda rng: scratched(text(rng), rng)),
    "bytes of a zip": ("zip", 120, lambda rng: scratched(archive(rng), rng)),
    "a zip": ("zip", 40, archive),
    "bytes of an .xls": ("xls", 100, overwritten),
    "parts of an .ods": ("ods", 100, lambda rng: repacked((ETL / "squad_daily_hidden_parts.ods").read_bytes(), rng)),
}
BLOCKS = [(kind, start) for kind, (_, n_files, _) in KINDS.items() for start in range(0, n_files, 100)]


def test_there_are_more_than_two_thousand() -> None:
    assert sum(n_files for _, n_files, _ in KINDS.values()) >= 2_000


@pytest.mark.parametrize(("kind", "start"), BLOCKS)
def test_no_file_stops_the_reader_or_loses_a_row(
    kind: str, start: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(etl.judging.prepare, "count_rules", lambda *_: ())  # the second engine has tests of its own
    ending, n_files, made = KINDS[kind]
    chosen = settings(data=tmp_path)  # the key of stand-ins is made there
    for at in range(start, min(start + 100, n_files)):
        data = made(random.Random(f"{SEED} {kind} {at}"))
        began = time.perf_counter()
        for file in from_stream(io.BytesIO(data), f"hapur_{at}.{ending}", chosen):
            _check(prepare(file, chosen, reference(), RECEIVED), f"{kind} {at}")
        assert time.perf_counter() - began < SECONDS, f"{kind} {at}"


def _check(prepared: Prepared, which: str) -> None:
    assert prepared.checked or prepared.refused, which
    for part in prepared.refused:
        assert part.rule != "gate.refused.broken", (which, part.sentence_en)
        assert part.sentence_hi, which
    for checked in prepared.checked:
        slice_ = checked.slice_
        assert slice_.n_read == slice_.rows.height + sum(slice_.non_data.values()), which
        ids = set(slice_.rows["row_id"])
        assert len(ids) == slice_.rows.height, which
        assert set(slice_.faults["row_id"]) | set(checked.failures["row_id"]) <= ids, which
