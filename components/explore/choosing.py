"""What is asked of the figures: which KPI, by what place, by what time, by category or not; and its place in a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from access.errors import BadChoice
from components import boxes, frame
from components.choice import Choice
from components.explore import naming
from components.places import Places
from components.windows import Calendar
from locales import say
from metrics import catalogue
from metrics.catalogue import Kpi
from metrics.explore.buckets import Grain
from metrics.measure import LEVELS as ALL_LEVELS

ASKED = ("kpi", "by", "time", "part")
FIRST = "C1"
_KEYS = {field: f"explore_{field}" for field in ASKED}
_PICKED, _REFUSED = "explore_picked", "explore_refused"
_TIMES: tuple[Grain, ...] = ("whole", "month", "week", "day")
_NIGHTS: tuple[Grain, ...] = ("whole", "night")
_NO, _YES = "no", "yes"


@dataclass(frozen=True)
class Picked:
    """What is chosen; `by` is None where nothing was chosen yet and the page takes the level below the place."""

    kpi: str = FIRST
    by: str | None = None
    time: str = "whole"
    part: str = _NO


@dataclass(frozen=True)
class Asked:
    """What of it can be shown for a choice of place and window."""

    kpi: Kpi
    by: str
    time: Grain
    with_parts: bool

    def more(self) -> Mapping[str, str]:
        """What it adds to the address."""
        part = _YES if self.with_parts else _NO
        return {"kpi": self.kpi.code, "by": self.by, "time": self.time, "part": part}


def picked() -> Picked:
    """What the session, or on its first run here a link, asks for; of what is not known nothing is shown."""
    if _PICKED not in st.session_state:
        asked = {name: st.query_params[name] for name in ASKED if name in st.query_params}
        known = {name: value for name, value in asked.items() if _is_known(name, value)}
        st.session_state[_PICKED] = Picked(**known)
        st.session_state[_REFUSED] = tuple(name for name in asked if name not in known)
    found: Picked = st.session_state[_PICKED]
    return found


def _is_known(name: str, value: str) -> bool:
    if name == "kpi":
        try:
            return len(catalogue.load().find(value)) == 1 and catalogue.load().find(value)[0].code == value
        except BadChoice:
            return False
    return value in {"by": ALL_LEVELS, "time": (*_TIMES, "night"), "part": (_NO, _YES)}[name]


def say_refused(lang: str) -> None:
    """What a link asked for that there is not."""
    if refused := st.session_state.get(_REFUSED):
        names = ", ".join(say(lang, f"explore.ask.{name}") for name in refused)
        frame.notice(say(lang, "explore.refused", fields=names))


def say_otherwise(wanted: Picked, current: Asked, lang: str) -> None:
    """Where it is shown otherwise than asked for: why, and how it is shown."""
    if wanted.by not in (None, current.by):
        names = {"wanted": say(lang, f"explore.by.{wanted.by}"), "shown": say(lang, f"explore.by.{current.by}")}
        frame.notice(say(lang, "explore.wider", **names))
    if wanted.time != current.time:
        key = "explore.nights" if wanted.time == "night" else "explore.only_nights"
        frame.notice(say(lang, key, time=say(lang, f"explore.time.{current.time}")))
    if wanted.part == _YES and not current.with_parts:
        frame.notice(say(lang, "explore.no_categories", kpi=naming.kpi_name(current.kpi, lang)))


def asked(wanted: Picked, choice: Choice, places: Places, calendar: Calendar) -> Asked:
    """Levels lie at or below the chosen place, nights within a festival, categories where the KPI has them."""
    kpi = catalogue.load()[wanted.kpi]
    levels = levels_of(choice, places)
    by = wanted.by or choice.parts or choice.whole
    times = times_of(choice, calendar)
    time: Grain = next((one for one in times if one == wanted.time), _nearest(wanted.time, times))
    return Asked(kpi, by if by in levels else levels[0], time, wanted.part == _YES and naming.has_categories(kpi))


def _nearest(time: str, times: Sequence[Grain]) -> Grain:
    """A night is a day; weeks and months of a festival are its nights."""
    return "whole" if time == "whole" else times[-1]


def levels_of(choice: Choice, places: Places) -> tuple[str, ...]:
    """From the chosen place down: a unit is never shown in part."""
    found = ALL_LEVELS[ALL_LEVELS.index(choice.whole) :]
    return found if choice.whole != "range" or places.only_district is None else found[1:]


def times_of(choice: Choice, calendar: Calendar) -> tuple[Grain, ...]:
    is_festival = any(festival.code == choice.window for festival in calendar.festivals)
    return _NIGHTS if is_festival else _TIMES


def bar(current: Asked, choice: Choice, places: Places, calendar: Calendar, lang: str) -> None:
    """KPI, place, time and category beside each other, below the filter bar."""
    parts = [_NO, _YES] if naming.has_categories(current.kpi) else [_NO]
    boxes: list[tuple[str, Sequence[str], str]] = [
        ("kpi", [kpi.code for kpi in catalogue.load().kpis], current.kpi.code),
        ("by", levels_of(choice, places), current.by),
        ("time", times_of(choice, calendar), current.time),
        ("part", parts, _YES if current.with_parts else _NO),
    ]
    with st.container(key="explore_ask"):
        for column, box in zip(st.columns([2.6, 1, 1, 1], gap="small"), boxes, strict=True):
            with column:
                _select(*box, lang)


def _select(field: str, codes: Sequence[str], chosen: str, lang: str) -> None:
    key = _KEYS[field]
    boxes.put(key, chosen, codes)
    st.selectbox(
        say(lang, f"explore.ask.{field}"),
        list(codes),
        key=key,
        format_func=lambda code: _name(field, code, lang),
        filter_mode="fuzzy" if field == "kpi" else None,
        on_change=_take,
        disabled=len(codes) == 1,
    )


def _name(field: str, code: str, lang: str) -> str:
    return naming.kpi_name(catalogue.load()[code], lang) if field == "kpi" else say(lang, f"explore.{field}.{code}")


def _take() -> None:
    changed: dict[str, Any] = dict(boxes.taken(_KEYS))
    if changed:
        st.session_state[_PICKED] = replace(st.session_state[_PICKED], **changed)
        st.session_state[_REFUSED] = ()
