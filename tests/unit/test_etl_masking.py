"""What may be a person's name, or hold a phone number, is not kept as written."""

from __future__ import annotations

import pytest

from etl.privacy.masking import MASK, is_label, shown_name

PHONE = "98" + "7" * 8  # put together here, so that no number that could be somebody's stands in the repository


@pytest.mark.parametrize(
    "text", ["2", "A-1", "टीम 3", "स्क्वॉड-2", "Team 3", "123/2026", "मु0अ0सं0 123/2026", "अ.सं. 12/26", "नमूना/0123"]
)
def test_numbers_and_known_words_are_a_label(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", ["गुलाब कमल", "टीम गुलाब", "Rose Lotus", "123 गुलाब", "R O S E", "1" * 13])
def test_any_other_word_or_long_number_may_name_somebody(text: str) -> None:
    assert not is_label(text)


def test_a_number_in_the_name_of_a_file_is_blotted_out() -> None:
    assert shown_name(f"hapur_cases_{PHONE}.csv") == f"hapur_cases_{MASK}.csv"


@pytest.mark.parametrize("name", ["गुलाब पुत्री कमल.csv", "Rose D/O Lotus.csv"])
def test_a_name_that_says_whose_daughter_she_is_keeps_its_ending_alone(name: str) -> None:
    assert shown_name(name) == f"{MASK}.csv"


@pytest.mark.parametrize("name", ["hapur_cases_2026-10-01_2026-10-31.csv", "माह ०१.xlsx", "cases_20261001.csv"])
def test_the_name_of_a_file_stays_as_it_is(name: str) -> None:
    assert shown_name(name) == name
