"""What is asked of a snapshot of listed places: their visits, how long each was not visited, what is to be verified."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import polars as pl

from access.scope import Scope
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame
from warehouse.reads import Window, days, for_windows

PATROLS = "patrols"


def visits(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, place_code, is_required, n_visits: of every listed place, its visits in each window.

    The thana is the one whose place it is; only thanas are there whose patrols came for some day of the window.
    """
    return for_windows(snapshot, scope, "place_visits", windows)


def unvisited(snapshot: Snapshot, scope: Scope, windows: Sequence[Window]) -> pl.DataFrame:
    """window_no, thana_code, place_code, kind, name_hi, name_en, last_on, n_days: places with a weekly visit required.

    `n_days` are the accepted days since the last visit up to the thana's last accepted day ≤ as-of; where there was no
    visit yet, `last_on` is null and all accepted days count.
    """
    return for_windows(snapshot, scope, "places_unvisited", windows, {"return_name": PATROLS})


def bells(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """thana_code, place_code, kind, name_hi, name_en, opens_at, closes_at, from_time, to_time: visits in the window.

    Only of the squads in scope, to schools and colleges whose hours are listed.
    """
    return frame(snapshot, _question("bells"), scope, _days(window), store="detail")


def doubts(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """Visits of the window that are to be verified, one row for each reason, by thana and the latest first.

    thana_code, squad, visited_on, from_time, to_time, name_hi, name_en, source_file, source_row of the visit; reason,
    distance_m, gap_minutes, speed_kmh; and the other visit, where there is one, in the columns other_….
    """
    return frame(snapshot, _question("doubts"), scope, _days(window), store="detail")


def daily_pairs(snapshot: Snapshot, scope: Scope, pairs: Sequence[tuple[str, str]], window: Window) -> pl.DataFrame:
    """thana_code, part, whole, n_part, n_whole: two daily counts added up over the days on which both were told.

    A count left blank on some days takes those days out of what it is set against. A thana that told both on no day has
    no row of that pair.
    """
    columns = sorted({column for pair in pairs for column in pair})
    told = days(snapshot, scope, columns, window)
    sums = [
        told.filter(pl.col(part).is_not_null() & pl.col(whole).is_not_null())
        .group_by("thana_code")
        .agg(pl.col(part).sum().alias("n_part"), pl.col(whole).sum().alias("n_whole"))
        .select("thana_code", pl.lit(part).alias("part"), pl.lit(whole).alias("whole"), "n_part", "n_whole")
        for part, whole in pairs
    ]
    return pl.concat(sums)


def agreement(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """thana_code, measure, n_days, n_equal, n_whole, n_parts: the squads' daily counts against their visits.

    Over the days of which both returns told; `n_equal` are those on which the two agree.
    """
    return frame(snapshot, _question("agreement"), scope, _days(window))


def _days(window: Window) -> dict[str, date]:
    return {"start_on": window.start, "end_on": min(window.end, window.as_of)}


@cache
def _question(name: str) -> str:
    return (SQL / "4_reads" / f"place_{name}.sql").read_text(encoding="utf-8")
