"""The planted signs survive loading: the rows of those Kendras lie in the snapshot as the sample told them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from access.scope import Scope
from sample_data.days import answer_key
from sample_data.squad import PUBLISHED
from sample_data.temper import troubled
from tests.oracle.figures import Oracle
from warehouse.query import Snapshot, frame

pytestmark = pytest.mark.slow

RANGE = Scope.whole_range("dig")
VISIT = (
    "thana",
    "visited_on",
    "from_time",
    "to_time",
    "place",
    "persons_checked",
    "warned",
    "officers",
    "women_officers",
    "lat",
    "lon",
)
COUNTS = ("thana", "day", "places_checked", *PUBLISHED)
PROGRAMME = ("thana", "held_on", "women", "men", "girls", "boys", "pamphlets", "folders")
# Sign → the table that holds its rows, the list of the oracle's book with the same rows, and the fields to compare.
SIGNS = {
    "copied_visits": ("core_patrol", "patrols", VISIT),
    "impossible_visits": ("core_patrol", "patrols", VISIT),
    "repeated_times": ("core_patrol", "patrols", VISIT),
    "pandal_never_visited": ("core_patrol", "patrols", VISIT),
    "pandal_gap": ("core_patrol", "patrols", VISIT),
    "copied_from_neighbour": ("core_squad_day", "squad_days", COUNTS),
    "heaped_counts": ("core_awareness", "programmes", PROGRAMME),
    "bulk_late_entry": ("core_case", "cases", ("thana", "received_on", "entered_on", "unique_no")),
}


def column(field: str) -> str:
    return {"thana": "thana_code", "place": "place_code"}.get(field, field)


def loaded(snapshot: Snapshot, table: str, fields: Iterable[str], thana: str) -> Counter[tuple[Any, ...]]:
    columns = ", ".join(column(field) for field in fields)
    sql = f"select {columns} from {table} where {{scope}} and thana_code = $thana"
    return Counter(frame(snapshot, sql, RANGE, {"thana": thana}, store="detail").rows())


@pytest.mark.parametrize(("kind", "thana"), [(kind, thana) for kind in SIGNS for thana in troubled(kind)])
def test_the_rows_of_a_planted_kendra_are_loaded_as_told(
    kind: str, thana: str, oracle: Oracle, snapshot: Snapshot
) -> None:
    table, rows, fields = SIGNS[kind]
    told = Counter(
        tuple(getattr(row, field) for field in fields) for row in getattr(oracle.book, rows) if row.thana == thana
    )
    assert told.total() >= 40
    assert loaded(snapshot, table, fields, thana) == told


@pytest.mark.parametrize("entry", answer_key()["blanks"], ids=lambda entry: entry["thana"])
def test_blanks_stay_unknown(entry: dict[str, Any], oracle: Oracle, snapshot: Snapshot) -> None:
    visits = [row for row in oracle.book.patrols if row.thana == entry["thana"]]
    told = Counter(tuple(getattr(row, field) for field in VISIT) for row in visits)
    assert loaded(snapshot, "core_patrol", VISIT, entry["thana"]) == told
    assert any(row[VISIT.index("women_officers")] is None for row in told)


def test_short_remarks_are_loaded_as_lengths(oracle: Oracle, snapshot: Snapshot) -> None:
    """All inspections but those of the SHO who finds everything correct: two of one day are one line told twice."""
    repeats = set(troubled("all_correct_sho"))
    sql = "select thana_code, inspected_on, remark_length from core_inspection where {scope}"
    rows = Counter(row for row in frame(snapshot, sql, RANGE, store="detail").rows() if row[0] not in repeats)
    told = [row for row in oracle.book.inspections if row.thana not in repeats]
    assert rows == Counter((row.thana, row.inspected_on, len(row.remark)) for row in told)
    for thana, entry in troubled("short_remarks").items():
        since: date = entry["first_day"]  # type: ignore[assignment]  # a date, by the answer key
        lengths = [length for code, day, length in rows.elements() if code == thana and day >= since]
        assert sum(length < 20 for length in lengths) > 0.7 * len(lengths)
