"""The one function that turns SQL into a frame; it refuses SQL that does not say whose data it reads."""

from __future__ import annotations

import re
import warnings
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb
import polars as pl

from access.errors import NoSnapshot, NotAllowed, NotInSnapshot
from access.scope import Scope
from access.settings import Settings
from warehouse.engine import read
from warehouse.manifest import SQL, Manifest
from warehouse.store import Store
from warehouse.tables import FileName

_MARKER = "{scope}"
_KEPT_OPEN = 12
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
# Sums of integers leave the engine as decimals, and 146/209 of decimals is 1.
_INEXACT = (pl.Decimal, pl.Int128, pl.UInt64)

# The copy that it warns of is of an answer, which is small.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")

_connections: OrderedDict[Path, duckdb.DuckDBPyConnection] = OrderedDict()
_resting: dict[Path, list[duckdb.DuckDBPyConnection]] = {}  # cursors that know the build's own words, for the next call
_guard = Lock()


@dataclass(frozen=True)
class Snapshot:
    """One publication; it never changes, so its id is a sound cache key."""

    id: str
    folder: Path
    manifest: Manifest = field(compare=False)


_snapshots: dict[Path, Snapshot] = {}


def open_snapshot(settings: Settings, snapshot_id: str | None = None) -> Snapshot:
    """The snapshot of that id, else the current one. Raises NoSnapshot when there is none."""
    store = Store(settings)
    wanted = snapshot_id or store.current_id()
    if wanted is None:
        raise NoSnapshot("store.no_snapshot")
    folder = store.snapshots_folder / wanted
    if folder not in _snapshots:
        _snapshots[folder] = Snapshot(wanted, folder, _manifest(store, folder))
    return _snapshots[folder]


def _manifest(store: Store, folder: Path) -> Manifest:
    try:
        return Manifest.model_validate_json((folder / "manifest.json").read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        available = ", ".join(store.snapshots()[-5:]) or "-"
        raise NoSnapshot("store.no_such_snapshot", snapshot=folder.name, available=available) from None


def frame(
    snapshot: Snapshot,
    sql: str,
    scope: Scope,
    params: Mapping[str, object] | None = None,
    *,
    store: FileName = "review",
) -> pl.DataFrame:
    """Run `sql` on one file of the snapshot, seeing only what lies in the scope.

    `{scope}` in the SQL becomes a condition on district_code, circle_code and thana_code; `$name` is bound from
    `params`, never pasted. Sums come as Float64. Raises NotAllowed when the marker is missing, NotInSnapshot when an
    older program published the snapshot without a table or column that is asked for.
    """
    if _MARKER not in _COMMENT.sub("", sql):
        raise NotAllowed("store.query_without_scope")
    condition, bound = scope_condition(scope)
    with _cursor(snapshot.folder / f"{store}.duckdb") as cursor:
        try:
            answer = _answer(cursor, sql.replace(_MARKER, condition), dict(params or {}) | bound)
        except (duckdb.CatalogException, duckdb.BinderException) as fault:
            raise NotInSnapshot("store.not_in_snapshot", snapshot=snapshot.id) from fault
    inexact = [name for name, kind in answer.schema.items() if kind.base_type() in _INEXACT]
    return answer.with_columns(pl.col(inexact).cast(pl.Float64)) if inexact else answer


def _answer(cursor: duckdb.DuckDBPyConnection, sql: str, params: dict[str, object]) -> pl.DataFrame:
    """Asked so, a question is worked out once; of a relation, `cursor.sql(…)`, the engine works out the columns first,
    and then everything anew.
    """
    cursor.execute(read(cursor, sql), params)
    answer = pl.from_arrow(cursor.to_arrow_table(), rechunk=False)
    assert isinstance(answer, pl.DataFrame)
    return answer


def scope_condition(scope: Scope) -> tuple[str, dict[str, object]]:
    """The scope as a condition with bound parameters: nothing held means `false`, an open level no condition."""
    if scope.is_empty:
        return "(false)", {}
    levels = {"district_code": scope.districts, "circle_code": scope.circles, "thana_code": scope.thanas}
    held = {column: sorted(codes) for column, codes in levels.items() if codes is not None}
    conditions = [f"list_contains($scope_{column}, {column})" for column in held]
    bound: dict[str, object] = {f"scope_{column}": codes for column, codes in held.items()}
    return f"({' and '.join(conditions) or 'true'})", bound


@cache
def _dialect() -> str:
    """The build's own words, which last for one cursor."""
    return (SQL / "dialect" / "duckdb.sql").read_text(encoding="utf-8")


@contextmanager
def _cursor(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor that no other call has, on one read-only connection for each file.

    The views that the build is made of are asked anew for the rows behind a number: a cursor on `detail` learns the
    build's own words, which takes a quarter of such a call, and is kept for the next one.
    """
    cursor = _taken(path)
    try:
        yield cursor
    except BaseException:
        cursor.close()
        raise
    with _guard:
        is_kept = path in _connections and path.stem == "detail"
        if is_kept:
            _resting.setdefault(path, []).append(cursor)
    if not is_kept:
        cursor.close()


def _taken(path: Path) -> duckdb.DuckDBPyConnection:
    with _guard:
        connection = _connections.pop(path, None) or _connect(path)
        _connections[path] = connection
        while len(_connections) > _KEPT_OPEN:
            oldest, closing = _connections.popitem(last=False)
            for cursor in (*_resting.pop(oldest, ()), closing):
                cursor.close()
        if resting := _resting.get(path):
            return resting.pop()
        cursor = connection.cursor()
    if path.stem == "detail":
        cursor.execute(_dialect())
    return cursor


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": "400MB",
        "enable_external_access": False,
        "lock_configuration": True,
    }
    return duckdb.connect(str(path), read_only=True, config=config)
