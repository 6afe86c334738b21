"""The counselling register: one row a session, seven dimensions for each woman who needs it, dates while it is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sample_data.days import LAST_DAY
from sample_data.next_dates import Diary, diary
from sample_data.notes import Notebook, notebook
from sample_data.reference import Thana
from sample_data.referrals import is_eligible
from sample_data.rows import Case, Referral, Session
from sample_data.temper import Chance, Temper, chance_for, kendra, troubled

# How often a dimension does not apply; psychosocial support always does, schemes to those who are eligible.
NOT_APPLICABLE = {
    "psychosocial": 0.0, "legal": 0.12, "medical": 0.55, "family_mediation": 0.24, "safety": 0.1,
    "rehabilitation": 0.5, "scheme_linkage": 0.0,
}  # fmt: skip
REASON = {"not_relevant": 70, "declined": 22, "elsewhere": 8}
FOLLOW_UP = {"psychosocial": 60, "family_mediation": 25, "legal": 15}
SELDOM_RECORDED = ("legal", "medical", "scheme_linkage")  # where gaps are planted
SHELTER = "nari_sanrakshan_grih"


class Line(NamedTuple):
    """One session of a plan."""

    dimension: str
    held_on: date
    status: str


@dataclass(frozen=True)
class Room:
    """One Kendra's counselling room: its habits, its streams of chance, and the women it sent to a shelter."""

    seed: int
    chance: Chance
    temper: Temper
    diary: Diary
    notebook: Notebook
    sheltered_on: Mapping[str, date]
    has_gaps: bool


def sessions_of(seed: int, thana: Thana, cases: list[Case], referrals: Sequence[Referral]) -> list[Session]:
    """Every session held for the accepted cases of one thana, whose referrals are given."""
    room = Room(
        seed,
        chance_for(seed, "counselling", thana.code),
        kendra(seed, thana).temper,
        diary(seed, thana),
        notebook(seed, thana),
        {row.unique_no: row.sent_on for row in referrals if row.partner == SHELTER},
        thana.code in troubled("counselling_gaps"),
    )
    return [
        session for case in cases if case.counselling_needed and not case.fault for session in _sessions_for(room, case)
    ]


def _sessions_for(room: Room, case: Case) -> list[Session]:
    if room.chance.happens(0.006):
        return []
    first_on = case.entered_on + timedelta(days=_days_to_first(room, case))
    plan = _plan(room, case, first_on)
    if room.chance.happens(0.04):
        plan.insert(0, Line("psychosocial", first_on - timedelta(days=1), "no_show"))
    agreed = room.diary.follow_ups(case, max(line.held_on for line in plan if line.status == "done"))
    plan += [_follow_up(room.chance, day) for day in agreed.kept]
    next_on = room.diary.next_dates([line.held_on for line in plan if line.status == "done"], agreed)
    held = sorted((line for line in plan if case.entered_on <= line.held_on <= LAST_DAY), key=lambda line: line.held_on)
    return [_session(room, case, number, line, next_on.get(line.held_on)) for number, line in enumerate(held, start=1)]


def _days_to_first(room: Room, case: Case) -> int:
    in_time = room.temper.first_session
    if case.high_risk and room.chance.happens(in_time - 0.03):
        return room.chance.randint(0, 1)
    if room.chance.happens(in_time):
        return room.chance.choices((0, 1, 2, 3), (22, 34, 26, 18))[0]
    return room.chance.randint(4, 9)


def _plan(room: Room, case: Case, first_on: date) -> list[Line]:
    """Dimension, day and status of each session; two to four sittings, the last within 15 days of entry mostly."""
    chance, days_left = room.chance, max(1, 15 - (first_on - case.entered_on).days)
    sittings = [first_on] + sorted(
        first_on + timedelta(days=chance.randint(1, days_left)) for _ in range(chance.randint(1, 3))
    )
    plan = []
    for dimension, share in NOT_APPLICABLE.items():
        is_out = not is_eligible(room.seed, case) if dimension == "scheme_linkage" else chance.happens(share)
        is_first = dimension == "psychosocial" or (dimension == "safety" and case.high_risk)
        status = "not_applicable" if is_out and not is_first else "done"
        plan.append(Line(dimension, first_on if is_first else chance.choice(sittings), status))
    if not chance.happens(room.temper.all_dimensions):
        _delay(chance, plan, case)
    return _with_shelter(room, case, _with_gaps(room, plan, case))


def _delay(chance: Chance, plan: list[Line], case: Case) -> None:
    """One or two dimensions come after the fifteenth day, or never."""
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(1, len(plan))
        if chance.happens(0.35):
            del plan[place]
        else:
            plan[place] = _late(chance, plan[place], case)


def _late(chance: Chance, line: Line, case: Case) -> Line:
    return line._replace(held_on=case.entered_on + timedelta(days=chance.randint(16, 32)))


def _with_gaps(room: Room, plan: list[Line], case: Case) -> list[Line]:
    """Where gaps are planted, half of the women miss three dimensions: they come late, or never."""
    if not room.has_gaps or not room.chance.happens(0.52):
        return plan
    kept = [line for line in plan if line.dimension not in SELDOM_RECORDED or room.chance.happens(0.6)]
    return [_late(room.chance, line, case) if line.dimension in SELDOM_RECORDED else line for line in kept]


def _with_shelter(room: Room, case: Case, plan: list[Line]) -> list[Line]:
    """A woman in a shelter is mostly met again there within the month, to plan what comes after."""
    sent_on = room.sheltered_on.get(case.unique_no)
    if sent_on is None or not room.chance.happens(0.84):
        return plan
    return [*plan, Line("rehabilitation", sent_on + timedelta(days=room.chance.randint(2, 24)), "done")]


def _follow_up(chance: Chance, day: date) -> Line:
    return Line(chance.one_of(FOLLOW_UP), day, "no_show" if chance.happens(0.05) else "done")


def _session(room: Room, case: Case, number: int, line: Line, next_on: date | None) -> Session:
    chance, is_done = room.chance, line.status == "done"
    return Session(
        thana=case.thana,
        unique_no=case.unique_no,
        session_no=number,
        held_on=line.held_on,
        dimension=line.dimension,
        status=line.status,
        present=("woman", "other_party") if line.dimension == "family_mediation" and is_done else ("woman",),
        outcome=chance.one_of({"continuing": 62, "settled": 24, "referred": 14}) if is_done else "",
        next_on=next_on if is_done else None,
        counsellor_kind="professional" if chance.happens(0.3) else "police",
        reason=chance.one_of(REASON) if line.status == "not_applicable" else "",
        note=room.notebook.note(line.dimension) if is_done else "",
    )
