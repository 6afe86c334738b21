"""`python -m metrics brief`: prints or writes the brief of a day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from access import audit
from access.errors import BadChoice
from access.settings import load_settings
from locales import say
from metrics.asking import answering, check, day
from metrics.brief.html import html
from metrics.brief.reading import Brief, look
from metrics.brief.record import record
from metrics.brief.sections import paper
from metrics.brief.text import text
from warehouse.files import write_text_whole
from warehouse.query import open_snapshot

FORMATS = ("text", "html", "json")


def brief(
    district: Annotated[str, typer.Option(help="Only this district, by its code; the whole range if absent.")] = "",
    form: Annotated[str, typer.Option("--format", help="text, html or json.")] = "text",
    as_html: Annotated[bool, typer.Option("--html", help="As --format html.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As --format json.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there, whole, instead of printing.")
    ] = None,
    as_of: Annotated[str, typer.Option(metavar="DAY", help="The brief of this day; today's if absent.")] = "",
    lang: Annotated[str, typer.Option(help="hi or en.")] = "hi",
) -> None:
    """What is due, overdue and held on a day, and its exceptions. Exit 2: no such thing, or nothing published."""
    with answering(lang):
        wanted = "html" if as_html else "json" if as_json else form
        check(wanted, FORMATS, "brief.no_format")
        settings = load_settings()
        found = look(settings, open_snapshot(settings), district, day("--as-of", as_of), audit.now().date())
        told = written(found, wanted, lang)
        if out is None:
            typer.echo(told, nl=False)
        else:
            _write(out, told)
            typer.echo(say(lang, "brief.written", path=out))


def written(found: Brief, form: str, lang: str) -> str:
    """The brief as one of FORMATS."""
    if form == "json":
        return record(found, lang)
    return html(paper(found, lang)) if form == "html" else text(paper(found, lang))


def _write(path: Path, told: str) -> None:
    try:
        write_text_whole(path, told)
    except OSError as fault:
        raise BadChoice("brief.not_written", path=path, found=fault.strerror or type(fault).__name__) from None
