"""The counselling register: one row a session, seven dimensions for each woman who needs it."""

from __future__ import annotations

from datetime import date, timedelta

from sample_data.days import LAST_DAY
from sample_data.reference import Thana
from sample_data.rows import Case, Session
from sample_data.temper import Chance, Temper, chance_for, kendra

# How often a dimension does not apply; psychosocial support always does.
NOT_APPLICABLE = {
    "psychosocial": 0.0, "legal": 0.12, "medical": 0.55, "family_mediation": 0.24, "safety": 0.1,
    "rehabilitation": 0.5, "scheme_linkage": 0.3,
}  # fmt: skip
REASON = {"not_relevant": 70, "declined": 22, "elsewhere": 8}
# Neutral phrases only: a note must not be able to point to anybody.
NOTES = (
    "बात शान्ति से सुनी गई, अगली तिथि दी गई",
    "आवश्यक जानकारी दी गई, योजना पर चर्चा हुई",
    "दोनों पक्षों को समझाया गया, पुनः बैठक तय हुई",
    "सहायता के विकल्प बताए गए और सहमति से आगे की योजना बनी",
    "सुरक्षा के उपाय समझाए गए, हेल्पलाइन की जानकारी दी गई",
)


def sessions_of(seed: int, thana: Thana, cases: list[Case]) -> list[Session]:
    """Every session held for the accepted cases of one thana."""
    chance, temper = chance_for(seed, "counselling", thana.code), kendra(seed, thana).temper
    return [
        session
        for case in cases
        if case.counselling_needed and not case.fault
        for session in _sessions_for(chance, temper, case)
    ]


def _sessions_for(chance: Chance, temper: Temper, case: Case) -> list[Session]:
    if chance.happens(0.006):
        return []
    first_on = case.entered_on + timedelta(days=_days_to_first(chance, temper))
    plan = _plan(chance, temper, case, first_on)
    if chance.happens(0.04):
        plan.insert(0, ("psychosocial", first_on - timedelta(days=1), "no_show"))
    held = sorted((line for line in plan if case.entered_on <= line[1] <= LAST_DAY), key=lambda line: line[1])
    return [
        _session(chance, case, number, dimension, held_on, status)
        for number, (dimension, held_on, status) in enumerate(held, start=1)
    ]


def _days_to_first(chance: Chance, temper: Temper) -> int:
    if chance.happens(temper.first_session):
        return chance.choices((0, 1, 2, 3), (22, 34, 26, 18))[0]
    return chance.randint(4, 9)


def _plan(chance: Chance, temper: Temper, case: Case, first_on: date) -> list[tuple[str, date, str]]:
    """Dimension, day and status of each session; two to four sittings, the last within 15 days of entry mostly."""
    room = max(1, 15 - (first_on - case.entered_on).days)
    sittings = [first_on] + sorted(
        first_on + timedelta(days=chance.randint(1, room)) for _ in range(chance.randint(1, 3))
    )
    plan = []
    for dimension, share in NOT_APPLICABLE.items():
        status = "not_applicable" if chance.happens(share) else "done"
        plan.append((dimension, first_on if dimension == "psychosocial" else chance.choice(sittings), status))
    if not chance.happens(temper.all_dimensions):
        _delay(chance, plan, case)
    return plan


def _delay(chance: Chance, plan: list[tuple[str, date, str]], case: Case) -> None:
    """One or two dimensions come after the fifteenth day, or never."""
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(1, len(plan))
        dimension, _held_on, status = plan[place]
        if chance.happens(0.35):
            del plan[place]
        else:
            plan[place] = (dimension, case.entered_on + timedelta(days=chance.randint(16, 32)), status)


def _session(chance: Chance, case: Case, number: int, dimension: str, held_on: date, status: str) -> Session:
    is_done = status == "done"
    return Session(
        thana=case.thana,
        unique_no=case.unique_no,
        session_no=number,
        held_on=held_on,
        dimension=dimension,
        status=status,
        present=("woman", "other_party") if dimension == "family_mediation" and is_done else ("woman",),
        outcome=chance.one_of({"continuing": 62, "settled": 24, "referred": 14}) if is_done else "",
        next_on=held_on + timedelta(days=chance.randint(2, 7)) if is_done and chance.happens(0.7) else None,
        counsellor_kind="professional" if chance.happens(0.3) else "police",
        reason=chance.one_of(REASON) if status == "not_applicable" else "",
        note=chance.choice(NOTES) if is_done else "",
    )
