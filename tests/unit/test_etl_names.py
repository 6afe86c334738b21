"""Names of thanas and places: exact, alias, sound, likeness; inside one district only."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.names import tally_of
from etl.cells.reading import EMPTY
from etl.names.name_match import Known
from etl.names.namebook import NameBook
from etl.names.names import Gazetteer, gazetteer_of
from etl.privacy.masking import MASK
from etl.text.fold import fold, initials, sound
from etl.text.words import load_words
from tests.etl_kit import reference

SPELLINGS = Path(__file__).parents[1] / "data" / "names" / "spellings.csv"
SHARED_BY_DISTRICTS = {"कोतवाली", "कोतवाली नगर", "Kotwali Nagar"}

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
    section="shared",
)


@pytest.mark.parametrize("text", ["परतापुर", "Partapur", "partapur", " परतापुर "])
def test_a_name_of_the_master_list_needs_no_mend(text: str) -> None:
    reading = THANAS.read(text)
    assert (reading.value, reading.mend) == ("partapur", None)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("PARTAPUR PS", "spelling"),
        ("थाना परतापुर", "spelling"),
        ("P.S. Partapur", "spelling"),
        ("थाना: परतापुर", "spelling"),
        ("Pratapur", "alias"),
        ("परतापूर", "sound"),
        ("Partapru", "fuzzy"),
    ],
)
def test_a_misspelt_thana_is_resolved_and_the_mend_says_how(text: str, how: str) -> None:
    reading = THANAS.read(text)
    assert (reading.value, reading.mend, reading.before) == ("partapur", how, text)


def test_a_likely_match_says_how_surely() -> None:
    assert THANAS.read("Partapru").after == "परतापुर (Partapur) · 88%"
    assert THANAS.read("PARTAPUR PS").after == "परतापुर (Partapur)"


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
    assert PLACES.needs_thana("रामलीला मैदान") and not PLACES.needs_thana("डीएन कॉलेज")


def _labelled() -> list[dict[str, str]]:
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_labelled_list_is_as_long_and_as_mixed_as_it_says() -> None:
    rows = _labelled()
    assert len(rows) >= 600
    assert sum(not row["meant"] for row in rows) >= 120
    assert {(row["kind"], row["district"]) for row in rows} >= {
        (kind, code) for kind in ("thana", "circle", "place", "district") for code in reference().district_codes
    }


def test_hardly_a_name_is_guessed_wrong_and_hardly_one_is_missed() -> None:
    tally = tally_of(_labelled(), Gazetteer(reference()))
    assert tally.precision >= 0.995, tally.wrong
    assert tally.recall >= 0.95, tally.missed


def test_no_thana_is_taken_for_one_of_another_district() -> None:
    gazetteer, lists = Gazetteer(reference()), reference()
    taken = [
        (name, here)
        for here in lists.district_codes
        for one in lists.thanas.filter(pl.col("district_code") != here).iter_rows(named=True)
        for name in (one["name_hi"], one["name_en"])
        if gazetteer.thanas(here).read(name).value and name not in SHARED_BY_DISTRICTS
    ]
    assert taken == []


@pytest.mark.parametrize("word", ["सोफिया", "Kuber", "शोभित", "Saraswati", "अंसारी"])
def test_one_word_that_may_be_a_given_name_is_no_place(word: str) -> None:
    assert all(Gazetteer(reference()).places(code).read(word).value is None for code in reference().district_codes)


def test_three_suggestions_are_made_the_likeliest_first() -> None:
    reading = Gazetteer(reference()).places("hapur").read("रामलीला मैदान")
    assert reading.rule == "place_unknown"
    assert len(reading.suggestion.split("; ")) == 3
    assert all("Ramlila" in one for one in reading.suggestion.split("; "))


def test_the_thana_of_the_row_settles_a_place_without_its_town() -> None:
    places = Gazetteer(reference()).places("baghpat")
    assert places.read("मुख्य बाजार").value is None
    assert places.read("मुख्य बाजार", "baraut").value == "baghpat-baraut-main-market-delhi-saharanpur-road"
    assert places.read("मुख्य बाजार", "khekra").value is None


@pytest.mark.parametrize(
    ("one", "other", "heard"),
    [("Pilkhua", "पिलखुवा", "pilku"), ("Arniya", "अरनिया", "arny"), ("Simbhaoli", "सिंभावली", "simbbli")],
)
def test_sounds_hold_across_scripts(one: str, other: str, heard: str) -> None:
    assert sound(one) == sound(other) == heard


@pytest.mark.parametrize(("word", "letters"), [("डीएन", "dn"), ("एनआरईसी", "nrec"), ("जानी", ""), ("आरजी", "rg")])
def test_letters_by_their_names_are_initials(word: str, letters: str) -> None:
    assert initials(word) == letters


def _with_a_slip(name: str, pen: random.Random) -> str:
    at = pen.randrange(len(name))
    other = pen.choice("abcdefghijklmnoprstuvwyz" if name.isascii() else "कखगघचजटडतदनपबमयरलवसहािीुूेो")
    slips = (
        name[:at] + name[at + 1 :],
        name[:at] + other + name[at + 1 :],
        name[:at] + other + name[at:],
        name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
    )
    return pen.choice(slips)


@pytest.mark.parametrize("kind", ["thana", "place"])
def test_one_slip_of_the_pen_makes_no_name_another(kind: str) -> None:
    gazetteer, pen = Gazetteer(reference()), random.Random(5)
    rows = {"thana": reference().thanas, "place": reference().places}[kind]
    taken = [
        (written, found)
        for row in rows.iter_rows(named=True)
        for name in (row["name_hi"], row["name_en"])
        for written in {_with_a_slip(name, pen) for _ in range(5)}
        if (found := gazetteer.book(kind, row["district_code"]).read(written).value) and found != row[f"{kind}_code"]
    ]
    assert taken == []


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_becomes_a_listed_code_or_a_fault(text: str) -> None:
    book = gazetteer_of(reference()).thanas("meerut")
    reading = book.read(text)
    assert reading.value in book.known if reading.value else reading == EMPTY or reading.rule == "thana_unknown"


def test_a_text_that_is_no_name_is_not_compared_word_for_word() -> None:
    assert THANAS.read("परतापुर " * 4000).value is None
