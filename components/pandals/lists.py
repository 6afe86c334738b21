"""Where no squad was: on the chosen night by thana, never so far, and for the most nights running."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from components import words
from components.charts.table import Table, Value
from components.pandals.grid import SIGNS, Names, category
from components.pandals.reading import Seen
from locales import say
from metrics import nights
from metrics.nights import CROWDED, SEEN, Stand, State

IN_SIGHT = 10


def uncovered(seen: Seen) -> list[Stand]:
    """Places that had no visit on the chosen night, or none that evening while the hours after it are awaited."""
    return [one for one in seen.stands if (at := one.at(seen.view.night)) and (at.state == "missed" or at.is_awaited)]


def untold(seen: Seen) -> list[Stand]:
    """Places of which no return of the chosen night came."""
    told = [(one, one.at(seen.view.night)) for one in seen.stands]
    return [one for one, night in told if night and night.state == "unknown" and not night.is_awaited]


def open_words(seen: Seen, lang: str) -> tuple[str, ...]:
    """What the list of the night cannot know yet: hours after midnight that are awaited, returns that did not come."""
    n_awaited = sum(bool((night := one.at(seen.view.night)) and night.is_awaited) for one in seen.stands)
    counted = {"awaited": n_awaited, "unknown": len(untold(seen))}
    return tuple(say(lang, f"pandals.tonight.{key}", n=words.number(lang, n)) for key, n in counted.items() if n)


def tonight_table(seen: Seen, names: Names) -> Table:
    """Thana by thana the places that stood on the chosen night without a visit; how many are not known."""
    lang = names.lang
    heads = ("district", "thana", "place", "kind", "category", "last_visit")
    rows = tuple(tuple(_tonight(stand, seen, names)) for stand in names.in_order(uncovered(seen)))
    return Table(tuple(say(lang, f"pandals.head.{head}") for head in heads), rows, open_words(seen, lang))


def tonight(seen: Seen, names: Names) -> str:
    """The list, or a calm sentence why it is empty."""
    lang, told = names.lang, tonight_table(seen, names)
    if told.rows:
        return _folded(told, lang)
    n_standing = sum(one.at(seen.view.night) is not None for one in seen.stands)
    key = "none_standing" if not n_standing else "none_known" if len(untold(seen)) == n_standing else "none"
    notes = "".join(f'<p class="ms-calm">{escape(note)}</p>' for note in told.notes)
    return f'<p class="ms-calm">{escape(say(lang, f"pandals.tonight.{key}"))}</p>{notes}'


def never_table(seen: Seen, names: Names) -> Table:
    """Places without a single visit up to the chosen night, those with most nights first."""
    lang = names.lang
    found, n_unknown = nights.never_seen(seen.stands, seen.view.night)
    heads = ("district", "thana", "place", "kind", "category", "n_nights")
    ordered = sorted(names.in_order(found), key=lambda one: one.category != CROWDED)
    rows = tuple((*_place(one, names), len(one.until(seen.view.night))) for one in ordered)
    notes = (say(lang, "pandals.never.unknown", n=words.number(lang, n_unknown)),) if n_unknown else ()
    return Table(tuple(say(lang, f"pandals.head.{head}") for head in heads), rows, notes)


def gap_table(seen: Seen, names: Names) -> Table:
    """Places left out for more nights running than N4 lets pass, the longest first."""
    lang = names.lang
    heads = ("district", "thana", "place", "kind", "category", "gap", "from_to")
    found = [(stand, gap) for stand in seen.stands if (gap := nights.longest_gap(stand.until(seen.view.night)))]
    beyond = [(stand, gap) for stand, gap in found if gap.n > nights.gap_limit(stand)]
    beyond.sort(key=lambda pair: (-pair[1].n, pair[0].category or "Z", pair[0].name(lang)))
    rows = tuple((*_place(stand, names), gap.n, _from_to(gap, lang)) for stand, gap in beyond)
    return Table(tuple(say(lang, f"pandals.head.{head}") for head in heads), rows, (say(lang, "pandals.gap.note"),))


def undated_table(seen: Seen, names: Names) -> Table:
    """Places that the list gives no nights, and what to do, which a phone shows without scrolling."""
    lang = names.lang
    heads = ("place", "what_to_do", "thana", "kind")
    order = ("no_festival", "no_dates", "stands_always")
    rows = []
    for row in sorted(seen.undated.iter_rows(named=True), key=lambda row: order.index(_lacks(row))):
        name = row["name_hi"] if lang == "hi" else row["name_en"]
        kind = say(lang, f"place.kind.{row['kind']}")
        told = say(lang, f"pandals.undated.{_lacks(row)}")
        rows.append((name, told, names.of("thana", row["thana_code"]), kind))
    return Table(tuple(say(lang, f"pandals.head.{head}") for head in heads), tuple(rows))


def _lacks(row: Mapping[str, Any]) -> str:
    if row["n_nights"]:
        return "stands_always"
    return "no_festival" if row["is_dated"] else "no_dates"


def listed(table: Table, calm: str, lang: str) -> str:
    """A table, long ones folded after their first rows; the calm words where it has none."""
    if not table.rows:
        notes = "".join(f'<p class="ms-calm">{escape(note)}</p>' for note in table.notes)
        return f'<p class="ms-calm">{escape(calm)}</p>{notes}'
    return _folded(table, lang)


def _folded(table: Table, lang: str) -> str:
    if len(table.rows) <= IN_SIGHT:
        return table.html(lang)
    first = Table(table.heads, table.rows[:IN_SIGHT]).html(lang)
    rest = Table(table.heads, table.rows[IN_SIGHT:], table.notes).html(lang)
    more = escape(say(lang, "pandals.more", n=words.number(lang, len(table.rows) - IN_SIGHT)))
    return f'{first}<details class="ms-twin"><summary>{more}</summary>{rest}</details>'


def _place(stand: Stand, names: Names) -> tuple[Value, ...]:
    return (
        names.of("district", stand.district_code),
        names.of("thana", stand.thana_code),
        stand.name(names.lang),
        say(names.lang, f"place.kind.{stand.kind}"),
        category(stand.category, names.lang),
    )


def _tonight(stand: Stand, seen: Seen, names: Names) -> Iterator[Value]:
    yield from _place(stand, names)
    yield last_visit(stand, seen.view.night, names.lang)


def last_visit(stand: Stand, night_no: int, lang: str) -> str:
    """The last night before this one with a visit, or that there was none."""
    numbers = [night.no for night in stand.until(night_no) if night.state in SEEN]
    return (
        say(lang, "pandals.last_visit", n=words.number(lang, numbers[-1])) if numbers else say(lang, "pandals.not_once")
    )


def _from_to(gap: nights.Gap, lang: str) -> str:
    first, last = words.number(lang, gap.first), words.number(lang, gap.last)
    return say(lang, "pandals.gap.one", n=first) if gap.n == 1 else say(lang, "pandals.gap.run", first=first, last=last)


def sign(state: State, lang: str) -> str:
    """A state with its sign: ○ not visited."""
    return f"{SIGNS[state]} {say(lang, f'pandals.state.{state}')}"


def by_thana(found: Sequence[Stand]) -> dict[str, list[Stand]]:
    """Places by thana, in the order given."""
    told: dict[str, list[Stand]] = {}
    for stand in found:
        told.setdefault(stand.thana_code, []).append(stand)
    return told
