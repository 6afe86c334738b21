"""Open cases day by day, worked by hand: stocks, flows, then against now, stretches, reviews, ages, what is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from components.backlog import moves, pictures, reading, standing
from components.backlog.reading import Moved
from components.charts import look
from metrics import ages, backlog
from metrics.backlog import Move, Stock, Stretch
from metrics.signal import Flows
from metrics.survival import Step

FIRST = date(2026, 3, 1)
REVIEWS = tuple(FIRST + timedelta(days=15 * number) for number in range(1, 5))
HOME = pl.DataFrame({"thana_code": ["a", "b", "c"], "unit_code": ["x", "x", "y"]})


def day(number: int) -> date:
    """The first is day 1."""
    return FIRST + timedelta(days=number - 1)


def register(**thanas: list[tuple[float, float, float] | None]) -> pl.DataFrame:
    """For each thana and day open, received and closed; None where no register was accepted."""
    rows = [
        {
            "thana_code": thana,
            "day": day(number),
            "is_accepted": told is not None,
            **dict(zip(backlog.COLUMNS, told or (None, None, None), strict=True)),
        }
        for thana, days in thanas.items()
        for number, told in enumerate(days, 1)
    ]
    floats = dict.fromkeys(backlog.COLUMNS, pl.Float64)
    return pl.DataFrame(rows, schema_overrides=floats, infer_schema_length=None).sort("day", "thana_code")


SMALL = register(
    a=[(5, 5, 0), (7, 3, 1), None, (8, 2, 1)],
    b=[(10, 1, 0), (9, 0, 1), None, None],
    c=[None, None, None, None],
)


def test_a_stock_is_read_on_each_thanas_last_accepted_day() -> None:
    found = backlog.stocks(SMALL, HOME, day(4))
    assert found["x"] == Stock(17, day(2), day(4), n_late=1, n_never=0)
    assert found["y"] == Stock(None, None, None, n_late=0, n_never=1)
    assert backlog.stocks(SMALL, HOME, day(1))["x"] == Stock(15, day(1), day(1), 0, 0)


def test_flows_are_those_of_accepted_days_counted_in_days_of_thanas() -> None:
    assert backlog.flows(SMALL, HOME, day(2), day(4)) == {"x": Flows(5, 3, 3)}


def test_the_days_before_lie_whole_review_cycles_earlier() -> None:
    days = register(a=[(40, number, 0) for number in range(1, 41)])
    home = pl.DataFrame({"thana_code": ["a"], "unit_code": ["x"]})
    found = backlog.then_and_now(days, home, day(31), day(40), REVIEWS)["x"]
    assert (found.flows.opened, found.flows.n_days) == (sum(range(32, 41)), 9)
    assert (found.before.opened, found.before.n_days) == (sum(range(17, 26)), 9)


def test_without_a_day_to_compare_with_only_the_present_is_told() -> None:
    found = backlog.then_and_now(SMALL, HOME, None, day(4), REVIEWS)["x"]
    assert (found.then, found.difference, found.is_beyond) == (None, None, None)
    assert found.now.n == 17


def test_a_register_that_did_not_come_since_is_no_steady_stock() -> None:
    found = backlog.then_and_now(SMALL, HOME, day(4), day(9), REVIEWS)["x"]
    assert (found.then, found.now) == (replace(found.now, n_late=1), replace(found.now, n_late=2))
    assert (found.difference, found.is_beyond) == (None, None)


def test_review_cycles_are_as_the_calendar_holds_them() -> None:
    assert backlog.cycle([day(1), day(17), day(40)], day(30)) == 16
    assert backlog.cycle([day(20)], day(30)) == backlog.CYCLE


def move(then: float, now: float, since: tuple[float, float], before: tuple[float, float]) -> Move:
    return Move(
        Stock(then, day(1), day(1), 0, 0), Stock(now, day(9), day(9), 0, 0), Flows(*since, 30), Flows(*before, 30)
    )


@pytest.mark.parametrize(
    ("told", "is_beyond"),
    [
        (move(278, 332, (150, 96), (100, 101)), True),  # 2(√150 − √100) = 4.5, and 54 cases of ±31
        (move(37, 38, (36, 35), (36, 80)), False),  # closures fell, yet the stock stands where it stood
        (move(100, 104, (104, 100), (100, 101)), False),
        (move(100, 169, (85, 76), (85, 80)), True),  # the count itself: 2(13 − 10) = 6
        (move(100, 60, (60, 100), (62, 50)), True),  # closures rose: 2(10 − √50) = 5.9
    ],
)
def test_a_change_is_signal_where_the_stock_or_the_flow_that_moves_it_stands_out(told: Move, is_beyond: bool) -> None:
    assert told.is_beyond is is_beyond


def test_stretches_end_with_the_last_day_and_leave_out_what_is_no_whole_one() -> None:
    days = register(a=[(number, 2, 1) for number in range(1, 9)])
    found = backlog.stretches(days, day(1), day(8), 3)
    assert found == [Stretch(day(3), day(5), 6, 3, 5, 3, 3), Stretch(day(6), day(8), 6, 3, 8, 3, 3)]


def test_a_day_without_a_register_keeps_the_stock_and_has_no_flows() -> None:
    third, fourth = backlog.stretches(SMALL, day(3), day(4), 1)
    assert third == Stretch(day(3), day(3), None, None, 16, 0, 3)
    assert fourth == Stretch(day(4), day(4), 2, 1, 17, 1, 3)


def test_closures_are_added_up_by_days_from_the_review() -> None:
    closed = {day(14): 6.0, day(15): 4.0, day(16): 1.0, day(30): 5.0}
    days = register(a=[(9, 0, closed.get(day(number), 0)) for number in range(1, 46)])
    found = backlog.around_reviews(days, REVIEWS[:2], 15)
    assert sorted(found) == list(range(-7, 8))
    assert (found[-2], found[-1], found[0], sum(found.values())) == (6, 9, 1, 16)
    assert backlog.around_reviews(days, [], 15) == {}


def test_a_review_whose_days_lack_a_register_is_not_among_those_added_up() -> None:
    whole = [(9.0, 0.0, 1.0)] * 45
    cut = [*whole[:32], *[None] * 13]
    assert backlog.told_reviews(register(a=whole), REVIEWS, day(45)) == list(REVIEWS[:2])  # the third is not over
    assert backlog.told_reviews(register(a=whole, b=cut), REVIEWS, day(45)) == [REVIEWS[0]]
    assert backlog.told_reviews(register(a=whole[:5]), REVIEWS, day(45)) == []


def test_the_backlog_clears_at_the_pace_of_whole_review_cycles() -> None:
    days = register(a=[(50, 1, 1 if number <= 16 else 2) for number in range(1, 70)], b=[(0, 0, 0)] * 69)
    clearing, pace, first = backlog.clearing(days, 50, REVIEWS, day(69))
    assert (pace, first) == (Flows(45, 90, 45), day(17))
    assert clearing.days == pytest.approx(50)
    assert backlog.clearing(days, 50, REVIEWS[:1], day(20))[0].verdict == "too_few"


def test_lawful_pendency_stands_in_no_band() -> None:
    rows = [("a", 0, False, 2), ("a", 7, False, 1), ("b", 8, False, 4), ("b", 31, True, 3), ("b", 91, False, 5)]
    found = ages.by_band(pl.DataFrame(rows, schema=["thana_code", "n_days", "is_lawful", "n"], orient="row"), HOME)
    none = dict.fromkeys((*ages.BANDS, ages.LAWFUL), 0)
    assert found == {"x": none | {"0_7": 3, "8_15": 4, "over_90": 5, "lawful": 3}, "y": none}
    assert [ages.band(n) for n in (7, 8, 15, 16, 30, 31, 60, 61, 90, 91)] == [
        *("0_7", "8_15", "8_15", "16_30", "16_30", "31_60", "31_60", "61_90", "61_90", "over_90")
    ]


def test_the_curve_takes_no_step_of_fewer_than_five() -> None:
    steps = [Step(n, 1 - n / 10, 0, 1) for n in (1, 2, 3, 4)]
    assert ages.told_steps(steps, {1: 4, 2: 1, 3: 5, 4: 4}, 5) == [steps[1], steps[2]]


def test_a_stretch_that_is_hidden_says_nothing_of_its_flows_and_stock() -> None:
    whole = [Stretch(day(n), day(n), opened, 9, 20, 3, 3) for n, opened in enumerate((12, 3, 8, 14), 1)]
    shown = reading._hide(7, whole, {1, 2})  # back from the last
    assert shown.hidden == {1, 2}
    assert [one.opened for one in shown.stretches] == [12, None, None, 14]
    assert [one.stock for one in shown.stretches] == [20, None, None, 20]
    table = pictures.stock_and_flow(shown, "en").table
    assert table.rows[1][1:] == ("<5",) * 3


def line(code: str, then: float | None, now: float, **more: bool) -> moves.Line:
    told = replace(move(then or 0, now, (150, 96), (100, 101)))
    moved = Moved(told if then is not None else replace(told, then=None), more.get("is_hidden", False))
    return moves.lines({code: moved}, {code: code.title()}, "circle", day(1), day(9), "en")[0]


def test_a_rise_is_told_with_both_days_the_change_and_why() -> None:
    risen = line("x", 278, 332)
    cells = moves.table([risen], day(1), day(9), "en")
    assert cells.heads[:3] == ("Unit", "1 March 2026", "9 March 2026")
    assert cells.rows[0][:4] == ("X", 278, 332, 54)
    assert cells.rows[0][5:] == ("beyond ordinary variation", "intake rose")
    assert risen.has_risen and risen.values["pct"] == " (+19.4\u202f%)"


def test_a_hidden_unit_gives_neither_figure_nor_meaning_away() -> None:
    hidden = line("x", 278, 3, is_hidden=True)
    assert moves.table([hidden], day(1), day(9), "en").rows[0] == ("X", "<5", "<5", "withheld", "withheld", "", "")
    assert not hidden.has_risen
    assert hidden.values == {}


def test_a_unit_without_a_past_says_that_it_cannot_be_compared() -> None:
    assert moves.table([line("x", None, 40)], None, day(9), "en").rows[0][1:6] == (
        *(None, 40, None, None),
        "cannot be compared",
    )


def test_old_registers_are_said_at_the_unit() -> None:
    told = Move(Stock(9, day(1), day(1), 0, 0), Stock(9, day(2), day(9), 2, 1), Flows(0, 0, 0), Flows(0, 0, 0))
    found = moves.lines({"x": Moved(told, False)}, {"x": "X"}, "circle", day(1), day(9), "en")[0]
    assert "do not reach 9 March: 2, the oldest of 2 March 2026" in found.late
    assert "no register had come by 9 March: 1" in found.late


def test_the_limits_chart_names_the_last_signals_and_its_table_all() -> None:
    values = [10.0] * 8 + [30.0] + [10.0] * 8 + [40.0] + [11, 9, 10, 9, 11, 10]
    series = reading.Series(
        7, tuple(Stretch(day(n), day(n + 6), 1, value, 1, 7, 7) for n, value in enumerate(values, 1)), frozenset()
    )
    picture = pictures.weekly(series, "en")
    marked = [row[2] for row in picture.table.rows]
    assert marked[8] and marked[17]
    assert picture.figure is not None
    assert sum(1 for size in picture.figure.data[0].marker.size if size > 10) <= 2


def test_a_week_without_its_registers_is_a_gap_and_no_drop() -> None:
    stretches = [Stretch(day(n), day(n + 6), 9, 40, 50, 70 if n == 3 else 77, 77 if n != 3 else 84) for n in range(12)]
    assert pictures._whole(40, stretches[3].n_told, stretches[3].n_due) is None
    assert pictures._whole(40, stretches[4].n_told, stretches[4].n_due) == 40


def weekly(closed: list[float], hidden: set[int]) -> pictures.Picture:
    stretches = tuple(Stretch(day(7 * n + 1), day(7 * n + 7), 9, one, 30, 7, 7) for n, one in enumerate(closed))
    return pictures.weekly(reading.Series(7, stretches, frozenset(hidden)), "hi")


def test_limits_of_weeks_are_drawn_only_where_every_week_is_told_and_something_varies() -> None:
    assert weekly([6, 9] * 6, set()).figure is not None
    assert weekly([6, 9] * 6, {3}).figure is None
    assert weekly([0, 0] * 6, set()).figure is None


@pytest.mark.parametrize(("n", "tone"), [(11, look.LINE), (60, look.MISSED)])
def test_the_eves_are_coloured_only_where_they_have_more_than_chance_gives(n: int, tone: str) -> None:
    closed: dict[int, float | None] = {offset: n if offset in (-2, -1) else 10 for offset in range(-7, 8)}
    drawn = pictures.eves(reading.Around(6, closed, 12.0), "hi").figure
    assert drawn is not None
    assert set(drawn.data[0].marker.color) == {look.LINE, tone}


def test_a_curve_starts_with_all_of_them_and_one_step_makes_none() -> None:
    steps = tuple(Step(n, 1 - n / 10, 0, 1) for n in (3, 5))
    drawn = pictures.still_open(standing.Curve(steps, 20, None, None), "hi").figure
    assert drawn is not None
    assert drawn.data[1].y[0] == 100
    assert pictures.still_open(standing.Curve(steps[:1], 6, 5, None), "hi").figure is None


def test_bands_of_few_women_alone_are_words() -> None:
    counts = {"x": dict.fromkeys((*ages.BANDS, ages.LAWFUL))}
    told = [line("x", 9, 3, is_hidden=True)]
    found = pictures.aged(counts, told, "hi")
    assert found.figure is None
    assert "महिला की पहचान" in found.empty
