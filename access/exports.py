"""What has been taken away, read back from the audit log: an office of a district sees its own, the range all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from access.roles import Viewer
from access.settings import Settings


@dataclass(frozen=True)
class Taken:
    """One file that was taken: when, by which office, and what the audit says of it."""

    at: datetime
    viewer: str
    facts: Mapping[str, object]

    def fact(self, name: str) -> str | None:
        """A fact as text; None where the line has none."""
        value = self.facts.get(name)
        return None if value is None else str(value)


@dataclass(frozen=True)
class Record:
    """The newest downloads, newest first; whether there are older ones; how many lines could not be read."""

    taken: tuple[Taken, ...]
    has_more: bool
    n_unreadable: int


def on_record(settings: Settings, viewer: Viewer, most: int = 50) -> Record:
    """The downloads that this viewer may know of: all for the range, one's own for an office of a district."""
    taken: list[Taken] = []
    n_unreadable = 0
    for path in sorted((settings.data / "logs").glob("audit-*.jsonl"), reverse=True):
        lines, n_broken = _exports(path, path.stat().st_size)
        n_unreadable += n_broken
        taken += _seen_by(viewer, lines)
        if len(taken) > most:
            break
    return Record(tuple(taken[:most]), len(taken) > most, n_unreadable)


def _seen_by(viewer: Viewer, lines: tuple[Taken, ...]) -> Iterator[Taken]:
    return (line for line in lines if viewer.role.reach == "range" or line.viewer == viewer.code)


@lru_cache(maxsize=24)
def _exports(path: Path, size: int) -> tuple[tuple[Taken, ...], int]:
    """A month's exports, newest first, and its broken lines: a file that is only added to is known by its size."""
    found, n_broken = list[Taken](), 0
    for line in path.read_bytes()[:size].splitlines():
        if b'"export"' not in line and line.endswith(b"}"):
            continue
        try:
            facts = json.loads(line)
            if facts["event"] == "export":
                found.append(Taken(datetime.fromisoformat(facts["at"]), str(facts["viewer"]), facts))
        except (ValueError, KeyError, TypeError):
            n_broken += 1
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)), n_broken
