"""`python -m metrics brief`: prints or writes the brief of a day."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Annotated

import typer

from access import audit
from access.errors import BadChoice
from access.settings import load_settings
from locales import say
from metrics.asking import answering, check, check_given, day
from metrics.brief.html import html
from metrics.brief.reading import Brief, look
from metrics.brief.record import record
from metrics.brief.sections import paper
from metrics.brief.text import text
from warehouse.files import write_text_whole
from warehouse.query import open_snapshot

FORMATS = ("text", "html", "json")


def brief(
    district: Annotated[
        str | None, typer.Option(help="Only this district, by its code; the whole range if absent.")
    ] = None,
    form: Annotated[str | None, typer.Option("--format", help="text (if absent), html or json.")] = None,
    as_html: Annotated[bool, typer.Option("--html", help="As --format html.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As --format json.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there, whole, instead of printing.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="The brief of this day; today's if absent.")] = None,
    lang: Annotated[str, typer.Option(help="hi or en.")] = "hi",
) -> None:
    """What is due, overdue and held on a day, and its exceptions. Exit 2: no such thing, or nothing published."""
    with answering(lang):
        check_given(district=district, format=form, as_of=as_of)
        wanted = _form(form, as_html, as_json)
        settings = load_settings()
        found = look(settings, open_snapshot(settings), district or "", day("--as-of", as_of or ""), audit.now().date())
        told = written(found, wanted, lang)
        if out is None:
            typer.echo(told, nl=False)
        else:
            _write(out, told)
            typer.echo(say(lang, "brief.written", path=out))


def _form(form: str | None, as_html: bool, as_json: bool) -> str:
    """The one format asked for. Raises BadChoice for one that there is not, and for two at once."""
    shorts = {name for name, is_asked in (("html", as_html), ("json", as_json)) if is_asked}
    asked = sorted(shorts | ({form} if form else set()))
    if len(asked) > 1:
        raise BadChoice("brief.two_formats", wanted=", ".join(asked))
    (wanted,) = asked or FORMATS[:1]
    check(wanted, FORMATS, "brief.no_format")
    return wanted


def written(found: Brief, form: str, lang: str) -> str:
    """The brief as one of FORMATS."""
    if form == "json":
        return record(found, lang)
    return html(paper(found, lang)) if form == "html" else text(paper(found, lang))


def _write(path: Path, told: str) -> None:
    try:
        if not path.name:  # `--out ""` is the folder that it is called in
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        write_text_whole(path, told)
    except OSError as fault:
        raise BadChoice("brief.not_written", path=path, found=fault.strerror or type(fault).__name__) from None
