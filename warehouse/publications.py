"""Which publication stood on a day: what was known of a review when it was held, beside what is known of it since."""

from __future__ import annotations

from datetime import date, datetime, time

from access.settings import Settings
from warehouse.query import Snapshot, open_snapshot
from warehouse.store import Store


def published_by(settings: Settings, day: date) -> Snapshot | None:
    """The publication that stood on the evening of `day`; None where there is none.

    It is the one that knows most of what had come in by then. Of several that know the same, the last one made by
    that evening, or else, where all were made later (returns loaded in arrears), the first.
    """
    evening = datetime.combine(day, time.max)
    known = [(through, one) for one in _all(settings) if (through := one.manifest.known_through) and through <= evening]
    most = max((through for through, _ in known), default=None)
    alike = [one for through, one in known if through == most]
    in_time = [one for one in alike if one.manifest.published_at <= evening]
    return in_time[-1] if in_time else next(iter(alike), None)


def _all(settings: Settings) -> list[Snapshot]:
    """Every publication, oldest first."""
    found = [open_snapshot(settings, snapshot_id) for snapshot_id in Store(settings).snapshots()]
    return sorted(found, key=lambda one: one.manifest.published_at)
