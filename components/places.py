"""The districts, circles and thanas that a viewer may choose among, and their names. No I/O."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LEVELS = ("district", "circle", "thana")


@dataclass(frozen=True)
class Unit:
    """A district, a circle or a thana."""

    code: str
    level: str
    name_hi: str
    name_en: str
    district_code: str
    circle_code: str | None = None

    def name(self, lang: str) -> str:
        return self.name_hi if lang == "hi" else self.name_en


@dataclass(frozen=True)
class Places:
    """Only what lies inside the viewer's scope is ever put in here."""

    units: tuple[Unit, ...]

    def at(self, level: str, district: str | None = None, circle: str | None = None) -> tuple[Unit, ...]:
        """The units of a level, within a district and a circle where these are given."""
        return tuple(self._within(level, district, circle))

    def _within(self, level: str, district: str | None, circle: str | None) -> Iterable[Unit]:
        for unit in self.units:
            is_inside = district in (None, unit.district_code) and circle in (None, unit.circle_code)
            if unit.level == level and is_inside:
                yield unit

    def find(self, level: str, code: str | None) -> Unit | None:
        return next((unit for unit in self.units if unit.level == level and unit.code == code), None)

    @property
    def only_district(self) -> str | None:
        """The viewer's district, where the scope holds just one."""
        districts = self.at("district")
        return districts[0].code if len(districts) == 1 else None
