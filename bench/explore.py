"""The files of the page of figures: a million rows of a query written as CSV, Excel and Parquet, and sent.

Each in a process of its own: seconds against DuckDB's own COPY of the same query in the same run, and the most memory
above what the process held with everything imported and the query open. The CSV is then sent to somebody who takes no
gzip. The page itself and the longest of its questions are in bench/figures.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from bench.ratio import Ratio
from components.explore.answer import CHUNK
from components.files import whole
from components.files.pieces import InPieces
from components.files.shape import FORMATS, Asked, Content, Field, Format, Kind

N_ROWS = 1_000_000
CSV_LIMIT = 3.0
MEMORY_LIMIT_MB = 500.0
_FIRST, _ROWS_A_DAY = date(2025, 10, 1), 40 * 82
_COLUMNS: dict[str, Kind] = {
    "code": "text",
    "kpi": "text",
    "unit": "text",
    "district_code": "text",
    "district": "text",
    "circle_code": "text",
    "circle": "text",
    "thana_code": "text",
    "thana": "text",
    "starts_on": "day",
    "ends_on": "day",
    "as_of": "day",
    "category": "text",
    "value": "figure",
    "numerator": "figure",
    "denominator": "count",
    "low": "figure",
    "high": "figure",
    "n_unknown": "count",
    "n_missing": "count",
    "n_expected": "count",
    "status": "text",
    "before": "figure",
    "change": "figure",
}
# 40 KPIs of 82 thanas on as many days as make N_ROWS; one figure in nine is not known.
_TABLE = f"""
create table answer as
with lines as (
    select
        (n % 40)::integer                  as kpi,
        ((n // 40) % 82)::integer          as thana,
        (n // (40 * 82))::integer          as day,
        20 + hash(n) % 180                 as duties,
        hash(n * 7) % 1000 / 1000          as share,
        n % 9 = 0                          as is_unknown,
    from range({N_ROWS}) as numbers (n)
)
select
    'K' || kpi                                       as code,
    '360° काउंसलिंग समय से पूरी हुई, क्रम ' || kpi     as kpi,
    'प्रतिशत'                                         as unit,
    'district_' || thana % 4                         as district_code,
    'मेरठ जनपद ' || thana % 4                         as district,
    'circle_' || thana % 22                          as circle_code,
    'क्षेत्र सदर ' || thana % 22                       as circle,
    'thana_' || thana                                as thana_code,
    'थाना नौचन्दी ' || thana                          as thana,
    date '2025-10-01' + day                          as starts_on,
    date '2025-10-01' + day                          as ends_on,
    date '2025-10-01' + day                          as as_of,
    case when kpi % 5 = 0 then '- अन्य' end           as category,
    case when not is_unknown then 100 * share end    as value,
    case when not is_unknown then share * duties end as numerator,
    duties                                           as denominator,
    90 * share                                       as low,
    100 * share                                      as high,
    thana % 7                                        as n_unknown,
    0                                                as n_missing,
    1                                                as n_expected,
    'लक्ष्य से नीचे'                                    as status,
    100 * share                                      as before,
    share - 0.5                                      as change,
from lines
"""
_CHILD = (
    "import sys; from pathlib import Path; from bench import explore; explore.child(sys.argv[1], Path(sys.argv[2]))"
)


def measure() -> list[Ratio]:
    """Raises RuntimeError when a file was not written whole."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "answer.duckdb"
        with duckdb.connect(str(source)) as connection:
            connection.execute(_TABLE)
        floor = _run("copy", source)
        written = [ratio for form in FORMATS for ratio in _of(form, source, floor["seconds"])]
        return [*written, _sent(_run("sent", source))]


def _sent(found: dict[str, float]) -> Ratio:
    name = f"explore, csv, {found['mb']:.0f} MB, memory above idle while it is sent"
    return Ratio(name, found["idle_mb"], found["most_mb"], MEMORY_LIMIT_MB, "MB", is_difference=True)


def _of(form: Format, source: Path, floor_s: float) -> Iterator[Ratio]:
    found = _run(form, source)
    limit = CSV_LIMIT if form == "csv" else float("inf")  # of the others it is reported only
    yield Ratio(f"explore, {form} of {N_ROWS:,} rows against COPY", floor_s, found["seconds"], limit)
    yield Ratio(
        f"explore, {form}, {found['mb']:.0f} MB, memory above idle",
        *(found["idle_mb"], found["most_mb"], MEMORY_LIMIT_MB, "MB"),
        is_difference=True,
    )


def child(what: str, source: Path) -> None:
    """Writes or sends the query once; prints as JSON seconds, megabytes of the file, of memory before and at most."""
    if what == "sent":
        print(json.dumps(_send(source.with_name("copy.csv"))))
        return
    with duckdb.connect(str(source), read_only=True, config={"memory_limit": "400MB"}) as connection:
        connection.execute("set enable_progress_bar = false")
        idle, start = _reset_peak(), time.perf_counter()
        size = _copy(connection, source) if what == "copy" else _write(connection, source, what)
        seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "mb": size / 1e6, "idle_mb": idle, "most_mb": _status_mb("VmHWM")}))


def _copy(connection: duckdb.DuckDBPyConnection, source: Path) -> int:
    target = source.with_name("copy.csv")
    connection.execute(f"copy (from answer) to '{target}' (header)")
    return target.stat().st_size


def _write(connection: duckdb.DuckDBPyConnection, source: Path, form: str) -> int:
    fields = [Field(name, name, kind) for name, kind in _COLUMNS.items()]
    asked = Asked({"kpi": "K1"}, "bench", "आँकड़े", "परिभाषाएँ")
    wanted = next(one for one in FORMATS if one == form)
    made = whole.make(Content(fields, _frames(connection), asked), wanted, source.parent / "exports")
    if made.n_rows != N_ROWS:
        raise RuntimeError(f"{form}: {made.n_rows} of {N_ROWS} rows were written")
    return len(made.file)


def _send(path: Path) -> dict[str, float]:
    """As Streamlit hands a file out: one view of it. Memory is the process's own; pages of the disk are not counted."""
    with path.open("rb") as file:
        view: Any = whole.OnDisk(file).read()  # Starlette sends a view as it is
    app = Starlette(routes=[Route("/", lambda _: Response(view))], middleware=[Middleware(InPieces)])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    idle = most = _status_mb("RssAnon")
    start = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:  # which asks for no gzip
        while answer.read(1 << 20):
            most = max(most, _status_mb("RssAnon"))
            time.sleep(0.005)  # slower than it is sent
    seconds = time.perf_counter() - start
    server.should_exit = True
    thread.join()
    return {"seconds": seconds, "mb": len(view) / 1e6, "idle_mb": idle, "most_mb": most}


def _frames(connection: duckdb.DuckDBPyConnection) -> Iterator[pl.DataFrame]:
    """As the page puts a long question: some days at a time, each answer a frame of at most CHUNK rows."""
    n_days, at_a_time = -(-N_ROWS // _ROWS_A_DAY), CHUNK // _ROWS_A_DAY
    for day in range(0, n_days, at_a_time):
        params = {"start": _FIRST + timedelta(day), "end": _FIRST + timedelta(day + at_a_time)}
        yield connection.sql("from answer where starts_on >= $start and starts_on < $end", params=params).pl()


def _reset_peak() -> float:
    """What the process holds now, from which its peak is counted anew."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status_mb("VmRSS")


def _status_mb(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def _run(what: str, source: Path) -> dict[str, float]:
    command = [sys.executable, "-c", _CHILD, what, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout)
    return found
