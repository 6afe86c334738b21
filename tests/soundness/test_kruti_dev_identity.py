"""A name typed in Kruti Dev, in a banned column or a wrong one, stays nowhere: neither its keys nor its letters."""

from __future__ import annotations

from pathlib import Path

from tests.etl_kit import write_csv
from tests.identity_kit import etl
from tests.kruti_typist import typed

# Put together here, at run time, so that no name of a person stands in the repository.
NAME = "ख" + "गघ" * 2 + " " + "ठ" + "झछ" * 2
KIN = "पु" + "त्री " + NAME
MOBILE = "98" + "7" * 8
HEADER = ["यूनिक नम्बर", "थाना", "प्राप्ति दिनांक", "पंजीकरण दिनांक", "माध्यम", "प्रकरण का प्रकार", "आयु वर्ग"]
HEADER += ["काउंसलिंग आवश्यक", "एफआईआर संख्या", "पीड़िता का नाम", "पिता/पति", "मोबाइल", "पता", "आधार"]


def _row(serial: int, channel: str = "स्वयं उपस्थित", day: str = "05-10-2026", fir_no: str = "") -> list[str]:
    who = [NAME, KIN, MOBILE, NAME, NAME]
    cells = ["बाबूगढ़", day, "05-10-2026", channel, "घरेलू हिंसा", "26-40", "हाँ", fir_no, *who]
    return [f"MSK/HAPUR/BABUGARH/2026/{serial:04}", *map(typed, cells)]


def test_names_in_kruti_dev_stay_nowhere(tmp_path: Path) -> None:
    wrong = [_row(21, channel=NAME), _row(22, day=f"{NAME} {MOBILE}"), _row(23, fir_no=NAME), _row(24, channel=KIN)]
    rows = [list(map(typed, HEADER)), *map(_row, range(1, 21)), *wrong]
    given = write_csv(tmp_path / "hapur_cases_2026-10.csv", [[f'"{cell}"' for cell in row] for row in rows])
    data, sheets = tmp_path / "data", tmp_path / "sheets"

    told = etl(data, "load", str(given), "--received-on", "2026-11-02", "--json")
    told += etl(data, "rejects", "cases-hapur-00001", "--out", str(sheets))

    assert '"rule": "identity_recorded"' in told
    written = [path for folder in (data, sheets) for path in folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".parquet", ".json", ".csv"}
    for secret in (NAME, typed(NAME), *NAME.split(), *typed(NAME).split(), MOBILE):
        assert secret not in told
        for path in written:
            assert secret.encode() not in path.read_bytes(), path


def test_what_was_not_a_name_is_on_record_in_keys_and_letters(tmp_path: Path) -> None:
    rows = [list(map(typed, HEADER)), *map(_row, range(1, 21))]
    given = write_csv(tmp_path / "hapur_cases_2026-10.csv", [[f'"{cell}"' for cell in row] for row in rows])
    etl(tmp_path / "data", "load", str(given), "--received-on", "2026-11-02", "--json")
    written = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert b"kruti_dev" in written
    assert typed("बाबूगढ़").encode() in written
