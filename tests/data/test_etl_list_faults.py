"""Lists are put in force and what should still be mended is named with its line, in both languages."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from access.settings import Settings
from etl.list_faults import Handed, ListFault, list_faults
from etl.lists import hand_in
from locales import LANGUAGES
from tests.data.conftest import run_etl
from tests.etl_kit import write_csv
from tests.warehouse_kit import REFERENCE
from warehouse.reference import load_reference


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", reference=REFERENCE)


def rows(name: str) -> list[list[str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def place(code: str, lat: str, lon: str, kind: str = "school") -> list[str]:
    head = rows("places")[0]
    told = dict.fromkeys(head, "") | {"place_code": code, "district_code": "hapur", "thana_code": "hapur-nagar"}
    told |= {"kind": kind, "name_en": code.title(), "name_hi": f"स्थान {code}", "lat": lat, "lon": lon}
    return [told[name] for name in head]


def faults(settings: Settings, tmp_path: Path, name: str, listed: list[list[str]]) -> list[ListFault]:
    (found,) = hand_in([write_csv(tmp_path / f"{name}.csv", listed)], settings)
    handed = Handed(found.shape.name, found.file, [line for line, _ in found.lines])
    return list(list_faults([handed], load_reference(settings), {}))


def told(found: list[ListFault]) -> list[tuple[str, int]]:
    return [(one.key.rpartition(".")[2], one.values["line"]) for one in found]


def test_each_fault_of_a_place_is_named_with_its_line(settings: Settings, tmp_path: Path) -> None:
    listed = [
        rows("places")[0],
        place("good", "28.70", "77.70"),
        place("none", "", ""),
        place("swapped", "77.71", "28.71"),
        place("madras", "13.08", "80.27"),
        place("again", "28.7003", "77.70"),
        place("puja", "28.72", "77.72", "pandal"),
        place("fair", "28.73", "77.73", "mela"),
    ]
    found = faults(settings, tmp_path, "places", listed)
    assert told(found) == [
        ("twice_within_50_m", 2),
        ("no_position", 3),
        ("swapped_mended", 4),
        ("outside_range", 5),
        ("every_night", 7),
        ("no_nights", 8),
    ]
    assert (found[2].values["lat"], found[2].values["lon"]) == (28.71, 77.71)
    hindi, english = ("\n".join(one.sentence(lang) for one in found) for lang in LANGUAGES)
    assert "स्थान good" in hindi and "(पंक्ति 6) के बीच केवल 33 मीटर" in hindi
    assert "'Good' and 'Again' (line 6) are 33 m apart" in english
    assert "places.csv, line 5: 'Madras' at 13.08, 80.27 lies outside the range" in english


def test_thanas_without_a_place_of_their_own_are_named(settings: Settings, tmp_path: Path) -> None:
    listed = rows("thanas")
    by_code = {row[0]: row for row in listed}
    by_code["dhaulana"][5:7] = by_code["hapur-nagar"][5:7]
    by_code["khekra"][5:7] = ["", ""]
    by_code["baraut"][5:7] = ["77.26", "29.1"]
    found = faults(settings, tmp_path, "thanas", listed)
    assert told(found) == [("swapped_mended", 5), ("thana_no_position", 4), ("thana_one_point", 2)]
    assert "Dhaulana" in found[2].sentence("en") and "धौलाना" in found[2].sentence("hi")


def test_a_thana_far_from_its_range_is_named(settings: Settings, tmp_path: Path) -> None:
    listed = rows("thanas")
    listed[1][5:7] = ["13.08", "80.27"]
    assert told(faults(settings, tmp_path, "thanas", listed)) == [("thana_far", 2)]


def test_a_list_without_a_fault_says_nothing(settings: Settings, tmp_path: Path) -> None:
    assert faults(settings, tmp_path, "thanas", rows("thanas")) == []
    assert faults(settings, tmp_path, "due", rows("due")) == []


def test_the_command_says_the_faults_after_what_is_in_force(tmp_path: Path) -> None:
    with Path("warehouse/reference/places.csv").open(encoding="utf-8", newline="") as file:
        head, *listed = list(csv.reader(file))
    at = {name: number for number, name in enumerate(head)}
    listed[0][at["lat"]], listed[0][at["lon"]] = listed[0][at["lon"]], listed[0][at["lat"]]
    path = tmp_path / "places.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *listed])
    done = run_etl(tmp_path / "data", "lists", str(path), "--lang", "en")
    assert done.returncode == 0
    assert "places.csv, line 2: latitude and longitude of 'Raghunath Girls" in done.stdout
    told = json.loads(run_etl(tmp_path / "data", "lists", str(path), "--json").stdout)
    assert told["faults"][0]["fault"] == "swapped_mended"
