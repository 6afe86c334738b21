"""Every KPI, at every level, for many windows and as-of days: the product's number is the oracle's number."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from access.scope import Scope
from access.settings import HOME, Settings
from metrics import catalogue
from metrics.catalogue import Kpi
from metrics.measure import measure, measure_many, measure_parts
from sample_data.days import days_between
from sample_data.temper import troubled
from tests.data.test_sample_magnitudes import published
from tests.oracle.figures import Figure, Oracle, Span
from warehouse.query import Snapshot, frame
from warehouse.reads import Window

pytestmark = pytest.mark.slow

SPANS = (
    Span(date(2025, 9, 22), date(2025, 10, 21), date(2025, 10, 21)),  # the campaign
    Span(date(2025, 9, 22), date(2025, 9, 28), date(2025, 9, 28)),  # its first week: no review before it
    Span(date(2026, 10, 1), date(2026, 10, 31), date(2026, 10, 31)),  # a month
    Span(date(2026, 11, 1), date(2026, 11, 15), date(2026, 11, 15)),  # a fortnight with a held return
    Span(date(2026, 7, 1), date(2026, 8, 31), date(2026, 8, 20)),  # seen before it ended
    Span(date(2026, 7, 1), date(2026, 7, 31), date(2026, 7, 31)),  # a thana's register missing, and
    Span(date(2026, 7, 1), date(2026, 7, 31), date(2026, 11, 15)),  # the same month seen in November
    Span(date(2026, 9, 16), date(2026, 9, 24), date(2026, 9, 24)),  # an FIR registered after the as-of day
    Span(date(2026, 10, 23), date(2026, 11, 6), date(2026, 11, 7)),  # from review to review
    Span(date(2026, 8, 5), date(2026, 8, 5), date(2026, 8, 5)),  # one day
    Span(date(2025, 9, 22), date(2026, 11, 15), date(2026, 11, 15)),  # all of it
)
LEVELS = ("range", "district", "circle", "thana")
WINDOWS = [Window(span.start, span.end, span.as_of) for span in SPANS]


# The index of formality is no count: tests/unit/test_formality.py and bench/ look at it.
KPIS = tuple(kpi for kpi in catalogue.load().kpis if kpi.kind != "formality")
SCOPE = Scope.whole_range("dig")
# KPI, the stream counted in its place, and the name the oracle has for it.
IN_PARTS = (
    ("C3", None, "C3"),
    ("K3", None, "K3"),
    ("K2", "dimension_recorded", "dimension_recorded"),
    ("R2", None, "R2"),
    ("R3", None, "R3"),
    ("F3", None, "F3"),
    ("F3", "journey", "journey"),
    ("F7", None, "F7"),
    *((code, None, code) for code in ("I4", "I5", "I6", "I7", "I9", "D7", "D7.register")),
    ("I6", "item_in_order", "item_in_order"),
)


class Measured:
    """What the product says of each KPI and level; a level is asked once for all KPIs and tests."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, dict[str, list[dict[str, Any]]]] = {}

    def rows(self, kpi: Kpi, by: str) -> list[dict[str, Any]]:
        if by not in self._known:
            told = measure_many(KPIS, by, WINDOWS, SCOPE, self._snapshot)
            self._known[by] = {code: frame.rows(named=True) for code, frame in told.items()}
        return self._known[by][kpi.code]


@pytest.fixture(scope="module")
def measured(snapshot: Snapshot) -> Measured:
    return Measured(snapshot)


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.code)
def test_the_number_is_the_oracles(kpi: Kpi, by: str, measured: Measured, oracle_with_ground: Oracle) -> None:
    rows = measured.rows(kpi, by)
    expected = [oracle_with_ground.figures(kpi.code, by, span) for span in SPANS]
    assert len(rows) == sum(len(figures) for figures in expected)
    assert [
        wrong for row in rows if (wrong := difference(kpi, row, expected[row["window_no"]][row["unit_code"]]))
    ] == []


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize(("code", "stream", "name"), IN_PARTS, ids=[name for _code, _stream, name in IN_PARTS])
def test_every_part_is_the_oracles(
    code: str, stream: str | None, name: str, by: str, snapshot: Snapshot, oracle: Oracle
) -> None:
    kpi = catalogue.load()[code]
    rows = measure_parts(kpi, by, WINDOWS, SCOPE, snapshot, stream).rows(named=True)
    expected = [oracle.parts(name, by, span) for span in SPANS]
    told = {(row["window_no"], row["unit_code"], row["part"]): row for row in rows}
    assert {(number, *key) for number, parts in enumerate(expected) for key in parts} <= told.keys()
    pairs = [(row, expected[number].get((unit, part), Figure())) for (number, unit, part), row in told.items()]
    assert [wrong for row, figure in pairs if (wrong := difference(kpi, row, figure))] == []


def difference(kpi: Kpi, row: dict[str, Any], figure: Figure) -> str:
    """What is wrong with a row of `measure`; nothing when it is the oracle's. Null and 0 differ in the value."""
    # The denominator of a change is the stock at the last review, which may be nothing and still be a number.
    value = figure.numerator if kpi.kind == "stock" else figure.value
    told = (row["numerator"] or 0, row["denominator"] or 0, row["n_unknown"], row["read_on"])
    counts = (pytest.approx(figure.numerator or 0, abs=1e-9), pytest.approx(figure.denominator or 0, abs=1e-9))
    meant = (*counts, figure.n_unknown, figure.read_on)
    if told == meant and row["value"] == (None if value is None else pytest.approx(value, abs=1e-9)):
        return ""
    return f"{SPANS[row['window_no']]} {row['unit_code']}: {told} {row['value']}, oracle {meant} {value}"


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.code)
def test_what_is_missing_is_said(kpi: Kpi, by: str, measured: Measured, oracle: Oracle) -> None:
    rows = measured.rows(kpi, by)
    missing = [oracle.missing(by, list(kpi.returns), span) for span in SPANS]
    wrong = [row for row in rows if row["n_missing"] != missing[row["window_no"]][row["unit_code"]]]
    assert wrong == []


@pytest.mark.parametrize("by", LEVELS)
def test_published_days_were_changed_where_planted_and_nowhere_else(
    by: str, measured: Measured, oracle: Oracle
) -> None:
    """So D9 is compared where it is something: in the windows that touch the corrected month, at the units above it."""
    ((thana, entry),) = troubled("raised_afterwards").items()
    planted = {
        (number, oracle.book.unit_of(thana, by)): sum(span.start <= day <= span.last for day in days)
        for days in [days_between(entry["first_day"], entry["last_day"])]  # type: ignore[arg-type]  # dates
        for number, span in enumerate(SPANS)
    }
    told = {(row["window_no"], row["unit_code"]): row for row in measured.rows(catalogue.load()["D9"], by)}
    changed = {key: row["numerator"] for key, row in told.items() if row["numerator"]}
    assert changed == {key: n_days for key, n_days in planted.items() if n_days}
    assert sorted(changed.values()) == [9, 31, 31], "a month, from review to review, and all of it"
    moved = {number: oracle.agreed.moved(SPANS[number]) for number, _unit in changed}
    for (number, unit), row in told.items():
        figures = moved.get(number, []) if (number, unit) in changed else []
        assert row["other_denominator"] == (len(figures) if row["denominator"] else None)
        assert (row["other_numerator"] or 0) == pytest.approx(sum(figures))


@pytest.mark.parametrize(("name", "value"), published())
def test_the_published_return_comes_out_to_the_digit(name: str, value: int, snapshot: Snapshot) -> None:
    campaign = {"start": SPANS[0].start, "end": SPANS[0].end}
    sql = f"select sum({name}) as n from core_squad_day where day between $start and $end and {{scope}}"
    told = frame(snapshot, sql, SCOPE, campaign, store="detail")
    assert told["n"][0] == value


def test_the_ladder_of_the_campaign_is_the_published_one(snapshot: Snapshot) -> None:
    totals = dict(published())
    for kpi in catalogue.load().find("P6"):
        if kpi.code != "P6.parents_called":
            row = measure(kpi, "range", WINDOWS[:1], SCOPE, snapshot).row(0, named=True)
            assert row["numerator"] == totals[kpi.code.removeprefix("P6.")]
            assert row["denominator"] == totals["persons_checked"]


@pytest.mark.parametrize("code", ["C1", "K2", "B2"])
def test_the_command_line_says_the_same(code: str, demo_settings: Settings, snapshot: Snapshot, oracle: Oracle) -> None:
    span = SPANS[3]
    days = ["--from", f"{span.start}", "--to", f"{span.end}", "--as-of", f"{span.as_of}"]
    done = subprocess.run(
        [sys.executable, "-m", "metrics", code, "--by", "district", *days, "--json"],
        cwd=HOME,
        env=os.environ | {"MISSION_DATA": str(demo_settings.data)},
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["snapshot"] == snapshot.id
    expected = oracle.figures(code, "district", span)
    assert {row["unit"]: (row["numerator"], row["denominator"], row["value"]) for row in told["rows"]} == {
        unit: (figure.numerator, figure.denominator, pytest.approx(figure.value)) for unit, figure in expected.items()
    }
