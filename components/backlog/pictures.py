"""The charts of the page of open cases: from what was read to a figure, its words and its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import plotly.graph_objects as go

from components import words
from components.backlog import moves
from components.backlog.moves import Line
from components.backlog.reading import Around, Clears, Series
from components.backlog.standing import Curve, Spread
from components.charts import against, bands, flow, look, signals
from components.charts.table import Table
from locales import say
from metrics import ages, signal, status
from metrics.signal import Run

_DRAWN_RULES, _APART = 2, 6  # more words, or nearer ones, would cover the line


@dataclass(frozen=True)
class Picture:
    """A chart of the page: what `show` draws, and what the file of the page holds."""

    key: str
    title: str
    figure: go.Figure | None
    alt: str
    table: Table
    empty: str = ""


def dumbbell(told: Sequence[Line], then: date | None, now: date, lang: str) -> Picture:
    pairs, on = moves.pairs(told, lang), words.day(lang, now)
    before = words.day(lang, then) if then else say(lang, "backlog.no_then")
    is_told = then and any(not pair.is_suppressed for pair in pairs)
    figure = against.then_now(pairs, before, on, lang) if is_told else None
    empty = say(lang, "charts.too_few" if then else "backlog.moves.empty")
    alt = say(lang, "backlog.moves.alt", then=before, now=on)
    title = say(lang, "backlog.moves.title")
    return Picture("moves", title, figure, alt, moves.table(told, then, now, lang), empty)


def stock_and_flow(series: Series, lang: str) -> Picture:
    """Stretches of few women are gaps, and their rows say so."""
    step = say(lang, f"backlog.step.{series.step}")
    shown = [flow.Stretch(one.first, one.opened, one.closed, one.stock) for one in series.stretches]
    is_told = any(one.stock is not None for one in shown)
    table = _veiled(flow.flow_table(shown, lang), series, lang)
    title = say(lang, "backlog.flow.title", step=step)
    return Picture(
        "flow",
        title,
        flow.flow(shown, lang) if is_told else None,
        say(lang, "backlog.flow.alt", step=step),
        table,
        say(lang, "charts.too_few"),
    )


def aged(counted: Mapping[str, Mapping[str, float | None]], told: Sequence[Line], lang: str) -> Picture:
    """The units in the order of `told`, each with all its open cases."""
    names = [say(lang, f"backlog.band.{band}") for band in ages.BANDS]
    units = [
        bands.Aged(
            line.name,
            tuple(counted[line.code][band] for band in ages.BANDS),
            counted[line.code][ages.LAWFUL],
            is_suppressed=line.is_hidden or line.now is None,
            whole=line.now,
        )
        for line in told
    ]
    is_hidden = bool(units) and all(unit.is_suppressed for unit in units)
    return Picture(
        "bands",
        say(lang, "backlog.bands.title"),
        None if is_hidden else bands.stacked_bands(units, names, lang),
        say(lang, "backlog.bands.alt"),
        bands.bands_table(units, names, lang),
        say(lang, "charts.too_few") if is_hidden else "",
    )


def weekly(series: Series, lang: str) -> Picture:
    """Closures of each week within the limits of their own variation; a week that is not told is a gap.

    Not drawn where weeks of few women are hidden, since limits of the others alone would be wrong; nor where nothing
    varies.
    """
    values = [_whole(one.closed, one.n_told, one.n_due) for one in series.stretches]
    limits = None if series.hidden else signal.xmr(values, (0, float("inf")))
    drawn = told = None
    if limits and limits.low < limits.high:
        labels = tuple(words.short_day(lang, one.last) for one in series.stretches)
        marks = {place: _rule(run, lang) for run in limits.signals for place in run.at}
        told = signals.Series(labels, tuple(values), limits.mean, limits.low, limits.high, marks)
        drawn = replace(told, marked={run.at[-1]: _rule(run, lang) for run in _drawn(limits.signals)})
    step = say(lang, f"backlog.step.{series.step}")
    return Picture(
        "weeks",
        say(lang, "backlog.weeks.title", step=step),
        signals.xmr(drawn, lang),
        say(lang, "backlog.weeks.alt", step=step),
        _veiled(signals.xmr_table(told, lang), series, lang),
        say(lang, "backlog.weeks.empty", n=words.number(lang, signal.MIN_POINTS)),
    )


def eves(around: Around, lang: str) -> Picture:
    shown = [flow.Eve(offset, n, offset in (-2, -1), n is None) for offset, n in sorted(around.closed.items())]
    is_told = any(n for n in around.closed.values())
    n = words.number(lang, around.n_reviews)
    return Picture(
        "eves",
        say(lang, "backlog.eves.title", n=n),
        flow.eve_bars(shown, lang, around.expected, look.MISSED if _is_bunched(shown) else look.LINE)
        if is_told
        else None,
        say(lang, "backlog.eves.alt", n=n),
        flow.eve_table(shown, lang, around.expected),
        say(lang, "charts.too_few"),
    )


def _is_bunched(eves: Sequence[flow.Eve]) -> bool:
    """Whether the eves have more of all closures than chance gives so many days (Wilson, 95 per cent)."""
    n, n_eves = sum(eve.n or 0 for eve in eves), sum(eve.n or 0 for eve in eves if eve.is_eve)
    return n > 0 and signal.wilson(n_eves, n)[0] > sum(eve.is_eve for eve in eves) / len(eves)


def still_open(curve: Curve, lang: str) -> Picture:
    """From all of them on the day of receipt; a single step makes no curve."""
    told = [signals.Step(one.day, one.survival, one.low, one.high) for one in curve.steps]
    steps = [signals.Step(0, 1, 1, 1), *told] if len(told) > 1 else []
    n = words.number(lang, curve.n)
    return Picture(
        "curve",
        say(lang, "backlog.curve.title"),
        signals.survival(steps, curve.median, curve.ninetieth, lang),
        say(lang, "backlog.curve.alt", n=n),
        signals.survival_table(steps, curve.median, curve.ninetieth, lang),
        say(lang, "charts.too_few"),
    )


def apart(spread: Spread | None, names: Mapping[str, str], lang: str) -> Picture:
    """Units by the share of their open cases that is over thirty days, against the limits of chance."""
    dots = [_dot(code, spread, names, lang) for code in spread.units] if spread else []
    limits = [
        against.Limit(size, *(100 * end for end in (one.low95, one.high95, one.low998, one.high998)))
        for size, one in (spread.limits if spread else ())
    ]
    table = against.funnel_plot_table(dots, lang)
    if spread and spread.n_hidden:
        table = Table(
            table.heads, table.rows, (say(lang, "backlog.funnel.hidden", n=words.number(lang, spread.n_hidden)),)
        )
    centre = 100 * spread.centre if spread else 0
    return Picture(
        "apart",
        say(lang, "backlog.funnel.title"),
        against.funnel_plot(dots, limits, centre, lang),
        say(lang, "backlog.funnel.alt", centre=words.value(lang, "pct", centre)),
        table,
        say(lang, "backlog.funnel.empty"),
    )


def clears(told: Clears, name: str, lang: str) -> tuple[str, ...]:
    """When it clears, with its uncertainty, then what that rests on."""
    found = told.clearing
    ends = {key: _days(getattr(found, key), lang) for key in ("days", "low", "high")}
    verdict = say(lang, f"backlog.clears.{found.verdict}", name=name, **ends)
    if told.flows is None or not told.flows.n_days:
        return (verdict,)
    counts = {"opened": words.number(lang, told.flows.opened), "closed": words.number(lang, told.flows.closed)}
    return verdict, say(lang, "backlog.clears.rests_on", day=words.day(lang, told.first), **counts)


def _days(n: float | None, lang: str) -> str:
    return "" if n is None else words.number(lang, round(n))


def _dot(code: str, spread: Spread, names: Mapping[str, str], lang: str) -> against.Dot:
    unit = spread.units[code]
    is_out = unit.place.startswith("beyond") and unit.value > spread.centre  # few old cases are nothing to ask about
    word = say(lang, f"backlog.funnel.{unit.place}") if is_out else ""
    return against.Dot(names[code], unit.size, 100 * unit.value, word)


def _whole(closed: float | None, n_told: int, n_due: int) -> float | None:
    """Fewer closures because a register is missing are not fewer closures."""
    return closed if n_due and n_due - n_told <= status.MAX_MISSING_SHARE * n_due else None


def _drawn(runs: Sequence[Run]) -> list[Run]:
    """The last runs, far enough from one another for their words; the table has them all."""
    drawn: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.at[-1], len(run.at))):
        if all(abs(other.at[-1] - run.at[-1]) >= _APART for other in drawn) and len(drawn) < _DRAWN_RULES:
            drawn.append(run)
    return drawn


def _rule(run: Run, lang: str) -> str:
    return say(lang, f"backlog.rule.{run.rule}.{'up' if run.is_up else 'down'}")


def _veiled(table: Table, series: Series, lang: str) -> Table:
    """Writes "few" where a stretch is hidden, which is not the same as not known."""
    few = say(lang, "cell.few")
    rows = tuple(
        (row[0], *(few if value is None else value for value in row[1:])) if number in series.hidden else row
        for number, row in enumerate(table.rows)
    )
    return Table(table.heads, rows, table.notes)
