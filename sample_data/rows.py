"""The sample's truth: one plain row for each thing that happened, named as the fields of the returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from sample_data.days import Delivery, Period
from sample_data.reference import Place, Thana

Moment = date | datetime
Texts = dict[str, str]


def day_of(moment: Moment | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


@dataclass(slots=True, kw_only=True)
class Row:
    """What every row may carry besides its fields.

    `fault` names why the row must be kept out of the numbers (empty for a good row); `odd` holds cells that are
    written otherwise than the truth would be; `n_repeats` says how often the line stands in the file once more.
    """

    thana: str
    fault: str = ""
    odd: Texts | None = None
    n_repeats: int = 0


@dataclass(slots=True, kw_only=True)
class Case(Row):
    received_on: date
    entered_on: date
    channel: str
    category: str
    age_band: str
    counselling_needed: bool
    unique_no: str = ""
    injured: bool = False
    high_risk: bool = False
    heard_on: date | None = None
    alleged_false: bool = False
    fir_needed_on: Moment | None = None
    fir_registered_on: Moment | None = None
    fir_no: str = ""
    enquiry_opened_on: date | None = None
    final_report_on: date | None = None
    preventive_action: bool = False
    closed_on: date | None = None
    outcome: str = ""
    reopened_on: date | None = None
    incident_on: date | None = None
    plan_approved_on: date | None = None
    has_identity: bool = True
    has_mobile: bool = True
    has_address: bool = True
    closure_told_on: date | None = None  # where it was written up days after it happened


@dataclass(slots=True, kw_only=True)
class Session(Row):
    unique_no: str
    session_no: int
    held_on: date
    dimension: str
    status: str
    present: tuple[str, ...] = ()
    outcome: str = ""
    next_on: date | None = None
    counsellor_kind: str = "police"
    reason: str = ""
    note: str = ""


@dataclass(slots=True, kw_only=True)
class Inspection(Row):
    inspected_on: date
    inspector_rank: str
    separate_room: str = "yes"
    computer: str = "yes"
    womens_toilet: str = "yes"
    counselling_space: str = "yes"
    registers_complete: str = "yes"
    helplines_displayed: str = "yes"
    roster_displayed: str = "yes"
    unique_numbers_given: str = "yes"
    feedback_calls_made: str = "yes"
    defects_found: int = 0
    defect_codes: tuple[str, ...] = ()
    defects_due_on: date | None = None
    defects_closed_on: date | None = None
    remark: str = ""


@dataclass(slots=True, kw_only=True)
class Patrol(Row):
    visited_on: date
    from_time: time
    to_time: time
    place: str
    persons_checked: int
    warned: int
    parents_called: int
    red_cards: int
    preventive: int
    firs: int
    arrests: int
    officers: int
    women_officers: int | None
    squad: str = ""
    briefed: bool = True
    body_camera: bool = True
    complaints_against_squad: int = 0
    lat: float | None = None
    lon: float | None = None


@dataclass(slots=True, kw_only=True)
class SquadDay(Row):
    day: date
    places_checked: int
    persons_checked: int
    warned: int
    preventive: int
    firs: int
    arrests: int
    vehicles_checked: int
    black_films: int
    hooters: int
    beacons: int
    caste_words: int
    number_plates: int
    mv_challans: int
    vehicles_seized: int


@dataclass(slots=True, kw_only=True)
class Programme(Row):
    held_on: date
    venue_kind: str
    venue: str
    departments: tuple[str, ...]
    women: int
    men: int
    girls: int
    boys: int
    pamphlets: int
    folders: int
    helplines: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    victims_met: int = 0
    families_counselled: int = 0
    self_defence: bool = False


@dataclass(slots=True, kw_only=True)
class Referral(Row):
    unique_no: str
    partner: str
    sent_on: date
    letter_no: str = ""
    acknowledged_on: date | None = None
    service_received_on: date | None = None
    status: str = "sent"


@dataclass(slots=True, kw_only=True)
class Call(Row):
    unique_no: str
    called_on: date
    caller: str
    result: str
    recontacted_on: date | None = None


@dataclass(slots=True, kw_only=True)
class Circular(Row):
    """A circular in one district; no thana's own, so that `thana` is blank."""

    district: str
    circular_no: str
    issued_by: str
    issued_on: date
    subject: str
    due_on: date
    complied_on: date | None = None
    evidence_ref: str = ""
    status: str = "pending"


@dataclass(slots=True, kw_only=True)
class Capacity(Row):
    month: date
    incharge_rank: str
    incharge_woman: bool
    sub_inspectors: int
    constables: int
    women_constables: int
    home_guards: int
    counsellors: int
    room: bool
    computer: bool
    printer: bool
    womens_toilet: bool
    counselling_space: bool
    monthly_plan_filed: bool = True
    repeat_offenders: int = 0
    dossiers_updated: int = 0


@dataclass(frozen=True, slots=True)
class Filing:
    """One return of one district for one period: whose it is, when it came, and whether the gate must hold it.

    A correction tells a period once more that an earlier filing told.
    """

    return_name: str
    district: str
    thanas: frozenset[str]
    period: Period
    delivery: Delivery
    is_held: bool
    is_correction: bool = False

    @property
    def received_at(self) -> datetime:
        return self.delivery.received_at


@dataclass(slots=True)
class Sample:
    """Everything that happened in the sample, and every return that was filed about it."""

    seed: int
    thanas: tuple[Thana, ...]
    places: tuple[Place, ...]
    cases: list[Case] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)
    patrols: list[Patrol] = field(default_factory=list)
    squad_days: list[SquadDay] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    circulars: list[Circular] = field(default_factory=list)
    capacity: list[Capacity] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
