"""Files loaded as they came, for the page of returns: one late and in part, one held, one refused."""

from __future__ import annotations

from datetime import datetime

from access.settings import HOME, Settings
from etl.files.incoming import from_paths
from etl.judging.batches import Delivery
from etl.progress import Silent
from etl.run import Lot, load

GOOD = HOME / "tests" / "data" / "loading" / "rows_fell" / "1_hapur_squad_daily.csv"
UGLY = HOME / "sample_data" / "ugly" / "squad_counts_held.csv"
NOWHERE = HOME / "sample_data" / "ugly" / "awareness_no_district.csv"
RECEIVED = datetime(2026, 11, 5, 20)


def make(settings: Settings) -> None:
    files = from_paths([GOOD, UGLY, NOWHERE], settings)
    load([Lot(files, Delivery(RECEIVED))], settings, Silent())
