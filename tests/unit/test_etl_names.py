"""Names of thanas and places: exact, alias, sound, likeness; inside one district only."""

from __future__ import annotations

import pytest

from etl.fold import fold, sound
from etl.masking import MASK
from etl.names import Known, NameBook
from etl.words import load_words

THANAS = NameBook(
    "thana_unknown",
    [
        Known("partapur", "परतापुर", "Partapur", ("Pratapur",)),
        Known("rohta", "रोहटा", "Rohta", ()),
        Known("kankarkhera", "कंकरखेड़ा", "Kankarkhera", ("कंकरखेडा",)),
        Known("khurja-nagar", "खुर्जा नगर", "Khurja Nagar", ()),
        Known("khurja-dehat", "खुर्जा देहात", "Khurja Dehat", ()),
    ],
    load_words().thana,
)
PLACES = NameBook(
    "place_unknown",
    [
        Known("dn", "डीएन कॉलेज", "D.N. College", (), "a"),
        Known("ground-a", "रामलीला मैदान", "Ramlila Ground", (), "a"),
        Known("ground-b", "रामलीला मैदान", "Ramlila Ground", (), "b"),
    ],
)


@pytest.mark.parametrize("text", ["परतापुर", "Partapur", "partapur", " परतापुर "])
def test_a_name_of_the_master_list_needs_no_mend(text: str) -> None:
    reading = THANAS.read(text)
    assert (reading.value, reading.mend) == ("partapur", None)


@pytest.mark.parametrize(
    "text", ["PARTAPUR PS", "थाना परतापुर", "P.S. Partapur", "Pratapur", "परतापूर", "Partapru", "थाना: परतापुर"]
)
def test_a_misspelt_thana_is_resolved_and_the_mend_recorded(text: str) -> None:
    reading = THANAS.read(text)
    assert (reading.value, reading.mend, reading.before) == ("partapur", "spelling", text)


def test_one_name_in_two_scripts_sounds_alike() -> None:
    assert sound("गढ़मुक्तेश्वर") == sound("Garhmukteshwar")
    assert fold("नम्बर") == fold("नंबर")
    assert fold("किये गये") == fold("किए गए")


def test_an_unclear_thana_is_quarantined_with_suggestions() -> None:
    reading = THANAS.read("खुर्जा")
    assert (reading.value, reading.rule, reading.before) == (None, "thana_unknown", "खुर्जा")
    assert "Khurja Nagar" in reading.suggestion and "Khurja Dehat" in reading.suggestion


@pytest.mark.parametrize("text", ["Rohit", "रमेश कुमार", "x" * 40])
def test_what_may_be_a_person_is_masked(text: str) -> None:
    assert THANAS.read(text).before == MASK


def test_other_initials_are_another_college() -> None:
    assert PLACES.read("D.S. College").value is None


def test_a_shared_name_means_the_place_of_the_rows_thana() -> None:
    assert PLACES.read("रामलीला मैदान", "b").value == "ground-b"
    assert PLACES.read("Ramlila Ground", "a").value == "ground-a"
    assert PLACES.read("रामलीला मैदान").rule == "place_unknown"
    assert PLACES.is_shared("रामलीला मैदान") and not PLACES.is_shared("डीएन कॉलेज")
