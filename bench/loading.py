"""Loading large CSV returns against DuckDB's own typed reading and writing of the same files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.big_files import INDIAN, ISO, write
from bench.ratio import Ratio

LIMIT = 5.0
MEMORY_LIMIT_MB = 1536.0

FLOOR = """
import json, sys, time, duckdb
folder, target, date_format = sys.argv[1:]
con = duckdb.connect(target)
dates = {"cases": ["Received on", "Entered on", "Closed on"], "patrols": ["Visited on"]}
start = time.perf_counter()
for name, columns in dates.items():
    types = ", ".join(f"'{column}': 'DATE'" for column in columns)
    con.execute(
        f"create table {name} as select * from read_csv('{folder}/*_{name}_*.csv',"
        f" dateformat='{date_format}', types={{{types}}})"
    )
con.close()
print(json.dumps({"seconds": time.perf_counter() - start}))
"""

OURS = """
import json, resource, sys, time
from datetime import datetime
from pathlib import Path
import great_expectations, pandas, duckdb, polars, fastexcel
import great_expectations.expectations
from etl.judging.batches import Delivery
from etl.progress import Progress
from etl.files.incoming import from_paths
from etl.run import Lot, load
from access.settings import load_settings
start = time.perf_counter()
lot = Lot(from_paths([Path(sys.argv[1])], load_settings()), Delivery(datetime(2026, 12, 31, 12)))
report = load([lot], load_settings(), Progress("en"))
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
batches = [{"verdict": batch.verdict, "return": batch.return_name} for batch in report.outcomes]
print(json.dumps({"seconds": seconds, "peak_mb": peak, "batches": batches}))
"""


def _run(code: str, *arguments: str, data: Path) -> dict[str, object]:
    environment = {**os.environ, "MISSION_DATA": str(data)}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, env=environment
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    result: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def measure() -> list[Ratio]:
    """Once with dates that need no mending, once as districts write them, each cell of which is mended and listed."""
    return [*_measured(ISO, "ISO dates"), *_measured(INDIAN, "dd.mm.yyyy")]


def _measured(date_format: str, name: str) -> list[Ratio]:
    """The ratio of times and the peak memory of one load. Raises RuntimeError when the load did not publish all."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "returns"
        folder.mkdir()
        write(folder, date_format)
        floor = _run(FLOOR, str(folder), str(Path(scratch) / "floor.duckdb"), date_format, data=Path(scratch) / "none")
        ours = _run(OURS, str(folder), data=Path(scratch) / "data")
    batches = ours["batches"]
    if not isinstance(batches, list) or any(batch["verdict"] != "published" for batch in batches):
        raise RuntimeError(f"The load did not publish everything: {batches}")
    what, seconds, peak = f"load 700k rows, CSV, {name}", float(str(ours["seconds"])), float(str(ours["peak_mb"]))
    return [
        Ratio(what, float(str(floor["seconds"])), seconds, LIMIT),
        Ratio(f"peak memory: {what}", 0.0, peak, MEMORY_LIMIT_MB, "MB", is_difference=True),
    ]
