"""The gap map: share of panchayats and wards reached as shades, complaints by thana as marks where they may be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from access.settings import load_settings
from components import words
from components.awareness.reading import Seen
from components.charts.table import Table, Value
from components.choice import Choice
from components.context import Context
from components.maps import picture, reading, sheet
from components.maps.land import Land
from components.maps.marks import Key, Mark, Shade, Tone
from components.maps.mercator import LOW
from locales import say
from metrics.awareness import Reach

HALF = 50.0
_STEPS: tuple[tuple[float, Shade], ...] = ((25, "few"), (HALF, "some"), (75, "many"), (101, "most"))
_SMALLEST, _LARGEST = 14.0, 26.0  # pixels


def draw(ctx: Context, choice: Choice, seen: Seen) -> Table:
    """Draws the map with its legend and twin; the twin comes back for the export."""
    land, lang = reading.land(ctx, choice.within(ctx.scope)), ctx.lang
    told, by_code = table(seen, lang), {one.code: one for one in seen.reached}
    shades = {code: shade(one) for code, one in by_code.items()}
    marks = list(_marks(land, seen, by_code, lang))
    deck = None if land.is_empty else picture.deck(land, lang, marks=marks, shades=shades, size=LOW)
    keys = tuple(_keys(shades, marks, lang))
    alt, notes = say(lang, "awareness.gap.alt"), [*told.notes, *land.notes(lang)]
    sheet.show("awareness", deck, alt, told, lang, keys=keys, notes=notes, height=LOW[1], picks=False)
    return told


def shade(one: Reach) -> Shade:
    """By quarters of the list; strokes where no return came, bare paper where there is no list."""
    if one.n_listed is None:
        return "none"
    if one.pct is None:
        return "unknown"
    pct = one.pct
    return next((step for end, step in _STEPS if pct < end), "most")


def table(seen: Seen, lang: str) -> Table:
    """Thanas with most complaints that may be told first, each with the share of panchayats and wards reached."""
    heads = tuple(say(lang, f"awareness.gap.{head}") for head in ("thana", "complaints", "pct"))
    ordered = sorted(seen.reached, key=lambda one: (-seen.complaints.get(one.code, -1), one.code))
    notes = (say(lang, "awareness.gap.note", n=words.number(lang, load_settings().small_cell)),)
    return Table(heads, tuple(tuple(_line(one, seen, lang)) for one in ordered), notes)


def _line(one: Reach, seen: Seen, lang: str) -> Iterator[Value]:
    yield seen.thanas[one.code].name(lang)
    yield say(lang, "status.suppressed") if one.code in seen.hidden else seen.complaints.get(one.code)
    yield _reached(one, lang)


def _reached(one: Reach, lang: str) -> str:
    if one.n_listed is None:
        return say(lang, "awareness.coverage.no_list")
    return say(lang, "awareness.coverage.silent") if one.pct is None else words.value(lang, "pct", one.pct)


def _marks(land: Land, seen: Seen, by_code: Mapping[str, Reach], lang: str) -> Iterator[Mark]:
    """One on each thana whose complaints may be told, larger with their number; those little reached stand out."""
    few = load_settings().small_cell
    told = {code: n for code, n in seen.complaints.items() if n >= few and code in by_code}
    most = max(told.values(), default=1)
    for one in sorted(land.at("thana"), key=lambda one: told.get(one.code, 0)):
        if one.code not in told:
            continue
        lon, lat = one.label_at
        size = _SMALLEST + (_LARGEST - _SMALLEST) * told[one.code] / most
        counted = say(lang, "awareness.gap.n", n=words.number(lang, told[one.code]))
        share = f"{say(lang, 'awareness.gap.pct')}: {_reached(by_code[one.code], lang)}"
        yield Mark(lat, lon, _tone(by_code[one.code]), "\n".join((one.name, counted, share)), round(size, 1))


def _tone(one: Reach) -> Tone:
    if one.pct is None:
        return "unknown"
    return "missed" if one.pct < HALF else "plain"


def _keys(shades: Mapping[str, Shade], marks: list[Mark], lang: str) -> Iterator[Key]:
    for name in ("few", "some", "many", "most", "none", "unknown"):
        if name in shades.values():
            yield Key("shade", name, say(lang, f"awareness.gap.shade.{name}"))
    for tone in ("missed", "plain", "unknown"):
        if any(mark.tone == tone for mark in marks):
            few = words.number(lang, load_settings().small_cell)
            yield Key("mark", tone, say(lang, f"awareness.gap.mark.{tone}", n=few))
