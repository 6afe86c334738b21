"""What does not fit in the returns, or was changed afterwards: its KPIs, and which Kendras are to verify which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from access.errors import NotInSnapshot
from components import door, export, matrix_html, panel, sections, words
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.door import Board
from components.export import Titled
from components.formality.league import Names, names_of
from components.matrix import Matrix
from components.places import Places
from locales import say
from metrics import catalogue
from metrics.kept import is_kept
from warehouse.reads import Window

CODES = ("D7", "D7.register", "D8", "D9")
_LISTED = ("D7", "D8", "D9")  # what the rows of the register say counts women, and stands in its tile alone
_HEADS = ("kendra", "rows", "visits", "changed")
_IN_SIGHT = 8


@dataclass(frozen=True)
class Kendra:
    """What does not fit at one Kendra: rows, days with more visits than counted, of how many; days changed later.

    None of what nothing is known.
    """

    thana_code: str
    n_rows: int | None
    n_days: int | None
    of_days: int | None
    n_changed: int | None

    @property
    def order(self) -> tuple[int, str]:
        """Those with the most days and rows first."""
        return -sum(n or 0 for n in (self.n_rows, self.n_days, self.n_changed)), self.thana_code


def section(ctx: Context, choice: Choice, places: Places, window: Window) -> list[Titled]:
    """The KPIs of what is chosen, in words what they come from, and the Kendras with something to verify.

    Returns what it draws as titled tables.
    """
    lang = ctx.lang
    st.html(sections.heading(say(lang, "agreeing.title"), say(lang, "agreeing.question")))
    with st.spinner(say(lang, "matrix.measuring")):
        matrix = panel.build(ctx, choice, places, door.calendar(ctx), CODES, compares=False)
        scope = choice.within(ctx.scope)
        told = door.board(ctx, scope, _LISTED, "thana", (window,))
        whole = door.board(ctx, scope, _LISTED, choice.whole, (window,))
    if matrix is None:
        return []
    with st.container(key="agreeing_tiles"):
        st.html(sections.tiles(matrix, lang))
    figures = say(lang, "agreeing.title"), export.units(matrix, lang)
    if not is_kept(catalogue.load()["D9"], ctx.snapshot):
        st.html(_paragraph(NotInSnapshot("store.not_in_snapshot", snapshot=ctx.snapshot.id).sentence(lang)))
        return [figures]
    kendras, names = found(told), names_of(places, lang)
    listed = html(kendras, names, lang) if kendras else _paragraph(calm(told, lang))
    st.html("".join(_paragraph(line) for line in sentences(whole, lang)) + listed)
    if len(matrix.columns) > 1:
        st.html(_units(matrix, lang))
    return [figures, (say(lang, "agreeing.kendras"), table(kendras, names, lang))]


def found(told: Board) -> list[Kendra]:
    """The Kendras of which something does not fit, those with the most first."""
    thanas = sorted({unit for rows in told.values() for _, unit in rows})
    each = [_kendra(thana, told) for thana in thanas]
    return sorted((one for one in each if one.order[0]), key=lambda one: one.order)


def _kendra(thana: str, told: Board) -> Kendra:
    rows, visits, changed = (told[code].get((0, thana), {}) for code in _LISTED)
    return Kendra(
        thana,
        _left(rows.get("denominator"), rows.get("numerator")),
        _left(visits.get("other_denominator"), visits.get("other_numerator")),
        _whole(visits.get("other_denominator")),
        _whole(changed.get("numerator")),
    )


def _left(whole: float | None, part: float | None) -> int | None:
    return None if whole is None or part is None else int(whole - part)


def _whole(count: float | None) -> int | None:
    return None if count is None else int(count)


def sentences(whole: Board, lang: str) -> list[str]:
    """On how many days visits are above the count, and how far changed figures moved; nothing of what is unknown."""
    said = []
    (visits,), (changed,) = whole["D8"].values(), whole["D9"].values()
    if of_days := visits["other_denominator"]:
        counts = {"n": words.number(lang, of_days - visits["other_numerator"]), "of": words.number(lang, of_days)}
        said.append(say(lang, "agreeing.visits", **counts))
    if n_figures := changed["other_denominator"]:
        mean = words.number(lang, changed["other_numerator"] / n_figures, 1)
        said.append(say(lang, "agreeing.changed", n=words.number(lang, n_figures), pct=mean))
    return said


def calm(told: Board, lang: str) -> str:
    """That there is nothing to verify, or, where no row and no day was there to be compared, that nobody can say."""
    rows = [row for by_thana in told.values() for row in by_thana.values()]
    is_known = any(row.get("denominator") or row.get("other_denominator") for row in rows)
    return say(lang, "agreeing.none" if is_known else "agreeing.unknown")


def html(kendras: Sequence[Kendra], names: Names, lang: str) -> str:
    """The first eight in sight, the rest folded."""
    top = table(kendras[:_IN_SIGHT], names, lang).html(lang)
    if len(kendras) <= _IN_SIGHT:
        return top
    label = escape(say(lang, "agreeing.all", n=words.number(lang, len(kendras))))
    return f'{top}<details class="ms-twin"><summary>{label}</summary>{table(kendras, names, lang).html(lang)}</details>'


def table(kendras: Sequence[Kendra], names: Mapping[str, str], lang: str) -> Table:
    """A line for each Kendra."""
    rows = tuple(
        (names.get(one.thana_code, one.thana_code), one.n_rows, _days(one, lang), one.n_changed) for one in kendras
    )
    return Table(tuple(say(lang, f"agreeing.head.{head}") for head in _HEADS), rows)


def _days(one: Kendra, lang: str) -> str | None:
    if one.n_days is None:
        return None
    counts = {"n": words.number(lang, one.n_days), "of": words.number(lang, one.of_days or 0)}
    return say(lang, "agreeing.days", **counts)


def _units(matrix: Matrix, lang: str) -> str:
    """The same KPIs beside one another by district, circle or thana, on demand."""
    label = escape(say(lang, "agreeing.units"))
    return f'<details class="ms-twin"><summary>{label}</summary>{matrix_html.table(matrix, lang)}</details>'


def _paragraph(text: str) -> str:
    return f'<p class="ms-calm">{escape(text)}</p>'
