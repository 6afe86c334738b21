"""Daily counts beside visits: what the load compares is what the snapshot lists, for any history of files."""

from __future__ import annotations

import random
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.judging.slices import Said, Slice, Span
from etl.judging.wholes import MEASURES, differences
from etl.recipes import load_recipe
from tests.warehouse_kit import EVERYTHING, commit, shape_of, small_settings, typed
from warehouse.build import publish
from warehouse.query import frame, open_snapshot
from warehouse.store import Store

THANAS = ["hapur-nagar", "dhaulana"]
COLUMNS = ["thana_code", "day", "measure", "n_whole", "n_parts"]
Given = dict[str, Any]


def some_batch(chance: random.Random, earlier: list[Given]) -> Given:
    """A file of either return for some thanas and days, with blanks; now and then a correction of an earlier one."""
    name = chance.choice(["squad_daily", "patrols"])
    thanas = chance.sample(THANAS, chance.randint(1, 2))
    first, last = sorted(chance.choices(range(22, 27), k=2))
    places = [(thana, day) for thana in thanas for day in range(first, last + 1) if chance.random() < 0.8]
    rows = [some_row(chance, name, *place) for place in places for _ in range(1 if name == "squad_daily" else 2)]
    given = {"return": name, "thanas": thanas, "days": [f"2025-09-{first}", f"2025-09-{last}"], "rows": rows}
    alike = [n for n, one in enumerate(earlier, 1) if one["return"] == name]
    return given | ({"corrects": f"b{chance.choice(alike)}"} if alike and chance.random() < 0.3 else {})


def some_row(chance: random.Random, name: str, thana: str, day: int) -> Given:
    row: Given = {"thana_code": thana, "day" if name == "squad_daily" else "visited_on": f"2025-09-{day}"}
    row |= {measure: chance.randint(0, 3) for measure in MEASURES[1:] if chance.random() < 0.9}
    row["persons_checked"] = chance.randint(0, 3)
    return row | ({"places_checked": 1} if name == "squad_daily" else {"place_code": chance.choice(["p1", "p2"])})


def said(given: Given, corrects: Any) -> Said:
    rows = typed([{"row_id": n, **row} for n, row in enumerate(given["rows"])], shape_of(given["return"]))
    none = pl.DataFrame()
    first, last = map(date.fromisoformat, given["days"])
    span = Span(first, last, "title")
    slice_ = Slice(
        *(load_recipe(given["return"]), "hapur", "", len(rows), rows, none, none, none, {}, {}, (), span, False),
        nil_thanas=tuple(given["thanas"]),
    )
    return Said(slice_, span, rows, none, datetime(2025, 12, 31), corrects)


@pytest.mark.parametrize("seed", range(12))
def test_the_load_and_the_snapshot_compare_alike(seed: int, tmp_path: Path) -> None:
    chance, given = random.Random(seed), list[Given]()
    for _ in range(6):
        given.append(some_batch(chance, given))
    settings = small_settings(tmp_path)
    store = Store(settings)
    for one in given[:-1]:
        commit(store, one)
    last, earlier = given[-1], store.batches()
    corrects = next((batch for batch in earlier if batch.batch_id == last.get("corrects")), None)
    told = differences(said(last, corrects), earlier, store).drop_nulls()
    commit(store, last)
    listed = frame(
        open_snapshot(settings, publish(store, settings)), "select * from mart_whole_day where {scope}", EVERYTHING
    )
    days = [date.fromisoformat(day) for day in last["days"]]
    here = listed.filter(pl.col("thana_code").is_in(last["thanas"]) & pl.col("day").is_between(*days)).select(COLUMNS)
    assert sorted(told.select(COLUMNS).rows()) == sorted(here.rows())


def test_some_of_these_histories_have_something_to_compare(tmp_path: Path) -> None:
    rows = [{"thana_code": "dhaulana", "visited_on": "2025-09-22", "place_code": "p1", "persons_checked": 4}]
    visits = {"return": "patrols", "thanas": ["dhaulana"], "days": ["2025-09-22", "2025-09-22"], "rows": rows}
    store = Store(small_settings(tmp_path))
    commit(store, visits)
    counts = [{"thana_code": "dhaulana", "day": "2025-09-22", "persons_checked": 9, "warned": 2}]
    daily = {**visits, "return": "squad_daily", "rows": counts}
    told = differences(said(daily, None), store.batches(), store).drop_nulls()
    assert told.select("measure", "n_whole", "n_parts").rows() == [("persons_checked", 9, 4)]
