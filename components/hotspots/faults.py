"""Places whose entry in the list is wrong: without a position, outside the range, two on one spot; and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from components import sections, words
from components.charts.table import Table
from components.hotspots.reading import Seen
from locales import say

FAULTS = ("no_position", "outside_range", "swapped_mended", "twice_within_50_m")  # nights are the pandals' page's


def draw(seen: Seen, thanas: Mapping[str, str], lang: str) -> str:
    """Folded below its heading, with how many; a calm line where there is none."""
    told = table(seen, thanas, lang)
    heading = sections.heading(say(lang, "hotspots.fault.title"), say(lang, "hotspots.fault.question"))
    if not told.rows:
        return f'{heading}<p class="ms-calm">{escape(say(lang, "hotspots.fault.none"))}</p>'
    label = escape(say(lang, "hotspots.fault.open", n=words.number(lang, len(told.rows))))
    return f'{heading}<details class="ms-twin"><summary>{label}</summary>{told.html(lang)}</details>'


def table(seen: Seen, thanas: Mapping[str, str], lang: str) -> Table:
    heads = tuple(say(lang, f"hotspots.fault.{name}") for name in ("place", "thana", "what", "do"))
    rows = tuple(
        (
            seen.places[row["place_code"]].name(lang),
            thanas[row["thana_code"]],
            _what(row, seen, lang),
            say(lang, f"hotspots.fault.{row['fault']}.do"),
        )
        for row in seen.faults
        if row["fault"] in FAULTS
    )
    return Table(heads, rows)


def _what(row: Mapping[str, object], seen: Seen, lang: str) -> str:
    """What was found. A twin outside what is shown, of another district perhaps, is called so and has no name here."""
    other = seen.places.get(str(row["other_place_code"]))
    name = other.name(lang) if other else say(lang, "hotspots.fault.elsewhere")
    metres = row["distance_m"]
    n = words.number(lang, float(metres)) if isinstance(metres, int | float) else words.NOTHING
    return say(lang, f"hotspots.fault.{row['fault']}", other=name, n=n)
