"""Build a snapshot from the accepted batches: aside, checked, flushed, renamed, and only then made current."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import duckdb
import polars as pl

from access.errors import BadSettings
from access.settings import Settings
from warehouse import manifest as manifests
from warehouse.batch import QUARANTINED
from warehouse.boundaries import stored_boundaries
from warehouse.dictionary import NOTHING_TOLD, Dictionary
from warehouse.engine import read
from warehouse.files import ASIDE, flush, write_text_whole
from warehouse.inputs import Inputs, frames_of
from warehouse.manifest import SQL, Manifest
from warehouse.reference import load_reference
from warehouse.store import Store, now
from warehouse.tables import FileName, Table, load_tables, return_names

Progress = Callable[[str], None]
_FILES: tuple[FileName, FileName] = ("detail", "review")
_LAYERS = {"staging": "1_staging", "core": "2_core", "marts": "3_marts"}


class BadBuild(Exception):
    """A table came out against its own description; nothing is published."""


def silent(_step: str) -> None:
    """Report nothing."""


def publish(
    store: Store, settings: Settings, progress: Progress = silent, dictionary: Dictionary = NOTHING_TOLD
) -> str:
    """Build and show a new snapshot; returns its id. `progress` gets the key of a sentence before each step.

    `dictionary` is what the snapshot will say of returns, fields and codes (warehouse/dictionary.py).

    Killed at any moment, the last good snapshot stands; `Store.clean_up` removes what is left aside.
    Raises BadSettings when the master lists are wrong or no longer hold a thana that has sent returns.
    """
    reference = load_reference(settings)
    inputs = Inputs(store, reference, store.batches(), stored_boundaries(settings, reference), dictionary)
    _check_thanas_listed(inputs)
    published_at = now()
    snapshot_id = f"{published_at:%Y%m%d-%H%M%S-%f}"
    aside = store.snapshots_folder / f"{ASIDE}{snapshot_id}"
    aside.mkdir(parents=True)
    try:
        counts, live = _build(aside, inputs, progress)
        progress("store.step.publish")
        manifest = Manifest(
            snapshot_id=snapshot_id,
            published_at=published_at,
            data_through=manifests.data_through(inputs.batches),
            starts_on=inputs.reference.starts_on,
            versions=manifests.versions(),
            inputs=tuple(batch for batch in manifests.standing(inputs.batches) if batch.seq in live),
            held=manifests.held(inputs.batches),
            refused=manifests.refused(inputs.batches),
            counts=counts,
            review_dates=inputs.reference.review_dates,
        )
        _make_visible(aside, store.snapshots_folder / snapshot_id, manifest)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    store.set_current(snapshot_id)
    return snapshot_id


def _make_visible(aside: Path, folder: Path, manifest: Manifest) -> None:
    for file in _FILES:
        flush(aside / f"{file}.duckdb")
    write_text_whole(aside / "manifest.json", manifest.model_dump_json(indent=1))
    aside.rename(folder)
    flush(folder.parent)


def _check_thanas_listed(inputs: Inputs) -> None:
    sent = {thana for batch in manifests.published(inputs.batches) for thana in batch.thanas}
    gone = sorted(sent - set(inputs.reference.thanas["thana_code"]))
    if gone:
        raise BadSettings("reference.thana_gone", thanas=", ".join(gone))


def _build(aside: Path, inputs: Inputs, progress: Progress) -> tuple[dict[str, int], frozenset[int]]:
    """Fill both files; returns the rows of each table and the numbers of the batches that have a say in them."""
    with duckdb.connect(str(aside / "detail.duckdb"), config=_engine(aside)) as con:
        con.execute(f"attach {_quoted(aside / 'review.duckdb')} as review")
        con.execute((SQL / "dialect" / "duckdb.sql").read_text(encoding="utf-8"))
        _bring_in(con, inputs)
        for layer, folder in _LAYERS.items():
            progress(f"store.step.{layer}")
            for path in sorted((SQL / folder).glob("*.sql")):
                _run(con, path)
        progress("store.step.check")
        counts = _checked_counts(con)
        live = con.execute(_batches_with_a_say()).fetchall()
        con.execute("detach review")
    return counts, frozenset(seq for (seq,) in live)


def _batches_with_a_say() -> str:
    tables = ["cover", *(one.table for one in load_tables().returns.values())]
    return " union ".join(f"select batch_seq from {table}" for table in tables)


def _engine(aside: Path) -> dict[str, str | bool | int | float | list[str]]:
    """The engine's share of the machine: a load has to fit beside a running dashboard."""
    return {
        "memory_limit": "700MB",
        "threads": min(4, os.cpu_count() or 1),
        "temp_directory": str(aside / "spill"),
        "preserve_insertion_order": False,  # tables are written by all threads; what needs an order says so
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def _bring_in(con: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """Give the SQL its inputs by name: accepted rows, master lists, batches and the calendar."""
    for return_name in return_names():
        shape = (SQL / "0_inputs" / f"{return_name}.sql").read_text(encoding="utf-8")
        for view, with_corrected in (("accepted", False), ("every", True)):
            told = _parquet(inputs.paths("accepted", return_name, with_corrected))
            rows = f"(\n{shape})\n{told and f'union all by name {told}'}"
            con.execute(f"create temp view {view}_{return_name} as {rows}")
    held_back = _parquet(inputs.paths("quarantined"))
    if held_back:
        con.execute(f"create temp view quarantined_rows as {held_back}")
    frames = frames_of(inputs)
    for name, frame in frames.items() if held_back else (frames | {"quarantined_rows": _nothing_held_back()}).items():
        con.register("incoming", frame)
        con.execute(f"create temp table {name} as select * from incoming")
        con.unregister("incoming")


def _parquet(paths: Iterable[str]) -> str:
    listed = ", ".join(map(_quoted, paths))
    return f"select * from read_parquet([{listed}], union_by_name = true)" if listed else ""


def _quoted(path: Path | str) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _nothing_held_back() -> pl.DataFrame:
    return pl.DataFrame(schema=QUARANTINED)


def _run(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """One file is one select; its name after the number is the table's, and the list of tables says where it goes."""
    name, select = path.stem.split("_", 1)[1], path.read_text(encoding="utf-8")
    listed = load_tables()
    if name not in listed.tables:
        kind = "table" if name in listed.worked_out_once else "view"
        con.execute(read(con, f"create temp {kind} {name} as\n{select}"))
        return
    table = listed.tables[name]
    home = "review" if table.held_in == "review" else "detail"
    con.execute(read(con, f"create table {home}.{name} as\n{select}"))
    if table.held_in == "both":
        con.execute(f"create table review.{name} as select * from detail.{name}")


def _checked_counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts: dict[str, int] = {}
    for file in _FILES:
        listed = {table.name: table for table in load_tables().held_in(file)}
        found = {
            name
            for (name,) in con.execute(
                "select table_name from duckdb_tables() where database_name = ?", [file]
            ).fetchall()
        }
        if found != set(listed):
            raise BadBuild(f"{file}.duckdb and tables.toml differ in {sorted(found ^ set(listed))}")
        counts |= {name: _check_table(con, f"{file}.{name}", table) for name, table in listed.items()}
    return counts | {f"waiting_{name}": n for name, n in _waiting(con)}


def _waiting(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, int]]:
    """Each return of child rows, with how many of them are live and have no case yet."""
    for one in load_tables().returns.values():
        if one.child_of:
            sql = f"select (select count(*) from live_{one.name}) - (select count(*) from {one.table})"
            yield one.name, _one(con.execute(sql))


def _check_table(con: duckdb.DuckDBPyConnection, full_name: str, table: Table) -> int:
    key = ", ".join(table.key)
    different = f"select count(*) from (select distinct {key} from {full_name})"
    ((n_rows, n_keys),) = con.execute(read(con, f"select count(*), ({different}) from {full_name}")).fetchall()
    if n_rows != n_keys:
        raise BadBuild(f"{full_name}: {n_rows} rows but {n_keys} different keys ({key})")
    return int(n_rows)


def _one(answer: duckdb.DuckDBPyConnection) -> int:
    row = answer.fetchone()
    return int(row[0]) if row else 0
