"""Referrals of women to courts, centres and schemes: about a third of the cases, acknowledged and served or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sample_data.days import LAST_DAY
from sample_data.reference import Thana
from sample_data.rows import Case, Referral
from sample_data.temper import Chance, chance_for

PARTNER = {
    "one_stop_centre": 27, "dlsa": 17, "family_court": 14, "probation_officer": 8, "hospital": 8,
    "scheme_widow_pension": 6, "scheme_srlm": 6, "scheme_kanya_sumangala": 5, "nari_sanrakshan_grih": 4,
    "compensation": 3, "other": 2,
}  # fmt: skip
PARTNER_OF_A_CHILD = {"cwc": 55, "childline": 38, "hospital": 7}
SHARE_REFERRED, SHARE_TWICE = 0.27, 0.18
LETTER_NO = "पत्रांक-{}/{}"


def referrals_of(seed: int, thana: Thana, cases: list[Case]) -> list[Referral]:
    """Every referral of the accepted cases of one thana."""
    chance = chance_for(seed, "referrals", thana.code)
    rows = [row for case in cases if not case.fault for row in _of_case(chance, case)]
    return [referral_at(row, LAST_DAY) for row in rows if row.sent_on <= LAST_DAY]


def _of_case(chance: Chance, case: Case) -> list[Referral]:
    is_child = case.age_band == "under_18"
    if not chance.happens(0.9 if is_child else SHARE_REFERRED):
        return []
    partners = PARTNER_OF_A_CHILD if is_child else PARTNER
    chosen = dict.fromkeys(chance.one_of(partners) for _ in range(2 if chance.happens(SHARE_TWICE) else 1))
    return [_referral(chance, case, partner) for partner in chosen]


def _referral(chance: Chance, case: Case, partner: str) -> Referral:
    sent_on = case.entered_on + timedelta(days=chance.randint(0, 8))
    row = Referral(
        thana=case.thana,
        unique_no=case.unique_no,
        partner=partner,
        sent_on=sent_on,
        letter_no=LETTER_NO.format(chance.randint(11, 980), sent_on.year),
    )
    if chance.happens(0.03):
        row.status = "refused"
    elif chance.happens(0.86):
        row.status, row.acknowledged_on = "acknowledged", sent_on + timedelta(days=chance.randint(1, 11))
        if chance.happens(0.68):
            row.status = "served"
            row.service_received_on = row.acknowledged_on + timedelta(days=chance.randint(1, 34))
    return row


def referral_at(row: Referral, day: date) -> Referral:
    """The referral as it was known on the evening of `day`."""
    if row.service_received_on and row.service_received_on > day:
        row = replace(row, service_received_on=None, status="acknowledged")
    if row.acknowledged_on and row.acknowledged_on > day:
        row = replace(row, acknowledged_on=None, status="sent")
    return row
