"""A warm run of the overview's script above an empty page's, on the sample and on twenty times its rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

from access.settings import Settings
from bench.ratio import Ratio
from warehouse.build import publish
from warehouse.store import Store

LIMIT_MS = 100.0
TIMES = 20
_KEYED = {"places_checked", "circular_no", "incharge_rank"}  # columns of the returns that have such a key
# Marts are day grain: the same page over far more rows may cost no more than this, measured against itself.
GROWTH_LIMIT = 1.5

TIMED = """
import json, sys, time
from streamlit.testing.v1 import AppTest

def best(app, runs=15):
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        app.run()
        seconds.append(time.perf_counter() - start)
        assert not app.exception, app.exception
    return sorted(seconds)[len(seconds) // 2] * 1000

empty = AppTest.from_string("import streamlit as st\\nst.html('<p>.</p>')", default_timeout=60).run()
page = AppTest.from_file("dashboard.py", default_timeout=60)
page.session_state["viewer"] = "dig"
page.run()
assert len(page.get("html")) > 3, "the overview did not draw"
print(json.dumps({"empty": best(empty), "page": best(page)}))
"""


def _sample(folder: Path) -> None:
    environment = {**os.environ, "MISSION_DATA": str(folder)}
    command = [sys.executable, "-m", "etl", "demo", "--folder", str(folder / "returns")]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def _multiplied(source: Path, target: Path) -> None:
    """The same batches with every row TIMES over; unique numbers stay unique."""
    for path in source.rglob("*"):
        relative = path.relative_to(source)
        if relative.parts[0] == "accepted" and path.suffix == ".parquet":
            (target / relative).parent.mkdir(parents=True, exist_ok=True)
            _times(pl.read_parquet(path)).write_parquet(target / relative)
        elif relative.parts[0] in ("batches", "quarantined") and path.is_file():
            (target / relative).parent.mkdir(parents=True, exist_ok=True)
            (target / relative).write_bytes(path.read_bytes())


def _times(rows: pl.DataFrame) -> pl.DataFrame:
    if _KEYED & set(rows.columns):
        return rows  # one row a thana and day or month, or a district and circular, is the return's own key
    copies, step = [rows], 1 + max(rows["row_id"].to_list(), default=0)
    for copy in range(1, TIMES):
        more = rows.with_columns(row_id=(pl.col("row_id") + copy * step).cast(rows.schema["row_id"]))
        if "unique_no" in rows.columns:
            more = more.with_columns(unique_no=_in_years_to_come(2 * copy))
        copies.append(more)
    return pl.concat(copies)


def _in_years_to_come(n_years: int) -> pl.Expr:
    """The numbers as they would be some years on: those of two years never meet when all move by an even number."""
    head, year, serial = (pl.col("unique_no").str.extract(r"^(.*/)(\d{4})(/\d{4})$", group) for group in (1, 2, 3))
    return head + (year.cast(pl.Int32) + n_years).cast(pl.String) + serial


def _timed(data: Path) -> dict[str, float]:
    environment = {**os.environ, "MISSION_DATA": str(data)}
    done = subprocess.run([sys.executable, "-c", TIMED], capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def measure() -> list[Ratio]:
    """Two differences in milliseconds, and the page at twenty times the rows against the page at one."""
    with tempfile.TemporaryDirectory() as scratch:
        once, often = Path(scratch) / "once", Path(scratch) / "often"
        _sample(once)
        _multiplied(once, often)
        settings = Settings(data=often)
        publish(Store(settings), settings)
        small, large = _timed(once), _timed(often)
    return [
        Ratio("overview, warm, above an empty page", small["empty"], small["page"], LIMIT_MS, "ms", is_difference=True),
        Ratio(f"the same at {TIMES} times the rows", large["empty"], large["page"], LIMIT_MS, "ms", is_difference=True),
        Ratio(f"overview at {TIMES} times against once", small["page"], large["page"], GROWTH_LIMIT, "ms"),
    ]
