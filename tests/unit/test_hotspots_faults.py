"""A place whose twin lies outside what is looked at is told so in words; no name of it, and no gap in the sentence."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from components import words
from components.hotspots import faults
from components.hotspots.reading import Seen
from tests.unit.test_hotspots_places import SCHOOL

FAULT = {"place_code": SCHOOL.code, "thana_code": "dhaulana", "fault": "twice_within_50_m", "distance_m": 12.0}


def told(other: str, lang: str) -> str:
    seen: Any = SimpleNamespace(places={SCHOOL.code: SCHOOL}, faults=[FAULT | {"other_place_code": other}])
    (row,) = faults.table(cast("Seen", seen), {"dhaulana": "Dhaulana"}, lang).rows
    return str(row[2])


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "only 12 m from a place outside what is shown here"),
        ("hi", "यहाँ दिखाए गए स्थलों से बाहर के एक स्थल से केवल 12 मीटर दूर"),
    ],
)
def test_a_twin_that_is_not_shown_is_called_so(lang: str, said: str) -> None:
    assert told("school-of-another-district", lang).startswith(said)
    assert words.NOTHING not in told("school-of-another-district", lang)


def test_a_twin_that_is_shown_has_its_name() -> None:
    assert told(SCHOOL.code, "en").startswith("only 12 m from School")
