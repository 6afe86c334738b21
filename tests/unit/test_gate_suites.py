"""A suite that is half-filled is refused with file, line and reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from access.errors import BadChoice, BadSettings
from etl.recipes import load_recipe, load_recipes
from expectations.suites import Suite, load_suite, suite_names
from tests.unit.gate_rows import row_schema
from warehouse.manifest import SQL
from warehouse.tables import load_tables

GOOD = """
[[rules]]
id = "day_missing"
kind = "required"
level = "quarantine"
columns = ["day"]
sentence_hi = "दिनांक रिक्त है।"
sentence_en = "The date is blank."
"""


def suite_of(folder: Path, text: str) -> str:
    (folder / "odd.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as refusal:
        load_suite("odd", folder)
    return refusal.value.sentence("en")


def test_every_return_has_a_suite() -> None:
    assert suite_names() == tuple(sorted(recipe.name for recipe in load_recipes()))


def test_a_return_without_a_suite_is_named() -> None:
    with pytest.raises(BadChoice, match="no rules for the return 'rumours'"):
        load_suite("rumours")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('kind = "required"', 'kind = "needed"', "kind = 'needed' is not one of"),
        ('level = "quarantine"', 'level = "stop"', "level = 'stop' is not one of"),
        ('columns = ["day"]', 'columns = ["day", "thana"]', "has 1 column"),
        ('sentence_hi = "दिनांक रिक्त है।"\n', "", "sentence_hi: Field required"),
        ('kind = "required"', 'kind = "between"', "needs min or max"),
        ('kind = "required"', 'kind = "in_set"', "needs values"),
        ('id = "day_missing"', 'id = "day_missing"\ncolour = "red"', "colour: Extra inputs"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_line(tmp_path: Path, old: str, new: str, why: str) -> None:
    sentence = suite_of(tmp_path, GOOD + GOOD.replace(old, new).replace("day_missing", "day_missing_too"))
    assert "odd.toml, the entry at line 10" in sentence
    assert why in sentence


def test_one_rule_twice_is_refused(tmp_path: Path) -> None:
    assert "line 10: the rule 'day_missing' appears twice" in suite_of(tmp_path, GOOD + GOOD)


def test_a_suite_that_is_not_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 3" in suite_of(tmp_path, "[[rules]]\nid = 'a'\nkind =\n")


def test_an_unknown_derivation_is_refused(tmp_path: Path) -> None:
    assert "how = 'guess'" in suite_of(tmp_path, '[[derived]]\nname = "x"\nhow = "guess"\nof = ["day"]\n')


@pytest.mark.parametrize("return_name", suite_names())
def test_every_column_of_a_suite_is_a_column_of_its_return(return_name: str) -> None:
    suite = load_suite(return_name)
    known = {*row_schema(load_recipe(return_name)), "district_code", *(derived.name for derived in suite.derived)}
    assert {name for rule in suite.rules for name in rule.columns} <= known
    assert set(suite.sources) <= known


@pytest.mark.parametrize("return_name", suite_names())
def test_every_required_field_has_its_rule_and_every_blamed_field_exists(return_name: str) -> None:
    suite, recipe = load_suite(return_name), load_recipe(return_name)
    required = {field.name for field in recipe.fields if field.required}
    ruled = {rule.blamed for rule in suite.rules if rule.kind == "required"}
    assert required <= ruled
    names = {field.name for field in recipe.fields} | {derived.name for derived in suite.derived}
    assert {rule.blamed for rule in suite.rules} <= names | {"thana"}


def marked() -> set[tuple[str, str]]:
    suites = [load_suite(name) for name in suite_names()]
    return {(suite.return_name, rule.id) for suite in suites for rule in suite.rules if rule.adds_up}


def test_every_order_of_two_of_a_rows_own_values_is_marked_as_such_and_so_are_the_times_of_a_visit() -> None:
    suites = [load_suite(name) for name in suite_names()]
    orders = {(suite.return_name, rule.id) for suite in suites for rule in suite.rules if rule.kind == "order"}
    assert marked() == orders | {("patrols", "ends_before_it_starts")}


def test_the_warehouse_counts_the_marked_rules_of_every_return_of_thanas() -> None:
    sql = (SQL / "3_marts" / "17_rule_adds_up.sql").read_text(encoding="utf-8")
    counted = re.findall(r"'(\w+)'\s+as return_name,\s+'(\w+)'\s+as rule", sql)
    assert len(counted) == sql.count("select\n")
    of_thanas = {one.name for one in load_tables().returns.values() if one.of == "thana"}
    assert sorted(counted) == sorted(rule for rule in marked() if rule[0] in of_thanas)


def test_every_count_of_a_return_that_a_later_file_replaces_is_compared_with_what_was_said_before() -> None:
    sql = (SQL / "1_staging" / "24_day_as_told.sql").read_text(encoding="utf-8")
    compared = {
        name: set(re.findall(r"(\w+) as n_\d+", rest))
        for name, rest in re.findall(r"'(\w+)' as return_name,(.*?)from", sql, re.S)
    }
    replaced = [one for one in load_tables().returns.values() if one.is_of_thana_days and not one.is_of_register]
    assert compared == {one.name: _counts(load_suite(one.name)) for one in replaced}


def _counts(suite: Suite) -> set[str]:
    """What may not be below zero is a count."""
    (smallest,) = [derived for derived in suite.derived if derived.name == "smallest_count"]
    return set(smallest.of)
