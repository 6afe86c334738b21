"""The register of each Kendra: who came when, for what, and how the matter went on. Nobody's identity, ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sample_data.days import FIRST_DAY, LAST_DAY, busyness, days_between
from sample_data.reference import Thana, district_of, review_days
from sample_data.rows import Case, Moment, day_of
from sample_data.temper import Chance, Kendra, chance_for, kendra, troubled

CATEGORY = {
    "domestic": 45, "dowry": 10, "elopement": 7, "missing": 5, "street_harassment": 8, "stalking": 4, "cyber": 12,
    "neighbour_dispute": 6, "sexual_offence": 1.8, "pocso": 1.2, "other": 2,
}  # fmt: skip
CHANNEL = {
    "walk_in": 52, "call_112": 12, "igrs_1076": 11, "call_1090": 8, "call_181": 5, "chaupal": 5, "pink_booth": 3,
    "school_box": 2, "other": 2,
}  # fmt: skip
AGE_BAND = {"under_18": 6, "18_25": 31, "26_40": 42, "41_60": 17, "over_60": 4}
YOUNG = {"under_18": 28, "18_25": 66, "26_40": 6}
SERIOUS = ("sexual_offence", "pocso")
MUST_REGISTER = (*SERIOUS, "stalking")
MUST_REGISTER_FOUND, MUST_REGISTER_WHERE_PLANTED = 0.993, 0.22
FIR_FOUND_NECESSARY = {
    "dowry": 0.17,
    "domestic": 0.035,
    "street_harassment": 0.1,
    "cyber": 0.07,
    "missing": 0.12,
}
# In a hundred: entered on the day of receipt, the day after, two days after.
ENTERED_AFTER = {"meerut": (89, 8, 3), "bulandshahr": (80, 11, 9), "baghpat": (93, 6, 1), "hapur": (88, 9, 3)}
OUTCOME = {"settled": 46, "counselling_only": 28, "referred": 12, "not_substantiated": 7, "withdrawn": 5, "other": 2}
# The number of a real FIR would lead to a real woman, so the sample's says what it is.
SAMPLE_FIR_NO = "नमूना/{:04d}"
SUNDAY = 6
REVIEW_DAYS = tuple(date.fromisoformat(day) for day in review_days())


@dataclass(frozen=True)
class Desk:
    """One Kendra at work: its habits, its stream of chance, and the troubles planted there."""

    kendra: Kendra
    chance: Chance
    holds_firs_back: bool
    closes_before_reviews: bool
    closes_serious: bool


def cases_of(seed: int, thana: Thana) -> list[Case]:
    """Every case of one thana in order of receipt, not yet numbered."""
    desk = Desk(
        kendra(seed, thana),
        chance_for(seed, "cases", thana.code),
        thana.code in troubled("fir_held_back"),
        thana.code in troubled("closures_bunched"),
        thana.code in troubled("serious_closed"),
    )
    a_day = desk.kendra.cases_a_month / 30.4
    return [
        new_case(desk, day)
        for day in days_between(FIRST_DAY, LAST_DAY)
        for _ in range(desk.chance.poisson(a_day * busyness(day)))
    ]


def desk_without_troubles(seed: int, thana: Thana, purpose: str) -> Desk:
    return Desk(kendra(seed, thana), chance_for(seed, purpose, thana.code), False, False, False)


def new_case(desk: Desk, day: date) -> Case:
    case = first_entry(desk.chance, desk.kendra.thana, day)
    _hear(desk.chance, case)
    _find_fir_necessary(desk, case)
    _close(desk, case)
    return case


def first_entry(chance: Chance, thana: Thana, day: date) -> Case:
    """What the desk writes when the woman is heard first; entered the same day mostly, two days later at worst."""
    category = chance.one_of(CATEGORY)
    alleged_false = category not in SERIOUS and chance.happens(0.03)
    return Case(
        thana=thana.code,
        received_on=day,
        entered_on=_within(day + timedelta(days=chance.choices((0, 1, 2), ENTERED_AFTER[thana.district])[0])) or day,
        channel=chance.one_of(CHANNEL),
        category=category,
        age_band=_age_band(chance, category),
        injured=category in ("domestic", "dowry") and chance.happens(0.03),
        high_risk=category in ("domestic", "dowry", "stalking", *SERIOUS) and chance.happens(0.07),
        alleged_false=alleged_false,
        counselling_needed=alleged_false or category == "elopement" or chance.happens(_counselling_share(category)),
    )


def _age_band(chance: Chance, category: str) -> str:
    if category == "pocso":
        return "under_18"
    return chance.one_of(YOUNG if category in ("elopement", "missing") else AGE_BAND)


def _counselling_share(category: str) -> float:
    if category in SERIOUS:
        return 0.5
    return 0.94 if category in ("domestic", "dowry") else 0.72


def _hear(chance: Chance, case: Case) -> None:
    case.heard_on = _within(case.received_on + timedelta(days=chance.choices((0, 1, 2, 3, 5), (55, 22, 12, 7, 4))[0]))
    case.preventive_action = case.category in ("street_harassment", "stalking", "domestic") and chance.happens(0.09)
    if case.category in ("dowry", "neighbour_dispute") and case.heard_on and chance.happens(0.05):
        case.enquiry_opened_on = case.heard_on


def _find_fir_necessary(desk: Desk, case: Case) -> None:
    chance = desk.chance
    is_at_once = is_must_register(case)
    if not chance.happens(_share_found_necessary(desk, case, is_at_once)):
        return
    seen_on = case.received_on if is_at_once else case.heard_on
    if seen_on is None or seen_on > LAST_DAY:
        return
    needed_at = datetime.combine(seen_on, time(chance.randint(10, 18), chance.randint(1, 59)))
    registered_at = _registered_at(desk, needed_at)
    case.fir_needed_on, case.fir_registered_on = _as_written(chance, needed_at, registered_at)
    if registered_at is None:
        return
    case.fir_no = SAMPLE_FIR_NO.format(chance.randint(1, 900))


def is_must_register(case: Case) -> bool:
    return case.category in MUST_REGISTER or case.injured


def _share_found_necessary(desk: Desk, case: Case, is_at_once: bool) -> float:
    if is_at_once:
        return MUST_REGISTER_WHERE_PLANTED if desk.closes_serious else MUST_REGISTER_FOUND
    return FIR_FOUND_NECESSARY.get(case.category, 0.01)


def _registered_at(desk: Desk, needed_at: datetime) -> datetime | None:
    chance = desk.chance
    if desk.holds_firs_back:
        delay = None if chance.happens(0.35) else timedelta(days=chance.randint(6, 20), minutes=chance.randint(5, 400))
    elif chance.happens(desk.kendra.temper.fir_in_a_day):
        delay = timedelta(minutes=chance.randint(25, 8 * 60) if chance.happens(0.8) else chance.randint(481, 23 * 60))
    else:
        delay = None if chance.happens(0.2) else timedelta(minutes=chance.randint(25 * 60, 140 * 60))
    if delay is None or (needed_at + delay).date() > LAST_DAY:
        return None
    registered_at = needed_at + delay
    # Midnight to the minute reads as "no time was written", so the sample never uses it.
    return registered_at if registered_at.time() != time() else registered_at + timedelta(minutes=1)


def _as_written(chance: Chance, needed_at: datetime, registered_at: datetime | None) -> tuple[Moment, Moment | None]:
    """Seven in a hundred write the day alone: both days, or only that of the need."""
    if not chance.happens(0.07):
        return needed_at, registered_at
    if registered_at is None or chance.happens(0.5):
        return needed_at.date(), registered_at
    return needed_at.date(), registered_at.date()


def _close(desk: Desk, case: Case) -> None:
    chance = desk.chance
    has_fir = case.fir_registered_on is not None
    if case.fir_needed_on is not None and not has_fir and chance.happens(0.9 if is_must_register(case) else 0.5):
        return
    start = day_of(case.fir_registered_on) or case.heard_on or case.received_on
    days = 2 + round(chance.expovariate(1 / (desk.kendra.temper.days_open + (2 if has_fir else 0))))
    if case.category == "dowry" and chance.happens(0.045):
        days += chance.randint(35, 62)  # The two-month cooling period: lawful pendency.
    elif chance.happens(0.003):
        days += chance.randint(50, 120)
    closed_on = start + timedelta(days=days)
    if closed_on.weekday() == SUNDAY and chance.happens(0.5):
        closed_on += timedelta(days=1)
    if desk.closes_before_reviews and chance.happens(0.85):
        closed_on = _just_before_a_review(chance, closed_on)
    case.closed_on = _within(closed_on)
    if case.closed_on is None:
        return
    case.outcome = "fir" if has_fir else chance.one_of(OUTCOME)
    if chance.happens(0.0006):
        case.reopened_on = _within(case.closed_on + timedelta(days=chance.randint(4, 25)))


def _just_before_a_review(chance: Chance, day: date) -> date:
    review = next((review for review in REVIEW_DAYS if review > day), None)
    return review - timedelta(days=chance.randint(1, 2)) if review else day


def _within(day: date) -> date | None:
    return day if day <= LAST_DAY else None


def number(cases: list[Case]) -> list[Case]:
    """The cases of one thana in the order of the register, each with the thana's next number of its year."""
    serials: dict[int, int] = {}
    ordered = sorted(cases, key=lambda case: case.received_on)
    for case in ordered:
        if case.fault != "unique_no_missing" and not case.unique_no:
            year = case.received_on.year
            serials[year] = serials.get(year, 0) + 1
            case.unique_no = f"MSK/{district_of()[case.thana].upper()}/{case.thana.upper()}/{year}/{serials[year]:04d}"
    return ordered
