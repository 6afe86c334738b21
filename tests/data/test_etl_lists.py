"""Master lists handed in are checked together, put in force whole, and read back from their own forms unchanged."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from access.errors import BadChoice, BadSettings, Refused
from access.settings import Settings
from etl.clean import clean
from etl.list_forms import write_blank
from etl.lists import hand_in
from etl.names.names import Gazetteer
from etl.names.validity import on_the_day
from etl.privacy.pseudonyms import Pseudonyms
from etl.sheets.recognise import recognise
from tests.data.conftest import run_etl
from tests.etl_kit import RECEIVED, SQUAD, read, write_csv, write_xlsx
from tests.warehouse_kit import REFERENCE
from warehouse.reference import load_reference, overlay
from warehouse.reference_shape import LISTS

CIRCLES = ["सर्किल कोड", "जनपद कोड", "नाम (अंग्रेज़ी)", "नाम (हिन्दी)", "अन्य प्रचलित नाम"]
DUE = ["Return name", "Period", "Cut off days", "Cut off hour", "Valid from", "Valid to"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", reference=REFERENCE)


def _rows(name: str) -> list[list[str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_forms_of_the_lists_in_force_read_back_unchanged(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    before = load_reference(settings)
    forms = write_blank(tmp_path / "forms", settings)
    assert [one.shape.name for one in hand_in(forms, settings)] == [shape.name for shape in LISTS]
    after = load_reference(settings)
    for shape in LISTS:
        assert (overlay(settings) / f"{shape.name}.csv").exists()
        assert_frame_equal(getattr(before, shape.name), getattr(after, shape.name))


def test_every_column_has_headings_that_tell_it_apart(tmp_path: Path) -> None:
    for shape in LISTS:
        assert len({column.header_hi for column in shape.columns}) == len(shape.columns)
        assert len({column.header_en for column in shape.columns}) == len(shape.columns)


def test_a_list_under_hindi_headings_comes_in_force_and_the_earlier_one_is_kept(
    settings: Settings, tmp_path: Path
) -> None:
    _, *rows = _rows("circles")
    path = write_xlsx(
        tmp_path / "सर्किल.xlsx", {"सर्किल": [CIRCLES, *rows, ["hapur-new", "hapur", "New", "नया", "नवीन"]]}
    )
    hand_in([path], settings)
    assert load_reference(settings).district_of_circle["hapur-new"] == "hapur"
    (earlier,) = (overlay(settings) / "earlier").iterdir()
    assert earlier.name.startswith("circles_")
    assert earlier.read_bytes() == (REFERENCE / "circles.csv").read_bytes()


def test_dates_and_answers_are_read_as_people_write_them(settings: Settings, tmp_path: Path) -> None:
    rows = [["cases", "month", "०३", 18, "01.04.2026", ""], ["patrols", "month", "3", "18", date(2026, 4, 1), None]]
    path = write_xlsx(tmp_path / "due.xlsx", {"due": [DUE, *rows]})
    hand_in([path], settings)
    due = load_reference(settings).due
    assert due["valid_from"].to_list() == [date(2026, 4, 1)] * 2
    assert due["cut_off_days"].to_list() == [3, 3]


def test_lists_that_do_not_fit_together_are_refused_and_nothing_changes(settings: Settings, tmp_path: Path) -> None:
    head, *rows = _rows("thanas")
    rows[0][2] = "no-such-circle"
    good = write_csv(tmp_path / "due.csv", _rows("due"))
    bad = write_csv(tmp_path / "थाने.csv", [head, *rows])
    with pytest.raises(BadSettings) as refusal:
        hand_in([good, bad], settings)
    told = refusal.value.values
    assert (refusal.value.key, told["file"], told["line"], told["column"]) == (
        "reference.not_listed",
        "थाने.csv",
        2,
        "circle_code",
    )
    assert not list(overlay(settings).glob("*.csv"))


def test_new_circles_and_their_thanas_are_checked_together(settings: Settings, tmp_path: Path) -> None:
    circles, thanas = _rows("circles"), _rows("thanas")
    circles.append(["hapur-new", "hapur", "New", "नया", ""])
    at = next(number for number, row in enumerate(thanas) if row[0] == "dhaulana")
    thanas[at][2] = "hapur-new"
    with pytest.raises(BadSettings):
        hand_in([write_csv(tmp_path / "thanas.csv", thanas)], settings)
    hand_in([write_csv(tmp_path / "thanas.csv", thanas), write_csv(tmp_path / "circles.csv", circles)], settings)
    assert load_reference(settings).circle_of_thana["dhaulana"] == "hapur-new"


@pytest.mark.parametrize(
    ("header", "key"),
    [(["क", "ख", "ग"], "lists.unknown"), (DUE[:-1], "reference.header"), ([*DUE, "टिप्पणी"], "reference.header")],
)
def test_headings_that_are_no_lists_are_refused(
    settings: Settings, tmp_path: Path, header: list[str], key: str
) -> None:
    row = ["cases", "month", "3", "18", "2026-04-01", "", ""]
    with pytest.raises(BadSettings) as refusal:
        hand_in([write_csv(tmp_path / "x.csv", [header, row[: len(header)]])], settings)
    assert refusal.value.key == key
    assert "x.csv" in refusal.value.sentence("hi")


def test_a_list_of_places_comes_in_force_with_and_without_the_organisers_contact(
    settings: Settings, tmp_path: Path
) -> None:
    head, *rows = _rows("places")
    hand_in([write_csv(tmp_path / "places.csv", [head, *rows])], settings)
    assert load_reference(settings).places["organiser_contact"].null_count() == len(rows)
    told = [[*row, flag] for row, flag in zip(rows, ("हाँ", "नहीं", "", ""), strict=True)]
    hand_in([write_csv(tmp_path / "स्थान.csv", [[*head, "आयोजक का सम्पर्क उपलब्ध है"], *told])], settings)
    assert load_reference(settings).places["organiser_contact"].to_list() == [True, False, None, None]


def test_one_list_twice_is_refused(settings: Settings, tmp_path: Path) -> None:
    paths = [write_csv(tmp_path / name, _rows("due")) for name in ("a.csv", "b.csv")]
    with pytest.raises(BadChoice, match=r"a\.csv"):
        hand_in(paths, settings)


def test_a_file_that_is_none_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "thanas.xlsx").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(Refused):
        hand_in([tmp_path / "thanas.xlsx"], settings)


def _with_a_closed_thana(settings: Settings, tmp_path: Path) -> None:
    """Dhaulana is closed on 31.03.2026 and listed anew, in another circle, from the next day on."""
    head, *rows = _rows("thanas")
    old = next(row for row in rows if row[0] == "dhaulana")
    at = {name: number for number, name in enumerate(head)}
    new = [*old]
    new[at["thana_code"]], new[at["circle_code"]] = "dhaulana-2", "hapur-city"
    old[at["valid_to"]], new[at["valid_from"]] = "2026-03-31", "2026-04-01"
    hand_in([write_csv(tmp_path / "thanas.csv", [head, *rows, new])], settings)


def test_a_thana_that_moved_keeps_its_past(settings: Settings, tmp_path: Path) -> None:
    _with_a_closed_thana(settings, tmp_path)
    reference = load_reference(settings)
    found = Gazetteer(reference).thanas("hapur").read("धौलाना").value
    assert found == "dhaulana-2"
    days = [date(2026, 3, 31), date(2026, 4, 1), None]
    rows = pl.DataFrame({"thana_code": [found] * 3, "visited_on": days})
    read = on_the_day(rows, "visited_on", reference.thanas)["thana_code"].to_list()
    assert read == ["dhaulana", "dhaulana-2", "dhaulana-2"]


def test_rows_of_a_thana_that_moved_go_to_the_one_of_their_day(settings: Settings, tmp_path: Path) -> None:
    _with_a_closed_thana(settings, tmp_path)
    figures = ["5", "1", "0", "0"]
    rows = [["धौलाना", day, *figures] for day in ("31.03.2026", "01.04.2026")]
    path = write_csv(tmp_path / "hapur_squad_daily.csv", [SQUAD, *rows])
    (table,) = read(path).tables
    (one,) = clean(table, recognise(table), load_reference(settings), RECEIVED, Pseudonyms(b"of a test"))
    assert one.rows["thana_code"].to_list() == ["dhaulana", "dhaulana-2"]


def test_a_thana_closed_on_a_day_still_reads_for_days_before(settings: Settings, tmp_path: Path) -> None:
    head, *rows = _rows("thanas")
    for row in rows:
        if row[0] == "dhaulana":
            row[head.index("valid_to")] = "2026-03-31"
    hand_in([write_csv(tmp_path / "thanas.csv", [head, *rows])], settings)
    reference = load_reference(settings)
    assert Gazetteer(reference).thanas("hapur").read("धौलाना").value == "dhaulana"
    assert reference.thanas.filter(pl.col("thana_code") == "dhaulana")["valid_to"].item() == date(2026, 3, 31)


def test_the_command_line_writes_forms_and_takes_lists(tmp_path: Path) -> None:
    written = json.loads(run_etl(tmp_path / "data", "lists", "--blank", str(tmp_path / "forms"), "--json").stdout)
    assert len(written["files"]) == len(LISTS)
    done = run_etl(tmp_path / "data", "lists", *written["files"], "--json")
    assert {one["list"] for one in json.loads(done.stdout)["lists"]} == {shape.name for shape in LISTS}
    assert run_etl(tmp_path / "data", "lists").returncode == 2
