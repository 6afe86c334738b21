"""The very rows that show a sign of formality: which is picked, whether they may be seen, on record once, and drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from access import audit
from access.roles import check_may_see_rows, may
from components import words as figures
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.drill import table as drilled
from components.formality.figures import told
from components.formality.league import Names, names_of
from components.places import Places
from locales import say
from metrics import wording
from metrics.formality import Judged
from metrics.formality_signs import Found
from warehouse import formality_reads
from warehouse.formality_reads import FormalRows
from warehouse.reads import Window

_NONE = ""
_PICKED = "formality_rows"
_SEEN = "formality_seen"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Sign:
    """One sign of one Kendra's return."""

    thana_code: str
    return_name: str
    found: Found

    @property
    def id(self) -> str:
        return "/".join((self.thana_code, self.return_name, self.found.sign, self.found.part))


@dataclass(frozen=True)
class _Seen:
    """The rows last looked at, kept in the session of the one who looks and nowhere else. `key` says what they are."""

    key: tuple[object, ...]
    rows: FormalRows


def signs_of(judged: Sequence[Judged]) -> list[Sign]:
    """Every sign that stands out, in the order of the league."""
    return [Sign(one.thana_code, one.return_name, found) for one in judged for found in one.signs]


def rows(ctx: Context, choice: Choice, places: Places, window: Window, judged: Sequence[Judged]) -> None:
    """The signs of a league to pick from, and the rows of the one picked. Nothing for those who may see none."""
    signs = {sign.id: sign for sign in signs_of(judged)}
    if not signs or not may(check_may_see_rows, ctx.viewer):
        return
    names = names_of(places, ctx.lang)
    picked = signs.get(_pick(ctx, signs, names))
    if picked is None:
        st.session_state.pop(_SEEN, None)
        return
    found = _look(ctx, choice, window, picked)
    st.html(f'<p class="ms-calm">{escape(_how_many(found, picked, ctx.lang))}</p>')
    if found.n_all:
        shown = table(picked.return_name, found.rows.to_dicts(), names, ctx.lang)
        st.html(drilled.html(shown, label(picked, names, ctx.lang), ctx.lang))


def label(sign: Sign, names: Names, lang: str) -> str:
    """ "Narsena · Bulandshahr – daily action of the squad: every figure as in an earlier row"."""
    kendra = names.get(sign.thana_code, sign.thana_code)
    of = say(lang, f"return.{sign.return_name}")
    return say(lang, "formality.rows.option", kendra=kendra, name=of, sign=wording.sign(lang, sign.found))


def rows_of(ctx: Context, choice: Choice, window: Window, sign: Sign) -> FormalRows:
    """The rows of a sign, within what is chosen of the viewer's scope. Raises NotAllowed for who may see none."""
    check_may_see_rows(ctx.viewer)
    scope, found = choice.within(ctx.scope), sign.found
    asked = (sign.thana_code, sign.return_name, found.sign, window)
    return formality_reads.rows(ctx.snapshot, scope, *asked, part=found.part)


def table(return_name: str, found: Sequence[Row], names: Names, lang: str) -> Table:
    """A line for each row: its day, where it stands, its figures, and the same of the row that it repeats."""
    lines = [
        (
            figures.day(lang, row["day"]),
            _where(row, "", lang),
            told(return_name, row, "", lang),
            _other(row, names, lang),
            told(return_name, row, "other_", lang) if row["other_source_row"] is not None else None,
        )
        for row in found
    ]
    kept = [place for place in range(5) if any(line[place] is not None for line in lines)]
    heads = tuple(say(lang, f"formality.rows.{_HEADS[place]}") for place in kept)
    return Table(heads, tuple(tuple(line[place] for place in kept) for line in lines))


_HEADS = ("day", "where", "figures", "other", "other_figures")


def _pick(ctx: Context, signs: Mapping[str, Sign], names: Names) -> str:
    labels = {code: label(sign, names, ctx.lang) for code, sign in signs.items()}
    picked = st.session_state.get(_PICKED, _NONE)
    st.session_state[_PICKED] = picked if picked in signs else _NONE
    return str(
        st.selectbox(
            say(ctx.lang, "formality.rows.pick"),
            [_NONE, *signs],
            key=_PICKED,
            format_func=lambda code: labels.get(code) or say(ctx.lang, "formality.rows.pick_none"),
            filter_mode=None,
        )
    )


def _look(ctx: Context, choice: Choice, window: Window, sign: Sign) -> FormalRows:
    """Asked, and put on record, when something else is looked at than before; not at every run of the page."""
    key = (ctx.viewer.code, str(ctx.settings.data), ctx.snapshot.id, choice.within(ctx.scope), window, sign.id)
    seen = st.session_state.get(_SEEN)
    if not isinstance(seen, _Seen) or seen.key != key:
        found = rows_of(ctx, choice, window, sign)
        days = {"start": str(window.start), "end": str(window.end), "until": str(window.as_of)}
        asked = {"rows": f"formality/{sign.id}", "snapshot": ctx.snapshot.id, **days, **choice.query(ctx.lang)}
        audit.record(ctx.settings, "case_rows", ctx.viewer, n=len(found.rows), **asked)
        seen = st.session_state[_SEEN] = _Seen(key, found)
    return seen.rows


def _how_many(found: FormalRows, sign: Sign, lang: str) -> str:
    """How many of how many; of round figures those rows only in which there is no other."""
    if not found.n_all:
        return say(lang, "formality.rows.none")
    key = "formality.rows.heaping" if sign.found.sign == "heaping" else "formality.rows.shown"
    return say(lang, key, n=figures.number(lang, len(found.rows)), of=figures.number(lang, found.n_all))


def _where(row: Row, of: str, lang: str) -> str:
    """File, sheet and row as the spreadsheet shows it; of a file without sheets none is named."""
    sheet, line = row[f"{of}source_sheet"], figures.number(lang, row[f"{of}source_row"])
    named = say(lang, "formality.rows.sheet", sheet=sheet) if sheet else ""
    place = say(lang, "formality.rows.line", n=line)
    return " · ".join(part for part in (row[f"{of}source_file"], named, place) if part)


def _other(row: Row, names: Names, lang: str) -> str | None:
    """The row that is repeated: of another thana with its name, and its day."""
    if row["other_source_row"] is None:
        return None
    day: date = row["other_day"]
    code = row["other_thana_code"]
    thana = names.get(code, code) if code != row["thana_code"] else ""
    where = _where(row, "other_", lang)
    return " · ".join(part for part in (thana, figures.day(lang, day), where) if part)
