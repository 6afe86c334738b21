"""What maps ask of a snapshot: outlines with names, and the faults of places."""

from __future__ import annotations

import polars as pl

from access.scope import Scope
from warehouse.query import Snapshot, frame

_OUTLINES = """
select
    dim_outline.level,
    dim_outline.unit_code,
    dim_outline.district_code,
    dim_outline.circle_code,
    dim_outline.thana_code,
    dim_outline.source,
    dim_outline.geometry,
    dim_outline.area_km2,
    dim_outline.label_lat,
    dim_outline.label_lon
from dim_outline
where {scope}
order by dim_outline.level, dim_outline.unit_code
"""
_FAULTS = """
select place_code, fault, other_place_code, distance_m, district_code, circle_code, thana_code
from dim_place_fault
where {scope}
order by fault, place_code, other_place_code
"""


def outlines(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """dim_outline within the scope: level, unit_code, codes above, source, geometry, area_km2, label_lat, label_lon.

    The range's own outline is seen by those who may see all of it. Raises NotInSnapshot where there are no outlines.
    """
    return frame(snapshot, _OUTLINES, scope)


def place_faults(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """dim_place_fault within the scope, by fault. Raises NotInSnapshot for a snapshot of an older program."""
    return frame(snapshot, _FAULTS, scope)
