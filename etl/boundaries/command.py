"""`python -m etl boundaries`: official boundaries put in force or taken back, and what was noticed of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from access.errors import BadChoice
from access.settings import load_settings
from etl.answer import Json, Lang, answering, tell
from etl.boundaries.hand_in import HandedIn, hand_in, remove
from locales import say


def boundaries(
    file: Annotated[Path | None, typer.Argument(metavar="GEOJSON", help="Polygons in degrees, with names.")] = None,
    level: Annotated[str, typer.Option(help="thana, circle or district; found by the names if absent.")] = "",
    take_back: Annotated[
        str, typer.Option("--remove", metavar="LEVEL", help="Go back to approximate outlines at this level.")
    ] = "",
    json: Json = False,
    lang: Lang = "hi",
) -> None:
    """Put official boundaries in force from the next publication on, or take them back."""
    with answering(json, lang):
        if (file is None) == (not take_back):
            raise BadChoice("boundaries.nothing")
        if file is None:
            gone = remove(take_back, load_settings())
            tell(json, lambda: {"removed": gone}, lambda: [say(lang, "boundaries.removed", level=_level(gone, lang))])
            return
        found = hand_in(file, level or None, load_settings())
        tell(json, lambda: _json(found), lambda: _lines(found, lang))


def _level(level: str, lang: str) -> str:
    return say(lang, f"boundaries.level.{level}")


def _lines(found: HandedIn, lang: str) -> list[str]:
    told = say(lang, "boundaries.in_force", file=found.file, level=_level(found.level, lang), n=len(found.codes))
    return [told, *(say(lang, note.key, **note.values) for note in found.notes)]


def _json(found: HandedIn) -> dict[str, Any]:
    return {
        "level": found.level,
        "file": found.file,
        "units": list(found.codes),
        "notes": [{"note": note.key.rpartition(".")[2], **note.values} for note in found.notes],
    }
