"""Plants the signs of returns that were written and not lived: copied, heaped, at fixed times, impossible, in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sample_data.days import LAST_DAY
from sample_data.reference import Place
from sample_data.rows import Case, Inspection, Patrol, Programme, Sample, SquadDay
from sample_data.squad import PUBLISHED
from sample_data.temper import Chance, chance_for, troubled
from sample_data.travel import km_apart

SHARE_COPIED_VISITS, SHARE_COPIED_DAYS, SHARE_HEAPED, SHARE_SHORT = 0.9, 0.8, 0.95, 0.9
SHARE_ADDED, SHARE_WITH_POSITION, SHARE_FAR = 0.15, 0.12, 0.5
FAR_KM = (12.0, 40.0)
COPIED_FIELDS = (
    "persons_checked", "warned", "parents_called", "red_cards", "preventive", "firs", "arrests", "officers",
    "women_officers", "briefed", "body_camera",
)  # fmt: skip
HEAPED_FIELDS = ("women", "men", "girls", "boys", "pamphlets", "folders")
DAY_STARTS = tuple(time(9 + 75 * n // 60, 75 * n % 60) for n in range(7))
EVENING_STARTS = tuple(time(18 + 45 * n // 60, 45 * n % 60) for n in range(7))
HALF_AN_HOUR = timedelta(minutes=30)
BULK_EVERY, BULK_LEAST = timedelta(days=21), timedelta(days=7)
SHORT = ("सब ठीक है", "जाँच की गई", "निर्देश दिए गए", "पंजिका देखी गई", "निरीक्षण किया गया")


def plant_signs(sample: Sample) -> None:
    """Plant what the answer key lists in visits, daily counts, programmes and inspections. Cases: `enter_in_bulk`."""
    _copy_visits(sample)
    _repeat_times(sample)
    sample.patrols = sorted(
        [*sample.patrols, *_impossible(sample)], key=lambda row: (row.visited_on, row.thana, row.from_time)
    )
    _misplace(sample)
    _copy_from_neighbour(sample.squad_days, sample.seed)
    _heap(sample.programmes, sample.seed)
    _shorten(sample.inspections, sample.seed)


def enter_in_bulk(thana: str, cases: Sequence[Case]) -> None:
    """Where planted, all cases of three weeks are entered on one day, none sooner than a week after receipt.

    What follows the entry comes as much later.
    """
    entry = troubled("bulk_late_entry").get(thana)
    for case in cases:
        if entry and entry["first_day"] <= case.received_on <= entry["last_day"]:  # type: ignore[operator]  # dates, by the answer key
            entered_on = _bulk_day(case.received_on, entry["last_day"])  # type: ignore[arg-type]
            _close_later(case, entered_on - case.entered_on)
            case.entered_on = entered_on


def _close_later(case: Case, delay: timedelta) -> None:
    closed_on = case.closed_on + delay if case.closed_on else None
    if closed_on is None or closed_on > LAST_DAY:
        case.closed_on, case.outcome, case.reopened_on = None, "", None
        return
    reopened_on = case.reopened_on + delay if case.reopened_on else None
    case.closed_on = closed_on
    case.reopened_on = reopened_on if reopened_on and reopened_on <= LAST_DAY else None


def _bulk_day(received_on: date, last_day: date) -> date:
    """The first day of bulk entry a week or more after receipt; the last of them is a week after the trouble's end."""
    last_bulk_day = last_day + BULK_LEAST
    n_before = (last_bulk_day - received_on - BULK_LEAST) // BULK_EVERY
    return last_bulk_day - n_before * BULK_EVERY


def _visits(sample: Sample, kind: str) -> Iterator[tuple[Chance, list[Patrol]]]:
    """For each thana with a trouble of this kind: a stream of its own, and its visits of the trouble's days."""
    for thana, entry in troubled(kind).items():
        yield (
            chance_for(sample.seed, kind, thana),
            [r for r in sample.patrols if r.thana == thana and entry["first_day"] <= r.visited_on <= entry["last_day"]],  # type: ignore[operator]  # dates
        )


def _copy_visits(sample: Sample) -> None:
    for chance, rows in _visits(sample, "copied_visits"):
        pattern = replace(rows[0], firs=0, arrests=0)
        for row in rows[1:]:
            if chance.happens(SHARE_COPIED_VISITS):
                for name in COPIED_FIELDS:
                    setattr(row, name, getattr(pattern, name))


def _repeat_times(sample: Sample) -> None:
    """The first visit of a day is always at nine, the first of an evening at six; small hours stay as they are."""
    for _chance, rows in _visits(sample, "repeated_times"):
        parts: dict[tuple[date, tuple[time, ...]], list[Patrol]] = defaultdict(list)
        for row in rows:
            if row.from_time >= time(6):
                parts[row.visited_on, DAY_STARTS if row.from_time < time(18) else EVENING_STARTS].append(row)
        for (day, starts), visits in parts.items():
            for row, start in zip(sorted(visits, key=lambda row: row.from_time), starts, strict=False):
                row.from_time, row.to_time = start, (datetime.combine(day, start) + HALF_AN_HOUR).time()


def _impossible(sample: Sample) -> list[Patrol]:
    """Visits far away, added to the true ones: begun while the squad is still where it was, or minutes after."""
    by_code = {place.code: place for place in sample.places}
    added = []
    for chance, rows in _visits(sample, "impossible_visits"):
        for row in rows:
            far = [place for place in sample.places if _is_far(place, by_code[row.place])]
            if time(6) <= row.from_time < time(22) and chance.happens(SHARE_ADDED):
                added.append(_elsewhere(chance, row, chance.choice(far)))
    return added


def _is_far(place: Place, other: Place) -> bool:
    """A place of the same district that a squad would visit once a week, 12 to 40 km away."""
    is_weekly = place.required_visits_a_week == 1 and place.district == other.district
    return is_weekly and FAR_KM[0] <= km_apart(place, other) <= FAR_KM[1]


def _elsewhere(chance: Chance, row: Patrol, place: Place) -> Patrol:
    still_there = chance.happens(0.5)
    start = datetime.combine(row.visited_on, row.from_time if still_there else row.to_time)
    start += timedelta(minutes=chance.randint(5, 12) if still_there else chance.randint(2, 7))
    persons = chance.whole(13, 6) + 1
    return replace(
        row,
        place=place.code,
        from_time=start.time(),
        to_time=(start + timedelta(minutes=chance.randint(18, 32))).time(),
        persons_checked=persons,
        warned=min(chance.poisson(persons * 0.3), persons - 1),
        firs=0,
        arrests=0,
        lat=None,
        lon=None,
    )


def _misplace(sample: Sample) -> None:
    """Where visits are impossible, positions are told more often, every second of them kilometres from the place."""
    by_code = {place.code: place for place in sample.places}
    for chance, rows in _visits(sample, "impossible_visits"):
        for row in rows:
            if chance.happens(SHARE_WITH_POSITION):
                place, away = by_code[row.place], 0.03 if chance.happens(SHARE_FAR) else 0.0003
                row.lat, row.lon = round(place.lat + away * chance.uniform(1, 2), 5), round(place.lon - away, 5)


def _copy_from_neighbour(rows: Sequence[SquadDay], seed: int) -> None:
    by_key = {(row.thana, row.day): row for row in rows}
    for thana, entry in troubled("copied_from_neighbour").items():
        chance = chance_for(seed, "copied_from_neighbour", thana)
        for row in rows:
            is_then = row.thana == thana and entry["first_day"] <= row.day <= entry["last_day"]  # type: ignore[operator]  # dates
            if is_then and chance.happens(SHARE_COPIED_DAYS):
                other = by_key[str(entry["copied_from"]), row.day]
                for name in ("places_checked", *PUBLISHED):
                    setattr(row, name, getattr(other, name))


def _heap(rows: Sequence[Programme], seed: int) -> None:
    for thana, entry in troubled("heaped_counts").items():
        chance = chance_for(seed, "heaped_counts", thana)
        for row in rows:
            is_then = row.thana == thana and entry["first_day"] <= row.held_on <= entry["last_day"]  # type: ignore[operator]  # dates
            if is_then and chance.happens(SHARE_HEAPED):
                for name in HEAPED_FIELDS:
                    setattr(row, name, 5 * round(getattr(row, name) / 5))


def _shorten(rows: Sequence[Inspection], seed: int) -> None:
    for thana, entry in troubled("short_remarks").items():
        chance = chance_for(seed, "short_remarks", thana)
        for row in rows:
            is_then = row.thana == thana and entry["first_day"] <= row.inspected_on <= entry["last_day"]  # type: ignore[operator]  # dates
            if is_then and chance.happens(SHARE_SHORT):
                row.remark = chance.choice(SHORT)
