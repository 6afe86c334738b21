"""Master lists are read whole or refused with file, line and reason."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from access.errors import BadSettings
from access.settings import Settings
from tests.warehouse_kit import REFERENCE
from warehouse.reference import load_reference
from warehouse.tables import return_names


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    shutil.copytree(REFERENCE, tmp_path / "reference")
    return Settings(data=tmp_path / "data", reference=tmp_path / "reference")


def test_the_range_has_82_thanas_in_22_circles_of_4_districts(tmp_path: Path) -> None:
    reference = load_reference(Settings(data=tmp_path))
    assert (reference.thanas.height, reference.circles.height, reference.districts.height) == (82, 22, 4)
    assert reference.gram_panchayats_wards["n_gram_panchayats"].sum() == 1942
    assert reference.starts_on == date(2025, 9, 22)
    assert len(reference.review_dates) == 37


def test_cells_are_typed_and_empty_ones_are_null(settings: Settings) -> None:
    reference = load_reference(settings)
    assert reference.thanas.filter(pl.col("thana_code") == "baraut")["valid_from"].item() == date(2025, 10, 1)
    assert reference.thanas["valid_to"].null_count() == 4
    assert reference.districts["aliases"].to_list() == [[], ["Bagpat"]]
    assert reference.thanas["is_mahila"].dtype == pl.Boolean
    assert reference.gram_panchayats_wards["n_wards"].to_list() == [20, None, None, None]


def test_codes_lead_to_their_parents(settings: Settings) -> None:
    reference = load_reference(settings)
    assert reference.district_of_thana["khekra"] == "baghpat"
    assert reference.circle_of_thana["dhaulana"] == "hapur-rural"
    assert reference.thanas_of_district == {"hapur": ("hapur-nagar", "dhaulana"), "baghpat": ("khekra", "baraut")}
    assert reference.thana_of_place["hapur-market"] == "hapur-nagar"


def test_an_excel_byte_order_mark_does_no_harm(settings: Settings) -> None:
    path = settings.reference / "districts.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_reference(settings).district_codes == ("hapur", "baghpat")


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "line"),
    [
        ("thanas", "khekra,baghpat", "Khekra,baghpat", "reference.not_a_code", 4),
        ("thanas", "khekra,baghpat", "dhaulana,baghpat", "reference.twice", 4),
        ("thanas", "khekra,baghpat,baghpat-all", "khekra,hapur,baghpat-all", "reference.parents_disagree", 4),
        ("thanas", "khekra,baghpat,baghpat-all", "khekra,baghpat,baghpat-none", "reference.not_listed", 4),
        ("thanas", "2025-10-01,,", "01-10-2025,,", "reference.not_a_date", 5),
        ("thanas", "2025-10-01,,", "2025-10-01,2025-09-01,", "reference.ends_before", 5),
        ("thanas", "28.86,77.28,no", "28.86,77.28,maybe", "reference.not_yes_no", 4),
        ("thanas", "28.86,77.28", "28.86,28.86", "reference.not_a_number", 4),
        ("thanas", "Khekra,", ",", "reference.blank", 4),
        ("thanas", "Khekra,", "Khekra, Old,", "reference.cells", 4),
        ("places", ",08:00,", ",8 am,", "reference.not_a_time", 2),
        ("places", ",,,2,", ",,,two,", "reference.not_a_count", 2),
        ("places", ",,,2,", ",,,99999999999999999999,", "reference.not_a_count", 2),
        ("places", "school,Girls", "pub,Girls", "reference.not_one_of", 2),
        ("places", "hapur,hapur-nagar,school", "baghpat,hapur-nagar,school", "reference.parents_disagree", 2),
        ("due", "cases,month,3,18", "cases,month,3,25", "reference.not_an_hour", 2),
        ("due", "cases,month", "case,month", "reference.unknown_return", 2),
        ("calendar", "campaign,", "holiday,", "reference.no_campaign", None),
        ("circles", "circle_code,", "circle,", "reference.header", None),
    ],
)
def test_a_wrong_list_is_refused(settings: Settings, file: str, old: str, new: str, key: str, line: int | None) -> None:
    path = settings.reference / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadSettings) as refusal:
        load_reference(settings)
    assert refusal.value.key == key
    assert refusal.value.values["file"] == f"{file}.csv"
    assert refusal.value.values.get("line") == line
    for lang in ("hi", "en"):
        assert f"{file}.csv" in refusal.value.sentence(lang)


def test_a_list_that_is_not_there_or_not_text_is_refused(settings: Settings) -> None:
    path = settings.reference / "due.csv"
    path.write_bytes("थाना".encode("utf-16"))
    with pytest.raises(BadSettings, match="UTF-8"):
        load_reference(settings)
    path.unlink()
    with pytest.raises(BadSettings, match=r"due\.csv"):
        load_reference(settings)


def test_a_return_falls_due_only_if_the_warehouse_holds_it(settings: Settings) -> None:
    assert set(load_reference(settings).due["return_name"]) <= set(return_names())


def test_a_list_from_before_the_organisers_contact_was_asked_for_still_reads(settings: Settings) -> None:
    assert "organiser_contact" not in (settings.reference / "places.csv").read_text(encoding="utf-8")
    assert load_reference(settings).places["organiser_contact"].null_count() == 4


def test_a_list_with_the_organisers_contact_says_yes_or_no(settings: Settings) -> None:
    path = settings.reference / "places.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    told = [f"{row},{flag}" for row, flag in zip(rows, ("yes", "no", "", ""), strict=True)]
    path.write_text("\n".join([f"{head},organiser_contact", *told]), encoding="utf-8")
    assert load_reference(settings).places["organiser_contact"].to_list() == [True, False, None, None]
    path.write_text("\n".join([f"{head},organiser_contact,aliases", *told]), encoding="utf-8")
    with pytest.raises(BadSettings, match=r"places\.csv"):
        load_reference(settings)


def test_the_kinds_of_festive_places_are_listed(settings: Settings) -> None:
    path = settings.reference / "places.csv"
    text = path.read_text(encoding="utf-8")
    for kind in ("pandal", "ramlila", "mela", "ravan_dahan", "procession"):
        path.write_text(text.replace(",mela,Mela", f",{kind},Mela"), encoding="utf-8")
        assert load_reference(settings).places["kind"].to_list()[-2] == kind
