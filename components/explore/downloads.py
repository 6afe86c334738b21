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


@st.fragment
def offer(ctx: Context, answers: Mapping[Extent, Answer]) -> None:
    """Asks how far and as what, then offers the file. Nothing for those who may take none.

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
        slot = st.empty()
    st.html(f'<p class="ms-calm">{say(lang, f"downloads.about.{form}")}</p>')
    if wanted.is_short:
        _button(ctx, wanted, slot, lambda: make(ctx, wanted))
    else:
        _prepared(ctx, wanted, slot)


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


def _prepared(ctx: Context, wanted: Wanted, slot: st.delta_generator.DeltaGenerator) -> None:
    """A long file is made on one click, before one's eyes, and taken on a second; any click in between ends it."""
    key, lang = wanted.key(ctx), ctx.lang
    kept_key, made = st.session_state.get(_MADE, (None, None))
    if kept_key != key:
        st.session_state.pop(_MADE, None)  # gives the disk's room back
        is_pressed = st.session_state.pop(_PRESSED, None) == key
        made = _watched(ctx, wanted, slot) if is_pressed else None
    if made is None:
        slot.button(say(lang, "downloads.prepare"), key="explore_prepare", on_click=_press, args=(key,))
        return
    st.session_state[_MADE] = (key, made)
    ready = made
    _button(ctx, wanted, slot, lambda: ready)
    st.html(f'<p class="ms-calm">{_size(ready, lang)}</p>')


def _press(key: tuple[object, ...]) -> None:
    st.session_state[_PRESSED] = key


def _watched(ctx: Context, wanted: Wanted, slot: st.delta_generator.DeltaGenerator) -> Made | None:
    """Tells how far it is. To press the button, or anything else, reruns the script and so ends the writing."""
    lang, n_all = ctx.lang, wanted.answer.n_rows
    slot.button(say(lang, "downloads.stop"), key="explore_stop")
    bar = st.empty()
    bar.progress(0.0, say(lang, "downloads.begins"))

    def told(n_rows: int) -> None:
        share = min(n_rows / n_all, 1.0) if n_all else 0.0
        bar.progress(share, say(lang, "downloads.written", n=words.number(lang, n_rows)))

    try:
        return make(ctx, wanted, told)
    except OSError:
        logger.exception("explore: a file could not be written")
        frame.notice(say(lang, "downloads.no_room"))
        return None
    finally:
        bar.empty()


def _button(ctx: Context, wanted: Wanted, slot: st.delta_generator.DeltaGenerator, made: Callable[[], Made]) -> None:
    slot.download_button(
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
