"""Writes the whole sample: a folder for each delivery, a file for each return of each district."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from etl.recipes import load_recipe
from sample_data.corrections import lines_of
from sample_data.days import deliveries
from sample_data.files import file_name, write_csv, write_xlsx
from sample_data.filing import Boxes, boxes
from sample_data.rows import Filing, Sample
from sample_data.sheets import is_xlsx, sheet_of

Progress = Callable[[str], None]
LIST = "deliveries.toml"


def write(sample: Sample, folder: Path, progress: Progress) -> None:
    """Write every return under `folder`, and last the list of deliveries: its presence says that all is there."""
    (folder / LIST).unlink(missing_ok=True)
    boxed = boxes(sample)
    for delivery in deliveries():
        (folder / delivery.folder).mkdir(parents=True, exist_ok=True)
        filed = [filing for filing in sample.filings if filing.delivery == delivery]
        for filing in filed:
            _write_return(folder / delivery.folder, filing, boxed)
        progress(f"{delivery.folder}: {len(filed)}")
    (folder / LIST).write_text(_list_of_deliveries(), encoding="utf-8")


def _write_return(folder: Path, filing: Filing, boxed: Boxes) -> None:
    name, district, period = filing.return_name, filing.district, filing.period
    rows = lines_of(filing, boxed)
    recipe = load_recipe(name)
    nil_thanas = [] if recipe.is_of_district else sorted(filing.thanas - {row.thana for row in rows})
    sheet = sheet_of(recipe, district, period, rows, nil_thanas)
    path = folder / file_name(district, name, period)
    if is_xlsx(district, name):
        write_xlsx(path, sheet)
    else:
        write_csv(path, sheet, has_bom=district == "meerut")


def _list_of_deliveries() -> str:
    return "\n".join(
        f'[[deliveries]]\nname = "{lot.name}"\nreceived_at = {_moment(lot.received_at)}\nfolder = "{lot.folder}"\n'
        for lot in deliveries()
    )


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
