"""Days with complaints (P5) are hidden by the choice that hides the complaints: the one bounds the other from below."""

from __future__ import annotations

from metrics import catalogue, disclosure
from metrics.hotspots import complaints
from metrics.hotspots.complaints import Thana

SMALL = 5


def test_every_unit_hidden_for_complaints_is_hidden_for_their_days() -> None:
    """A thana of nine complaints on eight days is hidden beside one of two; alone its eight days would be shown."""
    few = {"district_code": "d", "circle_code": "c", "window_no": 0, "numerator": 8.0, "value": 80.0}
    rows = [few | {"unit_code": code, "denominator": n} for code, n in {"a": 8.0, "b": 9.0, "e": 20.0}.items()]
    told = {"a": Thana("d", "c", 2, 30), "b": Thana("d", "c", 9, 30), "e": Thana("d", "c", 25, 30)}
    hidden = complaints.hidden(told, SMALL)
    assert {path[-1] for path in hidden} >= {"a", "b"}
    kpi = catalogue.load()["P5"]
    assert [row["is_suppressed"] for row in disclosure.suppressed(rows, kpi, SMALL, [hidden])][:2] == [True, True]
    assert not any(row["is_suppressed"] for row in disclosure.suppressed(rows, kpi, SMALL))
