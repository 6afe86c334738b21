"""The rows behind a number are exactly as many as the number says, in scope, and the oldest first."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from access.errors import BadChoice
from access.scope import Scope
from tests.rows_behind import BUCKETS, Row, counted_duties, counted_on_eves, counted_stock, mart
from tests.warehouse_kit import EVERYTHING, published
from warehouse import case_rows
from warehouse.query import Snapshot
from warehouse.reads import Window


def test_a_dowry_matter_without_injury_is_left_out_of_its_age_band_until_day_sixty(tmp_path: Path) -> None:
    dowry = {"category": "dowry", "received_on": "2025-09-22", "entered_on": "2025-09-22"}
    open_cases = register(
        case(1, **dowry, injured=False), case(2, **dowry, injured=True), days=["2025-09-22", "2025-12-10"]
    )
    snapshot = published(tmp_path, open_cases)
    on = date(2025, 9, 22) + timedelta(days=59)
    assert serials(case_rows.stock(snapshot, EVERYTHING, "n_open_31_60", on, but_lawful=True)) == [2]
    assert serials(case_rows.stock(snapshot, EVERYTHING, "n_open_31_60", on)) == [1, 2]
    later = on + timedelta(days=1)
    assert serials(case_rows.stock(snapshot, EVERYTHING, "n_open_31_60", later, but_lawful=True)) == [1, 2]


def case(serial: int, **more: Any) -> Row:
    return {
        "unique_no": f"MSK/HAPUR/HAPUR-NAGAR/2025/{serial:04}",
        "thana_code": "hapur-nagar",
        "received_on": "2025-09-22",
        "entered_on": "2025-09-22",
        **more,
    }


def register(*rows: Row, **more: Any) -> Row:
    period = {"thanas": ["hapur-nagar", "dhaulana"], "days": ["2025-09-22", "2025-10-20"]}
    return {"return": "cases", **period, "rows": rows, **more}


FIRS = register(
    case(1, fir_needed_on="2025-09-25T11:00", fir_needed_has_time=True, category="pocso", fir_no="117/2025"),
    case(2, fir_needed_on="2025-09-23T00:00", fir_needed_has_time=False, high_risk=True),
    case(
        3,
        fir_needed_on="2025-09-24T09:30",
        fir_needed_has_time=True,
        fir_registered_on="2025-09-25T00:00",
        fir_registered_has_time=False,
    ),
    case(4, fir_needed_on="2025-09-23T10:00", fir_needed_has_time=True, fir_registered_on="2025-10-05T10:00"),
    case(5, fir_needed_on="2025-09-23T10:00", fir_needed_has_time=True, thana_code="dhaulana"),
)
AT_ONCE = Window(date(2025, 9, 22), date(2025, 9, 28), date(2025, 9, 30))
NAGAR = EVERYTHING.narrow(thana="hapur-nagar")


def serials(found: case_rows.CaseRows) -> list[int]:
    return [int(number[-4:]) for number in found.rows["unique_no"]]


def test_the_longest_overdue_come_first_with_their_days(tmp_path: Path) -> None:
    found = case_rows.duties(published(tmp_path, FIRS), NAGAR, "fir_registered", AT_ONCE, "not_met")
    assert serials(found) == [2, 4, 1]
    assert found.rows["days_late"].to_list() == [7, 7, 5]
    assert found.rows["met_on"].to_list() == [None, date(2025, 10, 5), None]


def test_what_was_met_late_says_by_how_many_days(tmp_path: Path) -> None:
    found = case_rows.duties(published(tmp_path, FIRS), NAGAR, "fir_registered", AT_ONCE, "met").rows.row(0, named=True)
    assert (found["unique_no"][-4:], found["days_late"]) == ("0003", 1)
    assert (found["fir_needed_on"], str(found["fir_needed_at"])) == (date(2025, 9, 24), "2025-09-24 09:30:00")
    assert (found["fir_registered_on"], found["fir_registered_at"]) == (date(2025, 9, 25), None)


def test_what_nobody_can_say_has_no_days(tmp_path: Path) -> None:
    found = case_rows.duties(published(tmp_path, FIRS), NAGAR, "fir_24h", AT_ONCE, "unknown")
    assert (serials(found), found.rows["days_late"].to_list()) == ([3], [None])


def test_what_was_done_too_late_is_late_until_it_was_done(tmp_path: Path) -> None:
    late = register(
        case(1, fir_needed_on="2025-09-22T10:00", fir_needed_has_time=True, fir_registered_on="2025-09-26T10:00"),
        case(2, fir_needed_on="2025-09-23T10:00", fir_needed_has_time=True),
        case(3, fir_needed_on="2025-09-22T10:00", fir_needed_has_time=True, fir_registered_on="2025-10-15T10:00"),
    )
    found = case_rows.duties(published(tmp_path, late), NAGAR, "fir_24h", AT_ONCE, "not_met")
    assert (serials(found), found.rows["days_late"].to_list()) == ([3, 2, 1], [7, 6, 3])


def test_no_row_holds_the_number_of_an_fir(tmp_path: Path) -> None:
    snapshot = published(tmp_path, FIRS)
    duties = case_rows.duties(snapshot, EVERYTHING, "fir_registered", AT_ONCE, "not_met").rows
    stock = case_rows.stock(snapshot, EVERYTHING, "n_open", AT_ONCE.as_of).rows
    for rows in (duties, stock):
        assert len(rows)
        assert "fir_no" not in rows.columns
        assert "117" not in rows.write_csv()


def test_more_rows_than_the_cap_are_counted_and_not_given(tmp_path: Path) -> None:
    snapshot = published(tmp_path, FIRS)
    found = case_rows.duties(snapshot, NAGAR, "fir_registered", AT_ONCE, "not_met", cap=1)
    assert (serials(found), found.n_all) == ([2], 3)
    assert case_rows.stock(snapshot, NAGAR, "n_open", AT_ONCE.as_of, cap=2).n_all == 4


def test_what_lies_outside_the_scope_is_not_seen(tmp_path: Path) -> None:
    snapshot = published(tmp_path, FIRS)
    asp = Scope("asp", districts=frozenset({"baghpat"}))
    for scope in (asp, asp.narrow(district="hapur"), Scope("asp")):
        assert case_rows.duties(snapshot, scope, "fir_registered", AT_ONCE, "not_met").n_all == 0
        assert case_rows.stock(snapshot, scope, "n_open", AT_ONCE.as_of).n_all == 0
    dhaulana = EVERYTHING.narrow(circle="hapur-rural")
    assert serials(case_rows.duties(snapshot, dhaulana, "fir_registered", AT_ONCE, "not_met")) == [5]
    assert serials(case_rows.stock(snapshot, dhaulana, "n_open", AT_ONCE.as_of)) == [5]


def test_a_column_that_is_no_stock_of_cases_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadChoice, match=r"'n_closed'.*n_next_overdue"):
        case_rows.stock(published(tmp_path), EVERYTHING, "n_closed", AT_ONCE.as_of)


def test_one_part_of_a_duty_can_be_asked_for(tmp_path: Path) -> None:
    told = [
        {"unique_no": case(n)["unique_no"], "thana_code": "hapur-nagar", "partner": partner, "sent_on": "2025-09-23"}
        for n, partner in ((1, "dlsa"), (1, "hospital"), (2, "dlsa"))
    ]
    referrals = {"return": "referrals", "thanas": ["hapur-nagar"], "days": ["2025-09-22", "2025-10-20"], "rows": told}
    snapshot = published(tmp_path, FIRS, referrals)
    window = Window(date(2025, 9, 22), date(2025, 10, 10), date(2025, 10, 10))

    def unanswered(part: str | None = None) -> case_rows.CaseRows:
        return case_rows.duties(snapshot, EVERYTHING, "referral_acknowledged", window, "not_met", part=part)

    assert unanswered().rows["part"].to_list() == ["dlsa", "hospital", "dlsa"]
    assert serials(unanswered("dlsa")) == [1, 2]
    assert unanswered("cwc").n_all == 0


def test_a_number_that_was_refused_is_a_row_without_a_case(tmp_path: Path) -> None:
    fault = {"return_name": "cases", "thana_code": "hapur-nagar", "day": "2025-09-23"}
    unnumbered = fault | {"field": "unique_no", "rule": "unique_no_missing"}
    snapshot = published(tmp_path, FIRS | {"quarantined": [unnumbered]})
    found = case_rows.duties(snapshot, EVERYTHING, "unique_number", AT_ONCE, "not_met").rows.row(0, named=True)
    assert (found["unique_no"], found["category"], found["thana_code"]) == (None, None, "hapur-nagar")


def test_the_oldest_open_case_comes_first_and_is_read_on_the_thanas_last_day(tmp_path: Path) -> None:
    open_cases = register(
        case(1, received_on="2025-09-28", entered_on="2025-09-28"),
        case(2, closed_on="2025-09-30"),
        case(3, received_on="2025-09-24", entered_on="2025-09-24", closed_on="2025-09-26", reopened_on="2025-09-29"),
        days=["2025-09-22", "2025-09-30"],
    )
    snapshot = published(tmp_path, open_cases)
    found = case_rows.stock(snapshot, EVERYTHING, "n_open", date(2025, 10, 15))
    assert (serials(found), found.rows["days_open"].to_list()) == ([3, 1], [6, 2])
    assert set(found.rows["read_on"]) == {date(2025, 9, 30)}
    assert serials(case_rows.stock(snapshot, EVERYTHING, "n_open", date(2025, 9, 28))) == [2, 1]


def test_what_was_closed_just_before_a_review_says_how_long_it_had_been_open(tmp_path: Path) -> None:
    review = date(2025, 10, 13)
    closed = register(
        case(1, closed_on="2025-10-10"),
        case(2, closed_on="2025-10-11"),
        case(3, closed_on="2025-10-12", received_on="2025-10-01", entered_on="2025-10-01"),
        case(4, closed_on="2025-10-13"),
    )
    snapshot = published(tmp_path, closed)
    assert review in snapshot.manifest.review_dates
    found = case_rows.closed_on_eves(snapshot, EVERYTHING, Window(date(2025, 9, 22), review, review))
    assert (serials(found), found.rows["days_open"].to_list()) == ([2, 3], [19, 11])
    baghpat = Scope("asp", districts=frozenset({"baghpat"}))
    assert case_rows.closed_on_eves(snapshot, baghpat, Window(date(2025, 9, 22), review, review)).n_all == 0


SAMPLED = (
    "fir_registered",
    "must_register",
    "counselling_first",
    "dimension_delivered",
    "referral_served",
    "recontacted",
)
VIEWERS = (EVERYTHING, EVERYTHING.narrow(district="hapur"), EVERYTHING.narrow(thana="kotwali-meerut"))


@pytest.mark.parametrize("scope", VIEWERS, ids=("range", "district", "thana"))
@pytest.mark.parametrize("days_ago", [0, 60])
def test_rows_and_numbers_agree_on_the_sample(snapshot: Snapshot, scope: Scope, days_ago: int) -> None:
    through = snapshot.manifest.data_through
    assert through
    as_of = through - timedelta(days=days_ago)
    window = Window(as_of - timedelta(days=89), as_of, as_of)
    expected = counted_duties(mart(snapshot, "mart_obligation", scope), window)
    assert sum(n for (stream, _), n in expected.items() if stream in SAMPLED) > 100
    for stream in SAMPLED:
        for bucket in BUCKETS:
            found = case_rows.duties(snapshot, scope, stream, window, bucket)
            assert found.n_all == expected[stream, bucket]
            assert len(found.rows) == min(found.n_all, case_rows.CAP)
    days = mart(snapshot, "mart_thana_day", scope)
    for column in case_rows._STOCKS:
        assert case_rows.stock(snapshot, scope, column, as_of).n_all == counted_stock(days, column, as_of)
    assert case_rows.closed_on_eves(snapshot, scope, window).n_all == counted_on_eves(days, window)
