"""How every command of `python -m etl` answers: one JSON object or lines, and sentences for what went wrong."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from access.errors import MissionError
from etl.bugs import log_bug
from etl.report import as_json
from locales import LANGUAGES, say

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
Lang = Annotated[str, typer.Option("--lang", help="Language of lines for people: hi or en.")]


def tell(json: bool, told: Callable[[], dict[str, Any]], lines: Callable[[], Any]) -> None:
    if json:
        print(as_json(told()))
        return
    for line in lines():
        print(line)


@contextmanager
def answering(json: bool, lang: str) -> Iterator[None]:
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
