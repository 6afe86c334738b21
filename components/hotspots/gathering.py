"""Where complaints gather: Gi* in words or why it is not computed, and whether such a map would have been right."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from access.settings import load_settings
from components import sections, words
from components.charts.table import Table
from components.hotspots.reading import Seen
from locales import say
from metrics.hotspots.gi_star import MIN_CELLS, MIN_EVENTS, Kind, Refused
from metrics.hotspots.hindcast import AREA_SHARE, METHODS, N_HELD_OUT, N_NAIVE, N_TRAINING, Hindcast
from metrics.hotspots.pai import Catch

KINDS: tuple[Kind, ...] = ("hot", "cold")


def draw(seen: Seen, thanas: Mapping[str, str], lang: str) -> str:
    """Both answers, each under its own heading."""
    found = "".join(f"<p>{escape(text)}</p>" for text in sentences(seen, thanas, lang))
    gi = sections.heading(say(lang, "hotspots.gi.title"), say(lang, "hotspots.gi.question"))
    checked = sections.heading(say(lang, "hotspots.hindcast.title"), say(lang, "hotspots.hindcast.question"))
    told = escape(verdict(seen.spotted.hindcast, lang))
    table = hindcast_table(seen, lang)
    return (
        f'{gi}<div class="ms-said">{found}</div>{checked}<div class="ms-said"><p>{told}</p></div>'
        f"{table.html(lang) if table.rows else ''}"
    )


def sentences(seen: Seen, thanas: Mapping[str, str], lang: str) -> list[str]:
    """What Gi* found in the choice, or why it is silent; then what it rests on."""
    gi = seen.spotted.gi
    if isinstance(gi, Refused):
        return [_refused(gi, lang)]
    said = []
    for kind in KINDS:
        inside = [one.code for one in gi.of_kind(kind) if one.code in seen.inside]
        named = [code for code in inside if code in seen.spotted.tellable]
        if named:
            names = ", ".join(thanas[code] for code in named)
            said.append(say(lang, f"hotspots.gi.{kind}", n=words.number(lang, len(named)), names=names))
    said = said or [say(lang, "hotspots.gi.none")]
    if seen.spotted.n_unknown:
        said.append(say(lang, "hotspots.gi.unknown", n=words.number(lang, seen.spotted.n_unknown)))
    return [*said, _basis(seen, len(gi.spots), lang)]


def _basis(seen: Seen, n_cells: int, lang: str) -> str:
    """All complaints, which the numbers of thanas are hidden against; those of the cells alone would not be safe."""
    cells, n = words.number(lang, n_cells), seen.n_all
    if n is None:
        return say(lang, "hotspots.gi.basis_bare", cells=cells)
    return say(lang, "hotspots.gi.basis", events=words.number(lang, n), cells=cells)


def classes(seen: Seen, thanas: Mapping[str, str], lang: str) -> Table:
    """Thana by thana of the choice: hot, cold, usual, or too few complaints to say."""
    gi = seen.spotted.gi
    heads = (say(lang, "filter.thana"), say(lang, "hotspots.gi.class"))
    if isinstance(gi, Refused):
        return Table(heads, (), (_refused(gi, lang),))
    found = {one.code: one.kind for one in gi.spots}
    rows = tuple(
        (thanas[code], say(lang, f"hotspots.gi.class.{class_of(seen, code) or 'few'}"))
        for code in sorted(seen.inside)
        if code in found
    )
    return Table(heads, rows, tuple(sentences(seen, thanas, lang)))


def class_of(seen: Seen, code: str) -> Kind | None:
    """A thana's class; None where too few complaints lie around it to tell it."""
    gi = seen.spotted.gi
    if isinstance(gi, Refused) or code not in seen.spotted.tellable:
        return None
    return next((one.kind for one in gi.spots if one.code == code), None)


def verdict(found: Hindcast | Refused, lang: str) -> str:
    """Whether the map of Gi* would have caught more than the naive one; or why that is not checked."""
    if isinstance(found, Refused):
        return _refused(found, lang)
    ours, naive = found.catches["gi_star"].caught, found.catches["last_period"].caught
    is_better = _density(found.catches["gi_star"]) > _density(found.catches["last_period"])
    if _is_few(ours) or _is_few(naive):
        return say(lang, "hotspots.hindcast.few")
    return say(lang, "hotspots.hindcast.better" if is_better else "hotspots.hindcast.no_better")


def hindcast_table(seen: Seen, lang: str) -> Table:
    """A row for each map: what it caught, of which area, PAI and PEI*; nothing where it is refused."""
    found = seen.spotted.hindcast
    heads = tuple(say(lang, f"hotspots.hindcast.{name}") for name in ("map", "pai", "pei", "caught", "area"))
    if isinstance(found, Refused):
        return Table(heads, (), (_refused(found, lang),))
    rows = tuple((say(lang, f"hotspots.hindcast.map.{name}"), *_figures(found.catches[name], lang)) for name in METHODS)
    first, last = found.ends
    basis = {
        "weeks": words.number(lang, found.n_weeks),
        "period": words.period(lang, first, last),
        "events": words.number(lang, found.catches["rate"].n),
        "share": words.value(lang, "pct", AREA_SHARE * 100),
        "training": words.number(lang, N_TRAINING),
        "naive": words.number(lang, N_NAIVE),
    }
    notes = [say(lang, "hotspots.hindcast.basis", **basis), say(lang, "hotspots.hindcast.meaning")]
    if found.n_left_out:
        left = {"n": words.number(lang, found.n_left_out), "weeks": words.number(lang, N_HELD_OUT)}
        notes.append(say(lang, "hotspots.hindcast.left_out", **left))
    return Table(heads, rows, tuple(notes))


def _figures(one: Catch, lang: str) -> tuple[str, ...]:
    area = words.value(lang, "pct", one.area_share * 100)
    if _is_few(one.caught) or one.pai is None or one.hit_rate is None or one.pei_star is None:
        return (*[say(lang, "status.suppressed")] * 3, area)
    pai, pei = words.number(lang, one.pai, 2), words.number(lang, one.pei_star, 2)
    return (pai, pei, words.value(lang, "pct", one.hit_rate * 100), area)


def _is_few(n: int) -> bool:
    return 0 < n < load_settings().small_cell


def _density(one: Catch) -> float:
    return one.pai or 0.0


def _refused(one: Refused, lang: str) -> str:
    if one.reason == "few_weeks":
        return say(lang, "hotspots.refused.few_weeks", n=words.number(lang, N_HELD_OUT + N_TRAINING // 2))
    limits = {"events": words.number(lang, MIN_EVENTS), "cells": words.number(lang, MIN_CELLS)}
    return say(lang, f"hotspots.refused.{one.reason}", n=words.number(lang, one.n_cells), **limits)
