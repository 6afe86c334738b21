"""The catalogue says everything about a KPI once, and an entry that cannot be right is refused with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from access.errors import BadChoice, BadSettings
from locales import LANGUAGES
from metrics import catalogue
from metrics.contradictions import DEVANAGARI, LATIN, MAX_SHORT

RUNGS = ["P6.warned", "P6.parents_called", "P6.preventive", "P6.firs", "P6.arrests"]

# code → direction, target, source, pair or the pair awaited, as the range's dictionary has them
DICTIONARY = {
    "C1": ("UP", 100, "ORDER", "C3"),
    "C2": ("DOWN", 0, "POLICY", "C1"),
    "C3": ("UP", 98, "ORDER", "D11"),
    "C4": ("CONTEXT", None, None, "C5"),
    "C5": ("CONTEXT", None, None, "C4"),
    "C7": ("CONTEXT", None, None, "C8"),
    "C8": ("UP", 95, "POLICY", "C3"),
    "K1": ("UP", 90, "ORDER", "K6"),
    "K2": ("UP", 95, "ORDER", "K7"),
    "K3": ("UP", 80, "POLICY", "K7"),
    "K4": ("DOWN", 7, "ORDER", "K5"),
    "K5": ("CONTEXT", None, None, "S3"),
    "K6": ("DOWN", 5, "POLICY", "K4"),
    "K7": ("UP", 90, "POLICY", "D11"),
    "K8": ("CONTEXT", None, None, "K4"),
    "K9": ("UP", 100, "POLICY", "F7"),
    "K10": ("UP", 100, "ORDER", "K7"),
    "K11": ("UP", 80, "PEER", "I6"),
    "F1": ("UP", 100, "ORDER", "F7"),
    "F2": ("UP", 95, "ORDER", "F7"),
    "F2.hours": ("CONTEXT", None, None, "F7"),
    "F3": ("CONTEXT", None, None, "F7"),
    "F4": ("DOWN", 0, "LAW", "F1"),
    "F5": ("UP", 85, "PEER", "F6.two_months"),
    "F6.two_months": ("DOWN", 0, "ORDER", "F5"),
    "F6.six_months": ("DOWN", 0, "ORDER", "F5"),
    "F7": ("DOWN", 0, "LAW", "F1"),
    "F8": ("CONTEXT", None, None, "P6.preventive"),
    "R1": ("CONTEXT", None, None, "R3"),
    "R2": ("UP", 80, "POLICY", "R3"),
    "R3": ("UP", 60, "PEER", "S3"),
    "R4": ("UP", 100, "POLICY", "F7"),
    "R5": ("UP", 70, "ORDER", "R6"),
    "R6": ("UP", 95, "POLICY", "R5"),
    "R7": ("UP", 80, "POLICY", "R3"),
    "B1": ("DOWN", "last_review", "POLICY", "B8"),
    "B2": ("DOWN", "last_review", "POLICY", "B8"),
    "B3": ("UP", 100, "POLICY", "B7"),
    "B4": ("DOWN", 10, "POLICY", "B8"),
    "B5": ("DOWN", 15, "POLICY", "B7"),
    "B6.median": ("CONTEXT", None, None, "B7"),
    "B6.p_ninety": ("DOWN", 60, "POLICY", "B7"),
    "B7": ("DOWN", 3, "POLICY", "B3"),
    "B8": ("DOWN", 1.5, "POLICY", "B3"),
    "B9": ("DOWN", None, None, "B4"),
    "S1": ("UP", 100, "ORDER", "S4"),
    "S2": ("CONTEXT", None, None, "C3"),
    "S3": ("UP", 80, "PEER", "S4"),
    "S4": ("UP", 50, "PEER", "S3"),
    "S5": ("UP", 95, "POLICY", "B7"),
    "S6": ("DOWN", 5, "POLICY", "S3"),
    "I1": ("UP", 100, "ORDER", "I7"),
    "I2": ("UP", 100, "ORDER", "I7"),
    "I3": ("DOWN", 14, "POLICY", "I1"),
    "I4": ("UP", 90, "POLICY", "I5"),
    "I5": ("DOWN", 10, "POLICY", "I4"),
    "I6": ("UP", 95, "POLICY", "I7"),
    "I7": ("CONTEXT", None, None, "I8"),
    "I8": ("DOWN", 10, "POLICY", "I7"),
    "I9": ("UP", 100, "ORDER", "I6"),
    "P1": ("UP", 95, "PEER", "P3"),
    "P2": ("UP", 70, "POLICY", "P8"),
    "P3": ("DOWN", 40, "POLICY", "P1"),
    "P4": ("DOWN", 7, "POLICY", "P1"),
    "P5": ("UP", 95, "POLICY", "P9"),
    "P7": ("UP", 50, "PEER", "P1"),
    "P8": ("UP", 95, "POLICY", "D11"),
    "P9": ("UP", 1, "POLICY", "P1"),
    "P10": ("UP", 90, "POLICY", "P6.preventive"),
    "N1": ("UP", 90, "ORDER", "N3"),
    "N2": ("UP", 70, "POLICY", "N1"),
    "N3": ("DOWN", 0, "POLICY", "N1"),
    "N4": ("DOWN", 2, "POLICY", "N1"),
    "N5": ("UP", 100, "POLICY", "P7"),
    "N6": ("UP", 100, "POLICY", "N1"),
    "A1": ("UP", 50, "ORDER", "A3"),
    "A2": ("UP", 60, "ORDER", "A1"),
    "A3": ("UP", 90, "POLICY", "D11"),
    "A4": ("UP", 80, "ORDER", "A3"),
    "A6": ("CONTEXT", None, None, "A1"),
    "D1": ("UP", 100, "POLICY", "D5"),
    "D2": ("UP", 95, "POLICY", "D5"),
    "D3": ("DOWN", 12, "POLICY", "D2"),
    "D4": ("DOWN", 36, "POLICY", "D2"),
    "D5": ("UP", 85, "POLICY", "D1"),
    "D6": ("DOWN", 2, "POLICY", "D5"),
    "D6.register": ("DOWN", 2, "POLICY", "D5"),
    "D7": ("UP", 100, "POLICY", "D6"),
    "D7.register": ("UP", 100, "POLICY", "D6.register"),
    "D8": ("UP", 100, "PEER", "D9"),
    "D9": ("DOWN", 1, "POLICY", "D8"),
    "D10": ("CONTEXT", None, None, "D11"),
    "D11": ("DOWN", 20, "POLICY", "D1"),
    "D12": ("UP", 97, "PEER", "D6"),
    "H1": ("UP", 100, "ORDER", "H2"),
    "H2": ("DOWN", 20, "PEER", "K4"),
} | dict.fromkeys(RUNGS, ("CONTEXT", None, None, "S3"))

ENTRY = """
[[kpi]]
code = "X1"
name = "sample_share"
kind = "obligation"
stream = "sample"
returns = ["cases"]
direction = "UP"
unit = "pct"
target = 90
target_source = "ORDER"
pair_awaits = "X2"
agreed_on = 2025-09-28
personal = true
[kpi.hi]
label = "नमूना"
short = "नमूना"
meaning = "अर्थ"
numerator = "अंश"
denominator = "हर"
not_counted = "शेष"
owner = "थाना प्रभारी"
target_reason = "आदेश"
[kpi.en]
label = "Sample"
short = "Sample"
meaning = "Meaning"
numerator = "Part"
denominator = "Whole"
not_counted = "Rest"
owner = "SHO"
target_reason = "Order"
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str) -> Path:
        path = tmp_path / "catalogue.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


def test_the_kpis_of_the_dictionary_are_all_there() -> None:
    assert {kpi.code for kpi in catalogue.load().kpis} == set(DICTIONARY)


# The dictionary's orders with a figure of their own, and the law; every other target waits for the range.
CONFIRMED = {"C1", "K2", "K10", "F1", "F2", "F4", "F7", "S1", "I1", "I2", "N1"}


def test_only_what_law_or_order_says_itself_is_no_proposal() -> None:
    judged = [kpi for kpi in catalogue.load().kpis if kpi.target is not None]
    assert {kpi.code for kpi in judged if not kpi.is_target_proposed} == CONFIRMED
    assert {kpi.target_source for kpi in judged if kpi.code in CONFIRMED} == {"LAW", "ORDER"}


PANDALS = {"N1", "N2", "N3", "N4", "N5", "N6"}
PATROLS = {"P1", "P2", "P3", "P4", "P7", "P8", "P10"}
INSPECTIONS = {"I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9"}
PROGRAMMES = {"A1", "A2", "A3", "A4", "A6"}  # those who come to a public programme are no victims
RETURNS = {"D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12"}
STAFF_AND_RETURNS = {"C5", "H1", *RETURNS, *INSPECTIONS, *PROGRAMMES, *PANDALS, *PATROLS, *RUNGS}


def test_whatever_counts_women_is_personal() -> None:
    assert {kpi.code for kpi in catalogue.load().kpis if not kpi.personal} == STAFF_AND_RETURNS


def test_what_falls_due_in_a_navratri_only_is_seasonal() -> None:
    assert {kpi.code for kpi in catalogue.load().kpis if kpi.is_seasonal} == PANDALS


def test_satisfaction_alone_is_judged_by_its_lower_end() -> None:
    assert [kpi.code for kpi in catalogue.load().kpis if kpi.target_on == "low"] == ["S3"]


# a breach of the law is one at the first case; a load is no sample; each pandal is known by itself
ONE_IS_ENOUGH = {"D4", "D11", "I3", "P4", "F4", "F7", "H2", "N3", "N4", "N6"}


# Minutes of officers are many where visits are few; an index of complaints needs thirty of them.
MORE_ARE_NEEDED = {"P7": 3000, "P9": 30}


def test_the_least_number_is_ten_but_where_one_is_enough_or_more_are_needed() -> None:
    least = {kpi.code: kpi.min_n for kpi in catalogue.load().kpis if kpi.min_n != 10}
    assert least == dict.fromkeys(ONE_IS_ENOUGH, 1) | MORE_ARE_NEEDED


@pytest.mark.parametrize(("code", "expected"), DICTIONARY.items())
def test_an_entry_says_what_the_dictionary_says(code: str, expected: tuple[object, ...]) -> None:
    kpi = catalogue.load()[code]
    assert (kpi.direction, kpi.target, kpi.target_source, kpi.pair or kpi.pair_awaits) == expected


@pytest.mark.parametrize("kpi", catalogue.load().kpis, ids=lambda kpi: kpi.code)
def test_an_entry_speaks_each_language_in_its_own_letters(kpi: catalogue.Kpi) -> None:
    assert not any(LATIN.search(text) for _, text in kpi.hi if text)
    assert not any(DEVANAGARI.search(text) for _, text in kpi.en if text)
    assert all(len(kpi.words(lang).short) <= MAX_SHORT for lang in LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_kpis_carry_the_same_label(lang: str) -> None:
    shorts = [kpi.words(lang).short for kpi in catalogue.load().kpis]
    assert len(set(shorts)) == len(shorts)


def test_a_kpi_is_found_by_code_by_name_and_a_ladder_by_its_stem() -> None:
    found = catalogue.load().find
    assert [kpi.code for kpi in found("c1")] == ["C1"]
    assert [kpi.code for kpi in found("unique_number_coverage")] == ["C1"]
    assert [kpi.code for kpi in found("P6")] == RUNGS
    assert [kpi.code for kpi in found("P6.firs")] == ["P6.firs"]


@pytest.mark.parametrize("wanted", ["", "P", "ZZ", "C", "coverage"])
def test_an_unknown_kpi_is_answered_with_the_known_ones(wanted: str) -> None:
    with pytest.raises(BadChoice) as error:
        catalogue.load().find(wanted)
    assert "C1" in error.value.sentence("hi")


def test_the_sample_entry_is_in_order(write: Write) -> None:
    assert [kpi.code for kpi in catalogue.load(write(ENTRY)).kpis] == ["X1"]


COLUMNS = 'numerator_columns = ["n"]\ndenominator_columns = ["m"]'
PAIRS = 'numerator_columns = ["k", "n"]\ndenominator_columns = ["j", "m"]'


def shaped(kind: str, source: str, unit: str, rest: str = 'direction = "UP"\ntarget = 90') -> str:
    """The sample entry as one of another kind."""
    changes = {
        'kind = "obligation"\nstream = "sample"': f'kind = "{kind}"\n{source}',
        'unit = "pct"': f'unit = "{unit}"',
        'direction = "UP"': rest.partition("\n")[0],
        "target = 90": rest.partition("\n")[2],
    }
    text = ENTRY
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text if "target =" in text else re.sub("target_(source|reason) = .*\n", "", text)


DOWN = 'direction = "DOWN"\ntarget = 5'
UNTARGETED = 'direction = "DOWN"'
SHAPES = {
    "lapse": shaped("lapse", 'stream = "sample"', "pct", DOWN),
    "median in days": shaped("median", 'stream = "sample"', "days", DOWN),
    "median in hours": shaped("median", 'stream = "sample"', "hours", 'direction = "CONTEXT"'),
    "survival": shaped("survival", "quantile = 0.9", "days", DOWN),
    "workload": shaped("workload", COLUMNS, "days", DOWN),
    "stock ratio": shaped("stock_ratio", COLUMNS, "per_one", DOWN),
    "ratio per hundred": shaped("ratio", COLUMNS, "per_hundred", DOWN),
    "ratio per one": shaped("ratio", COLUMNS, "per_one", DOWN),
    "at most once": shaped("bunching", COLUMNS, "times", 'direction = "DOWN"\ntarget = 1'),
    "difference": shaped("difference", PAIRS, "points", DOWN),
    "oldest": shaped("oldest", "", "days", UNTARGETED),
    "freshness": shaped("freshness", "", "hours", DOWN).replace('returns = ["cases"]\n', ""),
    "second bar": shaped("workload", COLUMNS, "days", DOWN + "\nmissed_beyond = 9"),
    "lower end": shaped("share", COLUMNS, "pct", 'direction = "UP"\ntarget = 80\ntarget_on = "low"'),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_every_shape_of_a_kpi_is_taken(write: Write, text: str) -> None:
    assert [kpi.code for kpi in catalogue.load(write(text)).kpis] == ["X1"]


MISSHAPEN = {
    "lapse without stream": (shaped("lapse", "", "pct", DOWN), "source_missing", "stream"),
    "median of columns": (shaped("median", COLUMNS, "days", DOWN), "source_missing", "stream"),
    "median in per cent": (shaped("median", 'stream = "sample"', "pct", DOWN), "unit", "unit"),
    "survival without quantile": (shaped("survival", "", "days", DOWN), "source_missing", "quantile"),
    "quantile of all": (shaped("survival", "quantile = 1.0", "days", DOWN), "wrong", "quantile"),
    "quantile of a median": (shaped("median", 'stream = "s"\nquantile = 0.5', "days"), "source_extra", "quantile"),
    "workload of one": (shaped("workload", 'numerator_columns = ["n"]', "days"), "source_missing", "denominator"),
    "difference of one": (shaped("difference", COLUMNS, "points", DOWN), "part_and_whole", "denominator_columns"),
    "oldest of columns": (shaped("oldest", COLUMNS, "days", UNTARGETED), "source_extra", "denominator_columns"),
    "oldest with a target": (shaped("oldest", "", "days", DOWN), "listed_target", "target"),
    "freshness of a return": (shaped("freshness", "", "hours", DOWN), "source_extra", "returns"),
    "second bar before the first": (
        shaped("workload", COLUMNS, "days", DOWN + "\nmissed_beyond = 4"),
        "missed_beyond",
        "missed_beyond",
    ),
    "second bar without a first": (
        shaped("oldest", "", "days", UNTARGETED + "\nmissed_beyond = 4"),
        "listed_target",
        "missed_beyond",
    ),
    "lower end of what is to be low": (
        shaped("share", COLUMNS, "pct", DOWN + '\ntarget_on = "low"'),
        "target_on",
        "target_on",
    ),
    "lower end of days": (
        shaped("workload", COLUMNS, "days", 'direction = "UP"\ntarget = 5\ntarget_on = "low"'),
        "target_on",
        "target_on",
    ),
}


@pytest.mark.parametrize(("text", "kind", "field"), MISSHAPEN.values(), ids=MISSHAPEN)
def test_a_kind_that_lacks_what_it_needs_is_refused(write: Write, text: str, kind: str, field: str) -> None:
    with pytest.raises(BadSettings) as error:
        catalogue.load(write(text))
    assert error.value.key == f"metrics.catalogue.{kind}"
    assert all(field in error.value.sentence(lang) for lang in LANGUAGES)


BROKEN = {
    "context with a target": ('"UP"', '"CONTEXT"', "context_target", "target"),
    "target without a source": ('target_source = "ORDER"\n', "", "target_without_source", "target_source"),
    "no target": ("target = 90\n", "", "target_missing", "target"),
    "UP met by all": ("target = 90", "target = 0", "target_met_by_all", "target"),
    "DOWN met by all": (
        '"UP"\nunit = "pct"\ntarget = 90',
        '"DOWN"\nunit = "pct"\ntarget = 100',
        "target_met_by_all",
        "target",
    ),
    "target out of range": ("target = 90", "target = 190", "target_range", "target"),
    "share against the last review": ("target = 90", 'target = "last_review"', "target_kind", "target"),
    "target is a word": ("target = 90", 'target = "ninety"', "wrong", "target"),
    "pair is itself": ('pair_awaits = "X2"', 'pair = "X1"', "pair_itself", "pair"),
    "pair is missing": ('pair_awaits = "X2"', 'pair = "X9"', "pair_missing", "pair"),
    "no pair": ('pair_awaits = "X2"\n', "", "pair_none", "pair"),
    "two pairs": ('pair_awaits = "X2"', 'pair_awaits = "X2"\npair = "X3"', "pair_twice", "pair_awaits"),
    "obligation without stream": ('stream = "sample"\n', "", "source_missing", "stream"),
    "no return named": ('returns = ["cases"]\n', "", "source_missing", "returns"),
    "returns beside a count of returns": ('stream = "sample"', 'stream = "return_received"', "source_extra", "returns"),
    "obligation with columns": ("stream =", 'numerator_columns = ["n"]\nstream =', "source_extra", "numerator_columns"),
    "share per thousand": ('unit = "pct"', 'unit = "per_thousand"', "unit", "unit"),
    "English in Hindi": ('label = "नमूना"', 'label = "नमूना FIR"', "foreign_hi", "label"),
    "Hindi in English": ('label = "Sample"', 'label = "Sample थाना"', "foreign_en", "label"),
    "no words": ('meaning = "अर्थ"', 'meaning = "—"', "no_words", "meaning"),
    "empty text": ('meaning = "अर्थ"', 'meaning = " "', "wrong", "meaning"),
    "half-filled": ('numerator = "Part"\n', "", "missing", "numerator"),
    "one language only": (ENTRY[ENTRY.index("[kpi.en]") :], "", "missing", "en"),
    "reason without words": ('target_reason = "Order"\n', "", "target_reason", "target_reason"),
    "short too long": ('short = "Sample"', f'short = "{"S" * 23}"', "too_long", "short"),
    "misspelt field": ("personal = true", "personnal = true", "missing", "personal"),
    "unknown field": ("personal = true", "personal = true\ncolour = 1", "unknown_field", "colour"),
    "unknown return": ('returns = ["cases"]', 'returns = ["case"]', "wrong", "returns"),
    "agreed on no day": ("agreed_on = 2025-09-28", 'agreed_on = "soon"', "wrong", "agreed_on"),
}


@pytest.mark.parametrize(("old", "new", "kind", "field"), BROKEN.values(), ids=BROKEN)
def test_an_entry_that_cannot_be_right_is_refused(write: Write, old: str, new: str, kind: str, field: str) -> None:
    assert old in ENTRY
    with pytest.raises(BadSettings) as error:
        catalogue.load(write(ENTRY.replace(old, new)))
    assert error.value.key == f"metrics.catalogue.{kind}"
    for lang in LANGUAGES:
        sentence = error.value.sentence(lang)
        assert "catalogue.toml" in sentence
        assert "X1" in sentence
        assert field in sentence


def test_the_line_of_the_fault_is_named(write: Write) -> None:
    text = ENTRY.replace('label = "Sample"', 'label = "थाना"')
    with pytest.raises(BadSettings) as error:
        catalogue.load(write(text))
    line = int(re.findall(r"line (\d+)", error.value.sentence("en"))[0])
    assert text.splitlines()[line - 1] == 'label = "थाना"'


@pytest.mark.parametrize(("old", "field"), [("never", "code"), ('code = "X1"', "name")])
def test_a_second_entry_of_the_same_code_or_name_is_refused(write: Write, old: str, field: str) -> None:
    with pytest.raises(BadSettings) as error:
        catalogue.load(write(ENTRY + ENTRY.replace(old, 'code = "X3"')))
    assert (error.value.key, error.value.values["field"]) == ("metrics.catalogue.duplicate", field)


def test_an_awaited_pair_that_has_come_is_refused(write: Write) -> None:
    arrived = ENTRY.replace("sample_share", "other").replace('"X2"', '"X9"').replace('"X1"', '"X2"')
    with pytest.raises(BadSettings) as error:
        catalogue.load(write(ENTRY + arrived))
    assert error.value.key == "metrics.catalogue.pair_arrived"


@pytest.mark.parametrize("text", ["", "kpi = 3", "kpi = [3]", "[[kpis]]\ncode = 1", "[[kpi]\n"])
def test_a_file_that_is_no_catalogue_is_refused(write: Write, text: str) -> None:
    with pytest.raises(BadSettings) as error:
        catalogue.load(write(text))
    assert all("catalogue.toml" in error.value.sentence(lang) for lang in LANGUAGES)
