"""`python -m etl`: load returns, see what stands, go back, write rejection sheets and blank forms, load the sample."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from access.errors import BadChoice
from access.settings import Settings, load_settings
from etl import lists
from etl.answer import Json, Lang, answering, tell
from etl.boundaries import command
from etl.bugs import keep_messages_quiet
from etl.files.handed_over import from_tar
from etl.files.incoming import Incoming, from_paths
from etl.judging.batches import Delivery
from etl.judging.standing import find_batch, roll_back
from etl.labels import labels_json
from etl.names import aliases
from etl.progress import JsonProgress, Progress
from etl.rejects import reject_lines, write_sheets
from etl.report import load_json, load_lines, snapshot_line, status_json, status_lines
from etl.run import Lot, Report, batch_to_correct, load
from locales import say
from warehouse.reference import load_reference
from warehouse.store import KOLKATA, Store, now

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
app.add_typer(aliases.app, name="alias")
app.command("lists")(lists.lists)
app.command("boundaries")(command.boundaries)


@app.command("load")
def load_returns(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, zips of files, or folders of them.")],
    received_on: Annotated[str, typer.Option(help="When they were handed in: a date or a moment; now if absent.")] = "",
    corrects: Annotated[str, typer.Option(metavar="BATCH", help="The batch that this one file replaces whole.")] = "",
    json: Json = False,
    progress_json: Annotated[bool, typer.Option(help="Tell progress on stderr as one JSON object a line.")] = False,
    lang: Lang = "hi",
) -> None:
    """Load returns and publish what passes the gate. `-` takes them from standard input, as one tar."""
    with answering(json, lang):
        settings = load_settings()
        files = _handed_in(paths, settings)
        batch = batch_to_correct(corrects, files, settings) if corrects else None
        lot = Lot(files, Delivery(_moment(received_on), batch))
        progress = JsonProgress(lang) if progress_json else Progress(lang)
        _finish(load([lot], settings, progress), json, lang)


@app.command()
def status(json: Json = False, lang: Lang = "hi") -> None:
    """What is shown, what came last, and what is held."""
    with answering(json, lang):
        store = Store(load_settings())
        tell(json, lambda: status_json(store), lambda: status_lines(store, lang))


@app.command()
def rollback(
    snapshot: Annotated[str, typer.Argument(help="The snapshot to show again.")], json: Json = False, lang: Lang = "hi"
) -> None:
    """Show an earlier snapshot until something new is loaded."""
    with answering(json, lang):
        shown = roll_back(snapshot, load_settings())
        tell(json, lambda: {"snapshot": shown}, lambda: [say(lang, "gate.cli.rolled_back", snapshot=shown)])


@app.command()
def rejects(
    batches: Annotated[list[str], typer.Argument(metavar="BATCH…", help="Batches, as `status` names them.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the sheets are written.")],
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Write the rejection sheet of a batch, or of several in one, in Hindi and English, as .xlsx and .csv."""
    with answering(json, lang):
        store = Store(load_settings())
        lines = [line for batch in batches for line in reject_lines(find_batch(batch, store), store)]
        written = write_sheets(batches[0] if len(batches) == 1 else f"{len(batches)}_batches", lines, out)
        told = {"batch": " ".join(batches), "lines": len(lines), "files": [str(path) for path in written]}
        tell(json, lambda: told, lambda: [say(lang, "gate.cli.written", path=path) for path in written])


@app.command()
def labels(json: Json = False, lang: Lang = "hi") -> None:
    """What returns and their columns are called, in both languages."""
    with answering(json, lang):
        told = labels_json()
        tell(json, lambda: told, lambda: [one["label"][lang] for one in told["returns"].values()])


@app.command()
def forms(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the blank forms are written.")],
    district: Annotated[list[str] | None, typer.Option(help="Only for this district; may be given again.")] = None,
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Write the blank form of every return, for each district in a folder of its own."""
    from etl.forms import write_forms

    with answering(json, lang):
        reference = load_reference(load_settings())
        if unknown := sorted(set(district or ()) - set(reference.district_codes)):
            raise BadChoice(
                "etl.form.unknown_district", found=", ".join(unknown), known=", ".join(reference.district_codes)
            )
        written = write_forms(folder, tuple(district or reference.district_codes), reference)
        told = {"files": [str(path) for path in written]}
        tell(json, lambda: told, lambda: [say(lang, "gate.cli.written", path=path) for path in written])


@app.command()
def demo(
    folder: Annotated[Path | None, typer.Option(help="Where the sample returns lie or are made.")] = None,
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Make the sample returns if absent, load them and publish; a second run has nothing to do."""
    from etl.demo import SAMPLE, run_demo

    with answering(json, lang):
        report = run_demo(folder or SAMPLE, load_settings(), Progress(lang))
        tell(json, lambda: load_json(report), lambda: [snapshot_line(report.snapshot, lang)])


def _finish(report: Report, json: bool, lang: str) -> None:
    tell(json, lambda: load_json(report), lambda: load_lines(report, lang))
    if not report.is_all_good:
        raise typer.Exit(1)


def _handed_in(paths: list[Path], settings: Settings) -> tuple[Incoming, ...]:
    return from_tar(sys.stdin.buffer, settings) if paths == [Path("-")] else from_paths(paths, settings)


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
