"""LibreOffice opens the files as they are handed out: Hindi whole, figures the same, and no cell works anything out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import polars as pl
import pytest

from components.explore import downloads
from components.explore.downloads import Wanted
from components.files.shape import Format
from tests.screens import files_kit, office

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


def test_the_csv_opens_with_hindi_figures_and_no_formula(tmp_path: Path) -> None:
    """Beside it a file written carelessly, so that it is known that LibreOffice would have worked the cell out."""
    careless = tmp_path / "careless.csv"
    careless.write_text("क्षेत्र,पंक्तियाँ\r\n=1+1,69.9\r\n", encoding="utf-8-sig")
    saved, careless = office.saved_as("xlsx", [_written(tmp_path, "csv"), careless], tmp_path)
    assert pl.read_excel(saved).columns == list(HEAD)
    assert pl.read_excel(saved).rows() == SHOWN
    assert _formulas(saved) == []
    assert len(_formulas(careless)) == 1


def test_the_workbook_opens_with_hindi_figures_and_no_formula(tmp_path: Path) -> None:
    (saved,) = office.saved_as("csv", [_written(tmp_path, "xlsx")], tmp_path)
    head, *lines = csv.reader(io.StringIO(saved.read_text("utf-8-sig"), newline=""))
    assert tuple(head) == HEAD
    assert [(name or None, float(figure) if figure else None) for name, figure in lines] == SHOWN
