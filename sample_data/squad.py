"""The squads' daily counts; over the 30-day campaign they add up to the range's own published return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sample_data.days import CONTROL_LAST_DAY, FIRST_DAY, LAST_DAY, busyness, days_between
from sample_data.reference import Thana
from sample_data.rows import SquadDay
from sample_data.temper import Chance, chance_for, troubled

# The range's published return of 22 Sep - 21 Oct 2025 (meerutreport.com/?p=20940).
PUBLISHED = {
    "persons_checked": 405176, "firs": 508, "arrests": 665, "warned": 315230, "preventive": 7215,
    "vehicles_checked": 405946, "black_films": 6417, "hooters": 1230, "beacons": 606, "caste_words": 12717,
    "number_plates": 10690, "mv_challans": 44958, "vehicles_seized": 886,
}  # fmt: skip
DRIVE = tuple(PUBLISHED)[5:]


@dataclass(frozen=True)
class Cell:
    """One thana on one day, and how much happens there against an average one."""

    thana: str
    day: date
    weight: float


def squad_days_of(seed: int, thanas: tuple[Thana, ...]) -> list[SquadDay]:
    """One row for each thana and day of the sample."""
    chance = chance_for(seed, "squad")
    sizes = {thana.code: chance.uniform(0.62, 1.38) * (0.7 if thana.is_mahila else 1) for thana in thanas}
    cells = [
        Cell(code, day, size * busyness(day) * chance.uniform(0.82, 1.18))
        for day in days_between(FIRST_DAY, LAST_DAY)
        for code, size in sizes.items()
    ]
    n_control = len(thanas) * ((CONTROL_LAST_DAY - FIRST_DAY).days + 1)
    rows = _campaign(chance, cells[:n_control]) + [_ordinary(chance, cell) for cell in cells[n_control:]]
    return _copied(rows)


def _campaign(chance: Chance, cells: list[Cell]) -> list[SquadDay]:
    """The campaign's rows: each measure shared out so that its sum is the published figure to the digit."""
    persons = allot(PUBLISHED["persons_checked"], [cell.weight for cell in cells])
    shares = {
        name: allot(PUBLISHED[name], [cell.weight * chance.uniform(0.3, 1.7) ** 2 for cell in cells])
        for name in ("firs", "arrests", "preventive", *DRIVE[1:])
    }
    shares["vehicles_checked"] = allot(PUBLISHED["vehicles_checked"], [n * chance.uniform(0.85, 1.15) for n in persons])
    room = [n - arrested for n, arrested in zip(persons, shares["arrests"], strict=True)]
    wished = allot(PUBLISHED["warned"], [n * chance.uniform(0.6, 0.92) for n in room])
    shares |= {"persons_checked": persons, "warned": fit(wished, room)}
    return [
        _row(cell, _places(chance, persons[place]), {name: share[place] for name, share in shares.items()})
        for place, cell in enumerate(cells)
    ]


def _row(cell: Cell, places_checked: int, measures: dict[str, Any]) -> SquadDay:
    return SquadDay(thana=cell.thana, day=cell.day, places_checked=places_checked, **measures)


def _ordinary(chance: Chance, cell: Cell) -> SquadDay:
    """A day after the campaign: somewhat quieter, the same mix."""
    persons = chance.whole(158 * cell.weight, 14)
    mean = {name: PUBLISHED[name] / PUBLISHED["persons_checked"] * persons for name in PUBLISHED}
    arrests = min(chance.poisson(mean["arrests"]), persons)
    measures = {name: chance.whole(mean[name], mean[name] ** 0.5) for name in DRIVE[1:]} | {
        "persons_checked": persons,
        "warned": min(round(persons * chance.uniform(0.5, 0.84)), persons - arrests),
        "preventive": chance.poisson(mean["preventive"]),
        "firs": chance.poisson(mean["firs"]),
        "arrests": arrests,
        "vehicles_checked": chance.whole(persons, 12),
    }
    return _row(cell, _places(chance, persons), measures)


def _places(chance: Chance, persons: int) -> int:
    return max(1, round(persons / chance.uniform(6.5, 10.5)))


def _copied(rows: list[SquadDay]) -> list[SquadDay]:
    """The copy-paste Kendra repeats the figures of its first copied day, day after day."""
    pattern: dict[str, SquadDay] = {}
    copies = troubled("copy_paste")
    for row in rows:
        entry = copies.get(row.thana)
        if entry is None or not entry["first_day"] <= row.day <= entry["last_day"]:  # type: ignore[operator]  # dates, by the answer key
            continue
        first = pattern.setdefault(row.thana, row)
        first.firs, first.arrests = 0, 0
        for name in ("places_checked", *PUBLISHED):
            setattr(row, name, getattr(first, name))
    return rows


def allot(total: int, weights: list[float]) -> list[int]:
    """`total` shared out in whole numbers by weight: the largest remainders get what is left over."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], place))
    for place in order[: total - sum(shares)]:
        shares[place] += 1
    return shares


def fit(wished: list[int], room: list[int]) -> list[int]:
    """The same total with no share above its room; what does not fit goes where most room is left."""
    shares = [min(wish, most) for wish, most in zip(wished, room, strict=True)]
    left = sum(wished) - sum(shares)
    for place in sorted(range(len(room)), key=lambda place: (shares[place] - room[place], place)):
        if left == 0:
            break
        extra = min(left, room[place] - shares[place])
        shares[place] += extra
        left -= extra
    return shares
