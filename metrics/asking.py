"""What is asked on the command line: languages, days, windows and units, refused in a sentence where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

import typer

from access.errors import BadChoice, MissionError, NoSnapshot
from access.scope import Scope
from locales import LANGUAGES
from metrics import windows as spans
from metrics.measure import LEVELS
from warehouse import reads
from warehouse.query import Snapshot
from warehouse.reads import Window

USAGE = 2


@contextmanager
def answering(lang: str, by: str = LEVELS[0]) -> Iterator[None]:
    """Say in one sentence what does not exist, and leave with 2."""
    try:
        check(lang, LANGUAGES, "metrics.choice.lang")
        check(by, LEVELS, "metrics.choice.by")
        yield
    except MissionError as error:
        typer.echo(error.sentence(lang if lang in LANGUAGES else "en"), file=sys.stderr)
        raise typer.Exit(USAGE) from None


def check(wanted: str, known: Sequence[str], key: str) -> None:
    """Raises BadChoice, with the sentence `key`, for what is not among the known."""
    if wanted not in known:
        raise BadChoice(key, wanted=wanted, known=", ".join(known))


def check_given(**options: str | None) -> None:
    """Raises BadChoice for an option that is written and left empty, as a script's unset variable leaves it."""
    for name, text in options.items():
        if text is not None and not text.strip():
            raise BadChoice("metrics.choice.empty", option=f"--{name.replace('_', '-')}")


def day(option: str, text: str) -> date | None:
    """The day that an option holds; None where it is not given. Raises BadChoice for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadChoice("metrics.choice.day", option=option, wanted=text) from None


def window_of(snapshot: Snapshot, start: str, end: str, as_of: str) -> Window:
    """The days asked for, thirty up to the last with data if none are. Raises BadChoice where there are no figures."""
    first, last = snapshot.manifest.starts_on, snapshot.manifest.data_through
    if last is None:
        raise NoSnapshot("metrics.choice.nothing_received")
    known = day("--as-of", as_of)
    to = day("--to", end) or min(last, known or last)
    begin = day("--from", start) or to - timedelta(days=spans.DEFAULT_DAYS - 1)
    window = spans.make_window(begin, to, known)
    if window.start > last or window.end < first:
        raise BadChoice("metrics.choice.no_data", start=window.start, end=window.end, first=first, last=last)
    return window


def one_unit(snapshot: Snapshot, held: Scope, unit: str, by: str) -> tuple[str, Scope]:
    """A grouping with the part of what is held that the unit is; as asked and all of it where no unit is named.

    A grouping coarser than the unit becomes the unit's own, so that small counts are decided beside those of its
    neighbours. Raises BadChoice for a code that is none of the units held.
    """
    if not unit:
        return by, held
    for level in LEVELS[1:]:
        if unit in reads.units(snapshot, held, level)["unit_code"]:
            return max(by, level, key=LEVELS.index), held.narrow(**{level: unit})
    raise BadChoice("metrics.choice.unit", wanted=unit)
