"""`python -m metrics KPI`: one KPI (or all rungs of a ladder) over one window, as a table or as JSON.

`python -m metrics restated --since SNAPSHOT`: what was published then and reads differently now.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Annotated, Any

import polars as pl
import typer
from typer.core import TyperGroup

from access.errors import BadChoice, MissionError, NoSnapshot
from access.scope import Scope
from access.settings import load_settings
from locales import LANGUAGES, say
from metrics import catalogue, wording
from metrics import windows as spans
from metrics.catalogue import Kpi
from metrics.measure import LEVELS, measure
from metrics.restatement import restatements, unpublished
from warehouse import reads
from warehouse.query import Snapshot, open_snapshot
from warehouse.reads import Window

USAGE = 2
COLUMNS = ("code", "unit", "numerator", "denominator", "value", "interval", "status", "unknown", "missing")

Row = dict[str, Any]
ByUnit = Annotated[str, typer.Option(help="range, district, circle or thana.")]
Start = Annotated[str, typer.Option("--from", help="First day; default 30 days up to the last.")]
End = Annotated[str, typer.Option("--to", help="Last day; default the last day with data.")]
AsOf = Annotated[str, typer.Option(help="As known on this day; default the last day of the window.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Lang = Annotated[str, typer.Option(help="hi or en.")]


class _KpiFirst(TyperGroup):
    """A first word that is no command is a KPI: `python -m metrics K2`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        is_command = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if is_command else ["kpi", *args])


app = typer.Typer(add_completion=False, cls=_KpiFirst)


@app.command("kpi")
def main(
    kpi: Annotated[str, typer.Argument(help="Code (C1; P6 for all its rungs) or name.")],
    by: ByUnit = "range",
    unit: Annotated[str, typer.Option(help="Only this district, circle or thana, by its code.")] = "",
    start: Start = "",
    end: End = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
    lang: Lang = "hi",
) -> None:
    """Numerator, denominator, value, interval, status and missing returns of a KPI. Exit 2: no such thing."""
    with _answering(by, lang):
        found = catalogue.load().find(kpi)
        snapshot = open_snapshot(load_settings())
        window = _window(snapshot, start, end, as_of)
        rows = _rows(found, by, window, _scope(snapshot, unit), snapshot)
    asked = found[0].code if len(found) == 1 else kpi.strip().upper()
    print(_json(asked, by, window, snapshot, rows) if as_json else _text(found, window, snapshot, rows, lang))


@app.command()
def restated(
    since: Annotated[str, typer.Option(metavar="SNAPSHOT", help="The publication to compare with what is shown now.")],
    kpis: Annotated[list[str] | None, typer.Argument(metavar="[KPI]…", help="Only these; all if absent.")] = None,
    by: ByUnit = "range",
    start: Start = "",
    end: End = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
    lang: Lang = "hi",
) -> None:
    """Every figure that was published in SNAPSHOT and reads differently now, and the batches that explain it."""
    with _answering(by, lang):
        listed = catalogue.load()
        found = [kpi for text in kpis for kpi in listed.find(text)] if kpis else listed.kpis
        codes = [kpi.code for kpi in found]
        then, now = open_snapshot(load_settings(), since), open_snapshot(load_settings())
        window, whole = _window(then, start, end, as_of), Scope.whole_range("analyst")
        rows = restatements(codes, by, window, whole, then, now)
        silent = unpublished(codes, by, window, whole, then)
    if as_json:
        asked = _days_json(window) | {"by": by, "then": then.id, "now": now.id, "not_published_then": silent}
        told = [{name: _whole(value) for name, value in row.items()} for row in rows.iter_rows(named=True)]
        print(json.dumps(asked | {"rows": told}, ensure_ascii=False))
    else:
        print("\n".join(_restated_lines(rows, silent, window, then, now, lang)))


@contextmanager
def _answering(by: str, lang: str) -> Iterator[None]:
    """Say in one sentence what does not exist, and leave with 2."""
    try:
        _check(lang, LANGUAGES, "metrics.choice.lang")
        _check(by, LEVELS, "metrics.choice.by")
        yield
    except MissionError as error:
        print(error.sentence(lang if lang in LANGUAGES else "en"), file=sys.stderr)
        raise typer.Exit(USAGE) from None


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


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _json(asked: str, by: str, window: Window, snapshot: Snapshot, rows: Sequence[Row]) -> str:
    days = _days_json(window)
    return json.dumps({"kpi": asked, "by": by, **days, "snapshot": snapshot.id, "rows": rows}, ensure_ascii=False)


def _days_json(window: Window) -> dict[str, Any]:
    return {"from": str(window.start), "to": str(window.end), "as_of": str(window.as_of)}


def _text(kpis: Sequence[Kpi], window: Window, snapshot: Snapshot, rows: Sequence[Row], lang: str) -> str:
    by_code = {kpi.code: kpi for kpi in kpis}
    about = [f"{kpi.code}  {kpi.words(lang).label}" for kpi in kpis]
    days = {"start": window.start, "end": window.end, "as_of": window.as_of}
    header = say(lang, "metrics.table.header", **days, snapshot=snapshot.id)
    cells = [[say(lang, f"metrics.table.{column}") for column in COLUMNS]]
    cells += [_cells(by_code[row["code"]], row, lang) for row in rows]
    return "\n".join([*about, header, "", *_columns(cells)])


def _columns(cells: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(wording.width(line[n]) for line in cells) for n in range(len(cells[0]))]
    return ["  ".join(wording.padded(text, widths[n]) for n, text in enumerate(line)).rstrip() for line in cells]


def _cells(kpi: Kpi, row: Row, lang: str) -> list[str]:
    value, low, high = (
        "—" if row[name] is None else wording.figure(lang, kpi, row[name]) for name in ("value", "low", "high")
    )
    counts = ["—" if row[name] is None else wording.count(lang, row[name]) for name in ("numerator", "denominator")]
    interval = "—" if row["low"] is None else f"{low} – {high}"
    missing = say(lang, "metrics.table.of", n=row["missing_returns"], of=row["expected_returns"])
    status = say(lang, f"metrics.status.{row['status']}")
    return [kpi.code, row["unit"], *counts, value, interval, status, str(row["unknown"]), missing]


def _restated_lines(
    rows: pl.DataFrame, silent: Sequence[str], window: Window, then: Snapshot, now: Snapshot, lang: str
) -> Iterator[str]:
    days = {"start": window.start, "end": window.end, "as_of": window.as_of}
    yield say(lang, "slices.restated.header", **days, then=then.id, now=now.id)
    if then.manifest.versions.get("sql_sha256") != now.manifest.versions.get("sql_sha256"):
        yield say(lang, "slices.restated.rules_changed")
    if silent:
        yield say(lang, "slices.restated.unpublished", codes=", ".join(silent))
    if rows.is_empty():
        yield say(lang, "slices.restated.none")
        return
    heads = [say(lang, f"metrics.table.{name}") for name in ("code", "unit")]
    heads += [say(lang, f"slices.restated.{name}") for name in ("then", "now", "change", "batches")]
    yield from ["", *_columns([heads, *(_restated_cells(row, lang) for row in rows.iter_rows(named=True))])]


def _restated_cells(row: Row, lang: str) -> list[str]:
    kpi = catalogue.load()[row["code"]]
    sides = [_side(kpi, row, when, lang) for when in ("then", "now")]
    change = "—" if row["change"] is None else _signed(wording.figure(lang, kpi, row["change"]), row["change"])
    return [kpi.code, row["unit_code"], *sides, change, ", ".join(row["batches"]) or "—"]


def _signed(text: str, amount: float) -> str:
    return f"+{text}" if amount > 0 else text


def _side(kpi: Kpi, row: Row, when: str, lang: str) -> str:
    """One side of a restatement: the value with its two counts; — for what was not known or is hidden."""
    value = row[f"{when}_value"]
    counts = {
        name: "—" if row[f"{when}_{name}"] is None else wording.count(lang, row[f"{when}_{name}"])
        for name in ("numerator", "denominator")
    }
    shown = "—" if value is None else wording.figure(lang, kpi, value)
    return say(lang, "slices.restated.figures", value=shown, **counts)


if __name__ == "__main__":
    app()
