"""What a KPI is made of exists in the warehouse: its stream is counted there, its columns lie in the day mart."""

from __future__ import annotations

import pytest

from metrics.catalogue import Kpi, load
from warehouse.manifest import SQL
from warehouse.tables import return_of_column

MARTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((SQL / "3_marts").glob("*.sql")))
KPIS = load().kpis


@pytest.mark.parametrize("kpi", [kpi for kpi in KPIS if kpi.stream], ids=lambda kpi: kpi.code)
def test_a_stream_is_counted_in_the_marts(kpi: Kpi) -> None:
    is_read = (SQL / "4_reads" / f"longest_{kpi.stream}.sql").exists()
    assert is_read if kpi.kind == "longest" else f"'{kpi.stream}'" in MARTS


@pytest.mark.parametrize("kpi", [kpi for kpi in KPIS if kpi.numerator_columns], ids=lambda kpi: kpi.code)
def test_a_column_comes_from_a_return_that_the_kpi_names(kpi: Kpi) -> None:
    known = return_of_column()
    columns = [*kpi.numerator_columns, *kpi.denominator_columns]
    assert [column for column in columns if known.get(column) not in kpi.returns] == []
