"""A snapshot as the program left it that knew nothing yet of squads, hotspots, Navratri and awareness."""

from __future__ import annotations

from pathlib import Path

import duckdb

NEW_TABLES = (
    *("mart_place_day", "mart_place_night", "mart_formality_day", "mart_visit_hour", "core_visit_doubt"),
    *("core_formality_row", "dim_outline", "dim_neighbour", "dim_place_fault"),
    *("mart_inspection_day", "mart_circular", "mart_programme_told"),
    *("dim_return", "dim_return_due", "dim_return_field", "dim_return_rule", "dim_banned_column"),
    *("dim_code", "dim_code_refused"),
    *("mart_first_file", "mart_restated_day", "core_return"),
)
NEW_COLUMNS = {
    "mart_thana_day": (
        *("women_officer_minutes", "officer_minutes", "n_repeat_offenders", "n_dossiers_updated"),
        "n_street_harassment",
    ),
    "mart_reach_base": ("n_schools", "n_colleges", "women_population"),
    "dim_place": ("organiser_contact", "h3_7", "h3_8"),
}
NEW_STREAMS = (
    *("school_bell", "complaint_answered", "visit_plausible", "value_usual", "row_located", "pandal_night"),
    *("pandal_night_peak", "pandal_seen_by_night_3", "pandal_visit_woman", "pandal_registered"),
    *("defect_closed_15", "defect_repeated", "item_answered", "item_in_order", "inspection_all_correct"),
    *("remark_repeated", "setup_item", "programme_plausible", "first_pass"),
    *("row_accepted", "register_row_accepted", "row_adds_up", "register_row_adds_up"),
)


def before_the_field(path: Path) -> None:
    """Takes out of one file of a snapshot what programs before squads, hotspots and Navratri had not kept."""
    path.chmod(0o600)
    with duckdb.connect(str(path)) as connection:
        for table in NEW_TABLES:
            connection.execute(f"drop table if exists {table}")
        held = {name for (name,) in connection.execute("select table_name from information_schema.tables").fetchall()}
        for table in held & set(NEW_COLUMNS):
            for column in NEW_COLUMNS[table]:
                connection.execute(f"alter table {table} drop column if exists {column}")
        if "mart_obligation" in held:
            connection.execute("delete from mart_obligation where list_contains($1, stream)", [list(NEW_STREAMS)])
        if "mart_duration" in held:
            connection.execute("delete from mart_duration where stream = 'late_hours'")
