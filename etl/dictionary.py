"""Returns, their fields, rules and codes as frames, for the snapshot's data dictionary: words, no value of a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from etl.recipes import Recipe, load_banned, load_codes, load_recipes
from expectations.suites import Rule, Suite, load_suite
from expectations.verdict import mend_sentence
from warehouse.dictionary import SHAPES, Dictionary

Row = Mapping[str, Any]


def told_dictionary() -> Dictionary:
    """One frame for each of `warehouse.dictionary.SHAPES`: recipes, suites, code lists and banned columns."""
    recipes = load_recipes()
    lists = sorted({field.code for recipe in recipes for field in recipe.fields if field.code})
    rows: dict[str, list[Row]] = {
        "told_return": [_return(recipe, at) for at, recipe in enumerate(recipes)],
        "told_field": [row for recipe in recipes for row in _fields(recipe)],
        "told_rule": [row for recipe in recipes for row in _rules(recipe)],
        "told_banned": [
            {"flag": one.flag, "flag_no": at, "headers": list(one.headers), "header_words": list(one.words)}
            for at, one in enumerate(load_banned())
        ],
        "told_code": [row for name in lists for row in _codes(name)],
        "told_code_refused": [row for name in lists for row in _refused(name)],
    }
    return {name: pl.DataFrame(told, schema=dict(SHAPES[name]), orient="row") for name, told in rows.items()}


def _return(recipe: Recipe, at: int) -> Row:
    return {
        "return_name": recipe.name,
        "return_no": at,
        "name_hi": recipe.label_hi,
        "name_en": recipe.label_en,
        "title_words": list(recipe.title_words),
        "key_fields": _fields_of(recipe, recipe.key),
        "period_field": recipe.period_field,
        "is_cumulative": recipe.is_cumulative,
        "is_retold": recipe.is_retold,
        "child_of": recipe.child_of,
        "kept_flags": list(recipe.keeps_flags),
    }


def _fields(recipe: Recipe) -> Iterator[Row]:
    for at, field in enumerate(recipe.fields):
        yield {
            "return_name": recipe.name,
            "field": field.name,
            "field_no": at,
            "header_hi": field.header_hi,
            "header_en": field.header_en,
            "spellings": list(field.aliases),
            "field_type": field.type,
            "code_list": field.code,
            "is_required": field.required,
            "column_names": list(field.columns),
        }


def _rules(recipe: Recipe) -> Iterator[Row]:
    suite = load_suite(recipe.name)
    for at, rule in enumerate(suite.rules):
        yield {
            "return_name": recipe.name,
            "rule": rule.id,
            "rule_no": at,
            "consequence": rule.level,
            "blamed_fields": _blamed(recipe, suite, rule),
            "read_fields": _fields_of(recipe, _sources(suite, rule.columns)),
            "sentence_hi": rule.sentence_hi,
            "sentence_en": rule.sentence_en,
            "mend_hi": mend_sentence(recipe.name, rule.id, "hi"),
            "mend_en": mend_sentence(recipe.name, rule.id, "en"),
        }


def _blamed(recipe: Recipe, suite: Suite, rule: Rule) -> list[str]:
    """The fields that a rejection sheet may point to; of an extreme, whichever of its columns holds it."""
    return _fields_of(recipe, _sources(suite, (rule.blamed,)))


def _sources(suite: Suite, columns: Sequence[str]) -> list[str]:
    """The columns with each derived one replaced by those that it is worked out from."""
    found = list(columns)
    for derived in reversed(suite.derived):
        found = [source for name in found for source in (derived.of if name == derived.name else (name,))]
    return found


def _fields_of(recipe: Recipe, columns: Sequence[str]) -> list[str]:
    """The fields that become these columns, in the order of the return; columns of no field are left out."""
    wanted = set(columns)
    return [field.name for field in recipe.fields if wanted & {field.name, *field.columns}]


def _codes(name: str) -> Iterator[Row]:
    codes = load_codes(name)
    for at, (code, entry) in enumerate(codes.entries.items()):
        yield {
            "code_list": name,
            "code": code,
            "code_no": at,
            "list_hi": codes.label_hi,
            "list_en": codes.label_en,
            "label_hi": entry.label_hi,
            "label_en": entry.label_en,
            "spellings": list(entry.spellings),
        }


def _refused(name: str) -> Iterator[Row]:
    for at, bad in enumerate(load_codes(name).known_bad):
        yield {
            "code_list": name,
            "spelling": bad.spelling,
            "spelling_no": at,
            "sentence_hi": bad.sentence_hi,
            "sentence_en": bad.sentence_en,
        }
