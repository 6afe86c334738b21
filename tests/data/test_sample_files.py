"""The sample's files: one seed, one set of bytes; every thana in every return; and nobody to be found in it."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from etl.recipes import load_recipe
from etl.sheets.headers import map_columns
from sample_data import Sample, deliveries, generate, write
from sample_data.cases import cases_of
from sample_data.days import PERIODS, answer_key
from sample_data.filing import Boxes, case_at, not_filed
from sample_data.inspections import ALL_CORRECT, ASKED_FOR, LOOKED_AT, REMARKS
from sample_data.notes import BETWEEN, BRIEF, CLOSING, COPIED, MIDDLE, OPENING, STEP
from sample_data.plant_signs import SHORT
from sample_data.sheets import FILLED

LONG = re.compile("[0-9]{10,}")
TEN_DIGITS = re.compile("[6-9][0-9]{9}|[0-9]{12}")
# Ten returns of four districts in nine periods, but for the staff of the month that is not over yet; one sent twice.
N_FILES = 10 * 4 * 9 - 4 + 1


def files(folder: Path) -> dict[str, Path]:
    return {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*.*")) if path.suffix != ".toml"}


@pytest.mark.slow
def test_one_seed_gives_one_set_of_bytes(sample: Sample, sample_folder: Path, tmp_path: Path) -> None:
    write(generate(sample.seed), tmp_path, lambda _line: None)
    first, again = files(sample_folder), files(tmp_path)
    assert list(first) == list(again)
    assert [name for name in first if first[name].read_bytes() != again[name].read_bytes()] == []


def test_another_seed_gives_another_year(sample: Sample) -> None:
    thana = sample.thanas[0]
    assert [astuple(case) for case in cases_of(1, thana)] != [astuple(case) for case in cases_of(2, thana)]


def test_a_file_for_each_return_of_each_district_and_period(sample: Sample, sample_folder: Path) -> None:
    assert len(files(sample_folder)) == len(sample.filings) == N_FILES


def test_the_list_of_deliveries_says_when_each_came(sample_folder: Path) -> None:
    listed = tomllib.loads((sample_folder / "deliveries.toml").read_text(encoding="utf-8"))["deliveries"]
    assert [(lot["name"], lot["received_at"], lot["folder"]) for lot in listed] == [
        (lot.name, lot.received_at, lot.folder) for lot in deliveries()
    ]
    assert all((sample_folder / lot["folder"]).is_dir() for lot in listed)
    assert [lot["received_at"] for lot in listed] == sorted(lot["received_at"] for lot in listed)


def test_no_delivery_came_before_its_period_ended(sample: Sample) -> None:
    for filing in sample.filings:
        assert timedelta(0) < filing.received_at.date() - filing.period.last_day <= timedelta(days=8)


def test_every_thana_is_in_every_return_unless_it_sent_none(sample: Sample) -> None:
    silent = not_filed()
    for filing in sample.filings:
        expected = {
            thana.code
            for thana in sample.thanas
            if thana.district == filing.district and (filing.return_name, thana.code, filing.period) not in silent
        }
        assert filing.thanas == expected


def test_a_thana_with_nothing_says_so(sample: Sample, sample_folder: Path) -> None:
    path = sample_folder / "2026-11-16-2026-11" / "bulandshahr_patrols_2026-11-01_2026-11-15.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    nil = {line[0] for line in lines if set(line[1:]) == {"निल"}}
    told = {line[0] for line in lines[1:]}
    assert nil
    assert told == {thana.name_en for thana in sample.thanas if thana.district == "bulandshahr"}


def test_the_register_is_told_again_when_a_case_changed(sample: Sample, boxed: Boxes) -> None:
    register = [(period, line) for (name, _, period), lines in boxed.items() if name == "cases" for line in lines]
    good = [(period, line) for period, line in register if not line.fault]
    latest: dict[str, object] = {}
    for _period, line in sorted(good, key=lambda told: told[0].first_day):
        latest[line.unique_no] = line  # type: ignore[attr-defined]  # a case
    assert len(good) > 1.2 * len(latest)
    assert latest == {case.unique_no: case for case in sample.cases if not case.fault}


def test_no_line_tells_what_happened_after_its_file_came(boxed: Boxes) -> None:
    for (name, _district, period), lines in boxed.items():
        if name == "cases":
            for case in lines:
                days = [case.closed_on, case.heard_on, case.reopened_on, case.final_report_on]  # type: ignore[attr-defined]  # a case
                assert all(day is None or day <= period.last_day for day in days)


def test_some_closures_of_october_are_told_in_november_only(sample: Sample) -> None:
    october, november = date(2026, 10, 31), date(2026, 11, 15)
    late = [case for case in sample.cases if case.closed_on and case.closed_on <= october and not case.fault]
    late = [case for case in late if case_at(case, october).closed_on is None]
    assert 10 < len(late) < 60
    assert all(case_at(case, october).outcome == "" for case in late)
    assert all(case_at(case, november) == case for case in late)


def test_what_goes_on_is_told_again_until_it_is_done(sample: Sample, boxed: Boxes) -> None:
    told = sorted(
        ((name, period.first_day, line) for (name, _, period), lines in boxed.items() for line in lines),
        key=lambda line: line[1],
    )
    for name, rows in (("referrals", sample.referrals), ("feedback", sample.calls), ("circulars", sample.circulars)):
        lines = [repr(line) for return_name, _, line in told if return_name == name]
        assert len(lines) > len(rows)
        assert {repr(row) for row in rows if not row.fault} <= set(lines)


def test_a_circular_that_is_open_is_in_every_later_list(boxed: Boxes) -> None:
    overdue = {entry["circular_no"] for entry in answer_key()["troubles"] if entry["kind"] == "circular_overdue"}
    listed = {
        period.first_day
        for (name, district, period), lines in boxed.items()
        if (name, district) == ("circulars", "hapur")
        for line in lines
        if line.circular_no in overdue  # type: ignore[attr-defined]  # a circular
    }
    assert listed == {period.first_day for period in PERIODS if period.first_day >= date(2026, 5, 1)}


def test_no_file_holds_a_telephone_or_identity_number(sample_folder: Path) -> None:
    for path in sample_folder.rglob("*.csv"):
        numbers = LONG.findall(path.read_text(encoding="utf-8-sig"))
        assert [number for number in numbers if TEN_DIGITS.fullmatch(number)] == []


def test_no_workbook_holds_a_telephone_or_identity_number(sample_folder: Path) -> None:
    for path in sample_folder.rglob("*.xlsx"):
        with ZipFile(path) as book:
            texts = re.findall(r">([^<>]+)<", book.read("xl/worksheets/sheet1.xml").decode())
        assert [text for text in texts if TEN_DIGITS.fullmatch(text)] == []


def test_banned_columns_are_filled_as_the_truth_says(sample: Sample, sample_folder: Path) -> None:
    path = sample_folder / "2026-11-16-2026-11" / "meerut_cases_2026-11-01_2026-11-15.csv"
    known = {case.unique_no for case in sample.cases}
    with path.open(encoding="utf-8-sig", newline="") as file:
        told = [line for line in csv.DictReader(file) if line["यूनिक नम्बर"] in known]
    by_number = {case.unique_no: case for case in sample.cases if not case.fault}
    for line in told:
        case = by_number[line["यूनिक नम्बर"]]
        filled = [line[header] == FILLED for header in ("नाम", "पिता/पति", "मोबाइल", "पता")]
        assert filled == [case.has_identity, case.has_identity, case.has_mobile, case.has_address]
    assert len(told) > 100


def test_banned_columns_say_only_that_they_are_filled(sample_folder: Path) -> None:
    seen = set()
    for path in sample_folder.rglob("*_cases_*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            groups = map_columns(load_recipe("cases"), next(reader)).banned.values()
            seen |= {line[at] for line in reader for group in groups for at in group}
    assert seen == {FILLED, ""}


def test_notes_and_remarks_are_put_together_from_the_canned_ones(sample: Sample) -> None:
    phrases = {*OPENING, *STEP, *CLOSING, *BRIEF, *(phrase for part in MIDDLE.values() for phrase in part)}
    notes = {session.note for session in sample.sessions} - {COPIED, ""}
    assert {phrase for note in notes for phrase in note.split(BETWEEN)} <= phrases
    canned = {BETWEEN.join((found, seen, asked)) for found in REMARKS for seen in LOOKED_AT for asked in ASKED_FOR}
    assert {row.remark for row in sample.inspections} <= {*canned, *SHORT, ALL_CORRECT}
