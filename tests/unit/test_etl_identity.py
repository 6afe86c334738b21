"""Every spelling of a number that names a person is found, and no number that a return needs is taken for one."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.privacy.identity import has_checksum, identifies, kinds
from etl.privacy.masking import MASK, is_label, shown, without_numbers

# Values are put together here, at run time, so that no number that could be somebody's stands in the repository.
SCRIPTS = ("0123456789", "०१२३४५६७८९", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９")
GAPS = (" ", "-", ".", " - ", "  ", "\u00a0", "–", "\u200b ")
GROUPS = ((10,), (5, 5), (3, 3, 4), (3, 4, 3), (4, 3, 3), (2, 2, 2, 2, 2))
AROUND = ("{}", "मो0 {}", "Mob.{}", "सूचना {} पर दी", "({})", "{}/", "मो.{}, घर", "ph:{}\nसायं", "क{}ख")


def digits_of(size: int, first: str = "0123456789") -> st.SearchStrategy[str]:
    rest = st.text("0123456789", min_size=size - 1, max_size=size - 1)
    return st.tuples(st.sampled_from(first), rest).map("".join)


def written(number: str, groups: tuple[int, ...], gap: str, script: str) -> str:
    ends = [sum(groups[: at + 1]) for at in range(len(groups))]
    parts = [number[end - size : end] for size, end in zip(groups, ends, strict=True)]
    return gap.join(parts).translate(str.maketrans(SCRIPTS[0], script))


def with_checksum(eleven: str) -> str:
    return next(number for last in "0123456789" if has_checksum(number := eleven + last))


def is_suspect(text: str) -> bool:
    return bool(identifies(pl.Series([text])).item())


@settings(deadline=None)  # the first look starts the threads of Polars
@given(
    digits_of(10, "6789"),
    st.sampled_from(GROUPS),
    st.sampled_from(GAPS),
    st.sampled_from(SCRIPTS),
    st.sampled_from(("", "0", "+91", "+91 ", "+91-", "91", "91 ", "0091", "(+91) ", "0-")),
    st.sampled_from(AROUND),
)
def test_every_mobile_number_is_found(
    number: str, groups: tuple[int, ...], gap: str, script: str, before: str, around: str
) -> None:
    text = around.format(before + written(number, groups, gap, script))
    assert "mobile" in kinds(text)
    assert shown(text) == MASK
    assert is_suspect(text)
    assert number[-4:] not in without_numbers(text)


@settings(deadline=None)  # the first look starts the threads of Polars
@given(
    digits_of(11, "23456789").map(with_checksum),
    st.sampled_from(((12,), (4, 4, 4), (6, 6), (3, 3, 3, 3))),
    st.sampled_from(GAPS),
    st.sampled_from(SCRIPTS),
    st.sampled_from(AROUND),
)
def test_every_aadhaar_number_is_found(
    number: str, groups: tuple[int, ...], gap: str, script: str, around: str
) -> None:
    text = around.format(written(number, groups, gap, script))
    assert "aadhaar" in kinds(text)
    assert shown(text) == MASK
    assert is_suspect(text)


@given(digits_of(12, "2345678").filter(lambda number: not has_checksum(number)))
def test_twelve_digits_without_their_checksum_are_masked_and_not_counted(number: str) -> None:
    assert "aadhaar" not in kinds(number)
    assert shown(number) == MASK
    assert not is_label(number)


@given(digits_of(11), st.integers(0, 11), st.integers(1, 9))
def test_the_checksum_notices_every_wrong_digit(eleven: str, at: int, by: int) -> None:
    number = with_checksum(eleven)
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert not has_checksum(wrong)


@given(digits_of(11), st.integers(0, 10))
def test_the_checksum_notices_swapped_neighbours(eleven: str, at: int) -> None:
    number = with_checksum(eleven)
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert swapped == number or not has_checksum(swapped)


DAYS = st.dates(date(2000, 1, 1), date(2059, 12, 31))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2059, 12, 31))
YEARS = st.integers(2000, 2099)
PLAIN = st.one_of(
    st.builds("{:04}/{}".format, st.integers(1, 9999), YEARS),
    st.builds("{}-{}".format, st.integers(1, 9999), YEARS),
    st.builds("मु0अ0सं0 {}/{}".format, st.integers(1, 9999), YEARS),
    st.builds("MSK/HAPUR/BABUGARH/{}/{:04}".format, YEARS, st.integers(1, 9999)),
    st.builds("MSK-HAPUR-DEHAT-{}-{:04}".format, YEARS, st.integers(1, 9999)),
    st.builds("DGP-{}-{}({})/{}".format, st.integers(1, 99), st.integers(1, 999), st.integers(1, 99), YEARS),
    st.builds("प0सं0 एमएस-{}/{} दिनांक {:%d.%m.%Y}".format, st.integers(1, 99_999), YEARS, DAYS),
    st.builds("{}/{:%d-%m-%Y}".format, st.integers(1, 99_999), DAYS),
    st.builds("परिपत्र-{}/{}".format, st.integers(1, 9999), YEARS),
    DAYS.map("{:%Y-%m-%d}".format),
    DAYS.map("{:%d.%m.%Y}".format),
    DAYS.map("{:%d/%m/%y}".format),
    st.builds("{:%d.%m.%Y} से {:%d.%m.%Y}".format, DAYS, DAYS),
    st.builds("{:%Y-%m-%d}_{:%Y-%m-%d}".format, DAYS, DAYS),
    st.builds("{:%d-%m-%Y}-{:%d-%m-%Y}".format, DAYS, DAYS),
    MOMENTS.map("{:%Y-%m-%d %H:%M:%S}".format),
    MOMENTS.map("{:%d.%m.%Y %H.%M}".format),
    st.builds("{}.{:010}".format, st.integers(36_526, 58_439), st.integers(0, 10**10 - 1)),
    st.integers(0, 10**9 - 1).map(str),
    st.integers(0, 10**9 - 1).map("{:,}".format),
    st.builds("{} महिलाएं".format, st.integers(0, 9999)),
    st.builds("{:.4f}, {:.4f}".format, st.floats(28, 29.3), st.floats(77.1, 78.5)),
    st.builds("{} {}".format, st.floats(77.1, 78.5), st.floats(28, 29.3)),
    st.lists(st.sampled_from(("1090", "112", "181", "1098", "1076", "102", "108", "1930")), min_size=1).map(", ".join),
)


@settings(deadline=None)  # the first look starts the threads of Polars
@given(PLAIN)
def test_what_a_return_needs_is_taken_for_nobodys_number(text: str) -> None:
    assert kinds(text) == frozenset()
    assert not is_suspect(text)


@given(PLAIN)
def test_in_devanagari_digits_neither(text: str) -> None:
    assert kinds(text.translate(str.maketrans(SCRIPTS[0], SCRIPTS[1]))) == frozenset()


KIN = (
    "{} पुत्री {}",
    "{} पत्नी {}",
    "{} पुत्र {}",
    "{} धर्मपत्नी {}",
    "{} सुपुत्री {}",
    "{} W/O {}",
    "{} w/o. {}",
    "{} s / o {}",
    "{} d\\o {}",
    "{} c/o {}",
    "{} R/o {}",
    "{} निवासी {}",
    "{} पु0 {}",
    "{} पु० {}",
    "{} प0 {}",
    "{} प॰ {}",
    "{} डब्लू/ओ {}",
    "{} daughter of {}",
    "{} resident  of {}",
    "{} पत्\u200dनी {}",
)


@pytest.mark.parametrize("spelt", KIN)
def test_whose_daughter_or_wife_she_is_is_found(spelt: str) -> None:
    text = spelt.format("कखग" + "ा", "चछज" + "ी")
    assert kinds(text) == {"kin"}
    assert shown(text) == MASK
    assert is_suspect(text)


@pytest.mark.parametrize(
    "text",
    [
        "पति-पत्नी विवाद",
        "पति पत्नी में समझौता",
        "पति एवं पत्नी",
        "कार्यालय पु0 अधीक्षक हापुड़",
        "पत्र प0सं0 12/2026",
        "D.O. No. 12",
        "S.O. बाबूगढ़",
        "office of SP",
        "ग्राम पंचायत",
        "पुत्रवधू केन्द्र",
    ],
)
def test_ordinary_words_name_nobody(text: str) -> None:
    assert kinds(text) == frozenset()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("pan", "abc" + "pz" + "12" * 2 + "k"),
        ("pan", "ABC" + "PZ " + "12" * 2 + " K"),
        ("voter", "XYZ" + "12" * 3 + "3"),
        ("voter", "UP/" + "12/345/" + "678" * 2),
        ("email", "xx.yy" + "@" + "example.in"),
        ("email", "xx" + "@" + "okaxis"),
        ("account", "1" * 11),
        ("account", "3" * 16),
        ("account", " ".join(["5" * 4] * 4)),
        ("mobile", "0122-" + "3" * 7),
    ],
)
def test_other_numbers_and_addresses_of_persons_are_found(kind: str, text: str) -> None:
    assert kind in kinds(f"विवरण {text} देखें")
    assert shown(text) == MASK
    assert is_suspect(text)
    assert MASK in without_numbers(f"विवरण {text} देखें")


@settings(deadline=None)  # the first look starts the threads of Polars
@given(st.text(alphabet="0123456789०५ .-/@abWOपुत्रीनिवास0", max_size=30))
def test_the_quick_look_misses_nothing(text: str) -> None:
    assert is_suspect(text) == bool(kinds(text))
