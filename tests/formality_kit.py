"""Turns the sample's own rows straight into accepted batches, without files, and judges the Kendras of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import polars as pl

from access.settings import Settings
from metrics import formality
from metrics.formality import Judged
from metrics.formality_signs import Count
from sample_data import awareness, cases, counselling, inspections, patrols, plant_signs, referrals, squad
from sample_data.days import LAST_DAY, answer_key
from sample_data.reference import district_of, places, thanas
from sample_data.rows import Row, Sample
from tests.warehouse_kit import shape_of
from warehouse import build
from warehouse.batch import Batch
from warehouse.inputs import Inputs
from warehouse.manifest import SQL
from warehouse.reads import Window
from warehouse.reference import load_reference
from warehouse.store import Store

FIRST = date(2026, 6, 29)  # a Monday, from which the squads count their weeks
WINDOW = Window(FIRST, LAST_DAY, LAST_DAY)
# So many Kendras are peers enough for one another's counselling notes, which take the most time to write.
N_COUNSELLING = 14
_REGISTER_FROM = FIRST - timedelta(days=60)  # counselling waits for its case
# What is planted to be found here; other troubles of the answer key are no formality.
KINDS = {
    *("copy_paste", "copied_visits", "copied_from_neighbour", "impossible_visits", "repeated_times"),
    *("heaped_counts", "bulk_late_entry", "short_remarks", "all_correct_sho", "notes_copied"),
}
_DAY = {
    "cases": "received_on",
    "counselling": "held_on",
    "inspections": "inspected_on",
    "patrols": "visited_on",
    "squad_daily": "day",
    "awareness": "held_on",
}

_COUNTS = """
    select thana_code, return_name, sign, part, sum(n_rows)::bigint, sum(n_hits)::bigint, sum(n_expected)
    from review.mart_formality_day where day between ? and ? group by all
"""
_FILES = [
    *(path for layer in ("1_staging", "2_core") for path in sorted((SQL / layer).glob("*.sql"))),
    SQL / "3_marts" / "48_mart_formality_day.sql",
]

Home = tuple[str, str]


def planted() -> set[Home]:
    """Thana and return of every trouble that the index is to find."""
    found = set()
    for entry in answer_key()["troubles"]:
        if entry["kind"] in KINDS:
            found |= {(entry["thana"], entry[name]) for name in ("return", "also_return") if name in entry}
    return found


def generated(seed: int) -> dict[str, list[Row]]:
    """By return the sample's rows of the days of WINDOW, signs planted."""
    sample = Sample(seed, thanas(), places())
    with ExitStack() as stack:
        for module, first in ((awareness, FIRST), (patrols, FIRST), (inspections, FIRST), (cases, _REGISTER_FROM)):
            stack.enter_context(patch.object(module, "FIRST_DAY", first))
        _fill(sample, seed)
    plant_signs.plant_signs(sample)
    rows: dict[str, list[Row]] = {
        "cases": [*sample.cases],
        "counselling": [*sample.sessions],
        "inspections": [*sample.inspections],
        "patrols": [*sample.patrols],
        "squad_daily": [*sample.squad_days],
        "awareness": [*sample.programmes],
    }
    return {name: [row for row in told if _is_good(name, row)] for name, told in rows.items()}


def _fill(sample: Sample, seed: int) -> None:
    of_notes = {home[0] for home in planted() if home[1] == "counselling"}
    with_sessions = of_notes | {thana.code for thana in sample.thanas[:N_COUNSELLING]}
    for thana in sample.thanas:
        told = cases.cases_of(seed, thana)
        plant_signs.enter_in_bulk(thana.code, told)
        told = cases.number(told)
        if thana.code in with_sessions:
            sample.sessions += counselling.sessions_of(seed, thana, told, referrals.referrals_of(seed, thana, told))
        sample.cases += told
        sample.inspections += inspections.inspections_of(seed, thana)
        sample.programmes += awareness.programmes_of(seed, thana)
    sample.patrols = patrols.patrols_of(seed, sample.thanas, sample.places)
    sample.squad_days = squad.squad_days_of(seed, sample.thanas)


def _is_good(return_name: str, row: Row) -> bool:
    return not row.fault and (return_name == "cases" or getattr(row, _DAY[return_name]) >= FIRST)


def committed(store: Store, rows: Mapping[str, Sequence[Row]]) -> None:
    """A batch of these rows for each return and district."""
    for return_name, told in rows.items():
        by_district: dict[str, list[Row]] = {}
        for row in told:
            by_district.setdefault(district_of()[row.thana], []).append(row)
        for district, of_district in by_district.items():
            _commit(store, return_name, district, of_district)


def counts(folder: Path, rows: Mapping[str, Sequence[Row]]) -> list[Count]:
    """The counts of WINDOW that the warehouse's SQL makes of these rows, by the files that they need and no others."""
    settings = Settings(data=folder)
    store = Store(settings)
    committed(store, rows)
    with duckdb.connect() as con:
        for name in ("detail", "review"):
            con.execute(f"attach ':memory:' as {name}")
        con.execute("use detail")
        con.execute((SQL / "dialect" / "duckdb.sql").read_text(encoding="utf-8"))
        build._bring_in(con, Inputs(store, load_reference(settings), store.batches(), {}))
        for path in _FILES:
            build._run(con, path)
        return [Count(*row) for row in con.execute(_COUNTS, [WINDOW.start, WINDOW.end]).fetchall()]


def _commit(store: Store, return_name: str, district: str, rows: Sequence[Row]) -> None:
    first = min(getattr(row, _DAY[return_name]) for row in rows)
    received = datetime.combine(LAST_DAY + timedelta(days=1), time(10))
    batch = Batch(
        batch_id=f"{return_name}-{district}",
        seq=store.next_seq(),
        return_name=return_name,
        district_code=district,
        thanas=tuple(sorted({row.thana for row in rows})),
        first_day=first,
        last_day=LAST_DAY,
        period_source="title",
        file_name=f"{district}_{return_name}.csv",
        received_at=received,
        loaded_at=received,
        verdict="published",
    )
    store.commit(batch, _frame(return_name, rows).with_columns(pl.lit(district).alias("district_code")))


def _frame(return_name: str, rows: Sequence[Row]) -> pl.DataFrame:
    shape = {k: v for k, v in shape_of(return_name).items() if k not in ("batch_seq", "batch_id", "source_file")}
    told = {name: dtype for name, dtype in shape.items() if dtype.base_type() is not pl.List}  # no sign looks at lists
    frame = pl.DataFrame([pl.Series(name, list(_column(name, rows)), dtype=dtype) for name, dtype in told.items()])
    return frame.with_columns(
        pl.lit(None, dtype=dtype).alias(name) for name, dtype in shape.items() if name not in told
    )


def _column(name: str, rows: Sequence[Row]) -> Iterable[Any]:
    if name in _TOLD:
        return map(_TOLD[name], rows)
    if name in ("row_id", "source_row"):
        return range(len(rows)) if name == "row_id" else range(5, 5 + len(rows))
    return [getattr(row, name, None) for row in rows]


def _written(row: Any) -> str:
    return str(getattr(row, "note", "") or getattr(row, "remark", ""))


def _hash(row: Any) -> str | None:
    return sha256(_written(row).encode()).hexdigest()[:16] if _written(row) else None


def _moment(name: str) -> Callable[[Any], datetime | None]:
    def told(row: Any) -> datetime | None:
        at = getattr(row, name)
        return at if at is None or isinstance(at, datetime) else datetime.combine(at, time())

    return told


_TOLD: dict[str, Callable[[Any], Any]] = {
    "thana_code": lambda row: row.thana,
    "place_code": lambda row: row.place,
    "source_sheet": lambda row: "1",
    "note_length": lambda row: len(_written(row)) or None,
    "note_hash": _hash,
    "remark_length": lambda row: len(_written(row)) or None,
    "remark_hash": _hash,
    "venue_hash": lambda row: row.venue,
    "fir_needed_on": _moment("fir_needed_on"),
    "fir_registered_on": _moment("fir_registered_on"),
}


def judged(folder: Path, seed: int) -> list[Judged]:
    """Every Kendra × return of the sample of one seed."""
    return formality.judge(counts(folder, generated(seed)))


def listed(found: Iterable[Judged]) -> set[Home]:
    return {(one.thana_code, one.return_name) for one in found if one.band == "listed"}


def rates(found: Sequence[Judged]) -> tuple[float, float]:
    """Of the planted Kendras × returns the share that is listed; of those judged and not planted the share that is."""
    told, wanted = listed(found), planted()
    honest = {(one.thana_code, one.return_name) for one in found} - wanted
    return len(told & wanted) / len(wanted), len(told & honest) / len(honest)
