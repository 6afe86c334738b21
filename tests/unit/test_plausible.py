"""Ratios of daily counts against the bands of what is plausible, with the range's own published return."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from metrics import plausible
from tests.warehouse_kit import EVERYTHING, published
from warehouse import place_reads
from warehouse.reads import Window

PRESS = Path(__file__).parents[1] / "data" / "press_return_2025-10.csv"
FITTING = {"persons_checked": 900.0, "places_checked": 100.0, "firs": 2.0, "arrests": 3.0}
FITTING |= {"warned": 300.0, "preventive": 20.0, "vehicles_checked": 700.0}


def by_name(sums: dict[str, float | None]) -> dict[str, plausible.Held]:
    return {held.band.name: held for held in plausible.hold(sums)}


def test_what_was_published_is_what_the_press_return_says() -> None:
    with PRESS.open(encoding="utf-8-sig", newline="") as file:
        told = {row["measure"]: float(row["value"]) for row in csv.DictReader(file)}
    assert {name: told[name] for name in plausible.PUBLISHED} == plausible.PUBLISHED


def test_fitting_counts_lie_in_every_band() -> None:
    held = by_name(dict(FITTING))
    assert not any(one.is_outside for one in held.values())
    assert held["persons_per_place"].own == 9
    assert held["firs_per_thousand"].own == pytest.approx(1000 * 2 / 900)
    assert held["vehicles_apart"].own == pytest.approx(100 * 200 / 900)


def test_the_published_return_is_asked_about_for_its_two_smells() -> None:
    held = by_name(dict(plausible.PUBLISHED))
    assert held["warned_pct"].own == pytest.approx(77.8, abs=0.05)
    assert held["vehicles_apart"].own == pytest.approx(0.19, abs=0.005)
    assert {name for name, one in held.items() if one.is_outside} == {"warned_pct", "vehicles_apart"}
    assert all(one.own == one.published for one in held.values())
    assert held["persons_per_place"].own is None, "places were not published"


@pytest.mark.parametrize(
    ("part", "n", "name", "is_outside"),
    [
        ("warned", 450.0, "warned_pct", False),
        ("warned", 451.0, "warned_pct", True),
        ("warned", 44.0, "warned_pct", True),
        ("places_checked", 75.0, "persons_per_place", False),
        ("places_checked", 74.0, "persons_per_place", True),
        ("preventive", 8.0, "preventive_pct", True),
        ("vehicles_checked", 901.0, "vehicles_apart", True),
        ("vehicles_checked", 898.0, "vehicles_apart", False),
    ],
)
def test_at_and_beyond_the_ends_of_a_band(part: str, n: float, name: str, is_outside: bool) -> None:
    assert by_name({**FITTING, part: n})[name].is_outside is is_outside


def test_what_was_not_told_is_not_outside() -> None:
    held = by_name({**FITTING, "firs": 0.0, "warned": None})
    assert (held["arrests_per_fir"].own, held["warned_pct"].own) == (None, None)
    assert not held["arrests_per_fir"].is_outside


def test_days_on_which_a_count_was_left_blank_are_in_neither_part_of_its_ratio(tmp_path: Path) -> None:
    """Forty warned of a hundred on the one day that tells; two hundred more were checked on a day left blank."""
    told = [
        {"day": "2025-09-22", "persons_checked": 100, "warned": 40, "firs": 1},
        {"day": "2025-09-23", "persons_checked": 200, "firs": 0},
    ]
    rows = [{"thana_code": "hapur-nagar", **day} for day in told]
    given = {"return": "squad_daily", "thanas": ["hapur-nagar"], "days": ["2025-09-22", "2025-09-23"], "rows": rows}
    window = Window(date(2025, 9, 22), date(2025, 9, 23), date(2025, 9, 23))
    snapshot = published(tmp_path, given)
    sums = place_reads.daily_pairs(snapshot, EVERYTHING, plausible.PAIRS, window).to_dicts()
    held = {one.band.name: one for one in plausible.hold_pairs(sums)}
    assert (held["warned_pct"].own, held["warned_pct"].is_outside) == (40, False)
    assert held["firs_per_thousand"].own == pytest.approx(1000 * 1 / 300)
    assert held["preventive_pct"].own is None
