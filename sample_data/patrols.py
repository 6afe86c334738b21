"""Visits of the Anti-Romeo squads to listed places, week by week, and to pandals and melas on their nights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sample_data.days import FIRST_DAY, LAST_DAY, NAVRATRI, answer_key, days_between
from sample_data.reference import Place, Thana
from sample_data.rows import Patrol
from sample_data.temper import Chance, chance_for, kendra, troubled
from sample_data.travel import Roster

SCHOOL_LIKE = ("school", "college")
EVERY_NAVRATRI = ("pandal", "ramlila")
FESTIVE = (*EVERY_NAVRATRI, "mela", "ravan_dahan", "procession")
NIGHTS_KEPT = {"A": 0.97, "B": 0.9}
MOST_NIGHTS_MISSED = 2  # running, by an honest squad
AFTER_MIDNIGHT = 0.05
WITH_POSITION = 0.03
NEAR_DEGREES = 0.0008  # north or east: some 90 m


@dataclass(frozen=True)
class Round:
    """What the visits of the whole range are drawn from, and the shares that some Kendras leave blank."""

    chance: Chance
    roster: Roster
    blank: dict[str, float]


def patrols_of(seed: int, thanas: tuple[Thana, ...], places: tuple[Place, ...]) -> list[Patrol]:
    """Every visit in the range. A listed place belongs to its thana; a neighbour's squad may visit it too."""
    walk = Round(chance_for(seed, "patrols"), Roster(), _blanks("women_officers"))
    by_code = {thana.code: thana for thana in thanas}
    never_visited = {str(entry["place"]) for entry in troubled("school_never_visited").values()}
    visited = [place for place in places if place.code not in never_visited]
    rows = []
    for place in visited:
        rows += _festive_visits(walk, place) if place.kind in FESTIVE else []
    for place in visited:
        if place.required_visits_a_week:
            rows += _weekly_visits(walk, place, kendra(seed, by_code[place.thana]).temper.place_week)
    rows += _neighbours(walk, thanas, [place for place in visited if place.required_visits_a_week])
    return sorted(rows, key=lambda row: (row.visited_on, row.thana, row.from_time))


def _blanks(field: str) -> dict[str, float]:
    """Thana → the share of its visits that leave this field blank."""
    entries = answer_key()["blanks"]
    return {e["thana"]: e["share"] for e in entries if (e["return"], e["field"]) == ("patrols", field)}


def _weekly_visits(walk: Round, place: Place, rate: float) -> list[Patrol]:
    chance, rows = walk.chance, []
    for monday in days_between(FIRST_DAY, LAST_DAY)[::7]:
        n_visits = place.required_visits_a_week
        if not chance.happens(rate):
            n_visits -= 1
        elif chance.happens(0.18):
            n_visits += 1
        last = 5 if place.kind in SCHOOL_LIKE else 6
        for _ in range(n_visits):
            day = monday + timedelta(days=chance.randint(0, last))
            rows += _visit(walk, place, place.thana, _usual_time(chance, place, day))
    return rows


def _neighbours(walk: Round, thanas: tuple[Thana, ...], places: list[Place]) -> list[Patrol]:
    """A thana without a listed place of its own sends its squad to the nearest one, most weeks not at all."""
    chance, own = walk.chance, {place.thana for place in places}
    rows = []
    for thana in thanas:
        if thana.code in own:
            continue
        near = [place for place in places if place.district == thana.district]
        place = min(near, key=lambda place: (place.lat - thana.lat) ** 2 + (place.lon - thana.lon) ** 2)
        for monday in days_between(FIRST_DAY, LAST_DAY)[::7]:
            if chance.happens(0.3):
                day = monday + timedelta(days=chance.randint(0, 5))
                rows += _visit(walk, place, thana.code, _usual_time(chance, place, day))
    return rows


def _festive_visits(walk: Round, place: Place) -> list[Patrol]:
    rows = []
    for nights in _nights(place):
        for night in _nights_kept(walk.chance, place, nights):
            rows += _visit(walk, place, place.thana, _evening_time(walk.chance, night), is_festive=True)
    return rows


def _nights(place: Place) -> list[list[date]]:
    """The nights on which a festive place stands, festival by festival: its own dates, or every Navratri."""
    if place.active_from and place.active_to:
        return [days_between(place.active_from, place.active_to)]
    return [days_between(first, last) for first, last in NAVRATRI] if place.kind in EVERY_NAVRATRI else []


def _nights_kept(chance: Chance, place: Place, nights: list[date]) -> list[date]:
    """The nights with a visit: most of them, never more than two missed running but where that is planted."""
    barred, kept, n_missed = _barred_nights(place), [], 0
    for night in nights:
        goes = chance.happens(NIGHTS_KEPT.get(place.crowd_category, 0.9)) or n_missed >= MOST_NIGHTS_MISSED
        is_eve = night + timedelta(days=1) in barred
        if night not in barred and (goes or is_eve):
            kept.append(night)
            n_missed = 0
        else:
            n_missed += 1
    return kept


def _barred_nights(place: Place) -> set[date]:
    planted = [*troubled("pandal_never_visited").values(), *troubled("pandal_gap").values()]
    return {
        night
        for entry in planted
        if entry["place"] == place.code
        for night in days_between(entry["first_day"], entry["last_day"])  # type: ignore[arg-type]  # dates, by the answer key
    }


def _evening_time(chance: Chance, night: date) -> datetime:
    """Between six and half past eleven, now and then in the small hours of the next day."""
    if chance.happens(AFTER_MIDNIGHT):
        return datetime.combine(night + timedelta(days=1), time(0, chance.randint(8, 55)))
    return datetime.combine(night, time(chance.randint(18, 23), chance.randint(0, 29)))


def _usual_time(chance: Chance, place: Place, day: date) -> datetime:
    """About a school's bell mostly; else some time of the day, often on a round five minutes."""
    if place.kind in SCHOOL_LIKE and chance.happens(0.76):
        bell = time.fromisoformat(place.opens_at if chance.happens(0.5) else place.closes_at)
        return datetime.combine(day, bell) + timedelta(minutes=chance.randint(-25, 20))
    hour = chance.randint(9, 13) if chance.happens(0.4) else chance.randint(16, 20)
    minute = 5 * chance.randint(0, 11) if chance.happens(0.4) else chance.randint(0, 59)
    return datetime.combine(day, time(hour, minute))


def _visit(walk: Round, place: Place, thana: str, wanted: datetime, is_festive: bool = False) -> list[Patrol]:
    """One visit as near to the wanted time as the squad's other visits allow; none after the sample's last day."""
    chance = walk.chance
    if wanted.date() > LAST_DAY:
        return []
    lasts = timedelta(minutes=chance.randint(36, 50) if wanted.hour == 23 else chance.randint(18, 32))
    starts_at = walk.roster.start_near(thana, place, wanted, lasts)
    if starts_at is None:
        return []
    row = _counted(chance, thana, place, starts_at, 26 if is_festive else 13)
    row.to_time = (starts_at + lasts).time()
    if chance.happens(walk.blank.get(thana, 0.0)):
        row.women_officers = None
    if chance.happens(WITH_POSITION):
        row.lat, row.lon = (round(at + chance.uniform(-NEAR_DEGREES, NEAR_DEGREES), 5) for at in (place.lat, place.lon))
    return [row]


def _counted(chance: Chance, thana: str, place: Place, starts_at: datetime, usual: int) -> Patrol:
    persons = chance.whole(usual, 6) + 1
    officers = chance.randint(3, 6)
    return Patrol(
        thana=thana,
        visited_on=starts_at.date(),
        from_time=starts_at.time(),
        to_time=starts_at.time(),
        place=place.code,
        persons_checked=persons,
        warned=min(chance.poisson(persons * 0.3), persons - 1),
        parents_called=chance.poisson(0.22),
        red_cards=chance.poisson(0.3),
        preventive=chance.poisson(0.12),
        firs=int(chance.happens(0.006)),
        arrests=int(chance.happens(0.01)),
        officers=officers,
        women_officers=chance.randint(1, officers - 1),
        briefed=chance.happens(0.95),
        body_camera=chance.happens(0.82),
        complaints_against_squad=int(chance.happens(0.002)),
    )
