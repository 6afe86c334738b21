"""At most twelve exceptions, each at the lowest level that explains it, none that names too few or accuses."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

from access.scope import Scope
from locales import LANGUAGES
from metrics import exceptions, findings
from metrics.catalogue import load
from metrics.exceptions import Matter
from tests.manifest_kit import bare_snapshot
from warehouse import place_reads, reads
from warehouse.batch import BatchReason
from warehouse.manifest import Held
from warehouse.query import Snapshot
from warehouse.reads import Window
from warehouse.tables import return_of_column

DIG = Scope.whole_range("dig")
OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 31))
SEPTEMBER = Window(date(2026, 9, 1), date(2026, 9, 30), date(2026, 9, 30))
DISTRICTS = ("hapur", "baghpat", "meerut", "bulandshahr")
THANAS = [
    (district, f"{district}-c{circle}", f"{district}-c{circle}-t{thana}")
    for district in DISTRICTS
    for circle in range(2)
    for thana in range(3)
]
ACCUSING = ("दोषी", "लापरवाही", "फर्जी", "विफल", "guilty", "negligen", "fake", "fail")

CALM_STOCKS = {"n_kendras_rated": 1.0, "n_kendras_in_norm": 1.0, "n_counsellors": 10.0}
RETURNS = sorted(set(return_of_column().values()))

SIGNS = ("window_no", "thana_code", "return_name", "sign", "part", "n_rows", "n_hits", "n_expected")

Counts = tuple[float | None, float | None]


class Range:
    """A calm range on which a test puts its troubles; answers as `warehouse.reads` does."""

    def __init__(self) -> None:
        self.duties: dict[tuple[str, str], Counts] = {}  # (stream, thana) → met, due
        self.before: dict[tuple[str, str], Counts] = {}
        self.flowing: dict[tuple[str, str], float] = {}  # (column, thana)
        self.open: dict[str, tuple[float, float]] = {}  # thana → now, at the last review
        self.held: list[Held] = []
        self.unvisited: list[tuple[str, str, date | None, int]] = []  # thana, place, last visit, days
        self.seen: list[tuple[Any, ...]] = []  # signs of formality, as `reads.signs` has them

    def trouble(self, stream: str, thanas: str, met: float, due: float) -> None:
        """Put counts on every thana whose code begins so."""
        self.duties |= {(stream, thana): (met, due) for *_, thana in THANAS if thana.startswith(thanas)}

    def snapshot(self) -> Snapshot:
        return bare_snapshot("s", date(2026, 10, 23), held=self.held)

    def found(self, window: Window = OCTOBER, compare: Window | None = None, **more: Any) -> list[Matter]:
        return exceptions.find(self.snapshot(), DIG, window, compare, **more)

    def units(self, _snapshot: Snapshot, scope: Scope, by: str) -> pl.DataFrame:
        paths = {path[: ("district", "circle", "thana").index(by) + 1] for path in THANAS}
        rows = [
            {
                "unit_code": path[-1],
                "name_en": path[-1].title(),
                "name_hi": "इकाई",
                "district_code": path[0],
                "circle_code": path[1] if len(path) > 1 else None,
            }
            for path in sorted(paths)
            if scope.districts is None or path[0] in scope.districts
        ]
        return pl.DataFrame(rows, schema_overrides={"circle_code": pl.String})

    def obligations(self, _s: Snapshot, _c: Scope, streams: list[str], windows: list[Window]) -> pl.DataFrame:
        calm = {"reopened": (0.0, 50.0)}
        tables = [self.duties, self.before][: len(windows)]
        return self._frame(
            {"n_unknown": 0, "stream": stream, "part": "", "window_no": number, "thana_code": thana}
            | dict(zip(("n_met", "n_known"), table.get((stream, thana), calm.get(stream, (50.0, 50.0))), strict=True))
            for stream in streams
            for number, table in enumerate(tables)
            for *_, thana in THANAS
        )

    def flows(
        self, _s: Snapshot, _c: Scope, columns: list[str], windows: list[Window], with_eves: bool = False
    ) -> pl.DataFrame:
        return self._frame(
            {"window_no": number, "thana_code": thana}
            | {column: self._flow(column, thana) for column in columns}
            | {f"n_days_{name}": 30.0 for name in RETURNS}
            | ({f"n_eve_days_{name}": 4.0 for name in RETURNS} if with_eves else {})
            for number in range(len(windows))
            for *_, thana in THANAS
        )

    def _flow(self, column: str, thana: str) -> float | None:
        calm = 0.0 if column == "n_duplicate_numbers" else 50.0
        return self.flowing.get((column, thana), calm)

    def stock(self, _s: Snapshot, _c: Scope, columns: list[str], windows: list[Window]) -> pl.DataFrame:
        def value(column: str, thana: str, window: Window) -> float:
            now, then = self.open.get(thana, (100.0, 100.0))
            if column in CALM_STOCKS:
                return CALM_STOCKS[column]
            return 0.0 if column != "n_open" else now if window.as_of == OCTOBER.as_of else then

        return self._frame(
            {"window_no": number, "thana_code": thana, "read_on": window.as_of}
            | {column: value(column, thana, window) for column in columns}
            for number, window in enumerate(windows)
            for *_, thana in THANAS
        )

    def reach(self, _s: Snapshot, _c: Scope, windows: list[Window]) -> pl.DataFrame:
        return self._frame(
            {"window_no": number, "thana_code": thana, "n_reached": 40.0, "n_listed": 50.0}
            for number in range(len(windows))
            for *_, thana in THANAS
        )

    def places(self, _s: Snapshot, _c: Scope, _w: list[Window]) -> pl.DataFrame:
        names = ("thana_code", "name_en", "name_hi", "kind", "last_on", "n_days")
        rows = [dict(zip(names, (t, name, "विद्यालय", "park", on, n), strict=True)) for t, name, on, n in self.unvisited]
        return self._frame(rows)

    def signs(self, _s: Snapshot, _c: Scope, _windows: list[Window]) -> pl.DataFrame:
        return pl.DataFrame(self.seen, schema=SIGNS, orient="row")

    def _frame(self, rows: Any) -> pl.DataFrame:
        return pl.DataFrame(list(rows), infer_schema_length=None)


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> Range:
    made = Range()
    for question in ("units", "obligations", "flows", "stock", "reach", "signs"):
        monkeypatch.setattr(reads, question, getattr(made, question))
    monkeypatch.setattr(reads, "columns_of", lambda *_: frozenset(return_of_column()))
    monkeypatch.setattr(place_reads, "unvisited", made.places)
    return made


def told(found: list[Matter]) -> list[tuple[str | None, str]]:
    return [(matter.kpi, matter.unit_code) for matter in found]


def test_a_calm_range_has_no_exceptions(calm: Range) -> None:
    assert calm.found() == []


def test_one_bad_thana_is_named_itself_and_only_once(calm: Range) -> None:
    calm.trouble("counselling_360", "hapur-c0-t1", 10, 50)
    assert told(calm.found()) == [("K2", "hapur-c0-t1")]


def test_a_circle_that_is_bad_all_over_is_named_as_a_circle(calm: Range) -> None:
    calm.trouble("counselling_360", "hapur-c0", 30, 50)
    assert told(calm.found()) == [("K2", "hapur-c0")]


def test_a_district_that_is_bad_all_over_is_named_as_a_district(calm: Range) -> None:
    calm.trouble("counselling_360", "hapur", 30, 50)
    assert told(calm.found()) == [("K2", "hapur")]


def test_too_few_cases_name_nobody(calm: Range) -> None:
    calm.trouble("inspection_sho_week", "hapur-c0-t1", 0, 9)
    assert all(matter.level != "thana" for matter in calm.found())


def test_a_suppressed_thana_is_not_named(calm: Range) -> None:
    calm.trouble("counselling_360", "hapur-c0-t1", 3, 50)
    assert all(matter.unit_code != "hapur-c0-t1" for matter in calm.found())


def test_one_kpi_does_not_fill_the_list_and_the_list_ends_at_twelve(calm: Range) -> None:
    for stream in ("counselling_first", "counselling_360", "inspection_sho_week", "inspection_co_fortnight"):
        calm.trouble(stream, "", 20, 50)
    for stream in ("unique_number", "place_visited_week", "return_on_time", "return_received"):
        calm.trouble(stream, "", 20, 50)
    found = calm.found()
    assert len(found) == exceptions.MOST
    assert [matter.rank for matter in found] == list(range(1, 13))
    assert max(Counter(matter.kpi for matter in found).values()) <= exceptions.MOST_PER_KPI


def test_law_and_order_come_first_then_what_did_not_come_then_the_rest(calm: Range) -> None:
    calm.trouble("place_visited_week", "hapur-c0-t1", 0, 50)
    calm.trouble("return_received", "meerut-c0-t0", 5, 6)
    calm.trouble("counselling_first", "baghpat-c0-t1", 35, 50)
    assert [matter.kpi for matter in calm.found()] == ["K1", "D1", "P1"]


def test_a_page_asks_for_its_own_kpis_only_and_for_as_many_as_it_can_show(calm: Range) -> None:
    calm.trouble("counselling_first", "baghpat-c0-t1", 35, 50)
    calm.trouble("counselling_360", "hapur-c0-t1", 10, 50)
    calm.trouble("counselling_360", "meerut-c0-t1", 20, 50)
    calm.trouble("return_received", "meerut-c0-t0", 5, 6)
    assert told(calm.found(codes=("K2",))) == [("K2", "hapur-c0-t1"), ("K2", "meerut-c0-t1")]
    assert told(calm.found(codes=("K2",), most=1)) == [("K2", "hapur-c0-t1")]


def test_the_further_beyond_noise_the_earlier(calm: Range) -> None:
    calm.trouble("counselling_360", "hapur-c0-t1", 30, 50)
    calm.trouble("counselling_360", "meerut-c0-t1", 10, 50)
    assert told(calm.found()) == [("K2", "meerut-c0-t1"), ("K2", "hapur-c0-t1")]


def test_an_fir_not_registered_is_not_told_again_as_late(calm: Range) -> None:
    for stream in ("fir_registered", "fir_24h"):
        calm.trouble(stream, "hapur-c0-t1", 20, 50)
    assert told(calm.found()) == [("F1", "hapur-c0-t1")]


def test_a_rise_in_open_cases_is_told_only_beyond_noise(calm: Range) -> None:
    calm.open = {"hapur-c0-t1": (332, 278), "meerut-c0-t1": (244, 212), "baghpat-c0-t1": (356, 321)}
    found = calm.found()
    assert told(found) == [("B2", "hapur-c0-t1")]
    assert "278" in found[0].sentence("hi")
    assert "332" in found[0].sentence("hi")


def test_a_fall_since_the_compared_window_is_said(calm: Range) -> None:
    calm.trouble("counselling_360", "hapur-c0-t1", 10, 50)
    worse = calm.found(compare=SEPTEMBER)[0]
    assert worse.key == "metrics.exception.share_and_worse"
    assert "100%" in worse.sentence("en")
    calm.before = {("counselling_360", "hapur-c0-t1"): (10.0, 50.0)}
    assert calm.found(compare=SEPTEMBER)[0].key == "metrics.exception.share"


def test_a_share_of_few_women_then_is_not_told_beside_the_share_now(calm: Range) -> None:
    calm.trouble("counselling_360", "hapur-c0-t1", 10, 60)
    calm.before = {("counselling_360", "hapur-c0-t1"): (36.0, 40.0)}
    assert "90%" in calm.found(compare=SEPTEMBER)[0].sentence("en")
    calm.before |= {("counselling_360", "hapur-c0-t0"): (3.0, 12.0)}  # hides the smaller of the other two with it
    calm.before |= {("counselling_360", "hapur-c0-t2"): (90.0, 90.0)}
    now = next(one for one in calm.found(compare=SEPTEMBER) if one.unit_code == "hapur-c0-t1")
    assert "90%" not in now.sentence("en")
    assert now.key == "metrics.exception.share"


def held(district: str, last_good_day: date | None) -> Held:
    return Held(
        return_name="cases",
        district_code=district,
        batch_id="b",
        file_name="f.xlsx",
        first_day=OCTOBER.start,
        last_day=OCTOBER.end,
        received_at=datetime(2026, 11, 2),
        reasons=(BatchReason(rule="r", count=1, sentence_hi="कारण।", sentence_en="A reason."),),
        last_good_day=last_good_day,
    )


def test_a_held_slice_is_told_with_its_reason_and_not_again_as_missing(calm: Range) -> None:
    calm.held = [held("hapur", date(2026, 9, 30)), held("meerut", None)]
    calm.trouble("return_received", "hapur", 5, 6)
    found = calm.found()
    assert sorted(told(found), key=str) == [(None, "hapur"), (None, "meerut")]
    sentences = " ".join(matter.sentence("hi") for matter in found)
    assert "कारण।" in sentences
    assert "30 सितंबर 2026" in sentences


def test_kendras_without_a_due_return_are_counted_by_district(calm: Range) -> None:
    calm.trouble("return_received", "hapur-c0", 5, 6)
    calm.trouble("return_received", "hapur-c1-t0", 5, 6)
    matter = calm.found()[0]
    assert (matter.kpi, matter.unit_code, matter.level) == ("D1", "hapur", "district")
    assert "4 Kendras" in matter.sentence("en")


def test_another_district_is_never_told_to_a_district(calm: Range) -> None:
    calm.trouble("counselling_360", "meerut", 10, 50)
    calm.held = [held("meerut", None)]
    assert exceptions.find(calm.snapshot(), DIG.narrow(district="hapur"), OCTOBER) == []


def test_every_line_reads_in_both_languages_and_accuses_nobody(calm: Range) -> None:
    for stream in (
        "counselling_first",
        "inspection_sho_week",
        "place_visited_week",
        "return_received",
        "return_on_time",
    ):
        calm.trouble(stream, "hapur", 20, 50)
    calm.open = {"meerut-c0-t0": (200, 100)}
    calm.held = [held("baghpat", None)]
    calm.flowing = {("n_closed", thana): 10.0 for *_, thana in THANAS}
    found = calm.found()
    assert {matter.kpi for matter in found} >= {"K1", "I1", "P1", "D1", "D2", "B2", "B3", None}
    for matter in found:
        for lang, please in zip(LANGUAGES, ("कृपया देखें", "Please look"), strict=True):
            line = f"{matter.about(lang)}: {matter.sentence(lang)}"
            assert please in line
            assert "\n" not in line
            assert "{" not in line
            assert not any(word in line for word in ACCUSING)


def test_one_serious_matter_closed_without_an_fir_is_told_first_and_without_a_number(calm: Range) -> None:
    """One of three: too few to count aloud, never too few to say that the law was not kept."""
    calm.trouble("must_register", "hapur-c0-t1", 2, 3)
    calm.trouble("counselling_360", "meerut-c0-t1", 10, 50)
    found = calm.found()
    assert told(found) == [("F7", "hapur-c0-t1"), ("K2", "meerut-c0-t1")]
    assert found[0].sentence("en") == "At least one, where the law admits none. Please look."


def test_such_thanas_are_named_by_district_the_most_first_and_none_is_crowded_out(calm: Range) -> None:
    for district, unmet in (("hapur", 1), ("meerut", 2), ("baghpat", 3), ("bulandshahr", 4)):
        calm.trouble("must_register", f"{district}-c0", 50 - unmet, 50)
    calm.duties["must_register", "hapur-c0-t2"] = (40, 50)
    calm.trouble("must_register", "meerut-c1-t0", 49, 50)
    for stream in ("counselling_first", "counselling_360", "inspection_sho_week", "inspection_co_fortnight"):
        calm.trouble(stream, "", 20, 50)
    found = calm.found()
    assert [code for code, _ in told(found)[:4]] == ["F7"] * 4
    assert len(found) == exceptions.MOST
    lines = {matter.unit_code: matter.sentence("en") for matter in found[:4]}
    assert lines["hapur"].startswith("At least one each at Hapur-C0-T2, Hapur-C0-T0, Hapur-C0-T1, where")
    assert "and 1 more thanas" in lines["meerut"]
    assert "40" not in " ".join(lines.values())


def test_a_lapse_of_which_a_share_is_allowed_is_no_exception_at_one_and_told_with_its_target(calm: Range) -> None:
    """One defect in ten may come back: that one of fifty did is not said to be one too many."""
    calm.trouble("defect_repeated", "hapur", 49, 50)
    assert told(calm.found()) == []
    calm.trouble("defect_repeated", "hapur-c0-t1", 10, 50)
    (found,) = calm.found()
    assert told([found]) == [("I5", "hapur-c0-t1")]
    assert found.sentence("en") == "80% against a target of at most 10% (40 of 50). Please look."


def test_what_thanas_do_not_add_up_to_is_told_on_its_own_page(calm: Range) -> None:
    """Of a median, a curve, a difference or an expected count nobody can say how many are short."""
    calm.flowing = {("n_closed_on_eve", thana): 50.0 for *_, thana in THANAS}
    calm.flowing |= {("n_satisfied_independent", thana): 0.0 for *_, thana in THANAS}
    others = {kpi.code for kpi in load().kpis if kpi.kind not in findings.ADDED}
    assert {"B5", "B6.p_ninety", "B8", "B9", "K4", "S6", "H2"} <= others
    assert not others & {matter.kpi for matter in calm.found()}


def test_a_place_that_nobody_visited_is_told_by_its_name(calm: Range) -> None:
    calm.unvisited = [
        ("hapur-c0-t0", "Market", date(2026, 10, 22), 9),
        ("hapur-c0-t1", "Girls School", None, 40),
        ("hapur-c0-t2", "Park", date(2026, 10, 24), 7),
    ]
    found = calm.found(codes={"P4"})
    assert told(found) == [("P4", "hapur-c0-t1"), ("P4", "hapur-c0-t0")]
    assert (
        found[0].sentence("en").startswith("Girls School (Park): not one visit in the patrol returns so far, 40 days")
    )
    assert found[1].sentence("en").startswith("Market (Park): 9 days since the last visit, on 22 October 2026")
    assert all("विद्यालय" in matter.sentence("hi") for matter in found)
    assert calm.found(codes={"P1"}) == []


def test_context_is_never_an_exception(calm: Range) -> None:
    calm.flowing = {("warned", thana): 500.0 for *_, thana in THANAS}
    context = {kpi.code for kpi in load().kpis if kpi.is_context}
    assert not context & {matter.kpi for matter in calm.found()}


def test_a_return_to_be_verified_is_told_with_the_sign_that_says_most(calm: Range) -> None:
    calm.seen = [(0, "hapur-c0-t1", "squad_daily", "same_as_last", "", 30, 30, 0.01)]
    (matter,) = calm.found()
    assert (matter.kpi, matter.unit_code) == ("D11", "hapur-c0-t1")
    assert matter.sentence("en").endswith("every figure as in an earlier row; index 90. Please verify.")
    assert told(calm.found(codes=("K1",))) == []
