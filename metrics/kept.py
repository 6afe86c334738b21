"""Whether a snapshot holds what a KPI is read from: a program from before the KPI was kept published none of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from metrics import catalogue
from metrics.catalogue import Kpi
from metrics.patrols import COMPLAINTS
from warehouse import reads
from warehouse.query import Snapshot

COUNTS = "mart_thana_day"
_DUTIES: Mapping[str, tuple[str, ...]] = {
    "mart_place_day": ("school_bell", "complaint_answered", "visit_plausible"),
    "mart_place_night": (
        *("pandal_night", "pandal_night_peak", "pandal_seen_by_night_3", "pandal_visit_woman"),
        "pandal_registered",
    ),
    "mart_formality_day": ("value_usual", "row_located"),
    "mart_inspection_day": (
        *("defect_closed_15", "defect_repeated", "item_answered", "inspection_all_correct"),
        *("remark_repeated", "setup_item"),
    ),
    "mart_programme_told": ("programme_plausible",),
    "mart_first_file": ("first_pass", "row_accepted", "register_row_accepted", "late_hours"),
    "mart_restated_day": ("row_adds_up", "register_row_adds_up"),
}
# By stream or else by kind: the tables, and the columns of COUNTS that the catalogue does not name. All duties are rows
# of one table, so of theirs the table that came with them is asked: no duty and no duty kept are not the same.
_TABLES: Mapping[str, tuple[str, ...]] = {
    **{stream: (table,) for table, streams in _DUTIES.items() for stream in streams},
    "place_unvisited": ("mart_place_day",),
    "pandal_nights": ("mart_place_night",),
    "concentration": ("mart_place_day",),
    "pai": ("mart_place_day", "dim_outline"),
    "formality": ("mart_formality_day",),
    "agreement": ("mart_whole_day",),
    "restatement": ("mart_restated_day",),
}
_COLUMNS: Mapping[str, tuple[str, ...]] = {"pai": (COMPLAINTS,)}
BASE = "mart_reach_base"
# By kind: the columns of BASE, which older programs published without them.
_LISTED: Mapping[str, frozenset[str]] = {
    "reach_phase": frozenset({"n_schools", "n_colleges"}),
    "per_listed": frozenset({"women_population"}),
}


def is_kept(kpi: Kpi, snapshot: Snapshot) -> bool:
    """Whether the tables and columns that the KPI is read from are there."""
    needed = _TABLES.get(kpi.stream or "", _TABLES.get(kpi.kind, ()))
    columns = {*kpi.numerator_columns, *kpi.denominator_columns, *_COLUMNS.get(kpi.kind, ())}
    listed = _LISTED.get(kpi.kind, frozenset())
    return (
        all(reads.columns_of(snapshot, table) for table in needed)
        and (not columns or columns <= reads.columns_of(snapshot, COUNTS))
        and (not listed or listed <= reads.columns_of(snapshot, BASE))
    )


def is_asked(code: str, codes: Collection[str] | None, snapshot: Snapshot) -> bool:
    """Whether a KPI is among those asked for, and in the snapshot; all are asked for where none is named."""
    return (codes is None or code in codes) and is_kept(catalogue.load()[code], snapshot)
