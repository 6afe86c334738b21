"""What is asked of a snapshot of listed places: their visits, how long each was not visited, what is to be verified."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from access.scope import Scope
from warehouse.query import Snapshot
from warehouse.reads import Window, for_windows

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
