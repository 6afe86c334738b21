"""LibreOffice opens the files as they are handed out: Hindi whole, figures the same, and no cell works anything out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import polars as pl
import pytest

from access.roles import demo_viewers
from access.settings import Settings
from components import door
from components.choice import Choice
from components.context import Context
from components.explore import choosing, downloads, reading
from components.explore.downloads import Wanted
from components.files.shape import Format
from locales import say
from tests.screens import files_kit, office, small_range
from tests.screens.looking import html, look
from warehouse.query import open_snapshot
from warehouse.reads import Window

pytestmark = pytest.mark.skipif(office.SOFFICE is None, reason="no soffice here; .ci/run installs it")

HEAD = ("क्षेत्र", "पंक्तियाँ")
SHOWN = [("नौचन्दी", 69.9), ("'=1+1", None), (None, 100.0)]


def _written(folder: Path, form: Format) -> Path:
    wanted = Wanted(files_kit.answer(), "kpi", form)
    path = folder / wanted.file_name
    path.write_bytes(downloads.take(ctx := files_kit.context(folder), wanted, downloads.make(ctx, wanted)).read())
    return path


def _formulas(workbook: Path) -> list[str]:
    with zipfile.ZipFile(workbook) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return [found for name in sheets for found in re.findall(r"<f[ >].*?</f>", parts.read(name).decode())]


Cells = list[tuple[str, ...]]
UseData = Callable[[Path], Settings]
ASKED = {"kpi": "K2", "by": "thana", "time": "whole", "part": "no"}


@pytest.fixture
def on_screen(use_data: UseData, published: Path) -> Cells:
    """Of the rows that the page shows: place, value, numerator, denominator, as they are written there."""
    use_data(published)
    page = html(look("dig", "explore", lang="hi", district="hapur", window="campaign", **ASKED))
    shown = page.split("ms-explored")[1].split(say("hi", "downloads.title"))[0]
    lines = re.findall(r"<tr><td.*?</tr>", shown)
    return [tuple(unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", line)[:4]) for line in lines]


@pytest.fixture
def real(use_data: UseData, published: Path, tmp_path: Path) -> Callable[[Format], Path]:
    """A file of the same question, as the page writes it."""
    settings = use_data(published)
    ctx = Context(settings, demo_viewers()["dig"], "hi", open_snapshot(settings))
    places, calendar, choice = door.places(ctx), door.calendar(ctx), Choice("hapur", window="campaign")
    put = choosing.asked(choosing.Picked(**ASKED), choice, places, calendar)
    window = Window(small_range.FIRST, small_range.LAST, small_range.LAST)
    seen = reading.look(ctx, choice, places, calendar, put, window)

    def write(form: Format) -> Path:
        wanted = Wanted(reading.answers(ctx, seen, places, put.more())["kpi"], "kpi", form)
        path = tmp_path / f"real.{form}"
        path.write_bytes(downloads.make(ctx, wanted).file.read())
        return path

    return write


def _as_on_screen(lines: list[dict[str, str | float | None]]) -> Cells:
    """Rows of a file as the page would write them: in words where the file is empty because few are counted."""
    few = say("hi", "status.suppressed")
    told: Cells = []
    for line in lines:
        named = {
            name: line[say("hi", f"explore.column.{name}")] for name in ("thana", "value", "numerator", "denominator")
        }
        if line[say("hi", "explore.column.status")] == few:
            assert [named[name] or None for name in ("value", "numerator", "denominator")] == [None] * 3
            told.append((str(named["thana"]), few, "—", "—"))
        else:
            value, *counts = (float(named[name] or "nan") for name in ("value", "numerator", "denominator"))
            told.append((str(named["thana"]), f"{value:.1f}", *(f"{count:.0f}" for count in counts)))
    return told


def test_the_csv_opens_with_hindi_figures_and_no_formula(
    tmp_path: Path, real: Callable[[Format], Path], on_screen: Cells
) -> None:
    """Beside it a file written carelessly, so that it is known that LibreOffice would have worked the cell out."""
    careless = tmp_path / "careless.csv"
    careless.write_text("क्षेत्र,पंक्तियाँ\r\n=1+1,69.9\r\n", encoding="utf-8-sig")
    sources = [_written(tmp_path, "csv"), careless, real("csv")]
    saved, careless, asked = office.saved_as("xlsx", sources, tmp_path)
    assert pl.read_excel(saved).columns == list(HEAD)
    assert pl.read_excel(saved).rows() == SHOWN
    assert _formulas(saved) == []
    assert len(_formulas(careless)) == 1
    assert len(on_screen) == 11
    assert _as_on_screen(pl.read_excel(asked).to_dicts()) == on_screen
    assert _formulas(asked) == []


def test_the_workbook_opens_with_hindi_figures_and_no_formula(
    tmp_path: Path, real: Callable[[Format], Path], on_screen: Cells
) -> None:
    saved, asked = office.saved_as("csv", [_written(tmp_path, "xlsx"), real("xlsx")], tmp_path)
    head, *lines = csv.reader(io.StringIO(saved.read_text("utf-8-sig"), newline=""))
    assert tuple(head) == HEAD
    assert [(name or None, float(figure) if figure else None) for name, figure in lines] == SHOWN
    assert _as_on_screen(list(csv.DictReader(io.StringIO(asked.read_text("utf-8-sig"), newline="")))) == on_screen
