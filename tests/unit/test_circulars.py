"""How a circular of a district stands on an evening, and in which order circulars are shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from metrics import circulars
from metrics.circulars import Told

AS_OF = date(2026, 6, 30)
DUE = date(2026, 6, 20)


def one(**facts: Any) -> Told:
    row = {
        "circular_no": "C-1",
        "district_code": "hapur",
        "issued_by": "range",
        "issued_on": date(2026, 6, 1),
        "subject": "निरीक्षण",
        "due_on": DUE,
        "complied_on": None,
        "evidence_ref": None,
        "status": "pending",
        "partial_on": None,
    }
    (told,) = circulars.told([row | facts], AS_OF)
    return told


@pytest.mark.parametrize(
    ("facts", "state", "n_days"),
    [
        ({"complied_on": DUE, "status": "complied"}, "in_time", 0),
        ({"complied_on": date(2026, 6, 21), "status": "complied"}, "late", 1),
        ({"complied_on": date(2026, 6, 21), "status": None}, "late", 1),
        ({"complied_on": date(2026, 6, 19), "status": "partial", "partial_on": AS_OF}, "overdue", 10),
        ({"complied_on": date(2026, 7, 1), "status": "complied"}, "overdue", 10),
        ({}, "overdue", 10),
        ({"due_on": AS_OF}, "pending", 0),
        ({"due_on": AS_OF, "partial_on": AS_OF, "status": "partial"}, "partial", 0),
        ({"due_on": AS_OF, "partial_on": date(2026, 7, 1), "status": "partial"}, "pending", 0),
        ({"due_on": None}, "open", 0),
        ({"due_on": None, "partial_on": AS_OF, "status": "partial"}, "partial", 0),
        ({"due_on": None, "complied_on": AS_OF, "status": "complied"}, "done", 0),
        ({"status": "complied"}, "undated", 0),
    ],
)
def test_the_state_of_an_evening(facts: dict[str, Any], state: str, n_days: int) -> None:
    told = one(**facts)
    assert (told.state, told.n_days) == (state, n_days)


def test_an_overdue_one_may_be_begun() -> None:
    assert one(partial_on=DUE, status="partial").is_partial
    assert not one().is_partial


def test_only_what_is_complied_with_can_lack_evidence() -> None:
    assert one(complied_on=DUE, status="complied").lacks_evidence
    assert not one(complied_on=DUE, status="complied", evidence_ref="R-1").lacks_evidence
    assert not one().lacks_evidence


def test_what_was_issued_later_is_not_there() -> None:
    assert circulars.told([{"issued_on": date(2026, 7, 1)}], AS_OF) == []


def test_the_rate_leaves_out_what_nobody_can_judge() -> None:
    some = [one(complied_on=DUE, status="complied"), one(), one(due_on=None), one(status="complied"), one(due_on=AS_OF)]
    rate = circulars.rate(some, AS_OF)
    assert (rate.n_met, rate.n_due, rate.n_undated, rate.n_no_due) == (1, 2, 1, 1)
    assert circulars.rate([], AS_OF).share is None


def test_the_most_overdue_first_then_the_newest() -> None:
    old = one(circular_no="old", issued_on=date(2026, 5, 1), due_on=date(2026, 5, 30))
    new = one(circular_no="new", issued_on=date(2026, 6, 29), due_on=None)
    assert [each.circular_no for each in circulars.circulars([new, one(), old])] == ["old", "C-1", "new"]


def test_due_dates_that_differ_are_no_due_date() -> None:
    (circular,) = circulars.circulars([one(), one(district_code="meerut", due_on=AS_OF)])
    assert (circular.due_on, circular.is_due_alike) == (None, False)


def test_a_district_that_left_one_out_is_told_from_one_that_told_nothing() -> None:
    found = circulars.circulars([one(), one(circular_no="C-2", district_code="meerut"), one(circular_no="C-2")])
    missing = circulars.untold(found, ["hapur", "meerut", "baghpat"])
    assert [(each.circular_no, code) for each, code in missing] == [("C-1", "meerut")]
