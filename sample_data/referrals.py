"""Referrals of women to courts, centres and schemes: about a third of the cases, acknowledged and served or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sample_data.days import LAST_DAY
from sample_data.reference import Thana
from sample_data.rows import Case, Referral
from sample_data.temper import Chance, chance_for, troubled

PARTNER = {
    "one_stop_centre": 27, "dlsa": 17, "family_court": 14, "probation_officer": 8, "hospital": 8,
    "scheme_widow_pension": 6, "scheme_srlm": 6, "scheme_kanya_sumangala": 5, "nari_sanrakshan_grih": 4,
    "compensation": 3, "other": 2,
}  # fmt: skip
ROUTES_OF_A_CHILD = {"cwc": 58, "childline": 42}
SCHEMES = {
    "one_stop_centre": 45, "scheme_widow_pension": 20, "scheme_srlm": 20, "scheme_kanya_sumangala": 15,
}  # fmt: skip
SHARE_REFERRED, SHARE_TWICE, SHARE_ELIGIBLE = 0.19, 0.18, 0.2
# How often an eligible woman is linked with a scheme, a child is sent on the day itself, a partner acknowledges.
LINKED = {"meerut": 0.72, "bulandshahr": 0.54, "baghpat": 0.82, "hapur": 0.68}
SENT_AT_ONCE = {"meerut": 0.93, "bulandshahr": 0.8, "baghpat": 0.98, "hapur": 0.9}
ACKNOWLEDGED = {"meerut": (0.88, 0.97), "bulandshahr": (0.72, 0.88), "baghpat": (0.92, 0.98), "hapur": (0.84, 0.96)}
ACKNOWLEDGED_WHERE_PLANTED = 0.08
LETTER_NO = "पत्रांक-{}/{}"


@dataclass(frozen=True)
class Despatch:
    """How one Kendra refers, and how often its partners answer."""

    seed: int
    chance: Chance
    linked: float
    sent_at_once: float
    acknowledged: float


def referrals_of(seed: int, thana: Thana, cases: list[Case]) -> list[Referral]:
    """Every referral of the accepted cases of one thana."""
    chance = chance_for(seed, "referrals", thana.code)
    acknowledged = chance.uniform(*ACKNOWLEDGED[thana.district])
    if thana.code in troubled("referrals_unacknowledged"):
        acknowledged = ACKNOWLEDGED_WHERE_PLANTED
    desk = Despatch(seed, chance, LINKED[thana.district], SENT_AT_ONCE[thana.district], acknowledged)
    rows = [row for case in cases if not case.fault for row in _of_case(desk, case)]
    return [referral_at(row, LAST_DAY) for row in rows if row.sent_on <= LAST_DAY]


def is_eligible(seed: int, case: Case) -> bool:
    """Whether a scheme is open to her: her counselling then speaks of it, and a letter mostly follows."""
    return case.age_band != "under_18" and chance_for(seed, "eligible", case.unique_no).happens(SHARE_ELIGIBLE)


def _of_case(desk: Despatch, case: Case) -> list[Referral]:
    if case.age_band == "under_18":
        return _of_child(desk, case)
    chosen = {}
    if case.counselling_needed and is_eligible(desk.seed, case) and desk.chance.happens(desk.linked):
        chosen[desk.chance.one_of(SCHEMES)] = desk.chance.randint(0, 12)
    if desk.chance.happens(SHARE_REFERRED):
        for _ in range(2 if desk.chance.happens(SHARE_TWICE) else 1):
            chosen.setdefault(desk.chance.one_of(PARTNER), desk.chance.randint(0, 8))
    return [_referral(desk, case, partner, days) for partner, days in chosen.items()]


def _of_child(desk: Despatch, case: Case) -> list[Referral]:
    chance = desk.chance
    if not chance.happens(0.97):
        return []
    days = 0 if chance.happens(desk.sent_at_once) else chance.randint(1, 6)
    rows = [_referral(desk, case, chance.one_of(ROUTES_OF_A_CHILD), days)]
    return [*rows, _referral(desk, case, "hospital", days + 1)] if chance.happens(0.08) else rows


def _referral(desk: Despatch, case: Case, partner: str, days: int) -> Referral:
    chance, sent_on = desk.chance, case.entered_on + timedelta(days=days)
    row = Referral(
        thana=case.thana,
        unique_no=case.unique_no,
        partner=partner,
        sent_on=sent_on,
        letter_no=LETTER_NO.format(chance.randint(11, 980), sent_on.year),
    )
    if chance.happens(0.02):
        row.status = "refused"
    elif chance.happens(desk.acknowledged):
        row.acknowledged_on = sent_on + timedelta(
            days=chance.randint(1, 6) if chance.happens(0.93) else chance.randint(8, 14)
        )
        row.status = "acknowledged"
        if chance.happens(0.75):
            row.status = "served"
            row.service_received_on = row.acknowledged_on + timedelta(days=chance.randint(1, 26))
    return row


def referral_at(row: Referral, day: date) -> Referral:
    """The referral as it was known on the evening of `day`."""
    if row.service_received_on and row.service_received_on > day:
        row = replace(row, service_received_on=None, status="acknowledged")
    if row.acknowledged_on and row.acknowledged_on > day:
        row = replace(row, acknowledged_on=None, status="sent")
    return row
