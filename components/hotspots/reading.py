"""Reads what the page on hotspots shows, small counts of complaints hidden: choice and window → Seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
import streamlit as st

from access.settings import load_settings
from components import door
from components.choice import Choice
from components.context import Context
from components.hotspots.pick import Pick
from components.places import Places
from metrics import catalogue, disclosure, disclosure_parts
from metrics import windows as spans
from metrics.disclosure import TOTAL
from metrics.hotspots import complaints, gi_star, hindcast, rhythm, uncovered
from metrics.hotspots.complaints import Thana
from metrics.hotspots.gi_star import Refused
from metrics.hotspots.hindcast import Hindcast
from metrics.hotspots.rhythm import Week
from metrics.hotspots.uncovered import Gap, Place, Visits
from warehouse import hotspot_reads, reads
from warehouse.reads import Window

COMPLAINTS = "n_street_harassment"
_INTAKE = "C4"  # whoever came to a Kendra is a woman: her days are hidden as those of this KPI
_PLACE = tuple(Place.__dataclass_fields__)

Neighbours = dict[str, frozenset[str]]
Weekdays = Sequence[int | None]


@dataclass(frozen=True)
class Spotted:
    """Gi* and hindcast over all catchments that the viewer may see, and the thanas whose class may be told."""

    gi: gi_star.Found | Refused
    hindcast: Hindcast | Refused
    tellable: frozenset[str]
    n_unknown: int


@dataclass(frozen=True)
class Told:
    """Complaints of a window by thana of the viewer's scope, and the paths whose number is not told."""

    thanas: Mapping[str, Thana]
    hidden: frozenset[disclosure.Path]

    def count(self, code: str) -> int | None:
        """A thana's complaints; None where they are not known or not told."""
        one = self.thanas.get(code)
        return None if one is None or self.is_hidden(code) else one.n

    def is_hidden(self, code: str) -> bool:
        one = self.thanas.get(code)
        return one is not None and one.n is not None and complaints.path_of(code, one) in self.hidden

    @property
    def n_days(self) -> int:
        return max((one.n_days for one in self.thanas.values()), default=0)


@dataclass(frozen=True)
class Seen:
    """Everything on the page, of the chosen places of the chosen kinds.

    `gaps` are those to be visited in the window; the other `n_festive` have their nights on the page on Navratri.
    """

    window: Window
    inside: frozenset[str]
    places: Mapping[str, Place]
    gaps: Sequence[Gap]
    n_festive: int
    told: Told
    spotted: Spotted
    week: Week
    weekdays: Weekdays
    faults: Sequence[Mapping[str, Any]]
    whole: disclosure.Path

    @cached_property
    def ranked(self) -> list[Gap]:
        return uncovered.ranked(self.gaps)

    def of_state(self, state: str) -> list[Gap]:
        return [one for one in self.gaps if one.state == state]

    @property
    def n_complaints(self) -> int | None:
        """Of what is chosen; None where it is not known or not told."""
        return None if self.whole in self.told.hidden else complaints.total(self.told.thanas, self.inside)

    @property
    def n_all(self) -> int | None:
        """Of all that the viewer may see; likewise."""
        return None if (TOTAL,) in self.told.hidden else complaints.total(self.told.thanas, self.told.thanas.keys())

    @property
    def is_patrolled(self) -> bool:
        """Whether anything is known of visits in the window."""
        return any(one.state != "unknown" for one in self.gaps)

    @property
    def has_any(self) -> bool:
        return self.is_patrolled or complaints.total(self.told.thanas, self.inside) is not None


def look(ctx: Context, choice: Choice, pick: Pick, places: Places, window: Window) -> Seen:
    """What lies in a choice; everything is read for all that the viewer may see, and cut from it."""
    inside = frozenset(
        unit.code for unit in places.at("thana", choice.district, choice.circle) if choice.thana in (None, unit.code)
    )
    known = listed(ctx)
    gaps = [one for one in _gaps(ctx, window) if one.place.thana_code in inside and pick.has(one.place.kind)]
    asked = {one.place.code for one in gaps}
    mine = {code: place for code, place in known.items() if place.thana_code in inside and pick.has(place.kind)}
    n_festive = sum(code not in asked for code in mine)
    kinds = tuple(sorted({place.kind for place in known.values() if pick.has(place.kind)}))
    weekdays = _weekdays(ctx, choice.whole, window).get(getattr(choice, choice.whole, None) or TOTAL, [None] * 7)
    faults = [one for one in _faults(ctx) if one["place_code"] in mine]
    return Seen(
        window,
        inside,
        mine,
        gaps,
        n_festive,
        _told(ctx, window),
        _spotted(ctx, window),
        _week(ctx, choice, kinds, window),
        weekdays,
        faults,
        _path(choice, places),
    )


def visits_of(ctx: Context, choice: Choice, place: str, window: Window) -> list[dict[str, Any]]:
    """The visits of one place in the window, the latest first: of the squads that the viewer may see."""
    return hotspot_reads.visits_of(ctx.snapshot, ctx.scope, place, window).to_dicts()


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=door.HASHED)
def listed(ctx: Context) -> dict[str, Place]:
    """Every listed place that the viewer may see."""
    frame = hotspot_reads.places(ctx.snapshot, ctx.scope)
    names = {"place_code": "code"}
    return {row["place_code"]: Place(**_of(row, names)) for row in frame.to_dicts()}


def _of(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    told = {names.get(name, name): value for name, value in row.items()}
    return {name: told.get(name) for name in _PLACE}


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _gaps(ctx: Context, window: Window) -> tuple[Gap, ...]:
    """Every listed place that is to be visited in the window, with its gap; of places of a festival, none."""
    visits = {row["place_code"]: Visits(row["last_on"], row["n"]) for row in _rows("visits", ctx, window)}
    accepted: dict[str, list[uncovered.Span]] = defaultdict(list)
    for row in _rows("accepted", ctx, window):
        accepted[row["thana_code"]].append((row["first_day"], row["last_day"]))
    nearby = complaints.nearby(_told(ctx, window).thanas, _neighbours(ctx), load_settings().small_cell)
    since, span = ctx.snapshot.manifest.starts_on, (window.start, min(window.end, window.as_of))
    return tuple(
        uncovered.gap(
            place,
            visits.get(place.code, Visits(None, 0)),
            accepted[place.thana_code],
            since,
            span,
            nearby.get(place.thana_code, "unknown"),
        )
        for place in listed(ctx).values()
        if place.is_asked_for(*span)
    )


def _rows(of: str, ctx: Context, window: Window) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = getattr(hotspot_reads, of)(ctx.snapshot, ctx.scope, window).to_dicts()
    return rows


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _told(ctx: Context, window: Window) -> Told:
    (thanas,) = complaints.counted(ctx.snapshot, ctx.scope, [window])
    return Told(thanas, complaints.hidden(thanas, load_settings().small_cell))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _spotted(ctx: Context, window: Window) -> Spotted:
    """The permutations are drawn here: once for a publication, a scope and a window."""
    told, neighbours = _told(ctx, window), _neighbours(ctx)
    areas = {row["thana_code"]: row["area_km2"] for row in hotspot_reads.areas(ctx.snapshot, ctx.scope).to_dicts()}
    known = {code: one for code, one in told.thanas.items() if code in areas}
    daily = complaints.daily(known, spans.n_days(Window(window.start, min(window.end, window.as_of), window.as_of)))
    n_events = sum(known[code].n or 0 for code in daily)
    around = complaints.around(told.thanas, neighbours)
    few = load_settings().small_cell
    last = min(window.end, window.as_of)
    weeks = [
        {code: (one.n or 0, one.n_days) for code, one in week.items()}
        for week in complaints.counted(ctx.snapshot, ctx.scope, hindcast.weeks_of(last))
    ]
    return Spotted(
        gi_star.find(daily, neighbours, n_events),
        hindcast.run(weeks, areas, neighbours, last),
        frozenset(code for code in daily if around[code] >= few),
        len(told.thanas) - len(daily),
    )


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=door.HASHED)
def _neighbours(ctx: Context) -> Neighbours:
    found: dict[str, set[str]] = defaultdict(set)
    for row in hotspot_reads.neighbours(ctx.snapshot, ctx.scope).to_dicts():
        found[row["thana_code"]].add(row["other_thana_code"])
    return {code: frozenset(others) for code, others in found.items()}


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={**door.HASHED, Choice: repr})
def _week(ctx: Context, choice: Choice, kinds: tuple[str, ...], window: Window) -> Week:
    rows = hotspot_reads.hours(ctx.snapshot, choice.within(ctx.scope), kinds, window).iter_rows()
    return rhythm.week((day.weekday(), None if hour < 0 else hour, n) for day, hour, n in rows)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _weekdays(ctx: Context, by: str, window: Window) -> dict[str, Weekdays]:
    """Unit of a level → complaints of each day of the week; hidden as all that the viewer may see require."""
    days = reads.days(ctx.snapshot, ctx.scope, [COMPLAINTS], window).filter(pl.col(COMPLAINTS).is_not_null())
    kpi, few = catalogue.load()[_INTAKE], load_settings().small_cell
    hidden = disclosure_parts.decide(_by_weekday(ctx, days, "thana"), kpi, few)
    found: dict[str, list[int | None]] = defaultdict(lambda: [None] * 7)
    for row in disclosure_parts.suppressed_parts(_by_weekday(ctx, days, by), kpi, few, hidden):
        if not row["is_suppressed"]:
            found[row["unit_code"]][row["part"] - 1] = int(row["numerator"])
    return dict(found)


def _by_weekday(ctx: Context, days: pl.DataFrame, by: str) -> list[dict[str, Any]]:
    """For each unit of a level and day of the week the complaints, in `numerator`."""
    homes = reads.units(ctx.snapshot, ctx.scope, "thana").rename({"unit_code": "thana_code"})
    unit = {"range": pl.lit(TOTAL), "thana": pl.col("thana_code")}.get(by, pl.col(f"{by}_code"))
    counted = (
        days.join(homes, on="thana_code")
        .group_by(unit.alias("unit_code"), pl.col("day").dt.weekday().alias("part"))
        .agg(pl.col(COMPLAINTS).sum().alias("numerator"))
    )
    above = {row["unit_code"]: row for row in reads.units(ctx.snapshot, ctx.scope, by).to_dicts()}
    return [
        {**{level: above[row["unit_code"]][level] for level in disclosure.LEVELS}, "window_no": 0, **row}
        for row in counted.sort("unit_code", "part").to_dicts()
    ]


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=door.HASHED)
def _faults(ctx: Context) -> list[dict[str, Any]]:
    return hotspot_reads.faults(ctx.snapshot, ctx.scope).to_dicts()


def _path(choice: Choice, places: Places) -> disclosure.Path:
    unit = places.find(choice.whole, getattr(choice, choice.whole, None))
    if unit is None:
        return (TOTAL,)
    codes = {"unit_code": unit.code, "district_code": unit.district_code, "circle_code": unit.circle_code}
    return disclosure.path_of(codes)
