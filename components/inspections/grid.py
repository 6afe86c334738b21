"""Kendras by week, fortnight or day as a table for each rank: a sign and its colour in each cell, words in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from components import words
from components.charts.table import Table
from components.inspections.reading import Shift
from components.places import Places
from locales import say
from metrics.inspections import STATES, Line, Period, State

SIGNS: dict[State, str] = {"done": "●", "missed": "○", "unknown": "–", "running": "·"}
# Colours of the nights of pandals, which mean the same.
_TONES: dict[State, str] = {"done": "peak", "missed": "missed", "unknown": "unknown", "running": "ahead"}
WORST = 20


@dataclass(frozen=True)
class Names:
    """The names of units; Kendras are grouped by district or, within one, by circle."""

    places: Places
    lang: str
    group: str  # "district" or "circle"

    def of(self, level: str, code: str) -> str:
        unit = self.places.find(level, code)
        return unit.name(self.lang) if unit else code

    def thana(self, code: str) -> str:
        return self.of("thana", code)

    def home(self, code: str) -> str:
        """The name of the group of a thana."""
        unit = self.places.find("thana", code)
        found = (unit.district_code if self.group == "district" else unit.circle_code) if unit else None
        return self.of(self.group, found) if found else words.NOTHING

    def in_order(self, lines: Sequence[Line]) -> list[Line]:
        """By group as the range lists them; within a group as they are given."""
        order = {self.home(unit.code): place for place, unit in enumerate(reversed(self.places.at("thana")))}
        return sorted(lines, key=lambda one: -order.get(self.home(one.thana_code), -1))


def draw(shift: Shift, names: Names) -> str:
    """The legend, then those with something left out by their groups, at most twenty; all of them folded below."""
    lang = names.lang
    if not shift.periods:
        return f'<p class="ms-calm">{escape(say(lang, "inspections.grid.no_period"))}</p>'
    missed = [one for one in shift.lines if one.n_missed]
    shown = names.in_order(missed[:WORST])
    counts = {"n": len(missed), "all": len(shift.lines), "shown": len(shown)}
    key = _note(shift, len(missed))
    numbers = {name: words.number(lang, n) for name, n in counts.items()}
    note = f'<p class="ms-calm">{escape(say(lang, f"inspections.grid.{key}", **numbers))}</p>'
    label = escape(say(lang, "inspections.grid.all", n=numbers["all"]))
    twin = f'<details class="ms-twin"><summary>{label}</summary>{table(shift, names).html(lang)}</details>'
    few = _table(shift, shown, names) if shown else ""
    return f'<section class="ms-nights ms-shift">{legend(lang)}{note}{few}{twin}</section>'


def _note(shift: Shift, n_missed: int) -> str:
    """Which sentence stands over the rows: the worst of many, all with something left out, or that there are none."""
    if n_missed:
        return "worst" if n_missed > WORST else "all_missed"
    return "none_missed" if any(one.n_done for one in shift.lines) else "not_known"


def legend(lang: str) -> str:
    """Each sign with its words."""
    items = "".join(
        f'<span><b class="night-{_TONES[state]}">{SIGNS[state]}</b> '
        f"{escape(say(lang, f'inspections.state.{state}'))}</span>"
        for state in STATES
    )
    return f'<div class="ms-legend">{items}</div>'


def table(shift: Shift, names: Names) -> Table:
    """The same in words: a line for each Kendra, the worst first, a column for each period."""
    lang = names.lang
    heads = [say(lang, f"inspections.head.{head}") for head in (names.group, "kendra", "done", "missed", "came")]
    heads += [told(period, lang) for period in shift.periods]
    return Table(tuple(heads), tuple(tuple(_line(one, names)) for one in shift.lines))


def _line(one: Line, names: Names) -> Iterator[str | int]:
    lang = names.lang
    yield names.home(one.thana_code)
    yield names.thana(one.thana_code)
    yield one.n_done
    yield one.n_missed
    yield words.day(lang, one.last_on) if one.last_on else say(lang, "inspections.never")
    yield from (say(lang, f"inspections.state.{state}") for state in one.states)


def told(period: Period, lang: str) -> str:
    """The days of a period; of a single day that day."""
    if period.first == period.last:
        return words.day(lang, period.first)
    return words.period(lang, period.first, period.last)


def _table(shift: Shift, lines: Sequence[Line], names: Names) -> str:
    lang = names.lang
    heads = "".join(f'<th scope="col">{escape(_short(period, lang))}</th>' for period in shift.periods)
    groups = groupby(lines, key=lambda one: names.home(one.thana_code))
    n_columns = len(shift.periods) + 3
    body = "".join(
        f'<tr class="group"><th scope="rowgroup" colspan="{n_columns}"><b>{escape(home)}</b></th></tr>'
        + "".join(_row(one, names) for one in found)
        for home, found in groups
    )
    label = escape(say(lang, f"inspections.grid.alt.{shift.rank}"))
    kendra, total, last = (escape(say(lang, f"inspections.head.{head}")) for head in ("kendra", "total", "came"))
    return (
        f'<div class="ms-wide"><table class="ms-grid" aria-label="{label}"><thead><tr><th scope="col">{kendra}</th>'
        f'{heads}<th scope="col">{total}</th><th scope="col">{last}</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _short(period: Period, lang: str) -> str:
    """Up to which day the period runs, short: what a column's head has room for."""
    day = words.short_day(lang, period.last)
    return day if period.first == period.last else say(lang, "inspections.grid.until", day=day)


def _row(one: Line, names: Names) -> str:
    lang = names.lang
    n_known = one.n_done + one.n_missed
    last = words.day(lang, one.last_on) if one.last_on else say(lang, "inspections.never")
    cells = "".join(
        f'<td class="night-{_TONES[state]}" title="{escape(say(lang, f"inspections.state.{state}"))}">'
        f"{SIGNS[state]}</td>"
        for state in one.states
    )
    total = f"{words.number(lang, one.n_done)}/{words.number(lang, n_known)}" if n_known else words.NOTHING
    return (
        f'<tr><th scope="row"><b>{escape(names.thana(one.thana_code))}</b></th>'
        f'{cells}<td class="total">{total}</td><td class="total">{escape(last)}</td></tr>'
    )
