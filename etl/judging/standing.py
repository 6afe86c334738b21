"""What is shown and what is on record: whether the newest snapshot knows every batch, and going back to an old one."""

from __future__ import annotations

from pathlib import Path

from access.errors import BadChoice
from access.settings import Settings
from expectations.verdict import HELD, PUBLISHED
from warehouse.batch import Batch
from warehouse.files import write_text_whole
from warehouse.manifest import Manifest
from warehouse.store import Store


def find_batch(batch_id: str, store: Store) -> Batch:
    found = next((batch for batch in store.batches() if batch.batch_id == batch_id), None)
    if found is None:
        raise BadChoice("gate.load.unknown_batch", batch=batch_id)
    return found


def roll_back(snapshot_id: str, settings: Settings) -> str:
    """Show an earlier snapshot until something new is loaded. Raises NoSnapshot when there is no such one."""
    store = Store(settings)
    with store.lock():
        if snapshot_id in store.snapshots():
            write_text_whole(_pinned(store), f"{snapshot_id}\n")
        store.set_current(snapshot_id)
    return snapshot_id


def manifest_of(store: Store, snapshot_id: str) -> Manifest:
    return Manifest.model_validate_json((store.snapshots_folder / snapshot_id / "manifest.json").read_bytes())


def is_behind(store: Store) -> bool:
    """Whether a batch stands that the newest snapshot does not know, or a load died just before showing it.

    An older snapshot shown on purpose is not behind: it stays until something new arrives.
    """
    moments = [batch.loaded_at for batch in store.batches() if batch.verdict in (PUBLISHED, HELD)]
    snapshots = store.snapshots()
    if not moments or not snapshots:
        return bool(moments)
    if manifest_of(store, snapshots[-1]).published_at < max(moments):
        return True
    return store.current_id() not in (snapshots[-1], _pinned_id(store))


def _pinned(store: Store) -> Path:
    return store.folder / "pinned"


def _pinned_id(store: Store) -> str:
    path = _pinned(store)
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""
