"""The oracle's inspections on rows made by hand: what is closed, found again, copied, seen at the end of a month."""

from __future__ import annotations

from datetime import date

from sample_data import Sample
from sample_data.rows import Filing, Inspection
from tests.oracle import inspected
from tests.oracle.book import Book
from tests.oracle.kit import LOT, OCTOBER, THANAS, day, staff
from tests.oracle.span import Span

BOTH = frozenset({"a", "b"})
FILINGS = [Filing(name, "hapur", BOTH, OCTOBER, LOT, False) for name in ("inspections", "capacity")]


def visit(on: int, *defects: str, **more: object) -> Inspection:
    facts: dict[str, object] = {"inspector_rank": "sho", "remark": f"seen {on}"} | more
    return Inspection(
        thana="a",
        inspected_on=day(on),
        defects_found=len(defects),
        defect_codes=defects,
        **facts,  # type: ignore[arg-type]  # the test's own facts
    )


def book(*rows: Inspection, **more: object) -> Book:
    return Book(Sample(0, THANAS, (), [], inspections=list(rows), filings=FILINGS, **more))  # type: ignore[arg-type]  # lists


def test_a_defect_is_known_where_its_fifteenth_day_is_in_the_file() -> None:
    rows = (
        visit(1, "computer", defects_closed_on=day(16)),
        visit(2, "computer", defects_closed_on=day(18)),
        visit(17, "other"),
    )
    told = [(duty.due_on, duty.met_on, duty.is_known) for duty in inspected.defects_closed(book(*rows))]
    assert told == [(day(16), day(16), True), (day(17), None, True), (date(2026, 11, 1), None, False)]


def test_found_again_is_found_on_the_inspected_day_before() -> None:
    rows = (visit(1, "computer"), visit(4, "other", inspector_rank="co"), visit(9, "computer", "other"))
    told = [(duty.due_on, duty.part, duty.met_on) for duty in inspected.defects_new(book(*rows))]
    assert told == [(day(4), "other", day(4)), (day(9), "computer", day(9)), (day(9), "other", None)]


def test_a_copied_remark_is_one_of_the_same_rank() -> None:
    rows = (visit(1, remark="all  well"), visit(2, remark="all well", inspector_rank="co"), visit(9, remark="all well"))
    told = [(duty.due_on, duty.met_on) for duty in inspected.remarks_own(book(*rows))]
    assert told == [(day(1), day(1)), (day(2), day(2)), (day(9), None)]
    assert [duty.is_known for duty in inspected.remarks_own(book(visit(1, remark="")))] == [False]


def test_the_set_up_is_of_the_month_and_of_the_last_inspection() -> None:
    asked = book(visit(1, helplines_displayed="no"), visit(9, registers_complete="not_seen"), capacity=[staff()])
    duties = [duty for duty in inspected.setup_items(asked) if (duty.thana, duty.due_on) == ("a", OCTOBER.last_day)]
    assert {duty.part for duty in duties if duty.met_on} == {*inspected.ROOMS, "helplines_displayed"}
    assert [duty.part for duty in duties if not duty.is_known] == ["registers_complete"]


def test_the_gap_ends_with_the_return() -> None:
    span = Span(OCTOBER.first_day, OCTOBER.last_day, day(20))
    assert inspected.days_uninspected(book(visit(9)), span) == {"a": [11], "b": [20]}


def test_all_correct_needs_every_item_and_no_defect() -> None:
    rows = (visit(1), visit(2, roster_displayed="not_seen"), visit(3, "other", inspector_rank="co"))
    told = [(duty.part, duty.met_on is not None) for duty in inspected.all_correct(book(*rows))]
    assert told == [("sho", True), ("sho", False), ("co", False)]
