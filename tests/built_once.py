"""Publishes for tests: what the same process has built of the very same inputs before is copied, not built again."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Hashable
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from access.settings import Settings
from warehouse import build
from warehouse.build import Progress
from warehouse.files import ASIDE
from warehouse.inputs import Inputs
from warehouse.store import Store

_FILES = ("detail.duckdb", "review.duckdb")
_really_build = build._build


@dataclass(frozen=True)
class _Built:
    """Where both files lie that were built of some inputs, how they were left, and what was counted in them."""

    folder: Path
    left: Hashable
    told: tuple[dict[str, int], frozenset[int]]


_built: dict[str, _Built] = {}


def publish_once(store: Store, settings: Settings) -> str:
    """As `publish`; only a test of the build itself has no use for it."""
    with patch.object(build, "_build", _build_once):
        return build.publish(store, settings)


def _build_once(aside: Path, inputs: Inputs, progress: Progress) -> tuple[dict[str, int], frozenset[int]]:
    given = _given(inputs)
    before = _built.get(given)
    if before and _state(before.folder) == before.left:
        for name in _FILES:
            shutil.copy2(before.folder / name, aside / name)
        return before.told
    told = _really_build(aside, inputs, progress)
    folder = aside.with_name(aside.name.removeprefix(ASIDE))
    _built[given] = _Built(folder, _state(aside), told)
    return told


def _given(inputs: Inputs) -> str:
    """All that a snapshot is a function of, in short."""
    lists = [getattr(inputs.reference, one.name) for one in fields(inputs.reference)]
    told = [pickle.dumps(one) for one in (*lists, dict(inputs.boundaries), dict(inputs.dictionary))]
    batches = [batch.model_dump_json().encode() for batch in inputs.batches]
    parts = ("accepted", "quarantined")
    rows = [Path(path).read_bytes() for part in parts for path in inputs.paths(part, with_corrected=True)]
    return sha256(repr((told, batches, rows)).encode()).hexdigest()


def _state(folder: Path) -> Hashable:
    """The files as they lie there: None where a test has taken them away, and something else where it changed them."""
    try:
        return tuple((one.st_size, one.st_mtime_ns) for one in ((folder / name).stat() for name in _FILES))
    except FileNotFoundError:
        return None
