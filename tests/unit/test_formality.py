"""The formality index of a Kendra's return: bands, who is compared with whom, and D11 that is added up from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from access.scope import Scope
from metrics import catalogue, formality
from metrics.formality import band, judge
from metrics.formality_signs import Count
from metrics.measure import measure
from tests.manifest_kit import bare_snapshot
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

DIG, BAGHPAT = Scope.whole_range("dig"), Scope("asp", frozenset({"baghpat"}))
OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 31))
THANAS = {f"hapur-{no}": "hapur" for no in range(12)} | {"khekra": "baghpat", "baraut": "baghpat"}
NAMES = ("window_no", "thana_code", "return_name", "sign", "part", "n_rows", "n_hits", "n_expected")

Told = tuple[Any, ...]


def told(thana: str, sign: str = "same_as_last", n: int = 30, hits: int = 0, expected: float | None = 0.01) -> Told:
    return (0, thana, "squad_daily", sign, "", n, hits, expected)


# Khekra copies every row; Baraut every fifth; in Hapur nobody does.
ROWS = [
    told("khekra", hits=30),
    told("baraut", hits=6),
    *(told(thana) for thana in THANAS if thana.startswith("hapur")),
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Scope]:
    """The scopes for which signs were asked, over the rows above."""
    scopes: list[Scope] = []

    def signs(_snapshot: Snapshot, scope: Scope, _windows: Sequence[Window]) -> pl.DataFrame:
        scopes.append(scope)
        return pl.DataFrame(ROWS, schema=NAMES, orient="row")

    monkeypatch.setattr(reads, "columns_of", lambda *_: frozenset({"thana_code"}))
    monkeypatch.setattr(reads, "signs", signs)
    monkeypatch.setattr(reads, "units", units)
    monkeypatch.setattr(reads, "missing", missing)
    monkeypatch.setattr(reads, "obligations", lambda *_: pl.DataFrame(schema=OBLIGATIONS))
    return scopes


OBLIGATIONS = {"stream": pl.String, "part": pl.String, "window_no": pl.Int64, "thana_code": pl.String} | dict.fromkeys(
    ("n_met", "n_known", "n_unknown"), pl.Float64
)


def missing(_snapshot: Snapshot, _scope: Scope, _names: Sequence[str], _windows: Sequence[Window]) -> pl.DataFrame:
    rows = [(0, thana, "squad_daily", 0) for thana in THANAS]
    return pl.DataFrame(rows, schema=("window_no", "thana_code", "return_name", "n_missing"), orient="row")


def units(_snapshot: Snapshot, scope: Scope, by: str) -> pl.DataFrame:
    inside = {code: home for code, home in THANAS.items() if scope.districts is None or home in scope.districts}
    rows = {
        "range": [("range", None, None)],
        "district": [(home, home, None) for home in sorted(set(inside.values()))],
        "thana": [(code, home, f"{home}-c") for code, home in inside.items()],
    }[by]
    return pl.DataFrame(
        rows, schema=dict.fromkeys(("unit_code", "district_code", "circle_code"), pl.String), orient="row"
    )


@pytest.mark.parametrize(
    ("value", "name"), [(0, "clear"), (20, "clear"), (20.1, "watch"), (50, "watch"), (50.1, "listed")]
)
def test_green_up_to_twenty_and_listed_beyond_fifty(value: float, name: str) -> None:
    assert band(value) == name


def test_the_highest_comes_first_with_its_signs_and_its_rows() -> None:
    told = [
        Count("khekra", "awareness", "same_as_last", "", 40, 30, 0.1),
        Count("khekra", "awareness", "heaping", "", 200, 190, 40.0),
        Count("baraut", "awareness", "same_as_last", "", 40, 1, 0.1),
    ]
    first, second = judge(told)
    assert (first.thana_code, [one.sign for one in first.signs], first.n_rows) == (
        "khekra",
        ["same_as_last", "heaping"],
        40,
    )
    assert first.index == pytest.approx(100 * (1 - 0.1 * 0.3))
    assert (second.index, second.signs, second.band) == (0, (), "clear")


def test_what_has_too_few_rows_is_not_judged() -> None:
    assert judge([Count("khekra", "patrols", "same_as_last", "", 9, 9, 0.01)]) == []


def test_an_asp_sees_the_own_kendras_and_the_same_index_as_the_dig(asked: list[Scope]) -> None:
    of_range = {one.thana_code: one.index for one in formality.league(bare_snapshot(), DIG, OCTOBER)}
    own = {one.thana_code: one.index for one in formality.league(bare_snapshot(), BAGHPAT, OCTOBER)}
    assert own == {"khekra": of_range["khekra"], "baraut": of_range["baraut"]}
    assert [scope.districts for scope in asked] == [None, None]


def test_d11_adds_up_the_indices_and_divides_by_how_many_were_judged(asked: list[Scope]) -> None:
    rows = measure(catalogue.load()["D11"], "district", [OCTOBER], DIG, bare_snapshot()).rows_by_key(
        "unit_code", named=True
    )
    (baghpat,), (hapur,) = rows["baghpat"], rows["hapur"]
    assert baghpat["numerator"] == pytest.approx(0.9 + 0.9 * (0.2 - 0.01 / 30) / 0.2)
    assert (baghpat["denominator"], hapur["denominator"], hapur["numerator"]) == (2, 12, 0)
    assert baghpat["value"] == pytest.approx(100 * baghpat["numerator"] / 2)
    assert (baghpat["status"], hapur["status"]) == ("missed", "met")


def test_an_asp_reads_no_other_district_in_d11(asked: list[Scope]) -> None:
    rows = measure(catalogue.load()["D11"], "district", [OCTOBER], BAGHPAT, bare_snapshot())
    assert rows["unit_code"].to_list() == ["baghpat"]
    assert set(formality.by_thana(bare_snapshot(), BAGHPAT, [OCTOBER])["thana_code"]) == {"khekra", "baraut"}
