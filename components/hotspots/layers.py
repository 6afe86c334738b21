"""The layers of the map: uncovered places, complaints by catchment, cells of visits, Gi*; each with legend and twin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import h3

from access.settings import load_settings
from components import words
from components.charts.table import Table
from components.hotspots import gathering, wording
from components.hotspots.listing import table as places_table
from components.hotspots.reading import Seen
from components.maps.marks import Key, Mark, Shade, Tone
from components.maps.picture import Area
from locales import say
from metrics.hotspots.gi_star import Kind
from metrics.hotspots.uncovered import Gap, State

_TONES: Mapping[State, Tone] = {"uncovered": "missed", "overdue": "watch", "visited": "met", "unknown": "unknown"}
_SIZES: Mapping[State, float] = {"uncovered": 20, "overdue": 17, "visited": 12, "unknown": 13}
_CLASSES: Mapping[Kind, Shade] = {"hot": "hot", "cold": "cold", "usual": "none"}
_STEPS: tuple[Shade, ...] = ("few", "some", "many", "most")


@dataclass(frozen=True)
class Layer:
    """What a map shows of a choice: marks, shaded units, other areas, their legend, the sentence and the twin."""

    alt: str
    table: Table
    keys: tuple[Key, ...]
    marks: Sequence[Mark] = ()
    shades: Mapping[str, Shade | None] | None = None
    areas: Sequence[Area] = ()


def build(name: str, seen: Seen, thanas: Mapping[str, str], lang: str) -> Layer:
    """The layer of a name of pick.LAYERS. Every layer but the first keeps the uncovered places as its marks."""
    return _BUILDERS[name](seen, thanas, lang)


def marks(gaps: Sequence[Gap], thanas: Mapping[str, str], lang: str) -> list[Mark]:
    """The places that have a position, those asked about drawn last and so on top."""
    drawn = sorted(gaps, key=lambda one: (_SIZES[one.state], one.weight))
    return [
        Mark(place.lat, place.lon, _TONES[one.state], _label(one, thanas, lang), _SIZES[one.state], place.code)
        for one in drawn
        if (place := one.place).lat is not None and place.lon is not None
    ]


def _uncovered(seen: Seen, thanas: Mapping[str, str], lang: str) -> Layer:
    counts = {state: words.number(lang, len(seen.of_state(state))) for state in ("uncovered", "overdue", "visited")}
    alt = say(lang, "hotspots.map.uncovered", **counts)
    return Layer(alt, places_table(seen, thanas, lang), _mark_keys(seen.gaps, lang), marks(seen.gaps, thanas, lang))


def _complaints(seen: Seen, thanas: Mapping[str, str], lang: str) -> Layer:
    counts = {code: seen.told.count(code) for code in sorted(seen.inside)}
    steps = _steps([n for n in counts.values() if n])
    shades: dict[str, Shade | None] = {}
    rows = []
    for code, n in counts.items():
        is_hidden = seen.told.is_hidden(code)
        shades[code] = None if is_hidden else "unknown" if n is None else _step(n, steps)
        told = say(lang, "hotspots.map.masked") if is_hidden else n
        rows.append((thanas[code], say(lang, "charts.unknown") if told is None else told))
    alt = say(lang, "hotspots.map.complaints", n=words.number(lang, load_settings().small_cell))
    heads = (say(lang, "filter.thana"), say(lang, "hotspots.map.n_complaints"))
    keys = (
        *_step_keys(steps, shades, "0", lang, load_settings().small_cell),
        *_rest_keys(shades, lang),
        *_mark_keys(seen.ranked, lang),
    )
    n = seen.n_complaints
    notes = (alt,) if n is None else (say(lang, "hotspots.map.total", n=words.number(lang, n)), alt)
    return Layer(alt, Table(heads, tuple(rows), notes), keys, marks(seen.ranked, thanas, lang), shades)


def _cells(seen: Seen, thanas: Mapping[str, str], lang: str) -> Layer:
    cells: dict[str, list[Gap]] = defaultdict(list)
    for one in seen.gaps:
        if one.place.h3_7:
            cells[one.place.h3_7].append(one)
    told = dict(sorted(cells.items(), key=lambda item: (_visits(item[1]), item[0])))
    steps = _steps([n for gaps in told.values() if (n := _visits(gaps))])
    shades = {cell: _cell_shade(gaps, steps) for cell, gaps in told.items()}
    areas = [Area(((_ring(cell),),), shade) for cell, shade in shades.items()]
    rows = tuple(_cell_row(gaps, thanas, lang) for gaps in told.values())
    heads = tuple(say(lang, f"hotspots.map.{name}") for name in ("cell", "places", "visits", "since"))
    keys = (
        *_step_keys(steps, shades, say(lang, "hotspots.map.no_visits"), lang),
        *_rest_keys(shades, lang),
        *_mark_keys(seen.ranked, lang),
    )
    alt = say(lang, "hotspots.map.cells")
    return Layer(alt, Table(heads, rows, (alt,)), keys, marks(seen.ranked, thanas, lang), areas=areas)


def _gi_star(seen: Seen, thanas: Mapping[str, str], lang: str) -> Layer:
    told = gathering.classes(seen, thanas, lang)
    shades: dict[str, Shade | None] = {}
    if told.rows:
        found = {code: gathering.class_of(seen, code) for code in sorted(seen.inside)}
        shades = {code: _CLASSES[kind] if kind else None for code, kind in found.items()}
    names = {"hot": "hot", "none": "usual", "cold": "cold"}
    keys = [Key("shade", shade, say(lang, f"hotspots.gi.class.{name}")) for shade, name in names.items()]
    drawn = [key for key in keys if key.tone in shades.values()]
    if None in shades.values():
        drawn.append(Key("shade", None, say(lang, "hotspots.gi.class.few")))
    alt = say(lang, "hotspots.map.gi_star")
    keys_of_all = (*drawn, *_mark_keys(seen.ranked, lang))
    return Layer(alt, told, keys_of_all, marks(seen.ranked, thanas, lang), shades)


def _mark_keys(gaps: Sequence[Gap], lang: str) -> tuple[Key, ...]:
    states = {one.state for one in gaps}
    return tuple(
        Key("mark", tone, say(lang, f"hotspots.state.{state}")) for state, tone in _TONES.items() if state in states
    )


def _steps(counts: Sequence[int]) -> list[int]:
    """Upper ends of all shades but the last: the counts cut into parts of equal size."""
    ordered = sorted(counts)
    ends = {ordered[len(ordered) * part // len(_STEPS)] for part in range(1, len(_STEPS)) if ordered}
    return sorted(ends - {ordered[-1]} if ordered else ends)


def _step(n: int, steps: Sequence[int]) -> Shade:
    if not n:
        return "none"
    return _STEPS[sum(n > end for end in steps) + len(_STEPS) - 1 - len(steps)]


def _step_keys(
    steps: Sequence[int], shades: Mapping[str, Shade | None], nothing: str, lang: str, fewest: int = 1
) -> Iterator[Key]:
    """A key for each shade that is there, the lightest first, with the counts that it stands for.

    `fewest` is the smallest count that may be shown: said where there is one shade alone.
    """
    if "none" in shades.values():
        yield Key("shade", "none", nothing)
    used = _STEPS[len(_STEPS) - 1 - len(steps) :]
    number = [words.number(lang, end) for end in steps]
    for place, shade in enumerate(used):
        if shade not in shades.values():
            continue
        if not steps:
            yield Key("shade", shade, say(lang, "hotspots.map.some", n=words.number(lang, fewest)))
        elif place == 0:
            yield Key("shade", shade, say(lang, "hotspots.map.least", n=number[0]))
        elif place == len(steps):
            yield Key("shade", shade, say(lang, "hotspots.map.most", n=number[-1]))
        else:
            low = words.number(lang, steps[place - 1] + 1)
            told = (
                number[place]
                if low == number[place]
                else say(lang, "hotspots.map.between", low=low, high=number[place])
            )
            yield Key("shade", shade, told)


def _rest_keys(shades: Mapping[str, Shade | None], lang: str) -> Iterator[Key]:
    if None in shades.values():
        limit = words.number(lang, load_settings().small_cell)
        yield Key("shade", None, say(lang, "hotspots.hidden", n=limit))
    if "unknown" in shades.values():
        yield Key("shade", "unknown", say(lang, "charts.unknown"))


def _visits(gaps: Sequence[Gap]) -> int:
    return sum(one.n_visits for one in gaps)


def _cell_shade(gaps: Sequence[Gap], steps: Sequence[int]) -> Shade:
    n = _visits(gaps)
    return "unknown" if not n and all(one.state == "unknown" for one in gaps) else _step(n, steps)


def _cell_row(gaps: Sequence[Gap], thanas: Mapping[str, str], lang: str) -> tuple[str | int | None, ...]:
    names = ", ".join(sorted({f"{one.place.name(lang)} ({thanas[one.place.thana_code]})" for one in gaps}))
    last = max((one.last_on for one in gaps if one.last_on), default=None)
    return names, len(gaps), _visits(gaps), wording.day(last, lang)


def _ring(cell: str) -> list[list[float]]:
    corners = [[round(lon, 5), round(lat, 5)] for lat, lon in h3.cell_to_boundary(cell)]
    return [*corners, corners[0]]


def _label(gap: Gap, thanas: Mapping[str, str], lang: str) -> str:
    parts = (gap.place.name(lang), wording.home(gap.place, thanas, lang), wording.state(gap, lang))
    return "\n".join([*parts, f"{say(lang, 'hotspots.list.days')}: {wording.days(gap, lang)}"])


_BUILDERS: Mapping[str, Callable[[Seen, Mapping[str, str], str], Layer]] = {
    "uncovered": _uncovered,
    "complaints": _complaints,
    "cells": _cells,
    "gi_star": _gi_star,
}
