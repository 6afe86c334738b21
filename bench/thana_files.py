"""A load of one workbook from each thana, gate and all, and the memory that reading a large workbook takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import fastexcel
import numpy as np
import polars as pl

from bench.big_files import SEED, cases
from bench.ratio import Ratio

N_ROWS = 200
N_LARGE = 50_000
LIMIT_SECONDS = 29.0  # above the floor, which is well under a second: 30 in all
# Reading needs the sheet's XML twice, its cells as text and the marks by which it is measured: so many times its XML.
LIMIT_TIMES = 6.0

LOAD = """
import json, sys, time
start = time.perf_counter()
from datetime import datetime
from pathlib import Path
from access.settings import load_settings
from etl.judging.batches import Delivery
from etl.files.incoming import from_paths
from etl.progress import Silent
from etl.run import Lot, load
if __name__ == "__main__":
    settings = load_settings()
    lot = Lot(from_paths([Path(sys.argv[1])], settings), Delivery(datetime(2026, 12, 31, 12)))
    report = load([lot], settings, Silent())
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "verdicts": [one.verdict for one in report.outcomes]}))
"""

READ = """
import json, re, sys
from pathlib import Path
import polars, fastexcel
from access.settings import load_settings
from etl.files.incoming import from_path
from etl.sheets.read import read_file
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])

small, large = (from_path(Path(path)) for path in sys.argv[1:])
read_file(small, load_settings())
before = peak()
tables = read_file(large, load_settings()).tables
after = peak()
print(json.dumps({"mb": (after - before) / 1024, "rows": tables[0].cells.height}))
"""


def write(folder: Path) -> list[Path]:
    """A workbook of N_ROWS register rows for each thana, the district and thana in its name."""
    register = cases(np.random.default_rng(SEED))
    paths = []
    for (district, thana), part in register.partition_by("district_code", "Thana", as_dict=True).items():
        path = folder / f"{district}_{thana}_cases_2025-09-22_2026-12-06.xlsx"
        part.head(N_ROWS).drop("district_code").write_excel(path)
        paths.append(path)
    return paths


def _run(code: str, *arguments: object, data: Path) -> dict[str, object]:
    script = data.with_suffix(".py")  # a file, because processes begun by the load look for their main module
    script.write_text(code, encoding="utf-8")
    environment = {**os.environ, "MISSION_DATA": str(data), "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, str(script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    result: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def _floor(paths: list[Path]) -> float:
    start = time.perf_counter()
    for path in paths:
        fastexcel.read_excel(path).load_sheet(0).to_polars()
    return time.perf_counter() - start


def measure() -> list[Ratio]:
    """Raises RuntimeError when the load did not publish every file, or reading lost rows."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "returns"
        folder.mkdir()
        paths = write(folder)
        loaded = _run(LOAD, folder, data=Path(scratch) / "data")
        floor = _floor(paths)
        large = Path(scratch) / "large.xlsx"
        cases(np.random.default_rng(SEED)).filter(pl.col("district_code") == "meerut").head(N_LARGE).write_excel(large)
        read = _run(READ, paths[0], large, data=Path(scratch) / "none")
        unpacked = sum(entry.file_size for entry in zipfile.ZipFile(large).infolist()) / 1_000_000
    if loaded["verdicts"] != ["published"] * len(paths) or read["rows"] != N_LARGE:
        raise RuntimeError(f"Not everything was read: {loaded}, {read}")
    name = f"load {len(paths)} thana files of {N_ROWS} rows, XLSX"
    return [
        Ratio(name, floor, float(str(loaded["seconds"])), LIMIT_SECONDS, is_difference=True),
        Ratio("peak memory of reading, by unpacked size", unpacked, float(str(read["mb"])), LIMIT_TIMES, "MB"),
    ]
