"""`python -m metrics KPI`: one KPI (or all rungs of a ladder) over one window, as a table or as JSON.

`python -m metrics restated --since SNAPSHOT`: what was published then and reads differently now.

`python -m metrics brief --district DISTRICT`: what is due, overdue and held on a day, and its exceptions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import polars as pl
import typer
from typer.core import TyperGroup

from access.scope import Scope
from access.settings import load_settings
from locales import say
from metrics import catalogue, shown, wording
from metrics.asking import answering, one_unit, window_of
from metrics.brief.command import brief
from metrics.catalogue import Kpi
from metrics.restatement import restatements, unpublished
from warehouse.query import Snapshot, open_snapshot
from warehouse.reads import Window

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
app.command()(brief)


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
    with answering(lang, by):
        found = catalogue.load().find(kpi)
        snapshot = open_snapshot(load_settings())
        window = window_of(snapshot, start, end, as_of)
        held = Scope.whole_range("analyst")
        by, scope = one_unit(snapshot, held, unit, by)
        told = [(one, row) for one in found for row in shown.rows(one, by, window, held, scope, snapshot)]
        rows = [_row(one, row) for one, row in told]
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
    with answering(lang, by):
        listed = catalogue.load()
        found = [kpi for text in kpis for kpi in listed.find(text)] if kpis else listed.kpis
        codes = [kpi.code for kpi in found]
        then, now = open_snapshot(load_settings(), since), open_snapshot(load_settings())
        window, whole = window_of(then, start, end, as_of), Scope.whole_range("analyst")
        rows = restatements(codes, by, window, whole, then, now)
        silent = unpublished(codes, by, window, whole, then)
    if as_json:
        asked = _days_json(window) | {"by": by, "then": then.id, "now": now.id, "not_published_then": silent}
        told = [{name: _whole(value) for name, value in row.items()} for row in rows.iter_rows(named=True)]
        print(json.dumps(asked | {"rows": told}, ensure_ascii=False))
    else:
        print("\n".join(_restated_lines(rows, silent, window, then, now, lang)))


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
        "suppressed": row["is_suppressed"],
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
    missing = say(lang, "metrics.table.of", n=row["missing_returns"], of=row["expected_returns"])
    status = say(lang, f"metrics.status.{row['status']}")
    few = say(lang, "brief.few")
    unknown = few if row["unknown"] is None else wording.count(lang, row["unknown"])
    return [
        kpi.code,
        row["unit"],
        *_figures(kpi, row, lang, few if row["suppressed"] else "—"),
        status,
        unknown,
        missing,
    ]


def _figures(kpi: Kpi, row: Row, lang: str, none: str) -> list[str]:
    """Both counts, the value and its interval; `none` stands for what is not known or may not be shown."""
    value, low, high = (
        none if row[name] is None else wording.figure(lang, kpi, row[name]) for name in ("value", "low", "high")
    )
    counts = [none if row[name] is None else wording.count(lang, row[name]) for name in ("numerator", "denominator")]
    return [*counts, value, none if row["low"] is None else f"{low} – {high}"]


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
