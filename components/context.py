"""What a page is given: who looks, in which language, at which snapshot. Nothing else travels between modules."""

from __future__ import annotations

from dataclasses import dataclass

from access.errors import NoSnapshot
from access.roles import Viewer
from access.scope import Scope
from access.settings import Settings
from warehouse.query import Snapshot


@dataclass(frozen=True)
class Context:
    settings: Settings
    viewer: Viewer
    lang: str
    published: Snapshot | None

    @property
    def scope(self) -> Scope:
        return self.viewer.scope

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot being looked at. Raises NoSnapshot while there is none."""
        if self.published is None:
            raise NoSnapshot("empty.title")
        return self.published

    @property
    def has_data(self) -> bool:
        """Whether any return has been published at all."""
        return self.published is not None and self.published.manifest.data_through is not None
