"""The rows behind a number: which one is picked, whether it may be seen, on record once, drawn and handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from access import audit
from access.errors import NotAllowed
from access.roles import check_may_export, check_may_see_rows, may
from components import export, frame, header, panel, sections, words
from components.charts.table import Table
from components.choice import Choice
from components.context import Context
from components.door import missing
from components.drill import counted, table
from components.drill.bucket import Bucket
from components.drill.counted import Told
from components.places import Places
from locales import say
from metrics import catalogue
from metrics.ages import BANDS
from warehouse import case_rows
from warehouse.case_rows import CaseRows
from warehouse.reads import Window

_NONE = ""
_PICKED = "drill_rows"
_REFUSED = "drill_refused"
_SEEN = "drill_seen"


@dataclass(frozen=True)
class _Seen:
    """The rows last looked at, kept in the session of the one who looks and nowhere else. `key` says what they are."""

    key: tuple[object, ...]
    found: CaseRows


def asked(ctx: Context, buckets: Sequence[Bucket]) -> dict[str, str]:
    """What is looked at, as the address holds it; on opening a link's. What is not here is refused in words."""
    ids = tuple(bucket.id for bucket in buckets)
    if _PICKED not in st.session_state:
        wanted = st.query_params.get("rows", _NONE)
        st.session_state[_PICKED] = wanted
        st.session_state[_REFUSED] = ids if wanted and not _may_pick(ctx, wanted, ids) else ()
    if not _may_pick(ctx, st.session_state[_PICKED], ids):
        st.session_state[_PICKED] = _NONE
    picked = str(st.session_state[_PICKED])
    if st.session_state.get(_REFUSED) == ids and not picked:
        frame.notice(_refusal(ctx))
    return {"rows": picked} if picked else {}


def section(ctx: Context, choice: Choice, places: Places, window: Window, buckets: Sequence[Bucket]) -> None:
    """The numbers of the page to pick from, and the rows behind the one picked. Nothing for those who may see none."""
    if not may(check_may_see_rows, ctx.viewer):
        return
    st.html(sections.heading(say(ctx.lang, "drill.title"), say(ctx.lang, "drill.question")))
    bucket = _pick(ctx, choice, window, buckets)
    if bucket is None:
        st.session_state.pop(_SEEN, None)
        return
    found = _look(ctx, choice, window, bucket)
    st.html(_paragraphs(_notes(ctx, choice, places, window, bucket, found)))
    if found.n_all:
        names = {unit.code: unit.name(ctx.lang) for unit in places.at("thana")}
        shown = table.table(bucket, found.rows, names, ctx.lang)
        st.html(table.html(shown, name(bucket, ctx.lang), ctx.lang))
        _button(ctx, choice, places, window, bucket, shown)


def name(bucket: Bucket, lang: str) -> str:
    """A number in words, with the KPI that it stands beside."""
    of = say(lang, f"drill.of.{bucket.of}.{bucket.bucket}" if bucket.bucket else f"drill.of.{bucket.of}")
    return f"{catalogue.load()[bucket.code].number} · {of}"


def rows_of(ctx: Context, choice: Choice, window: Window, bucket: Bucket) -> CaseRows:
    """The rows of what is chosen, within the viewer's scope. Raises NotAllowed for those who may see none."""
    check_may_see_rows(ctx.viewer)
    scope = choice.within(ctx.scope)
    if bucket.bucket:
        return case_rows.duties(ctx.snapshot, scope, bucket.of, window, bucket.bucket, part=bucket.part)
    if bucket.is_flow:
        return case_rows.closed_on_eves(ctx.snapshot, scope, window)
    return case_rows.stock(ctx.snapshot, scope, bucket.of, window.as_of, but_lawful=bucket.band in BANDS)


def _may_pick(ctx: Context, wanted: object, ids: Sequence[str]) -> bool:
    return wanted == _NONE or (wanted in ids and may(check_may_see_rows, ctx.viewer))


def _refusal(ctx: Context) -> str:
    try:
        check_may_see_rows(ctx.viewer)
    except NotAllowed as error:
        return error.sentence(ctx.lang)
    return say(ctx.lang, "drill.refused")


def _pick(ctx: Context, choice: Choice, window: Window, buckets: Sequence[Bucket]) -> Bucket | None:
    by_id = {bucket.id: bucket for bucket in buckets}
    told = counted.told(ctx, choice, window, buckets)
    labels = {code: _label(bucket, told[code], ctx.lang) for code, bucket in by_id.items()}
    picked = st.session_state.get(_PICKED, _NONE)
    st.session_state[_PICKED] = picked if picked in by_id else _NONE
    chosen = st.selectbox(
        say(ctx.lang, "drill.pick"),
        [_NONE, *by_id],
        key=_PICKED,
        format_func=lambda code: labels.get(code) or say(ctx.lang, "drill.pick_none"),
        filter_mode=None,
    )
    return by_id.get(chosen)


def _label(bucket: Bucket, told: Told, lang: str) -> str:
    return say(lang, "drill.option", name=name(bucket, lang), n=told.words(lang))


def _look(ctx: Context, choice: Choice, window: Window, bucket: Bucket) -> CaseRows:
    """Asked, and put on record, when something else is looked at than before; not at every run of the page."""
    key = (ctx.viewer.code, str(ctx.settings.data), ctx.snapshot.id, choice.within(ctx.scope), window, bucket)
    seen = st.session_state.get(_SEEN)
    if not isinstance(seen, _Seen) or seen.key != key:
        found = rows_of(ctx, choice, window, bucket)
        audit.record(ctx.settings, "case_rows", ctx.viewer, n=len(found.rows), **_facts(ctx, choice, window, bucket))
        seen = st.session_state[_SEEN] = _Seen(key, found)
    return seen.found


def _facts(ctx: Context, choice: Choice, window: Window, bucket: Bucket) -> dict[str, str | int | None]:
    """What was looked at, for the audit log."""
    days = {"start": str(window.start), "end": str(window.end), "until": str(window.as_of)}
    return {"rows": bucket.id, "snapshot": ctx.snapshot.id, **days, **choice.query(ctx.lang, as_of=True)}


def _notes(ctx: Context, choice: Choice, places: Places, window: Window, bucket: Bucket, found: CaseRows) -> list[str]:
    """How many of how many are shown, or that there are none; of which day they are; which returns are not in them."""
    lang, day = ctx.lang, words.day(ctx.lang, window.as_of)
    notes = [_how_many(found, day, lang)]
    through = ctx.snapshot.manifest.data_through
    if found.n_all and through and window.as_of < through:
        notes.append(say(lang, "drill.as_it_stands", day=day))
    for return_name in catalogue.load()[bucket.code].returns:
        notes += header.held_sentences(ctx, choice, places, (return_name,))
        n_missing, n_expected = missing(ctx, choice.within(ctx.scope), return_name, window)
        if n_missing:
            counts = {"n": words.number(lang, n_missing), "of": words.number(lang, n_expected)}
            notes.append(say(lang, "drill.missing", name=say(lang, f"return.{return_name}"), **counts))
    return notes


def _how_many(found: CaseRows, day: str, lang: str) -> str:
    if not found.n_all:
        return say(lang, "drill.none", day=day)
    n_all, n = words.number(lang, found.n_all), len(found.rows)
    if n == found.n_all:
        return say(lang, "drill.all_shown", n=n_all)
    return say(lang, "drill.capped", n=words.number(lang, n), of=n_all)


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f'<p class="ms-calm">{escape(text)}</p>' for text in texts)


def _button(ctx: Context, choice: Choice, places: Places, window: Window, bucket: Bucket, shown: Table) -> None:
    """The rows as a file of their own, for those who may also export."""
    if not may(check_may_export, ctx.viewer):
        return
    st.download_button(
        say(ctx.lang, "drill.csv"),
        data=lambda: file_of(ctx, choice, places, window, bucket, shown),
        file_name=f"{bucket.id}_{choice.district or 'range'}_{window.start}_{window.end}.csv",
        mime="text/csv",
        key="export_rows",
        on_click="ignore",
    )


def file_of(ctx: Context, choice: Choice, places: Places, window: Window, bucket: Bucket, shown: Table) -> bytes:
    """The rows as they are shown, as CSV; on record. Raises NotAllowed for those who may not take rows away."""
    check_may_see_rows(ctx.viewer)
    check_may_export(ctx.viewer)
    audit.record(ctx.settings, "export", ctx.viewer, page="drill", **_facts(ctx, choice, window, bucket))
    place, titled = panel.place(choice, places, ctx.lang), [(name(bucket, ctx.lang), shown)]
    return export.to_csv(export.page_lines(ctx, "drill", choice, window, place, titled))
