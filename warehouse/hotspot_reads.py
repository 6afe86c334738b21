"""What the page on hotspots asks of a snapshot: listed places, their visits and hours, days that returns tell of."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

import polars as pl

from access.scope import Scope
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame
from warehouse.reads import Window

PATROLS = "patrols"


def places(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """Every listed place of the thanas in scope, with all that the master list says of it."""
    return frame(snapshot, _question("places"), scope)


def visits(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """place_code, last_on, n: of places ever visited up to the window's end, the last visit and those in the window."""
    return frame(snapshot, _question("visits"), scope, _days(window))


def accepted(snapshot: Snapshot, scope: Scope, window: Window) -> pl.DataFrame:
    """thana_code, first_day, last_day: runs of days, up to the window's end, for which patrols were accepted."""
    asked = {"return_name": PATROLS, "end_on": _days(window)["end_on"]}
    return frame(snapshot, _question("accepted"), scope, asked)


def hours(snapshot: Snapshot, scope: Scope, kinds: Collection[str], window: Window) -> pl.DataFrame:
    """day, hour, n: visits to places of these kinds by the hour they began in; hour -1 where it was left blank."""
    return frame(snapshot, _question("hours"), scope, {**_days(window), "kinds": sorted(kinds)})


def visits_of(snapshot: Snapshot, scope: Scope, place_code: str, window: Window) -> pl.DataFrame:
    """thana_code, squad, visited_on, from_time, to_time, persons_checked, women_officers, officers: the latest first.

    Of the squads in scope; the one question of the page that reads visits themselves.
    """
    asked = {**_days(window), "place_code": place_code}
    return frame(snapshot, _question("visits_of"), scope, asked, store="detail")


def areas(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """thana_code, area_km2: the catchments in scope."""
    return frame(snapshot, _question("areas"), scope)


def neighbours(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """thana_code, other_thana_code: catchments in scope that share an edge; the other may lie outside the scope."""
    return frame(snapshot, _question("neighbours"), scope)


def faults(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """place_code, fault, other_place_code, distance_m, thana_code: what is wrong with places of the list."""
    return frame(snapshot, _question("faults"), scope)


@cache
def _question(name: str) -> str:
    return (SQL / "4_reads" / f"hotspot_{name}.sql").read_text(encoding="utf-8")


def _days(window: Window) -> dict[str, Any]:
    return {"start_on": window.start, "end_on": min(window.end, window.as_of)}
