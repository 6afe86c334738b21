"""No row vanishes between a sheet and its batch: every filled row is a title, a header, or counted as read."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from access.errors import Refused
from access.settings import Settings
from etl.clean import clean
from etl.files.incoming import from_paths
from etl.judging.batches import Delivery
from etl.privacy.pseudonyms import Pseudonyms
from etl.progress import Silent
from etl.run import Lot, commit
from etl.sheets.read import read_file
from etl.sheets.recognise import recognise
from tests.data.test_reader_fuzz import SEED, table
from tests.etl_kit import RECEIVED, SQUAD, reference, settings, write_csv, write_xlsx
from warehouse.store import Store

BLANKS = " \t\r\n\u00a0\u200b\u200c\u200d\ufeff"


def n_filled(rows: Sequence[Sequence[object]]) -> int:
    """How many rows hold anything but blanks, counted without the reader."""
    return sum(any(str(cell).strip(BLANKS) for cell in row) for row in rows)


def n_told(path: Path) -> int | None:
    """How many filled rows the reader speaks for; None when it refuses the file.

    The rule stands with etl.sheets.read.ReadFile; blank rows between are no data, and have no part in this count.
    """
    (file,) = from_paths([path], settings())
    try:
        told = 0
        for one in read_file(file, settings()).tables:
            slices = clean(one, recognise(one), reference(), RECEIVED, Pseudonyms(b"of a test"))
            told += (
                len(one.title)
                + len(one.header_rows)
                + sum(part.n_read - part.non_data.get("blank", 0) for part in slices)
            )
    except Refused:
        return None
    return told


def test_no_row_of_an_odd_sheet_vanishes(tmp_path: Path) -> None:
    n_read = 0
    for seed in range(150):
        rows = table(random.Random(f"{SEED} balance {seed}"))
        texts = [[" ".join(str(cell).split("\n")).replace("\t", " ").replace('"', "") for cell in row] for row in rows]
        path = write_csv(tmp_path / f"hapur_{seed}.csv", texts, "\t")
        told = n_told(path)
        assert told in (None, n_filled(texts)), seed
        n_read += told is not None
    assert n_read > 60


UGLY = [
    ["जनपद हापुड़ — एंटी रोमियो दैनिक कार्यवाही"],
    ["अवधि: 01.10.2026 से 31.10.2026"],
    [],
    SQUAD,
    ["धौलाना", "05.10.2026", "10", "2", "0", "0"],
    ["धौलाना", "31.02.2026", "10", "2", "0", "0"],
    ["\u00a0", "", "\u200b", "", "", ""],
    SQUAD,
    ["बाबूगढ़", "06.10.2026", "7", "1", "0", "0"],
    ["कुल योग", "", "27", "5", "0", "0"],
    [],
    ["हस्ताक्षर"],
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_batch_accounts_for_every_row_of_the_sheet(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"hapur_squad.{kind}"
    _ = write_csv(path, UGLY) if kind == "csv" else write_xlsx(path, {"हापुड़": UGLY})
    chosen = Settings(data=tmp_path / "data")
    lot = Lot(from_paths([path], chosen), Delivery(datetime(2026, 11, 2, 12)))
    (outcome,) = commit([lot], Store(chosen), chosen, Silent())
    n_title, n_header, n_blank = 2, 1, 2
    assert outcome.rows_read == n_filled(UGLY) - n_title - n_header + n_blank
    assert outcome.rows_read == outcome.accepted + outcome.quarantined + outcome.non_data
    assert (outcome.accepted, outcome.quarantined) == (2, 1)


def test_a_sheet_without_a_table_beside_one_that_is_read_is_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "hapur.xlsx", {"पत्र": [["सेवा में,"], ["महोदय"]], "हापुड़": UGLY})
    chosen = Settings(data=tmp_path / "data")
    lot = Lot(from_paths([path], chosen), Delivery(datetime(2026, 11, 2, 12)))
    (outcome,) = commit([lot], Store(chosen), chosen, Silent())
    assert ("tables_not_used", 1) in [(reason.rule, reason.count) for reason in outcome.reasons]
