"""How many rows stand behind each number, told as the page tells it: small counts hidden, what is not known a dash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from access.scope import Scope
from access.settings import load_settings
from components import door, words
from components.backlog import hidden
from components.choice import Choice
from components.context import Context
from components.drill.bucket import Bucket
from locales import say
from metrics import ages, backlog, disclosure
from warehouse import reads
from warehouse.reads import Window

_WATCHED = "F7"  # the watch says of which places its number may be told, so that none is had by subtraction


@dataclass(frozen=True)
class Told:
    """`n` is None where it is not known, and where it is hidden: then `hidden_as` is the key of what stands for it."""

    n: int | None
    hidden_as: str | None = None

    def words(self, lang: str) -> str:
        if self.hidden_as:
            return say(lang, self.hidden_as)
        return words.NOTHING if self.n is None else words.number(lang, self.n)


def told(ctx: Context, choice: Choice, window: Window, buckets: Sequence[Bucket]) -> dict[str, Told]:
    """By the bucket's id, of what is chosen. A number that a KPI tells is worked out from what its tile may show."""
    bands = _bands(ctx, choice, window) if any(bucket.band for bucket in buckets) else {}
    return {
        bucket.id: bands.get(bucket.band, Told(None)) if bucket.band else _of_kpi(ctx, choice, window, bucket, buckets)
        for bucket in buckets
    }


def _of_kpi(ctx: Context, choice: Choice, window: Window, bucket: Bucket, buckets: Sequence[Bucket]) -> Told:
    scope, unit = choice.within(ctx.scope), _unit(choice)
    if bucket.part:
        row = door.parts(ctx, scope, bucket.code, choice.whole, (window,)).get((0, unit, bucket.part))
    else:
        codes = dict.fromkeys(one.code for one in buckets)
        row = door.board(ctx, scope, tuple(codes), choice.whole, (window,))[bucket.code].get((0, unit))
    if row is None:
        return Told(None)
    if row["is_suppressed"]:
        return Told(None, "cell.few")
    n = _number(bucket, row["numerator"], row["denominator"], row["n_unknown"])
    return Told(None, "drill.see_watch") if bucket.code == _WATCHED and n else _shown(n)


def _number(bucket: Bucket, numerator: float | None, denominator: float | None, n_unknown: int) -> float | None:
    if bucket.bucket == "unknown":
        return n_unknown
    if bucket.is_numerator or numerator is None or denominator is None:
        return numerator
    return denominator - numerator


def _shown(n: float | None) -> Told:
    """A number that is small itself is hidden although the two that it is the difference of are not."""
    if n is not None and 0 < n < load_settings().small_cell:
        return Told(None, "cell.few")
    return Told(None if n is None else int(n))


def _bands(ctx: Context, choice: Choice, window: Window) -> dict[str, Told]:
    """The age bands of what is chosen, hidden as the page of open cases hides them."""
    scope, by, unit = choice.within(ctx.scope), choice.whole, _unit(choice)
    counted = _by_unit(ctx, scope, by, window).get(unit)
    if counted is None:  # nothing is open, or no register tells of it
        row = door.measured(ctx, scope, "B1", by, (window,)).get((0, unit), {})
        return dict.fromkeys((*ages.BANDS, ages.LAWFUL), Told(None if row.get("numerator") is None else 0))
    hides = hidden.bands(str(ctx.settings.data), ctx.snapshot.id, ctx.scope, window)
    path = hidden.paths(ctx.snapshot, scope, by)[unit]
    return {band: Told(None, "status.suppressed") if (band, path) in hides else Told(n) for band, n in counted.items()}


def _unit(choice: Choice) -> str:
    return getattr(choice, choice.whole, None) or disclosure.TOTAL


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=door.HASHED)
def _by_unit(ctx: Context, scope: Scope, by: str, window: Window) -> dict[str, dict[str, int]]:
    """Unit of a level → band → open cases, where any thana of it has one."""
    found = reads.open_by_age(ctx.snapshot, scope, [window])
    home = backlog.homes(ctx.snapshot, scope, by)
    return ages.by_band(found, home.join(found.select("thana_code").unique(), on="thana_code", how="semi"))
