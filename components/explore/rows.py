"""The rows of an answer as a frame: what is told of each unit and bucket, with its names in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from components.context import Context
from components.explore import naming
from components.explore.answer import DTYPES, Column, Kind
from components.matrix_html import change_meaning
from components.places import LEVELS, Places, Unit
from locales import say
from metrics.catalogue import Kpi
from metrics.explore.plan import Question
from metrics.explore.told import Told
from metrics.status import LISTED

_ALWAYS: tuple[tuple[str, Kind], ...] = (
    *(("kpi_code", "text"), ("kpi", "text"), ("kpi_unit", "text"), ("level", "text")),
    *(("district_code", "text"), ("district", "text"), ("circle_code", "text"), ("circle", "text")),
    *(("thana_code", "text"), ("thana", "text")),
    *(("starts_on", "day"), ("ends_on", "day"), ("as_of", "day")),
    *(("category_code", "text"), ("category", "text")),
    *(("value", "figure"), ("numerator", "figure"), ("denominator", "figure"), ("low", "figure"), ("high", "figure")),
    *(("n_unknown", "count"), ("n_missing", "count"), ("n_expected", "count")),
    *(("status", "text"), ("remark", "text")),
    *(("compared_from", "day"), ("compared_to", "day"), ("before", "figure"), ("change", "figure")),
    ("change_means", "text"),
)
_IN_KPI_UNIT = ("value", "low", "high", "before")
_FIGURES = ("value", "numerator", "denominator", "low", "high")


def columns(kpis: Sequence[Kpi]) -> tuple[Column, ...]:
    """The columns of an answer; the value is a percentage where that of every KPI is."""
    is_pct = all(kpi.unit == "pct" for kpi in kpis)
    return tuple(
        Column(name, f"explore.column.{name}", "percent" if is_pct and name in _IN_KPI_UNIT else kind)
        for name, kind in _ALWAYS
    )


def schema() -> dict[str, Any]:
    """What is kept of rows beside the columns is the standing, which a chart needs and no file."""
    return {name: DTYPES[kind] for name, kind in _ALWAYS} | {"standing": pl.String(), "unit_code": pl.String()}


def frame(ctx: Context, told: Iterable[Told], question: Question, places: Places) -> pl.DataFrame:
    """In the order of buckets, then of units as the range lists them, then of categories as they came."""
    units = {unit.code: unit for unit in places.at(question.by)} if question.by in LEVELS else {}
    rank = {code: place for place, code in enumerate(units)}
    rows = [_row(ctx, one, units.get(one.now["unit_code"]), question, places) for one in told]
    rows.sort(key=lambda row: (row["starts_on"], rank.get(row["unit_code"], 0)))
    return pl.DataFrame(rows, schema=schema(), orient="row")


def _row(ctx: Context, one: Told, unit: Unit | None, question: Question, places: Places) -> dict[str, Any]:
    now, lang, kpi = one.now, ctx.lang, one.kpi
    standing = "suppressed" if now["is_suppressed"] else now["status"]
    return {
        "kpi_code": kpi.code,
        "kpi": kpi.words(lang).label,
        "kpi_unit": naming.unit_of(kpi, lang),
        "level": say(lang, f"explore.level.{question.by}"),
        **_place(unit, places, lang),
        "starts_on": one.window.start,
        "ends_on": one.window.end,
        "as_of": one.window.as_of,
        "category_code": one.part or None,
        "category": naming.category(kpi, one.part, lang) if question.with_parts else None,
        **{name: None if now[name] is None else float(now[name]) for name in _FIGURES},
        "n_unknown": now["n_unknown"],
        "n_missing": int(now["n_missing"] or 0),
        "n_expected": int(now["n_expected"] or 0),
        "status": say(lang, f"status.{standing}"),
        "remark": _remark(one, lang),
        "compared_from": one.compared.start if one.compared else None,
        "compared_to": one.compared.end if one.compared else None,
        "before": one.before,
        "change": one.change.amount if one.change else None,
        "change_means": change_meaning(one.change, lang) if one.change else "",
        "standing": standing,
        "unit_code": now["unit_code"],
    }


def _place(unit: Unit | None, places: Places, lang: str) -> dict[str, str | None]:
    """Code and name of the unit and of what lies above it; of the range none."""
    codes: dict[str, str | None] = dict.fromkeys(LEVELS)
    if unit is not None:
        codes |= {"district": unit.district_code, "circle": unit.circle_code, unit.level: unit.code}
    found = {level: places.find(level, code) for level, code in codes.items()}
    told: dict[str, str | None] = {}
    for level, one in found.items():
        told |= {f"{level}_code": one.code if one else None, level: one.name(lang) if one else None}
    return told


def _remark(one: Told, lang: str) -> str:
    """Why there is no figure, or none to compare with."""
    if one.now["is_suppressed"]:
        return say(lang, "explore.remark.few")
    if one.then is not None and one.then["is_suppressed"]:
        return say(lang, "explore.remark.few_then")
    if one.kpi.personal and one.now["n_unknown"] is None:
        return say(lang, "explore.remark.few_unknown")
    if one.kpi.kind in LISTED and one.now["denominator"] is None and not one.now["n_missing"]:
        return say(lang, "explore.remark.no_list")
    return ""
