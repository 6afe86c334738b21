"""Counts, codes, lists, numbers of matters: what is mended, what is quarantined, what may be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cells.codebook import open_codebook
from etl.cells.counts import read_count, read_degrees
from etl.cells.unique_no import Numbering
from etl.privacy.masking import MASK, has_identity, shown
from tests.etl_kit import AADHAAR, PHONE

NUMBERING = Numbering("hapur", {"hapur-dehat": "hapur", "dhaulana": "hapur", "partapur": "meerut"})


@pytest.mark.parametrize("text", ["45", "1,234", "4,05,176", "45.0", " 45 ", "-5", "0"])
def test_a_plain_number_needs_no_mend(text: str) -> None:
    assert read_count(text).mend is None
    assert read_count(text).value == int(float(text.replace(",", "")))


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("४५", 45, "digits"),
        ("45 महिलाएं", 45, "unit"),
        ("४५ महिलायें", 45, "unit"),
        ("निल", 0, "nil"),
        ("शून्य", 0, "nil"),
        ("-", 0, "nil"),
        ("—", 0, "nil"),
        ("४,०५,१७६", 405176, "digits"),
        ("'45", 45, "digits"),
        ("‘४५’", 45, "digits"),
        ("45\u00a0व्यक्ति", 45, "unit"),
    ],
)
def test_a_number_is_mended(text: str, value: int, kind: str) -> None:
    reading = read_count(text)
    assert (reading.value, reading.mend, reading.before) == (value, kind, " ".join(text.split()))


@pytest.mark.parametrize("text", ["50+", "लगभग 100", "40-50", "32.5", "1,2", "10 से अधिक", "45 दर्जन", "कई"])
def test_a_doubtful_number_is_quarantined(text: str) -> None:
    assert read_count(text).rule == "count_unreadable"


def test_words_that_belong_to_no_number_are_not_shown() -> None:
    assert read_count("लगभग 100").before == "लगभग 100"
    assert read_count("45 दर्जन").before == MASK


@pytest.mark.parametrize("text", [PHONE, AADHAAR.replace(" ", ""), f"{PHONE}.0", f"{PHONE} महिलाएं"])
def test_a_phone_number_is_no_count_and_is_not_shown(text: str) -> None:
    assert read_count(text).value is None
    assert read_count(text).before == MASK


@given(number=st.integers(0, 10**9 - 1))
def test_every_count_survives_both_scripts_and_groups(number: int) -> None:
    devanagari = str(number).translate(str.maketrans("0123456789", "०१२३४५६७८९"))
    assert read_count(str(number)).value == read_count(devanagari).value == read_count(f"{number:,}").value == number


@given(text=st.text(max_size=20))
def test_no_text_breaks_a_cell(text: str) -> None:
    read_count(text)
    read_degrees(text)
    NUMBERING.read(text)
    for name in ("category", "age_band", "helpline", "department"):
        book = open_codebook(name)
        book.read_age(text)
        book.read_list(text)


@pytest.mark.parametrize("text", ["घरेलू हिंसा", "Domestic violence", "domestic", "  घरेलू  हिंसा "])
def test_a_label_is_its_code_without_a_mend(text: str) -> None:
    reading = open_codebook("category").read(text)
    assert (reading.value, reading.mend) == ("domestic", None)


def test_a_known_spelling_is_mended_and_an_unknown_one_suggested() -> None:
    book = open_codebook("category")
    assert (book.read("घरेलु हिंसा").value, book.read("घरेलु हिंसा").mend) == ("domestic", "spelling")
    near = book.read("घरेलू हिस्सा")
    assert (near.value, near.rule, near.before) == (None, "code_unknown", "घरेलू हिस्सा")
    assert "घरेलू हिंसा" in near.suggestion


def test_a_known_bad_spelling_says_what_to_write() -> None:
    reading = open_codebook("outcome").read("लंबित")
    assert reading.rule == "code_known_bad"
    assert "For a pending matter" in reading.suggestion


def test_a_value_like_nothing_known_is_masked() -> None:
    assert open_codebook("category").read("श्रीमती अमुक").before == MASK


@pytest.mark.parametrize(
    ("age", "band"),
    [
        ("0", "under_18"),
        ("17", "under_18"),
        ("18", "18_25"),
        ("25 वर्ष", "18_25"),
        ("26", "26_40"),
        ("41", "41_60"),
        ("60", "41_60"),
        ("61", "over_60"),
    ],
)
def test_an_exact_age_is_banded_at_once(age: str, band: str) -> None:
    reading = open_codebook("age_band").read_age(age)
    assert (reading.value, reading.mend) == (band, None)


def test_an_exact_age_is_shown_nowhere() -> None:
    book = open_codebook("age_band")
    assert (book.read_age("३४").mend, book.read_age("३४").before) == ("digits", MASK)
    assert (book.read_age("340").rule, book.read_age("340").before) == ("code_unknown", MASK)
    assert book.read_age("34 के लगभग").before == MASK


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("महिला एवं बाल विकास, शिक्षा", ["women_child_development", "education"]),
        ("शिक्षा एवं महिला एवं बाल विकास", ["women_child_development", "education"]),
        ("पुलिस/स्वास्थ्य", ["police", "health"]),
        ("शिक्षा; शिक्षा", ["education"]),
        ("Women and child development and Police", ["women_child_development", "police"]),
        ("निल", None),
        ("शिक्षा、पुलिस、स्वास्थ्य", ["education", "police", "health"]),
        ("शिक्षा; पुलिस | स्वास्थ्य", ["education", "police", "health"]),
        ("शिक्षा और पुलिस तथा स्वास्थ्य", ["education", "police", "health"]),
        ("शिक्षा & पुलिस&स्वास्थ्य", ["education", "police", "health"]),
        ("पुलिस व महिला एवं बाल विकास व शिक्षा", ["police", "women_child_development", "education"]),
        ("पुलिस\nशिक्षा\r\nस्वास्थ्य", ["police", "education", "health"]),
        ("1. पुलिस 2. शिक्षा".replace(" 2", "\n2"), ["police", "education"]),
        ("(क) पुलिस, (ख) शिक्षा", ["police", "education"]),
        ("पुलिस शिक्षा ग्राम विकास", ["police", "education", "rural_development"]),
        ("‘पुलिस’, “शिक्षा”", ["police", "education"]),
        ("Education and Police AND Health", ["education", "police", "health"]),
        ("शिक्षा एवं  महिला  एवं बाल विकास", ["women_child_development", "education"]),
    ],
)
def test_a_list_is_split_by_its_longest_names_first(text: str, codes: list[str] | None) -> None:
    found = open_codebook("department").read_list(text).value
    assert (sorted(found) if isinstance(found, list) else found) == (sorted(codes) if codes else None)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1090112", ["1090", "112"]),
        ("1090, 112 181", ["1090", "112", "181"]),
        ("१०९० व ११२", ["1090", "112"]),
        ("1098102", ["1098", "102"]),
        ("1090/112/181", ["1090", "112", "181"]),
        ("1090、112", ["1090", "112"]),
        ("1) 1090 2) 112".replace(" 2", "\n2"), ["1090", "112"]),
    ],
)
def test_helplines_run_together_are_told_apart(text: str, codes: list[str]) -> None:
    assert open_codebook("helpline").read_list(text).value == codes


@given(
    codes=st.lists(st.sampled_from(open_codebook("department").codes.codes), min_size=1, max_size=5, unique=True),
    lang=st.sampled_from(["hi", "en"]),
    mark=st.sampled_from([", ", "、", "; ", "/", " | ", " व ", " और ", " एवं ", " तथा ", " and ", " & ", "\n"]),
)
def test_every_list_of_known_items_is_split_again(codes: list[str], lang: str, mark: str) -> None:
    book = open_codebook("department")
    reading = book.read_list(mark.join(book.codes.label(code, lang) for code in codes))
    assert isinstance(reading.value, list)
    assert (set(reading.value), reading.mend, reading.warning) == (set(codes), None, None)


def test_an_unknown_item_is_left_out_with_a_warning_and_not_shown() -> None:
    reading = open_codebook("department").read_list("शिक्षा, अमुक")
    assert (reading.value, reading.warning, reading.before) == (["education"], "list_item_unknown", MASK)


@pytest.mark.parametrize(
    "text",
    [
        "msk/hapur/hapur-dehat/2026/7",
        "MSK-HAPUR-HAPUR-DEHAT-2026-0007",
        "MSK / HAPUR / HAPUR-DEHAT / २०२६ / ७",
        "MSK/HAPUR/HAPUR DEHAT/2026/007",
    ],
)
def test_a_number_is_mended_to_its_canonical_form(text: str) -> None:
    reading = NUMBERING.read(text)
    assert (reading.value, reading.mend) == ("MSK/HAPUR/HAPUR-DEHAT/2026/0007", "unique_no")


@pytest.mark.parametrize(
    "text",
    [
        "MSK/HAPUR/HAPUR-DEHAT/2026/",
        "MSK/HAPUR/PARTAPUR/2026/0001",
        "MSK/MEERUT/PARTAPUR/2026/0001",
        "MSK/HAPUR/DHAULANA/2026/0000",
        "7",
        "MSK/HAPUR/DHAULANA/2026/12345",
    ],
)
def test_a_number_that_cannot_be_right_is_a_fault(text: str) -> None:
    assert NUMBERING.read(text).rule == "unique_no_invalid"


@pytest.mark.parametrize("text", ["MSK/HAPUR/{}/2026/0001", "MSK-{}", "MSK/{}/DHAULANA/2026/0001"])
def test_a_word_in_a_number_that_is_like_no_thana_is_not_shown(text: str) -> None:
    assert NUMBERING.read(text.format("Qx" + "zv" * 4)).before == MASK
    assert NUMBERING.read(text.format("DHAULANNA")).before == text.format("DHAULANNA")


@pytest.mark.parametrize(
    "text",
    [
        PHONE,
        f"+91 {PHONE}",
        f"0{PHONE}",
        f"{PHONE[:5]} {PHONE[5:]}",
        AADHAAR,
        AADHAAR.replace(" ", ""),
        "क पत्नी ख",
        "x W/O y",
    ],
)
def test_identity_is_seen_and_masked(text: str) -> None:
    assert has_identity(text)
    assert shown(text) == MASK


@pytest.mark.parametrize(
    "text", ["0123/2025", "2025-10-05 14:30:00", "45935.6041666667", "MSK/HAPUR/DHAULANA/2026/0001", "पुत्रवधू केन्द्र"]
)
def test_ordinary_values_are_no_identity(text: str) -> None:
    assert not has_identity(text)


def test_a_cell_of_endless_items_is_read_and_does_not_break() -> None:
    assert open_codebook("department").read_list("पुलिस " + "और " * 8000).value == ["police"]
    assert open_codebook("helpline").read_list("1090" * 8000).value is None
