"""Reads what the page of circulars shows: choice and issuer → Seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps

import streamlit as st

from components import door, words
from components.charts.table import Table
from components.choice import Choice
from components.circulars.choosing import ALL
from components.context import Context
from components.places import Unit
from components.windows import Calendar
from locales import say
from metrics import circulars
from metrics.circulars import Circular, Told
from warehouse import circular_reads
from warehouse.reads import Window


@dataclass(frozen=True)
class Seen:
    """Everything on the page, as of one evening. `silent`: districts that told of no circular of any issuer.

    `has_others`: whether the viewer sees more than one district's lists; what one left out is known from the others.
    `made`: the tables that were made of it (see `once`).
    """

    window: Window
    districts: Sequence[Unit]
    told: Sequence[Told]
    circulars: Sequence[Circular]
    silent: frozenset[str]
    issuer: str
    is_any_told: bool
    has_others: bool
    lang: str
    made: dict[str, Table] = field(default_factory=dict, compare=False, repr=False)

    @property
    def as_of(self) -> date:
        return self.window.as_of

    def name(self, district: str) -> str:
        return next((unit.name(self.lang) for unit in self.districts if unit.code == district), district)

    def of(self, district: str) -> list[Told]:
        return [one for one in self.told if one.district_code == district]

    @property
    def untold(self) -> list[tuple[Circular, str]]:
        """Circulars of which a district told nothing, though it told of others."""
        telling = [unit.code for unit in self.districts if unit.code not in self.silent]
        return circulars.untold(self.circulars, telling)


def once(make: Callable[[Seen], Table]) -> Callable[[Seen], Table]:
    """What is made of a Seen, and of nothing else, is made once and kept with it."""

    @wraps(make)
    def made(seen: Seen) -> Table:
        name = f"{make.__module__}.{make.__name__}"
        if name not in seen.made:
            seen.made[name] = make(seen)
        return seen.made[name]

    return made


def look(ctx: Context, choice: Choice, calendar: Calendar, issuer: str) -> Seen:
    """All circulars issued from the campaign's first day or before, up to the chosen evening."""
    return _seen(ctx, choice.district, calendar.campaign_starts_on, calendar.data_through, issuer)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _seen(ctx: Context, district: str | None, starts_on: date, as_of: date, issuer: str) -> Seen:
    """Shared by all sessions that may see the same, and never changed."""
    listed, every = door.places(ctx).at("district"), _told(ctx, as_of)
    districts = [unit for unit in listed if district in (None, unit.code)]
    codes = {unit.code for unit in districts}
    found = [one for one in every if issuer in (ALL, one.issued_by)]
    return Seen(
        Window(min(starts_on, as_of), as_of, as_of),
        districts,
        [one for one in found if one.district_code in codes],
        _of_districts(circulars.circulars(found), codes),
        frozenset(codes - {one.district_code for one in every}),
        issuer,
        any(one.district_code in codes for one in every),
        len(listed) > 1,
        ctx.lang,
    )


def _of_districts(known: Sequence[Circular], codes: set[str]) -> list[Circular]:
    """The same circulars with the cells of these districts, in the order of these."""
    kept = [replace(one, of={code: told for code, told in one.of.items() if code in codes}) for one in known]
    return sorted(kept, key=circulars.order)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _told(ctx: Context, as_of: date) -> tuple[Told, ...]:
    """Of all that the viewer may see, whatever is chosen."""
    rows = circular_reads.circulars(ctx.snapshot, ctx.scope, as_of).iter_rows(named=True)
    return tuple(circulars.told(rows, as_of))


def why_nothing(seen: Seen, lang: str) -> str:
    """Why no circular can be shown, in words."""
    day = words.day(lang, seen.as_of)
    if seen.is_any_told:
        return say(lang, "circulars.none_of_issuer", issuer=say(lang, f"circulars.issuer.{seen.issuer}"), day=day)
    return say(lang, "circulars.none", day=day)
