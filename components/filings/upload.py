"""Loading by upload: what is handed in and when, how far the load is, and what became of each file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

import streamlit as st

from access import audit
from access.errors import BadChoice, MissionError
from access.roles import check_may_load, may
from components import desk, frame, words
from components.context import Context
from components.desk import Run, Upload
from components.filings import moment, verdict
from components.filings.batch import panel
from components.filings.batches import names
from components.filings.reading import district_names, store
from locales import say
from warehouse import filings
from warehouse.filings import Filed

CHOSEN = "filings_chosen"  # the batch that is looked at in full
_FAULT = "filings_load_fault"
_ROUND = "filings_round"
_CORRECTS = "filings_corrects"
_NOTHING = ""
_CORRECTABLE = 60


class Handed(Protocol):
    """A file as Streamlit hands it over."""

    name: str

    def getvalue(self) -> bytes: ...


def section(ctx: Context) -> str | None:
    """For those who may load: the form, the running load, or what became of the last one.

    Returns the batch that is shown in full here, if one is.
    """
    if not may(check_may_load, ctx.viewer):
        return None
    run = desk.current(ctx.settings)
    if run is None:
        with st.expander(say(ctx.lang, "filings.upload.title"), expanded=not ctx.has_data, key="filings_upload"):
            _ask(ctx)
        return None
    with st.container(border=True, key="filings_run"):
        st.html(f"<h2>{escape(say(ctx.lang, 'filings.upload.title'))}</h2>")
        frame.refusal_of_button(_FAULT, ctx.lang)
        if not run.is_running:
            return _ended(ctx, run)
        _watch(ctx)
    return None


def _ask(ctx: Context) -> None:
    """The files, when they came, and what one of them corrects."""
    frame.refusal_of_button(_FAULT, ctx.lang)
    key = _files_key()
    st.html(_uploader_words(ctx.lang))
    with st.container(key="filings_files"):
        files = st.file_uploader(
            say(ctx.lang, "filings.upload.files"), accept_multiple_files=True, key=key, max_upload_size=_limit(ctx)
        )
    st.html(f'<p class="ms-calm">{escape(say(ctx.lang, "filings.upload.kept", limit=_limit(ctx)))}</p>')
    moment.ask(ctx.lang)
    _ask_what_it_corrects(ctx)
    st.button(
        say(ctx.lang, "filings.upload.start"),
        key="filings_start",
        type="primary",
        disabled=not files,
        on_click=_start,
        args=(ctx, key),
    )


def _files_key() -> str:
    """Another box of files after each that was handed in: it begins empty."""
    return f"filings_files_{st.session_state.get(_ROUND, 0)}"


def _limit(ctx: Context) -> int:
    return int(ctx.settings.max_file_mb)


def _uploader_words(lang: str) -> str:
    """Streamlit's own words in the uploader are English; style.css shows these in their place."""
    told = {"choose": "choose", "drop": "drop", "failed": "failed"}
    lines = " ".join(f'--{name}: "{say(lang, f"filings.upload.{key}")}";' for name, key in told.items())
    return f"<style>.stApp .st-key-filings_files {{ {lines} }}</style>"


def _ask_what_it_corrects(ctx: Context) -> None:
    """Which batch the one file corrects; none unless it is said."""
    open_ones = [one for one in filings.filed(store(ctx.settings), ctx.scope) if _may_be_corrected(one)][:_CORRECTABLE]
    labels = names(open_ones, district_names(ctx), ctx.lang)

    def label(batch_id: str) -> str:
        if batch_id == _NOTHING:
            return say(ctx.lang, "filings.upload.corrects_none")
        return labels[batch_id]

    options = [_NOTHING, *labels]
    st.selectbox(say(ctx.lang, "filings.upload.corrects"), options, format_func=label, filter_mode=None, key=_CORRECTS)


def _may_be_corrected(one: Filed) -> bool:
    return one.batch.verdict in ("published", "held") and one.replaced_by is None


def _start(ctx: Context, files_key: str) -> None:
    """Takes the form as it stands at the press: the page may not yet have been drawn again with the last choice.

    A second press on a form that was handed in hands nothing in.
    """
    if files_key != _files_key():
        return
    files: Sequence[Handed] = st.session_state.get(files_key) or ()
    corrects = str(st.session_state.get(_CORRECTS, _NOTHING))
    try:
        received_at = moment.picked()
        if received_at is not None and received_at > audit.now():
            raise BadChoice("filings.desk.future", moment=words.moment(ctx.lang, received_at))
        uploads = [Upload(file.name, file.getvalue()) for file in files]
        desk.start(ctx.settings, ctx.viewer, uploads, received_at, corrects or None)
    except MissionError as error:
        st.session_state[_FAULT] = error
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


@st.fragment(run_every=1.0)
def _watch(ctx: Context) -> None:
    """The bar, which file of how many, the step; the whole page once it has ended."""
    run = desk.current(ctx.settings)
    if run is None or not run.is_running:
        st.rerun()
    st.html(f'<p class="ms-run">{escape(since(run, ctx.lang))}</p>')
    st.progress(run.share)
    st.html(f'<p class="ms-run" role="status">{escape(progress_words(run, ctx.lang))}</p>')
    st.button(say(ctx.lang, "filings.upload.cancel"), key="filings_cancel", on_click=_cancel, args=(ctx, run))


def since(run: Run, lang: str) -> str:
    """Who is loading, and since when."""
    return say(lang, "filings.run.since", who=say(lang, f"viewer.{run.viewer}"), since=f"{run.started_at:%H:%M}")


def progress_words(run: Run, lang: str) -> str:
    """2 of 5 files checked · name · step."""
    if not run.step:
        return say(lang, "filings.run.begins", n=run.n_files)
    if run.is_publishing or not run.n_expected:
        return say(lang, run.step)
    checked = say(lang, "filings.run.checked", n=run.n_checked, of=run.n_expected)
    return f"{checked} · {run.file} · {say(lang, run.step)}"


def _cancel(ctx: Context, run: Run) -> None:
    desk.cancel(ctx.settings, ctx.viewer, run)


def _ended(ctx: Context, run: Run) -> str | None:
    """The verdicts, or why there are none; what was released; the way to each rejection sheet."""
    if run.batches:
        st.html(verdict.table(run.batches, district_names(ctx), ctx.lang))
    elif run.is_cancelled:
        frame.notice(say(ctx.lang, "filings.run.cancelled"))
    else:
        frame.notice(run.fault(ctx.lang) or say(ctx.lang, "filings.run.died"))
    filed = filings.filed(store(ctx.settings), ctx.scope)
    new = verdict.batches_of(run.batches, filed)
    if released := verdict.released(new, filed, district_names(ctx), ctx.lang):
        st.html(released)
    worth = verdict.worth_opening(new)
    with st.container(horizontal=True):
        st.button(say(ctx.lang, "filings.run.again"), key="filings_again", on_click=_again, args=(ctx, run))
        if len(worth) > 1:
            for batch_id, label in names(worth, district_names(ctx), ctx.lang).items():
                _open_button(ctx, batch_id, label)
    return _opened(ctx, worth)


def _open_button(ctx: Context, batch_id: str, label: str) -> None:
    text = say(ctx.lang, "filings.run.open", name=label)
    st.button(text, key=f"open_{batch_id}", on_click=_choose, args=(batch_id,))


def _opened(ctx: Context, worth: Sequence[Filed]) -> str | None:
    """The one that was chosen among those with something to mend, in full; where there is only one, it."""
    chosen = str(st.session_state.get(CHOSEN, _NOTHING)) or (worth[0].batch.batch_id if len(worth) == 1 else "")
    found = next((one for one in worth if one.batch.batch_id == chosen), None)
    if found is None:
        return None
    panel(ctx, found)
    return chosen


def _again(ctx: Context, run: Run) -> None:
    desk.put_away(ctx.settings, run)
    st.session_state[CHOSEN] = _NOTHING


def _choose(batch_id: str) -> None:
    st.session_state[CHOSEN] = batch_id
