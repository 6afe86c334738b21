"""The accepted batches and the snapshots on disk; a batch counts from the moment its JSON record is there."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from access.errors import NoSnapshot, Refused
from access.settings import Settings
from warehouse.batch import MENDS, QUARANTINED, Batch
from warehouse.files import ASIDE, write_text_whole, write_whole
from warehouse.tables import REGISTER

KOLKATA = ZoneInfo("Asia/Kolkata")
_PARTS = ("accepted", "quarantined", "mends")


def now() -> datetime:
    """This moment in Kolkata, without a zone, as every moment here is stored."""
    return datetime.now(KOLKATA).replace(tzinfo=None)


class Store:
    """One data folder. Reading needs no lock; commit, publish and clean_up belong inside `lock()`."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.data
        self.snapshots_folder = settings.data / "snapshots"
        self._known: dict[str, Batch] = {}

    def batches(self) -> list[Batch]:
        """Every batch ever committed, oldest first. A record never changes, so each is read once."""
        for path in self.folder.glob("batches/*.json"):
            if path.stem not in self._known and not path.name.startswith(ASIDE):
                self._known[path.stem] = Batch.model_validate_json(path.read_bytes())
        return sorted(self._known.values(), key=lambda batch: batch.seq)

    def next_seq(self) -> int:
        return max((batch.seq for batch in self.batches()), default=0) + 1

    def commit(
        self,
        batch: Batch,
        rows: pl.DataFrame | None = None,
        quarantined: pl.DataFrame | None = None,
        mends: pl.DataFrame | None = None,
    ) -> None:
        """Write a batch: its rows first, its record last. Killed in between, the batch was never there.

        The batch columns are added here. Only a published batch may bring accepted rows.
        """
        self._check_new(batch, rows)
        if rows is not None:
            self._write(batch, "accepted", _stamped(batch, rows))
        if quarantined is not None:
            self._write(batch, "quarantined", _shaped(_numbered(batch, quarantined), QUARANTINED))
        if mends is not None:
            self._write(batch, "mends", _shaped(_numbered(batch, mends), MENDS))
        write_text_whole(self._record(batch.batch_id), batch.model_dump_json(indent=1))
        self._known[batch.batch_id] = batch

    def path_of(self, batch: Batch, part: str) -> Path:
        """Where a batch's `accepted`, `quarantined` or `mends` rows lie; the file is not there if it has none."""
        return self.folder / part / f"{batch.return_name}" / f"{batch.district_code}" / f"{batch.batch_id}.parquet"

    def clean_up(self) -> int:
        """Remove what a killed load left: rows without a record, files and snapshots half made. Returns how many."""
        return sum(map(_remove, list(self._leftovers())))

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other loads out. Raises Refused when one is running; the lock dies with its process."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                raise Refused("store.busy", since=file.read().strip() or "?") from None
            file.truncate(0)
            file.write(f"{now():%H:%M}")
            file.flush()
            yield

    def snapshots(self) -> list[str]:
        """The ids of all whole snapshots, oldest first."""
        return sorted(path.parent.name for path in self.snapshots_folder.glob("[!.]*/manifest.json"))

    def current_id(self) -> str | None:
        """The snapshot everybody sees; None before the first publication."""
        try:
            return (self.folder / "current").read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def set_current(self, snapshot_id: str) -> None:
        """Show another snapshot, in one step. Raises NoSnapshot when there is no such one."""
        available = self.snapshots()
        if snapshot_id not in available:
            raise NoSnapshot("store.no_such_snapshot", snapshot=snapshot_id, available=", ".join(available[-5:]) or "-")
        write_text_whole(self.folder / "current", f"{snapshot_id}\n")

    def _record(self, batch_id: str) -> Path:
        return self.folder / "batches" / f"{batch_id}.json"

    def _check_new(self, batch: Batch, rows: pl.DataFrame | None) -> None:
        if self._record(batch.batch_id).exists():
            raise ValueError(f"batch {batch.batch_id} is committed already and never changes")
        if rows is not None and batch.verdict != "published":
            raise ValueError(f"batch {batch.batch_id} is {batch.verdict}; its rows are not accepted")

    def _write(self, batch: Batch, part: str, frame: pl.DataFrame) -> None:
        write_whole(self.path_of(batch, part), lambda aside: frame.write_parquet(aside, compression="lz4"))

    def _leftovers(self) -> Iterator[Path]:
        recorded = {path.stem for path in self.folder.glob("batches/*.json")}
        for part in _PARTS:
            for path in self.folder.glob(f"{part}/*/*/*.parquet"):
                if path.stem not in recorded or path.name.startswith(ASIDE):
                    yield path
        yield from self.folder.glob(f"batches/{ASIDE}*")
        yield from self.folder.glob(f"{ASIDE}*")
        for folder in self.snapshots_folder.glob("*"):
            if folder.is_dir() and (folder.name.startswith(ASIDE) or not (folder / "manifest.json").exists()):
                yield folder


def register(store: Store) -> pl.DataFrame:
    """The live case register: one row a number with thana_code, received_on and the batch_seq that said it last."""
    columns = {"unique_no": pl.String, "thana_code": pl.String, "received_on": pl.Date, "batch_seq": pl.Int64}
    batches = store.batches()
    corrected = {batch.corrects for batch in batches if batch.verdict == "published"}
    paths = [
        path
        for batch in batches
        if batch.return_name == REGISTER and batch.verdict == "published" and batch.batch_id not in corrected
        if (path := store.path_of(batch, "accepted")).exists()
    ]
    frames = [pl.scan_parquet(path).select([*columns, "row_id"]) for path in paths]
    if not frames:
        return pl.DataFrame(schema=columns)
    rows = pl.concat(frames).collect().sort("batch_seq", "row_id")
    return rows.unique("unique_no", keep="last", maintain_order=True).select(list(columns))


def _numbered(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        pl.lit(batch.batch_id).alias("batch_id"), pl.lit(batch.seq, dtype=pl.Int64).alias("batch_seq")
    )


def _stamped(batch: Batch, rows: pl.DataFrame) -> pl.DataFrame:
    untyped = [name for name, dtype in rows.schema.items() if dtype == pl.Null]
    if untyped:
        raise ValueError(f"columns without a type cannot be accepted: {', '.join(untyped)}")
    return _numbered(batch, rows).with_columns(pl.lit(batch.file_name).alias("source_file"))


def _shaped(frame: pl.DataFrame, shape: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in shape.items()
    )


def _remove(path: Path) -> int:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    return 1
