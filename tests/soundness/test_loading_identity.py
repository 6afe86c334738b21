"""What names a woman is counted and gone: nothing of it is in the data folder, the sheets, or what the load says."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from access.settings import HOME, Settings
from etl.files.incoming import from_paths
from etl.judging.batches import Delivery
from etl.judging.standing import find_batch
from etl.privacy.identity import kinds
from etl.privacy.pseudonyms import KEY_FILE
from etl.progress import Silent
from etl.recipes import load_recipes
from etl.rejects import reject_lines, write_sheets
from etl.run import Lot, commit
from etl.text.fold import fold
from tests.etl_kit import write_csv
from tests.identity_kit import Planted, Secrets, etl, good_row, leaks, plant
from warehouse.store import Store

RECEIVED = "2026-11-16"


@dataclass
class Loaded:
    """What a load of files with planted identities left behind."""

    planted: Planted
    folders: list[Path]
    told: str
    batches: list[dict[str, Any]]

    @property
    def data(self) -> Path:
        return self.folders[0]

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in self.batches if f"_{kind}_" in one["file_name"]]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Every return as .csv and .xlsx, clean and wild; the rejection sheets of all batches; a scratch folder."""
    given, data, sheets, scratch = (tmp_path_factory.mktemp(name) for name in ("given", "data", "sheets", "scratch"))
    planted = Planted(given)
    for recipe in load_recipes():
        for is_wild in (False, True):
            plant(planted, recipe, is_wild=is_wild)
    _plant_by_hand(planted)
    told = _started(data, scratch, "load", str(given), "--received-on", RECEIVED, "--json")
    told += etl(data, "load", str(given / _absent(planted)), "--received-on", RECEIVED, TMPDIR=str(scratch))
    status = etl(data, "status", "--json", TMPDIR=str(scratch))
    batches = json.loads(status[status.index("{") :])["batches"]
    for one in batches:
        told += _rejects(data, sheets, one["batch"])
    return Loaded(planted, [data, sheets, scratch], told + status, batches)


def _plant_by_hand(planted: Planted) -> None:
    """Headers that are names refuse the sheet; a number as a file's ending; a name that says whose daughter."""
    where = planted.at("refused header")
    header = ["थाना", "दिनांक", "गिरफ्तार व्यक्ति", where.latin, f"{where.name} {where.mobile}"]
    write_csv(planted.folder / "hapur_squad_headers.csv", [header, ["बाबूगढ़", "05.10.2026", "1", "", ""]])
    kin = planted.at("file of a daughter")
    (planted.folder / f"{kin.name} पुत्री {kin.latin} {kin.aadhaar}.csv").write_text("कुछ नहीं", encoding="utf-8")


def _absent(planted: Planted) -> str:
    return f"नहीं_{planted.at('path that is not there').mobile}.csv"


def _rejects(data: Path, sheets: Path, batch: str) -> str:
    """The rejection sheet of a batch, made in this process: as many processes as batches would take minutes."""
    store = Store(Settings(data=data))
    found = find_batch(batch, store)
    lines = reject_lines(found, store)
    write_sheets(found.batch_id, lines, sheets)
    return "\n".join(map(str, lines))


def _started(data: Path, scratch: Path, *arguments: str) -> str:
    """What `etl` would tell, from a process that has had no other folder for what is laid down in passing."""
    done = subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=HOME,
        env=os.environ | {"MISSION_DATA": str(data), "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr + done.stdout


def test_identities_stay_nowhere(loaded: Loaded) -> None:
    written = [path for folder in loaded.folders for path in folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".parquet", ".duckdb", ".json", ".xlsx", ".csv"}
    assert leaks(loaded.told, loaded.folders, loaded.planted) == []


def test_every_return_was_read_and_its_clean_file_published(loaded: Loaded) -> None:
    names = {recipe.name for recipe in load_recipes()}
    published = [(one["return"], one["accepted"]) for one in loaded.of_kind("good") if one["verdict"] == "published"]
    assert {name for name, accepted in published if accepted} == names
    assert len(published) == 2 * len(names)
    assert {one["return"] for one in loaded.of_kind("wild") if one["quarantined"]} == names


def test_what_was_dropped_is_counted_in_words(loaded: Loaded) -> None:
    for one in loaded.of_kind("good"):
        counts = {reason["rule"]: reason["count"] for reason in one["reasons"]}
        flags = ("identity_recorded", "mobile_recorded", "address_recorded")
        assert [counts.get(flag) for flag in flags] == [3, 3, 3], one["file_name"]
        assert counts["identity_in_unused"] == 3
    noted = [one for one in loaded.of_kind("good") if one["return"] in ("counselling", "inspections")]
    assert {one["count"] for batch in noted for one in batch["reasons"] if one["rule"] == "identity_in_note"} == {5}


def test_a_rejection_sheet_shows_where_and_not_what(loaded: Loaded) -> None:
    sheets = [path.read_text(encoding="utf-8-sig") for path in loaded.folders[1].glob("*.csv")]
    assert sum("•••" in sheet for sheet in sheets) >= 2 * len(load_recipes())


def test_the_planted_values_are_what_they_are_meant_to_be() -> None:
    secrets = Secrets("anywhere")
    assert {"mobile", "aadhaar", "email", "kin"} <= kinds(secrets.all)
    assert kinds(secrets.name) == kinds(secrets.latin) == frozenset()


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """A leak of any sort is seen: in plain bytes, in wide letters, zipped, compressed by an engine, respelt, said."""
    planted = Planted(tmp_path)
    secrets = planted.at("here")
    (tmp_path / "plain").write_text(secrets.name, encoding="utf-8")
    (tmp_path / "wide").write_text(secrets.latin, encoding="utf-16")
    pl.DataFrame({"a": [secrets.hindi_mobile] * 9}).write_parquet(tmp_path / "a.parquet", compression="zstd")
    pl.DataFrame({"a": [[secrets.latin.upper()]]}).write_excel(tmp_path / "a.xlsx")
    with duckdb.connect(str(tmp_path / "a.duckdb")) as con:
        con.execute("create table t as select ? as told from range(5000)", [secrets.email.upper()])
    found = leaks(secrets.mobile, [tmp_path], planted)
    seen = {line.split(":")[0].split("/")[0] for line in found}
    assert {"said", "plain", "wide", "a.parquet.a", "a.duckdb.t.told"} <= seen


def test_stand_ins_cannot_be_guessed_and_tell_repeats(loaded: Loaded) -> None:
    paths = list(loaded.data.glob("accepted/awareness/*/*.parquet"))
    stored = [pl.read_parquet(path, columns=["venue_hash"])["venue_hash"].to_list() for path in paths]
    assert all(len(set(one)) == 2 for one in stored)
    guesses = {hashlib.blake2b(fold(text).encode(), digest_size=8).hexdigest() for text in _names(loaded.planted)}
    assert not guesses & {value for one in stored for value in one}


def _names(planted: Planted) -> list[str]:
    return [name for one in planted.secrets.values() for name in (one.name, one.latin)]


def test_the_key_is_made_once_and_is_its_owners_alone(loaded: Loaded) -> None:
    key = loaded.data / KEY_FILE
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == 32
    assert [path.name for path in loaded.data.iterdir() if path.name.startswith(".")] == []


def test_a_note_repeats_across_batches_and_not_across_installations(tmp_path: Path) -> None:
    recipe = next(one for one in load_recipes() if one.name == "counselling")
    cases = next(one for one in load_recipes() if one.name == "cases")
    secrets = Secrets("repeated")
    hashes = []
    for data in (tmp_path / "one", tmp_path / "other"):
        given = tmp_path / f"given-{data.name}"
        given.mkdir()
        for month in (9, 10):
            row = good_row(recipe, 1, month) | {"note": f"{secrets.name} {month}.10"}
            for of, line in ((recipe, row), (cases, good_row(cases, 1, month))):
                header = [of.field(name).header_hi for name in line]
                write_csv(given / f"hapur_{of.name}_{month}.csv", [header, list(line.values())])
        settings = Settings(data=data)
        lot = Lot(from_paths([given], settings), Delivery(datetime.fromisoformat(RECEIVED)))
        commit([lot], Store(settings), settings, Silent())
        paths = data.glob("accepted/counselling/*/*.parquet")
        hashes.append({value for path in paths for value in pl.read_parquet(path)["note_hash"]})
    assert [len(one) for one in hashes] == [1, 1]
    assert hashes[0] != hashes[1]
