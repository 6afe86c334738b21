"""The very rows that show a sign of formality, with the rows that they repeat: from the detail file, in scope only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl

from access.errors import BadChoice
from access.scope import Scope
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame
from warehouse.reads import Window

CAP = 200

# What a row of each return is shown by: its table, and the columns of it. Of a case or a session no more than the
# unique number and the days, of a programme not the victims met there; nothing else is needed to find it.
FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "squad_daily": (
        "core_squad_day",
        (
            *("places_checked", "persons_checked", "warned", "preventive", "firs", "arrests", "vehicles_checked"),
            *("black_films", "hooters", "beacons", "caste_words", "number_plates", "mv_challans", "vehicles_seized"),
        ),
    ),
    "patrols": (
        "visit_at_place",
        (
            *("place_hi", "place_en", "from_time", "to_time", "persons_checked", "warned", "parents_called"),
            *("red_cards", "preventive", "firs", "arrests"),
        ),
    ),
    "awareness": (
        "core_awareness",
        ("women", "men", "girls", "boys", "pamphlets", "folders"),
    ),
    "cases": ("core_case", ("unique_no", "received_on", "entered_on")),
    "counselling": ("core_counselling", ("unique_no", "note_length")),
    "inspections": ("core_inspection", ("inspector_rank", "defects_found", "remark_length")),
}


@dataclass(frozen=True)
class FormalRows:
    """`rows`, the latest first, and `n_all`: how many there are if not all of them are given."""

    rows: pl.DataFrame
    n_all: int


def rows(
    snapshot: Snapshot,
    scope: Scope,
    thana_code: str,
    return_name: str,
    sign: str,
    window: Window,
    *,
    part: str = "",
    cap: int = CAP,
) -> FormalRows:
    """day, thana_code, source_file, source_sheet, source_row, the columns of FIGURES; the same of the row repeated,
    named `other_…` and null where there is none. Of a part (a last digit, a rank) only where one is named.

    Raises BadChoice for a return in which no sign is looked for, NotInSnapshot for an older program's snapshot.
    """
    if return_name not in FIGURES:
        raise BadChoice("rows.unknown_kind", kind=return_name, allowed=", ".join(FIGURES))
    asked = {"thana_code": thana_code, "return_name": return_name, "sign": sign, "part": part, "cap": cap}
    days = {"start_on": window.start, "end_on": min(window.end, window.as_of)}
    found = frame(snapshot, _question(return_name), scope, asked | days, store="detail")
    return FormalRows(found.drop("n_all"), int(found["n_all"][0]) if len(found) else 0)


@cache
def _question(return_name: str) -> str:
    """The names come from FIGURES alone."""
    source, figures = FIGURES[return_name]
    columns = ",\n    ".join(f"told.{name}, other.{name} as other_{name}" for name in figures)
    read = (SQL / "4_reads" / "formality_rows.sql").read_text(encoding="utf-8")
    return read.replace("{figures}", columns).replace("{source}", _SOURCES.get(source, source))


_SOURCES = {
    "visit_at_place": """(
    select
        core_patrol.*,
        dim_place.name_hi as place_hi,
        dim_place.name_en as place_en
    from core_patrol
    left join dim_place
        on dim_place.place_code = core_patrol.place_code
)"""
}
