"""Awareness programmes: about fifty a Kendra a month, some held jointly with other departments."""

from __future__ import annotations

from datetime import date

from sample_data.days import FIRST_DAY, LAST_DAY, busyness, days_between, is_navratri
from sample_data.reference import Thana
from sample_data.rows import Programme
from sample_data.temper import Chance, chance_for, kendra, troubled

PROGRAMMES_A_MONTH = 50
OTHER_DEPARTMENTS = {
    "women_child_development": 30, "education": 26, "panchayati_raj": 14, "rural_development": 10, "health": 10,
    "social_welfare": 9, "transport": 5, "public_relations": 5, "revenue": 3,
}  # fmt: skip
HELPLINES = ("1090", "112", "181", "1098", "1076", "1930")
SCHEMES = ("kanya_sumangala", "widow_pension", "srlm", "one_stop_centre")
# Venues are bodies and numbers, never a school's or a person's name: the number is enough to tell two apart.
VENUE = {
    "gram_panchayat": ("ग्राम पंचायत {}", "Gram Panchayat {}"),
    "ward": ("वार्ड {}", "Ward {}"),
    "school": ("विद्यालय {}", "School {}"),
    "college": ("महाविद्यालय {}", "College {}"),
    "pandal_mela": ("पंडाल {}", "Pandal {}"),
    "public_place": ("सार्वजनिक स्थल {}", "Public place {}"),
}
N_VENUES = {"ward": 24, "school": 18, "college": 4, "pandal_mela": 3, "public_place": 9}


def programmes_of(seed: int, thana: Thana) -> list[Programme]:
    """Every programme of one Kendra; fewer on Sundays and in the school holidays."""
    chance, joint = chance_for(seed, "awareness", thana.code), kendra(seed, thana).temper.joint
    a_day = PROGRAMMES_A_MONTH / 30.4 * chance.uniform(0.86, 1.14)
    rows = [
        _programme(chance, thana, day, joint)
        for day in days_between(FIRST_DAY, LAST_DAY)
        for _ in range(chance.poisson(a_day * (0.55 if day.weekday() == 6 else 1.07) * (0.9 + 0.1 * busyness(day))))
    ]
    return _copied(chance, thana, rows)


def _programme(chance: Chance, thana: Thana, day: date, joint: float) -> Programme:
    kind = chance.one_of(_kinds(thana, day))
    is_school = kind in ("school", "college")
    return Programme(
        thana=thana.code,
        held_on=day,
        venue_kind=kind,
        venue=venue_name(thana, kind, _venue_number(chance, thana, kind)),
        departments=_departments(chance, joint),
        women=chance.whole(13 if is_school else 30, 8),
        men=chance.whole(9, 4),
        girls=chance.whole(42 if is_school else 9, 8),
        boys=chance.whole(14 if is_school else 5, 4),
        pamphlets=chance.whole(23, 8),
        folders=chance.whole(6, 3),
        helplines=chance.some_of(HELPLINES, chance.randint(2, 5)),
        schemes=chance.some_of(SCHEMES, chance.randint(1, 3)),
        victims_met=chance.poisson(0.2),
        families_counselled=chance.poisson(0.4),
        self_defence=is_school and chance.happens(0.2),
    )


def _kinds(thana: Thana, day: date) -> dict[str, float]:
    """Villages for a rural thana, wards for a town one (which now and then goes to a village all the same)."""
    schools = 0.0 if day.weekday() == 6 else 6.0 if day.month == 6 else 26.0
    return {
        "gram_panchayat": 40.0 if thana.n_gram_panchayats else 1.5,
        "ward": 3.0 if thana.n_gram_panchayats else 40.0,
        "school": schools,
        "college": schools / 6,
        "pandal_mela": 12.0 if is_navratri(day) else 0.0,
        "public_place": 15.0,
    }


def _venue_number(chance: Chance, thana: Thana, kind: str) -> int:
    """Near villages see more programmes than far ones, so a quarter leaves some unreached."""
    n_venues = (thana.n_gram_panchayats or 6) if kind == "gram_panchayat" else N_VENUES[kind]
    if kind == "gram_panchayat" and (entry := troubled("panchayats_never_reached").get(thana.code)):
        n_venues = int(entry["n_reached"])  # type: ignore[call-overload]  # a number, by the answer key
    return 1 + int(n_venues * chance.random() ** 2.2)


def venue_name(thana: Thana, kind: str, number: int) -> str:
    hindi, english = VENUE[kind]
    return (english if thana.district == "bulandshahr" else hindi).format(number)


def _departments(chance: Chance, joint: float) -> tuple[str, ...]:
    if not chance.happens(joint):
        return ("police",)
    return tuple(dict.fromkeys(["police", *(chance.one_of(OTHER_DEPARTMENTS) for _ in range(chance.randint(1, 3)))]))


def _copied(chance: Chance, thana: Thana, rows: list[Programme]) -> list[Programme]:
    """The copy-paste Kendra reports one and the same programme day after day."""
    entry = troubled("copy_paste").get(thana.code)
    if entry is None:
        return rows
    days = days_between(entry["first_day"], entry["last_day"])  # type: ignore[arg-type]  # dates, by the answer key
    pattern = _programme(chance, thana, days[0], joint=1.0)
    names = [name for name in Programme.__dataclass_fields__ if name != "held_on"]
    copies = [Programme(held_on=day, **{name: getattr(pattern, name) for name in names}) for day in days]
    return [row for row in rows if not days[0] <= row.held_on <= days[-1]] + copies
