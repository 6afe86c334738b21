"""Places by night as tables, a district each: a sign and its colour in every cell, words in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from components import words
from components.charts.table import Table
from components.pandals.reading import Seen
from components.places import Places
from locales import say
from metrics import nights
from metrics.nights import SEEN, STATES, Night, Stand, State

SIGNS: dict[State, str] = {"peak": "●", "visited": "◐", "missed": "○", "unknown": "–", "ahead": "·"}
AWAITED = "◌"  # no visit that evening; the hours after midnight are still to be told
ALL_OPEN = 80  # with more places each district is folded


@dataclass(frozen=True)
class Names:
    """The names of units, and the order in which the range lists them."""

    places: Places
    lang: str

    def of(self, level: str, code: str) -> str:
        unit = self.places.find(level, code)
        return unit.name(self.lang) if unit else code

    def in_order(self, found: Sequence[Stand]) -> list[Stand]:
        """By district and thana as the range lists them; where the crowds are first, then by name."""
        at = {unit.code: place for place, unit in enumerate(self.places.at("thana"))}
        districts = {unit.code: place for place, unit in enumerate(self.places.at("district"))}
        return sorted(
            found,
            key=lambda one: (
                districts.get(one.district_code, len(districts)),
                at.get(one.thana_code, len(at)),
                one.category or "Z",
                one.name(self.lang),
            ),
        )


def draw(seen: Seen, names: Names) -> str:
    """The legend, then a table of each district."""
    ordered, lang = names.in_order(seen.stands), names.lang
    groups = [(code, list(group)) for code, group in groupby(ordered, key=lambda one: one.district_code)]
    is_open = len(ordered) <= ALL_OPEN or len(groups) == 1
    drawn = "".join(_district(seen, names, code, found, is_open) for code, found in groups)
    return f'<section class="ms-nights">{legend(lang, _is_any_awaited(ordered))}{drawn}</section>'


def _is_any_awaited(found: Sequence[Stand]) -> bool:
    return any(night.is_awaited for stand in found for night in stand.nights)


def legend(lang: str, has_awaited: bool) -> str:
    """Each sign with its words; that of a night whose last hours are awaited only where there is one."""
    items = "".join(
        f'<span><b class="night-{state}">{SIGNS[state]}</b> {escape(say(lang, f"pandals.state.{state}"))}</span>'
        for state in STATES
    )
    if has_awaited:
        items += f'<span><b class="night-unknown">{AWAITED}</b> {escape(say(lang, "pandals.awaited"))}</span>'
    woman = f"<span><b>{escape(say(lang, 'pandals.sign.woman'))}</b> {escape(say(lang, 'pandals.woman'))}</span>"
    return f'<div class="ms-legend">{items}{woman}<span>{escape(say(lang, "pandals.absent"))}</span></div>'


def table(seen: Seen, names: Names) -> Table:
    """The same in words: a line for each place, a column for each night of the festival."""
    lang = names.lang
    numbers = [no for no, _ in _nights(seen)]
    heads = [say(lang, f"pandals.head.{head}") for head in ("district", "thana", "place", "kind", "category")]
    heads += [say(lang, "pandals.head.night", n=words.number(lang, no)) for no in numbers]
    rows = tuple(tuple(_line(stand, numbers, names)) for stand in names.in_order(seen.stands))
    return Table(tuple(heads), rows)


def cell_words(night: Night | None, lang: str) -> str:
    """What a cell says, in words; nothing on a night on which the place does not stand."""
    if night is None:
        return ""
    told = say(lang, "pandals.awaited" if night.is_awaited else f"pandals.state.{night.state}")
    return f"{told}; {say(lang, 'pandals.woman')}" if night.n_with_woman else told


def _line(stand: Stand, numbers: Sequence[int], names: Names) -> Iterator[str]:
    yield names.of("district", stand.district_code)
    yield names.of("thana", stand.thana_code)
    yield stand.name(names.lang)
    yield say(names.lang, f"place.kind.{stand.kind}")
    yield category(stand.category, names.lang)
    yield from (cell_words(stand.at(no), names.lang) for no in numbers)


def category(code: str | None, lang: str) -> str:
    return say(lang, f"pandals.category.{code}") if code else words.NOTHING


def _nights(seen: Seen) -> tuple[tuple[int, object], ...]:
    festival = seen.view.festival
    return nights.numbered(festival.starts_on, festival.ends_on)


def _district(seen: Seen, names: Names, code: str, found: Sequence[Stand], is_open: bool) -> str:
    summary = escape(_summary(seen, names, code, found))
    return f"<details{' open' if is_open else ''}><summary>{summary}</summary>{_table(seen, names, found)}</details>"


def _summary(seen: Seen, names: Names, code: str, found: Sequence[Stand]) -> str:
    """The district, its places, and its pandal-nights visited of those known."""
    lang, told = names.lang, nights.readings(found, seen.view.night)["N1"]
    counts = {"places": words.number(lang, len(found)), "name": names.of("district", code)}
    if told.numerator is None or not told.denominator:
        return say(lang, "pandals.district_unknown", **counts)
    seen_of = {"n": words.number(lang, told.numerator), "of": words.number(lang, told.denominator)}
    return say(lang, "pandals.district", **counts, **seen_of)


def _table(seen: Seen, names: Names, found: Sequence[Stand]) -> str:
    lang, chosen, festival = names.lang, seen.view.night, seen.view.festival
    heads = "".join(_head(no, no == chosen, lang) for no, _ in nights.numbered(festival.starts_on, festival.ends_on))
    rows = "".join(_row(stand, seen, names) for stand in found)
    place, total = (escape(say(lang, f"pandals.head.{head}")) for head in ("place", "total"))
    label = escape(say(lang, "pandals.grid.alt", name=festival.name(lang)))
    return (
        f'<div class="ms-wide"><table class="ms-grid" aria-label="{label}"><thead><tr><th scope="col">{place}</th>'
        f'{heads}<th scope="col">{total}</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _head(no: int, is_chosen: bool, lang: str) -> str:
    mark = ' class="chosen"' if is_chosen else ""
    return f'<th scope="col"{mark}>{words.number(lang, no)}</th>'


def _row(stand: Stand, seen: Seen, names: Names) -> str:
    lang = names.lang
    of = names.of("thana", stand.thana_code)
    where = " · ".join(filter(None, (of, category(stand.category, lang) if stand.category else "")))
    festival = seen.view.festival
    by_no = {night.no: night for night in stand.nights}
    cells = "".join(
        _cell(by_no.get(no), no == seen.view.night, lang)
        for no, _ in nights.numbered(festival.starts_on, festival.ends_on)
    )
    until = [night for night in stand.until(seen.view.night) if night.state in SEEN | {"missed"}]
    total = f"{words.number(lang, sum(night.state in SEEN for night in until))}/{words.number(lang, len(until))}"
    mark = ' class="crowded"' if stand.category == nights.CROWDED else ""
    return (
        f'<tr{mark}><th scope="row"><b>{escape(stand.name(lang))}</b><span>{escape(where)}</span></th>'
        f'{cells}<td class="total">{total if until else words.NOTHING}</td></tr>'
    )


def _cell(night: Night | None, is_chosen: bool, lang: str) -> str:
    chosen = " chosen" if is_chosen else ""
    if night is None:
        return f'<td class="night-absent{chosen}"></td>'
    woman = f"<sup>{escape(say(lang, 'pandals.sign.woman'))}</sup>" if night.n_with_woman else ""
    return f'<td class="night-{night.state}{chosen}">{AWAITED if night.is_awaited else SIGNS[night.state]}{woman}</td>'
