"""A snapshot that is nothing but its manifest, for tests that read no table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from warehouse.manifest import Held, Manifest
from warehouse.query import Snapshot


def bare_snapshot(name: str = "s", *reviews: date, held: Sequence[Held] = ()) -> Snapshot:
    """Of 22 September 2025 to 15 November 2026; these are its review days."""
    manifest = Manifest(
        snapshot_id=name,
        published_at=datetime(2026, 11, 16, 9),
        data_through=date(2026, 11, 15),
        starts_on=date(2025, 9, 22),
        versions={},
        inputs=(),
        held=tuple(held),
        refused=(),
        counts={},
        review_dates=reviews,
    )
    return Snapshot(name, Path(name), manifest)
