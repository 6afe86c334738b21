"""A confirmed spelling is recognised at the next load; what cannot be an alias is refused with a sentence."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from access.errors import BadChoice, Refused
from access.settings import Settings
from etl.names.aliases import LONGEST, add_alias, list_aliases
from etl.names.names import Gazetteer
from tests.data.conftest import run_etl
from tests.etl_kit import PHONE
from warehouse.reference import aliases_file, load_reference
from warehouse.store import Store

WRITTEN = "मवानां खास"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def _read(settings: Settings, text: str) -> tuple[object, str | None]:
    reading = Gazetteer(load_reference(settings)).thanas("meerut").read(text)
    return reading.value, reading.mend


@pytest.mark.parametrize("to", ["mawana", "Mawana", "मवाना", "मवाना (Mawana)"])
@pytest.mark.parametrize("district", ["meerut", "मेरठ"])
def test_an_added_spelling_is_recognised_at_the_next_load(settings: Settings, to: str, district: str) -> None:
    assert _read(settings, WRITTEN) == (None, None)
    alias = add_alias("thana", to, f" {WRITTEN} ", settings, district)
    assert (alias.code, alias.alias, alias.added_by) == ("mawana", WRITTEN, "range_cell")
    assert _read(settings, WRITTEN) == ("mawana", "alias")


@pytest.mark.parametrize(
    ("kind", "to", "district", "written", "code"),
    [
        ("circle", "Kithore", "meerut", "किठौर परगना", "meerut-kithore"),
        ("place", "मेरठ सिटी (Meerut City)", "meerut", "बड़ा स्टेशन", "meerut-meerut-city"),
        ("district", "Bulandshahr", "", "बरन", "bulandshahr"),
    ],
)
def test_every_kind_of_name_takes_aliases(
    settings: Settings, kind: str, to: str, district: str, written: str, code: str
) -> None:
    add_alias(kind, to, written, settings, district)
    assert Gazetteer(load_reference(settings)).book(kind, "meerut").read(written).value == code


def test_aliases_are_kept_in_order_and_none_twice(settings: Settings) -> None:
    for written in (WRITTEN, "Mawana Kalan", WRITTEN, "Mawana"):
        add_alias("thana", "mawana", written, settings, "meerut", "district_cell")
    assert [one.alias for one in list_aliases(settings)] == [WRITTEN, "Mawana Kalan"]
    with aliases_file(settings).open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[0] == ["kind", "code", "alias", "added_at", "added_by"]


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"written": "सरधना"}, "names.alias.taken"),
        ({"written": "थाना सरधना"}, "names.alias.taken"),
        ({"written": " "}, "names.alias.blank"),
        ({"written": "•••"}, "names.alias.blank"),
        ({"written": "निल"}, "names.alias.blank"),
        ({"written": "म" * (LONGEST + 1)}, "names.alias.long"),
        ({"written": f"मवाना {PHONE}"}, "names.alias.identity"),
        ({"written": "क पत्नी ख"}, "names.alias.identity"),
        ({"to": "mavana-2"}, "names.alias.unknown"),
        ({"to": "khekra"}, "names.alias.unknown"),
        ({"kind": "village"}, "names.alias.kind"),
        ({"district": "गाजियाबाद"}, "names.alias.district"),
        ({"district": ""}, "names.alias.district"),
        ({"office": "Range Cell"}, "names.alias.office"),
    ],
)
def test_what_cannot_be_an_alias_is_refused(settings: Settings, told: dict[str, str], key: str) -> None:
    asked = {"kind": "thana", "to": "mawana", "written": WRITTEN, "district": "meerut"} | told
    with pytest.raises(BadChoice) as refusal:
        add_alias(settings=settings, **asked)
    assert refusal.value.key == key
    assert all(refusal.value.sentence(lang) for lang in ("hi", "en"))
    assert PHONE not in refusal.value.sentence("hi")
    assert list_aliases(settings) == []


def test_the_name_of_two_places_is_asked_for_by_code(settings: Settings) -> None:
    twice = ("central-market-2", "meerut", "nauchandi", "market", "Abu Lane", "आबू लेन", *[""] * 11)
    lists = settings.model_copy(update={"reference": settings.data.parent / "reference"})
    shutil.copytree(settings.reference, lists.reference)
    with (lists.reference / "places.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(twice)
    with pytest.raises(BadChoice) as refusal:
        add_alias("place", "आबू लेन", "आबू गली", lists, "meerut")
    assert refusal.value.key == "names.alias.several"
    assert add_alias("place", "meerut-abu-lane", "आबू गली", lists, "meerut").code == "meerut-abu-lane"


def test_no_alias_is_added_while_a_load_runs(settings: Settings) -> None:
    with Store(settings).lock(), pytest.raises(Refused):
        add_alias("thana", "mawana", WRITTEN, settings, "meerut")


def test_the_command_line_adds_and_lists(tmp_path: Path) -> None:
    asked = ("alias", "add", "--kind", "thana", "--to", "मवाना (Mawana)", "--district", "meerut")
    done = run_etl(tmp_path, *asked, WRITTEN, "--json")
    assert (done.returncode, json.loads(done.stdout)["code"]) == (0, "mawana")
    listed = json.loads(run_etl(tmp_path, "alias", "list", "--json").stdout)
    assert [one["alias"] for one in listed["aliases"]] == [WRITTEN]
    refused = run_etl(tmp_path, *asked, "सरधना", "--json")
    assert refused.returncode == 2
    assert "Sardhana" in json.loads(refused.stdout)["error"]["sentence_en"]
