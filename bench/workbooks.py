"""Reading and cleaning a workbook of 50,000 register rows against fastexcel's own read of it."""

from __future__ import annotations

import tempfile
import time
from datetime import datetime
from pathlib import Path

import fastexcel
import numpy as np

from access.settings import load_settings
from bench.big_files import SEED, cases
from bench.ratio import Ratio
from etl.clean import clean
from etl.files.incoming import from_path
from etl.privacy.pseudonyms import Pseudonyms
from etl.sheets.read import read_file
from etl.sheets.recognise import recognise
from warehouse.reference import load_reference

N_ROWS = 50_000
LIMIT = 3.0
RECEIVED_AT = datetime(2026, 12, 31, 12)


def _floor(path: Path) -> float:
    start = time.perf_counter()
    fastexcel.read_excel(path).load_sheet(0).to_polars()
    return time.perf_counter() - start


def _ours(path: Path) -> float:
    settings = load_settings()
    reference = load_reference(settings)
    start = time.perf_counter()
    for table in read_file(from_path(path), settings).tables:
        cleaned = clean(table, recognise(table), reference, RECEIVED_AT, Pseudonyms(b"of the bench"))
        if sum(part.rows.height for part in cleaned) != N_ROWS:
            raise RuntimeError("The workbook lost rows on its way.")
    return time.perf_counter() - start


def measure() -> list[Ratio]:
    """The best of three of each, so that one pause of the machine does not decide."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "meerut_cases_2025-09-22_2026-12-06.xlsx"
        register = cases(np.random.default_rng(SEED))
        register.filter(district_code="meerut").head(N_ROWS).drop("district_code").write_excel(path)
        floor = min(_floor(path) for _ in range(3))
        ours = min(_ours(path) for _ in range(3))
    return [Ratio("read and clean 50k register rows, XLSX", floor, ours, LIMIT)]
