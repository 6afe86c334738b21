"""Reads what the page of pandals shows: festival, kind and night of a choice → Seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from components import door, words
from components.choice import Choice
from components.context import Context
from components.pandals import choosing
from components.pandals.choosing import KINDS, Picked
from components.places import Places
from components.windows import Calendar, Festival
from locales import say
from metrics import nights
from metrics.nights import Stand
from warehouse import night_reads
from warehouse.reads import Window


@dataclass(frozen=True)
class View:
    """What is looked at: a festival, one of the kinds that stand in it, a night that has begun."""

    festival: Festival
    kind: str
    kinds: tuple[str, ...]
    night: int
    last: int

    @property
    def picked(self) -> Picked:
        return Picked(self.festival.code, self.night, self.kind)

    def day(self) -> date:
        return nights.numbered(self.festival.starts_on, self.festival.ends_on)[self.night - 1][1]

    def window(self, as_of: date) -> Window:
        """The festival up to the night, as known on the chosen day."""
        return Window(self.festival.starts_on, self.day(), as_of)


@dataclass(frozen=True)
class Seen:
    """Everything on the page. `stands` are those of the choice and the kind; `earlier` the same festival before it."""

    view: View
    window: Window
    stands: Sequence[Stand]
    earlier: Festival | None
    stands_earlier: Sequence[Stand]
    undated: pl.DataFrame

    @property
    def is_known(self) -> bool:
        """Whether the return of any night up to the chosen one has come."""
        return any(
            night.state != "unknown" or night.is_awaited
            for stand in self.stands
            for night in stand.until(self.view.night)
        )


def festivals(ctx: Context) -> list[Festival]:
    """Navratris of the calendar, and the melas and holidays on which a place stands."""
    rows = night_reads.festivals(ctx.snapshot).iter_rows(named=True)
    return [Festival(row["code"], row["starts_on"], row["ends_on"], row["name_hi"], row["name_en"]) for row in rows]


def view(ctx: Context, choice: Choice, calendar: Calendar, wanted: Picked) -> View | None:
    """What is to be shown of what was asked for; None where no festival has begun."""
    stand = choice.stand(calendar)
    festival = choosing.resolve(wanted, festivals(ctx), stand, night_reads.told(ctx.snapshot, ctx.scope))
    if festival is None:
        return None
    found = _stands(ctx, festival.code, stand.data_through)
    kinds = tuple(kind for kind, of in KINDS.items() if any(one.kind in of for one in found)) or (
        choosing.ALL_STANDING,
    )
    last = choosing.last_begun(festival, stand)
    night = wanted.night if wanted.night and 1 <= wanted.night <= last else last
    return View(festival, wanted.kind if wanted.kind in kinds else kinds[0], _worth_choosing(kinds, found), night, last)


def _worth_choosing(kinds: Sequence[str], found: Sequence[Stand]) -> tuple[str, ...]:
    """Ramlilas by themselves only where pandals stand beside them."""
    held = {one.kind for one in found}
    return tuple(kind for kind in kinds if kind != "ramlila" or "pandal" in held)


def address(ctx: Context, calendar: Calendar, wanted: Picked) -> Callable[[Choice], Mapping[str, str]]:
    """What the page adds to the address of a choice: all that reopens exactly this view."""

    def more(choice: Choice) -> Mapping[str, str]:
        found = view(ctx, choice, calendar, wanted)
        return found.picked.more() if found else {}

    return more


def look(ctx: Context, choice: Choice, places: Places, calendar: Calendar, found: View) -> Seen:
    """The places of the choice in this festival and the one before it, and those that the list gives no nights."""
    stand, inside = choice.stand(calendar), _inside(choice, places)
    earlier = _earlier(found.festival, festivals(ctx))
    before = _stands(ctx, earlier.code, stand.data_through) if earlier else ()
    undated = night_reads.undated(ctx.snapshot, choice.within(ctx.scope))
    return Seen(
        found,
        found.window(stand.data_through),
        _of(_stands(ctx, found.festival.code, stand.data_through), found.kind, inside),
        earlier,
        _of(before, found.kind, inside),
        undated.filter(pl.col("kind").is_in(KINDS[found.kind])) if found.kind != choosing.ALL_STANDING else undated,
    )


def _of(found: Sequence[Stand], kind: str, inside: frozenset[str]) -> list[Stand]:
    return [one for one in found if one.kind in KINDS[kind] and one.thana_code in inside]


def _earlier(festival: Festival, known: Sequence[Festival]) -> Festival | None:
    """The same festival a year before, by its name in the calendar."""
    before = [one for one in known if one.series == festival.series and one.starts_on < festival.starts_on]
    return max(before, key=lambda one: one.starts_on, default=None)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _stands(ctx: Context, festival: str, as_of: date) -> tuple[Stand, ...]:
    """Of all that the viewer may see, whatever is chosen."""
    rows = night_reads.nights(ctx.snapshot, ctx.scope, festival).iter_rows(named=True)
    return tuple(nights.stands(rows, as_of))


def _inside(choice: Choice, places: Places) -> frozenset[str]:
    thanas = places.at("thana", choice.district, choice.circle)
    return frozenset(unit.code for unit in thanas if choice.thana in (None, unit.code))


def why_nothing(seen: Seen, calendar: Calendar, lang: str) -> str:
    """Why no place can be shown at all, in words; empty where some can."""
    if seen.view.festival.ends_on < calendar.campaign_starts_on:
        told = {"name": seen.view.festival.name(lang), "day": words.day(lang, calendar.campaign_starts_on)}
        return say(lang, "pandals.before_campaign", **told)
    return "" if seen.stands else say(lang, "pandals.no_place", kind=say(lang, f"pandals.kind.{seen.view.kind}"))
