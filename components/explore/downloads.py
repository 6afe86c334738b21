"""Files of the answer: of this KPI, its family or all, as CSV, Excel or Parquet; each one taken is on record."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

import streamlit as st

from access import audit
from access.roles import check_may_export, may
from components import definition, frame, sections, words
from components.context import Context
from components.explore.answer import Answer, Extent
from components.files import whole
from components.files.shape import FORMATS, MIME, Asked, Content, Field, Format
from components.files.whole import Made, OnDisk
from locales import say

logger = logging.getLogger(__name__)


AT_ONCE_ROWS = 2_000  # up to here a file is made on the click that takes it; a longer one is prepared first
_MADE = "explore_made"
_PRESSED = "explore_pressed"


@dataclass(frozen=True)
class Wanted:
    """One file: which answer, how far it reaches, as what."""

    answer: Answer
    extent: Extent
    form: Format

    @property
    def is_short(self) -> bool:
        return self.answer.n_rows is not None and self.answer.n_rows <= AT_ONCE_ROWS

    @property
    def file_name(self) -> str:
        return f"{self.answer.stem}.{self.form}"

    def key(self, ctx: Context) -> tuple[object, ...]:
        """The same only for the same file of the same snapshot for the same viewer."""
        asked = tuple(sorted(self.answer.query.items()))
        return (ctx.viewer.code, ctx.snapshot.id, ctx.lang, self.extent, self.form, asked)


def offer(ctx: Context, answers: Mapping[Extent, Answer]) -> None:
    """Asks how far and as what, then offers the file. Nothing for those who may take none.

    Not a fragment of the page: what is pressed in a running fragment waits for its end, and stops nothing.

    `answers`: the same question put to this KPI, to its family, to all; none is measured before its file is asked for.
    """
    if not may(check_may_export, ctx.viewer):
        return
    lang = ctx.lang
    st.html(sections.heading(say(lang, "downloads.title"), say(lang, "downloads.question")))
    columns = st.columns([1.4, 1.4, 1.2], gap="small", vertical_alignment="bottom")
    with columns[0]:
        extent = cast("Extent", _pick("extent", list(answers), lang))
    with columns[1]:
        form = cast("Format", _pick("format", list(FORMATS), lang))
    wanted = Wanted(answers[extent], extent, form)
    with columns[2]:
        if wanted.is_short:
            _button(ctx, wanted, lambda: make(ctx, wanted))
        else:
            is_pressed = _prepared(ctx, wanted)
    if wanted.is_short:
        st.session_state.pop(_PRESSED, None)
    st.html(f'<p class="ms-calm">{say(lang, f"downloads.about.{form}")}</p>')
    if not wanted.is_short:
        _tell(ctx, wanted, is_pressed=is_pressed)


def content(ctx: Context, wanted: Wanted) -> Content:
    """What the writers are given: heads and definitions in the reader's language, frames not yet measured."""
    lang, answer = ctx.lang, wanted.answer
    asked = Asked(
        question={**answer.query, "extent": wanted.extent},
        snapshot=ctx.snapshot.id,
        data_sheet=say(lang, "downloads.sheet.data"),
        definitions_sheet=say(lang, "downloads.sheet.definitions"),
        facts=[(say(lang, "app.name"), say(lang, "explore.title")), *answer.facts],
        definitions=_definitions(answer, lang),
    )
    fields = [Field(column.name, say(lang, column.label), column.kind) for column in answer.columns]
    return Content(fields, answer.frames(), asked)


def take(ctx: Context, wanted: Wanted, made: Made) -> OnDisk:
    """The whole file; on record before it is handed out. Raises NotAllowed for those who may take none away."""
    check_may_export(ctx.viewer)
    facts: dict[str, str | int | None] = {**wanted.answer.query, "extent": wanted.extent, "format": wanted.form}
    facts |= {"page": "explore", "snapshot": ctx.snapshot.id, "n_rows": made.n_rows}
    audit.record(ctx.settings, "export", ctx.viewer, **facts)
    return made.file


def _definitions(answer: Answer, lang: str) -> list[list[str]]:
    heads = [say(lang, f"downloads.definitions.{name}") for name in ("code", "kpi", "meaning")]
    lines: list[list[str]] = []
    for kpi in answer.kpis:
        facts, text = definition.facts(kpi, lang), kpi.words(lang)
        if not lines:
            heads += [label for label, _ in facts]
        lines.append([kpi.code, text.label, text.meaning, *(fact for _, fact in facts)])
    return [heads, *lines]


def make(ctx: Context, wanted: Wanted, told: Callable[[int], None] = lambda n_rows: None) -> Made:
    """Raises NotAllowed before anything is measured, OSError where the disk has no room."""
    check_may_export(ctx.viewer)
    return whole.make(content(ctx, wanted), wanted.form, ctx.settings.data / "exports", told)


def _prepared(ctx: Context, wanted: Wanted) -> bool:
    """A long file is made on one click, before one's eyes, and taken on a second. Whether it is to be made now."""
    key, lang = wanted.key(ctx), ctx.lang
    if (made := _kept(key)) is not None:
        _button(ctx, wanted, lambda: made)
        return False
    is_pressed = bool(st.session_state.pop(_PRESSED, False))
    # It stays where it is: the browser keeps a button that was pressed until another is, and would move that one away.
    label = say(lang, "downloads.prepare")
    st.button(label, key="explore_prepare", on_click=_press, disabled=is_pressed)
    return is_pressed


def _press() -> None:
    """The file is the one asked for at the press: the page may not yet have been drawn again with the last choice."""
    st.session_state[_PRESSED] = True


def _kept(key: tuple[object, ...]) -> Made | None:
    """The file that was prepared, while nothing else is asked for: then the disk's room is given back."""
    kept_key, made = st.session_state.get(_MADE, (None, None))
    if kept_key != key:
        st.session_state.pop(_MADE, None)
        return None
    return cast("Made", made)


def _tell(ctx: Context, wanted: Wanted, *, is_pressed: bool) -> None:
    """How large the file is; while it is made, how far it is. What is pressed meanwhile ends the writing."""
    key = wanted.key(ctx)
    if (made := _kept(key)) is not None:
        st.html(f'<p class="ms-calm">{_size(made, ctx.lang)}</p>')
    elif is_pressed and (made := _watched(ctx, wanted)) is not None:
        st.session_state[_MADE] = (key, made)
        st.rerun()


def _watched(ctx: Context, wanted: Wanted) -> Made | None:
    lang, n_all = ctx.lang, wanted.answer.n_rows
    bar = st.progress(0.0, say(lang, "downloads.begins"))
    st.button(say(lang, "downloads.stop"), key="explore_stop")

    def told(n_rows: int) -> None:
        share = min(n_rows / n_all, 1.0) if n_all else 0.0
        bar.progress(share, say(lang, "downloads.written", n=words.number(lang, n_rows)))

    try:
        return make(ctx, wanted, told)
    except OSError:
        logger.exception("explore: a file could not be written")
        frame.notice(say(lang, "downloads.no_room"))
        return None


def _button(ctx: Context, wanted: Wanted, made: Callable[[], Made]) -> None:
    st.download_button(
        say(ctx.lang, f"downloads.take.{wanted.form}"),
        data=lambda: take(ctx, wanted, made()),
        file_name=wanted.file_name,
        mime=MIME[wanted.form],
        key="explore_take",
        on_click="ignore",
    )


def _size(made: Made, lang: str) -> str:
    megabytes = words.number(lang, len(made.file) / 1e6, 1)
    return say(lang, "downloads.ready", n=words.number(lang, made.n_rows), mb=megabytes)


def _pick(name: str, options: list[str], lang: str) -> str:
    return str(
        st.selectbox(
            say(lang, f"downloads.{name}"),
            options,
            format_func=lambda one: say(lang, f"downloads.{name}.{one}"),
            filter_mode=None,
            key=f"explore_{name}",
        )
    )
