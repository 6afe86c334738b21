"""What the sample plants as held is what D5 counts as not right the first time, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from access.scope import Scope
from metrics import catalogue
from metrics.measure import measure, measure_parts
from sample_data import Sample
from sample_data.days import answer_key
from warehouse import filings
from warehouse.query import Snapshot
from warehouse.reads import Window

pytestmark = pytest.mark.slow

ALL = Window(date(2025, 9, 22), date(2026, 11, 15), date(2026, 11, 15))
RANGE = Scope.whole_range("dig")


def test_the_planted_held_file_is_the_one_that_was_not_right_the_first_time(snapshot: Snapshot, sample: Sample) -> None:
    (held,) = [entry for entry in answer_key()["troubles"] if entry["kind"] == "held"]
    thanas = {thana.code for thana in sample.thanas if thana.district == held["district"]}
    failed = filings.first_failed(snapshot, RANGE, ALL)
    assert set(failed.select("return_name", "thana_code", "told_on").rows()) == {
        (held["return"], thana, held["last_day"]) for thana in thanas
    }
    november = Window(held["first_day"], held["last_day"], held["last_day"])
    rows = measure_parts(catalogue.load()["D5"], "district", [november], RANGE, snapshot)
    short = [(row["unit_code"], row["part"]) for row in rows.to_dicts() if row["numerator"] != row["denominator"]]
    assert short == [(held["district"], held["return"])]


def test_its_district_has_the_oldest_data(snapshot: Snapshot) -> None:
    rows = measure(catalogue.load()["D4"], "district", [ALL], RANGE, snapshot).to_dicts()
    assert {row["unit_code"]: row["value"] for row in rows}["baghpat"] == 15 * 24
    assert {row["unit_code"] for row in rows if row["status"] == "missed"} == {"baghpat"}
