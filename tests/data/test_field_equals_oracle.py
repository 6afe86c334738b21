"""Visits, nights and places on the whole sample: every row of their marts, and every KPI of theirs, is the oracle's."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from access.scope import Scope
from metrics import catalogue, patrols
from metrics.measure import measure_many
from tests.oracle.aim import aim, complaints_since, telling, visits_before
from tests.oracle.figures import Oracle
from tests.oracle.nights import nights
from tests.oracle.span import Span
from tests.oracle.streams import STREAMS
from tests.oracle.unvisited import gini, visits_of_places
from tests.oracle.visits import doubts, place_days, visits
from warehouse.query import Snapshot, frame
from warehouse.reads import Window

pytestmark = pytest.mark.slow

RANGE = Scope.whole_range("dig")
FIELD = (
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
    "P7",
    "P8",
    "P9",
    "P10",
    "N1",
    "N2",
    "N3",
    "N4",
    "N5",
    "N6",
    "D3",
    "D4",
    "D5",
    "D6",
    "D6.register",
    "D10",
    "D12",
)
LEVELS = ("range", "district", "circle", "thana")
SPANS = (
    Span(date(2026, 10, 11), date(2026, 10, 19), date(2026, 10, 14)),  # a Navratri, seen on its fourth night
    Span(date(2026, 10, 14), date(2026, 11, 15), date(2026, 11, 15)),  # from within it on, over the held patrols
    Span(date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 30)),  # a month like any other
)
STREAM_OF = {
    "value_usual": "D10",
    "row_located": "D12",
    "first_pass": "D5",
    "row_accepted": "D6",
    "register_row_accepted": "D6.register",
    "school_bell": "P2",
    "complaint_answered": "P5",
    "visit_plausible": "P8",
    "pandal_night": "N1",
    "pandal_night_peak": "N2",
    "pandal_seen_by_night_3": "N3",
    "pandal_visit_woman": "N5",
    "pandal_registered": "N6",
}


def rows(snapshot: Snapshot, sql: str, store: str = "review") -> list[dict[str, Any]]:
    return frame(snapshot, sql, RANGE, store=store).rows(named=True)


def test_what_each_place_saw_on_each_day(snapshot: Snapshot, oracle: Oracle) -> None:
    told = rows(snapshot, "select * from mart_place_day where {scope}")
    meant = {key: asdict(one) for key, one in place_days(oracle.book).items()}
    names = next(iter(meant.values())).keys()
    assert {(row["place_code"], row["day"]): {name: row[name] for name in names} for row in told} == meant
    assert len(told) == len(meant)
    homes = {place.code: (place.thana, place.kind) for place in oracle.book.places}
    assert {row["place_code"]: (row["thana_code"], row["kind"]) for row in told}.items() <= homes.items()


def test_the_visits_that_are_to_be_verified(snapshot: Snapshot, oracle: Oracle) -> None:
    sql = """
        select thana_code, visit.place_code, visited_on, visit.from_time, reason
        from core_visit_doubt
        inner join (select batch_seq, row_id, place_code, from_time from core_patrol) as visit using (batch_seq, row_id)
        where {scope}
    """
    told: dict[tuple[str, str, date, Any], set[str]] = defaultdict(set)
    for row in rows(snapshot, sql, "detail"):
        told[row["thana_code"], row["place_code"], row["visited_on"], row["from_time"]].add(row["reason"])
    found = doubts(oracle.book)
    meant = {
        (one.row.thana, one.row.place, one.row.visited_on, one.row.from_time): found[id(one.row)]
        for one in visits(oracle.book)
        if id(one.row) in found
    }
    assert told == meant != {}


def test_what_was_seen_on_each_night(snapshot: Snapshot, oracle: Oracle) -> None:
    told = rows(snapshot, "select * from mart_place_night where {scope}")
    names = ("place_night_no", "night_no", "is_known", "n_visits", "n_peak", "n_with_woman", "n_woman_unknown")
    of_oracle = list(nights(oracle.book))
    counts = names[3:]
    meant = {
        (one.place.code, one.festival.code, one.night): {
            name: getattr(one, name) if one.is_known or name not in counts else None for name in names
        }
        for one in of_oracle
    }
    seen = {
        (row["place_code"], row["festival_code"], row["night"]): {name: row[name] for name in names} for row in told
    }
    assert len(told) == len(seen)
    assert seen == meant


@pytest.mark.parametrize(("stream", "kpi"), STREAM_OF.items())
def test_each_duty_is_the_oracles(stream: str, kpi: str, snapshot: Snapshot, oracle: Oracle) -> None:
    names = ("part", "thana_code", "due_on", "met_on", "is_known", "doubtful_from", "void_from")
    sql = f"select {', '.join(names)}, n from mart_obligation where stream = '{stream}' and {{scope}}"
    told: Counter[tuple[Any, ...]] = Counter()
    for row in rows(snapshot, sql):
        told[tuple(row[name] for name in names)] += int(row["n"])
    meant = Counter(
        (one.part, one.thana, one.due_on, one.met_on, one.is_known, one.doubtful_from, one.void_from)
        for one in STREAMS[kpi](oracle.book)
    )
    assert told == meant != {}


@pytest.mark.parametrize("by", LEVELS)
def test_the_numbers_seen_from_within_a_festival_and_over_held_returns(
    by: str, snapshot: Snapshot, oracle_with_ground: Oracle
) -> None:
    kpis = [catalogue.load()[code] for code in FIELD]
    windows = [Window(span.start, span.end, span.as_of) for span in SPANS]
    told = measure_many(kpis, by, windows, RANGE, snapshot)
    for kpi in kpis:
        expected = [oracle_with_ground.figures(kpi.code, by, span) for span in SPANS]
        rows = told[kpi.code].rows(named=True)
        assert len(rows) == sum(len(figures) for figures in expected)
        for row in rows:
            figure = expected[row["window_no"]][row["unit_code"]]
            seen = (row["numerator"] or 0, row["denominator"] or 0, row["n_unknown"])
            assert seen == (figure.numerator or 0, figure.denominator or 0, figure.n_unknown), (kpi.code, row)
            assert row["value"] == (None if figure.value is None else pytest.approx(figure.value)), (kpi.code, row)


def test_pei_is_held_against_the_best_that_as_much_area_allows(snapshot: Snapshot, oracle_with_ground: Oracle) -> None:
    book, areas = oracle_with_ground.book, oracle_with_ground.areas
    for unit in (*book.units("range"), *book.units("district")):
        mine = {thana: areas[thana] for thana in areas if unit in ("range", book.thanas[thana].district)}
        for span in SPANS:
            meant = aim(book, mine, areas, span.as_of)
            known = {thana: mine[thana] for thana in telling(book, mine, span.as_of)}
            told = patrols.aim(visits_before(book, span.as_of), complaints_since(book, span.as_of), known)
            assert (told.caught, told.n, told.best) == (meant.n_hit, meant.n_all, meant.n_best)
            assert (told.pai, told.pei_star) == (pytest.approx(meant.pai), pytest.approx(meant.pei))


def test_how_unequally_places_are_visited(oracle: Oracle) -> None:
    for span in SPANS:
        counts = list(visits_of_places(oracle.book, span).values())
        assert patrols.most_visited(counts).gini == pytest.approx(gini(counts))
