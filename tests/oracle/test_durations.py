"""The oracle's medians, product limit and differences, on examples worked out by hand."""

from __future__ import annotations

import pytest

from tests.oracle.durations import median, product_limit_quantile
from tests.oracle.kit import at, call, case, counts, day, figure, oracle, session
from tests.oracle.span import Span


@pytest.mark.parametrize(("amounts", "expected"), [([], None), ([3], 3), ([9, 1, 4], 4), ([4, 1, 9, 2], 3)])
def test_the_median(amounts: list[int], expected: float | None) -> None:
    assert median(amounts) == expected


def test_the_product_limit_counts_those_still_open() -> None:
    # 1: 4/5, 2: one leaves open, 3: 4/5 x 2/3, 4: one leaves open, 5: nobody is left.
    stays = [(1, True), (2, False), (3, True), (4, False), (5, True)]
    assert product_limit_quantile(stays, 0.2) == 1
    assert product_limit_quantile(stays, 0.46) == 3
    assert product_limit_quantile(stays, 0.5) == 5
    assert product_limit_quantile([(1, True), (9, False), (9, False)], 0.5) is None
    assert product_limit_quantile([], 0.5) is None


def test_one_who_leaves_on_a_day_is_at_risk_on_it() -> None:
    assert product_limit_quantile([(2, True), (2, False)], 0.5) == 2
    assert product_limit_quantile([(2, True), (1, False)], 0.9) == 2


def test_the_remission_times_of_freireich() -> None:
    # Freireich et al. 1963, the 21 given 6-MP: the curve falls to 0.448 at week 23 and never to 0.1.
    closed = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    still_open = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    stays = [(days, True) for days in closed] + [(days, False) for days in still_open]
    assert product_limit_quantile(stays, 0.5) == 23
    assert product_limit_quantile(stays, 0.9) is None


def test_time_to_close_follows_cases_up_to_the_as_of_day() -> None:
    rows = [case(1, closed_on=day(5)), case(2, closed_on=day(12)), case(3)]
    assert [figure(oracle(rows), "B6.median", as_of=n).value for n in (4, 11, 31)] == [None, None, 10]
    assert figure(oracle(rows), "B6.median").denominator == 3


def test_a_reopened_case_was_closed_once() -> None:
    assert figure(oracle([case(1, closed_on=day(5), reopened_on=day(9))]), "B6.p_ninety").value == 4


def test_gaps_between_sittings_are_of_the_days_with_a_session() -> None:
    one = case(1)
    rows = [session(one, n) for n in (2, 2, 5, 12)] + [session(one, 9, status="no_show")]
    asked = oracle([one], rows)
    assert (figure(asked, "K4").value, figure(asked, "K4").denominator) == (5, 2)
    assert asked.durations.amounts("K4", Span(day(6), day(31), day(31))) == {"a": [7]}


def test_hours_to_an_fir_need_both_times() -> None:
    rows = [
        case(5, fir_needed_on=at(5, 12), fir_registered_on=at(5, 14, 59)),
        case(6, fir_needed_on=at(6, 12), fir_registered_on=at(7, 13)),
        case(7, fir_needed_on=day(7), fir_registered_on=at(7, 13)),
    ]
    assert (figure(oracle(rows), "F2.hours").value, figure(oracle(rows), "F2.hours").denominator) == (13.5, 2)


def test_sittings_of_the_first_month_count_on_the_thirtieth_day() -> None:
    one, two = case(1), case(1, unique_no="MSK/HAPUR/A/2026/0099")
    rows = [session(one, 2), session(one, 2, "medical"), session(one, 9), session(two, 9, status="no_show")]
    assert counts(oracle([one, two], rows), "K5") == (2, 1, 0)
    assert counts(oracle([one, two], rows), "K5", as_of=30) == (0, 0, 0)


def test_no_shows_among_those_scheduled() -> None:
    one = case(1)
    rows = [session(one, 2), session(one, 3, status="no_show"), session(one, 3, "medical", "not_applicable")]
    assert counts(oracle([one], rows), "K8") == (1, 2, 0)


def test_what_women_say_by_who_asked() -> None:
    one = case(1)
    said = [("satisfied", "kendra"), ("satisfied", "kendra"), ("dissatisfied", "district_cell")]
    said += [("satisfied", "range_cell"), ("unreachable", "kendra")]
    asked = oracle([one], calls=[call(one, 2 + n, *words) for n, words in enumerate(said)])
    assert (counts(asked, "S2"), counts(asked, "S3"), counts(asked, "S4")) == ((4, 5, 0), (3, 4, 0), (2, 4, 0))
    assert (figure(asked, "S6").value, counts(asked, "S6")) == (50, (2, 2, 0))


def test_without_an_independent_opinion_there_is_no_difference() -> None:
    one = case(1)
    assert figure(oracle([one], calls=[call(one, 2)]), "S6").value is None
