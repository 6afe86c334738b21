"""A clerk's journey in a real browser: an ugly file is held, its rejection sheet read, its correction sets it free."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import fastexcel
import pytest
from playwright.sync_api import Download, Page, expect

from access.settings import Settings
from tests.browser import choose, download, pick, text_of
from tests.screens import filed_range
from warehouse.store import Store

pytestmark = pytest.mark.browser
MENDED = {"लगभग 150": "150", "१६०,१६४": "१६०,१२४"}  # what the rejection sheet asks for
LOAD_SECONDS = 240  # a load that publishes took more than a minute where ten others wanted the two cores
HOLDS_UP = """
import pathlib, sys, time
while sys.orig_argv[1:4] == ["-m", "etl", "load"] and pathlib.Path(__file__).with_name("standing").exists():
    time.sleep(0.05)
"""
SAID_TWICE = "८,चांदीनगर,०१.११.२०२६"


@pytest.fixture(scope="module")
def desk_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clerk")


@pytest.fixture(scope="module")
def held_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """While this file stands, a loading process waits before it begins: what is shown of a load cannot pass unseen."""
    folder = tmp_path_factory.mktemp("held_up")
    (folder / "sitecustomize.py").write_text(HOLDS_UP, encoding="utf-8")
    standing = folder / "standing"
    standing.touch()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH")))))
        yield standing
    standing.unlink(missing_ok=True)


def corrected(folder: Path) -> Path:
    """The ugly file as the clerk mends it: the two cells that the sheet names, and one day told once."""
    text = filed_range.UGLY.read_text(encoding="utf-8")
    for wrong, right in MENDED.items():
        assert wrong in text
        text = text.replace(wrong, right)
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(SAID_TWICE)]
    assert len(lines) == len(text.splitlines()) - 1
    path = folder / "baghpat_corrected.csv"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def hand_in(page: Page, path: Path, corrects: str = "") -> None:
    """The form from top to bottom: the file, what it corrects, the button."""
    page.locator(".st-key-filings_files input[type=file]").set_input_files(path)
    start = page.locator(".st-key-filings_start button")
    expect(start).to_be_enabled()
    if corrects:
        box = page.locator(".st-key-filings_corrects [role=combobox]")
        pick(page, box, corrects)
        expect(box).to_have_value(re.compile(corrects))
    start.click()


def take(page: Page, name: str) -> Download:
    return download(page, page.get_by_role("button", name=name).first)


def test_nothing_english_is_seen_while_choosing_files(
    held_up: Path, serve: Callable[[Path], str], open_at: Callable[..., Page], desk_data: Path
) -> None:
    page = open_at(serve(desk_data), "analyst")  # nothing is published there yet, so that the form stands open
    choose(page, "समीक्षा", "प्राप्ति स्थिति")
    drop = page.locator("[data-testid=stFileUploaderDropzone]")
    expect(drop).to_be_visible()
    english = drop.evaluate(
        """box => [...box.querySelectorAll('p, span')].filter(part => !part.querySelector('p, span'))
              .filter(part => part.innerText.trim() && getComputedStyle(part).fontSize !== '0px')
              .filter(part => getComputedStyle(part).fontFamily.indexOf('Material') < 0).map(part => part.innerText)"""
    )
    assert english == []
    told = drop.locator("button p").evaluate("part => getComputedStyle(part, '::after').content")
    assert told == '"फाइलें चुनें"'


def test_a_held_file_is_released_by_its_correction(
    held_up: Path, serve: Callable[[Path], str], open_at: Callable[..., Page], desk_data: Path, tmp_path: Path
) -> None:
    page = open_at(serve(desk_data), "analyst")
    choose(page, "समीक्षा", "प्राप्ति स्थिति")

    hand_in(page, filed_range.UGLY)
    expect(page.locator(".stProgress")).to_be_visible()
    expect(page.locator(".st-key-filings_cancel button")).to_be_visible()
    held_up.unlink()
    verdict = page.locator(".ms-verdicts")
    expect(verdict).to_contain_text("◆ रोकी गई 1", timeout=LOAD_SECONDS * 1_000)
    expect(verdict).to_contain_text("10 में से 4 पंक्तियाँ रोकी गईं")
    expect(page.locator(".ms-list").first).to_contain_text("लगभग 150")

    sheet = text_of(take(page, "अस्वीकृति सूची (CSV)"))
    rows = list(csv.reader(io.StringIO(sheet)))[1:]
    assert {row[0] for row in rows} == {filed_range.UGLY.name}
    assert sorted({int(row[2]) for row in rows}) == [6, 8, 10, 11]
    book = fastexcel.read_excel(Path(take(page, "अस्वीकृति सूची (Excel)").path()).read_bytes())
    assert book.load_sheet(0).to_polars().height == len(rows)

    page.get_by_role("button", name="और फाइलें दें").click()
    hand_in(page, corrected(tmp_path), corrects="बागपत · एंटी रोमियो दैनिक")
    expect(page.locator(".ms-released")).to_contain_text("सुधार के बाद मुक्त हुई", timeout=LOAD_SECONDS * 1_000)
    expect(page.locator(".ms-verdicts")).to_contain_text("● प्रकाशित 1")
    expect(page.locator(".ms-held")).to_have_count(0)
    expect(page.locator(".ms-filings").first).to_be_visible()

    held, good = Store(Settings(data=desk_data)).batches()
    assert (held.verdict, good.verdict, good.corrects) == ("held", "published", held.batch_id)
