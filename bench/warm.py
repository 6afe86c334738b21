"""What the page benches share: the sample, the same at many times its rows, and a warm run of a page's script."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import polars as pl

from access.settings import Settings
from bench.ratio import Ratio
from warehouse.build import publish
from warehouse.store import Store

TIMES = 20
_KEYED = {"places_checked", "incharge_rank"}  # columns of the returns that have such a key
# Marts are day grain: the same page over far more rows may cost no more than this, measured against itself.
GROWTH_LIMIT = 1.5

TIMED = """
import json, sys, time
from streamlit.testing.v1 import AppTest
from locales import say
from tests.screens.looking import html, look

def median(app, runs=15):
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        app.run()
        seconds.append(time.perf_counter() - start)
        assert not app.exception, app.exception
    return sorted(seconds)[len(seconds) // 2] * 1000

name, window = sys.argv[1:3]
more = json.loads(sys.argv[3])
empty = AppTest.from_string("import streamlit as st\\nst.html('<p>.</p>')", default_timeout=60).run()
page = look("dig", "" if name == "overview" else name, window=window, **more)
drawn = html(page)
assert say("hi", f"{name}.title") in drawn and len(page.get("html")) > 3, f"there is no page {name}"
assert say("hi", "error.title") not in drawn, f"the page {name} did not draw"
maps = [len(one.proto.json.encode()) for one in page.get("deck_gl_json_chart")]
print(json.dumps({"empty": median(empty), "page": median(page), "map": max(maps, default=0)}))
"""


@cache
def folders() -> tuple[Path, Path]:
    """The sample and the same at TIMES its rows, as data folders that all benches of a run share."""
    scratch = Path(_scratch().name)
    once, often = scratch / "once", scratch / "often"
    _load_sample(once)
    _multiply(once, often)
    return once, often


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="bench")  # gone with the process


def _load_sample(folder: Path) -> None:
    """Loads and publishes the sample returns into a data folder."""
    environment = {**os.environ, "MISSION_DATA": str(folder)}
    command = [sys.executable, "-m", "etl", "demo", "--folder", str(folder / "returns")]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def _multiply(source: Path, target: Path) -> None:
    """Publishes the same batches with every row TIMES over; unique numbers stay unique."""
    for path in source.rglob("*"):
        relative = path.relative_to(source)
        if relative.parts[0] == "accepted" and path.suffix == ".parquet":
            (target / relative).parent.mkdir(parents=True, exist_ok=True)
            _times(pl.read_parquet(path)).write_parquet(target / relative)
        elif relative.parts[0] in ("batches", "quarantined") and path.is_file():
            (target / relative).parent.mkdir(parents=True, exist_ok=True)
            (target / relative).write_bytes(path.read_bytes())
    settings = Settings(data=target)
    publish(Store(settings), settings)


def _times(rows: pl.DataFrame) -> pl.DataFrame:
    if _KEYED & set(rows.columns):
        return rows  # one row a thana and day or month is the return's own key
    copies, step = [rows], 1 + max(rows["row_id"].to_list(), default=0)
    for copy in range(1, TIMES):
        more = rows.with_columns(row_id=(pl.col("row_id") + copy * step).cast(rows.schema["row_id"]))
        if "unique_no" in rows.columns:
            more = more.with_columns(unique_no=_in_years_to_come(2 * copy))
        if "circular_no" in rows.columns:  # a circular of its own, as one row a district and circular is the key
            more = more.with_columns(circular_no=pl.format("{}-{}", "circular_no", pl.lit(copy)))
        copies.append(more)
    return pl.concat(copies)


def _in_years_to_come(n_years: int) -> pl.Expr:
    """The numbers as they would be some years on: those of two years never meet when all move by an even number."""
    head, year, serial = (pl.col("unique_no").str.extract(r"^(.*/)(\d{4})(/\d{4})$", group) for group in (1, 2, 3))
    return head + (year.cast(pl.Int32) + n_years).cast(pl.String) + serial


def script(name: str, window: str, once: Path, often: Path, limit_ms: float, **more: str) -> list[Ratio]:
    """Two differences in milliseconds, and the page at TIMES the rows against the page at one. `more` is in the link.

    Raises RuntimeError when there is no such page, or it did not draw.
    """
    small, large = timed(name, window, once, **more), timed(name, window, often, **more)
    name = " ".join([name, *more.values()])
    at_often = f"{name} at {TIMES} times the rows"
    return [
        Ratio(f"{name}, warm, above an empty page", small["empty"], small["page"], limit_ms, "ms", is_difference=True),
        Ratio(f"{at_often}, warm", large["empty"], large["page"], limit_ms, "ms", is_difference=True),
        Ratio(f"{at_often} against once", small["page"], large["page"], GROWTH_LIMIT, "ms"),
    ]


def timed(name: str, window: str, data: Path, **more: str) -> dict[str, float]:
    """Milliseconds of `empty` and `page`, and the bytes of its largest `map`, 0 without one."""
    environment = {**os.environ, "MISSION_DATA": str(data)}
    command = [sys.executable, "-c", TIMED, name, window, json.dumps(more)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result
