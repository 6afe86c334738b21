"""Which return a file is taken for, whole or with columns missing, and in which words it is refused."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from access.errors import Refused
from etl.recipes import Recipe, load_recipe, load_recipes
from etl.sheets.recognise import recognise
from etl.sheets.tables import RawTable
from tests.etl_kit import CASES, cleaned, write_csv, write_xlsx

NONE = pl.DataFrame({"source_row": []}, schema={"source_row": pl.Int64})


def meant(*header: str, title: str = "") -> str:
    """The return that a header is read as, or refused as."""
    table = RawTable("a.csv", "", (title,), header, 1, NONE)
    try:
        return recognise(table).name
    except Refused as error:
        return str(error.values.get("recipe"))


@hypothesis_settings(max_examples=200, deadline=None)
@given(data=st.data(), lang=st.sampled_from(["header_hi", "header_en"]))
def test_a_return_that_lacks_half_its_required_columns_is_still_that_return(data: st.DataObject, lang: str) -> None:
    recipe: Recipe = data.draw(st.sampled_from(load_recipes()))
    required = [one.name for one in recipe.fields if one.required]
    lacking = data.draw(st.sets(st.sampled_from(required), max_size=len(required) // 2))
    kept = [getattr(one, lang) for one in recipe.fields if one.name not in lacking]
    assert meant(*data.draw(st.permutations(kept))) == recipe.name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (["यूनिक नम्बर", "थाना", "प्रकरण का प्रकार", "निस्तारण का प्रकार", "चोटिल"], "cases"),
        (["थाना", "प्राप्ति दिनांक", "माध्यम", "आयु वर्ग", "निस्तारण दिनांक"], "cases"),
        (["थाना", "दिनांक", "समय से", "समय तक", "चेक किये गये व्यक्ति", "चेतावनी"], "patrols"),
        (["थाना", "निरीक्षणकर्ता", "पृथक कक्ष", "कम्प्यूटर", "रोस्टर प्रदर्शित", "कमियाँ"], "inspections"),
        (["थाना", "दिनांक", "चेक किये गये व्यक्ति", "चेतावनी", "गिरफ्तार"], "squad_daily"),
    ],
)
def test_headers_found_weigh_more_than_headers_missing(header: list[str], name: str) -> None:
    assert meant(*header) == name


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        cleaned(path)
    return caught.value


def test_the_refusal_names_the_return_that_was_meant_and_the_headers_found(tmp_path: Path) -> None:
    header = [name for name in CASES if name not in ("Received on", "Channel", "Age band", "Entered on")]
    error = refusal(write_csv(tmp_path / "hapur.csv", [header, ["x"] * len(header)]))
    for lang in ("hi", "en"):
        told = error.sentence(lang)
        assert load_recipe("cases").label(lang) in told
        assert all(f"'{name}'" in told for name in header)
    assert "'Received on'" in error.sentence("en")


def test_a_file_without_a_header_is_refused_under_the_name_it_bears(tmp_path: Path) -> None:
    error = refusal(write_csv(tmp_path / "hapur_patrols.csv", [["थाना", "दिनांक", "क", "ख"], ["x", "y", "1", "2"]]))
    assert error.key == "etl.refused.too_few_headers"
    assert load_recipe("patrols").label_hi in error.sentence("hi") and "'थाना', 'दिनांक', '•••'" in error.sentence("hi")


@pytest.mark.parametrize("rows", [[["क", "ख"], ["1", "2"]], [["थाना", "दिनांक"], ["x", "y"]]])
def test_what_bears_no_name_is_of_no_known_return(tmp_path: Path, rows: list[list[str]]) -> None:
    assert refusal(write_csv(tmp_path / "hapur.csv", rows)).key == "etl.refused.unknown_return"


@pytest.mark.parametrize("lang", ["hi", "en"])
@pytest.mark.parametrize("header", [CASES[:5], CASES[:2], [*CASES[:5], "District"], []])
def test_a_file_without_sheets_is_called_by_its_name_alone(tmp_path: Path, header: list[str], lang: str) -> None:
    told = refusal(write_csv(tmp_path / "a.csv", [header, ["निल रिपोर्ट"]])).sentence(lang)
    assert told.startswith(("फाइल a.csv", "File a.csv")) and "शीट 'a.csv'" not in told and "''" not in told


def test_a_sheet_is_called_by_its_name_and_the_files(tmp_path: Path) -> None:
    error = refusal(write_xlsx(tmp_path / "a.xlsx", {"माह": [CASES[:5], ["x"] * 5]}))
    assert error.sentence("hi").startswith("फाइल a.xlsx की शीट 'माह'")
    assert error.sentence("en").startswith("Sheet 'माह' of a.xlsx")
