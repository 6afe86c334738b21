"""The list of tables describes what is there, and refuses what may not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from access.errors import BadSettings
from locales import LANGUAGES, say
from warehouse.manifest import SQL
from warehouse.tables import load_tables, return_of_column

ENTRY = """
[tables.core_case]
in = "detail"
grain = "case"
grain_hi = "प्रकरण"
key = ["unique_no"]
unit = "case"
unit_hi = "प्रकरण"
personal = true
meaning_hi = "प्रकरण"
meaning_en = "Cases"
"""


def read(folder: Path, text: str) -> str:
    path = folder / "tables.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as refusal:
        load_tables(path)
    assert refusal.value.sentence("hi")
    return refusal.value.sentence("en")


def test_no_table_of_the_review_file_is_personal() -> None:
    assert not [table.name for table in load_tables().held_in("review") if table.personal]


def test_case_rows_lie_in_the_detail_file_alone() -> None:
    personal = {table.name for table in load_tables().tables.values() if table.personal}
    assert personal == {
        *("core_case", "core_counselling", "core_referral", "core_feedback", "core_quarantine", "core_formality_row")
    }


def test_a_personal_table_in_the_review_file_is_refused(tmp_path: Path) -> None:
    assert "core_case" in read(tmp_path, ENTRY.replace('"detail"', '"both"'))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('key = ["unique_no"]', "key = []", "key"),
        ("personal = true\n", "", "personal"),
        ('meaning_hi = "प्रकरण"', 'meaning_hi = ""', "meaning_hi"),
        ('unit = "case"', 'units = "case"', "unit"),
        ('unit_hi = "प्रकरण"\n', "", "unit_hi"),
        ('grain_hi = "प्रकरण"', 'grain_hi = ""', "grain_hi"),
        ("[tables.core_case]", "[tables.core_case", "line"),
        ("[tables.core_case]", "[table.core_case]", "tables"),
    ],
)
def test_half_filled_entries_are_refused_by_name(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert named in read(tmp_path, ENTRY.replace(old, new))


def test_every_return_has_its_input_shape_its_table_and_its_name_in_words() -> None:
    returns = load_tables().returns
    assert set(returns) == {path.stem for path in (SQL / "0_inputs").glob("*.sql")}
    assert {one.table for one in returns.values()} <= set(load_tables().tables)
    assert {one.child_of for one in returns.values() if one.child_of} == {"cases"}
    for name in returns:
        assert all(say(lang, f"{key}.{name}") for key in ("return", "metrics.return") for lang in LANGUAGES)


def test_every_count_of_the_day_mart_knows_its_return() -> None:
    known = return_of_column()
    assert known["n_open"] == known["n_opened"] == "cases"
    assert known["parents_called"] == "patrols"
    assert known["persons_checked"] == "squad_daily"
