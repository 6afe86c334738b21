"""What is handed in: files, folders, streams and zips of returns, each a name and its bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from access.errors import BadChoice, Refused
from access.settings import Settings
from etl.files.containers import open_container
from etl.files.incoming import Incoming, from_path, from_paths, from_stream
from etl.judging.batches import Delivery
from etl.progress import Silent
from etl.run import Lot, commit
from etl.sheets.read import read_file
from locales import LANGUAGES
from tests.etl_kit import SQUAD, settings
from warehouse.store import Store

CSV = "\n".join(",".join(row) for row in [SQUAD, ["धौलाना", "2026-10-05", "10", "2", "0", "0"]]).encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def unfolded(data: bytes, name: str = "range.zip", **changed: object) -> tuple[Incoming, ...]:
    return from_stream(io.BytesIO(data), name, settings(**changed))


def fault(file: Incoming) -> str:
    """Why a file is not read; the sentence names the file in both languages."""
    with pytest.raises(Refused) as caught:
        open_container(file, settings())
    assert all(file.name in caught.value.sentence(lang) for lang in LANGUAGES)
    return caught.value.key.removeprefix("etl.refused.")


def test_a_stream_of_one_file_is_that_file() -> None:
    (file,) = unfolded(CSV, "hapur.csv")
    assert (file.name, file.size) == ("hapur.csv", len(CSV))
    assert read_file(file, settings()).tables[0].header[0] == "थाना"


def test_a_file_is_the_same_from_a_path_and_from_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "hapur.csv"
    path.write_bytes(CSV)
    (streamed,), named = unfolded(CSV, "hapur.csv"), from_path(path)
    assert (streamed.name, streamed.size, streamed.sha256) == (named.name, named.size, named.sha256)
    assert streamed.read() == named.read()


def test_a_zip_is_read_as_the_folder_it_was_made_from(tmp_path: Path) -> None:
    members = {"b/मेरठ.csv": CSV, "a/हापुड़.csv": CSV + b"\n", "c.csv": CSV + b"\n\n"}
    for name, data in members.items():
        (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / name).write_bytes(data)
    (tmp_path / "range.zip").write_bytes(zipped(members))
    from_folder = from_paths([tmp_path / "folder"], settings())
    from_zip = from_paths([tmp_path / "range.zip"], settings())
    assert [(file.name, file.sha256) for file in from_zip] == [(file.name, file.sha256) for file in from_folder]
    assert [file.name for file in from_zip] == ["हापुड़.csv", "मेरठ.csv", "c.csv"]


def test_a_folder_gives_its_zips_too_and_nothing_of_other_kinds(tmp_path: Path) -> None:
    (tmp_path / "range.zip").write_bytes(zipped({"a.csv": CSV}))
    (tmp_path / "b.csv").write_bytes(CSV)
    (tmp_path / "~$b.xlsx").write_bytes(b"open in Excel")
    (tmp_path / "letter.docx").write_bytes(b"PK")
    assert [file.name for file in from_paths([tmp_path], settings())] == ["b.csv", "a.csv"]


def test_what_is_not_there_is_no_choice(tmp_path: Path) -> None:
    with pytest.raises(BadChoice, match="gone"):
        from_paths([tmp_path / "gone.csv"], settings())
    with pytest.raises(BadChoice, match="No return"):
        from_paths([tmp_path], settings())


def test_a_file_that_changes_under_the_reader_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hapur.csv"
    path.write_bytes(CSV)
    file = from_path(path)
    path.write_bytes(CSV.replace(b"10", b"11"))
    assert fault(file) == "unreadable"


def test_what_is_no_return_in_a_zip_is_counted_and_told(tmp_path: Path) -> None:
    others = {"photo.jpg": b"\xff\xd8\xff", "__MACOSX/._a.csv": b"x", "~$a.xlsx": b"x", "letter.docx": b"PK", "d/": b""}
    (file,) = unfolded(zipped({**others, "a_squad_hapur.csv": CSV}))
    assert dict(file.notes) == {"members_not_read": 4}
    chosen = Settings(data=tmp_path)
    lot = Lot((file,), Delivery(datetime(2026, 11, 2, 12)))
    for verdict in ("published", "unchanged"):
        (outcome,) = commit([lot], Store(chosen), chosen, Silent())
        told = {reason.rule: reason.sentence_hi for reason in outcome.reasons}
        assert (outcome.verdict, outcome.file) == (verdict, "a_squad_hapur.csv")
        assert "4" in told["members_not_read"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/a.csv", "/etc/a.csv", "C:\\Users\\a.csv", "x/../../a.csv", "..\\a.csv", "\\\\server\\share\\a.csv"],
)
def test_a_name_that_points_outside_is_cut_to_its_last_part_and_told(name: str) -> None:
    (file,) = unfolded(zipped({name: CSV}))
    assert (file.name, file.path, dict(file.notes)) == ("a.csv", None, {"member_paths_dropped": 1})


def test_folders_written_with_backslashes_are_folders() -> None:
    (file,) = unfolded(zipped({"Hapur\\Oct\\a.csv": CSV}))
    assert (file.name, file.notes) == ("a.csv", ())


def test_hindi_names_are_read_however_they_were_written() -> None:
    name = "हापुड़_squad.csv"
    said = zipped({name: CSV})
    unsaid = said.replace(struct.pack("<H", 0x800), struct.pack("<H", 0), 1)
    directory = unsaid.rindex(b"PK\x01\x02")
    unsaid = unsaid[: directory + 8] + b"\x00\x00" + unsaid[directory + 10 :]
    assert zipfile.ZipFile(io.BytesIO(unsaid)).namelist() != [name]
    for data in (said, unsaid):
        assert [file.name for file in unfolded(data)] == [name]


def test_a_name_in_the_unicode_field_wins() -> None:
    info = zipfile.ZipInfo("_____.csv")
    meant = "मेरठ.csv".encode()
    info.extra = struct.pack("<HHBI", 0x7075, 5 + len(meant), 1, 0) + meant
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, CSV)
    assert [file.name for file in unfolded(out.getvalue())] == ["मेरठ.csv"]


def test_a_zip_in_a_zip_is_refused_and_the_rest_is_read() -> None:
    inner, good = unfolded(zipped({"a.zip": zipped({"x.csv": CSV}), "b.csv": CSV}))
    assert (fault(inner), inner.name) == ("archive_in_archive", "a.zip")
    assert read_file(good, settings()).tables


def test_a_damaged_member_is_refused_by_name_and_the_rest_is_read() -> None:
    data = zipped({"a.csv": CSV, "b.csv": CSV})
    at = data.index(b"a.csv") + 8
    bad, good = unfolded(data[:at] + b"\xff" * 20 + data[at + 20 :])
    assert (fault(bad), bad.name) == ("unreadable", "a.csv")
    assert read_file(good, settings()).tables


def test_a_hidden_nul_in_a_name_refuses_the_member() -> None:
    data = zipped({"a.csv_x": CSV}).replace(b"a.csv_x", b"a.csv\x00x")
    (file,) = unfolded(data)
    assert fault(file) == "member_name"


def _encrypted(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02") + 8
    return data[:6] + b"\x01" + data[7:at] + bytes([data[at] | 1]) + data[at + 1 :]


@pytest.mark.parametrize(
    ("data", "limits", "rule"),
    [
        (_encrypted(zipped({"a.csv": CSV})), {}, "encrypted"),
        (zipped({"a.csv": bytes(3_000_000)}), {"max_unpacked_mb": 2}, "unpacks_too_large"),
        (zipped({"a.csv": bytes(3_000_000)}), {"max_file_mb": 2}, "too_large"),
        (zipped({f"{at}.csv": CSV for at in range(5)}), {"max_members": 4}, "too_many_members"),
        (zipped({"photo.jpg": b"x"}), {}, "archive_without_returns"),
        (zipped({}), {}, "archive_without_returns"),
        (zipped({"a.csv": CSV})[:-30], {}, "unreadable"),
        (b"no zip at all", {}, "unreadable"),
        (zipped({"a.csv": CSV}, zipfile.ZIP_BZIP2), {}, "compression"),
        (bytes(3_000_000), {"max_file_mb": 1}, "too_large"),
    ],
)
def test_a_zip_that_may_not_be_opened_is_refused_by_name(data: bytes, limits: dict[str, float], rule: str) -> None:
    (file,) = unfolded(data, **limits)
    assert fault(file) == rule


def test_a_member_that_inflates_past_its_own_word_is_cut_there_and_refused() -> None:
    data = zipped({"a.csv": bytes(9_000_000)})
    lie = struct.pack("<I", 50)
    directory = data.index(b"PK\x01\x02")
    (file,) = unfolded(data[: directory + 24] + lie + data[directory + 28 :])
    assert fault(file) == "unreadable"
