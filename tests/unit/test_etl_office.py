"""Numbers and subjects of circulars stay readable; a word that may be a name does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cells.reading import Reading
from etl.privacy.masking import MASK
from etl.privacy.office import read_reference, read_subject
from etl.privacy.pseudonyms import Pseudonyms
from etl.text.fold import words
from tests.etl_kit import AADHAAR, PHONE

KEYED = Pseudonyms(b"of a test")

# Put together here, so that no name stands anywhere in the repository.
NAME = "कखग" + "घचछ"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("डीजी-परिपत्र-12/2026", "डीजी-परिपत्र-12/2026"),
        ("dg-12/2026", "DG-12/2026"),
        ("DG - 12 / 2026", "DG-12/2026"),
        ("ADG/WCSO/2026/114", "ADG/WCSO/2026/114"),
        ("शा0 सं0-7/2026", "शा0 सं0-7/2026"),
        ("पत्रांक 45 दिनांक 12.10.2026", "पत्रांक 45 दिनांक 12.10.2026"),
    ],
)
def test_a_number_is_written_one_way(text: str, value: str) -> None:
    assert (read_reference(text, KEYED).value, read_reference(text, KEYED).mend) == (value, None)


def test_digits_of_the_other_script_are_mended() -> None:
    reading = read_reference("डीजी-१२/२०२६", KEYED)
    assert (reading.value, reading.mend) == ("डीजी-12/2026", "digits")


def test_a_name_in_a_number_leaves_a_print_and_two_stay_two() -> None:
    one, other = read_reference(f"{NAME}/१२", KEYED).value, read_reference(f"{NAME}न/12", KEYED).value
    assert NAME not in str(one)
    assert str(one).endswith("/12")
    assert one != other
    assert NAME not in repr(read_reference(f"{NAME}/१२", KEYED))


def test_a_subject_of_office_words_is_kept_whole() -> None:
    for text in ("महिला आरक्षियों की तैनाती के सम्बन्ध में", "Deployment of women constables at Kendras"):
        assert (read_subject(text).value, read_subject(text).warning) == (text, None)


def test_a_name_in_a_subject_is_hidden_and_said_so() -> None:
    reading = read_subject(f"{NAME} की शिकायत की जाँच के सम्बन्ध में")
    assert (reading.value, reading.warning) == (f"{MASK} की शिकायत की जाँच के सम्बन्ध में", "words_hidden")
    assert NAME not in repr(reading)


@pytest.mark.parametrize("read", [partial(read_reference, pseudonyms=KEYED), read_subject])
@pytest.mark.parametrize("text", [f"मो0 {PHONE}", AADHAAR, f"पुत्री {NAME}"])
def test_a_cell_that_identifies_a_person_is_held_back(read: Callable[[str], Reading], text: str) -> None:
    reading = read(text)
    assert (reading.value, reading.rule, reading.before) == (None, "identity_in_cell", MASK)


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Mn", "Mc"]), min_size=4, max_size=12))
def test_no_word_passes_that_is_not_listed(word: str) -> None:
    kept = {part for part in words(str(read_subject(f"{word} 12").value)) if part != "12"}
    assert all(read_subject(part).warning is None for part in kept - {MASK})
