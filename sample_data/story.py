"""Tells the sample's year: every thana's register and what follows from it, inspections, visits, counts, programmes."""

from __future__ import annotations

from sample_data.awareness import programmes_of
from sample_data.capacity import capacity_of
from sample_data.cases import cases_of
from sample_data.circulars import circulars_of
from sample_data.corrections import with_corrections
from sample_data.counselling import sessions_of
from sample_data.feedback import calls_of
from sample_data.filing import drop_unfiled, filings
from sample_data.inspections import inspections_of
from sample_data.particulars import add_particulars
from sample_data.patrols import patrols_of
from sample_data.plant_cases import register
from sample_data.plant_events import plant
from sample_data.plant_signs import enter_in_bulk, plant_signs
from sample_data.reference import DISTRICTS, places, thanas
from sample_data.referrals import referrals_of
from sample_data.rows import Sample
from sample_data.squad import squad_days_of

DEFAULT_SEED = 5


def generate(seed: int = DEFAULT_SEED) -> Sample:
    """The whole truth for one seed; the same seed gives the same rows."""
    sample = Sample(seed, thanas(), places())
    for thana in sample.thanas:
        cases = cases_of(seed, thana)
        enter_in_bulk(thana.code, cases)
        cases = register(seed, thana, cases)
        add_particulars(seed, thana, cases)
        referrals = referrals_of(seed, thana, cases)
        sample.cases += cases
        sample.sessions += sessions_of(seed, thana, cases, referrals)
        sample.inspections += inspections_of(seed, thana)
        sample.programmes += programmes_of(seed, thana)
        sample.referrals += referrals
        sample.calls += calls_of(seed, thana, cases)
        sample.capacity += capacity_of(seed, thana)
    sample.circulars = circulars_of(seed)
    sample.patrols = patrols_of(seed, sample.thanas, sample.places)
    sample.squad_days = squad_days_of(seed, sample.thanas)
    plant_signs(sample)
    by_district = {code: [thana.code for thana in sample.thanas if thana.district == code] for code in DISTRICTS}
    sample.filings = with_corrections(filings(by_district))
    drop_unfiled(sample)
    plant(sample)
    return sample
