"""What names a woman is counted and gone: nothing of it is in the data folder, the sheets, or what the load says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl

from access.settings import HOME

# Values are put together here, at run time, so that no name or number of a person stands in the repository.
NAME = "क" + "खग" * 2 + " " + "घ" + "चछ" * 2
LATIN_NAME = "Zq" + "xv" * 3
MOBILE = "98" + "7" * 8
AADHAAR = "4321 " + "5678 " + "8765"

HEADER = (
    "यूनिक नम्बर,थाना,प्राप्ति दिनांक,पंजीकरण दिनांक,माध्यम,प्रकरण का प्रकार,आयु वर्ग,काउंसलिंग आवश्यक,नाम,मोबाइल,पता,कोई और स्तम्भ\n"
)


def _row(serial: int, channel: str = "स्वयं उपस्थित", thana: str = "बाबूगढ़", day: str = "05.10.2026") -> str:
    number = f"MSK/HAPUR/BABUGARH/2026/{serial:04}"
    return f"{number},{thana},{day},05.10.2026,{channel},घरेलू हिंसा,26-40,हाँ,{NAME},{MOBILE},{LATIN_NAME},{AADHAAR}\n"


def test_identities_stay_nowhere(tmp_path: Path) -> None:
    rows = [_row(serial) for serial in range(1, 21)]
    rows.append(_row(21, channel=LATIN_NAME))  # a name in the wrong column
    rows.append(_row(22, day=f"{NAME} {MOBILE}"))
    given = tmp_path / "hapur_cases_2026-10.csv"
    given.write_text(HEADER + "".join(rows), encoding="utf-8")
    data, sheets = tmp_path / "data", tmp_path / "sheets"

    told = _etl(data, "load", str(given), "--received-on", "2026-11-02", "--json")
    for name, text in _elsewhere().items():
        other = tmp_path / name
        other.write_text(text, encoding="utf-8")
        told += _etl(data, "load", str(other), "--received-on", "2026-11-02", "--json")
    told += _etl(data, "rejects", "cases-hapur-00001", "--out", str(sheets))
    told += _etl(data, "status", "--json")

    assert '"rule": "mobile_recorded"' in told
    written = [path for folder in (data, sheets) for path in folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".parquet", ".duckdb", ".json", ".xlsx", ".csv"}
    for secret in (NAME, LATIN_NAME, MOBILE, AADHAAR, AADHAAR.replace(" ", "")):
        assert secret not in told
        for path in written:
            assert secret.encode() not in path.read_bytes(), path
    assert _largest_count(data / "accepted") == 10
    assert "•••" in (sheets / "rejects_cases-hapur-00001.csv").read_text(encoding="utf-8-sig")


def _elsewhere() -> dict[str, str]:
    """A phone number in a column of counts, which only a typed column would show; names where a header should be."""
    return {
        "hapur_squad_daily.csv": f"थाना,दिनांक,चेक किये गये व्यक्ति\nबाबूगढ़,05.10.2026,{MOBILE}\nधौलाना,05.10.2026,10\n",
        "hapur_squad_headers.csv": f"थाना,दिनांक,गिरफ्तार व्यक्ति,{LATIN_NAME},{NAME} {MOBILE}\nबाबूगढ़,05.10.2026,1,,\n",
    }


def _largest_count(data: Path) -> int:
    counts = [pl.read_parquet(path, columns=["persons_checked"]) for path in data.rglob("squad_daily-hapur-*.parquet")]
    return max(int(one["persons_checked"].max() or 0) for one in counts)  # type: ignore[arg-type]  # a count


def _etl(data: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=HOME,
        env=os.environ | {"MISSION_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr
