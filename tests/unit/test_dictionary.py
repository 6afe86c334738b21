"""The data dictionary says what recipes, suites, code lists and tables.toml say, read here a second time as TOML."""

from __future__ import annotations

import csv
import tomllib
from html import escape
from pathlib import Path
from typing import Any, get_args

import pytest

from access.settings import HOME
from components.charts.table import Table
from components.dictionary import body, codes, finding, reading, returns, tables
from components.dictionary.choosing import ALL, VIEWS, Picked
from components.dictionary.reading import Dictionary
from etl.dictionary import told_dictionary
from etl.recipes import FieldType
from expectations.suites import LEVELS
from locales import LANGUAGES, catalogue, say
from tests.warehouse_kit import REFERENCE, published, small_settings
from warehouse.build import publish
from warehouse.dictionary import SHAPES, dictionary_frames
from warehouse.dictionary_reads import Kind
from warehouse.query import Snapshot, open_snapshot
from warehouse.store import Store


def toml(folder: str) -> dict[str, Any]:
    """Each file of a folder by its name, as it is written."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in (HOME / folder).glob("*.toml")}


RECIPES, LISTS, SUITES = toml("etl/returns"), toml("etl/codes"), toml("expectations/suites")
BANNED = tomllib.loads((HOME / "etl/banned.toml").read_text(encoding="utf-8"))["banned"]
TABLES = tomllib.loads((HOME / "warehouse/tables.toml").read_text(encoding="utf-8"))["tables"]
OWN_LIST = ("yes_no", "yes_no_not_seen", "age_band")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    settings = small_settings(tmp_path_factory.mktemp("dictionary"))
    return open_snapshot(settings, publish(Store(settings), settings, dictionary=told_dictionary()))


@pytest.fixture(scope="module")
def held(snapshot: Snapshot) -> Dictionary:
    return reading.read(snapshot)


@pytest.fixture(scope="module")
def known(snapshot: Snapshot) -> body.Source:
    return body.source(snapshot, "en")


def test_every_return_is_told_as_its_recipe_says(held: Dictionary) -> None:
    told = {one.name: (one.label_hi, one.label_en, list(one.title_words), one.child_of) for one in held.returns}
    assert told == {
        name: (one["label_hi"], one["label_en"], one["title_words"], one.get("child_of"))
        for name, one in RECIPES.items()
    }
    assert held.returns[0].name == "cases"


def test_every_field_is_told_as_its_recipe_says(held: Dictionary) -> None:
    told = [
        (
            *(one.name, field.name, field.label_hi, field.label_en, list(field.spellings)),
            *(field.type, field.code_list, field.is_required),
        )
        for one in held.returns
        for field in one.fields
    ]
    recipes = [
        (
            *(name, field["name"], field["header_hi"], field["header_en"], field.get("aliases", [])),
            *(field["type"], field["type"] if field["type"] in OWN_LIST else field.get("code")),
            field.get("required", False),
        )
        for name, one in RECIPES.items()
        for field in one["fields"]
    ]
    assert sorted(map(repr, told)) == sorted(map(repr, recipes))
    for one in held.returns:
        assert [field.name for field in one.fields] == [field["name"] for field in RECIPES[one.name]["fields"]]


def test_what_a_later_file_does_is_told_of_each_return(held: Dictionary) -> None:
    again = {one.name: one.again for one in held.returns}
    assert again == {
        name: "whole" if one["is_cumulative"] else "retold" if one.get("is_retold") else "period"
        for name, one in RECIPES.items()
    }


def test_every_rule_of_a_suite_is_told_at_a_field(held: Dictionary) -> None:
    told = {
        (one.name, rule.name, rule.consequence, rule.sentence_hi, rule.sentence_en)
        for one in held.returns
        for field in one.fields
        for rule in field.rules
    }
    assert told == {
        (name, rule["id"], rule["level"], rule["sentence_hi"], rule["sentence_en"])
        for name, suite in SUITES.items()
        for rule in suite["rules"]
    }


def test_a_rule_about_the_smallest_count_is_told_at_each_count(held: Dictionary) -> None:
    (squad,) = [one for one in held.returns if one.name == "squad_daily"]
    derived = next(one for one in SUITES["squad_daily"]["derived"] if one["name"] == "smallest_count")
    told = [field.name for field in squad.fields if "count_negative" in [rule.name for rule in field.rules]]
    assert told == derived["of"]


def test_every_code_and_refused_spelling_is_told_as_its_list_says(held: Dictionary) -> None:
    told = {
        one.name: (
            (one.label_hi, one.label_en),
            [(code.name, code.label_hi, code.label_en, list(code.spellings)) for code in one.codes],
            [(bad.spelling, bad.sentence_hi, bad.sentence_en) for bad in one.refused],
        )
        for one in held.code_lists
    }
    assert told == {
        name: (
            (one["label_hi"], one["label_en"]),
            [
                (code, entry["label_hi"], entry["label_en"], entry.get("spellings", []))
                for code, entry in one["codes"].items()
            ],
            [(bad["spelling"], bad["sentence_hi"], bad["sentence_en"]) for bad in one.get("known_bad", [])],
        )
        for name, one in LISTS.items()
    }


def test_every_banned_column_is_told(held: Dictionary) -> None:
    told = [(one.flag, list(one.headers), list(one.words)) for one in held.banned]
    assert told == [(one["flag"], one["headers"], one["words"]) for one in BANNED]


def test_by_when_a_return_is_due_is_told_as_the_list_says(held: Dictionary) -> None:
    with (REFERENCE / "due.csv").open(encoding="utf-8-sig") as file:
        listed = {
            (row["return_name"], int(row["cut_off_days"]), int(row["cut_off_hour"])) for row in csv.DictReader(file)
        }
    assert {(one.name, due.days, due.hour) for one in held.returns for due in one.due} == listed


def test_every_table_is_told_as_the_list_says(known: body.Source) -> None:
    told = {one.table.name: (one.table.grain, one.table.grain_hi, one.table.personal) for one in known.tables}
    assert told == {name: (one["grain"], one["grain_hi"], one["personal"]) for name, one in TABLES.items()}


def test_every_column_of_a_snapshot_has_a_meaning_in_both_languages(known: body.Source) -> None:
    assert all(one.columns for one in known.tables)
    nameless = {
        (one.table.name, column.name)
        for one in known.tables
        for column in one.columns or ()
        if not (column.label_hi and column.label_en)
    }
    assert nameless == set()


def test_no_meaning_is_kept_of_a_column_that_is_gone(known: body.Source) -> None:
    words = {key.rpartition(".")[2] for key in catalogue("hi") if key.startswith("dictionary.column.")}
    assert words - {column.name for one in known.tables for column in one.columns or ()} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_header_spelling_code_and_table_is_on_the_page(known: body.Source, lang: str) -> None:
    found = body.find(known, "")
    drawn = {view: body.draw(known, found, Picked(view), lang) for view in VIEWS}
    for one in RECIPES.values():
        for field in one["fields"]:
            for text in (field["header_hi"], field["header_en"], field["name"], *field.get("aliases", [])):
                assert escape(text) in drawn["returns"]
    for one in LISTS.values():
        for code, entry in one["codes"].items():
            for text in (code, entry["label_hi"], entry["label_en"], *entry.get("spellings", [])):
                assert escape(text) in drawn["codes"]
    for one in BANNED:
        assert all(escape(text) in drawn["returns"] for text in (*one["headers"], *one["words"]))
    for name, one in TABLES.items():
        assert f"<code>{name}</code>" in drawn["tables"]
        assert escape(one[f"meaning_{lang}"]) in drawn["tables"]


def test_the_file_holds_what_the_page_shows(known: body.Source) -> None:
    found = body.find(known, "")
    told = {view: [table for _, table in body.twins(known, found, Picked(view), "en")] for view in VIEWS}
    assert [len(table.rows) for table in told["returns"]] == [
        len(RECIPES),
        sum(len(one["fields"]) for one in RECIPES.values()),
        len(BANNED),
    ]
    assert len(told["codes"][0].rows) == sum(len(one["codes"]) for one in LISTS.values())
    assert len(told["codes"][1].rows) == sum(len(one.get("known_bad", [])) for one in LISTS.values())
    assert {row[0] for row in told["tables"][0].rows} == set(TABLES) == {row[0] for row in told["tables"][1].rows}
    assert all(len(row) == len(table.heads) for view in told.values() for table in view for row in table.rows)


def test_words_stand_for_every_type_consequence_and_kind_of_value() -> None:
    keys = [f"type.{kind}" for kind in get_args(FieldType)]
    keys += [f"consequence.{level}" for level in LEVELS] + [f"kind.{kind}" for kind in get_args(Kind)]
    keys += [f"{what}.{one['flag']}" for one in BANNED for what in ("banned", "why")]
    assert all(say(lang, f"dictionary.{key}") for key in keys for lang in LANGUAGES)


class TestSearch:
    def test_a_spelling_leads_to_its_fields_alone(self, held: Dictionary) -> None:
        found = {one.name: [field.name for field in one.fields] for one in finding.returns(held, "Zila")}
        with_alias = {
            name: [field["name"] for field in one["fields"] if "Zila" in field.get("aliases", [])]
            for name, one in RECIPES.items()
        }
        assert found == {name: fields for name, fields in with_alias.items() if fields}

    def test_the_name_of_a_return_leads_to_all_of_it(self, held: Dictionary) -> None:
        (found,) = [one for one in finding.returns(held, "squad_daily") if one.name == "squad_daily"]
        assert len(found.fields) == len(RECIPES["squad_daily"]["fields"])

    def test_a_dotted_letter_is_found_however_it_is_encoded(self) -> None:
        assert finding.holds("पी\u095cि\u0924ा", "पी\u0921\u093cि\u0924ा")

    def test_a_banned_header_is_found_with_its_reason(self, held: Dictionary) -> None:
        found = finding.banned(held, "Aadhaar no")
        assert [(one.flag, one.headers) for one in found] == [("identity_recorded", ("Aadhaar no",))]
        assert "BNS s. 72" in returns.banned_section(found, "en")

    def test_a_spelling_leads_to_its_code(self, held: Dictionary) -> None:
        found = [(one.name, [code.name for code in one.codes]) for one in finding.code_lists(held, "eve teasing")]
        assert found == [("category", ["street_harassment"])]

    def test_a_refused_spelling_is_found_with_what_to_write(self, held: Dictionary) -> None:
        found = finding.code_lists(held, "महिला अपराध")
        assert [one.name for one in found] == ["category"]
        assert "Write what kind of matter it is" in codes.entries(found, held, "en", is_open=True)

    def test_a_column_leads_to_its_table(self, known: body.Source) -> None:
        found = tables.find(known.tables, "n_at_bell")
        assert [(one.table.name, [column.name for column in one.columns or ()]) for one in found] == [
            ("mart_place_day", ["n_at_bell"])
        ]

    def test_each_view_says_how_much_is_found(self, known: body.Source) -> None:
        found = body.find(known, "eve teasing")
        assert (found.counts["returns"], found.counts["codes"], found.counts["tables"]) == (0, 1, 0)
        assert say("en", "dictionary.none") in body.draw(known, found, Picked("tables", "eve teasing"), "en")


class TestWithout:
    def test_a_publication_without_a_dictionary_says_so(self, tmp_path: Path) -> None:
        known = body.source(published(tmp_path), "en")
        assert known.dictionary is None
        assert "as soon as the next return is loaded" in known.why_not
        assert body.twins(known, body.find(known, ""), Picked("returns"), "en") == []

    def test_before_the_first_publication_tables_are_known_without_columns(self) -> None:
        known = body.source(None, "hi")
        assert "अभी कोई आँकड़ा प्रकाशित नहीं हुआ है" in known.why_not
        assert {one.table.name for one in known.tables} == set(TABLES)
        assert say("hi", "dictionary.no_columns") in tables.entries(known.tables[:1], "hi", is_open=True)

    def test_nothing_told_is_tables_of_the_right_shape_without_rows(self) -> None:
        frames = dictionary_frames({})
        assert {name: list(frame.columns) for name, frame in frames.items()} == {
            name: list(shape) for name, shape in SHAPES.items()
        }
        assert not any(frame.height for frame in frames.values())


def test_an_entry_that_the_search_left_out_narrows_nothing(known: body.Source) -> None:
    found = body.find(known, "eve teasing")
    assert body.narrowed(found, Picked("codes", "eve teasing", "channel"), body.items(found, "codes")) is found
    one = body.narrowed(found, Picked("codes", "eve teasing", "category"), body.items(found, "codes"))
    assert [listed.name for listed in one.code_lists] == ["category"]
    assert body.name(found, "codes", ALL, "en") == "All code lists"
    assert isinstance(codes.codes(one.code_lists, "hi"), Table)
