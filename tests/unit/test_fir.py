"""What the FIR page shows besides KPIs, against figures worked out by hand; what may be told of few women."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest

from metrics import fir, funnel
from metrics.level import Key, Level, Row
from warehouse import reads
from warehouse.reads import Window

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30))
FEW = 5
HAPUR = ("range", "hapur")
THANAS = {"a": ("hapur", "h-1"), "b": ("hapur", "h-1"), "c": ("hapur", "h-2"), "d": ("meerut", "m-1")}
Met = tuple[int, int]  # met of known


@dataclass
class Told:
    """A level of thanas as `metrics.level.Level` gives it, with what a test puts into it."""

    duties: dict[tuple[str, Key], Row] = field(default_factory=dict)
    durations: dict[tuple[str, Key], list[tuple[int, int]]] = field(default_factory=dict)
    stocks: dict[str, dict[Key, Row]] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    facts: Any = field(
        default_factory=lambda: SimpleNamespace(windows=(NOVEMBER,), snapshot=None, scope=None, keeps=lambda _kpi: True)
    )

    @property
    def units(self) -> dict[str, Row]:
        return {
            code: {"unit_code": code, "district_code": district, "circle_code": circle}
            for code, (district, circle) in THANAS.items()
        }

    @property
    def keys(self) -> list[Key]:
        return list(product([0], THANAS))

    def missing(self, _names: object) -> dict[Key, Row]:
        return {(0, code): {"n_missing": int(code in self.silent), "n_expected": 1} for code in THANAS}

    def give(self, stream: str, counts: Mapping[str, Met], n_unknown: int = 0) -> None:
        for code, (met, known) in counts.items():
            self.duties[stream, (0, code)] = {"n_met": met, "n_known": known, "n_unknown": n_unknown}


def watch(told: Told, inside: str = "abcd", chosen: tuple[str, ...] = ("range",)) -> fir.Watch:
    return fir.watch(cast(Level, told), set(inside), chosen, FEW)


def closed(**counts: Met) -> Told:
    told = Told()
    told.give("must_register", counts)
    return told


def test_the_watch_names_every_thana_the_worst_first_and_counts_where_nothing_is_given_away() -> None:
    seen = watch(closed(a=(9, 10), b=(3, 10), c=(8, 10), d=(10, 10)))  # without an FIR: 1, 7, 2, none
    assert seen.state == "some"
    assert seen.thanas == (("b", True), ("c", False), ("a", False))
    assert (seen.n, seen.of) == (10, 40)


def test_the_number_of_few_women_is_not_told_but_their_thana_is() -> None:
    seen = watch(closed(a=(9, 10), c=(8, 10)))
    assert seen.thanas == (("c", False), ("a", False))
    assert seen.n is None


def test_a_part_of_what_the_viewer_sees_has_no_number_to_subtract() -> None:
    told = closed(a=(4, 10), b=(4, 10), d=(4, 10))
    assert watch(told).n == 18
    assert watch(told, "abc", HAPUR).n is None


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([1, 1, 1, 1, 1], None),  # five of five thanas: one each
        ([4, 4], None),  # eight of two that are each below five: four each
        ([2, 2, 1, 1, 1], 7),
        ([5, 1], None),  # six of "five or more" and "fewer": five and one
        ([6, 1], 7),
        ([2, 2], None),  # itself below five
        ([], None),
    ],
)
def test_a_total_is_told_only_where_the_parts_cannot_be_concluded(counts: list[int], told: int | None) -> None:
    assert fir.safe_total(counts, FEW) == told


def test_zero_says_of_how_many_and_few_are_not_counted() -> None:
    assert watch(closed(a=(10, 10), d=(6, 6))).state == "zero"
    assert watch(closed(a=(10, 10), d=(6, 6))).of == 16
    assert watch(closed(a=(3, 3))).state == "zero"
    assert watch(closed(a=(3, 3))).of is None


def test_the_closed_of_a_district_are_hidden_where_its_neighbours_would_follow_from_them() -> None:
    told = closed(a=(20, 20), d=(3, 3))
    assert watch(told).of == 23
    assert watch(told, "abc", HAPUR).of is None


def test_nothing_closed_and_nothing_received_are_two_things() -> None:
    assert watch(Told()).state == "none"
    assert watch(Told(silent=frozenset("abcd"))).state == "unknown"
    assert (watch(Told(silent=frozenset("a"))).n_missing, watch(Told()).n_expected) == (1, 4)


def delays(told: Told, monkeypatch: pytest.MonkeyPatch, since: Mapping[str, date] | None = None) -> list[fir.Delay]:
    rows = [{"window_no": 0, "thana_code": code, "since_on": day} for code, day in (since or {}).items()]
    schema = {"window_no": pl.Int64, "thana_code": pl.String, "since_on": pl.Date}
    monkeypatch.setattr(reads, "unmet_since", lambda *_: pl.DataFrame(rows, schema=schema))
    return fir.delays(cast(Level, told))


def test_a_thana_that_registers_none_in_time_is_named_from_the_second_case_on(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told()
    told.give("fir_registered", {"a": (1, 2), "b": (1, 1), "c": (10, 10), "d": (9, 10)})
    told.give("fir_24h", {"a": (0, 2), "b": (0, 1), "c": (9, 10), "d": (9, 10)})
    told.durations["fir_hours", (0, "a")] = [(100, 1), (300, 1)]
    found = delays(told, monkeypatch, {"a": date(2026, 11, 10), "d": date(2026, 11, 29)})
    assert [(one.thana_code, one.is_held_back) for one in found] == [("a", True), ("d", False)]
    first = found[0]
    assert (first.n_in_time, first.n, first.n_late, first.n_never) == (0, 2, 2, 1)
    assert (first.median_hours, first.n_hours, first.since_on) == (200.0, 2, date(2026, 11, 10))
    assert first.probability == pytest.approx(0.05**2)


def test_nothing_is_said_where_all_is_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told()
    told.give("fir_registered", {"a": (8, 8)})
    told.give("fir_24h", {"a": (8, 8)})
    assert delays(told, monkeypatch) == []


def test_the_tail_of_the_binomial() -> None:
    assert fir.at_most(0, 7, 0.95) == pytest.approx(0.05**7)
    assert fir.at_most(1, 2, 0.5) == pytest.approx(0.75)
    assert fir.at_most(2, 2, 0.95) == pytest.approx(1)
    assert fir.at_most(1000, 2001, 0.5) == pytest.approx(0.5)
    assert (fir.at_most(6, 7, 1), fir.at_most(7, 7, 1)) == (0, 1)


@pytest.mark.parametrize(
    ("since", "step"),
    [(None, None), (30, 0), (27, 0), (26, 3), (22, 7), (15, 7), (14, 15), (1, 15)],
)
def test_a_wait_is_told_in_steps(since: int | None, step: int | None) -> None:
    day = None if since is None else date(2026, 11, since)
    assert fir.wait_of(day, NOVEMBER.as_of) == step


def test_hours_fall_into_their_buckets_and_the_unregistered_stand_beside_them() -> None:
    told = Told()
    told.give("fir_registered", {"a": (9, 12)})
    told.give("fir_24h", {"a": (5, 10)}, n_unknown=2)
    told.durations["fir_hours", (0, "a")] = [(0, 1), (5, 1), (6, 3), (23, 1), (24, 1), (71, 1), (72, 2), (168, 4)]
    found = {(row["unit_code"], row["part"]): row["numerator"] for row in fir.hours(cast(Level, told))}
    assert [found["a", part] for part in fir.BUCKETS] == [2, 4, 2, 2, 4, 3, 2]
    assert [found["b", part] for part in fir.BUCKETS] == [0] * 7


def test_where_no_register_came_the_hours_are_not_known_and_not_nought() -> None:
    found = fir.hours(cast(Level, Told(silent=frozenset("b"))))
    assert {row["numerator"] for row in found if row["unit_code"] == "b"} == {None}
    assert {row["numerator"] for row in found if row["unit_code"] == "a"} == {0}


def test_the_clocks_split_what_is_open_by_age() -> None:
    told = Told()
    stocks = {"n_enquiries_open": 7.0, "n_enquiries_over_14": 2.0}
    stocks |= {"n_firs_open": 20.0, "n_firs_over_60": 9.0, "n_firs_over_180": 3.0}
    told.stocks = {column: {(0, "a"): {column: n, "read_on": NOVEMBER.as_of}} for column, n in stocks.items()}
    found = {
        (row["unit_code"], row["part"]): row["numerator"]
        for rows in fir.clocks(cast(Level, told)).values()
        for row in rows
    }
    assert [found["a", part] for parts in fir.CLOCKS.values() for part in parts] == [5, 2, 11, 6, 3]
    assert found["b", "over_14"] is None


def test_the_funnel_is_drawn_over_all_thanas_the_hidden_ones_too_and_shows_the_chosen_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    thanas = {f"t{n}": ("hapur", "h-1") for n in range(funnel.MIN_UNITS)} | {"few": ("hapur", "h-1")}
    monkeypatch.setattr(sys.modules[__name__], "THANAS", thanas)
    told = Told()
    told.give("fir_any", dict.fromkeys(thanas, (20, 100)) | {"few": (2, 100), "t9": (5, 100)})
    found = fir.spread(cast(Level, told), {"t1", "t2", "t9", "few"}, FEW)
    assert found is not None
    assert set(found.units) == {"t1", "t2"}  # t9 is hidden beside `few`, lest the total give that away
    assert found.n_hidden == 2
    assert found.funnel.centre == pytest.approx((9 * 20 + 2 + 5) / 1100)


def test_of_few_thanas_there_is_no_funnel() -> None:
    told = Told()
    told.give("fir_any", dict.fromkeys(THANAS, (20, 100)))
    assert fir.spread(cast(Level, told), {"a"}, FEW) is None
