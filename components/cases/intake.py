"""Women recorded against what like Kendras lead to expect: a chart by unit, and the Kendras to ask about with why."""

from __future__ import annotations

from dataclasses import replace

from components import words
from components.cases import asks, reading
from components.cases.drawn import Drawn
from components.charts import against
from components.charts.against import Pair
from components.charts.table import Table, Value
from components.choice import Choice
from components.context import Context
from components.places import LEVELS, Places
from locales import say
from metrics import intake
from metrics.recording import Low
from warehouse.reads import Window


def chart(ctx: Context, choice: Choice, places: Places, window: Window) -> Drawn:
    """Expected and recorded of each unit below what is chosen; no unit is coloured for many or for few."""
    by, lang = choice.parts or "thana", ctx.lang
    found = intake.against(reading.recorded(ctx, choice, window), LEVELS.index(by) + 1, ctx.settings.small_cell)
    names = {unit.code: unit.name(lang) for unit in places.at(by)}
    pairs = [
        Pair(names[one.unit_code], round(one.expected), one.recorded, _word(one, lang), is_suppressed=one.is_suppressed)
        for one in found
    ]
    then, now, title = say(lang, "cases.expected"), say(lang, "cases.recorded"), say(lang, "cases.against")
    table = against.then_now_table(pairs, then, now, lang)
    notes = (say(lang, "cases.against_note"),)
    has_few = bool(pairs) and all(pair.is_suppressed for pair in pairs)
    figure = None if has_few else against.then_now(pairs, then, now, lang)
    return Drawn("intake", title, figure, replace(table, notes=notes), notes, has_few)


def _word(one: intake.Against, lang: str) -> str:
    return say(lang, "cases.n_low", n=words.number(lang, one.n_low)) if one.n_low else ""


def listed(ctx: Context, choice: Choice, places: Places, window: Window) -> Table:
    """The Kendras that recorded none or improbably few, least probable first, with the grounds in words."""
    found = reading.recorded(ctx, choice, window)
    hidden = {path[-1] for path in found.hidden(ctx.settings.small_cell)}
    heads = tuple(say(ctx.lang, f"cases.{key}") for key in ("kendra", "recorded", "why_listed"))
    return Table(heads, tuple(_row(ctx, places, low, low.thana_code in hidden) for low in found.low))


def _row(ctx: Context, places: Places, low: Low, is_hidden: bool) -> tuple[Value, ...]:
    unit = places.find("thana", low.thana_code)
    district = places.find("district", unit.district_code) if unit else None
    name = ", ".join(one.name(ctx.lang) for one in (unit, district) if one)
    return name, asks.count(ctx, low.n, is_hidden), " ".join(asks.facts(ctx, low, is_hidden))


def html(table: Table, lang: str) -> str:
    """The list, or that there is none; that nobody is found to record everyone stands below either."""
    heading = f"<h3>{say(lang, 'cases.low_title')}</h3>"
    body = table.html(lang) if table.rows else f'<p class="ms-calm">{say(lang, "cases.low_none")}</p>'
    return f'<div class="ms-low">{heading}{body}<p class="ms-calm">{say(lang, "cases.low_note")}</p></div>'
