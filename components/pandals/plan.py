"""The map of the chosen night: each festive place where it stands, its state as shape, colour and word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components import words
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.maps import picture, reading, sheet
from components.maps.marks import Key, Mark, Tone
from components.pandals.grid import Names, category, cell_words
from components.pandals.reading import Seen
from locales import say
from metrics.nights import CROWDED, Stand, State

_TONES: Mapping[State, Tone] = {"peak": "met", "visited": "watch", "missed": "missed", "unknown": "unknown"}
_SIZE, _SIZE_CROWDED = 18, 26


def draw(ctx: Context, choice: Choice, seen: Seen, names: Names) -> Table:
    """Draws it and returns its table. Places without a position are in the table and named below the map."""
    lang, land = ctx.lang, reading.land(ctx, choice.within(ctx.scope))
    standing = [one for one in names.in_order(seen.stands) if one.at(seen.view.night) is not None]
    table = _table(standing, seen, names)
    found = marks(standing, seen.view.night, lang)
    deck = None if land.is_empty or not found else picture.deck(land, lang, marks=found)
    sheet.show(
        "pandals",
        deck,
        say(lang, "pandals.map.alt", night=words.number(lang, seen.view.night)),
        table,
        lang,
        keys=_keys(lang),
        notes=[*land.notes(lang), *_notes(standing, lang)],
        empty=say(lang, "pandals.map.empty"),
        picks=False,
    )
    return table


def marks(standing: Sequence[Stand], night_no: int, lang: str) -> list[Mark]:
    """A mark for each place with a position; larger where the crowds are, what was missed on top."""
    found = []
    for stand in standing:
        night = stand.at(night_no)
        if night is None or night.state not in _TONES or stand.lat is None or stand.lon is None:
            continue
        size = _SIZE_CROWDED if stand.category == CROWDED else _SIZE
        label = f"{stand.name(lang)}\n{cell_words(night, lang)}"
        found.append(Mark(stand.lat, stand.lon, _TONES[night.state], label, size, stand.place_code))
    order = ("unknown", "met", "watch", "missed")
    return sorted(found, key=lambda mark: order.index(mark.tone))


def _keys(lang: str) -> tuple[Key, ...]:
    return tuple(Key("mark", tone, say(lang, f"pandals.state.{state}")) for state, tone in _TONES.items())


def _notes(standing: Sequence[Stand], lang: str) -> list[str]:
    """Whose mark is larger, and which places have no position."""
    lost = [stand.name(lang) for stand in standing if stand.lat is None or stand.lon is None]
    larger = [say(lang, "pandals.map.larger")]
    return [*larger, say(lang, "pandals.map.unplaced", names=", ".join(lost))] if lost else larger


def _table(standing: Sequence[Stand], seen: Seen, names: Names) -> Table:
    lang = names.lang
    heads = ("thana", "place", "category", "state")
    rows = tuple(
        (
            names.of("thana", stand.thana_code),
            stand.name(lang),
            category(stand.category, lang),
            cell_words(stand.at(seen.view.night), lang),
        )
        for stand in standing
    )
    return Table(tuple(say(lang, f"pandals.head.{head}") for head in heads), rows)
