"""`python -m etl`: load returns, see what stands, go back, write rejection sheets and blank forms, load the sample."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from access.errors import BadChoice, MissionError
from access.settings import load_settings
from etl.batches import Delivery
from etl.bugs import keep_messages_quiet, log_bug
from etl.progress import Progress
from etl.rejects import reject_lines, write_sheets
from etl.report import as_json, load_json, load_lines, snapshot_line, status_json, status_lines
from etl.run import Lot, Report, batch_to_correct, load, returns_in
from etl.standing import find_batch, roll_back
from locales import LANGUAGES, say
from warehouse.store import KOLKATA, Store, now

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
Lang = Annotated[str, typer.Option("--lang", help="Language of lines for people: hi or en.")]


@app.command("load")
def load_returns(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, or folders of files.")],
    received_on: Annotated[str, typer.Option(help="When they were handed in: a date or a moment; now if absent.")] = "",
    corrects: Annotated[str, typer.Option(metavar="BATCH", help="The batch that this one file replaces whole.")] = "",
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Load returns and publish what passes the gate."""
    with _answering(json, lang):
        settings = load_settings()
        files = returns_in(paths)
        batch = batch_to_correct(corrects, files, settings) if corrects else None
        lot = Lot(files, Delivery(_moment(received_on), batch))
        _finish(load([lot], settings, Progress(lang)), json, lang)


@app.command()
def status(json: Json = False, lang: Lang = "hi") -> None:
    """What is shown, what came last, and what is held."""
    with _answering(json, lang):
        store = Store(load_settings())
        _tell(json, lambda: status_json(store), lambda: status_lines(store, lang))


@app.command()
def rollback(
    snapshot: Annotated[str, typer.Argument(help="The snapshot to show again.")], json: Json = False, lang: Lang = "hi"
) -> None:
    """Show an earlier snapshot until something new is loaded."""
    with _answering(json, lang):
        shown = roll_back(snapshot, load_settings())
        _tell(json, lambda: {"snapshot": shown}, lambda: [say(lang, "gate.cli.rolled_back", snapshot=shown)])


@app.command()
def rejects(
    batch: Annotated[str, typer.Argument(metavar="BATCH", help="A batch, as `status` names it.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the sheets are written.")],
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Write the rejection sheet of a batch, in Hindi and English, as .xlsx and .csv."""
    with _answering(json, lang):
        store = Store(load_settings())
        found = find_batch(batch, store)
        lines = reject_lines(found, store)
        written = write_sheets(found, lines, out)
        told = {"batch": batch, "lines": len(lines), "files": [str(path) for path in written]}
        _tell(json, lambda: told, lambda: [say(lang, "gate.cli.written", path=path) for path in written])


@app.command()
def forms(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the blank forms are written.")],
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Write the blank form of every return."""
    from etl.forms import write_forms

    with _answering(json, lang):
        written = write_forms(folder)
        told = {"files": [str(path) for path in written]}
        _tell(json, lambda: told, lambda: [say(lang, "gate.cli.written", path=path) for path in written])


@app.command()
def demo(
    folder: Annotated[Path | None, typer.Option(help="Where the sample returns lie or are made.")] = None,
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Make the sample returns if absent, load them and publish; a second run has nothing to do."""
    from etl.demo import SAMPLE, run_demo

    with _answering(json, lang):
        report = run_demo(folder or SAMPLE, load_settings(), Progress(lang))
        _tell(json, lambda: load_json(report), lambda: [snapshot_line(report.snapshot, lang)])


def _finish(report: Report, json: bool, lang: str) -> None:
    _tell(json, lambda: load_json(report), lambda: load_lines(report, lang))
    if not report.is_all_good:
        raise typer.Exit(1)


def _tell(json: bool, told: Callable[[], dict[str, Any]], lines: Callable[[], Any]) -> None:
    if json:
        print(as_json(told()))
        return
    for line in lines():
        print(line)


@contextmanager
def _answering(json: bool, lang: str) -> Iterator[None]:
    """Say what went wrong in both languages and leave with 2; the last good snapshot stands in any case."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"--lang: {', '.join(LANGUAGES)}")
    try:
        yield
    except MissionError as error:
        told = {f"sentence_{one}": error.sentence(one) for one in ("hi", "en")}
        if json:
            print(as_json({"error": told}))
        for sentence in told.values():
            print(sentence, file=sys.stderr)
        raise typer.Exit(2) from None
    except typer.Exit:
        raise
    except Exception as error:  # noqa: BLE001  nobody should meet a traceback; it is logged
        fault = log_bug("python -m etl", error)
        for one in ("hi", "en"):
            print(say(one, "gate.load.fault", fault=fault), file=sys.stderr)
        raise typer.Exit(2) from None


def _moment(text: str) -> datetime:
    """A moment in Kolkata, without a zone; one given with its zone is brought there.

    A day alone is its beginning: nobody is late by an unknown hour.
    """
    if not text:
        return now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadChoice("gate.load.bad_date", value=text) from None
    return moment.astimezone(KOLKATA).replace(tzinfo=None) if moment.tzinfo else moment


if __name__ == "__main__":
    keep_messages_quiet()
    app()
