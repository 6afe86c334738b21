"""What a viewer may see: which districts, circles and thanas. Nothing means nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

Codes = frozenset[str]


def _within(held: Codes | None, wanted: str | None) -> Codes | None:
    if wanted is None:
        return held
    if held is None or wanted in held:
        return frozenset({wanted})
    return frozenset()


@dataclass(frozen=True)
class Scope:
    """A viewer's reach. `None` at a level leaves that level open; an empty set sees nothing at all."""

    role: str
    districts: Codes | None = frozenset()
    circles: Codes | None = None
    thanas: Codes | None = None

    @classmethod
    def whole_range(cls, role: str) -> Scope:
        return cls(role, districts=None)

    @property
    def is_empty(self) -> bool:
        return frozenset() in (self.districts, self.circles, self.thanas)

    def narrow(self, district: str | None = None, circle: str | None = None, thana: str | None = None) -> Scope:
        """The same viewer looking at less. A code outside the scope leaves nothing, never something else."""
        return replace(
            self,
            districts=_within(self.districts, district),
            circles=_within(self.circles, circle),
            thanas=_within(self.thanas, thana),
        )
