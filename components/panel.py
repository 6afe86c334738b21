"""Measures what the matrix shows and judges each change: choice → Matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from access.settings import load_settings
from components import door, header, windows
from components.choice import Choice
from components.context import Context
from components.door import Board, Measured
from components.matrix import Cell, Column, Held, Matrix, Row
from components.places import LEVELS, Places
from components.windows import Calendar
from locales import say
from metrics import catalogue, comparison
from metrics.catalogue import Kpi
from warehouse.reads import Window

_NOW, _THEN, _TREND = 0, 1, 2
# What is small is decided over all units of a level, so lines are kept to where they tell most: of a thana nearly every
# window of a line would be a gap.
_DATED = ("longest", "freshness")
_LINED_WHOLES = ("range", "district", "circle")
Row_ = dict[str, Any]
HeldOf = dict[str, tuple[Held, ...]]


def build(
    ctx: Context,
    choice: Choice,
    places: Places,
    calendar: Calendar,
    codes: Sequence[str],
    *,
    with_parts: bool = True,
    compares: bool = True,
) -> Matrix | None:
    """The matrix of a choice; None where its window had not begun. Without its parts, the column of the whole only.

    Of a page that compares nothing, no cell says what changed.
    """
    window = windows.resolve(choice.window, calendar)
    if window is None:
        return None
    compared = windows.compared(choice.window, choice.compare, calendar) if compares else None
    asked = windows.asked_of(window, compared)
    held = _held(ctx, codes, choice.as_of_day)
    columns = _columns(ctx, choice, places, held) if with_parts else (_whole(ctx, choice, places, held),)
    scope = choice.within(ctx.scope)
    n_lined = None if choice.whole in _LINED_WHOLES else _TREND
    whole = door.board(ctx, scope, codes, choice.whole, asked, n_lined, n_judged=_TREND)
    parts: Board = dict.fromkeys(codes, {})
    if choice.parts and with_parts:
        n_lined = None if choice.parts == "district" else _TREND
        parts = door.board(ctx, scope, codes, choice.parts, asked, n_lined, n_judged=_TREND)
    rows = tuple(
        Row(kpi, tuple(_cells(kpi, columns, whole[code], parts[code], asked, compared is not None)))
        for code, kpi in ((code, catalogue.load()[code]) for code in codes)
    )
    return Matrix(columns, rows, window, compared)


def _columns(ctx: Context, choice: Choice, places: Places, held: HeldOf) -> tuple[Column, ...]:
    parts = places.at(choice.parts, choice.district, choice.circle) if choice.parts else ()
    old = {unit.code: held.get(unit.district_code, ()) if unit.level == "district" else () for unit in parts}
    columns = [Column(unit.code, unit.name(ctx.lang), is_whole=False, held=old[unit.code]) for unit in parts]
    return (_whole(ctx, choice, places, held), *columns)


def _whole(ctx: Context, choice: Choice, places: Places, held: HeldOf) -> Column:
    """The column that sums up the rest: the range, or the unit that is chosen."""
    if choice.whole == "range":
        return Column("range", say(ctx.lang, "matrix.range"), is_whole=True)
    unit = places.find(choice.whole, getattr(choice, choice.whole))
    assert unit is not None, "a choice is only ever made among the viewer's own places"
    name = say(ctx.lang, f"matrix.whole_{choice.whole}", name=unit.name(ctx.lang))
    return Column(unit.code, name, is_whole=True, held=held.get(unit.district_code, ()))


def _held(ctx: Context, codes: Sequence[str], as_of: date | None) -> HeldOf:
    """By district the slices that the KPIs read and whose figures are old on the chosen day."""
    read = {name for code in codes for name in catalogue.load()[code].returns}
    found: dict[str, tuple[Held, ...]] = {}
    for held in ctx.snapshot.manifest.held:
        if held.return_name in read and header.is_old(held.last_good_day, as_of):
            reason = " ".join(getattr(reason, f"sentence_{ctx.lang}") for reason in held.reasons)
            one = Held(held.return_name, reason, held.last_good_day)
            found[held.district_code] = (*found.get(held.district_code, ()), one)
    return found


def _cells(
    kpi: Kpi, columns: Sequence[Column], whole: Measured, parts: Measured, asked: Sequence[Window], is_compared: bool
) -> Iterator[Cell]:
    for column in columns:
        yield _cell(kpi, column.unit_code, whole if column.is_whole else parts, asked, is_compared)


def _cell(kpi: Kpi, unit: str, rows: Measured, asked: Sequence[Window], is_compared: bool) -> Cell:
    now = rows.get((_NOW, unit))
    if now is None:
        return Cell(unit)
    gaps: dict[str, Any] = {name: int(now[name] or 0) for name in ("n_missing", "n_expected")}
    gaps["n_unknown"] = _unknown(kpi, now)
    if now["is_suppressed"]:
        return Cell(unit, status=now["status"], is_suppressed=True, **gaps)
    figures = {name: now[name] for name in ("value", "numerator", "denominator", "low", "high", "status")}
    then = rows.get((_THEN, unit)) if is_compared else None
    moved = comparison.change(kpi, now, then) if then and _shown(then) is not None else None
    trend = tuple(_shown(rows.get((n, unit))) for n in range(_TREND, len(asked)))
    return Cell(
        unit, before=_shown(then), change=moved, trend=trend, read_on=_older(kpi, now, asked[_NOW]), **figures, **gaps
    )


def _older(kpi: Kpi, row: Row_, window: Window) -> date | None:
    """The day on which a stretch or the age of data was read, where the returns end before the window does."""
    last = min(window.end, window.as_of)
    return row["read_on"] if kpi.kind in _DATED and row["read_on"] and row["read_on"] < last else None


def _unknown(kpi: Kpi, row: Row_) -> int | None:
    n = int(row["n_unknown"] or 0)
    is_few = kpi.personal and 0 < n < load_settings().small_cell
    return None if row["is_suppressed"] or is_few else n


def _shown(row: Row_ | None) -> float | None:
    """A value that may be shown: a suppressed window leaves a gap in the line, not a figure to subtract from."""
    if row is None or row["is_suppressed"] or row["value"] is None:
        return None
    return float(row["value"])


def place(choice: Choice, places: Places, lang: str) -> str:
    """What is being looked at, in words: जनपद हापुड़ › सर्किल पिलखुवा, or the range."""
    chosen = (places.find(level, getattr(choice, level)) for level in LEVELS)
    return " › ".join(unit.name(lang) for unit in chosen if unit) or say(lang, "matrix.range")
