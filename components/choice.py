"""What is being looked at: place, window, comparison, as-of day. Reads itself from a link, writes itself into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from access.scope import Scope
from components import windows
from components.places import LEVELS, Places
from components.windows import Calendar

ALL = "all"
LATEST = "latest"


@dataclass(frozen=True)
class Choice:
    """None at a level means all of it."""

    district: str | None = None
    circle: str | None = None
    thana: str | None = None
    window: str = windows.DEFAULT_WINDOW
    compare: str = windows.DEFAULT_COMPARISON
    as_of: str = LATEST

    @property
    def whole(self) -> str:
        """The level of the column that sums up what is chosen."""
        chosen = [level for level in LEVELS if getattr(self, level)]
        return chosen[-1] if chosen else "range"

    @property
    def parts(self) -> str | None:
        """The level of the columns: districts, then a district's circles, then a circle's thanas; of a thana none."""
        return {"range": "district", "district": "circle", "circle": "thana", "thana": None}[self.whole]

    def within(self, scope: Scope) -> Scope:
        """The viewer's scope narrowed to this choice: a code outside it leaves nothing."""
        return scope.narrow(self.district, self.circle, self.thana)

    @property
    def as_of_day(self) -> date | None:
        """The review day whose evening is looked at; None for the latest figures."""
        return None if self.as_of == LATEST else date.fromisoformat(self.as_of)

    def stand(self, calendar: Calendar) -> Calendar:
        """The calendar as it stood on the chosen day: what a page resolves its windows on."""
        return calendar.at(self.as_of_day) if self.as_of_day else calendar

    def query(self, lang: str, *, as_of: bool = False) -> dict[str, str]:
        """The whole query string, what was left at its default included; the as-of day of a page that asks for it."""
        places = {level: getattr(self, level) or ALL for level in LEVELS}
        asked = {"as_of": self.as_of} if as_of else {}
        return {**places, "window": self.window, "compare": self.compare, **asked, "lang": lang}


@dataclass(frozen=True)
class Read:
    """A choice read from a link, and the names of the parts that could not be honoured."""

    choice: Choice
    refused: tuple[str, ...] = ()


def start(places: Places) -> Choice:
    """What is shown before anything is chosen: everything the viewer may see."""
    return Choice(district=places.only_district)


def read(query: Mapping[str, str], places: Places, calendar: Calendar) -> Read:
    """The choice that a link asks for. What is unknown, or belongs to others, is refused and shown in no part."""
    choice, refused = start(places), list[str]()
    for level in LEVELS:
        code = query.get(level, ALL)
        if code == ALL:
            continue
        if refused or not _is_inside(level, code, choice, places):
            refused.append(level)
            continue
        choice = replace(choice, **{level: code})
    for field, known in _known(calendar).items():
        wanted = query.get(field)
        if wanted in known:
            choice = replace(choice, **{field: wanted})
        elif wanted is not None:
            refused.append(field)
    return Read(choice, tuple(refused))


def inside(choice: Choice, places: Places) -> Choice:
    """Without a circle or thana that lies elsewhere: chosen together with another district, both were not to be had."""
    if choice.circle and not _is_inside("circle", choice.circle, choice, places):
        choice = replace(choice, circle=None)
    if choice.thana and not _is_inside("thana", choice.thana, choice, places):
        choice = replace(choice, thana=None)
    return choice


def as_of_days(calendar: Calendar) -> tuple[str, ...]:
    """What can be chosen as the as-of day: the latest figures, then the past reviews, latest first."""
    return (LATEST, *(day.isoformat() for day in calendar.past_reviews))


def _known(calendar: Calendar) -> dict[str, tuple[str, ...]]:
    return {
        "window": windows.names(calendar),
        "compare": windows.COMPARISONS,
        "as_of": as_of_days(calendar),
    }


def _is_inside(level: str, code: str, choice: Choice, places: Places) -> bool:
    district = choice.district if level != "district" else None
    circle = choice.circle if level == "thana" else None
    return any(unit.code == code for unit in places.at(level, district, circle))
