"""Lists of the page on squads: places by the days since anybody came, and visits that are to be verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from html import escape
from typing import Any

from components import words
from components.charts.table import Table, Value
from components.squads.reading import Place, Row
from locales import say
from metrics import catalogue

WORST = 6
_DOUBTS = ("thana", "day", "visit", "why", "other", "between")


def unvisited(places: Sequence[Place], names: Mapping[str, str], lang: str) -> Table:
    """Places without a visit for longer than the target of P4, the longest first."""
    limit = catalogue.load()["P4"].target
    heads = tuple(say(lang, f"squads.unvisited.{head}") for head in ("thana", "days", "last", "visits"))
    rows = tuple(
        (
            f"{place.names[lang]} ({say(lang, f'place.kind.{place.kind}')})",
            names.get(place.thana_code, place.thana_code),
            place.n_days,
            words.day(lang, place.last_on) if place.last_on else say(lang, "squads.unvisited.never"),
            place.n_visits,
        )
        for place in places
        if place.n_days is not None and isinstance(limit, float | int) and place.n_days > limit
    )
    return Table((say(lang, "squads.place"), *heads), rows, (say(lang, "squads.unvisited.note"),))


def doubts(rows: Sequence[Row], names: Mapping[str, str], lang: str, with_rows: bool) -> Table:
    """A line for each visit and reason; file and row only for those who may see rows."""
    heads = [say(lang, f"squads.doubts.{head}") for head in (*_DOUBTS, *(("source",) if with_rows else ()))]
    lines = tuple(_doubt(row, names, lang, with_rows) for row in rows)
    return Table(tuple(heads), lines, (say(lang, "squads.doubts.note"),))


def told_once(rows: Sequence[Row]) -> list[Row]:
    """Two visits that do not agree with each other stand in the list as two rows: here by the first of them."""
    pairs: dict[tuple[object, ...], Row] = {}
    for row in rows:
        one = (row["visited_on"], row["from_time"], row["name_en"])
        other = (row["other_on"], row["other_from_time"], row["other_name_en"])
        pairs.setdefault((row["thana_code"], row["reason"], frozenset((one, other))), row)
    return list(pairs.values())


def in_sight(table: Table, calm: str, lang: str, first: Table | None = None) -> str:
    """The first rows (of `first`, where that is given), all folded below where there are more; calm words for none."""
    if len(table.rows) <= WORST:
        return whole(table, calm, lang)
    label = escape(say(lang, "squads.all", n=words.number(lang, len(table.rows))))
    first = Table(table.heads, (first or table).rows[:WORST])
    return f'{first.html(lang)}<details class="ms-twin"><summary>{label}</summary>{table.html(lang)}</details>'


def whole(table: Table, calm: str, lang: str) -> str:
    return table.html(lang) if table.rows else f'<p class="ms-calm">{escape(say(lang, calm))}</p>'


def _doubt(row: Row, names: Mapping[str, str], lang: str, with_rows: bool) -> tuple[Value, ...]:
    place, other = f"name_{lang}", f"other_name_{lang}"
    told: list[Value] = [
        _squad(row, names, lang),
        words.day(lang, row["visited_on"]),
        _at(row["from_time"], row["to_time"], row[place]),
        say(lang, f"squads.doubts.reason.{row['reason']}"),
        _at(row["other_from_time"], row["other_to_time"], row[other], _next_day(row, lang)) if row[other] else None,
        _between(row, lang),
    ]
    if with_rows:
        told.append(_source(row, lang))
    return tuple(told)


def _squad(row: Row, names: Mapping[str, str], lang: str) -> str:
    thana = names.get(row["thana_code"], row["thana_code"])
    return f"{thana} · {say(lang, 'squads.doubts.squad', name=row['squad'])}" if row["squad"] else thana


def _at(first: time | None, last: time | None, place: str, day: str = "") -> str:
    hours = f"{first:%H:%M}–{last:%H:%M} " if first and last else ""
    return f"{day}{hours}{place}"


def _next_day(row: Row, lang: str) -> str:
    """The day of the other visit where it is another."""
    on: Any = row["other_on"]
    return f"{words.short_day(lang, on)}, " if isinstance(on, date) and on != row["visited_on"] else ""


def _between(row: Row, lang: str) -> str:
    metres, gap, speed = row["distance_m"], row["gap_minutes"], row["speed_kmh"]
    if row["reason"] == "far_from_place":
        return say(lang, "squads.doubts.away", m=words.number(lang, metres))
    km = "" if metres is None else say(lang, "squads.doubts.km", km=words.number(lang, metres / 1000, 1)) + ", "
    if row["reason"] == "overlap":
        return km + say(lang, "squads.doubts.together", n=words.number(lang, -gap))
    if speed is None:
        return km + say(lang, "squads.doubts.at_once")
    minutes = say(lang, "squads.doubts.minutes", n=words.number(lang, gap))
    return f"{km}{minutes}, {say(lang, 'squads.doubts.speed', kmh=words.number(lang, speed))}"


def _source(row: Row, lang: str) -> str:
    rows = [row["source_row"], row["other_source_row"]]
    numbers = ", ".join(str(number) for number in rows if number is not None)
    return say(lang, "squads.doubts.at_row", file=row["source_file"], rows=numbers)
