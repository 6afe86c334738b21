"""Recipes and code lists say each thing once and agree with themselves."""

from __future__ import annotations

import pytest

from etl.recipes import HOME, CodeList, Field, Recipe, load_banned, load_codes, load_recipe, load_recipes
from etl.sheets.headers import header_books, map_columns
from etl.text.fold import fold
from tests.warehouse_kit import shape_of
from warehouse.tables import load_tables, return_names

RECIPES = load_recipes()
LISTS = sorted({field.code for recipe in RECIPES for field in recipe.fields if field.code})


def test_every_return_of_the_warehouse_has_its_recipe_and_the_register_is_first() -> None:
    assert {recipe.name for recipe in RECIPES} == set(return_names())
    assert len(RECIPES) == 10
    assert RECIPES[0].name == "cases"


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_recipe_and_warehouse_mean_the_same_return(recipe: Recipe) -> None:
    held = load_tables().returns[recipe.name]
    assert recipe.child_of == held.child_of
    assert recipe.is_of_district == (held.of == "district")
    assert recipe.is_by_month == (held.by == "month")
    assert {*recipe.columns, "thana_code", "district_code"} <= set(shape_of(recipe.name))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_each_header_of_a_recipe_leads_to_its_own_field(recipe: Recipe) -> None:
    for lang in ("header_hi", "header_en"):
        header = [getattr(field, lang) for field in recipe.fields]
        assert map_columns(recipe, header).fields == {field.name: at for at, field in enumerate(recipe.fields)}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_no_alias_is_claimed_by_two_fields(recipe: Recipe) -> None:
    claimed = {(fold(alias), field.name) for field in recipe.fields for alias in (*field.headers, field.name)}
    aliases = [alias for alias, _ in claimed]
    assert {alias for alias in aliases if aliases.count(alias) > 1} == set()


@pytest.mark.parametrize("name", LISTS)
def test_no_spelling_is_claimed_by_two_codes(name: str) -> None:
    codes = load_codes(name)
    claimed = {
        (fold(word), code) for code, entry in codes.entries.items() for word in (code, *entry.labels, *entry.spellings)
    }
    spellings = [spelling for spelling, _ in claimed]
    assert {word for word in spellings if spellings.count(word) > 1} == set()
    assert not {fold(bad.spelling) for bad in codes.known_bad} & set(spellings)


def test_a_field_of_codes_without_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="names no code list"):
        Field(name="channel", header_hi="माध्यम", header_en="Channel", type="code")


def test_a_recipe_whose_key_no_field_becomes_is_refused() -> None:
    told = load_recipe("cases").model_dump() | {"key": ("serial",)}
    with pytest.raises(ValueError, match="serial"):
        Recipe(**told)


def test_labels_are_told_in_both_languages() -> None:
    channel: CodeList = load_codes("channel")
    assert (channel.label("school_box", "hi"), channel.label("school_box", "en")) == (
        "शिकायत पेटिका",
        "School complaint box",
    )


def test_a_cleaned_register_has_no_column_for_a_name() -> None:
    columns = load_recipe("cases").columns
    assert {"identity_recorded", "mobile_recorded", "address_recorded"} <= set(columns)
    assert not any(word in name for name in columns for word in ("name", "father", "aadhaar"))


def test_what_is_banned_is_said_once_for_every_return() -> None:
    own = [path.stem for path in (HOME / "returns").glob("*.toml") if "[[banned]]" in path.read_text(encoding="utf-8")]
    assert own == []
    assert all(recipe.banned == load_banned() for recipe in RECIPES)


def test_a_kept_flag_that_no_banned_column_raises_is_refused() -> None:
    told = load_recipe("cases").model_dump() | {"keeps_flags": ("photo_recorded",)}
    with pytest.raises(ValueError, match="photo_recorded"):
        Recipe(**told)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
@pytest.mark.parametrize(
    ("header", "flag"),
    [
        *((header, "identity_recorded") for header in ("Naam", "Pita ka naam", "W/O", "पति/पिता", "आवेदिका", "वादिनी")),
        *(
            (header, "identity_recorded")
            for header in ("शिकायतकर्ता", "जन्म तिथि", "फोटो", "हस्ताक्षर/अंगूठा", "Date of Birth")
        ),
        *(
            (header, "mobile_recorded")
            for header in ("Mob. No.", "Contact", "मो0 नं0", "मो० नं०", "दूरभाष", "WhatsApp No.")
        ),
        *(
            (header, "address_recorded")
            for header in ("निवासी", "पता/ग्राम", "ग्राम", "मोहल्ला", "R/O", "Niwas", "Village")
        ),
        ("पीड़िता का नाम व पति का नाम", "identity_recorded"),
        ("आधार (12 अंक)", "identity_recorded"),
        ("पीड़िता का मोबाइल", "identity_recorded"),
    ],
)
def test_a_banned_header_is_banned_in_every_return(recipe: Recipe, header: str, flag: str) -> None:
    assert map_columns(recipe, [header]).banned == {flag: (0,)}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_no_header_of_a_return_is_taken_for_a_banned_one(recipe: Recipe) -> None:
    for one in recipe.fields:
        assert [header for header in one.headers if map_columns(recipe, [header]).banned] == []


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_the_name_of_a_place_is_banned_in_no_return(recipe: Recipe) -> None:
    for one in recipe.of_type("thana", "district", "place", "venue"):
        for header in (f"{one.header_hi} का नाम", f"नाम {one.header_hi}", f"Name of {one.header_en}"):
            assert map_columns(recipe, [header]).fields == {one.name: 0}


@pytest.mark.parametrize("recipe", [one for one in RECIPES if one.name != "cases"], ids=lambda recipe: recipe.name)
def test_an_exact_age_is_banned_where_it_is_not_banded(recipe: Recipe) -> None:
    assert map_columns(recipe, ["आयु"]).banned == {"identity_recorded": (0,)}
    assert map_columns(load_recipe("cases"), ["आयु"]).fields == {"age_band": 0}


@pytest.mark.parametrize(
    ("header", "flag"),
    [
        ("पीड़िता का नाम", "identity_recorded"),
        ("नाम व पता", "identity_recorded"),
        ("Name of applicant", "identity_recorded"),
        ("मोबाइल नं०", "mobile_recorded"),
        ("Full Address", "address_recorded"),
    ],
)
def test_a_column_that_could_name_a_woman_is_banned_under_any_header(header: str, flag: str) -> None:
    assert map_columns(load_recipe("cases"), ["Unique No", header]).banned == {flag: (1,)}


@pytest.mark.parametrize(
    "header",
    [
        "प्राप्ति\u00a0दिनांक",
        "प्राप्ति\nदिनाँक",
        "प्राप्ति दिनांक (dd.mm.yyyy)",
        "प्राप्‍ति दिनांक :",
        "RECEIVED  ON",
        "प्राप्ति दिनाक",
    ],
)
def test_a_header_is_known_through_the_noise_of_its_writing(header: str) -> None:
    assert map_columns(load_recipe("cases"), [header]).fields == {"received_on": 0}


def test_the_name_of_a_thana_is_no_name_of_a_person() -> None:
    assert map_columns(load_recipe("cases"), ["थाने का नाम"]).fields == {"thana": 0}


def test_every_header_is_in_the_vocabulary_of_its_book() -> None:
    assert all(book.fields for book in header_books())
