"""measure() on small frames as the warehouse gives them: of two districts of two thanas each."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from access.scope import Scope
from metrics.catalogue import Kpi, load
from metrics.facts import Facts
from metrics.level import Level
from metrics.measure import PARTS_SCHEMA, SCHEMA, measure, measure_many, measure_parts, rows_of
from metrics.signal import newcombe, wilson
from tests.manifest_kit import bare_snapshot
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window
from warehouse.tables import return_of_column

DIG = Scope.whole_range("dig")
OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 31))
REVIEW = date(2026, 10, 23)
Row = dict[str, Any]


PARENTS = {"hapur-nagar": "hapur", "pilkhuwa": "hapur", "khekra": "baghpat", "baraut": "baghpat"}


def units(_snapshot: Snapshot, scope: Scope, by: str) -> pl.DataFrame:
    if by == "range":
        return pl.DataFrame([{"unit_code": "range", "district_code": None, "circle_code": None}])
    inside = {
        thana: district for thana, district in PARENTS.items() if scope.districts is None or district in scope.districts
    }
    parents = {thana: (district, f"{district}-c") for thana, district in inside.items()}
    rows = {
        "district": [(district, district, None) for district in dict.fromkeys(inside.values())],
        "circle": [(circle, district, circle) for district, circle in dict.fromkeys(parents.values())],
        "thana": [(thana, *above) for thana, above in parents.items()],
    }
    names = dict.fromkeys(("unit_code", "district_code", "circle_code"), pl.String)
    return pl.DataFrame(rows[by], schema=names, orient="row")


EMPTY: dict[str, list[str]] = {
    "obligations": ["stream", "part", "n_met", "n_known", "n_unknown"],
    "flows": [],
    "stock": [],
    "oldest": ["oldest_days"],
    "spells": ["n_days", "is_closed", "n"],
    "longest": ["longest", "n_places", "read_on"],
    "durations": ["stream", "amount", "n"],
    "reach": ["n_reached", "n_listed"],
    "missing": ["return_name", "n_missing"],
    "signs": ["return_name", "sign", "part", "n_rows", "n_hits", "n_expected"],
}


NO_SPELLS = pl.DataFrame(
    schema={"window_no": pl.Int64, "thana_code": pl.String, "n_days": pl.Int64, "is_closed": pl.Boolean, "n": pl.Int64}
)


@pytest.fixture(autouse=True)
def warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known but that every thana's register came."""
    monkeypatch.setattr(reads, "units", units)
    monkeypatch.setattr(reads, "columns_of", lambda *_: frozenset(return_of_column()))
    for question, columns in EMPTY.items():
        schema = {"window_no": pl.Int64, "thana_code": pl.String, **dict.fromkeys(columns, pl.Float64)}
        texts = dict.fromkeys({"stream", "part", "return_name", "sign"} & set(columns), pl.String)
        answer = pl.DataFrame(schema=schema | texts)
        monkeypatch.setattr(reads, question, lambda *_, answer=answer: answer)
    answers(monkeypatch, "missing", {thana: {"return_name": "cases", "n_missing": 0} for thana in PARENTS})


def answers(monkeypatch: pytest.MonkeyPatch, question: str, *by_window: dict[str, Row | list[Row]]) -> None:
    """The rows of each thana, window by window; of an obligation the part is '' unless said."""
    common: Row = {"part": "", "n_unknown": 0} if question == "obligations" else {}
    rows = [
        {"window_no": n, "thana_code": thana} | common | row
        for n, thanas in enumerate(by_window)
        for thana, told in thanas.items()
        for row in (told if isinstance(told, list) else [told])
    ]
    monkeypatch.setattr(reads, question, lambda *_: pl.DataFrame(rows))


def measured(code: str, windows: Sequence[Window] = (OCTOBER,), held: Snapshot | None = None) -> pl.DataFrame:
    return measure(load()[code], "district", windows, DIG, held or bare_snapshot("s", REVIEW))


def one(code: str, by_windows: Sequence[Window] = (OCTOBER,), held: Snapshot | None = None) -> Row:
    """The row of Hapur in the first window."""
    rows = measured(code, by_windows, held).filter(pl.col("unit_code") == "hapur")
    return rows.row(0, named=True)


def duty(stream: str, met: float, known: float, unknown: int = 0, part: str = "") -> Row:
    return {"stream": stream, "part": part, "n_met": met, "n_known": known, "n_unknown": unknown}


def test_counts_of_thanas_are_added_and_the_rate_has_its_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    k2 = "counselling_360"
    answers(monkeypatch, "obligations", {"hapur-nagar": duty(k2, 80, 200, 2), "pilkhuwa": duty(k2, 1, 63)})
    frame = measured("K2")
    assert frame.schema == pl.Schema(SCHEMA)
    row = one("K2")
    assert (row["numerator"], row["denominator"]) == (81, 263)
    assert row["value"] == pytest.approx(100 * 81 / 263)
    assert (row["low"], row["high"]) == (pytest.approx(25.53, abs=0.01), pytest.approx(36.62, abs=0.01))
    assert (row["n_unknown"], row["status"], row["district_code"]) == (2, "missed", "hapur")


@pytest.mark.parametrize(("by", "n_units"), [("range", 1), ("district", 2), ("circle", 2), ("thana", 4)])
def test_every_unit_is_in_every_window_in_their_order(by: str, n_units: int) -> None:
    frame = measure(load()["K2"], by, [OCTOBER, OCTOBER], DIG, bare_snapshot())
    assert frame.height == 2 * n_units
    assert frame.equals(frame.sort("window_no", "unit_code"))
    assert frame["value"].to_list() == [None] * frame.height


def test_a_return_counts_as_missing_by_thana_and_any_of_several_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"hapur-nagar": ("cases", 0, "counselling", 1), "pilkhuwa": ("cases", 1, "counselling", 1)}
    rows: dict[str, Row | list[Row]] = {
        thana: [{"return_name": a, "n_missing": n}, {"return_name": b, "n_missing": m}]
        for thana, (a, n, b, m) in told.items()
    }
    answers(monkeypatch, "missing", rows)
    assert load()["K2"].returns == ["cases", "counselling"]
    assert (one("K2")["n_missing"], one("K2")["n_expected"]) == (2, 2)
    assert (one("C1")["n_missing"], one("C1")["n_expected"]) == (1, 2)


def test_a_district_that_sent_no_return_is_not_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = {"n_opened": None, "n_closed": None, "n_days_cases": 0.0}
    answers(monkeypatch, "flows", {"hapur-nagar": nothing, "khekra": nothing | {"n_opened": 4.0, "n_closed": 3.0}})
    answers(monkeypatch, "missing", {"hapur-nagar": {"return_name": "cases", "n_missing": 1}})
    row = one("B3")
    assert (row["numerator"], row["value"], row["status"]) == (None, None, "no_data")


def test_a_rate_per_thousand_is_scaled(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "flows", {"hapur-nagar": {"firs": 5.0, "persons_checked": 4000.0}})
    row = one("P6.firs")
    assert (row["value"], row["status"]) == (1.25, "context")


def test_intake_is_counted_by_kendra_day(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(
        monkeypatch,
        "flows",
        {
            "hapur-nagar": {"n_opened": 22.0, "n_days_cases": 31.0},
            "pilkhuwa": {"n_opened": 0.0, "n_days_cases": 13.0},
            "khekra": {"n_opened": None, "n_days_cases": 0.0},
        },
    )
    frame = measured("C4")
    assert dict(frame.select("unit_code", "value").rows()) == {"hapur": 0.5, "baghpat": None}


def test_kendras_without_a_case_are_counted_and_silent_ones_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = {"hapur-nagar": 0.0, "pilkhuwa": 3.0, "khekra": None}
    answers(monkeypatch, "flows", {thana: {"n_opened": n, "n_days_cases": 1.0} for thana, n in opened.items()})
    frame = measured("C5")
    assert dict(frame.select("unit_code", "value").rows()) == {"hapur": 50, "baghpat": None}
    assert one("C5")["status"] == "context"


def stocks(monkeypatch: pytest.MonkeyPatch, counts: Sequence[Row]) -> list[Window]:
    """What each window answers with at Hapur's thana, and the windows that were asked."""
    asked: list[Window] = []

    def stock(_s: Snapshot, _c: Scope, columns: list[str], windows: Sequence[Window]) -> pl.DataFrame:
        asked.extend(windows)
        rows = [
            {"window_no": n, "thana_code": "hapur-nagar", "read_on": window.as_of}
            | {column: counts[n][column] for column in columns}
            for n, window in enumerate(windows)
        ]
        return pl.DataFrame(rows)

    monkeypatch.setattr(reads, "stock", stock)
    return asked


def test_a_stock_is_read_beside_the_last_review(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = stocks(monkeypatch, [{"n_open": 332.0}, {"n_open": 278.0}])
    change = one("B2")
    assert asked == [OCTOBER, Window(REVIEW, REVIEW, REVIEW)]
    assert (change["value"], change["numerator"], change["denominator"]) == (54, 332, 278)
    assert (change["read_on"], change["status"]) == (OCTOBER.as_of, "missed")


def test_open_cases_are_judged_by_what_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    stocks(monkeypatch, [{"n_open": 332.0, "n_closed": 0.0, "n_open_over_30": 10.0}, {"n_open": 278.0}])
    kpi = load()["B1"].model_copy(update={"pair": None})
    rows = measure(kpi, "district", [OCTOBER], DIG, bare_snapshot("s", REVIEW)).filter(pl.col("unit_code") == "hapur")
    row = rows.row(0, named=True)
    assert (row["value"], row["denominator"], row["status"]) == (332, None, "missed")


def test_before_the_first_review_there_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    stocks(monkeypatch, [{"n_open": 332.0}])
    row = one("B2", held=bare_snapshot())
    assert (row["value"], row["status"]) == (None, "too_few")


def test_the_old_share_of_a_stock_is_a_share_of_the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    stocks(monkeypatch, [{"n_open_over_30": 12.0, "n_open": 100.0}])
    kpi = load()["B4"].model_copy(update={"numerator_columns": ["n_open_over_30"]})
    row = (
        measure(kpi, "district", [OCTOBER], DIG, bare_snapshot())
        .filter(pl.col("unit_code") == "hapur")
        .row(0, named=True)
    )
    assert (row["value"], row["read_on"], row["status"]) == (12, OCTOBER.as_of, "watch")


def test_joint_teams_stay_on_watch_while_panchayats_are_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    quarter = Window(date(2026, 8, 1), date(2026, 10, 31), date(2026, 10, 31))
    joint = {"n_joint_programmes": 80.0, "n_programmes": 100.0, "n_days_awareness": 92.0}
    answers(monkeypatch, "flows", {"hapur-nagar": joint, "khekra": joint})
    listed = {"hapur-nagar": 10.0, "khekra": 90.0}
    answers(monkeypatch, "reach", {thana: {"n_reached": n, "n_listed": 100.0} for thana, n in listed.items()})
    assert dict(measured("A2", [quarter]).select("unit_code", "status").rows()) == {"hapur": "watch", "baghpat": "met"}


def test_each_window_is_answered_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    september = Window(date(2026, 9, 1), date(2026, 9, 30), date(2026, 9, 30))
    earlier, later = ({"hapur-nagar": duty("inspection_sho_week", n, 20)} for n in (19.0, 20.0))
    answers(monkeypatch, "obligations", earlier, later)
    rows = measured("I1", [OCTOBER, september]).filter(pl.col("unit_code") == "hapur")
    assert rows.select("window_no", "value").rows() == [(0, 95), (1, 100)]


def test_an_empty_scope_gives_an_empty_frame() -> None:
    frame = measure(load()["I1"], "district", [OCTOBER], Scope("nobody"), bare_snapshot())
    assert (frame.height, frame.schema) == (0, pl.Schema(SCHEMA))


def test_many_at_once_say_what_each_says_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [duty("counselling_360", 80, 200), duty("counselling_first", 60, 200)]
    answers(monkeypatch, "obligations", {"hapur-nagar": both, "khekra": both})
    kpis = [load()[code] for code in ("K2", "C1", "I1")]
    together = measure_many(kpis, "thana", [OCTOBER], DIG, bare_snapshot())
    assert list(together) == ["K2", "C1", "I1"]
    for kpi in kpis:
        assert together[kpi.code].equals(measure(kpi, "thana", [OCTOBER], DIG, bare_snapshot()))


def test_each_question_is_put_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def obligations(_s: Snapshot, _c: Scope, streams: list[str], _w: Sequence[Window]) -> pl.DataFrame:
        asked.append(streams)
        return pl.DataFrame([{"window_no": 0, "thana_code": "khekra"} | duty("unique_number", 1, 1)])

    monkeypatch.setattr(reads, "obligations", obligations)
    measure_many([load()[code] for code in ("I1", "I2", "D2")], "thana", [OCTOBER], DIG, bare_snapshot())
    assert len(asked) == 1
    assert {"inspection_sho_week", "inspection_co_fortnight", "return_on_time"} <= set(asked[0])


def test_a_narrower_place_is_added_up_from_what_was_read_for_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {"hapur-nagar": duty("counselling_360", 80, 200), "khekra": duty("counselling_360", 7, 50)}
    answers(monkeypatch, "obligations", counts)
    kpi = load()["K2"]
    facts, hapur = Facts.of([kpi], [OCTOBER], DIG, bare_snapshot()), DIG.narrow(district="hapur")
    for by in ("range", "district", "circle", "thana"):
        rows = rows_of([kpi], Level(facts, by, hapur))["K2"]
        assert [row["denominator"] for row in rows if row["denominator"]] == [200], by


def of(kind: str, **more: object) -> Kpi:
    """A KPI of a kind, to be judged by itself."""
    plain = {"kind": kind, "pair": None, "target": 10.0, "target_on": "value", "returns": ["cases"], "stream": None}
    blank = {"numerator_columns": [], "denominator_columns": [], "direction": "DOWN", "unit": "days", "quantile": None}
    return load()["K1"].model_copy(update={**plain, **blank, **more})


def hapur(kpi: Kpi) -> Row:
    frame = measure(kpi, "district", [OCTOBER], DIG, bare_snapshot())
    return frame.filter(pl.col("unit_code") == "hapur").row(0, named=True)


def test_a_lapse_counts_what_was_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "obligations", {"hapur-nagar": duty("must_register", 37, 40, 1)})
    row = hapur(of("lapse", stream="must_register", unit="pct", target=0))
    assert (row["numerator"], row["denominator"], row["n_unknown"], row["value"]) == (3, 40, 1, 7.5)
    assert row["status"] == "missed"


def test_a_median_is_that_of_all_thanas_together_not_of_their_medians(monkeypatch: pytest.MonkeyPatch) -> None:
    gaps = {"hapur-nagar": {1: 1, 2: 1, 9: 3}, "pilkhuwa": {3: 4, 5: 1}}
    rows: dict[str, Row | list[Row]] = {
        thana: [{"stream": "session_gap", "amount": amount, "n": n} for amount, n in counted.items()]
        for thana, counted in gaps.items()
    }
    answers(monkeypatch, "durations", rows)
    row = hapur(of("median", stream="session_gap"))
    every = [1, 2, 9, 9, 9, 3, 3, 3, 3, 5]
    assert (row["numerator"], row["denominator"], row["value"]) == (None, 10, statistics.median(every))
    assert (row["low"], row["high"], row["status"]) == (2, 9, "met")


def test_the_work_in_hand_is_set_against_the_closures_of_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    stocks(monkeypatch, [{"n_open": 60.0}])
    closed = {"hapur-nagar": {"n_closed": 56.0, "n_days_cases": 28.0}}
    answers(monkeypatch, "flows", {}, closed)
    row = hapur(of("workload", numerator_columns=["n_open"], denominator_columns=["n_closed"], target=15))
    assert (row["numerator"], row["denominator"], row["value"]) == (60, 56, 30)
    assert row["low"] < 30 < row["high"]
    assert (row["read_on"], row["status"]) == (OCTOBER.as_of, "missed")


def test_cases_per_counsellor_are_two_stocks_each_on_its_own_day(monkeypatch: pytest.MonkeyPatch) -> None:
    stocks(monkeypatch, [{"n_open": 60.0, "n_counsellors": 2.0}])
    kpi = of(
        "stock_ratio", numerator_columns=["n_open"], denominator_columns=["n_counsellors"], unit="per_one", target=20
    )
    row = hapur(kpi)
    assert (row["numerator"], row["denominator"], row["value"], row["status"]) == (60, 2, 30, "missed")


def test_how_long_cases_take_counts_those_still_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stocks(monkeypatch, [{"n_open": 3.0}])
    spells = [(2, True, 6), (8, True, 2), (9, False, 2), (12, True, 1), (20, False, 1)]
    rows: list[Row] = [{"n_days": d, "is_closed": c, "n": n} for d, c, n in spells]
    answers(monkeypatch, "spells", {"hapur-nagar": rows[:2], "pilkhuwa": rows[2:]})
    half, most = (hapur(of("survival", quantile=q)) for q in (0.5, 0.9))
    assert (half["value"], half["denominator"], half["read_on"]) == (2, 12, OCTOBER.as_of)
    assert (most["value"], most["low"], most["status"]) == (None, 12, "missed")  # it is 12 days at least


def test_cases_are_followed_for_180_days_or_a_longer_window(monkeypatch: pytest.MonkeyPatch) -> None:
    stocks(monkeypatch, [{"n_open": 3.0}] * 2)
    asked: list[Window] = []
    monkeypatch.setattr(reads, "spells", lambda _s, _c, windows: asked.extend(windows) or NO_SPELLS)
    year = Window(date(2025, 11, 1), date(2026, 10, 31), date(2026, 11, 15))
    july = Window(date(2026, 7, 1), date(2026, 7, 31), date(2026, 10, 31))
    measure(of("survival", quantile=0.5), "range", [year, july], DIG, bare_snapshot())
    assert asked == [year, Window(date(2026, 5, 5), date(2026, 10, 31), date(2026, 10, 31))]


def test_bunching_sets_closures_before_a_review_against_their_share_of_days(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"n_closed_on_eve": 24.0, "n_closed": 60.0, "n_days_cases": 30.0, "n_eve_days_cases": 4.0}
    answers(monkeypatch, "flows", {"hapur-nagar": told})
    columns = {"numerator_columns": ["n_closed_on_eve"], "denominator_columns": ["n_closed"]}
    row = hapur(of("bunching", unit="times", target=1.5, **columns))
    assert (row["numerator"], row["denominator"], row["value"]) == (24, 8, 3)
    low, high = wilson(24, 60)
    assert (row["low"], row["high"]) == (pytest.approx(low * 7.5), pytest.approx(high * 7.5))
    assert row["status"] == "missed"


def test_the_difference_of_two_callers_has_newcombes_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {"numerator_columns": ["n_satisfied_kendra", "n_opinions_kendra"]}
    columns["denominator_columns"] = ["n_satisfied_independent", "n_opinions_independent"]
    told = dict(
        zip((*columns["numerator_columns"], *columns["denominator_columns"]), (96.0, 100.0, 56.0, 80.0), strict=True)
    )
    answers(monkeypatch, "flows", {"hapur-nagar": told})
    row = hapur(of("difference", unit="points", target=5, **columns))
    assert (row["numerator"], row["denominator"], row["value"]) == (96, 100, pytest.approx(26))
    low, high = newcombe(96, 100, 56, 80)
    assert (row["low"], row["high"], row["status"]) == (pytest.approx(100 * low), pytest.approx(100 * high), "missed")
    assert (row["other_numerator"], row["other_denominator"]) == (56, 80)


def test_the_oldest_case_is_listed_beside_how_many_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stocks(monkeypatch, [{"n_open": 60.0}])
    answers(monkeypatch, "oldest", {"hapur-nagar": {"oldest_days": 40.0}, "pilkhuwa": {"oldest_days": 212.0}})
    row = hapur(of("oldest", target=None))
    assert (row["numerator"], row["denominator"], row["value"], row["status"]) == (None, 60, 212, "context")


def test_parts_are_told_apart_and_add_up_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [duty("fir_any", 2, 8, part="dowry"), duty("fir_any", 6, 7, part="pocso")]
    answers(monkeypatch, "obligations", {"hapur-nagar": parts, "pilkhuwa": parts[:1]})
    kpi = of("obligation", stream="fir_any", unit="pct")
    frame = measure_parts(kpi, "district", [OCTOBER], DIG, bare_snapshot())
    assert frame.schema == pl.Schema(PARTS_SCHEMA)
    rows = frame.filter(pl.col("unit_code") == "hapur").select("part", "numerator", "denominator").rows()
    assert rows == [("dowry", 4, 16), ("pocso", 6, 7)]
    assert (hapur(kpi)["numerator"], hapur(kpi)["denominator"]) == (10, 23)


def test_duties_of_another_kind_are_judged_as_the_kpis_own(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "obligations", {"hapur-nagar": duty("dimension_recorded", 50, 50, part="legal")})
    frame = measure_parts(load()["K2"], "range", [OCTOBER], DIG, bare_snapshot(), "dimension_recorded")
    assert frame.select("part", "value").rows() == [("legal", 100)]
