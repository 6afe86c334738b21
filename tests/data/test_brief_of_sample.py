"""The brief of each district of the sample, and of the range: what is planted is in it, and its counts are plain."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from access.roles import demo_viewers
from access.settings import Settings
from metrics import exceptions
from metrics.brief.reading import WAITING, Brief, look
from metrics.windows import last_days
from sample_data.days import answer_key
from tests.oracle.figures import Oracle, Span
from warehouse.query import Snapshot

TODAY = date(2026, 11, 16)
SMALL_CELL = 5
DISTRICTS = ("meerut", "bulandshahr", "baghpat", "hapur")
PLANTED = answer_key()["troubles"]


class Briefs:
    """The brief of each district, asked for once."""

    def __init__(self, settings: Settings, snapshot: Snapshot) -> None:
        self.of = cache(lambda district: look(settings, snapshot, district, None, TODAY))

    def __getitem__(self, district: str) -> Brief:
        return self.of(district)


@pytest.fixture(scope="module")
def briefs(demo_settings: Settings, snapshot: Snapshot) -> Briefs:
    return Briefs(demo_settings, snapshot)


def planted(kind: str, district: str) -> list[dict[str, str]]:
    return [one for one in PLANTED if one["kind"] == kind and district in ("", one["district"])]


@pytest.mark.parametrize("district", ["", *DISTRICTS])
def test_what_was_not_filed_is_overdue_and_nothing_else(briefs: Briefs, district: str) -> None:
    expected = {(one["return"], one["thana"], one["first_day"]) for one in planted("not_filed", district)}
    told = {(one.return_name, thana, one.month_starts_on) for one in briefs[district].not_in for thana in one.thanas}
    assert told == expected
    assert all(one.thanas for one in briefs[district].not_in)


@pytest.mark.parametrize("district", ["", *DISTRICTS])
def test_what_is_held_and_the_overdue_circular_are_told(briefs: Briefs, district: str) -> None:
    brief = briefs[district]
    held = {(one["return"], one["district"]) for one in planted("held", district)}
    overdue = {(one["circular_no"], one["district"]) for one in planted("circular_overdue", district)}
    assert {(one.return_name, one.district_code) for one in brief.held} == held
    assert overdue == {(one.circular_no, one.district_code) for one in brief.circulars.overdue}


@pytest.mark.parametrize("district", ["", *DISTRICTS])
@pytest.mark.parametrize("code", WAITING)
def test_what_waits_is_counted_as_in_plain_python_or_hidden(
    briefs: Briefs, oracle: Oracle, district: str, code: str
) -> None:
    window, row = briefs[district].window, briefs[district].waiting[code]
    by = "district" if district else "range"
    figure = oracle.figures(code, by, Span(window.start, window.end, window.as_of))[district or "range"]
    counts = (figure.numerator or 0, figure.denominator or 0)
    is_small = any(0 < count < SMALL_CELL for count in counts)
    assert row is not None
    assert row["is_suppressed"] == is_small
    assert (row["numerator"], row["denominator"]) == ((None, None) if is_small else counts)


def test_the_exceptions_are_those_that_the_asp_sees_on_the_overview(briefs: Briefs, snapshot: Snapshot) -> None:
    brief = briefs["baghpat"]
    review = last_days(date(2026, 11, 7))  # the last review before the data end
    seen = exceptions.find(snapshot, demo_viewers()["asp-baghpat"].scope, brief.window, review)
    told = [one for one in seen if one.key != "metrics.exception.held"]
    assert len(told) == len(seen) - 1
    assert [(one.unit_code, one.kpi, one.sentence("hi")) for one in brief.exceptions] == [
        (one.unit_code, one.kpi, one.sentence("hi")) for one in told
    ]
