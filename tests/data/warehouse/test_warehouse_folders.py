"""Each folder is a test: the batches of `given.json`, and for each CSV the query in its first line and its rows.

Master lists of its own lie in its folder `lists` and stand for those of the small range. Behind the numbers of a folder
with cases there are as many rows as the numbers say.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from tests.rows_behind import BUCKETS, counted_duties, counted_in_band, counted_on_eves, counted_stock, mart
from tests.warehouse_kit import EVERYTHING, published
from warehouse import case_rows
from warehouse.query import Snapshot, frame
from warehouse.reads import Window
from warehouse.tables import FileName

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/given.json"))
OF_CASES = [folder for folder in FOLDERS if '"return": "cases"' in (folder / "given.json").read_text(encoding="utf-8")]
START = date(2025, 9, 22)


def told(folder: Path, data: Path) -> Snapshot:
    if (folder / "lists").exists():
        shutil.copytree(folder / "lists", data / "reference")
    return published(data, *json.loads((folder / "given.json").read_text(encoding="utf-8"))["batches"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_given_batches_give_the_expected_rows(folder: Path, tmp_path: Path) -> None:
    snapshot = told(folder, tmp_path)
    for path in sorted(folder.glob("*.csv")):
        query, expected = _read(path)
        found = frame(snapshot, f"select * from ({query}) where {{scope}}", EVERYTHING, store=_file(query))
        assert found.columns == expected[0], path.name
        assert sorted(map(_texts, found.iter_rows())) == sorted(expected[1:]), path.name


def test_there_are_folders() -> None:
    assert len(FOLDERS) > 10


def _read(path: Path) -> tuple[str, list[list[str]]]:
    query, *lines = path.read_text(encoding="utf-8").splitlines()
    return query.removeprefix("# "), list(csv.reader(lines))


def _file(query: str) -> FileName:
    return "detail" if " core_" in query else "review"


def _texts(row: tuple[object, ...]) -> list[str]:
    return ["" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in row]


@pytest.fixture(scope="module", params=OF_CASES, ids=lambda folder: folder.name)
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Each of the folders with cases, for all that is asked of it."""
    return told(request.param, tmp_path_factory.mktemp("told"))


def windows(through: date) -> Iterator[Window]:
    for start, end, as_of in ((-60, 40, 40), (-60, 40, 0), (-20, -2, 0), (-60, 40, -7)):
        yield Window(*(through + timedelta(days=days) for days in (start, end, as_of)))


@pytest.fixture
def is_asked(request: pytest.FixtureRequest) -> Callable[[int, int], bool]:
    """Rows that must be there are asked for in every window, by its number; that there are none, in every other one.

    One folder begins with the first and the next with the second, so that each is asked of half the folders, some
    twenty.
    """
    turn = OF_CASES.index(request.node.callspec.params["small"]) % 2
    return lambda nth, n_expected: n_expected > 0 or nth % 2 == turn


def test_there_are_as_many_rows_as_duties_counted_in_each_bucket(
    small: Snapshot, is_asked: Callable[[int, int], bool]
) -> None:
    duties = mart(small, "mart_obligation")
    streams = {duty["stream"] for duty in duties}
    for nth, window in enumerate(windows(small.manifest.data_through or START)):
        expected = counted_duties(duties, window)
        for stream, bucket in product(streams, BUCKETS):
            if is_asked(nth, expected[stream, bucket]):
                found = case_rows.duties(small, EVERYTHING, stream, window, bucket, cap=100_000)
                assert len(found.rows) == found.n_all == expected[stream, bucket], (stream, bucket, window)


def test_there_are_as_many_rows_as_cases_in_each_stock(small: Snapshot, is_asked: Callable[[int, int], bool]) -> None:
    days = mart(small, "mart_thana_day")
    through = small.manifest.data_through or START
    for (nth, days_on), column in product(enumerate((0, -3, -30, 9)), case_rows._STOCKS):
        as_of = through + timedelta(days=days_on)
        expected = counted_stock(days, column, as_of)
        if is_asked(nth, expected):
            found = case_rows.stock(small, EVERYTHING, column, as_of)
            assert len(found.rows) == found.n_all == expected, (column, as_of)


def test_an_age_band_can_be_asked_for_without_those_who_may_wait(small: Snapshot) -> None:
    days, spans = mart(small, "mart_thana_day"), mart(small, "mart_span")
    through = small.manifest.data_through or START
    bands = {"n_open_0_7": (0, 7), "n_open_8_15": (8, 15), "n_open_16_30": (16, 30), "n_open_31_60": (31, 60)}
    for column, (first, last) in bands.items():
        for as_of in (through, through - timedelta(days=30)):
            found = case_rows.stock(small, EVERYTHING, column, as_of, but_lawful=True)
            expected = counted_in_band(days, spans, first, last, as_of)
            assert len(found.rows) == found.n_all == expected, (column, as_of)


def test_there_are_as_many_rows_as_cases_closed_before_reviews(small: Snapshot) -> None:
    days = mart(small, "mart_thana_day")
    for window in windows(small.manifest.data_through or START):
        found = case_rows.closed_on_eves(small, EVERYTHING, window)
        assert len(found.rows) == found.n_all == counted_on_eves(days, window), window
