"""The oracle's duties of referrals, feedback calls and the journey, at their edges, on rows made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sample_data import Sample
from sample_data.days import Period
from sample_data.rows import Filing
from tests.oracle.book import Book
from tests.oracle.kit import LOT, THANAS, call, case, counts, day, oracle, part, referral, session
from tests.oracle.span import Span

END_OF_YEAR = date(2026, 12, 31)


def test_acknowledged_in_seven_days_by_partner() -> None:
    one = case(5)
    rows = [
        referral(one, 6, acknowledged_on=day(13)),
        referral(one, 7, "hospital", acknowledged_on=day(15)),
        referral(one, 25, "cwc"),
    ]
    asked = oracle([one], referrals=rows)
    assert counts(asked, "R2") == (1, 2, 0)
    assert (part(asked, "R2", "dlsa"), part(asked, "R2", "hospital")) == ((1, 1, 0), (0, 1, 0))


def test_a_referral_due_after_the_last_return_is_unknown() -> None:
    one = case(5)
    asked = oracle([one], referrals=[referral(one, 31)])
    found = list(asked.duties.counted("R2", Span(day(31), END_OF_YEAR, END_OF_YEAR)).values())
    assert [(tally.n_met, tally.n_known, tally.n_unknown) for tally in found] == [(0, 0, 1)]


def test_service_counts_from_its_day() -> None:
    one = case(1)
    asked = oracle([one], referrals=[referral(one, 1, service_received_on=day(31)), referral(one, 2)])
    assert counts(asked, "R3") == (1, 1, 0)


@pytest.mark.parametrize(
    ("partner", "sent", "expected"),
    [("cwc", 5, (1, 1, 0)), ("childline", 6, (0, 0, 1)), ("cwc", 7, (0, 1, 0)), ("hospital", 5, (0, 1, 0))],
)
def test_a_child_is_routed_in_a_day(partner: str, sent: int, expected: tuple[int, int, int]) -> None:
    one = case(5, age_band="under_18")
    assert counts(oracle([one, case(6)], referrals=[referral(one, sent, partner)]), "R4") == expected


@pytest.mark.parametrize(
    ("partner", "sent", "letter_no", "expected"),
    [
        ("scheme_srlm", 21, "x", 1),
        ("one_stop_centre", 5, "x", 1),
        ("scheme_srlm", 22, "x", 0),
        ("scheme_srlm", 9, "", 0),
        ("dlsa", 9, "x", 0),
    ],
)
def test_a_scheme_is_linked_by_a_letter(partner: str, sent: int, letter_no: str, expected: int) -> None:
    one = case(5)
    rows = [session(one, 6, "scheme_linkage"), session(one, 9, "scheme_linkage")]
    asked = oracle([one], rows, referrals=[referral(one, sent, partner, letter_no=letter_no)])
    assert counts(asked, "R5") == (expected, 1, 0)


def test_a_shelter_is_followed_by_rehabilitation() -> None:
    one, two = case(1), case(2)
    rows = [session(one, 1, "rehabilitation"), session(two, 3, "rehabilitation"), session(one, 4, "legal")]
    sent = [referral(one, 1, "nari_sanrakshan_grih"), referral(two, 1, "dlsa")]
    assert counts(oracle([one, two], rows, referrals=sent), "R7") == (1, 1, 0)
    assert counts(oracle([one], rows[2:], referrals=sent[:1]), "R7") == (0, 1, 0)


@pytest.mark.parametrize(("called", "expected"), [(10, 1), (17, 1), (18, 0), (9, 0)])
def test_feedback_is_attempted_in_seven_days_of_closing(called: int, expected: int) -> None:
    one = case(5, closed_on=day(10))
    asked = oracle([one, case(6)], calls=[call(one, called, "unreachable")])
    assert counts(asked, "S1") == (expected, 1, 0)


@pytest.mark.parametrize(("again", "expected"), [(12, (1, 1, 0)), (13, (0, 0, 1)), (14, (0, 1, 0)), (None, (0, 1, 0))])
def test_the_dissatisfied_are_called_again(again: int | None, expected: tuple[int, int, int]) -> None:
    one = case(5)
    rows = [call(one, 10, "dissatisfied", recontacted_on=day(again) if again else None), call(one, 11)]
    assert counts(oracle([one], calls=rows), "S5") == expected


def test_the_journey_stage_by_stage() -> None:
    one = case(5, heard_on=day(6), closed_on=day(20))
    two = case(6, counselling_needed=False)
    sent = [referral(one, 9, service_received_on=day(15)), referral(one, 8)]
    asked = oracle([one, two], [session(one, 7)], referrals=sent)
    told = {stage: part(asked, "journey", stage) for stage in ("heard", "counselled", "referred", "served", "closed")}
    assert told == {
        "heard": (1, 2, 0),
        "counselled": (1, 1, 0),
        "referred": (1, 2, 0),
        "served": (1, 2, 0),
        "closed": (1, 2, 0),
    }
    assert part(asked, "journey", "served", 14) == (0, 2, 0)


def test_counselling_is_unknown_where_its_return_is_missing() -> None:
    one = case(5, thana="b", unique_no="MSK/HAPUR/B/2026/0005", heard_on=day(5))
    tallies = oracle([one]).duties.counted("journey", Span(day(1), day(31), day(31)))
    assert {stage: (t.n_met, t.n_known, t.n_unknown) for (_thana, stage), t in tallies.items()} == {
        "heard": (1, 1, 0),
        "counselled": (0, 0, 1),
        "referred": (0, 1, 0),
        "served": (0, 1, 0),
        "closed": (0, 1, 0),
    }


def test_a_referral_of_a_held_file_is_known_by_a_later_one_that_tells_it_again() -> None:
    october, november = Period(day(1), day(31)), Period(date(2026, 11, 1), date(2026, 11, 15))
    one = case(5)
    filings = [
        Filing("cases", "hapur", frozenset("a"), october, LOT, False),
        Filing("referrals", "hapur", frozenset("a"), october, LOT, True),
        Filing("referrals", "hapur", frozenset("a"), november, LOT, False),
    ]
    row = referral(one, 6, acknowledged_on=date(2026, 11, 3))
    assert Book(Sample(0, THANAS, (), [one], filings=filings, referrals=[row])).referrals == [row]
    assert Book(Sample(0, THANAS, (), [one], filings=filings[:2], referrals=[row])).referrals == []
