"""The page of open cases put together: then against now, the charts two by two, the list of units, and its file."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from components import coming, export, panel, sections
from components.backlog import listing, moves, pictures, reading, standing
from components.backlog.moves import Line
from components.backlog.pictures import Picture
from components.charts.show import show
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.matrix import Matrix
from components.places import Places
from components.windows import Calendar
from locales import say


@dataclass(frozen=True)
class Seen:
    """What the page draws below its tiles, in the viewer's language."""

    tiles: Matrix
    lines: tuple[Line, ...]
    moves: Table
    clears: tuple[str, ...]
    pictures: tuple[Picture, ...]
    units: Table


def has_register(matrix: Matrix) -> bool:
    """Whether anything at all is known of the open cases of what is chosen."""
    cell = matrix.rows[0].cells[0]
    return cell.is_suppressed or cell.value is not None


def look(ctx: Context, choice: Choice, places: Places, calendar: Calendar, matrix: Matrix) -> Seen:
    """Reads and words it; `calendar` as it stood on the chosen day."""
    lang, window = ctx.lang, matrix.window
    then, now = (matrix.compared.as_of if matrix.compared else None), window.as_of
    reviews = tuple(day for day in calendar.reviews if day <= now)
    told = reading.look(ctx, choice, window, then, reviews, calendar.campaign_starts_on)
    level = reading.below(choice)
    names = {code: name for code, name in _names(places, choice, level, lang).items() if code in told.moves}
    lines = moves.lines(told.moves, names, level, then, now, lang)
    drawn = (
        pictures.dumbbell(lines, then, now, lang),
        pictures.aged(told.bands, lines, lang),
        pictures.stock_and_flow(told.flow, lang),
        pictures.eves(told.around, lang),
        pictures.weekly(told.weeks, lang),
        pictures.still_open(standing.curve(ctx, choice, window), lang),
        pictures.apart(standing.spread(ctx, choice, window), names, lang),
    )
    clears = pictures.clears(told.clears, panel.place(choice, places, lang), lang)
    tiles = coming.calm(matrix) if told.has_fewer_coming else matrix
    return Seen(
        tiles, lines, moves.table(lines, then, now, lang), clears, drawn, listing.table(ctx, choice, names, window)
    )


def draw(seen: Seen, lang: str) -> None:
    """When it clears, the charts two by two and the last in full width; then the tables of units."""
    verdict, *rest = (escape(text) for text in seen.clears)
    st.html(_heading("clears", lang) + f"<p><b>{verdict}</b> {' '.join(rest)}</p>")
    *pairs, last = seen.pictures
    for first in range(0, len(pairs), 2):
        for column, one in zip(st.columns(2, gap="medium"), pairs[first : first + 2], strict=True):
            with column:
                _show(one, lang)
    _show(last, lang)
    st.html(_heading("moves", lang) + seen.moves.html(lang))
    st.html(_heading("list", lang) + seen.units.html(lang))


def _show(one: Picture, lang: str) -> None:
    show(one.key, one.figure, one.alt, one.table, lang, title=one.title, empty=one.empty)


def tables(seen: Seen, lang: str) -> list[export.Titled]:
    """What is shown, each under its title, for the file."""
    clears = Table((say(lang, "backlog.clears.title"),), tuple((text,) for text in seen.clears))
    return [
        (say(lang, "backlog.tiles"), export.tiles(seen.tiles, lang)),
        (say(lang, "backlog.clears.title"), clears),
        *((one.title, one.table) for one in seen.pictures),
        (say(lang, "backlog.list.title"), seen.units),
    ]


def _names(places: Places, choice: Choice, level: str, lang: str) -> dict[str, str]:
    """In the whole range a circle carries its district: there is more than one town circle."""
    districts = {unit.code: unit.name(lang) for unit in places.at("district")}
    tail = {code: f" ({name})" if choice.whole == "range" else "" for code, name in districts.items()}
    return {unit.code: unit.name(lang) + tail[unit.district_code] for unit in places.at(level)}


def _heading(name: str, lang: str) -> str:
    return sections.heading(say(lang, f"backlog.{name}.title"), say(lang, f"backlog.{name}.question"))
