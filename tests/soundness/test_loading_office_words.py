"""A name in a circular's number, subject or evidence, or in a letter's number, is nowhere once it is loaded."""

from __future__ import annotations

import json
from pathlib import Path

from tests.identity_kit import etl

# Values are put together here, at run time, so that no name or number of a person stands in the repository.
NAME = "क" + "खग" * 2
LATIN_NAME = "Zq" + "xv" * 3
MOBILE = "98" + "7" * 8

CIRCULARS = f"""परिपत्र संख्या,जारीकर्ता,जारी दिनांक,विषय,अनुपालन दिनांक,साक्ष्य संदर्भ,स्थिति
डीजी-{NAME}-12/२०२६,मुख्यालय,12.10.2026,{NAME} की शिकायत की जाँच के सम्बन्ध में,,आख्या-12 {LATIN_NAME},लंबित
डीजी-परिपत्र-13/2026,मुख्यालय,12.10.2026,{LATIN_NAME.upper()} के सम्बन्ध में,,{NAME},लंबित
डीजी-परिपत्र-14/2026,मुख्यालय,12.10.2026,पुत्री {NAME} के सम्बन्ध में,,,लंबित
डीजी-परिपत्र-15/2026,{LATIN_NAME},12.10.2026,निरीक्षण के सम्बन्ध में {MOBILE},,{MOBILE},लंबित
"""
REFERRALS = f"""यूनिक नम्बर,संस्था,प्रेषण दिनांक,पत्रांक,स्थिति
MSK/HAPUR/BABUGARH/2026/0001,{NAME},08.10.2026,{NAME}/12,प्रेषित
MSK/HAPUR/BABUGARH/2026/0002,वन स्टॉप सेंटर,08.10.2026,{LATIN_NAME} 7/2026,प्रेषित
"""
CAPACITY = f"""थाना,माह,आरक्षी,प्रभारी का पद
बाबूगढ़,{NAME},6,उपनिरीक्षक
पिलखुवा,अक्टूबर 2026,6,{NAME}
"""


def test_names_in_an_offices_words_stay_nowhere(tmp_path: Path) -> None:
    given = {"circulars": CIRCULARS, "referrals": REFERRALS, "capacity": CAPACITY}
    data, paths = tmp_path / "data", []
    for name, text in given.items():
        path = tmp_path / f"hapur_{name}_2026-10.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    told = etl(data, "load", *paths, "--received-on", "2026-11-02", "--json")
    assert len(json.loads(told[told.index("{") : told.rindex("}") + 1])["batches"]) == len(given)
    told += etl(data, "status", "--json")

    assert '"rule": "words_hidden"' in told
    assert '"rule": "identity_in_cell"' in told
    written = [path for path in data.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".parquet", ".duckdb", ".json"}
    for secret in (NAME, LATIN_NAME, LATIN_NAME.upper(), MOBILE):
        assert secret not in told
        for path in written:
            assert secret.encode() not in path.read_bytes(), path
