"""Which batches a later one takes over, which revision it is, and whether it came early or late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.judging.revisions import in_time, says_more_now, taken_over, timing
from etl.judging.slices import Said, Slice, Span
from etl.recipes import load_recipe
from warehouse.batch import Batch

START = date(2026, 10, 1)
DUE = pl.DataFrame(
    {
        "return_name": ["squad_daily", "cases"],
        "period": ["month", "month"],
        "cut_off_days": [3, 3],
        "cut_off_hour": [18, 18],
        "valid_from": [date(2026, 4, 1)] * 2,
        "valid_to": [None, None],
    }
)


def batch(seq: int, thanas: str, first: int, last: int, **more: object) -> Batch:
    """A published batch of October days, counted from 0, received long after."""
    facts = {
        "batch_id": f"b{seq}",
        "seq": seq,
        "return_name": "squad_daily",
        "district_code": "hapur",
        "thanas": tuple(thanas),
        "first_day": START + timedelta(first),
        "last_day": START + timedelta(last),
        "period_source": "title",
        "file_name": "x.csv",
        "received_at": datetime(2027, 1, 1),
        "loaded_at": datetime(2027, 1, 1),
        "verdict": "published",
    }
    return Batch(**{**facts, **more})  # type: ignore[arg-type]  # pydantic checks the values


def said(thanas: str, first: int, last: int, received: str = "2027-01-01T10:00", **more: object) -> Said:
    rows = pl.DataFrame(schema={"thana_code": pl.String})
    none = pl.DataFrame()
    recipe = load_recipe(str(more.pop("return_name", "squad_daily")))
    slice_ = Slice(recipe, "hapur", "", 0, rows, none, none, none, {}, {}, (), None, True, tuple(thanas))
    span = Span(START + timedelta(first), START + timedelta(last), str(more.pop("source", "title")))
    return Said(slice_, span, rows, none, datetime.fromisoformat(received), **more)  # type: ignore[arg-type]  # a correction


def ids(batches: list[Batch]) -> list[str]:
    return [one.batch_id for one in batches]


spans = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: (min(pair), max(pair)))
sent = st.tuples(st.sets(st.sampled_from("abc"), min_size=1).map(lambda names: "".join(sorted(names))), spans)


@given(st.lists(sent, max_size=6), sent)
def test_taken_over_is_who_held_a_live_day(
    before: list[tuple[str, tuple[int, int]]], now: tuple[str, tuple[int, int]]
) -> None:
    live: dict[tuple[str, int], int] = {}
    for seq, (thanas, (first, last)) in enumerate(before, 1):
        live |= {(thana, day): seq for thana in thanas for day in range(first, last + 1)}
    thanas, (first, last) = now
    expected = {seq for (thana, day), seq in live.items() if thana in thanas and first <= day <= last}
    earlier = [batch(seq, names, *days) for seq, (names, days) in enumerate(before, 1)]
    assert ids(taken_over(said(thanas, first, last), earlier)) == [f"b{seq}" for seq in sorted(expected)]


def test_the_revision_follows_the_highest_of_what_it_takes_over() -> None:
    earlier = [batch(1, "a", 0, 30), batch(2, "b", 0, 30, revision=4), batch(3, "c", 0, 30, revision=9)]
    assert in_time(said("ab", 0, 30), earlier, DUE).revision == 5
    assert in_time(said("a", 31, 60), earlier, DUE).revision == 1


def test_where_rows_go_on_only_a_stated_period_takes_another_files_place() -> None:
    earlier = [batch(1, "a", 0, 30, return_name="referrals")]
    assert ids(taken_over(said("a", 0, 60, return_name="referrals", source="rows"), earlier)) == []
    assert ids(taken_over(said("a", 0, 60, return_name="referrals"), earlier)) == ["b1"]


def test_held_batches_and_those_of_others_are_not_taken_over() -> None:
    earlier = [
        batch(1, "a", 0, 30, verdict="held"),
        batch(2, "a", 0, 30, return_name="patrols"),
        batch(3, "a", 0, 30, district_code="baghpat"),
    ]
    assert in_time(said("a", 0, 30), earlier, DUE).replaces == ()


def test_a_return_of_the_whole_district_takes_over_the_last_one() -> None:
    assert in_time(said("", 0, 30), [batch(1, "", 0, 30), batch(2, "a", 0, 30)], DUE).replaces == ("b1",)
    assert in_time(said("", 0, 30), [batch(2, "a", 0, 30)], DUE).due_at == datetime(2026, 11, 3, 18)


@pytest.mark.parametrize(
    ("received", "later", "says_more"),
    [
        (datetime(2026, 11, 2), [], True),
        (datetime(2026, 10, 8), [], False),  # no day more than before
        (datetime(2026, 11, 2), [batch(2, "a", 0, 30)], False),  # it has been superseded
        (datetime(2026, 11, 2), [batch(2, "b", 0, 30), batch(3, "a", 31, 60)], True),
    ],
)
def test_an_early_file_that_comes_again_may_say_more(received: datetime, later: list[Batch], says_more: bool) -> None:
    early = batch(1, "a", 0, 30, received_at=datetime(2026, 10, 8))
    assert says_more_now(early, received, [early, *later]) == says_more
    assert not says_more_now(batch(1, "a", 0, 30), received, later)


def test_a_correction_takes_over_the_batch_it_names_whatever_its_days() -> None:
    wrong = batch(1, "ab", 0, 61)
    place = in_time(replace(said("a", 0, 30), corrects=wrong), [wrong], DUE)
    assert (place.revision, place.replaces) == (2, ("b1",))
    right = batch(2, "a", 0, 30, corrects="b1", revision=2)
    assert in_time(said("b", 0, 30), [wrong, right], DUE).replaces == ()


def test_a_register_without_a_stated_period_takes_over_nothing() -> None:
    earlier = [
        batch(1, "a", 0, 30, return_name="cases"),
        batch(2, "a", 0, 30, return_name="cases", period_source="rows"),
    ]
    assert in_time(said("a", 0, 30, return_name="cases", source="rows"), earlier, DUE).replaces == ()
    assert in_time(said("a", 0, 30, return_name="cases"), earlier, DUE).replaces == ("b1",)


@pytest.mark.parametrize(
    ("received", "rules"),
    [
        ("2026-11-03T18:00", []),
        ("2026-11-03T18:01", ["filed_late"]),
        ("2026-10-31T09:00", []),  # on its last day a period is over
        ("2026-10-30T23:00", ["filed_early"]),
        ("2026-09-30T10:00", ["period_not_begun"]),
    ],
)
def test_early_and_late_are_told_to_the_minute(received: str, rules: list[str]) -> None:
    october = said("a", 0, 30, received)
    assert [one.rule for one in timing(october, in_time(october, [], DUE))] == rules


def test_late_is_measured_against_the_first_month_that_nobody_reported() -> None:
    autumn = said("a", 0, 60, "2026-12-02T10:00")
    assert in_time(autumn, [], DUE).due_at == datetime(2026, 11, 3, 18)
    assert in_time(autumn, [batch(1, "a", 0, 30)], DUE).due_at == datetime(2026, 12, 3, 18)
    assert in_time(said("ab", 0, 60), [batch(1, "a", 0, 60)], DUE).due_at == datetime(2026, 11, 3, 18)


def test_before_returns_fell_due_nothing_is_late() -> None:
    assert in_time(said("a", -245, -185), [], DUE).due_at is None  # February and March


def test_a_batch_covers_another_wholly_or_not() -> None:
    small, large = batch(1, "a", 5, 9), batch(2, "ab", 0, 30)
    assert large.covers(small)
    assert not small.covers(large)
    assert not batch(3, "b", 0, 30).covers(small)
    assert batch(4, "b", 0, 1, corrects="b1").covers(small)
    early = batch(5, "a", 0, 30, received_at=datetime(2026, 10, 8))
    assert not early.covers(small)
