"""The oracle's duties of the register and of counselling, at their edges, on rows made by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sample_data.rows import Case
from tests.oracle.duties_counselling import DIMENSIONS, words_of
from tests.oracle.kit import call, case, counts, day, oracle, part, session
from tests.oracle.telling import Telling

LONG = "सहायता के विकल्प बताए गए और सहमति से आगे की योजना बनी"


def test_a_cell_counts_where_the_file_has_its_column() -> None:
    asked = oracle([case(5)])
    asked.book.tellings = {case(5).unique_no: Telling({"identity": True, "mobile": False, "address": None})}
    assert counts(asked, "C3") == (1, 2, 1)
    assert part(asked, "C3", "mobile") == (0, 1, 0)


@pytest.mark.parametrize(
    ("incident_on", "expected"), [(day(2), (1, 1, 0)), (day(1), (0, 1, 0)), (None, (0, 0, 1)), (day(5), (1, 1, 0))]
)
def test_reported_within_three_days(incident_on: date | None, expected: tuple[int, int, int]) -> None:
    assert counts(oracle([case(5, incident_on=incident_on)]), "C7") == expected


@pytest.mark.parametrize(
    ("entered", "as_of", "expected"),
    [(5, 31, (1, 1, 0)), (6, 31, (0, 0, 1)), (7, 31, (0, 1, 0)), (5, 5, (0, 0, 0)), (6, 6, (0, 0, 1))],
)
def test_entered_within_a_day(entered: int, as_of: int, expected: tuple[int, int, int]) -> None:
    assert counts(oracle([case(5, entered_on=day(entered))]), "C8", as_of) == expected


def test_a_plan_approved_late_counts_from_its_day() -> None:
    asked = oracle([case(5, plan_approved_on=day(20))])
    assert [counts(asked, "K11", n) for n in (11, 12, 19, 20)] == [(0, 0, 0), (0, 1, 0), (0, 1, 0), (1, 1, 0)]


def test_plans_are_unknown_where_the_file_tells_of_none() -> None:
    asked = oracle([case(5)])
    asked.book.tellings = {case(5).unique_no: Telling(has_plans=False)}
    assert counts(asked, "K11") == (0, 0, 1)


def test_the_final_report_is_due_on_the_sixtieth_day() -> None:
    early = day(20) - timedelta(days=60)
    one = case(5, category="pocso", fir_registered_on=early, final_report_on=day(20))
    two = case(6, category="sexual_offence", fir_registered_on=early, final_report_on=day(21))
    assert counts(oracle([one, two, case(7, fir_registered_on=early)]), "F5") == (1, 2, 0)


def test_a_serious_matter_closed_without_an_fir_is_a_lapse() -> None:
    rows = [
        case(5, category="stalking", closed_on=day(10)),
        case(6, category="pocso", closed_on=day(10), fir_registered_on=day(9)),
        case(7, injured=True, closed_on=day(10)),
        case(8, closed_on=day(10)),
        case(9, category="stalking"),
    ]
    asked = oracle(rows)
    assert counts(asked, "F7") == (2, 3, 0)
    assert (part(asked, "F7", "injured"), part(asked, "F7", "pocso")) == ((1, 1, 0), (0, 1, 0))


def test_an_fir_after_closing_ends_the_lapse_and_reopening_takes_it_out() -> None:
    late = case(5, category="stalking", closed_on=day(10), fir_registered_on=day(15))
    again = case(6, category="stalking", closed_on=day(10), reopened_on=day(15))
    assert [counts(oracle([late]), "F7", n) for n in (14, 15)] == [(1, 1, 0), (0, 1, 0)]
    assert [counts(oracle([again]), "F7", n) for n in (14, 15)] == [(1, 1, 0), (0, 0, 0)]


def test_preventive_action_is_asked_of_matters_without_an_fir() -> None:
    rows = [
        case(5, category="street_harassment", preventive_action=True),
        case(6, category="stalking"),
        case(7, category="stalking", fir_registered_on=day(9)),
        case(8, preventive_action=True),
    ]
    assert [counts(oracle(rows), "F8", n) for n in (8, 9)] == [(1, 3, 0), (1, 2, 0)]


def test_reopened_within_thirty_days() -> None:
    asked = oracle([case(1, closed_on=day(1), reopened_on=day(31)), case(2, closed_on=day(1))])
    assert [counts(asked, "B7", n) for n in (30, 31)] == [(0, 0, 0), (1, 2, 0)]


@pytest.mark.parametrize(
    ("done", "excused", "as_of", "expected"),
    [
        (None, None, 31, (0, 1, 0)),
        (9, None, 31, (1, 1, 0)),
        (25, None, 24, (0, 1, 0)),
        (25, None, 25, (1, 1, 0)),
        (None, 12, 31, (0, 0, 0)),
        (None, 25, 24, (0, 1, 0)),
        (9, 12, 31, (1, 1, 0)),
        (12, 12, 31, (0, 0, 0)),
        (14, 12, 31, (0, 0, 0)),
    ],
)
def test_a_dimension_is_owed_until_it_does_not_apply(
    done: int | None, excused: int | None, as_of: int, expected: tuple[int, int, int]
) -> None:
    one = case(5)
    rows = [session(one, done, "medical")] if done else []
    rows += [session(one, excused, "medical", "not_applicable", reason="declined")] if excused else []
    assert part(oracle([one], rows), "K3", "medical", as_of) == expected


def test_a_dimension_recorded_late_is_not_recorded_in_time() -> None:
    one = case(5)
    rows = [session(one, 20, "medical", "not_applicable", reason="declined"), session(one, 21, "safety")]
    asked = oracle([one], rows)
    assert (part(asked, "dimension_recorded", "medical"), part(asked, "dimension_recorded", "safety")) == (
        (1, 1, 0),
        (0, 1, 0),
    )
    assert counts(asked, "dimension_recorded") == (1, len(DIMENSIONS), 0)


def test_the_words_of_an_earlier_matter_are_no_note() -> None:
    one, two = case(5), case(6)
    rows = [
        session(one, 7, note=LONG),
        session(one, 9, note=LONG),
        session(two, 9, note=f"{LONG} 12"),
        session(one, 10, note=LONG),
        session(two, 10, note="बात हुई"),
        session(two, 11),
        session(two, 12, status="no_show", note=LONG),
    ]
    assert counts(oracle([one, two], rows), "K7") == (2, 5, 1)
    assert words_of("बात 12 हुई।") == words_of("बात हुई")


def test_another_thanas_note_is_no_copy() -> None:
    one, two = case(5), case(6, thana="b", unique_no="MSK/HAPUR/B/2026/0006")
    assert counts(oracle([one, two], [session(two, 8, note=LONG), session(one, 9, note=LONG)]), "K7") == (1, 1, 0)


@pytest.mark.parametrize(
    ("held", "expected"), [(5, (1, 1, 0)), (6, (1, 1, 0)), (7, (0, 0, 1)), (8, (0, 1, 0)), (None, (0, 1, 0))]
)
def test_a_safety_plan_in_two_days(held: int | None, expected: tuple[int, int, int]) -> None:
    one = case(5, high_risk=True)
    rows = [session(one, held, "safety")] if held else [session(one, 5, "legal")]
    assert counts(oracle([one, case(6)], rows), "K9") == expected


@pytest.mark.parametrize("one", [case(5, category="elopement"), case(5, alleged_false=True)])
def test_mandatory_counselling_counts_from_any_session(one: Case) -> None:
    asked = oracle([one, case(6)], [session(one, 20)])
    assert [counts(asked, "K10", n) for n in (7, 8, 19, 20)] == [(0, 0, 0), (0, 1, 0), (0, 1, 0), (1, 1, 0)]


def test_screening_for_schemes() -> None:
    one, two, three = case(5), case(6), case(7)
    rows = [
        session(one, 20, "scheme_linkage"),
        session(two, 22, "scheme_linkage"),
        session(three, 9, "scheme_linkage", "not_applicable", reason="declined"),
    ]
    assert counts(oracle([one, two, three], rows), "R6") == (2, 3, 0)


def test_rows_wait_for_their_case() -> None:
    one, unknown = case(5), case(9)
    rows = [session(one, 4), session(unknown, 10)]
    asked = oracle([one], rows, calls=[call(one, 4), call(unknown, 12)])
    assert (asked.book.sessions, asked.book.calls) == ([], [])
