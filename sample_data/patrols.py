"""Visits of the Anti-Romeo squads to listed places, week by week, and to pandals and melas on their nights."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from sample_data.days import FIRST_DAY, GARH_GANGA, LAST_DAY, NAVRATRI, days_between
from sample_data.reference import Place, Thana
from sample_data.rows import Patrol
from sample_data.temper import Chance, chance_for, kendra, troubled

SCHOOL_LIKE = ("school", "college")
FESTIVE = ("pandal", "mela")


class Roster:
    """Whose squad is where: hands out whole hours, so that one squad is never at two places at once."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, date], set[int]] = defaultdict(set)

    def free_hour(self, thana: str, day: date, wanted: int) -> int | None:
        """The free hour of the squad's day nearest to the wanted one, or none."""
        hours = [hour for hour in range(7, 24) if hour not in self._taken[thana, day]]
        if not hours:
            return None
        hour = min(hours, key=lambda hour: abs(hour - wanted))
        self._taken[thana, day].add(hour)
        return hour


def patrols_of(seed: int, thanas: tuple[Thana, ...], places: tuple[Place, ...]) -> list[Patrol]:
    """Every visit in the range. A listed place belongs to its thana; a neighbour's squad may visit it too."""
    roster, chance = Roster(), chance_for(seed, "patrols")
    by_code = {thana.code: thana for thana in thanas}
    never_visited = {str(entry["place"]) for entry in troubled("school_never_visited").values()}
    visited = [place for place in places if place.code not in never_visited]
    rows = []
    for place in visited:
        rows += _festive_visits(chance, roster, place) if place.kind in FESTIVE else []
    for place in visited:
        if place.required_visits_a_week:
            rows += _weekly_visits(chance, roster, place, kendra(seed, by_code[place.thana]).temper.place_week)
    rows += _neighbours(chance, roster, thanas, [place for place in visited if place.required_visits_a_week])
    return sorted(rows, key=lambda row: (row.visited_on, row.thana, row.from_time))


def _weekly_visits(chance: Chance, roster: Roster, place: Place, rate: float) -> list[Patrol]:
    rows = []
    for monday in days_between(FIRST_DAY, LAST_DAY)[::7]:
        n_visits = place.required_visits_a_week
        if not chance.happens(rate):
            n_visits -= 1
        elif chance.happens(0.18):
            n_visits += 1
        last = 5 if place.kind in SCHOOL_LIKE else 6
        for _ in range(n_visits):
            row = _visit(chance, roster, place, place.thana, monday + timedelta(days=chance.randint(0, last)))
            rows += [row] if row else []
    return rows


def _neighbours(chance: Chance, roster: Roster, thanas: tuple[Thana, ...], places: list[Place]) -> list[Patrol]:
    """A thana without a listed place of its own sends its squad to the nearest one, most weeks not at all."""
    own = {place.thana for place in places}
    rows = []
    for thana in thanas:
        if thana.code in own:
            continue
        near = [place for place in places if place.district == thana.district]
        place = min(near, key=lambda place: (place.lat - thana.lat) ** 2 + (place.lon - thana.lon) ** 2)
        for monday in days_between(FIRST_DAY, LAST_DAY)[::7]:
            if chance.happens(0.3):
                row = _visit(chance, roster, place, thana.code, monday + timedelta(days=chance.randint(0, 5)))
                rows += [row] if row else []
    return rows


def _festive_visits(chance: Chance, roster: Roster, place: Place) -> list[Patrol]:
    spans = NAVRATRI if place.kind == "pandal" else (GARH_GANGA,)
    rows = []
    for first, last in spans:
        for night in days_between(first, last):
            if chance.happens(0.9):
                row = _visit(chance, roster, place, place.thana, night, wanted=chance.randint(18, 23))
                rows += [row] if row else []
    return rows


def _visit(
    chance: Chance, roster: Roster, place: Place, thana: str, day: date, wanted: int | None = None
) -> Patrol | None:
    if day > LAST_DAY:
        return None
    hour = roster.free_hour(thana, day, wanted or _usual_hour(chance, place))
    if hour is None:
        return None
    starts_at = datetime.combine(day, time(hour, chance.choice((0, 5, 10, 15, 20, 25))))
    # Half an hour each; the visit of the last hour of a festive night may run past midnight.
    lasts = chance.randint(36, 50) if wanted and hour == 23 else chance.randint(18, 32)
    persons = chance.whole(26 if wanted else 13, 6) + 1
    warned = chance.poisson(persons * 0.3)
    return Patrol(
        thana=thana,
        visited_on=day,
        from_time=starts_at.time(),
        to_time=(starts_at + timedelta(minutes=lasts)).time(),
        place=place.code,
        persons_checked=persons,
        warned=min(warned, persons - 1),
        parents_called=chance.poisson(0.22),
        red_cards=chance.poisson(0.3),
        preventive=chance.poisson(0.12),
        firs=int(chance.happens(0.006)),
        arrests=int(chance.happens(0.01)),
        officers=(officers := chance.randint(3, 6)),
        women_officers=chance.randint(1, officers - 1),
        briefed=chance.happens(0.95),
        body_camera=chance.happens(0.82),
        complaints_against_squad=int(chance.happens(0.002)),
    )


def _usual_hour(chance: Chance, place: Place) -> int:
    if place.kind in SCHOOL_LIKE and chance.happens(0.72):
        return int((place.opens_at if chance.happens(0.5) else place.closes_at)[:2])
    return chance.randint(9, 13) if chance.happens(0.4) else chance.randint(16, 20)
