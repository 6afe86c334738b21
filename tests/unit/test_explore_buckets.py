"""A window cut into stretches of time, and what each stretch is compared with."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import load
from metrics.explore import buckets
from metrics.explore.plan import Question, plan
from warehouse.reads import Window

DAYS = st.dates(date(2025, 9, 22), date(2027, 3, 1))


def window(start: date, end: date) -> Window:
    return Window(start, end, end)


LAST_90 = window(date(2026, 8, 18), date(2026, 11, 15))


def told(spans: tuple[buckets.Span, ...]) -> list[str]:
    return [f"{start:%d.%m}-{end:%d.%m}" for start, end in spans]


def test_months_are_those_of_the_calendar_within_the_window() -> None:
    assert told(buckets.cut(LAST_90, "month")) == ["18.08-31.08", "01.09-30.09", "01.10-31.10", "01.11-15.11"]


def test_weeks_begin_on_monday_and_end_with_the_month() -> None:
    october = window(date(2026, 10, 1), date(2026, 11, 15))
    assert told(buckets.cut(october, "week")) == [
        *("01.10-04.10", "05.10-11.10", "12.10-18.10", "19.10-25.10", "26.10-31.10"),
        *("01.11-08.11", "09.11-15.11"),
    ], "1 November is a Sunday: one day is no week"


def test_a_month_just_begun_goes_with_the_one_before() -> None:
    assert told(buckets.cut(window(date(2026, 10, 1), date(2026, 11, 3)), "month")) == ["01.10-03.11"]


def test_a_window_shorter_than_a_week_is_one_bucket() -> None:
    assert told(buckets.cut(window(date(2026, 11, 1), date(2026, 11, 2)), "week")) == ["01.11-02.11"]


def test_nights_are_days() -> None:
    nights = window(date(2026, 10, 11), date(2026, 10, 19))
    assert buckets.cut(nights, "night") == buckets.cut(nights, "day")
    assert len(buckets.cut(nights, "night")) == 9


@given(DAYS, st.integers(0, 420), st.sampled_from(["month", "week", "day", "night"]))
def test_every_day_stands_in_one_bucket_and_weeks_stand_within_months(
    start: date, n_more: int, grain: buckets.Grain
) -> None:
    asked = window(start, start + timedelta(days=n_more))
    days = [
        first + timedelta(days=n) for first, last in buckets.cut(asked, grain) for n in range((last - first).days + 1)
    ]
    assert days == [start + timedelta(days=n) for n in range(n_more + 1)]
    ends = {last for _, last in buckets.cut(asked, "week")}
    assert {last for _, last in buckets.cut(asked, "month")} <= ends


def test_a_bucket_is_compared_with_the_stretch_at_the_same_place() -> None:
    earlier = window(date(2026, 8, 10), date(2026, 11, 7))
    (first, *_, last) = buckets.counterparts(buckets.cut(LAST_90, "month"), LAST_90, earlier)
    assert (first, last) == ((date(2026, 8, 10), date(2026, 8, 23)), (date(2026, 10, 24), date(2026, 11, 7)))


def test_the_same_days_are_not_compared_with_themselves() -> None:
    campaign = window(date(2026, 8, 18), date(2026, 11, 7))
    assert set(buckets.counterparts(buckets.cut(LAST_90, "week"), LAST_90, campaign)) == {None}
    assert set(buckets.counterparts(buckets.cut(LAST_90, "week"), LAST_90, None)) == {None}


def test_a_year_before_is_the_same_days() -> None:
    year = window(date(2025, 8, 18), date(2025, 11, 15))
    found = buckets.counterparts(buckets.cut(LAST_90, "month"), LAST_90, year, by_years=True)
    assert found[1] == (date(2025, 9, 1), date(2025, 9, 30))


def test_duties_are_known_as_the_window_is_and_a_stock_as_it_stood() -> None:
    spans = buckets.cut(LAST_90, "month")
    assert {one.as_of for one in buckets.windows_of(load()["K2"], LAST_90, spans)} == {LAST_90.as_of}
    assert [one.as_of for one in buckets.windows_of(load()["B1"], LAST_90, spans)] == [end for _, end in spans]


def test_a_plan_measures_each_window_once_and_the_whole_first() -> None:
    earlier = window(date(2026, 5, 20), date(2026, 8, 17))
    planned = plan(load()["K2"], Question("thana", LAST_90, "day", earlier))
    assert len(set(planned.windows)) == len(planned.windows)
    assert [planned.windows[number] for number in planned.wholes] == [LAST_90, earlier]
    assert len(planned.asked) == 90
    assert [len(rung) for rung in planned.rungs] == [2 * 4, 2 * len(buckets.cut(LAST_90, "week")), 2 * 90]
