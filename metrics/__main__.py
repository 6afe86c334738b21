"""`python -m metrics KPI`: one KPI (or all rungs of a ladder) over one window, as a table or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

import typer

from access.errors import BadChoice, MissionError, NoSnapshot
from access.scope import Scope
from access.settings import load_settings
from locales import LANGUAGES, say
from metrics import catalogue, wording
from metrics import windows as spans
from metrics.catalogue import Kpi
from metrics.measure import LEVELS, measure
from warehouse import reads
from warehouse.query import Snapshot, open_snapshot
from warehouse.reads import Window

USAGE = 2
COLUMNS = ("code", "unit", "numerator", "denominator", "value", "interval", "status", "unknown", "missing")

Row = dict[str, Any]
app = typer.Typer(add_completion=False)


@app.command()
def main(
    kpi: Annotated[str, typer.Argument(help="Code (C1; P6 for all its rungs) or name.")],
    by: Annotated[str, typer.Option(help="range, district, circle or thana.")] = "range",
    unit: Annotated[str, typer.Option(help="Only this district, circle or thana, by its code.")] = "",
    start: Annotated[str, typer.Option("--from", help="First day; default 30 days up to the last.")] = "",
    end: Annotated[str, typer.Option("--to", help="Last day; default the last day with data.")] = "",
    as_of: Annotated[str, typer.Option(help="As known on this day; default the last day of the window.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    lang: Annotated[str, typer.Option(help="hi or en.")] = "hi",
) -> None:
    """Numerator, denominator, value, interval, status and missing returns of a KPI. Exit 2: no such thing."""
    spoken = lang if lang in LANGUAGES else "en"
    try:
        _check(lang, LANGUAGES, "metrics.choice.lang")
        _check(by, LEVELS, "metrics.choice.by")
        found = catalogue.load().find(kpi)
        snapshot = open_snapshot(load_settings())
        window = _window(snapshot, start, end, as_of)
        rows = _rows(found, by, window, _scope(snapshot, unit), snapshot)
    except MissionError as error:
        print(error.sentence(spoken), file=sys.stderr)
        raise typer.Exit(USAGE) from None
    asked = found[0].code if len(found) == 1 else kpi.strip().upper()
    print(_json(asked, by, window, snapshot, rows) if as_json else _text(found, window, snapshot, rows, lang))


def _check(wanted: str, known: Sequence[str], key: str) -> None:
    if wanted not in known:
        raise BadChoice(key, wanted=wanted, known=", ".join(known))


def _day(option: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadChoice("metrics.choice.day", option=option, wanted=text) from None


def _window(snapshot: Snapshot, start: str, end: str, as_of: str) -> Window:
    first, last = snapshot.manifest.starts_on, snapshot.manifest.data_through
    if last is None:
        raise NoSnapshot("metrics.choice.nothing_received")
    known = _day("--as-of", as_of)
    to = _day("--to", end) or min(last, known or last)
    begin = _day("--from", start) or to - timedelta(days=spans.DEFAULT_DAYS - 1)
    window = spans.make_window(begin, to, known)
    if window.start > last or window.end < first:
        raise BadChoice("metrics.choice.no_data", start=window.start, end=window.end, first=first, last=last)
    return window


def _scope(snapshot: Snapshot, unit: str) -> Scope:
    whole = Scope.whole_range("analyst")
    if not unit:
        return whole
    for level in LEVELS[1:]:
        if unit in reads.units(snapshot, whole, level)["unit_code"]:
            return whole.narrow(**{level: unit})
    raise BadChoice("metrics.choice.unit", wanted=unit)


def _rows(kpis: Sequence[Kpi], by: str, window: Window, scope: Scope, snapshot: Snapshot) -> list[Row]:
    return [_row(kpi, row) for kpi in kpis for row in measure(kpi, by, [window], scope, snapshot).iter_rows(named=True)]


def _row(kpi: Kpi, row: Row) -> Row:
    return {
        "code": kpi.code,
        "unit": row["unit_code"],
        "numerator": _whole(row["numerator"]),
        "denominator": _whole(row["denominator"]),
        "value": row["value"],
        "low": row["low"],
        "high": row["high"],
        "status": row["status"],
        "unknown": row["n_unknown"],
        "missing_returns": row["n_missing"],
        "expected_returns": row["n_expected"],
    }


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number.is_integer() else number


def _json(asked: str, by: str, window: Window, snapshot: Snapshot, rows: Sequence[Row]) -> str:
    days = {"from": str(window.start), "to": str(window.end), "as_of": str(window.as_of)}
    return json.dumps({"kpi": asked, "by": by, **days, "snapshot": snapshot.id, "rows": rows}, ensure_ascii=False)


def _text(kpis: Sequence[Kpi], window: Window, snapshot: Snapshot, rows: Sequence[Row], lang: str) -> str:
    by_code = {kpi.code: kpi for kpi in kpis}
    about = [f"{kpi.code}  {kpi.words(lang).label}" for kpi in kpis]
    days = {"start": window.start, "end": window.end, "as_of": window.as_of}
    header = say(lang, "metrics.table.header", **days, snapshot=snapshot.id)
    cells = [[say(lang, f"metrics.table.{column}") for column in COLUMNS]]
    cells += [_cells(by_code[row["code"]], row, lang) for row in rows]
    widths = [max(wording.width(line[n]) for line in cells) for n in range(len(COLUMNS))]
    table = ["  ".join(wording.padded(text, widths[n]) for n, text in enumerate(line)).rstrip() for line in cells]
    return "\n".join([*about, header, "", *table])


def _cells(kpi: Kpi, row: Row, lang: str) -> list[str]:
    value, low, high = (
        "—" if row[name] is None else wording.figure(lang, kpi, row[name]) for name in ("value", "low", "high")
    )
    counts = ["—" if row[name] is None else wording.count(lang, row[name]) for name in ("numerator", "denominator")]
    interval = "—" if row["low"] is None else f"{low} – {high}"
    missing = say(lang, "metrics.table.of", n=row["missing_returns"], of=row["expected_returns"])
    status = say(lang, f"metrics.status.{row['status']}")
    return [kpi.code, row["unit"], *counts, value, interval, status, str(row["unknown"]), missing]


if __name__ == "__main__":
    app()
