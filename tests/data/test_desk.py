"""Loading through the page's door: the command line's own verdicts, progress, cancelling, one load at a time."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.formparsers import MultiPartParser

from access.errors import BadChoice, NotAllowed, Refused
from access.roles import demo_viewers
from access.settings import HOME, Settings
from components import desk
from components.desk import Run, Upload
from etl.files.handed_over import from_tar
from tests import warm
from tests.data.conftest import run_etl
from warehouse.store import Store

LOADING = HOME / "tests" / "data" / "loading"
TWO = LOADING / "two_districts" / "range_squad_daily.csv"
GOOD = LOADING / "rows_fell" / "1_hapur_squad_daily.csv"
NOT_A_WORKBOOK = LOADING / "refused_beside_good" / "2_not_a_workbook.xlsx"
RECEIVED = datetime(2026, 11, 2)
ANALYST = demo_viewers()["analyst"]


def uploads(*paths: Path) -> list[Upload]:
    return [Upload(path.name, path.read_bytes()) for path in paths]


def load(data: Path, *paths: Path, corrects: str | None = None) -> Run:
    run = desk.start(Settings(data=data), ANALYST, uploads(*paths), RECEIVED, corrects)
    assert run.wait(120)
    return run


class Forked:
    """Begins what the desk begins with `subprocess`, but in processes that have imported already what they run on."""

    PIPE = subprocess.PIPE

    @staticmethod
    def run(command: list[str], env: dict[str, str], **_: object) -> subprocess.CompletedProcess[str]:
        return warm.run(command[1:], env)

    @staticmethod
    def Popen(command: list[str], env: dict[str, str], **_: object) -> warm.Warm:  # noqa: N802  so it is called there
        return warm.Warm(command[1:], env)


@pytest.fixture(scope="module", autouse=True)
def forked() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk, "subprocess", Forked)
        yield


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the desk begins in this test is begun as it begins it."""
    monkeypatch.setattr(desk, "subprocess", subprocess)


def zipped(folder: Path, *paths: Path) -> Path:
    packed = folder / "returns.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in paths:
            archive.write(path, path.name)
    return packed


@pytest.mark.usefixtures("afresh")
def test_the_page_gives_the_command_lines_verdicts(tmp_path: Path) -> None:
    note = tmp_path / "note.pdf"
    note.write_bytes(b"%PDF-1.7 no return")
    files = (TWO, NOT_A_WORKBOOK, note, zipped(tmp_path, GOOD))
    typed = run_etl(tmp_path / "typed", "load", *map(str, files), "--received-on", "2026-11-02", "--json")
    run = load(tmp_path / "page", *files)
    told, by_page = json.loads(typed.stdout), dict(run.told or {})
    assert {batch["verdict"] for batch in told["batches"]} == {"held", "published", "refused"}
    assert by_page["batches"] == told["batches"]
    assert by_page["snapshot"] == Store(Settings(data=tmp_path / "page")).current_id()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Run]:
    """A data folder after a load of two files."""
    data = tmp_path_factory.mktemp("desk")
    return Settings(data=data), load(data, TWO, GOOD)


def test_progress_counts_files_and_ends_whole(loaded: tuple[Settings, Run]) -> None:
    settings, run = loaded
    assert (run.n_files, run.n_expected, run.n_begun, run.n_checked) == (2, 2, 2, 2)
    assert run.is_publishing
    assert run.step == "store.step.publish"
    assert not run.is_running
    assert desk.current(settings) is run


def test_nothing_of_the_file_itself_is_kept(tmp_path: Path) -> None:
    data = tmp_path / "data"
    telltale = "".join(["सुनीता", "-", "पत्नी"])
    file = tmp_path / "hapur_note.csv"
    file.write_text(GOOD.read_text(encoding="utf-8") + f"\n\n{telltale},,,,\n", encoding="utf-8")
    load(data, file)
    found = [path for path in data.rglob("*") if path.is_file() and telltale.encode() in path.read_bytes()]
    assert found == []


def test_an_upload_is_never_laid_down_on_disk_on_its_way_in() -> None:
    assert MultiPartParser.spool_max_size > 50 * 1024 * 1024


def test_a_cancelled_load_leaves_the_last_good_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data=tmp_path)
    assert load(tmp_path, GOOD).told
    before, batches = Store(settings).current_id(), Store(settings).batches()
    many = [Upload(f"hapur_{n}.csv", TWO.read_bytes() + b"\n" * n) for n in range(40)]
    with monkeypatch.context() as as_it_is:
        as_it_is.setattr(desk, "subprocess", subprocess)
        run = desk.start(settings, ANALYST, many, RECEIVED, None)
    until = time.monotonic() + 60
    while not run.n_begun and time.monotonic() < until:
        time.sleep(0.02)
    desk.cancel(settings, ANALYST, run)
    assert not run.is_running
    assert run.is_cancelled
    assert run.told is None
    assert Store(settings).current_id() == before
    assert Store(settings).batches()[: len(batches)] == batches
    desk.put_away(settings, run)
    assert desk.current(settings) is None
    assert {batch["verdict"] for batch in load(tmp_path, TWO).batches} == {"held", "published"}


def test_the_second_of_two_loads_is_told_since_when_the_first_runs(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    first = desk.start(settings, ANALYST, uploads(TWO), RECEIVED, None)
    with pytest.raises(Refused) as refused:
        desk.start(settings, ANALYST, uploads(GOOD), RECEIVED, None)
    assert f"{first.started_at:%H:%M}" in refused.value.sentence("hi")
    assert desk.current(settings) is first
    assert first.wait(120)


def test_a_load_from_the_command_line_keeps_the_page_out_and_says_since_when(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with Store(settings).lock():
        run = load(tmp_path, GOOD)
    assert run.batches == []
    assert "से विवरणियाँ लोड करने का एक और कार्य चल रहा है" in str(run.fault("hi"))


@pytest.mark.parametrize("viewer", ["dig", "asp-hapur"])
def test_nobody_else_loads(tmp_path: Path, viewer: str) -> None:
    with pytest.raises(NotAllowed):
        desk.start(Settings(data=tmp_path), demo_viewers()[viewer], uploads(GOOD), None, None)
    assert desk.current(Settings(data=tmp_path)) is None


def test_a_correction_is_of_one_file(tmp_path: Path) -> None:
    with pytest.raises(BadChoice):
        desk.start(Settings(data=tmp_path), ANALYST, uploads(GOOD, TWO), None, "squad_daily-hapur-00001")
    with pytest.raises(BadChoice):
        desk.start(Settings(data=tmp_path), ANALYST, [], None, None)


def test_a_correction_reaches_the_loading_process(tmp_path: Path) -> None:
    run = load(tmp_path, GOOD, corrects="no-such-batch")
    assert "no-such-batch" in str(run.fault("hi"))


def test_every_load_is_in_the_audit_without_names_of_files(loaded: tuple[Settings, Run]) -> None:
    (path,) = (loaded[0].data / "logs").glob("audit-*.jsonl")
    (line,) = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert (line["event"], line["files"], line["viewer"]) == ("load", 2, "analyst")
    assert GOOD.name not in path.read_text(encoding="utf-8")


def test_a_sheet_of_several_batches_holds_the_rows_of_each(loaded: tuple[Settings, Run]) -> None:
    settings = loaded[0]
    held = next(batch.batch_id for batch in Store(settings).batches() if batch.verdict == "held")
    one, twice = (desk.reject_sheets(settings, some) for some in ([held], [held, held]))
    assert set(twice) == {"xlsx", "csv"}
    assert len(one["csv"].decode("utf-8-sig").splitlines()) == 1 + 3
    assert len(twice["csv"].decode("utf-8-sig").splitlines()) == 1 + 6
    with pytest.raises(BadChoice):
        desk.reject_sheets(settings, ["no-such-batch"])


@pytest.mark.usefixtures("afresh")
def test_columns_are_called_as_the_recipes_say(tmp_path: Path) -> None:
    told = desk.labels(Settings(data=tmp_path))["returns"]["squad_daily"]
    assert told["fields"]["thana_code"] == {"hi": "थाना", "en": "Thana"}


def test_files_keep_their_order_and_two_of_one_name_stay_two() -> None:
    packed = desk.to_tar([Upload("b.csv", b"1"), Upload("a.csv", b"2"), Upload("a.csv", b"3"), Upload("अ.csv", b"")])
    found = from_tar(io.BytesIO(packed), Settings())
    assert [(file.name, file.data) for file in found] == [
        ("b.csv", b"1"),
        ("a.csv", b"2"),
        ("a.csv", b"3"),
        ("अ.csv", b""),
    ]


def test_links_and_folders_in_a_tar_are_no_files() -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, kind in (("folder", tarfile.DIRTYPE), ("link", tarfile.SYMTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/hostname"
            archive.addfile(member)
    packed.seek(0)
    with pytest.raises(BadChoice):
        from_tar(packed, Settings())


@pytest.mark.parametrize("stream", [b"", b"not a tar", desk.to_tar([Upload("a.csv", b"x" * 5000)])[:2000]])
def test_what_is_no_whole_tar_is_refused_in_words(tmp_path: Path, stream: bytes) -> None:
    done = warm.run(["-m", "etl", "load", "-", "--json"], {"PATH": "", "MISSION_DATA": str(tmp_path)}, stream)
    assert done.returncode == 2
    told: dict[str, Any] = json.loads(done.stdout)
    assert "tar" in told["error"]["sentence_hi"]


def test_a_confirmed_name_is_known_from_the_next_load_on(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    odd = Upload("hapur.csv", GOOD.read_text(encoding="utf-8").replace("बाबूगढ़,05.10", "हापुड़,05.10").encode())
    first = desk.start(settings, ANALYST, [odd], RECEIVED, None)
    assert first.wait(120)
    assert [batch["quarantined"] for batch in first.batches] == [1]
    with pytest.raises(NotAllowed):
        desk.add_alias(settings, demo_viewers()["asp-hapur"], "thana", "hapur", "hapur-dehat", "हापुड़")
    with pytest.raises(BadChoice, match="nowhere"):
        desk.add_alias(settings, ANALYST, "thana", "hapur", "nowhere", "हापुड़")
    desk.add_alias(settings, ANALYST, "thana", "hapur", "हापुड़ देहात (Hapur Dehat)", "हापुड़")
    (batch,) = Store(settings).batches()
    again = desk.start(settings, ANALYST, [odd], RECEIVED, batch.batch_id)
    assert again.wait(120)
    assert [(one["verdict"], one["quarantined"]) for one in again.batches] == [("published", 0)]
