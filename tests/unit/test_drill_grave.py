"""Rows of matters that must be registered do not say which of them is a sexual offence, nor how old the woman is."""

from __future__ import annotations

import pytest

from components.drill.bucket import FIR, Bucket
from locales import LANGUAGES
from tests.unit.test_drill import FIRST, case, shown

GRAVE = ("sexual_offence", "pocso", "stalking")
CLOSED = next(bucket for bucket in FIR if bucket.code == "F7")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("bucket", [FIRST, CLOSED], ids=lambda bucket: bucket.id)
def test_grave_matters_are_told_alike_and_without_age(bucket: Bucket, lang: str) -> None:
    bands = ("under_18", "18_25", "41_60")
    told = shown(bucket, *(case(category=c, age_band=a) for c, a in zip(GRAVE, bands, strict=True)), lang=lang)
    assert told[0] == told[1] == told[2]


def test_other_matters_keep_their_kind_and_age_beside_them() -> None:
    grave, other = shown(CLOSED, case(category="pocso", age_band="under_18"), case(category="cyber", age_band="18_25"))
    assert (grave["प्रकरण का प्रकार"], grave["आयु वर्ग"]) == ("गंभीर विषय (एफआईआर अनिवार्य)", "गोपनीय")
    assert (other["प्रकरण का प्रकार"], other["आयु वर्ग"]) == ("साइबर अपराध", "18-25")
