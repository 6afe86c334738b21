"""What the page of pandals may ask of a snapshot: festivals, festive places by night, and those without nights."""

from __future__ import annotations

from functools import cache, lru_cache

import polars as pl

from access.scope import Scope
from warehouse.manifest import SQL
from warehouse.query import Snapshot, frame

FESTIVE_KINDS = ("pandal", "ramlila", "mela", "ravan_dahan", "procession")


@lru_cache(maxsize=64)
def festivals(snapshot: Snapshot) -> pl.DataFrame:
    """kind, code, name_hi, name_en, starts_on, ends_on of Navratris, melas, and holidays with a festive place.

    In order of their first days. Of the whole range, whoever looks: the calendar is nobody's secret.
    """
    return frame(snapshot, _question("festivals"), Scope.whole_range("analyst"))


@lru_cache(maxsize=64)
def told(snapshot: Snapshot, scope: Scope) -> frozenset[str]:
    """The festivals of which a return came of any place in scope."""
    return frozenset(frame(snapshot, _question("festivals_told"), scope)["festival_code"])


def nights(snapshot: Snapshot, scope: Scope, festival: str) -> pl.DataFrame:
    """Each place in scope and night of a festival, with the place's names, position and what its entry lacks.

    place_code, name_hi, name_en, lat, lon, the codes of its units, kind, crowd_category, is_registered, night_no,
    night, is_known, then counts of visits and the days on which they became known; null where nothing is known. In
    order of places and nights.
    """
    return frame(snapshot, _question("place_nights"), scope, {"festival": festival})


def undated(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """Festive places to which the list gives no nights (the fault of that name), or whose dates meet no festival.

    place_code, name_hi, name_en, district_code, circle_code, thana_code, kind, is_dated, n_nights.
    """
    return frame(snapshot, _question("places_undated"), scope, {"kinds": list(FESTIVE_KINDS)})


@cache
def _question(name: str) -> str:
    return (SQL / "4_reads" / f"{name}.sql").read_text(encoding="utf-8")
